import type { LocalDate } from './local-date.js';
import { addCalendarDays, addCalendarMonths, localDayOf, localTimeOf, weekdayOf } from './local-date.js';
import type { Ruleset } from './ruleset.js';
import type { TimeLimitName } from './time-limits.js';
import { timeLimit } from './time-limits.js';
import type { DueDate, ExplainedDay, WorkingCalendar } from './working-calendar.js';

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
  rules: Pick<CountingRules, 'firstDay'>,
): DueDate {
  const countsItself = rules.firstDay === 'day-of-receipt' && calendar.isWorkingDay(start);
  if (countsItself && length === 1)
    return { date: start, provisional: calendar.provisionalBetween(start, start) };
  return calendar.dueDate(start, countsItself ? length - 1 : length);
}

/**
 * What day 0 of a term is. `receipt`: something was received that day, and D5 asks whether that day counts. `end-of-term`:
 * the last day of the term before, which is full to 24:00 and never counts again.
 */
export type DayZero = 'receipt' | 'end-of-term';

/** How a term is counted whose day 0 may be either. */
export function countingFrom<Rules extends Pick<CountingRules, 'firstDay'>>(
  rules: Rules,
  dayZero: DayZero,
): Rules {
  return dayZero === 'receipt' ? rules : { ...rules, firstDay: 'next-working-day' };
}

/** A term as a page explains it. */
export interface TermCount {
  readonly start: LocalDate;
  /** Whole length: 10, with the extension 17. */
  readonly workingDays: number;
  readonly dayZero?: DayZero;
}

/** The last day of any number of working days, in the reading of the calendar (D4, D5). */
export function endOfCount(term: TermCount, calendar: WorkingCalendar): DueDate {
  return endOfWorkingDays(term.start, term.workingDays, calendar, firstDayOf(term, calendar));
}

/**
 * How a date is counted: every day up to the last one, with its number or with what makes it free. The day of receipt
 * is in the list only where it counts, as day 1 (D5). Its last day is `endOfCount` and the date of the law.
 */
export function explainCount(term: TermCount, calendar: WorkingCalendar): readonly ExplainedDay[] {
  if (!dayZeroCounts(term, calendar)) return calendar.explain(term.start, term.workingDays);
  const first: ExplainedDay = { date: term.start, counted: true, number: 1 };
  if (term.workingDays === 1) return [first];
  const rest = calendar.explain(term.start, term.workingDays - 1);
  return [first, ...rest.map((day) => (day.counted ? { ...day, number: day.number + 1 } : day))];
}

/** Which working day of the term `day` is; 0 before day 1, negative before day 0. The last day gives its length. */
export function numberInCount(
  term: Omit<TermCount, 'workingDays'>,
  day: LocalDate,
  calendar: WorkingCalendar,
): number {
  const after = calendar.workingDaysBetween(term.start, day);
  return day >= term.start && dayZeroCounts(term, calendar) ? after + 1 : after;
}

/** Whether day 0 is counted as day 1: a receipt on a working day, in the reading `day-of-receipt` (D5). */
export function dayZeroCounts(term: Omit<TermCount, 'workingDays'>, calendar: WorkingCalendar): boolean {
  return firstDayOf(term, calendar).firstDay === 'day-of-receipt' && calendar.isWorkingDay(term.start);
}

function firstDayOf(
  { dayZero = 'receipt' }: Omit<TermCount, 'workingDays'>,
  calendar: WorkingCalendar,
): Pick<CountingRules, 'firstDay'> {
  return countingFrom({ firstDay: calendar.reading.firstDay ?? 'next-working-day' }, dayZero);
}

/** When an office of the city closes, `HH:MM` in WIT: Monday to Thursday, and on Friday. */
export interface OfficeHours {
  readonly weekdays: string;
  readonly friday: string;
}

/**
 * The day on which a filing counts as received: the day the city's clock shows (law.md 2.2, 4). With
 * `afterHoursRollsOver` a filing on a working day at or after the office has closed counts as received on the
 * next working day; the default keeps the same day, which gives the office the earlier date.
 * 2026-11-24T15:10Z is received on 2026-11-25.
 */
export function dayOfReceipt(
  receivedAt: Date,
  calendar: WorkingCalendar,
  rules: CountingRules,
  closes: OfficeHours,
): LocalDate {
  const day = localDayOf(receivedAt);
  const rollsOver =
    rules.afterHoursRollsOver &&
    calendar.isWorkingDay(day) &&
    localTimeOf(receivedAt) >= closingTime(closes, day);
  return rollsOver ? calendar.nextWorkingDay(day) : day;
}

function closingTime({ weekdays, friday }: OfficeHours, day: LocalDate): string {
  return weekdayOf(day) === FRIDAY ? friday : weekdays;
}

const FRIDAY = 5;
