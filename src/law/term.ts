import type { LocalDate } from './local-date.js';
import { addCalendarDays, addCalendarMonths, localDayOf, localTimeOf } from './local-date.js';
import type { Ruleset } from './ruleset.js';
import type { TimeLimitName } from './time-limits.js';
import { timeLimit } from './time-limits.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

/** The parts of the rule set that decide how days are counted. */
export type CountingRules = Pick<Ruleset, 'firstDay' | 'afterHoursRollsOver'>;

/**
 * The last day of a term of the law that starts on `start`, which is day 0; the last day counts to 24:00 WIT. In working
 * days day 1 is the next working day; in the reading `day-of-receipt` (D5) a start that is a working day is day 1
 * itself. Terms in calendar days and months are never provisional. A term without a length of its own in days
 * (`asStated`, `atOnce`, hours) is a `TypeError`.
 * Reply from Tue 2026-11-24: Tue 2026-12-08, in the other reading Mon 2026-12-07.
 */
export function endOfTerm(
  name: TimeLimitName,
  start: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate {
  const { id, unit, length } = timeLimit(name, start);
  switch (unit) {
    case 'workingDays':
      return endOfWorkingDays(start, length, calendar, rules);
    case 'calendarDays':
      return { date: addCalendarDays(start, length), provisional: null };
    case 'months':
      return { date: addCalendarMonths(start, length), provisional: null };
    default:
      throw new TypeError(`${id} has no length in days`);
  }
}

function endOfWorkingDays(
  start: LocalDate,
  length: number,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate {
  const startCounts = rules.firstDay === 'day-of-receipt' && calendar.isWorkingDay(start);
  return calendar.dueDate(start, startCounts ? length - 1 : length);
}

/**
 * The day on which a filing counts as received: the day the city's clock shows (law.md 2.2, 4). With
 * `afterHoursRollsOver` a filing on a working day at or after `officeCloses` (`HH:MM`) counts as received on the
 * next working day; the default keeps the same day, which gives the office the earlier date.
 * 2026-11-24T15:10Z is received on 2026-11-25.
 */
export function dayOfReceipt(
  receivedAt: Date,
  calendar: WorkingCalendar,
  rules: CountingRules,
  officeCloses: string,
): LocalDate {
  const day = localDayOf(receivedAt);
  const rollsOver =
    rules.afterHoursRollsOver && calendar.isWorkingDay(day) && localTimeOf(receivedAt) >= officeCloses;
  return rollsOver ? calendar.nextWorkingDay(day) : day;
}
