import { localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { NewDueRow } from '../../office/deadlines/due-rows.js';

/** When the desk is asked for a letter with a term that nobody recorded as posted: the next working day. */
export function postingReminderRow(
  caseId: string | null,
  letter: { readonly effectKey: string; readonly mail: string; readonly issuedOn: LocalDate },
  calendar: WorkingCalendar,
): NewDueRow {
  return {
    caseId,
    kind: 'receipt-reminder',
    stage: `${letter.effectKey}/unposted`,
    dueAt: localInstant(calendar.nextWorkingDay(letter.issuedOn), REMINDER_TIME),
    facts: { ...letter },
  };
}
