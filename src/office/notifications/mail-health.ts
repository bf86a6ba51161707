import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';
import { LEASE_SECONDS } from './sender-rows.js';
import { isSending, restoredFrom } from './sending-switch.js';

/** A due mail that nobody has taken for this long is stuck; people see it within two minutes. */
const STUCK_SECONDS = 60;
/** After so many attempts the mail server counts as away. */
const AWAY_ATTEMPTS = 3;

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
  }

  /** Warns, never fails: without mail the office goes on working. */
  async check(): Promise<HealthFinding> {
    return this.database.read(SYSTEM, NOTHING, async (tx) => {
      const [row] = await tx.query<{ waiting: number; retried: number; overdue: number; unsent: number }>(
        `SELECT count(*)::int AS waiting,
           (count(*) FILTER (WHERE attempts >= ${AWAY_ATTEMPTS}))::int AS retried,
           coalesce(extract(epoch FROM (SELECT tenggat_now()) - min(next_attempt_at)
             FILTER (WHERE leased_until IS NULL OR leased_until < clock_timestamp()
               OR leased_until > clock_timestamp() + interval '${String(LEASE_SECONDS)} seconds')), 0)::int AS overdue,
           coalesce(extract(epoch FROM (SELECT tenggat_now()) - min(created_at)), 0)::int AS unsent
         FROM outbox WHERE state = 'waiting'`,
      );
      const { waiting = 0, retried = 0, overdue = 0, unsent = 0 } = row ?? {};
      const sending = await isSending(tx, this.config.sending);
      const figures = {
        waiting,
        retried,
        oldestDueSeconds: Math.max(overdue, 0),
        oldestUnsentSeconds: Math.max(unsent, 0),
        sending: sending ? 1 : 0,
      };
      if (!sending) {
        const alarm = (await restoredFrom(tx)) === null ? 'paused' : 'restored';
        return { status: 'warn', alarm, figures, note: 'sending is paused' };
      }
      if (overdue > STUCK_SECONDS) return { status: 'warn', alarm: 'stuck', figures, note: 'mail is stuck' };
      return retried > 0
        ? { status: 'warn', alarm: 'away', figures, note: 'mail server away' }
        : { status: 'ok', figures };
    });
  }
}
