import { endOfLocalDay, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import {
  COMPLETENESS_REMINDER_DAYS,
  REMINDER_TIME,
  REPAIR_REMINDER_DAYS,
  REPLY_REMINDER_DAYS,
} from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { NewDueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';

/** Which reply term a row belongs to; part of its stage, so that a case may have one of each. */
export type ReplyStage = 'first' | 'after-repair' | 'letter-not-sent' | 'closing-taken-back' | 'extended';

/** The row of T2 with its reminder for the desk. */
export function completenessRows(
  caseId: string,
  due: LocalDate,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  return [
    { caseId, kind: 'completeness-check', stage: 'first', dueAt: endOfLocalDay(due) },
    ...reminder(caseId, 'completeness-reminder', 'first', due, COMPLETENESS_REMINDER_DAYS, now, calendar),
  ];
}

/** The row of T4 or T5 with its reminders 3 and 1 working days before and on the day, 08.00 WIT. */
export function replyRows(
  caseId: string,
  stage: ReplyStage,
  due: LocalDate,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  return [
    { caseId, kind: 'reply', stage, dueAt: endOfLocalDay(due) },
    ...replyReminders(caseId, stage, due, now, calendar),
  ];
}

/** Only the reminders of T4 or T5: what the part of a request has. */
export function replyReminders(
  caseId: string,
  stage: ReplyStage,
  due: LocalDate,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  return REPLY_REMINDER_DAYS.flatMap((days) =>
    reminder(caseId, 'reply-reminder', `${stage}/h-${String(days)}`, due, days, now, calendar),
  );
}

/** Which letter a T3 belongs to, and what made it begin: sent, received by post, sent again after it came back. */
export function repairStage(round: number, begun?: string): string {
  return begun === undefined ? `round-${String(round)}` : `round-${String(round)}/${begun}`;
}

/** The stage of the T3 that began last, running or over; null where none ever began. */
export async function repairStageOf(tx: Tx, caseId: string): Promise<string | null> {
  const [row] = await tx.query<{ stage: string }>(
    `SELECT stage FROM due_rows WHERE case_id = $1 AND kind = 'repair' ORDER BY id DESC LIMIT 1`,
    [caseId],
  );
  return row?.stage ?? null;
}

/** The row of T3 with its reminder for the requester. */
export function repairRows(
  caseId: string,
  stage: string,
  due: LocalDate,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  return [
    { caseId, kind: 'repair', stage, dueAt: endOfLocalDay(due) },
    ...reminder(caseId, 'repair-reminder', stage, due, REPAIR_REMINDER_DAYS, now, calendar),
  ];
}

// A reminder whose hour is over when the clock starts would say nothing new.
function reminder(
  caseId: string,
  kind: NewDueRow['kind'],
  stage: string,
  due: LocalDate,
  daysBefore: number,
  now: Date,
  calendar: WorkingCalendar,
): NewDueRow[] {
  const day = daysBefore === 0 ? due : calendar.workingDayBefore(due, daysBefore);
  const dueAt = localInstant(day, REMINDER_TIME);
  if (dueAt.getTime() <= now.getTime() || day < localDayOf(now)) return [];
  return [{ caseId, kind, stage, dueAt, facts: { dueOn: due, daysBefore } }];
}
