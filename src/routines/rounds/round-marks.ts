import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machineMilliseconds } from '../../platform/clock/machine-clock.js';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';

/** Rounds come every 15 seconds; after so long without one from any worker, none is at work. */
const SILENT_SECONDS = 60;
/** A worker tells its time with a statement that may have waited for its turn. */
const TOLERATED_SKEW_SECONDS = 30;
const LATELY = String(SILENT_SECONDS);

interface Seen {
  readonly workers: number;
  readonly seen: number;
  readonly since: number | null;
  readonly skew: number;
}

/**
 * Each worker writes down that it lives, and that it has swept; every process sees from it whether the sweeping goes on,
 * and if not, whether a worker is there at all.
 */
@Injectable()
export class RoundMarks implements OnModuleInit {
  /** This process, as long as it lives. */
  private readonly worker = `${String(process.pid)}-${newId()}`;

  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.health.register('rounds', () => this.check());
    this.health.register('workerClock', () => this.checkClocks());
  }

  /** Beside the rounds, which may hang. */
  async seen(): Promise<void> {
    await this.mark('seen_at');
  }

  /** After a sweep of this process. */
  async swept(): Promise<void> {
    await this.mark('swept_at');
  }

  /**
   * Warns, never fails: the pages go on while no worker is there. A mark far ahead was made before the clock was set back,
   * and says nothing of now.
   */
  async check(): Promise<HealthFinding> {
    const [row] = await this.database.single<Seen>(
      `SELECT (count(*) FILTER (WHERE swept <= ${LATELY}))::int AS workers, (count(*) FILTER (WHERE seen <= ${LATELY}))::int AS seen,
         min(swept) AS since, (coalesce(max(abs(skew_milliseconds)) FILTER (WHERE seen <= ${LATELY}), 0) / 1000)::int AS skew
       FROM (SELECT skew_milliseconds, ${secondsSince('swept_at')} AS swept, ${secondsSince('greatest(swept_at, seen_at)')} AS seen
         FROM worker_rounds) r`,
    );
    const { workers = 0, seen = 0, since = null, skew = 0 } = row ?? {};
    const figures = {
      workers,
      workersSeen: seen,
      workerSkewSeconds: skew,
      ...(since === null ? {} : { lastSweepSeconds: since }),
    };
    if (workers > 0) return { status: 'ok', figures };
    return seen > 0
      ? { status: 'warn', alarm: 'hanging', figures, note: 'workers are there, but none has swept lately' }
      : { status: 'warn', alarm: 'silent', figures, note: 'no worker has swept lately' };
  }

  /** No date and no deadline goes by a worker's own clock, but its log does, and who reads it. */
  async checkClocks(): Promise<HealthFinding> {
    const { figures: { workerSkewSeconds: skewSeconds = 0 } = {} } = await this.check();
    const figures = { skewSeconds };
    if (skewSeconds <= TOLERATED_SKEW_SECONDS) return { status: 'ok', figures };
    return {
      status: 'warn',
      alarm: 'wrong',
      figures,
      note: 'a worker and the database disagree on the time',
    };
  }

  private async mark(column: 'seen_at' | 'swept_at'): Promise<void> {
    await this.database.single(
      `INSERT INTO worker_rounds (worker, ${column}, skew_milliseconds)
       SELECT $1, t.now, $2 - (extract(epoch FROM t.now) * 1000)::bigint FROM (SELECT clock_timestamp() AS now) t
       ON CONFLICT (worker) DO UPDATE SET ${column} = excluded.${column}, skew_milliseconds = excluded.skew_milliseconds`,
      [this.worker, machineMilliseconds()],
    );
  }
}

/** Null for a moment that lies too far ahead, or is none. */
function secondsSince(moment: string): string {
  return `CASE WHEN ${moment} < clock_timestamp() + interval '${LATELY} seconds'
    THEN greatest(extract(epoch FROM clock_timestamp() - ${moment}), 0)::int END`;
}
