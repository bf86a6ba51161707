import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClockGuard } from '../../office/deadlines/clock-guard.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { RoundChores } from '../../office/deadlines/round-chores.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { HealthRegistry, type HealthFinding } from '../../platform/health/health-registry.js';

/** A case that came in later than this was dated by a clock that was ahead. */
const AHEAD = `(SELECT tenggat_now()) + interval '5 minutes'`;

interface AheadCase {
  readonly id: string;
  readonly register_number: string;
}

/**
 * What a clock leaves behind that was ahead and is set right, as after a jump that was held: work that was written for
 * the moment lies in a time to come, and cases have dates of it. The work is brought back to now; the dates are for
 * people, who alone know the day on which a request really came. As long as a jump is held nothing is touched: nobody
 * knows yet which time is right.
 */
@Injectable()
export class DatesAhead implements OnModuleInit {
  /** Cases that a task names already, as far as this process knows. */
  private readonly told = new Set<string>();

  constructor(
    private readonly chores: RoundChores,
    private readonly health: HealthRegistry,
    private readonly database: Database,
    private readonly guard: ClockGuard,
    private readonly dueRows: DueRows,
    private readonly outbox: Outbox,
    private readonly tasks: Tasks,
  ) {}

  onModuleInit(): void {
    this.chores.register(() => this.bringBack());
    this.health.register('datesAhead', () => this.check());
  }

  /** Of each round, unless a jump is held. */
  async bringBack(): Promise<void> {
    await this.database.transaction(SYSTEM, ALL, async (tx) => {
      await this.dueRows.bringBack(tx);
      await this.outbox.bringBack(tx);
      const news = (await casesAhead(tx)).filter(({ id }) => !this.told.has(id));
      if (news.length === 0) return;
      await this.tell(tx, news);
      tx.afterCommit(() => news.forEach(({ id }) => this.told.add(id)));
    });
  }

  /** Warns, never fails: nothing stands still, but a date that is told is wrong. */
  async check(): Promise<HealthFinding> {
    const [row] = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ cases: number }>(
        `SELECT count(*)::int AS cases FROM cases WHERE received_at > ${AHEAD} AND parent_id IS NULL`,
      ),
    );
    const figures = { cases: row?.cases ?? 0 };
    // While a jump is held the time of now may be the wrong one; that has its own alarm.
    if (figures.cases === 0 || !(await this.guard.mayAct())) return { status: 'ok', figures };
    return { status: 'warn', alarm: 'found', figures, note: 'cases are dated later than now' };
  }

  private async tell(tx: Tx, cases: readonly AheadCase[]): Promise<void> {
    const named = await tx.query<{ id: string }>(
      `SELECT jsonb_array_elements_text(facts->'cases') AS id FROM tasks WHERE kind = 'dates-ahead'`,
    );
    const known = new Set(named.map(({ id }) => id));
    const unnamed = cases.filter(({ id }) => !known.has(id));
    const [newest] = unnamed;
    if (newest === undefined) return;
    await this.tasks.create(tx, {
      // Two workers may see them in the same moment.
      onceKey: `dates-ahead:${newest.id}`,
      kind: 'dates-ahead',
      caseId: null,
      role: 'desk',
      agency: null,
      facts: { cases: unnamed.map(({ id }) => id), numbers: unnamed.map((one) => one.register_number) },
    });
  }
}

function casesAhead(tx: Tx): Promise<AheadCase[]> {
  return tx.query<AheadCase>(
    `SELECT id, register_number FROM cases WHERE received_at > ${AHEAD} AND parent_id IS NULL ORDER BY received_at DESC, id`,
  );
}
