import { WORKING_WEEK_SOURCE } from '../../law/free-days.js';
import type { LocalDate } from '../../law/local-date.js';
import { parseLocalDate } from '../../law/local-date.js';
import type { ExplainedDay, SkippedDay, WorkingCalendar } from '../../law/working-calendar.js';
import { endOfCount, explainCount } from '../../law/term.js';

/** Longest count that the public may ask to have explained, in working days (contract section 3). */
export const LONGEST_EXPLANATION = 400;

export type Language = 'id' | 'en';

/** The words of an explanation in the language of the reader. */
export interface ExplanationWords {
  readonly weekend: string;
  /** Source of a holiday whose date never moves, in a year without decree. */
  readonly fixedHoliday: string;
  readonly yearWithoutDecree: (year: number) => string;
  readonly yearBeforeData: (year: number) => string;
}

export interface ExplanationQuery {
  readonly from: LocalDate;
  readonly count: number;
}

export type ExplanationDay =
  | { readonly date: LocalDate; readonly counted: true; readonly number: number }
  | {
      readonly date: LocalDate;
      readonly counted: false;
      readonly reason: string;
      readonly source: string | null;
    };

/** The answer of `GET /api/v1/working-days`, to the letter of the contract. */
export interface WorkingDaysExplanation {
  readonly dueDate: LocalDate;
  readonly provisional: string | null;
  readonly days: readonly ExplanationDay[];
}

export type ExplanationFault = {
  readonly field: 'from' | 'count';
  readonly code: 'not-a-day' | 'out-of-range';
};

/** Reads the query `from=YYYY-MM-DD&count=1..400`; every faulty field is named. */
export function readExplanationQuery(
  from: string | undefined,
  count: string | undefined,
):
  | { readonly ok: true; readonly query: ExplanationQuery }
  | { readonly ok: false; readonly faults: readonly ExplanationFault[] } {
  const day = parseLocalDate(from ?? '');
  const length = /^\d{1,3}$/.test(count ?? '') ? Number(count) : 0;
  const faults: ExplanationFault[] = [];
  if (!day) faults.push({ field: 'from', code: 'not-a-day' });
  if (length < 1 || length > LONGEST_EXPLANATION) faults.push({ field: 'count', code: 'out-of-range' });
  return day && faults.length === 0
    ? { ok: true, query: { from: day, count: length } }
    : { ok: false, faults };
}

/**
 * Tells how a due date is counted: every day after `from` (with it, where the day of receipt counts) up to the due
 * date, with its number, or with the reason why it does not count and the decree that says so. A holiday on a weekend
 * names both, and its decree.
 */
export function explainWorkingDays(
  query: ExplanationQuery,
  calendar: WorkingCalendar,
  language: Language,
  words: ExplanationWords,
): WorkingDaysExplanation {
  const term = { start: query.from, workingDays: query.count };
  const { date, provisional } = endOfCount(term, calendar);
  return {
    dueDate: date,
    provisional: provisional && provisionalWords(provisional.year, calendar, words),
    days: explainCount(term, calendar).map((day) => explained(day, language, words)),
  };
}

function provisionalWords(year: number, calendar: WorkingCalendar, words: ExplanationWords): string {
  return calendar.isBeforeKnownYears(year) ? words.yearBeforeData(year) : words.yearWithoutDecree(year);
}

/** Takes the words from the messages `calendar.*`; `message` looks up a key and fills in its names. */
export function explanationWords(
  message: (key: string, values?: Readonly<Record<string, string>>) => string,
): ExplanationWords {
  return {
    weekend: message('calendar.weekend'),
    fixedHoliday: message('calendar.fixed-holiday'),
    yearWithoutDecree: (year) => message('calendar.year-without-decree', { year: String(year) }),
    yearBeforeData: (year) => message('calendar.year-before-data', { year: String(year) }),
  };
}

function explained(day: ExplainedDay, language: Language, words: ExplanationWords): ExplanationDay {
  if (day.counted) return { date: day.date, counted: true, number: day.number };
  return {
    date: day.date,
    counted: false,
    reason: reasonOf(day, language, words),
    source: sourceOf(day, words),
  };
}

function reasonOf({ weekend, holiday }: SkippedDay, language: Language, words: ExplanationWords): string {
  const name = holiday && (language === 'id' ? holiday.nameId : holiday.nameEn);
  return [weekend ? words.weekend : null, name].filter((part) => part !== null).join('; ');
}

function sourceOf({ holiday }: SkippedDay, words: ExplanationWords): string {
  if (!holiday) return WORKING_WEEK_SOURCE;
  return holiday.kind === 'fixed' ? words.fixedHoliday : holiday.decree;
}
