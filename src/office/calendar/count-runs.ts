import { addCalendarDays, type LocalDate } from '../../law/local-date.js';
import { explainCount, type TermCount } from '../../law/term.js';
import type { SkippedDay, WorkingCalendar } from '../../law/working-calendar.js';
import { NBSP } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';

/**
 * Days of a term that follow each other and have one fate: counted from number to number, or passed over for one reason.
 * A plain row, so that a mail may carry it.
 */
export type CountRun = Readonly<{
  from: LocalDate;
  to: LocalDate;
  /** Number of the first and the last counted day; 0 where the days are passed over. */
  first: number;
  last: number;
  /** The holiday in both languages and its decree; empty for a counted day and a plain weekend. */
  nameId: string;
  nameEn: string;
  decree: string;
}>;

/**
 * How a date was counted, every day of it in a few runs: for mails and other short places. The last run ends on the due
 * date. Tue 2026-11-24 + 10: counted 1-3, weekend, counted 4-8, weekend, counted 9-10.
 */
export function countRuns(term: TermCount, calendar: WorkingCalendar): readonly CountRun[] {
  const runs: CountRun[] = [];
  for (const day of explainCount(term, calendar)) {
    const run: CountRun = day.counted
      ? { ...BLANK, from: day.date, to: day.date, first: day.number, last: day.number }
      : { ...skipped(day), from: day.date, to: day.date };
    const before = runs.at(-1);
    if (before !== undefined && goesOn(before, run))
      runs[runs.length - 1] = { ...before, to: run.to, last: run.last };
    else runs.push(run);
  }
  return runs;
}

const BLANK = { first: 0, last: 0, nameId: '', nameEn: '', decree: '' } as const;

function skipped({ weekend, holiday }: SkippedDay): Omit<CountRun, 'from' | 'to'> {
  // A holiday that falls on a weekend moves nothing: the weekend is reason enough.
  if (weekend || holiday === null) return BLANK;
  return { ...BLANK, nameId: holiday.nameId, nameEn: holiday.nameEn, decree: holiday.decree ?? '' };
}

function goesOn(before: CountRun, run: CountRun): boolean {
  if (addCalendarDays(before.to, 1) !== run.from) return false;
  const bothCounted = before.last > 0 && run.first > 0;
  const sameReason =
    before.last === 0 && run.first === 0 && before.nameId === run.nameId && before.decree === run.decree;
  return bothCounted || sameReason;
}

/**
 * `Sabtu dan Minggu dilewati; hari ke-1 sampai ke-8: 25 Nov sampai 4 Des 2026; dilewati 7 Des 2026 (...); ...`. Weekends
 * are said once: a term of thirty days would be a wall of them.
 */
export function countWords(texts: Texts, runs: readonly CountRun[]): string {
  const told = runs.filter((run) => !isWeekend(run)).reduce<readonly CountRun[]>(joined, []);
  const weekends = runs.some(isWeekend) ? [texts.t('common.date.runs.weekends')] : [];
  return [...weekends, ...told.map((run) => runWords(texts, run))].join('; ');
}

function isWeekend(run: CountRun): boolean {
  return run.last === 0 && run.nameId === '';
}

/** Counted days with nothing but a weekend between them are one run. */
function joined(runs: readonly CountRun[], run: CountRun): readonly CountRun[] {
  const before = runs.at(-1);
  if (before === undefined || before.last === 0 || run.last === 0) return [...runs, run];
  return [...runs.slice(0, -1), { ...before, to: run.to, last: run.last }];
}

function runWords(texts: Texts, run: CountRun): string {
  const day = (date: LocalDate): string => `${texts.formats.dayMonthShort(date)}${NBSP}${date.slice(0, 4)}`;
  const days =
    run.from === run.to
      ? day(run.from)
      : texts.t('common.date.runs.days', { from: texts.formats.dayMonthShort(run.from), to: day(run.to) });
  if (run.first > 0) {
    return run.first === run.last
      ? texts.t('common.date.runs.one', { n: run.first, days })
      : texts.t('common.date.runs.counted', { first: run.first, last: run.last, days });
  }
  const name = texts.language === 'id' ? run.nameId : run.nameEn;
  return run.decree === ''
    ? texts.t('common.date.runs.fixed', { days, name })
    : texts.t('common.date.runs.holiday', { days, name, decree: run.decree });
}
