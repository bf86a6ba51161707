import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { MailKindName } from './mail-kinds.js';

/** A mail as its row: nothing in it can be read without the key but kind, case and times. */
export interface FrozenMail {
  readonly effectKey: string;
  readonly kind: MailKindName;
  readonly caseId: string | null;
  readonly recipientKind: 'requester' | 'staff' | 'address';
  readonly recipientId: string | null;
  readonly messageId: string;
  readonly bodyHash: Buffer;
  readonly sealed: Buffer;
  readonly legal: boolean;
  readonly notAfter: Date | null;
  readonly at: Date;
  /** Not before: `at`, or for staff the next mail hours. */
  readonly leavesAt: Date;
  readonly supersedes: readonly string[];
  /** Why it cannot be sent at all; the desk prints it. */
  readonly undeliverable: 'no-address' | 'unfit-address' | null;
  /** When the desk has to have posted it. */
  readonly postBy: LocalDate | null;
}

const COLUMNS = [
  'effect_key',
  'kind',
  'case_id',
  'recipient_kind',
  'recipient_id',
  'message_id',
  'body_hash',
  'sealed',
  'legal',
  'not_after',
  'created_at',
  'next_attempt_at',
  'state',
  'server_reply',
] as const;

/** One INSERT for all rows; an effect key that is there already is left as it is. */
export async function insertMails(tx: Tx, mails: readonly FrozenMail[]): Promise<void> {
  const values = mails.map(
    (_mail, row) => `(${COLUMNS.map((_name, column) => `$${row * COLUMNS.length + column + 1}`).join(',')})`,
  );
  await tx.query(
    `INSERT INTO outbox (${COLUMNS.join(', ')}) VALUES ${values.join(', ')} ON CONFLICT (effect_key) DO NOTHING`,
    mails.flatMap((mail) => [
      mail.effectKey,
      mail.kind,
      mail.caseId,
      mail.recipientKind,
      mail.recipientId,
      mail.messageId,
      mail.bodyHash,
      mail.sealed,
      mail.legal,
      mail.notAfter,
      mail.at,
      mail.leavesAt,
      mail.undeliverable === null ? 'waiting' : 'undeliverable',
      mail.undeliverable,
    ]),
  );
}

/**
 * Gives mails that were written later than now, and never tried, the moment that they would get now: the clock was set
 * back since. A mail of before keeps the moment it has. Returns how many.
 */
export async function bringBackMails(
  tx: Tx,
  staffKinds: readonly MailKindName[],
  staffMailLeavesAt: Date,
): Promise<number> {
  return tx.execute(
    `UPDATE outbox o SET next_attempt_at = CASE WHEN o.kind = ANY ($2) THEN $3::timestamptz ELSE $1::timestamptz END
     FROM (SELECT id FROM outbox WHERE state = 'waiting' AND attempts = 0 AND next_attempt_at > $1::timestamptz
         AND created_at > $1::timestamptz
         AND next_attempt_at > CASE WHEN kind = ANY ($2) THEN $3::timestamptz ELSE $1::timestamptz END
       FOR UPDATE SKIP LOCKED) ahead
     WHERE o.id = ahead.id`,
    [await tx.now(), staffKinds, staffMailLeavesAt],
  );
}

/**
 * Marks waiting mails as superseded. One that a sender holds at this moment is not torn from its hand: it only may
 * not be tried again.
 */
export async function supersede(tx: Tx, effectKeys: readonly string[]): Promise<number> {
  return tx.execute(
    `UPDATE outbox SET
       state = CASE WHEN leased_until > clock_timestamp() THEN state ELSE 'superseded' END,
       sealed = CASE WHEN leased_until > clock_timestamp() THEN sealed END,
       not_after = least(not_after, tenggat_now())
     WHERE effect_key = ANY($1) AND state = 'waiting' AND NOT legal`,
    [effectKeys],
  );
}
