import { owesDelivery } from './delivery.js';
import type { LocalDate } from './local-date.js';
import { eventsFrom, objectionEventsFrom } from './next-state.js';
import {
  DISPUTE_END_STATES,
  DISPUTE_STATES,
  OBJECTION_END_STATES,
  OBJECTION_STATES,
  isEnded,
  isOpenRequest,
  REQUEST_STATES,
  type DisputeState,
  type ObjectionState,
  type RequestState,
} from './request-states.js';

/*
 * The states that pages, queries and use cases ask for, each by what it means and read off the state table where that
 * knows it: outside the law nobody writes a list of states.
 */

/** The office may answer: neither the requester nor the superior is waited for (rows 9, 11, 12). */
export const ANSWERABLE_STATES: readonly RequestState[] = REQUEST_STATES.filter(mayBeAnswered);

/** Objections that are not at their end: decided or not, a term of theirs may run. */
export const LIVE_OBJECTION_STATES: readonly ObjectionState[] = OBJECTION_STATES.filter(isLiveObjection);

/** Disputes with a term in working days: T11 and T12 of the commission, then T13. T14 is counted in calendar days. */
export const DISPUTE_STATES_IN_WORKING_DAYS = [
  'registered',
  'ruled',
] as const satisfies readonly DisputeState[];

/** Disputes that are not at their end; the retention of the case is held. */
export const LIVE_DISPUTE_STATES: readonly DisputeState[] = DISPUTE_STATES.filter(
  (state) => !(DISPUTE_END_STATES as readonly DisputeState[]).includes(state),
);

/** Whether the office may answer in this state. */
export function mayBeAnswered(state: RequestState): boolean {
  return eventsFrom(state).includes('grant');
}

/** Whether what the requester completes is still of use: inside T3, or after it by leave of the desk (row 5). */
export function takesRepair(state: RequestState): boolean {
  return eventsFrom(state).includes('accept-late-repair');
}

/** What the office itself owes first, and can be reminded of; null while the requester completes, and when all is done. */
export function owedFirst(facts: {
  readonly state: RequestState;
  readonly provideOn: LocalDate | null;
  readonly orderDueOn: LocalDate | null;
}): 'answer' | 'deliver' | 'carry-out-order' | null {
  if (owesDelivery(facts)) return 'deliver';
  if (isOpenRequest(facts.state) && facts.state !== 'incomplete') return 'answer';
  return facts.orderDueOn === null ? null : 'carry-out-order';
}

/** Whether an identity may still be checked: it is a paper of a request that lives (PerKI 1/2021 art. 27). */
export function mayVerifyIdentity(state: RequestState): boolean {
  return !isEnded(state);
}

/** Whether the superior still owes the answer, in time or not (row 21). */
export function awaitsReply(state: ObjectionState): boolean {
  return objectionEventsFrom(state).includes('reply');
}

/** Whether the way to the commission is open and its term runs (rows 24 and 25). */
export function mayGoToCommission(state: ObjectionState): boolean {
  return objectionEventsFrom(state).includes('finalise');
}

/** Whether a term of the objection may still run. */
export function isLiveObjection(state: ObjectionState): boolean {
  return !(OBJECTION_END_STATES as readonly ObjectionState[]).includes(state);
}
