import type { LocalDate } from './local-date.js';
import { timeLimit } from './time-limits.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * T18: the day by which the office decides on an exemption that ends, 30 working days before the day on which the
 * information is open (PP 61/2010 art. 11; PerKI 1/2021 art. 52(1)). Open from Wed 2027-01-13: Thu 2026-11-26.
 */
export function exemptionReviewDay(exemptUntil: LocalDate, calendar: WorkingCalendar): LocalDate {
  return calendar.workingDayBefore(exemptUntil, timeLimit('exemptionReview', exemptUntil).length);
}
