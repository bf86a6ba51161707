import { Injectable } from '@nestjs/common';
import {
  addCalendarDays,
  localDayOf,
  localInstant,
  weekdayOf,
  type LocalDate,
} from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { RoundChores } from '../../office/deadlines/round-chores.js';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';

/**
 * Writes the due rows that no case starts: the round of each working day, and the list of each week on its first
 * working day. After an outage the days that passed are left out; the week's list is made up for within its week.
 */
@Injectable()
export class MorningWatch {
  /** The last day that this process has seen to. */
  private seen: LocalDate | null = null;

  constructor(
    chores: RoundChores,
    private readonly database: Database,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
  ) {
    chores.register(() => this.look());
  }

  async look(): Promise<void> {
    const [state] = await this.database.single<{ loaded: boolean; now: Date }>(
      'SELECT EXISTS (SELECT 1 FROM calendar_versions) AS loaded, tenggat_now() AS now',
    );
    if (state === undefined || !state.loaded) return;
    const today = localDayOf(state.now);
    if (today === this.seen) return;
    const rows = rowsOf(today, await this.calendar.get());
    await this.database.transaction(SYSTEM, ALL, (tx) => this.dueRows.start(tx, rows));
    this.seen = today;
  }
}

function rowsOf(today: LocalDate, calendar: WorkingCalendar): readonly NewDueRow[] {
  const monday = addCalendarDays(today, 1 - weekdayOf(today));
  const first = calendar.isWorkingDay(monday) ? monday : calendar.nextWorkingDay(monday);
  return [
    ...(calendar.isWorkingDay(today) ? [row('morning-round', today, today)] : []),
    // In a week without a working day `first` lies after it.
    ...(first <= today ? [row('weekly-list', monday, first)] : []),
  ];
}

function row(kind: 'morning-round' | 'weekly-list', stage: LocalDate, day: LocalDate): NewDueRow {
  return { caseId: null, kind, stage, dueAt: localInstant(day, REMINDER_TIME), facts: { day: stage } };
}
