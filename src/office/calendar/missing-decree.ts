import { localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { NEXT_DECREE_ERROR_MONTH, NEXT_DECREE_REMINDER_MONTH } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { Texts } from '../../platform/views/texts.js';

/** A year whose decree should be in the calendar by now. */
export interface MissingDecree {
  readonly year: number;
  /** Terms reach into it already, or it has begun. */
  readonly isLate: boolean;
}

/**
 * What is missing of the calendar on this day: from September the next year's decree is expected, from December it is
 * late. Null while nothing is missing. On 2026-11-24 with 2027 loaded: null.
 */
export function missingDecree(calendar: WorkingCalendar, today: LocalDate): MissingDecree | null {
  const year = yearOf(today);
  if (!calendar.isCovered(year)) return { year, isLate: true };
  const month = Number(today.slice(5, 7));
  if (month < NEXT_DECREE_REMINDER_MONTH || calendar.isCovered(year + 1)) return null;
  return { year: year + 1, isLate: month >= NEXT_DECREE_ERROR_MONTH };
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
  return { text: texts.t(key, { year: String(missing.year) }), tone: missing.isLate ? 'late' : 'amber' };
}
