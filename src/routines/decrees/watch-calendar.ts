import { Injectable } from '@nestjs/common';
import { localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { missingDecree } from '../../office/calendar/missing-decree.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { RoundChores } from '../../office/deadlines/round-chores.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { recomputeRow } from './calendar-recompute.deadline.js';

interface Seen {
  readonly version: number | null;
  readonly counted: number;
  readonly now: Date;
}

/**
 * Sees a version of the calendar that nobody has counted the open cases with, however it came: a decree, `load-config`
 * of this machine or of another; and, from September on, a year whose decree is missing. One cheap statement a round.
 */
@Injectable()
export class WatchCalendar {
  /** Months whose reminder this process has seen to. */
  private reminded = '';

  constructor(
    chores: RoundChores,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
  ) {
    chores.register(() => this.look());
  }

  async look(): Promise<void> {
    const rows = await this.database.single<Seen>(
      `SELECT (SELECT max(version) FROM calendar_versions) AS version,
         (SELECT coalesce(max(version), 0) FROM calendar_runs) AS counted, tenggat_now() AS now`,
    );
    const seen = rows[0];
    if (seen === undefined || seen.version === null) return;
    const wanted: NewDueRow[] = seen.version > seen.counted ? [recomputeRow(seen.version, seen.now)] : [];
    const today = localDayOf(seen.now);
    const month = today.slice(0, 7);
    const calendar = await this.calendar.get();
    if (this.reminded !== month && missingDecree(calendar, today) !== null)
      wanted.push(reminderRow(month, today, calendar));
    if (wanted.length === 0) return;
    await this.database.transaction(SYSTEM, ALL, (tx) => this.dueRows.start(tx, wanted));
    this.reminded = month;
  }
}

/** One reminder a month, on a working day. */
function reminderRow(month: string, today: LocalDate, calendar: WorkingCalendar): NewDueRow {
  const day = calendar.isWorkingDay(today) ? today : calendar.nextWorkingDay(today);
  return {
    caseId: null,
    kind: 'next-decree-check',
    stage: month,
    dueAt: localInstant(day, REMINDER_TIME),
  };
}
