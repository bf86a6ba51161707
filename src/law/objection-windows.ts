import type { LocalDate } from './local-date.js';
import { laterOf } from './local-date.js';
import type { ObjectionState, RequestState } from './request-states.js';
import type { Ruleset } from './ruleset.js';
import type { CountingRules, DayZero } from './term.js';
import { countingFrom, endOfTerm } from './term.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

/**
 * The last day of the right to object that stands: none for a request that its requester withdrew (law.md row 27), nor
 * once it has passed while the answer lies at the desk on paper: T7 of that answer has not begun.
 */
export function standingWindow(
  state: RequestState,
  until: LocalDate | null,
  letter: { readonly waits: boolean; readonly today: LocalDate },
): LocalDate | null {
  if (state === 'withdrawn' || until === null) return null;
  return letter.waits && letter.today > until ? null : until;
}

/** An objection as far as the way to the Komisi Informasi is concerned. */
export interface CommissionFacts {
  readonly status: ObjectionState;
  /** T10, or null while none has begun. */
  readonly until: LocalDate | null;
  /** The requester has gone there, whatever became of it. */
  readonly isDisputed: boolean;
}

/**
 * The last day to go to the Komisi Informasi that stands: none once that way was gone, for it is gone once (row 25), both
 * sides settled, the requester withdrew the objection (row 27), or the request itself, which stops all clocks (row 18).
 * `request` is null where no request stands behind it.
 */
export function standingCommissionDay(
  { status, until, isDisputed }: CommissionFacts,
  request: RequestState | null,
): LocalDate | null {
  const isOver = isDisputed || status === 'settled' || status === 'withdrawn' || request === 'withdrawn';
  return isOver ? null : until;
}

/**
 * The same as a way that is open on `today`: once T10 has passed the commission need not take the matter up (UU 14/2008
 * art. 37(2)), and the day is told as passed. T10 Fri 2027-01-29: open on that day, not on the 30th.
 */
export function openCommissionDay(
  facts: CommissionFacts,
  request: RequestState | null,
  today: LocalDate,
): LocalDate | null {
  const until = standingCommissionDay(facts, request);
  return until === null || today > until ? null : until;
}

/**
 * T7: the last day of the right to object, 30 working days after the day on which the ground was found, which is day
 * 0 (UU 14/2008 art. 36(1)). After silence day 0 is the last day of T4 or T5, an `end-of-term`. T4 Tue 2026-12-08
 * passed in silence: Mon 2027-01-25.
 */
export function objectionWindowEnd(
  foundOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
  dayZero: DayZero = 'receipt',
): DueDate {
  return endOfTerm('objectionWindow', foundOn, calendar, countingFrom(rules, dayZero));
}

/**
 * Day 0 of T8 (D6): the receipt of the objection, in the reading `registration` its entry in the register, which is never
 * before the day that counts as its receipt (D5).
 */
export function objectionReplyStart(
  facts: { readonly receivedOn: LocalDate; readonly enteredOn: LocalDate },
  rules: Pick<Ruleset, 'objectionClock'>,
): LocalDate {
  return rules.objectionClock === 'registration'
    ? laterOf(facts.enteredOn, facts.receivedOn)
    : facts.receivedOn;
}

/**
 * T8: the superior answers within 30 working days after receipt of the written objection (UU 14/2008 art. 36(2)), in
 * the reading `registration` of D6 after its entry in the register. Received Tue 2026-11-24: Mon 2027-01-11.
 */
export function objectionReplyDue(
  facts: { readonly receivedOn: LocalDate; readonly enteredOn: LocalDate },
  calendar: WorkingCalendar,
  rules: CountingRules & Pick<Ruleset, 'objectionClock'>,
): DueDate {
  return endOfTerm('objectionReply', objectionReplyStart(facts, rules), calendar, rules);
}

/**
 * T10: the last day to go to the Komisi Informasi, 14 working days after receipt of the superior's answer or, after
 * silence, after the last day of T8 (UU 14/2008 art. 37(2)). T8 Mon 2027-01-11 passed in silence: Fri 2027-01-29.
 */
export function commissionWindowEnd(
  answeredOrSilentOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
  dayZero: DayZero = 'receipt',
): DueDate {
  return endOfTerm('disputeFiling', answeredOrSilentOn, calendar, countingFrom(rules, dayZero));
}
