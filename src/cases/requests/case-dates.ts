import type { LocalDate } from '../../law/local-date.js';
import type { ProvisionalReason, WorkingCalendar } from '../../law/working-calendar.js';

/** Every counted working day of a term, for the strip of mails. */
export function countedDays(
  calendar: WorkingCalendar,
  start: LocalDate,
  workingDays: number,
): readonly LocalDate[] {
  return calendar.explain(start, workingDays).flatMap((day) => (day.counted ? [day.date] : []));
}

/** The working days after `start` up to and including `end`. */
export function countedDaysBetween(
  calendar: WorkingCalendar,
  start: LocalDate,
  end: LocalDate,
): readonly LocalDate[] {
  const length = calendar.workingDaysBetween(start, end);
  return length < 1 ? [] : countedDays(calendar, start, length);
}

/** The year whose decree is missing, as mails name it. */
export function provisionalYear(reason: ProvisionalReason | null): string | null {
  return reason === null ? null : String(reason.year);
}
