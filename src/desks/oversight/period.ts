import { addCalendarDays, localDate, localDayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { EARLIEST_RECEIPT_YEAR } from '../../law/paper-intake.js';

/** How far back the board looks; a calendar year is written as its number. */
export const SPANS = ['30', '90', '365'] as const;
const USUAL_SPAN = '90';
const FIRST_YEAR = EARLIEST_RECEIPT_YEAR;

/** How long ago the figures are compared with. */
export const COMPARED_DAYS = 28;

/** The days that a figure of the past is counted over, and the same length four weeks earlier. */
export interface Period {
  /** As it stands in addresses: `30`, `90`, `365` or a year. */
  readonly name: string;
  readonly from: LocalDate;
  /** The last day, counted. */
  readonly to: LocalDate;
  readonly earlier: { readonly from: LocalDate; readonly to: LocalDate };
  /** False for a year that is over: four weeks earlier says nothing there. */
  readonly runs: boolean;
}

/** Reads `?jangka=`; anything unknown is the last 90 days. 90 days to Fri 2026-12-04 begin on Sun 2026-09-06. */
export function periodOf(typed: string | null, now: Date): Period {
  const today = localDayOf(now);
  if (typed !== null && /^\d{4}$/u.test(typed)) {
    const year = Number(typed);
    if (year >= FIRST_YEAR && year <= yearOf(today)) return ofYear(year, today);
  }
  const name = (SPANS as readonly string[]).includes(typed ?? '') ? String(typed) : USUAL_SPAN;
  return withEarlier(name, addCalendarDays(today, 1 - Number(name)), today);
}

/** The years that can be chosen, newest first. */
export function yearsUntil(now: Date): readonly string[] {
  const last = yearOf(localDayOf(now));
  return [0, 1, 2].map((back) => String(last - back)).filter((year) => Number(year) >= FIRST_YEAR);
}

function ofYear(year: number, today: LocalDate): Period {
  const from = localDate(`${String(year)}-01-01`);
  const last = localDate(`${String(year)}-12-31`);
  const to = last < today ? last : today;
  return {
    name: String(year),
    from,
    to,
    earlier: { from, to: addCalendarDays(to, -COMPARED_DAYS) },
    runs: to === today,
  };
}

function withEarlier(name: string, from: LocalDate, to: LocalDate): Period {
  return {
    name,
    from,
    to,
    earlier: { from: addCalendarDays(from, -COMPARED_DAYS), to: addCalendarDays(to, -COMPARED_DAYS) },
    runs: true,
  };
}
