import type { ExtensionReason } from '../../law/extension.js';
import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { NoticeBody } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';

interface Facts {
  readonly reasons: readonly ExtensionReason[];
  readonly explanation: string;
  readonly oldDue: LocalDate;
  readonly handledBy: string;
}

/** What the notice of extension says (PerKI 1/2021 art. 36; law.md 4.6). `row` carries the new date already. */
export function extensionNotice(
  row: CaseRow,
  facts: Facts,
  calendar: WorkingCalendar,
  rules: Ruleset,
): NoticeBody<'extension-notice'> {
  const start = row.reply_started_on ?? row.received_on;
  const newDue = row.due_on ?? facts.oldDue;
  const former = calendar.explain(start, calendar.workingDaysBetween(start, facts.oldDue));
  const added = calendar.explain(facts.oldDue, calendar.workingDaysBetween(facts.oldDue, newDue));
  return {
    receivedOn: printedDate(row.received_on),
    informationRequested: row.question,
    handledBy: facts.handledBy,
    formerDue: printedDate(facts.oldDue),
    formerWorkingDays: calendar.workingDaysBetween(start, facts.oldDue),
    newDue: printedDueDate({ start, days: added, formerDays: former }),
    reasons: facts.reasons,
    explanation: facts.explanation,
    objectionFrom: printedDate(addCalendarDays(newDue, 1)),
    objectionUntil: printedDate(objectionWindowEnd(newDue, calendar, rules).date),
  };
}
