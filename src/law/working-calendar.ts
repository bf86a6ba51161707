import {
  DAYS_IN_RANGE,
  FIRST_YEAR,
  LAST_YEAR,
  dayNumberOf,
  dayOfNumber,
  numberOfWeekday,
  weekdayOfNumber,
  weekdaysUpTo,
} from './day-number.js';
import type { CalendarReading, DayRow, FreeDay } from './free-days.js';
import { fixedHolidaysOf, isFreeIn, strongerOf } from './free-days.js';
import type { LocalDate } from './local-date.js';
import { yearOf } from './local-date.js';

export interface CalendarSource {
  /** Stored beside every date that was counted with this calendar. */
  readonly version: string;
  readonly days: readonly DayRow[];
  /** Years whose decree is loaded. A year that is not named is never taken to be free of holidays in silence. */
  readonly coveredYears: readonly number[];
  readonly reading: CalendarReading;
}

/** Why a date may still move: the first year it touches that has no decree. The words come from the messages. */
export interface ProvisionalReason {
  readonly code: 'year-without-decree';
  readonly year: number;
}

export interface DueDate {
  readonly date: LocalDate;
  readonly provisional: ProvisionalReason | null;
}

export interface CountedDay {
  readonly date: LocalDate;
  readonly counted: true;
  readonly number: number;
}

export interface SkippedDay {
  readonly date: LocalDate;
  readonly counted: false;
  readonly weekend: boolean;
  /** What makes the day free besides the weekend; `null` on an ordinary Saturday or Sunday. */
  readonly holiday: FreeDay | null;
}

export type ExplainedDay = CountedDay | SkippedDay;

/** In working days. No term of the law comes near it; it keeps every result inside the years of the range. */
export const LONGEST_TERM = 5000;

const SATURDAY = 6;

/**
 * The city's working days ("hari adalah hari kerja", K21:1(22); Monday to Friday, Perpres 21/2023 art. 3): the weekdays
 * of all years, of which arithmetic knows the n-th, less the free ones among them, which are kept in order. So a due date
 * is one search among the free days. Immutable: a new decree makes a new calendar with a new version, and the same
 * start, length and version give the same date for ever.
 *
 * In a year without decree only weekends and the fixed holidays are free, and every date that touches such a year
 * is provisional.
 */
export class WorkingCalendar {
  readonly version: string;
  readonly reading: CalendarReading;
  readonly coveredYears: readonly number[];
  private readonly covered: ReadonlySet<number>;
  private readonly freeDays: ReadonlyMap<LocalDate, FreeDay>;
  /** Day numbers of the free days from Monday to Friday, in order. */
  private readonly freeWeekdays: Int32Array;
  /** How many working days lie before each of them. */
  private readonly workingDaysBefore: Int32Array;
  private readonly otherReadings = new Map<string, WorkingCalendar>();

  constructor(private readonly source: CalendarSource) {
    this.version = source.version;
    this.reading = source.reading;
    this.covered = new Set(source.coveredYears);
    this.coveredYears = [...this.covered].sort((a, b) => a - b);
    this.freeDays = this.gatherFreeDays(source.days);
    this.freeWeekdays = Int32Array.from([...this.freeDays.keys()].map(dayNumberOf).filter(isWeekday)).sort();
    this.workingDaysBefore = this.freeWeekdays.map((number, nth) => weekdaysUpTo(number) - 1 - nth);
  }

  /** The same decrees in another reading of doubtful days, for the date that is safe in both. */
  inReading(reading: CalendarReading): WorkingCalendar {
    const { collectiveLeave, localClosures, firstDay = 'next-working-day' } = reading;
    const key = `${collectiveLeave} ${localClosures} ${firstDay}`;
    const known = this.otherReadings.get(key);
    if (known !== undefined) return known;
    const other = new WorkingCalendar({ ...this.source, reading });
    this.otherReadings.set(key, other);
    return other;
  }

  /** Whether the year's decree is loaded. */
  isCovered(year: number): boolean {
    return this.covered.has(year);
  }

  /** What the decrees that are loaded name in this year, in whatever reading, days on a weekend too. */
  decreedDays(year: number): readonly DayRow[] {
    return this.source.days.filter(({ date }) => yearOf(date) === year);
  }

  /** Whether the year lies before all that is known: its holidays were decreed long ago, and are not in our data. */
  isBeforeKnownYears(year: number): boolean {
    const [first] = this.coveredYears;
    return first !== undefined && year < first;
  }

  /** What makes a day free besides the weekend, in this reading; `null` when nothing does. */
  holidayOn(day: LocalDate): FreeDay | null {
    return this.freeDays.get(day) ?? null;
  }

  /** Monday to Friday and no holiday. */
  isWorkingDay(day: LocalDate): boolean {
    return isWeekday(dayNumberOf(day)) && !this.freeDays.has(day);
  }

  /**
   * The last day of a term of `workingDays` (1 to 5000) that starts on `start`. The start is day 0 and does not
   * count, working day or not; day 1 is the next working day; the end day counts, to 24:00 WIT (law.md 2.2).
   * Tue 2026-11-24 + 10 = Tue 2026-12-08. Throws `RangeError` for a length that is no term.
   */
  dueDate(start: LocalDate, workingDays: number): DueDate {
    refuseBadLength(workingDays, 1);
    const date = this.workingDayAt(this.countUpTo(start) + workingDays);
    return { date, provisional: this.provisionalBetween(start, date) };
  }

  /** The first working day after `day`; never `day` itself. Fri 2026-11-27 gives Mon 2026-11-30. */
  nextWorkingDay(day: LocalDate): LocalDate {
    return this.workingDayAt(this.countUpTo(day) + 1);
  }

  /**
   * The working day `workingDays` (0 to 5000) before `day`, for reminders: 3 before Tue 2026-12-08 is
   * Thu 2026-12-03. With 0 it is the day itself or, when that is free, the last working day before it.
   */
  workingDayBefore(day: LocalDate, workingDays: number): LocalDate {
    refuseBadLength(workingDays, 0);
    const steps = this.isWorkingDay(day) ? workingDays : Math.max(workingDays - 1, 0);
    return this.workingDayAt(this.countUpTo(day) - steps);
  }

  /**
   * Working days after `from` up to and including `to`; negative when `to` is the earlier. From receipt to notice it
   * is the figure of the annual report: the same day 0, the next working day 1 (K21:57).
   */
  workingDaysBetween(from: LocalDate, to: LocalDate): number {
    return this.countUpTo(to) - this.countUpTo(from);
  }

  /**
   * Working days left after `today` in a term that ends on `due`: 0 on its last day, negative from the next calendar
   * day on. On the Saturday after a Friday the term is over, so it is -1 although no working day has passed since.
   */
  workingDaysLeft(today: LocalDate, due: LocalDate): number {
    const left = this.workingDaysBetween(today, due);
    return today > due ? Math.min(left, -1) : left;
  }

  /**
   * How a due date was counted: every day after `start` up to it, with its number or with what makes it free.
   * Walks day by day on purpose, so that it is a second witness to the look-up.
   */
  explain(start: LocalDate, workingDays: number): readonly ExplainedDay[] {
    refuseBadLength(workingDays, 1);
    const days: ExplainedDay[] = [];
    let counted = 0;
    for (let number = dayNumberOf(start) + 1; counted < workingDays; number += 1) {
      const date = dayOfNumber(number);
      const weekend = !isWeekday(number);
      const holiday = this.holidayOn(date);
      if (weekend || holiday) days.push({ date, counted: false, weekend, holiday });
      else days.push({ date, counted: true, number: (counted += 1) });
    }
    return days;
  }

  /** The first year without decree from `from` to `to`, the years of both included, or `null`. */
  provisionalBetween(from: LocalDate, to: LocalDate): ProvisionalReason | null {
    for (let year = yearOf(from); year <= yearOf(to); year += 1)
      if (!this.covered.has(year)) return { code: 'year-without-decree', year };
    return null;
  }

  private gatherFreeDays(rows: readonly DayRow[]): ReadonlyMap<LocalDate, FreeDay> {
    const days = new Map<LocalDate, FreeDay>();
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1)
      if (!this.covered.has(year)) for (const day of fixedHolidaysOf(year)) days.set(day.date, day);
    for (const row of rows) {
      if (!isFreeIn(this.reading, row)) continue;
      const known = days.get(row.date);
      days.set(row.date, known && known.kind !== 'fixed' ? strongerOf(known, row) : row);
    }
    return days;
  }

  private countUpTo(day: LocalDate): number {
    const number = dayNumberOf(day);
    return weekdaysUpTo(number) - countBelow(this.freeWeekdays, number + 1);
  }

  private workingDayAt(position: number): LocalDate {
    const number = numberOfWeekday(position + countBelow(this.workingDaysBefore, position));
    if (number < 0 || number >= DAYS_IN_RANGE)
      throw new RangeError(`the term leaves the years ${FIRST_YEAR}-${LAST_YEAR}`);
    return dayOfNumber(number);
  }
}

function isWeekday(number: number): boolean {
  return weekdayOfNumber(number) < SATURDAY;
}

/** How many of the numbers, which stand in order, are below the limit. */
function countBelow(ordered: Int32Array, limit: number): number {
  let [from, to] = [0, ordered.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ordered[middle] ?? 0) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

function refuseBadLength(workingDays: number, shortest: number): void {
  if (!Number.isInteger(workingDays) || workingDays < shortest || workingDays > LONGEST_TERM)
    throw new RangeError(`a term has ${shortest} to ${LONGEST_TERM} working days, not ${workingDays}`);
}
