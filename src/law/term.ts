import type { LocalDate } from './local-date.js';
import { localDayOf, localTimeOf } from './local-date.js';
import type { Ruleset } from './ruleset.js';
import type { TimeLimitName } from './time-limits.js';
import { timeLimit } from './time-limits.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

/** The parts of the rule set that decide how days are counted. */
export type CountingRules = Pick<Ruleset, 'firstDay' | 'afterHoursRollsOver'>;

/**
 * The last day of a working-day term of the law that starts on `start`. By default the start is day 0 and day 1 is
 * the next working day; in the reading `day-of-receipt` (D5) a start that is a working day is day 1 itself.
 * Reply from Tue 2026-11-24: Tue 2026-12-08, in the other reading Mon 2026-12-07.
 */
export function endOfTerm(
  name: TimeLimitName,
  start: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate {
  const limit = timeLimit(name, start);
  if (limit.unit !== 'workingDays') throw new TypeError(`${limit.id} is not counted in working days`);
  const counted = rules.firstDay === 'day-of-receipt' && calendar.isWorkingDay(start) ? 1 : 0;
  if (limit.length === counted)
    return { date: start, provisional: calendar.provisionalBetween(start, start) };
  return calendar.dueDate(start, limit.length - counted);
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
