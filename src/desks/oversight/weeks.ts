import { addCalendarDays, localInstant, weekdayOf, type LocalDate } from '../../law/local-date.js';

/** Weeks of the trend, the running one included. */
export const TREND_WEEKS = 26;
/** Weeks of the small panels. */
export const PANEL_WEEKS = 13;

/** The Monday on or before a day. Fri 2026-12-04 gives Mon 2026-11-30. */
export function mondayOf(day: LocalDate): LocalDate {
  return addCalendarDays(day, 1 - weekdayOf(day));
}

/** The Monday of week `index` of the trend that ends with the week of `monday`. */
export function weekDay(monday: LocalDate, index: number): LocalDate {
  return addCalendarDays(monday, 7 * (index + 1 - TREND_WEEKS));
}

/** The moment at which week `index` begins. */
export function weekStart(monday: LocalDate, index: number): Date {
  return localInstant(weekDay(monday, index), '00:00');
}
