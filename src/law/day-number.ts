declare const localDay: unique symbol;

/**
 * A legal day `YYYY-MM-DD` as the city's clock on the wall shows it. The law counts days, not instants, so a
 * legal day is never a `Date`. The brand keeps any other string out; sorting as text is sorting by time.
 */
export type LocalDate = string & { readonly [localDay]: true };

/**
 * Legal days as consecutive whole numbers, so that the working-day calendar can look them up in an array.
 * Integer arithmetic instead of a date object because 100,000 due dates are asked for at once; the specs hold
 * it against the engine for every day of the range. The range is wider than the days a person may enter
 * (1900-2200), so that the longest term still ends inside it.
 */
export const FIRST_YEAR = 1880;
export const LAST_YEAR = 2239;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
/** 1880-01-01 was a Thursday: ISO weekday 4. */
const WEEKDAY_OF_DAY_ZERO = 4;
const DAYS_OF_WEEK = 7;
/** Monday to Friday. */
const WEEKDAYS_OF_WEEK = 5;

/** Days of 1880-01-01 up to 2239-12-31. */
export const DAYS_IN_RANGE = daysBeforeYear(LAST_YEAR + 1);

/** 0 for 1880-01-01, 1 for the day after. Throws `RangeError` outside the range: no lawful term gets there. */
export function dayNumberOf(day: LocalDate): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new RangeError(`outside ${FIRST_YEAR}-${LAST_YEAR}: ${day}`);
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + Number(day.slice(8, 10)) - 1;
}

/** The inverse of `dayNumberOf`. */
export function dayOfNumber(number: number): LocalDate {
  let year = FIRST_YEAR + Math.floor(number / 365.2425);
  if (daysBeforeYear(year) > number) year -= 1;
  else if (daysBeforeYear(year + 1) <= number) year += 1;
  const rest = number - daysBeforeYear(year);
  let month = Math.min(12, Math.floor(rest / 29) + 1);
  while (daysBeforeMonth(year, month) > rest) month -= 1;
  const dayOfMonth = rest - daysBeforeMonth(year, month) + 1;
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}` as LocalDate;
}

/** ISO weekday of a day number: 1 = Monday ... 7 = Sunday. */
export function weekdayOfNumber(number: number): number {
  return ((number + WEEKDAY_OF_DAY_ZERO - 1) % DAYS_OF_WEEK) + 1;
}

/** How many days from Monday to Friday there are up to and including a day, from the Monday of the first week on. */
export function weekdaysUpTo(number: number): number {
  const days = number + WEEKDAY_OF_DAY_ZERO;
  return Math.floor(days / DAYS_OF_WEEK) * WEEKDAYS_OF_WEEK + Math.min(days % DAYS_OF_WEEK, WEEKDAYS_OF_WEEK);
}

/** The day number of the n-th of them; the inverse of `weekdaysUpTo` on Monday to Friday. */
export function numberOfWeekday(nth: number): number {
  const weeks = Math.floor((nth - 1) / WEEKDAYS_OF_WEEK);
  return weeks * DAYS_OF_WEEK + ((nth - 1) % WEEKDAYS_OF_WEEK) + 1 - WEEKDAY_OF_DAY_ZERO;
}

function daysBeforeYear(year: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDaysBeforeRange = 455; // of the years 1-1879: 469 - 18 + 4
  return (year - FIRST_YEAR) * 365 + leapDays - leapDaysBeforeRange;
}

function daysBeforeMonth(year: number, month: number): number {
  const days = DAYS_BEFORE_MONTH[month - 1] ?? 0;
  return month > 2 && isLeapYear(year) ? days + 1 : days;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
