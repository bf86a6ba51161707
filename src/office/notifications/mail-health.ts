import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';
import { UNOPENED } from './sealed-content.js';
import { LEASE_SECONDS } from './sender-rows.js';
import { isSending, restoredFrom } from './sending-switch.js';

/** A due mail that nobody has taken for this long is stuck; people see it within two minutes. */
const STUCK_SECONDS = 60;
/** After so many attempts the mail server counts as away. */
const AWAY_ATTEMPTS = 3;
/** A server that has taken none of so many mails takes none, whatever it did before. */
const LAST_ATTEMPTS = 1_000;

/** Mail as the health page sees it, from the outbox itself: is it going out, is anything stuck or failing? */
@Injectable()
export class MailHealth implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.health.register('mail', () => this.check());
    this.health.register('mailContent', () => this.checkContent());
  }

  /** Warns, never fails: without mail the office goes on working. */
  async check(): Promise<HealthFinding> {
    return this.database.read(SYSTEM, NOTHING, async (tx) => {
      const row = await read(tx);
      const { waiting, due, retried, overdue, unsent } = row;
      const sending = await isSending(tx, this.config.sending);
      const figures = {
        waiting,
        due,
        retried,
        oldestDueSeconds: Math.max(overdue, 0),
        oldestUnsentSeconds: Math.max(unsent, 0),
        sending: sending ? 1 : 0,
      };
      if (!sending) {
        const alarm = (await restoredFrom(tx)) === null ? 'paused' : 'restored';
        return { status: 'warn', alarm, figures, note: 'sending is paused' };
      }
      const found = faultOf(row);
      return found === null ? { status: 'ok', figures } : { status: 'warn', figures, ...found };
    });
  }

  /** Mails that this key does not open: no server was asked about them. */
  async checkContent(): Promise<HealthFinding> {
    const [row] = await this.database.read(SYSTEM, NOTHING, (tx) =>
      tx.query<{ unopened: number }>(
        `SELECT count(*)::int AS unopened FROM outbox WHERE state = 'waiting' AND attempts > 0 AND server_reply = $1`,
        [UNOPENED],
      ),
    );
    const figures = { unopened: row?.unopened ?? 0 };
    if (figures.unopened === 0) return { status: 'ok', figures };
    return { status: 'warn', alarm: 'unopened', figures, note: 'mails cannot be opened: wrong master key?' };
  }
}

interface Counted {
  readonly waiting: number;
  readonly due: number;
  readonly retried: number;
  readonly overdue: number;
  readonly unsent: number;
  /** How long the server has been silent about the mail that was offered to it first. */
  readonly hanging: number;
  /** Since a worker last began to offer a mail, 0 while one is on its way; null = none ever did. */
  readonly since_asked: number | null;
  /** Since the server took a mail; null = it took none of the last. */
  readonly since_taken: number | null;
  /** It has taken none since the newest of the retried mails was tried so often. */
  readonly takes_none: boolean;
}

async function read(tx: Tx): Promise<Counted> {
  const [row] = await tx.query<Counted>(COUNTED, [UNOPENED]);
  if (row === undefined) throw new Error('the outbox told nothing of itself');
  return row;
}

/** Is nobody sending, is the server not taking what it is offered, or are there more mails than can go out at once? */
function faultOf(row: Counted): { readonly alarm: string; readonly note: string } | null {
  const waitsLong = row.overdue > STUCK_SECONDS;
  if (waitsLong && !isLately(row.since_asked)) return { alarm: 'stuck', note: 'mail is stuck' };
  if (waitsLong && isLately(row.since_taken))
    return { alarm: 'behind', note: 'mail goes out, with a backlog' };
  // Of a server that is away few mails are asked at a time: the others wait for it, not for a worker.
  const isSilent = (waitsLong || row.hanging > STUCK_SECONDS) && !isLately(row.since_taken);
  const isAway = isSilent || (row.retried > 0 && row.takes_none);
  return isAway ? { alarm: 'away', note: 'mail server away' } : null;
}

// What lies ahead is of a clock that was set back since.
function isLately(seconds: number | null): boolean {
  return seconds !== null && Math.abs(seconds) <= STUCK_SECONDS;
}

const RETRIED = `attempts >= ${String(AWAY_ATTEMPTS)} AND server_reply IS DISTINCT FROM $1`;

// Free: nobody has it in hand now. A lease beyond a whole one is of a clock that was set back since.
const COUNTED = /* sql */ `
  WITH moment AS MATERIALIZED (SELECT tenggat_now() AS now),
  waiting AS (
    SELECT o.*, leased_until IS NULL OR leased_until < clock_timestamp()
      OR leased_until > clock_timestamp() + interval '${String(LEASE_SECONDS)} seconds' AS free
    FROM outbox o WHERE state = 'waiting'),
  asked AS MATERIALIZED (
    SELECT id, outbox_id, started_at, finished_at, outcome FROM mail_attempts
    WHERE reply IS DISTINCT FROM $1 ORDER BY id DESC LIMIT ${String(LAST_ATTEMPTS)}),
  taken AS (SELECT id, finished_at FROM asked WHERE outcome = 'accepted' ORDER BY id DESC LIMIT 1),
  in_vain AS (
    SELECT id FROM mail_attempts WHERE outbox_id = (SELECT max(w.id) FROM waiting w WHERE ${RETRIED})
    ORDER BY id DESC OFFSET ${String(AWAY_ATTEMPTS - 1)} LIMIT 1)
  SELECT count(*)::int AS waiting,
    (count(*) FILTER (WHERE free AND next_attempt_at <= now))::int AS due,
    (count(*) FILTER (WHERE ${RETRIED}))::int AS retried,
    coalesce(extract(epoch FROM min(now) - min(next_attempt_at) FILTER (WHERE free)), 0)::int AS overdue,
    coalesce(extract(epoch FROM min(now) - min(created_at)), 0)::int AS unsent,
    coalesce(extract(epoch FROM min(now) - (SELECT min(a.started_at) FROM asked a JOIN waiting w ON w.id = a.outbox_id
      WHERE a.outcome IS NULL AND NOT w.free)), 0)::int AS hanging,
    CASE WHEN bool_or(NOT free) THEN 0
      ELSE extract(epoch FROM min(now) - (SELECT started_at FROM asked ORDER BY id DESC LIMIT 1)) END::int AS since_asked,
    extract(epoch FROM min(now) - (SELECT finished_at FROM taken))::int AS since_taken,
    coalesce((SELECT id FROM taken) <= coalesce((SELECT id FROM in_vain), 0), true) AS takes_none
  FROM waiting, moment`;
