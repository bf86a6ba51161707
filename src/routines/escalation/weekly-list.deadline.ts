import { Injectable } from '@nestjs/common';
import { addCalendarDays, endOfLocalDay, localDate, localDayOf } from '../../law/local-date.js';
import { DIGEST_CASES, WEEKLY_LIST_AFTER_DAYS } from '../../law/service-rules.js';
import { lastDayWaiting } from '../../law/waiting.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { CityListRows } from './city-list-rows.js';
import { isPast } from './digest-items.js';
import { WaitingCases } from './waiting-cases.queries.js';

const DAYS_TO_SUNDAY = 6;

/** 08.00 WIT of the first working day of a week: the superior sees what has been overdue for five working days or more. */
@Injectable()
export class WeeklyListDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly calendar: CurrentCalendar,
    private readonly waiting: WaitingCases,
    private readonly rows: CityListRows,
    private readonly staff: StaffQueries,
    private readonly outbox: Outbox,
  ) {
    handlers.register('weekly-list', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const monday = localDate(String(due.facts['day']));
    const sunday = addCalendarDays(monday, DAYS_TO_SUNDAY);
    const now = await tx.now();
    if (isPast(sunday, now)) return 'pointless';
    const calendar = await this.calendar.get();
    const today = localDayOf(now);
    const dueBy = lastDayWaiting(today, WEEKLY_LIST_AFTER_DAYS, calendar);
    const cases = await this.waiting.dueBy(tx, dueBy, DIGEST_CASES);
    const first = cases[0];
    if (first === undefined) return 'pointless';
    const people = await this.staff.byRole(tx, 'superior');
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind: 'weekly-list' as const,
        effectKey: `weekly-list:${person.id}:${monday}`,
        caseId: null,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          day: today,
          dueCount: first.dueCount,
          overdueCount: first.overdueCount,
          afterDays: WEEKLY_LIST_AFTER_DAYS,
          rows: this.rows.of(cases),
          more: first.overdueCount - cases.length,
          nextOn: calendar.nextWorkingDay(sunday),
          link: '/pengawas/kasus?tampilan=terlambat' as const,
        },
        notAfter: endOfLocalDay(sunday),
      })),
    );
    return 'taken';
  }
}
