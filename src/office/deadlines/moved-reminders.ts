import type { DeadlineKind } from '../../law/deadline-kinds.js';
import { localInstant, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_WINDOW_REMINDER_DAYS, REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { MovedDueRow } from './due-rows.js';

/** Which service reminds of which clock of the law. */
export const REMINDER_OF: Partial<Record<DeadlineKind, DeadlineKind>> = {
  'completeness-check': 'completeness-reminder',
  repair: 'repair-reminder',
  reply: 'reply-reminder',
  'objection-window': 'objection-window-reminder',
  'objection-reply': 'objection-reply-reminder',
  'order-execution': 'order-reminder',
  'commission-window': 'commission-window-reminder',
};

/** A reminder that has not gone out. */
export interface OpenReminder {
  /** The case that it hangs on: a part of a request has reminders of the request's clock. */
  readonly caseId: string | null;
  readonly kind: DeadlineKind;
  readonly stage: string;
  /** Working days before the last day; null where the kind has only one. */
  readonly daysBefore: number | null;
}

/** The reminders of a clock as its new last day asks for them, at 08.00 WIT of their working day. */
export function movedReminders(
  clock: { readonly kind: DeadlineKind; readonly caseId: string | null; readonly stage: string },
  to: LocalDate,
  reminders: readonly OpenReminder[],
  calendar: WorkingCalendar,
): readonly MovedDueRow[] {
  return reminders
    .filter((reminder) => reminder.kind === REMINDER_OF[clock.kind] && hangsOn(reminder, clock))
    .map(({ caseId, kind, stage, daysBefore }) => {
      const days = daysBefore ?? OBJECTION_WINDOW_REMINDER_DAYS;
      const day = days === 0 ? to : calendar.workingDayBefore(to, days);
      return {
        caseId,
        kind,
        stage,
        dueAt: localInstant(day, REMINDER_TIME),
        facts: { dueOn: to, until: to },
      };
    });
}

// A part has no clock of its own: whatever it is reminded of is the request's.
function hangsOn(
  reminder: OpenReminder,
  clock: { readonly caseId: string | null; readonly stage: string },
): boolean {
  if (reminder.caseId !== clock.caseId) return true;
  return reminder.stage === clock.stage || reminder.stage.startsWith(`${clock.stage}/`);
}
