import { explainCount, numberInCount, type TermCount } from '../../law/term.js';
import type { LocalDate } from '../../law/local-date.js';
import type { ProvisionalReason, WorkingCalendar } from '../../law/working-calendar.js';

/** Every counted working day of a term, for the strip of mails. */
export function countedDays(calendar: WorkingCalendar, term: TermCount): readonly LocalDate[] {
  return explainCount(term, calendar).flatMap((day) => (day.counted ? [day.date] : []));
}

/** The working days after `start` up to and including `end`. */
export function countedDaysBetween(
  calendar: WorkingCalendar,
  start: LocalDate,
  end: LocalDate,
): readonly LocalDate[] {
  const dayZero = 'end-of-term';
  const workingDays = numberInCount({ start, dayZero }, end, calendar);
  return workingDays < 1 ? [] : countedDays(calendar, { start, workingDays, dayZero });
}

/** The year whose decree is missing, as mails name it. */
export function provisionalYear(reason: ProvisionalReason | null): string | null {
  return reason === null ? null : String(reason.year);
}
