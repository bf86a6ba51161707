import { endOfLocalDay, localDate, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';

/** The days of entry that a register covers, both counted. `year` where it is one whole year of numbers. */
export interface RegisterSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly year: number | null;
}

/**
 * What was known when: everything before `before`. The register of a past day ends with that day, the one of today with
 * the moment itself, so that an export of an evening and the same day asked for later say the same.
 */
export interface Knowledge {
  /** The last day that is known of; printed as "Data per". */
  readonly day: LocalDate;
  /** The first instant that is not known any more. */
  readonly before: Date;
}

/** The register of one year: the numbers that bear it (contract, *Register numbers*). */
export function spanOfYear(year: number): RegisterSpan {
  return { from: localDate(`${String(year)}-01-01`), to: localDate(`${String(year)}-12-31`), year };
}

/** Any period by days of entry; null when it ends before it begins. */
export function spanOfDays(from: LocalDate, to: LocalDate): RegisterSpan | null {
  if (to < from) return null;
  const year = Number(from.slice(0, 4));
  const whole = from.endsWith('-01-01') && to === `${String(year)}-12-31`;
  return { from, to, year: whole ? year : null };
}

/** First instant of the span, and the first one after it. */
export function instantsOf(span: RegisterSpan): { readonly start: Date; readonly end: Date } {
  return { start: localInstant(span.from, '00:00'), end: endOfLocalDay(span.to) };
}

/** What is known at the end of `asOf`, or now; null when that day has not come. */
export function knowledgeOf(asOf: LocalDate | null, now: Date): Knowledge | null {
  const today = localDayOf(now);
  // A fact of this very moment is known; the column's microseconds are cut to milliseconds, never rounded up.
  if (asOf === null || asOf === today) return { day: today, before: new Date(now.getTime() + 1) };
  return asOf > today ? null : { day: asOf, before: endOfLocalDay(asOf) };
}
