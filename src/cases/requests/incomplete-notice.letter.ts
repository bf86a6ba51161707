import { decideRepair, type MissingItem } from '../../law/completeness.js';
import type { LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { explainCount } from '../../law/term.js';
import { printedDate, printedDueDate } from '../../platform/letters/letter-dates.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import type { NoticeBody } from './case-letters.js';
import type { CaseRow } from './case-row.js';
import { repairCount } from './case-counts.js';

interface Facts {
  readonly missing: readonly MissingItem[];
  readonly note: string;
  readonly today: LocalDate;
  readonly repairDue: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  readonly city: City;
  readonly texts: Texts;
}

/** What the letter of incompleteness says (PerKI 1/2021 art. 33(2), annex IX). */
export function incompleteNotice(row: CaseRow, facts: Facts): NoticeBody<'incomplete-notice'> {
  const { calendar, repairDue, today, texts, rules, city } = facts;
  const repaired = decideRepair(
    { state: 'incomplete', receivedOn: row.received_on, repairDue, stillMissing: [] },
    calendar,
    rules,
    repairDue,
  );
  const answerDue = repaired.ok && repaired.outcome === 'complete' ? repaired.replyDue.date : repairDue;
  return {
    informationRequested: row.question,
    receivedOn: printedDate(row.received_on),
    missing: facts.missing.map((item, at) => ({
      title: texts.t(`requests.missing.${item}`),
      note: at === 0 && facts.note !== '' ? facts.note : null,
    })),
    repairDue: printedDueDate({ start: today, days: explainCount(repairCount(today), calendar) }),
    desk: `${city.desk.address}, ${city.desk.hours.id}`,
    answerWorkingDays: timeLimit('reply', today).length,
    answerDueIfRepairedOnLastDay: printedDate(answerDue),
    handedOverBy: row.channel === 'api' ? 'web' : row.channel,
    handedOverOn: printedDate(today),
  };
}
