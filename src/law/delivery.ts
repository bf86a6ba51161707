import { addCalendarMonths, earlierOf, type LocalDate } from './local-date.js';
import { refusal, type Refusal } from './refusal-codes.js';
import type { RequestState } from './request-states.js';
import type { Ruleset } from './ruleset.js';
import { FARTHEST_PROMISE_MONTHS } from './service-rules.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

export interface DeliveryFacts {
  /** The day on which the notice was sent. */
  readonly noticedOn: LocalDate;
  /** T6 as the notice states it. */
  readonly provideOn: LocalDate;
  /** The notice itself said that the time runs on only when the cost is paid. */
  readonly noticeSaysPaymentPauses: boolean;
  /** Rupiah that the notice asked for. */
  readonly cost: number;
  /** The day on which the cost was paid in full; `null` while it is not. */
  readonly paidOn: LocalDate | null;
}

export type DeliveryClock =
  | { readonly kind: 'runs'; readonly due: DueDate }
  /** Nothing runs until the cost is paid: no due row, no date. */
  | { readonly kind: 'waits-for-payment' };

/**
 * T6, the day by which the information is provided (PerKI 1/2021 art. 31(4)f). No text stops it while a payment is open
 * (D9), so it runs; in the default it waits where the notice itself said so, and then the working days that the notice
 * promised count from the day of payment, which is day 0. In the reading `never` the stated day always stands.
 * Notice Tue 2026-11-24 for Tue 2026-12-01 (5 working days), paid Mon 2026-11-30: Mon 2026-12-07.
 */
export function deliveryClock(
  facts: DeliveryFacts,
  calendar: WorkingCalendar,
  rules: Pick<Ruleset, 'paymentPausesDelivery'>,
): DeliveryClock {
  const pauses =
    rules.paymentPausesDelivery === 'if-notice-says-so' && facts.noticeSaysPaymentPauses && facts.cost > 0;
  if (!pauses) return runs(facts.provideOn, facts.noticedOn, calendar);
  if (facts.paidOn === null) return { kind: 'waits-for-payment' };
  const promised = calendar.workingDaysBetween(facts.noticedOn, facts.provideOn);
  if (promised < 1) return runs(facts.paidOn, facts.noticedOn, calendar);
  return { kind: 'runs', due: calendar.dueDate(facts.paidOn, promised) };
}

function runs(date: LocalDate, from: LocalDate, calendar: WorkingCalendar): DeliveryClock {
  return { kind: 'runs', due: { date, provisional: calendar.provisionalBetween(from, date) } };
}

/**
 * Whether the office still owes the information itself: it was granted and is not there (PerKI 1/2021 art. 31(4)f), or
 * it was not documented yet and promised for a day (annex VII B). Of the latter `provideOn` is the day while it is owed;
 * the request stays closed as it was answered.
 */
export function owesDelivery(facts: {
  readonly state: RequestState;
  readonly provideOn: LocalDate | null;
}): boolean {
  return (
    facts.state === 'granted_open' || (facts.state === 'closed_not_documented' && facts.provideOn !== null)
  );
}

/** An answer may grant a part and promise the rest for a day (annex VII B): each has its own T6 and its own hand-over. */
export const ANSWER_PARTS = ['granted', 'promised'] as const;
export type AnswerPart = (typeof ANSWER_PARTS)[number];

export interface OwedPart {
  readonly part: AnswerPart;
  /** The last day of its T6; null while that waits for the payment (D9). */
  readonly dueOn: LocalDate | null;
}

export type PartChosen =
  { readonly ok: true; readonly part: OwedPart } | Refusal<'payment-open' | 'not-in-this-state'>;

/**
 * Which part is handed over now: the one that is named, else of those that may be the one that is due first. The cost is
 * for the copy that was granted alone (PerKI 1/2021 art. 37(3), 38): what was promised does not wait for it.
 */
export function partToHandOver(
  owed: readonly OwedPart[],
  { isUnpaid, named }: { readonly isUnpaid: boolean; readonly named: AnswerPart | null },
): PartChosen {
  const meant = owed.filter(({ part }) => named === null || part === named);
  if (meant.length === 0) return refusal('not-in-this-state');
  const possible = meant.filter(({ part }) => part === 'promised' || !isUnpaid);
  const [first, ...others] = possible;
  if (first === undefined) return refusal('payment-open');
  return { ok: true, part: others.reduce((one, other) => (isDueBefore(other, one) ? other : one), first) };
}

function isDueBefore(one: OwedPart, other: OwedPart): boolean {
  return one.dueOn !== null && (other.dueOn === null || one.dueOn < other.dueOn);
}

/** The day by which the office hands over something next; null where no T6 runs. */
export function owedNextOn(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.reduce<LocalDate | null>(
    (next, day) => (next === null || day === null ? (next ?? day) : earlierOf(next, day)),
    null,
  );
}

/**
 * Whether the day on which undocumented information was to be there (PerKI 1/2021 annex VII B) is over on the day of the
 * notice: a notice promises nothing for a day that has passed. Promised for Fri 2028-02-04, notice Tue 2028-02-08: over.
 */
export function isPromiseOver(availableOn: LocalDate | null, noticedOn: LocalDate): boolean {
  return availableOn !== null && availableOn < noticedOn;
}

/**
 * The day until which something is provided that was decided before its notice went out. The notice states a number of
 * days (PerKI 1/2021 art. 31(4)f, annex VII A4): where the day that was named has passed by then, as many working days
 * count from the notice. Decided Tue 2026-11-24 for Tue 2026-12-01 (5 working days), notice Thu 2026-12-03: Thu 2026-12-10.
 */
export function providedFrom(
  { decidedOn, provideOn }: { readonly decidedOn: LocalDate; readonly provideOn: LocalDate },
  noticedOn: LocalDate,
  calendar: WorkingCalendar,
): LocalDate {
  if (provideOn >= noticedOn) return provideOn;
  const promised = calendar.workingDaysBetween(decidedOn, provideOn);
  return promised < 1 ? noticedOn : calendar.dueDate(noticedOn, promised).date;
}

/** Whether a promised day lies so far ahead that it is mistyped: 2028-11-25 and later, seen on 2026-11-24. */
export function isTooFarAhead(day: LocalDate, today: LocalDate): boolean {
  return day > addCalendarMonths(today, FARTHEST_PROMISE_MONTHS);
}
