import { Temporal } from 'temporal-polyfill';
import { dayNumberOf, dayOfNumber, type LocalDate, weekdayOfNumber } from './day-number.js';

export type { LocalDate } from './day-number.js';

/** WIT, UTC+9 without summer time: a term's last day runs to 24:00 here (UU 14/2008 counts days of the body). */
export const CITY_ZONE = 'Asia/Jayapura';

/** The same as a fixed distance. Lists turn hundreds of instants into days; the zone's tables took half of such a page. */
const CITY_OFFSET = { milliseconds: 9 * 3_600_000, written: '+09:00' } as const;

/** Days that a person may enter. Outside lies a typing mistake, not a request for information. */
export const EARLIEST_DAY = '1900-01-01' as LocalDate;
export const LATEST_DAY = '2200-12-31' as LocalDate;

const WRITTEN_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a legal day. Returns `null` for anything but an existing day between 1900 and 2200 in the form
 * `YYYY-MM-DD`: `2026-02-29`, `2026-2-9` and `2026-11-24T00:00` are all `null`.
 */
export function parseLocalDate(text: string): LocalDate | null {
  if (!WRITTEN_DAY.test(text)) return null;
  const day = text as LocalDate;
  if (day < EARLIEST_DAY || day > LATEST_DAY) return null;
  // 31 February has the number of 3 March, and is written like that again.
  return dayOfNumber(dayNumberOf(day)) === day ? day : null;
}

/**
 * The same for days that the program itself vouches for (constants, database columns).
 * Throws `RangeError` when the text is no day: that is a fault of ours, not of a citizen.
 */
export function localDate(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day === null) throw new RangeError(`not a legal day between 1900 and 2200: ${text}`);
  return day;
}

/** Negative when `a` is the earlier day, 0 when they are the same; fit for `sort`. */
export function compareLocalDates(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The earlier of two days. */
export function earlierOf(a: LocalDate, b: LocalDate): LocalDate {
  return a <= b ? a : b;
}

/** The later of two days. */
export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a >= b ? a : b;
}

/** Moves by calendar days, weekends and holidays included; `days` may be negative. 2026-12-31 + 1 = 2027-01-01. */
export function addCalendarDays(day: LocalDate, days: number): LocalDate {
  return dayOfNumber(dayNumberOf(day) + days);
}

/** Moves by calendar months; a day that the month lacks becomes its last one: 2026-08-31 + 6 = 2027-02-28. */
export function addCalendarMonths(day: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(day).add({ months }).toString() as LocalDate;
}

/** Calendar days from `from` to `to`, end day counted, start day not: 2026-11-24 to 2026-11-25 is 1. */
export function calendarDaysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** ISO weekday: 1 = Monday ... 7 = Sunday. 2026-11-24 is 2. */
export function weekdayOf(day: LocalDate): number {
  return weekdayOfNumber(dayNumberOf(day));
}

/** The calendar year, which is also the year of the register and of the holiday decree. */
export function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}

/**
 * The legal day on which an instant falls: 2026-11-24T15:10Z is 2026-11-25, ten past midnight in Ambon.
 * Takes a `Date` or milliseconds since 1970.
 */
export function localDayOf(instant: Date | number): LocalDate {
  return wallClock(instant).slice(0, 10) as LocalDate;
}

/** The wall clock `HH:MM` of an instant in the city: 2026-11-24T15:10Z is `00:10`. */
export function localTimeOf(instant: Date | number): string {
  return wallClock(instant).slice(11, 16);
}

/** `2026-11-25T00:10:00.000Z` for 2026-11-24T15:10Z: the signs are those of the clock in the city, the Z is not. */
function wallClock(instant: Date | number): string {
  return new Date(Number(instant) + CITY_OFFSET.milliseconds).toISOString();
}

/** The instant of a wall-clock time `HH:MM` (or `HH:MM:SS`) on a legal day: 2026-12-08 08:00 is 2026-12-07T23:00Z. */
export function localInstant(day: LocalDate, time: string): Date {
  const instant = new Date(`${day}T${time}${CITY_OFFSET.written}`);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`no time of a day: ${time}`);
  return instant;
}

/**
 * 24:00 WIT of a legal day, the moment a term that ends on it has passed. An act at exactly this instant is
 * late; one a millisecond earlier is in time. 2026-12-08 ends at 2026-12-08T15:00:00.000Z.
 */
export function endOfLocalDay(day: LocalDate): Date {
  return localInstant(day, '24:00');
}
