import type { Tx } from '../../platform/database/tx.js';
import { LONGEST_PAUSE_MINUTES } from './retry-pauses.js';

/** Seconds a claim holds without renewal: a killed worker's mail waits no longer than this. */
export const LEASE_SECONDS = 60;

/**
 * A clock that was set back leaves moments behind that lie further ahead than any that is given now: a dead sender's mail
 * would wait for hours. No lease is longer than a whole one from now, and no pause longer than the longest. A sender that
 * lives renews its lease meanwhile, so nothing is sent twice.
 */
export async function shortenWaits(tx: Tx): Promise<void> {
  await tx.execute(SHORTEN, [LEASE_SECONDS, LONGEST_PAUSE_MINUTES]);
}

const SHORTEN = /* sql */ `
  WITH most AS MATERIALIZED (SELECT clock_timestamp() + make_interval(secs => $1) AS lease,
    tenggat_now() + make_interval(mins => $2) AS pause),
  impossible AS (
    SELECT id FROM outbox WHERE state = 'waiting' AND (leased_until > (SELECT lease FROM most)
      OR (attempts > 0 AND next_attempt_at > (SELECT pause FROM most)))
    FOR UPDATE SKIP LOCKED)
  UPDATE outbox o SET
    leased_until = CASE WHEN o.leased_until > most.lease THEN most.lease ELSE o.leased_until END,
    next_attempt_at = CASE WHEN o.attempts > 0 THEN least(o.next_attempt_at, most.pause) ELSE o.next_attempt_at END
  FROM impossible, most WHERE o.id = impossible.id`;

/** A mail in the hand of one sender. `fence` tells its hand from any later one. */
export interface ClaimedMail {
  readonly id: string;
  readonly fence: number;
  readonly attempts: number;
  readonly messageId: string;
  readonly sealed: Buffer;
  /** By this process's own steady clock, before it asked: the lease began no earlier. */
  readonly askedAt: number;
}

export type AttemptOutcome = 'accepted' | 'temporary' | 'refused' | 'ambiguous';

interface ClaimRow {
  readonly id: string;
  readonly fence: number;
  readonly attempts: number;
  readonly message_id: string;
  readonly sealed: Buffer | null;
  readonly state: string;
}

/**
 * Takes the next due mail into a lease and writes the attempt row, which is committed before the first SMTP command.
 * A lease that ran out means a dead worker: its attempt is closed as `lost` and the mail marked ambiguous. A mail
 * that has lost its meaning becomes superseded and is answered as `'superseded'`. null = nothing is due, or sending
 * is paused (the database's switch beats the environment's).
 */
export async function claimNext(
  tx: Tx,
  sendingDefault: 'on' | 'paused',
): Promise<ClaimedMail | 'superseded' | null> {
  const askedAt = performance.now();
  const [row] = await tx.query<ClaimRow>(CLAIM, [sendingDefault, LEASE_SECONDS]);
  if (row === undefined) return null;
  if (row.state === 'superseded' || row.sealed === null) return 'superseded';
  return {
    id: row.id,
    fence: row.fence,
    attempts: row.attempts,
    messageId: row.message_id,
    sealed: row.sealed,
    askedAt,
  };
}

// The lease runs by the machine's clock, due times by tenggat_now(). The clock stands in a subquery so that the
// partial index on waiting rows is used.
const CLAIM = /* sql */ `
  WITH moment AS MATERIALIZED (SELECT tenggat_now() AS now),
  due AS (
    SELECT id FROM outbox
    WHERE state = 'waiting' AND next_attempt_at <= (SELECT now FROM moment)
      AND (leased_until IS NULL OR leased_until < clock_timestamp())
      AND coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'sending'), $1) = 'on'
    ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
  judged AS (
    SELECT o.id, (NOT o.legal AND coalesce(o.not_after <= (SELECT now FROM moment), false)) AS pointless
    FROM outbox o JOIN due ON due.id = o.id),
  taken AS (
    UPDATE outbox o SET
      state = CASE WHEN j.pointless THEN 'superseded' ELSE o.state END,
      fence = o.fence + 1,
      attempts = o.attempts + CASE WHEN j.pointless THEN 0 ELSE 1 END,
      ambiguous = o.ambiguous OR o.leased_until IS NOT NULL,
      leased_until = CASE WHEN j.pointless THEN NULL ELSE clock_timestamp() + make_interval(secs => $2) END,
      sealed = CASE WHEN j.pointless THEN NULL ELSE o.sealed END
    FROM judged j WHERE o.id = j.id
    RETURNING o.id, o.fence, o.attempts, o.message_id, o.sealed, o.state),
  lost AS (
    UPDATE mail_attempts a SET outcome = 'lost', finished_at = (SELECT now FROM moment)
    FROM taken t WHERE a.outbox_id = t.id AND a.outcome IS NULL AND a.fence < t.fence),
  started AS (
    INSERT INTO mail_attempts (outbox_id, fence, started_at)
    SELECT id, fence, (SELECT now FROM moment) FROM taken WHERE state = 'waiting')
  SELECT * FROM taken`;

/** What the server said, and what follows. */
export interface Verdict {
  readonly outcome: AttemptOutcome;
  readonly reply: string;
  /** Only for what is tried again. */
  readonly pauseMinutes: number;
}

/** The mail that was refused for good, for the task of the desk. */
export interface RecordedMail {
  readonly effectKey: string;
  readonly kind: string;
  readonly caseId: string | null;
  readonly registerNumber: string | null;
  /** How often it was tried: a mail that is sent again may be refused again. */
  readonly attempts: number;
}

/**
 * Writes the outcome, if this hand still holds the mail. null = it does not (it froze, and another took over):
 * nothing was changed.
 */
export async function recordVerdict(
  tx: Tx,
  mail: ClaimedMail,
  verdict: Verdict,
): Promise<RecordedMail | null> {
  const state = verdict.outcome === 'accepted' || verdict.outcome === 'refused' ? verdict.outcome : 'waiting';
  const [row] = await tx.query<{
    effect_key: string;
    kind: string;
    case_id: string | null;
    number: string | null;
    attempts: number;
  }>(RECORD, [mail.id, mail.fence, state, verdict.outcome, verdict.reply, verdict.pauseMinutes]);
  if (row === undefined) return null;
  return {
    effectKey: row.effect_key,
    kind: row.kind,
    caseId: row.case_id,
    registerNumber: row.number,
    attempts: row.attempts,
  };
}

const RECORD = /* sql */ `
  WITH moment AS MATERIALIZED (SELECT tenggat_now() AS now),
  held AS (
    UPDATE outbox SET
      state = $3,
      leased_until = NULL,
      ambiguous = ambiguous OR $4 = 'ambiguous',
      accepted_at = CASE WHEN $3 = 'accepted' THEN (SELECT now FROM moment) END,
      sealed = CASE WHEN $3 = 'accepted' THEN NULL ELSE sealed END,
      server_reply = $5,
      next_attempt_at = CASE WHEN $3 = 'waiting'
        THEN (SELECT now FROM moment) + make_interval(mins => $6) ELSE next_attempt_at END
    WHERE id = $1 AND fence = $2 AND state = 'waiting'
    RETURNING id, fence, effect_key, kind, case_id, attempts),
  finished AS (
    UPDATE mail_attempts a SET outcome = $4, reply = $5, finished_at = (SELECT now FROM moment)
    FROM held h WHERE a.outbox_id = h.id AND a.fence = h.fence)
  SELECT h.effect_key, h.kind, h.case_id, h.attempts, c.register_number AS number
  FROM held h LEFT JOIN cases c ON c.id = h.case_id AND $3 = 'refused'`;

/** Keeps the leases of mails that are still being sent. A frozen worker does not come here, so its leases run out. */
export async function renewLeases(tx: Tx, mails: readonly ClaimedMail[]): Promise<void> {
  await tx.execute(
    `UPDATE outbox o SET leased_until = clock_timestamp() + make_interval(secs => $3)
     FROM unnest($1::bigint[], $2::int[]) AS held(id, fence)
     WHERE o.id = held.id AND o.fence = held.fence AND o.state = 'waiting'`,
    [mails.map((mail) => mail.id), mails.map((mail) => mail.fence), LEASE_SECONDS],
  );
}
