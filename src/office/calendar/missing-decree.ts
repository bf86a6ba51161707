import { localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { NEXT_DECREE_ERROR_MONTH, NEXT_DECREE_REMINDER_MONTH } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Texts } from '../../platform/views/texts.js';
import { yearGap, type YearGap } from './holidays-file.js';

/** A year whose decree should be in the calendar by now. */
export interface MissingDecree {
  readonly year: number;
  /** Terms reach into it already, or it has begun. */
  readonly isLate: boolean;
  /** What is there of it already and what is not; null while no national holiday of the year is there. */
  readonly gap: YearGap | null;
}

/**
 * What is missing of the calendar on this day: from September the next year's decree is expected, from December it is
 * late. Null while nothing is missing. On 2026-11-24 with 2027 loaded: null.
 */
export function missingDecree(calendar: WorkingCalendar, today: LocalDate): MissingDecree | null {
  const year = yearOf(today);
  if (!calendar.isCovered(year)) return { year, isLate: true, gap: gapOf(calendar, year) };
  const month = Number(today.slice(5, 7));
  if (month < NEXT_DECREE_REMINDER_MONTH || calendar.isCovered(year + 1)) return null;
  return { year: year + 1, isLate: month >= NEXT_DECREE_ERROR_MONTH, gap: gapOf(calendar, year + 1) };
}

function gapOf(calendar: WorkingCalendar, year: number): YearGap | null {
  const gap = yearGap(calendar.decreedDays(year), year);
  return gap === null || gap.national === 0 ? null : gap;
}

/** Why a year of which something is there is not whole. */
export function gapWords(texts: Texts, { year, national, fewest, missing }: YearGap): string {
  const names = missing.map(
    ({ date, nameId, nameEn }) =>
      `${texts.language === 'id' ? nameId : nameEn} (${texts.formats.dateOnly(date)})`,
  );
  const values = { year: String(year), n: national, fewest };
  return [
    texts.t('calendar.not-whole', values),
    ...(names.length === 0 ? [] : [texts.t('calendar.not-whole-fixed', { names: names.join(', ') })]),
  ].join(' ');
}

/** The banner of the pages of staff about a year without decree: amber from September, red from December; or null. */
export function missingNotice(
  texts: Texts,
  calendar: WorkingCalendar,
  now: Date,
): { readonly text: string; readonly tone: 'amber' | 'late' } | null {
  const missing = missingDecree(calendar, localDayOf(now));
  if (missing === null) return null;
  const key = missing.isLate ? 'calendar.missing-late' : 'calendar.missing';
  const why = missing.gap === null ? '' : ` ${gapWords(texts, missing.gap)}`;
  return {
    text: texts.t(key, { year: String(missing.year) }) + why,
    tone: missing.isLate ? 'late' : 'amber',
  };
}
