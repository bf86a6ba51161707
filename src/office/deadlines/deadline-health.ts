import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';

/** Due rows are taken within 60 seconds; one that waits longer is stuck, and people see it within two minutes. */
const STUCK_SECONDS = 60;

/** The clocks as the health page sees them, from the due rows themselves: is anything late or failing? */
@Injectable()
export class DeadlineHealth implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.health.register('deadlines', () => this.check());
  }

  /** Warns, never fails: the pages go on while a worker is away. */
  async check(): Promise<HealthFinding> {
    const rows = await this.database.read(SYSTEM, NOTHING, (tx) =>
      tx.query<{ due: number; failing: number; oldest: number }>(
        `SELECT count(*)::int AS due, (count(*) FILTER (WHERE attempts > 0))::int AS failing,
           coalesce(extract(epoch FROM (SELECT tenggat_now()) - min(due_at)), 0)::int AS oldest
         FROM due_rows WHERE done_at IS NULL AND due_at <= (SELECT tenggat_now())`,
      ),
    );
    const { due = 0, failing = 0, oldest = 0 } = rows[0] ?? {};
    const figures = { due, failing, oldestDueSeconds: oldest };
    if (failing > 0)
      return { status: 'warn', alarm: 'failing', figures, note: 'due rows fail and are tried again' };
    return oldest > STUCK_SECONDS
      ? { status: 'warn', alarm: 'late', figures, note: 'due rows are late: is a worker running?' }
      : { status: 'ok', figures };
  }
}
