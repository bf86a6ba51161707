import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import { keyedHash } from '../../platform/crypto/vault.js';

/** What a hash of the chain covers; a change of any of it shows. */
export interface ChainedRow {
  readonly stream: string;
  readonly seq: number;
  readonly caseId: string | null;
  readonly event: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly agency: string | null;
  readonly visibleTo: string;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly facts: unknown;
}

/** The keyed hash chain of an audit stream: without the key nobody can make a row that fits. */
export function createHmacChain(key: Buffer): {
  readonly start: Buffer;
  hash(row: ChainedRow, previous: Buffer): Buffer;
  /** Names the end of a stream: with it a trail whose last rows are gone no longer fits. */
  seal(stream: string, seq: number, hash: Buffer): Buffer;
} {
  return {
    start: Buffer.alloc(32),
    hash: (row, previous) =>
      keyedHash(
        key,
        `${previous.toString('hex')}\n${canonicalJson({
          ...row,
          effectiveAt: row.effectiveAt.toISOString(),
          recordedAt: row.recordedAt.toISOString(),
        })}`,
      ),
    seal: (stream, seq, hash) => keyedHash(key, `end of ${stream}\n${String(seq)}\n${hash.toString('hex')}`),
  };
}
