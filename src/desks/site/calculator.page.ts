import { parseLocalDate, yearOf, type LocalDate } from '../../law/local-date.js';
import type { ExplainedDay, WorkingCalendar } from '../../law/working-calendar.js';
import { endOfCount, explainCount, type TermCount } from '../../law/term.js';
import { countedDays } from '../../office/calendar/counted-days.js';
import { dateBlock } from '../../office/calendar/date-block.js';
import { LONGEST_EXPLANATION } from '../../office/calendar/explain-working-days.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { FieldFault } from '../../platform/views/nunjucks-environment.js';
import type { CountedDays, DateBlock } from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import { readTypedDate } from '../../platform/views/typed-date.js';

/** The question of the calculator: a day of receipt and a number of working days. */
export interface Count {
  readonly start: LocalDate;
  readonly workingDays: number;
}

/** What was typed, as typed. */
export interface TypedCount {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly count: string;
}

export type ReadCount =
  | { readonly ok: true; readonly count: Count }
  | { readonly ok: false; readonly errors: readonly FieldFault[] };

/** Years that `/hitung` takes: the register of the city cannot be older, and later terms help nobody. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;

/** Reads the form; each fault says what to do, all of them at once. */
export function readCount(texts: Texts, typed: TypedCount): ReadCount {
  const date = readTypedDate(typed);
  const errors: FieldFault[] = [];
  const start = date.ok ? parseLocalDate(date.date) : null;
  if (!date.ok) errors.push({ field: 'hari', message: dateFault(texts, date) });
  else if (start === null || start < `${FIRST_YEAR}` || start > `${LAST_YEAR}-12-31`) {
    const years = { first: String(FIRST_YEAR), last: String(LAST_YEAR) };
    errors.push({ field: 'hari', message: texts.t('site.calculator.error.out-of-range', years) });
  }
  const workingDays = /^\d{1,3}$/.test(typed.count.trim()) ? Number(typed.count) : 0;
  if (workingDays < 1 || workingDays > LONGEST_EXPLANATION) {
    errors.push({
      field: 'jumlah',
      message: texts.t('site.calculator.error.count', { max: LONGEST_EXPLANATION }),
    });
  }
  return start === null || errors.length > 0
    ? { ok: false, errors }
    : { ok: true, count: { start, workingDays } };
}

function dateFault(texts: Texts, fault: Exclude<ReturnType<typeof readTypedDate>, { ok: true }>): string {
  if (fault.fault === 'not-a-day') return texts.t('site.calculator.error.not-a-day');
  const parts = fault.parts.map((part) => texts.t(`common.form.${part}`).toLowerCase()).join(', ');
  return texts.t('site.calculator.error.missing', { parts });
}

/** The answer: date block, link for the calendar, each day. */
export function countedResult(
  texts: Texts,
  calendar: WorkingCalendar,
  term: TermCount,
  /** Behind the address of the calendar file: by which rules the link of a case counts. */
  linkedRules = '',
): { readonly block: DateBlock; readonly days: CountedDays } {
  const { start, workingDays } = term;
  const label = texts.t('common.date.label.counted', { n: workingDays, date: texts.formats.date(start) });
  const provisional = endOfCount(term, calendar).provisional;
  const skipped = skippedWords(texts, explainCount(term, calendar));
  const foot = provisional === null ? skipped : provisionalWords(texts, calendar, provisional.year);
  const href = `${pathInLanguage('/hitung/batas.ics', texts.language)}?dari=${start}&jumlah=${String(workingDays)}${linkedRules}`;
  const facts = { ...term, today: start, mood: { kind: 'before' } } as const;
  const block = dateBlock(texts, calendar, facts, {
    label,
    foot,
    link: { href, text: texts.t('common.date.calendar') },
  });
  const tone = provisional === null ? 'new' : 'provisional';
  return {
    block: { ...block, words: null },
    days: countedDays(texts, calendar, { ...term, tone }),
  };
}

/** Why the last day may be another: a year whose decree is not there yet, or one that lies before our data. */
export function provisionalWords(texts: Texts, calendar: WorkingCalendar, year: number): string {
  const which = calendar.isBeforeKnownYears(year) ? 'before-data' : 'provisional';
  return texts.t(`site.calculator.${which}`, { year: String(year) });
}

/** `2 akhir pekan, 1 hari libur, dan 1 cuti bersama dilewati.` */
function skippedWords(texts: Texts, days: readonly ExplainedDay[]): string {
  const skipped = days.flatMap((day) => (day.counted ? [] : [day]));
  const plain = skipped.filter((day) => day.weekend);
  const weekends = plain.filter(
    (day, index) => index === 0 || dayAfter(plain[index - 1]?.date) !== day.date,
  ).length;
  const others = skipped.filter((day) => !day.weekend);
  const leave = others.filter((day) => day.holiday?.kind === 'collective_leave').length;
  const counts = [
    ['weekend', weekends],
    ['holiday', others.length - leave],
    ['leave', leave],
  ] as const;
  const parts = counts
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => texts.t(`site.calculator.part-${kind}`, { n }));
  const last = parts.pop();
  if (last === undefined) return texts.t('site.calculator.skipped-none');
  const comma = parts.length > 1 ? ', ' : ' ';
  const words =
    parts.length === 0 ? last : `${parts.join(', ')}${comma}${texts.t('site.calculator.and')} ${last}`;
  return texts.t('site.calculator.skipped', { parts: words });
}

function dayAfter(day: LocalDate | undefined): string {
  if (day === undefined) return '';
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** The form filled in for today and the term of an answer. */
export function typedFor(day: LocalDate, workingDays: number): TypedCount {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: String(Number(date)), month: String(Number(month)), year, count: String(workingDays) };
}

/** Decrees that decided the days of the count, a line a year; before anything is counted those from today on. */
export function decreeLines(
  texts: Texts,
  calendar: WorkingCalendar,
  term: TermCount | null,
  today: LocalDate,
): string[] {
  const [first, last] =
    term === null
      ? [yearOf(today), Number.POSITIVE_INFINITY]
      : [yearOf(term.start), yearOf(endOfCount(term, calendar).date)];
  return calendar.coveredYears
    .filter((year) => year >= first && year <= last)
    .flatMap((year) => {
      const decree = calendar.holidayOn(`${String(year)}-01-01` as LocalDate)?.decree;
      return decree ? [texts.t('site.calculator.calendar-year', { year: String(year), decree })] : [];
    });
}
