import { refusal, type Refusal } from './refusal-codes.js';
import { isEnded, type RequestState } from './request-states.js';
import { mayBeAnswered } from './state-sets.js';

/** How far a request is, for whoever would put its question in items, split it among agencies or group it. */
export interface RearrangingFacts {
  readonly state: RequestState;
  /** The written notice was sent. */
  readonly noticed: boolean;
  /** Something of it was decided or proposed, whether that stands or was given back by the superior. */
  readonly decided: boolean;
}

export type RearrangingRefusal =
  'already-closed' | 'already-answered' | 'already-decided' | 'not-in-this-state';

/**
 * Whether the question of a request may still be rearranged: while its answer is prepared and nothing of it is decided. Refuses
 * with `already-closed` where it ended without an answer or is beyond every remedy, `already-answered` once the notice was
 * sent, `already-decided` from the first decision or proposal on (decision 0034), `not-in-this-state` while the requester
 * completes it; the first that applies in this order.
 */
export function decideRearranging({
  state,
  noticed,
  decided,
}: RearrangingFacts): { readonly ok: true } | Refusal<RearrangingRefusal> {
  if (isEnded(state) || state === 'closed_incomplete') return refusal('already-closed');
  if (noticed) return refusal('already-answered');
  if (decided || state === 'consent_pending') return refusal('already-decided');
  return mayBeAnswered(state) ? { ok: true } : refusal('not-in-this-state');
}
