import type { LocalDate } from './local-date.js';
import { endOfLocalDay, laterOf } from './local-date.js';
import type { RequestState } from './request-states.js';
import { replyTermRuns } from './request-states.js';
import type { Ruleset } from './ruleset.js';
import type { CountingRules } from './term.js';
import { endOfTerm } from './term.js';
import type { DueDate, WorkingCalendar } from './working-calendar.js';

/**
 * When a request reached the office, and when it was entered in the register (the same, save for paper). What comes after
 * hours may count as received on the next working day (D5): then the entry counts from that day too.
 */
export interface FilingFacts {
  readonly receivedOn: LocalDate;
  readonly enteredOn: LocalDate;
}

export interface ClocksAtFiling {
  /** T2: the office checks completeness, 3 working days from the entry (PerKI 1/2021 art. 31(2)). */
  readonly completenessDue: DueDate;
  /** T4: written notice, 10 working days from receipt (UU 14/2008 art. 22(7)). */
  readonly replyDue: DueDate;
}

/**
 * The two clocks that start when a request is filed. Both start days are day 0, both end days count to 24:00 WIT.
 * Whatever the reading of D1, a request that waits for its check already shows the strict date of the law. A late
 * entry gains the office no time: the check ends with the reply term at the latest, also where that has passed.
 * Received Tue 2026-11-24: check by Fri 2026-11-27, notice by Tue 2026-12-08.
 */
export function clocksAtFiling(
  facts: FilingFacts,
  calendar: WorkingCalendar,
  rules: CountingRules,
): ClocksAtFiling {
  const replyDue = strictReplyDue(facts.receivedOn, calendar, rules);
  const entered = laterOf(facts.enteredOn, facts.receivedOn);
  const check = endOfTerm('completenessCheck', entered, calendar, rules);
  return { completenessDue: check.date > replyDue.date ? replyDue : check, replyDue };
}

/** The date of the law itself, whatever has happened since: receipt + 10 working days (UU 14/2008 art. 22(7)). */
export function strictReplyDue(
  receivedOn: LocalDate,
  calendar: WorkingCalendar,
  rules: CountingRules,
): DueDate {
  return endOfTerm('reply', receivedOn, calendar, rules);
}

export interface CompletionFacts {
  readonly receivedOn: LocalDate;
  /** The day of `declare-complete`, or `null` when T2 passed without a check: complete from receipt. */
  readonly declaredOn: LocalDate | null;
  /** Last day of T2: a declaration after it changes nothing any more, whether the timer has seen it or not (row 3). */
  readonly completenessDue?: LocalDate | null;
}

/**
 * Day 0 of T4 of a request that is complete: receipt, or in the reading `completeness` (D1) the day it was declared
 * complete. The day matters even where both give the same date: another calendar may part them.
 */
export function replyStartWhenComplete(
  { receivedOn, declaredOn, completenessDue = null }: CompletionFacts,
  rules: Pick<Ruleset, 'replyClock'>,
): LocalDate {
  if (rules.replyClock !== 'completeness' || declaredOn === null) return receivedOn;
  if (completenessDue !== null && declaredOn > completenessDue) return receivedOn;
  return laterOf(receivedOn, declaredOn);
}

/**
 * T4 of a request that is complete. By default it runs from receipt; in the reading `completeness` (D1, PerKI
 * 1/2021 art. 31(3)) from the day it was declared complete. Received Tue 2026-11-24, declared complete Thu
 * 2026-11-26: Tue 2026-12-08, in the other reading Thu 2026-12-10.
 */
export function replyDueWhenComplete(
  facts: CompletionFacts,
  calendar: WorkingCalendar,
  rules: CountingRules & Pick<Ruleset, 'replyClock'>,
): DueDate {
  return endOfTerm('reply', replyStartWhenComplete(facts, rules), calendar, rules);
}

export interface OverdueFacts {
  readonly state: RequestState;
  /** The date in force: T5 when extended, else T4; `null` while no reply clock runs. */
  readonly replyDue: LocalDate | null;
}

/**
 * Whether the notice is late: its last day has ended at 24:00 WIT and none was sent. Derived, never stored. A
 * decision at exactly 24:00 is late; the state before it is what counts, so a notice committed earlier wins.
 * Due 2026-12-08: overdue from 2026-12-08T15:00:00Z on.
 */
export function isOverdue(facts: OverdueFacts, now: Date): boolean {
  if (facts.replyDue === null || !replyTermRuns(facts)) return false;
  return now.getTime() >= endOfLocalDay(facts.replyDue).getTime();
}
