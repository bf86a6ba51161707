import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import { sealOfTrail } from '../../platform/crypto/trail-seal.js';
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

/** Columns of a case by which the law is kept; whoever changes one past its trail is found. */
export const SEALED_COLUMNS = [
  'register_number',
  'requester_id',
  'question',
  'agency_code',
  'standing',
  'status',
  'received_on',
  'completeness_due_on',
  'repair_due_on',
  'reply_started_on',
  'due_on',
  'due_at',
  'due_kind',
  'extended_at',
  'noticed_at',
  'outcome',
  'noticed_outcome',
  'provide_on',
  'objection_until',
  'closed_at',
] as const;

/** A case as a change leaves it; a column that is not named is null. */
export type SealedCase = Readonly<Partial<Record<(typeof SEALED_COLUMNS)[number], unknown>>>;

/** The keyed hash chain of an audit stream: without the key nobody can make a row that fits. */
export function createHmacChain(key: Buffer): {
  readonly start: Buffer;
  hash(row: ChainedRow, previous: Buffer): Buffer;
  /** Names the end of a stream: with it a trail whose last rows are gone no longer fits. */
  seal(stream: string, seq: number, hash: Buffer): Buffer;
  /** Names the columns of a case in its row of the trail; keyed, so that it tells nobody what was asked. */
  sealOfCase(row: SealedCase): string;
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
    seal: (stream, seq, hash) => sealOfTrail(key, { stream, seq, hash }),
    sealOfCase: (row) => {
      const columns = SEALED_COLUMNS.map((column) => row[column] ?? null);
      return keyedHash(key, `case\n${canonicalJson(columns)}`)
        .subarray(0, 16)
        .toString('base64url');
    },
  };
}
