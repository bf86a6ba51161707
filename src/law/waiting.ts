import { addCalendarDays, type LocalDate } from './local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * The last day since which `workingDays` (1 or more) working days have begun, `today` included: what was left lying on
 * it or earlier has waited that long. Thursday 2026-11-26 and 2 give Tuesday 2026-11-24.
 */
export function lastDayWaiting(today: LocalDate, workingDays: number, calendar: WorkingCalendar): LocalDate {
  const steps = calendar.isWorkingDay(today) ? workingDays - 1 : workingDays;
  return addCalendarDays(calendar.workingDayBefore(today, steps), -1);
}
