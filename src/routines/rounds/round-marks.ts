import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machineMilliseconds } from '../../platform/clock/machine-clock.js';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';

/** Rounds come every 15 seconds; after so long without one from any worker, none is at work. */
const SILENT_SECONDS = 60;

interface Seen {
  readonly workers: number;
  readonly since: number | null;
  readonly skew: number;
}

/** Each worker writes down that it has swept; every process sees from it whether the sweeping goes on. */
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
  }

  /** After a sweep of this process. */
  async swept(): Promise<void> {
    await this.database.single(
      `INSERT INTO worker_rounds (worker, swept_at, skew_milliseconds)
       SELECT $1, t.now, $2 - (extract(epoch FROM t.now) * 1000)::bigint FROM (SELECT clock_timestamp() AS now) t
       ON CONFLICT (worker) DO UPDATE SET swept_at = excluded.swept_at, skew_milliseconds = excluded.skew_milliseconds`,
      [this.worker, machineMilliseconds()],
    );
  }

  /**
   * Warns, never fails: the pages go on while no worker is there. A mark far ahead was made before the clock was set back,
   * and says nothing of now.
   */
  async check(): Promise<HealthFinding> {
    const [row] = await this.database.single<Seen>(
      `SELECT (count(*) FILTER (WHERE ago <= ${String(SILENT_SECONDS)}))::int AS workers, min(ago) AS since,
         (coalesce(max(abs(skew_milliseconds)) FILTER (WHERE ago <= ${String(SILENT_SECONDS)}), 0) / 1000)::int AS skew
       FROM (SELECT skew_milliseconds, greatest(extract(epoch FROM clock_timestamp() - swept_at), 0)::int AS ago
         FROM worker_rounds WHERE swept_at < clock_timestamp() + interval '${String(SILENT_SECONDS)} seconds') r`,
    );
    const { workers = 0, since = null, skew = 0 } = row ?? {};
    const figures = {
      workers,
      workerSkewSeconds: skew,
      ...(since === null ? {} : { lastSweepSeconds: since }),
    };
    return workers > 0
      ? { status: 'ok', figures }
      : { status: 'warn', alarm: 'silent', figures, note: 'no worker has swept lately' };
  }
}
