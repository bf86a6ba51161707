import { endOfLocalDay, localDate, localInstant, type LocalDate } from '../../law/local-date.js';
import type { RunningClock } from '../../law/recompute.js';
import {
  COMMISSION_WINDOW_REMINDER_DAYS,
  OBJECTION_REPLY_REMINDER_DAYS,
  ORDER_REMINDER_DAYS,
  REMINDER_TIME,
} from '../../law/service-rules.js';
import type { DeadlineKind } from '../../law/deadline-kinds.js';
import type { DayZero } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { NewDueRow } from '../../office/deadlines/due-rows.js';

/** Whose clock it is. */
interface Owner {
  readonly caseId: string | null;
  readonly objectionId: string;
}

/** T8 and the superior's reminders before it, 08.00 WIT. The form prints `objectionUntil` as it stood at filing. */
export function replyClockRows(
  owner: Owner,
  due: LocalDate,
  objectionUntil: LocalDate | null,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  return [
    clock(owner, 'objection-reply', owner.objectionId, due, { dueOn: due, objectionUntil }),
    ...reminders(owner, 'objection-reply-reminder', OBJECTION_REPLY_REMINDER_DAYS, due, now, calendar),
  ];
}

/** Day 0 of T10: receipt of the answer, or the last day of T8. */
export interface CommissionStart {
  readonly on: LocalDate;
  readonly dayZero: DayZero;
}

/** T10 and the requester's reminder before it. `stage` tells apart what opened it: silence, the reply, its receipt. */
export function commissionRows(
  owner: Owner,
  stage: string,
  start: CommissionStart,
  until: LocalDate,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  const days = [COMMISSION_WINDOW_REMINDER_DAYS];
  const facts = { until, foundOn: start.on, dayZero: start.dayZero };
  return [
    clock(owner, 'commission-window', stage, until, facts),
    ...reminders(owner, 'commission-window-reminder', days, until, now, calendar, stage),
  ];
}

/** T10 as it was started: day 0 stands in its row; without it the answer or the silence tell it. */
export function commissionClock(
  due: LocalDate,
  facts: Readonly<Record<string, unknown>>,
  objection: { readonly replyDueOn: LocalDate; readonly answeredOn: LocalDate | null },
): RunningClock {
  const { foundOn, dayZero } = facts;
  if (typeof foundOn === 'string' && (dayZero === 'receipt' || dayZero === 'end-of-term'))
    return { limit: 'T10', due, answeredOrSilentOn: localDate(foundOn), dayZero };
  return objection.answeredOn === null
    ? { limit: 'T10', due, answeredOrSilentOn: objection.replyDueOn, dayZero: 'end-of-term' }
    : { limit: 'T10', due, answeredOrSilentOn: objection.answeredOn, dayZero: 'receipt' };
}

/** T9 and the agency's reminders before it. */
export function orderRows(owner: Owner, by: LocalDate, now: Date, calendar: WorkingCalendar): NewDueRow[] {
  return [
    clock(owner, 'order-execution', owner.objectionId, by, { carryOutBy: by }),
    ...reminders(owner, 'order-reminder', ORDER_REMINDER_DAYS, by, now, calendar),
  ];
}

function clock(
  owner: Owner,
  kind: DeadlineKind,
  stage: string,
  lastDay: LocalDate,
  facts: Readonly<Record<string, unknown>>,
): NewDueRow {
  const { objectionId } = owner;
  return { ...owner, kind, stage, dueAt: endOfLocalDay(lastDay), facts: { objectionId, ...facts } };
}

// A reminder whose hour is over when the clock starts would say nothing new.
function reminders(
  owner: Owner,
  kind: DeadlineKind,
  days: readonly number[],
  lastDay: LocalDate,
  now: Date,
  calendar: WorkingCalendar,
  stage = owner.objectionId,
): NewDueRow[] {
  return days.flatMap((daysBefore): NewDueRow[] => {
    const day = daysBefore === 0 ? lastDay : calendar.workingDayBefore(lastDay, daysBefore);
    const dueAt = localInstant(day, REMINDER_TIME);
    if (dueAt.getTime() <= now.getTime()) return [];
    const facts = { objectionId: owner.objectionId, dueOn: lastDay, daysBefore };
    return [{ ...owner, kind, stage: `${stage}/h-${String(daysBefore)}`, dueAt, facts }];
  });
}
