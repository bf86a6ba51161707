import type { MailLine } from './mail-server.js';
import type { Outside } from './outside.js';

interface OutboxLine {
  readonly effect_key: string;
  readonly kind: string;
  readonly case_id: string | null;
  readonly message_id: string;
  readonly state: string;
  readonly doubts: number;
}

/** Seconds that the program promises to leave a mail in the hand that took it. */
const LEASE_SECONDS = 60;
/** The server's log and the lease are told by two clocks. */
const TOLERANCE_SECONDS = 2;

/**
 * Holds the mail server's log against the outbox: every mail that was accepted was committed, went out, and went out
 * once; a copy more only for each attempt whose end nobody knows, and with the same words. Answers what is wrong.
 */
export async function faultsOfMail(
  outside: Outside,
  log: readonly MailLine[],
  leasesUpTo = 'infinity',
): Promise<string[]> {
  const outbox = await outside.views<OutboxLine>(
    `SELECT o.effect_key, o.kind, o.case_id, o.message_id, o.state,
       (SELECT count(*)::int FROM attempts a WHERE a.effect_key = o.effect_key AND a.outcome IN ('ambiguous', 'lost')) AS doubts
     FROM outbox o`,
  );
  const known = new Map(outbox.map((line) => [line.message_id, line]));
  const copies = byMessage(log);
  const faults: string[] = [];
  for (const [messageId, lines] of copies) {
    const line = known.get(messageId);
    if (line === undefined)
      faults.push(`${messageId} was sent and is in no outbox: mail of what never came to be`);
    else if (lines.length > 1 + line.doubts)
      faults.push(
        `${line.effect_key} went out ${String(lines.length)} times with ${String(line.doubts)} attempts in doubt`,
      );
    if (new Set(lines.map(({ bodyHash }) => bodyHash)).size > 1)
      faults.push(`${messageId} went out in two wordings`);
  }
  for (const line of outbox) {
    if (line.state === 'accepted' && !copies.has(line.message_id))
      faults.push(`${line.effect_key} is said to be accepted and never reached the mail server`);
  }
  return [...faults, ...(await leasesCutShort(outside, leasesUpTo))];
}

/**
 * An attempt is given up for lost only when its lease has run out. `upTo`: a moment by the moved clock from which on
 * leases were ended from outside.
 */
async function leasesCutShort(outside: Outside, upTo: string): Promise<string[]> {
  const rows = await outside.views<{ effect_key: string; seconds: number }>(
    `SELECT effect_key, extract(epoch FROM finished_at - started_at)::int AS seconds FROM attempts
     WHERE outcome = 'lost' AND finished_at < $1::timestamptz AND finished_at - started_at < make_interval(secs => $2)`,
    [upTo, LEASE_SECONDS - TOLERANCE_SECONDS],
  );
  return rows.map(
    ({ effect_key, seconds }) => `${effect_key} was taken from its sender after ${String(seconds)} s`,
  );
}

/** Copies beyond the first of any mail that are not the mail server's own doing. */
export function extras(log: readonly MailLine[]): number {
  return [...byMessage(log).values()].reduce(
    (sum, lines) => sum + Math.max(0, lines.length - 1 - lines.filter(({ fate }) => !fate.isAnswered).length),
    0,
  );
}

function byMessage(log: readonly MailLine[]): ReadonlyMap<string, readonly MailLine[]> {
  const copies = new Map<string, MailLine[]>();
  for (const line of log) {
    const known = copies.get(line.messageId);
    if (known === undefined) copies.set(line.messageId, [line]);
    else known.push(line);
  }
  return copies;
}
