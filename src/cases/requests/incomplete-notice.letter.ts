import { decideRepair, type MissingItem } from '../../law/completeness.js';
import type { LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import { timeLimit } from '../../law/time-limits.js';
import { mayObject } from '../../law/who-may-file.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { explainCount, numberInCount } from '../../law/term.js';
import { printedCountedDate, printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import type { IncompleteNoticeLetter } from '../../platform/letters/letter-data.js';
import type { CountedDate } from '../../platform/letters/letter-parts.js';
import type { NoticeBody } from './case-letters.js';
import type { CaseRow } from './case-row.js';
import { repairCount, replyCountOf } from './case-counts.js';

interface Facts {
  readonly missing: readonly MissingItem[];
  readonly note: string;
  readonly today: LocalDate;
  /** Null while the letter is on its way by post. */
  readonly repairDue: LocalDate | null;
  readonly handedOverBy: IncompleteNoticeLetter['handedOverBy'];
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  readonly city: City;
  readonly texts: Texts;
}

/** What the letter of incompleteness says (PerKI 1/2021 art. 33(2), annex IX). */
export function incompleteNotice(row: CaseRow, facts: Facts): NoticeBody<'incomplete-notice'> {
  const { calendar, repairDue, today, city } = facts;
  return {
    informationRequested: row.question,
    receivedOn: printedDate(row.received_on),
    ...missingThings(facts),
    repairDue:
      repairDue === null
        ? null
        : printedDueDate({ start: today, days: explainCount(repairCount(today), calendar) }, calendar),
    desk: `${city.desk.address}, ${city.desk.hours.id}`,
    ...answerTerm(row, facts),
    handedOverBy: facts.handedOverBy,
    handedOverOn: repairDue === null ? null : printedDate(today),
  };
}

// The desk writes one note: beside the one thing that is missing, or below the list, for it may speak of any of them.
function missingThings({ missing, note, texts }: Facts): Pick<IncompleteNoticeLetter, 'missing' | 'note'> {
  const said = note === '' ? null : note;
  const isAlone = missing.length === 1;
  const things = missing.map((item) => ({
    title: texts.t(`requests.missing.${item}`),
    note: isAlone ? said : null,
  }));
  return { missing: things, note: isAlone ? null : said };
}

// Official help and courtesy have no term. Without a pause (D2) the date of the law stands, whenever the requester
// completes.
function answerTerm(
  row: CaseRow,
  facts: Facts,
): Pick<IncompleteNoticeLetter, 'answerWorkingDays' | 'answerDueIfRepairedOnLastDay'> {
  const { repairDue, today, rules, calendar } = facts;
  if (!mayObject(row.standing)) return { answerWorkingDays: null, answerDueIfRepairedOnLastDay: null };
  if (rules.incompletePausesClock === 'never') {
    const term = replyCountOf(row, calendar, rules);
    const days = term === null ? [] : explainCount(term, calendar);
    return {
      answerWorkingDays: null,
      answerDueIfRepairedOnLastDay:
        row.due_on === null ? null : printedCountedDate(row.due_on, row.received_on, calendar, days),
    };
  }
  return {
    answerWorkingDays: timeLimit('reply', today).length,
    answerDueIfRepairedOnLastDay: repairDue === null ? null : answerAfterRepair(row, repairDue, facts),
  };
}

function answerAfterRepair(row: CaseRow, repairedOn: LocalDate, facts: Facts): CountedDate {
  const { calendar } = facts;
  const due = answerDue(row, repairedOn, facts);
  const workingDays = numberInCount({ start: repairedOn }, due, calendar);
  const days = workingDays < 1 ? [] : explainCount({ start: repairedOn, workingDays }, calendar);
  return printedCountedDate(due, repairedOn, calendar, days);
}

function answerDue(row: CaseRow, repairedOn: LocalDate, { calendar, rules }: Facts): LocalDate {
  const repaired = decideRepair(
    { state: 'incomplete', receivedOn: row.received_on, repairDue: repairedOn, stillMissing: [] },
    calendar,
    rules,
    repairedOn,
  );
  return repaired.ok && repaired.outcome === 'complete' ? repaired.replyDue.date : repairedOn;
}
