import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';
import { UNOPENED } from './sealed-content.js';
import { LEASE_SECONDS } from './sender-rows.js';
import { isSending, restoredFrom } from './sending-switch.js';

/** A due mail that nobody has taken for this long is stuck; people see it within two minutes. */
const STUCK_SECONDS = 60;
/** After so many attempts the mail server counts as away. */
const AWAY_ATTEMPTS = 3;
/** A server that has taken one of the last so many mails is there. */
const LAST_ATTEMPTS = 10;

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
      const [row] = await tx.query<Counted>(COUNTED, [UNOPENED]);
      const {
        waiting = 0,
        due = 0,
        retried = 0,
        overdue = 0,
        unsent = 0,
        seconds_since_asked: sinceAsked = null,
        takes_none: takesNone = true,
      } = row ?? {};
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
      const isAway = retried > 0 && takesNone;
      if (overdue > STUCK_SECONDS) {
        if (sinceAsked === null || sinceAsked > STUCK_SECONDS)
          return { status: 'warn', alarm: 'stuck', figures, note: 'mail is stuck' };
        // Of a server that is away few mails are asked at a time: the others wait for it, not for a worker.
        if (!isAway)
          return { status: 'warn', alarm: 'behind', figures, note: 'mail goes out, with a backlog' };
      }
      return isAway
        ? { status: 'warn', alarm: 'away', figures, note: 'mail server away' }
        : { status: 'ok', figures };
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
  /** Since a worker last began to offer a mail, 0 while one is on its way; null = none ever did. */
  readonly seconds_since_asked: number | null;
  /** Of what it was offered last the server has taken none since the newest of the retried mails came. */
  readonly takes_none: boolean;
}

const RETRIED = `attempts >= ${String(AWAY_ATTEMPTS)} AND server_reply IS DISTINCT FROM $1`;

// Free: nobody has it in hand now. A lease beyond a whole one is of a clock that was set back since.
const COUNTED = /* sql */ `
  WITH moment AS MATERIALIZED (SELECT tenggat_now() AS now),
  waiting AS (
    SELECT o.*, leased_until IS NULL OR leased_until < clock_timestamp()
      OR leased_until > clock_timestamp() + interval '${String(LEASE_SECONDS)} seconds' AS free
    FROM outbox o WHERE state = 'waiting')
  SELECT count(*)::int AS waiting,
    (count(*) FILTER (WHERE free AND next_attempt_at <= now))::int AS due,
    (count(*) FILTER (WHERE ${RETRIED}))::int AS retried,
    coalesce(extract(epoch FROM min(now) - min(next_attempt_at) FILTER (WHERE free)), 0)::int AS overdue,
    coalesce(extract(epoch FROM min(now) - min(created_at)), 0)::int AS unsent,
    CASE WHEN bool_or(NOT free) THEN 0 ELSE min(asked.since) END::int AS seconds_since_asked,
    coalesce(bool_and(asked.takes_none), true) AS takes_none
  FROM waiting, moment, (
    SELECT extract(epoch FROM min(m.now) - max(a.started_at)) AS since,
      NOT bool_or(a.outcome IS NOT DISTINCT FROM 'accepted' AND a.id > (
        SELECT coalesce(min(t.id), 0) FROM mail_attempts t WHERE t.outbox_id = (SELECT max(w.id) FROM waiting w WHERE ${RETRIED}))) AS takes_none
    FROM (SELECT id, started_at, outcome FROM mail_attempts WHERE reply IS DISTINCT FROM $1
      ORDER BY id DESC LIMIT ${String(LAST_ATTEMPTS)}) a, moment m) asked`;
