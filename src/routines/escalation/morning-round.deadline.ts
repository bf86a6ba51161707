import { Injectable } from '@nestjs/common';
import { addCalendarDays, endOfLocalDay, localDate, type LocalDate } from '../../law/local-date.js';
import {
  DIGEST_CASES,
  DUE_SOON_DAYS,
  IDLE_ALERT_DAYS,
  SUPERVISOR_DIGEST_DAYS,
  UNASSIGNED_ALERT_DAYS,
} from '../../law/service-rules.js';
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
import { DigestItems, isPast } from './digest-items.js';
import { WaitingCases } from './waiting-cases.queries.js';

/**
 * 08.00 WIT of each working day. Into the digest of the desk comes what has had no agency for more than a working day;
 * into that of holder and heads what became overdue, the orders whose day comes near or has passed, and what nobody worked
 * on for three working days. The PPID gets the digest of the city.
 */
@Injectable()
export class MorningRoundDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly calendar: CurrentCalendar,
    private readonly waiting: WaitingCases,
    private readonly items: DigestItems,
    private readonly rows: CityListRows,
    private readonly staff: StaffQueries,
    private readonly outbox: Outbox,
  ) {
    handlers.register('morning-round', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const day = localDate(String(due.facts['day']));
    if (isPast(day, await tx.now())) return 'pointless';
    // It looks at every open case of the city.
    await tx.takeLonger();
    const calendar = await this.calendar.get();
    // The day of the alert is the working day after those that a case may wait.
    const unassigned = lastDayWaiting(day, UNASSIGNED_ALERT_DAYS + 1, calendar);
    const idle = lastDayWaiting(day, IDLE_ALERT_DAYS + 1, calendar);
    await this.items.addAll(tx, day, 'overdue', await this.waiting.newlyOverdue(tx));
    const soon = calendar.dueDate(day, DUE_SOON_DAYS).date;
    await this.items.addAll(tx, day, 'order', await this.waiting.ordersBy(tx, day, soon));
    await this.items.addAll(tx, day, 'unassigned', await this.waiting.unassignedSince(tx, unassigned));
    await this.items.addAll(tx, day, 'idle', await this.waiting.idleSince(tx, idle));
    await this.tellSupervisors(tx, day, calendar.dueDate(day, SUPERVISOR_DIGEST_DAYS).date);
    return 'taken';
  }

  /** A morning on which nothing is due and nothing late is not worth a mail. */
  private async tellSupervisors(tx: Tx, day: LocalDate, until: LocalDate): Promise<void> {
    const cases = await this.waiting.dueBy(tx, until, DIGEST_CASES);
    const first = cases[0];
    if (first === undefined) return;
    const people = await this.staff.byRole(tx, 'supervisor');
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind: 'supervisor-digest' as const,
        effectKey: `supervisor-digest:${person.id}:${day}`,
        caseId: null,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          day,
          dueCount: first.dueCount,
          overdueCount: first.overdueCount,
          dueDays: SUPERVISOR_DIGEST_DAYS,
          rows: this.rows.of(cases),
          more: first.dueCount + first.overdueCount - cases.length,
          nextEscalationOn: first.nextDueOn === null ? null : addCalendarDays(first.nextDueOn, 1),
          link: '/pengawas' as const,
        },
        notAfter: endOfLocalDay(day),
      })),
    );
  }
}
