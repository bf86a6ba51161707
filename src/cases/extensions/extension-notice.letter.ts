import type { ExtensionReason } from '../../law/extension.js';
import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import type { Ruleset } from '../../law/ruleset.js';
import { explainCount, numberInCount, type TermCount } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import {
  printedCountedDate,
  printedDate,
  printedDueDate,
  type CountedTerm,
} from '../../platform/letters/letter-dates.js';
import type { NoticeBody } from '../requests/case-letters.js';
import { objectionWindowCount, replyCountOf } from '../requests/case-counts.js';
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
  const formerWorkingDays = numberInCount({ start }, facts.oldDue, calendar);
  const term = replyCountOf(row, calendar, rules);
  return {
    receivedOn: printedDate(row.received_on),
    informationRequested: row.question,
    handledBy: facts.handledBy,
    formerDue: printedDate(facts.oldDue),
    formerWorkingDays,
    newDue: printedDueDate(
      countedTerm(term ?? { start, workingDays: 1 }, start, facts.oldDue, calendar),
      calendar,
    ),
    reasons: facts.reasons,
    explanation: facts.explanation,
    objectionFrom: printedDate(addCalendarDays(newDue, 1)),
    objectionUntil: printedCountedDate(
      objectionWindowEnd(newDue, calendar, rules, 'end-of-term').date,
      newDue,
      calendar,
      explainCount(objectionWindowCount(newDue, 'end-of-term'), calendar),
    ),
  };
}

/** The 7 days after the end of T4, with those of T4 before them; where they run from the letter (D3), these alone. */
function countedTerm(
  term: TermCount,
  start: LocalDate,
  oldDue: LocalDate,
  calendar: WorkingCalendar,
): CountedTerm {
  const days = explainCount(term, calendar);
  const formerDays = days.filter(({ date }) => date <= oldDue);
  const added = days.slice(formerDays.length);
  if (term.start !== start || added.length === 0) return { start: term.start, days };
  const before = formerDays.filter(({ counted }) => counted).length;
  return {
    start,
    days: added.map((day) => (day.counted ? { ...day, number: day.number - before } : day)),
    formerDays,
  };
}
