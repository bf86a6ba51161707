/**
 * The states a record may be in (law.md section 7). Three records, three lifecycles: an open objection or dispute
 * does not change the state of its request. `overdue` is no state: it is derived from the clock (`isOverdue`).
 */
export const REQUEST_STATES = [
  'received',
  'incomplete',
  'processing',
  'extended',
  'consent_pending',
  'granted_open',
  'closed_granted',
  'closed_granted_partial',
  'closed_refused',
  'closed_not_held',
  'closed_not_yet_held',
  'closed_not_documented',
  'closed_incomplete',
  'withdrawn',
  'final',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const OBJECTION_STATES = ['open', 'answered', 'silent', 'settled', 'withdrawn', 'final'] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

export const DISPUTE_STATES = ['registered', 'mediated', 'ruled', 'court', 'cassation', 'final'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** No notice has been sent yet: the duty to answer stands, whether its term has passed or not. */
export const AWAITING_NOTICE = [
  'received',
  'incomplete',
  'processing',
  'extended',
  'consent_pending',
] as const;

/** The reply clock (T4 or T5) runs. It does not while the requester must complete the request. */
export const REPLY_CLOCK_RUNS = ['received', 'processing', 'extended', 'consent_pending'] as const;

/** Answered or closed, and not yet beyond every remedy. */
export const CLOSED_STATES = [
  'closed_granted',
  'closed_granted_partial',
  'closed_refused',
  'closed_not_held',
  'closed_not_yet_held',
  'closed_not_documented',
  'closed_incomplete',
] as const;

/** The record has ended and retention starts; only a right that was used in time, or a late objection, still counts. */
export const REQUEST_END_STATES = ['withdrawn', 'final'] as const;
export const OBJECTION_END_STATES = ['settled', 'withdrawn', 'final'] as const;
export const DISPUTE_END_STATES = ['final'] as const;

/** Whether the office still owes the citizen something before the law: a notice, or the delivery it promised. */
export function isOpenRequest(state: RequestState): boolean {
  return includes(AWAITING_NOTICE, state) || state === 'granted_open';
}

/** Whether a notice is still owed. */
export function awaitsNotice(state: RequestState): boolean {
  return includes(AWAITING_NOTICE, state);
}

/** Whether the reply clock runs in this state. */
export function replyClockRuns(state: RequestState): boolean {
  return includes(REPLY_CLOCK_RUNS, state);
}

/**
 * Whether a reply date counts down: the notice is owed and has a date. While the requester completes there is none, save
 * in the reading `never` of D2, which knows no pause.
 */
export function replyTermRuns(facts: {
  readonly state: RequestState;
  readonly replyDue: string | null;
}): boolean {
  return facts.replyDue !== null && awaitsNotice(facts.state);
}

/**
 * Whether a right to object may still open: not for a request that was withdrawn. One that is final may have an order all
 * the same, of an objection that came late (D7), and what becomes of that order is a ground of its own: it stays final.
 */
export function bearsObjection(state: RequestState): boolean {
  return state !== 'withdrawn';
}

/** Whether nothing may happen to the request any more. */
export function isEnded(state: RequestState): boolean {
  return includes(REQUEST_END_STATES, state);
}

/** Whether the request was answered or closed and has not come to its end. */
export function isClosed(state: RequestState): boolean {
  return includes(CLOSED_STATES, state);
}

function includes(states: readonly RequestState[], state: RequestState): boolean {
  return states.includes(state);
}
