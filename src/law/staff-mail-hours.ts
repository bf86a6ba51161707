import { localDayOf, localInstant } from './local-date.js';
import { STAFF_MAIL_HOURS } from './service-rules.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * When a mail to staff that is written at `now` may leave: at once within the mail hours of a working day, else when
 * they next begin. Friday 2026-12-04 16:00 WIT gives Monday 2026-12-07 07:30 WIT.
 */
export function staffMailLeavesAt(now: Date, calendar: WorkingCalendar): Date {
  const today = localDayOf(now);
  const { from, until } = STAFF_MAIL_HOURS;
  if (calendar.isWorkingDay(today)) {
    const opens = localInstant(today, from);
    if (now.getTime() < opens.getTime()) return opens;
    if (now.getTime() < localInstant(today, until).getTime()) return now;
  }
  return localInstant(calendar.nextWorkingDay(today), from);
}
