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
  };
}
