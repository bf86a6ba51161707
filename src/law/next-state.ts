import type { Refusal } from './refusal-codes.js';
import { refusal } from './refusal-codes.js';
import { LIFECYCLE } from './request-lifecycle.js';
import type { DisputeState, ObjectionState, RequestState } from './request-states.js';
import type {
  Condition,
  DisputeTransition,
  LawActor,
  ObjectionTransition,
  RequestTransition,
} from './transition.js';

type Row = (typeof LIFECYCLE)[number];
export type RequestEvent = Extract<Row, { record: 'request' }>['event'];
export type ObjectionEvent = Extract<Row, { record: 'objection' }>['event'];
export type DisputeEvent = Extract<Row, { record: 'dispute' }>['event'];

const REQUEST_ROWS: readonly RequestTransition[] = LIFECYCLE.filter((row) => row.record === 'request');
const OBJECTION_ROWS: readonly ObjectionTransition[] = LIFECYCLE.filter((row) => row.record === 'objection');
const DISPUTE_ROWS: readonly DisputeTransition[] = LIFECYCLE.filter((row) => row.record === 'dispute');

/** What the table asks about the case where the event alone does not decide the next state. */
export interface StepFacts {
  /** Of the refusal that is consented to, of the grant that is delivered, or of what an order has granted. */
  readonly extent?: 'full' | 'partial';
  /** Whether the case has had its extension: `return` then leads back to `extended`. */
  readonly isExtended?: boolean;
}

export interface Step<State, Transition> {
  readonly ok: true;
  readonly to: State;
  readonly transition: Transition;
}

/**
 * The state of a request after an event (law.md section 7), or `not-in-this-state`. `none` stands for a request that
 * is not filed yet. `consent`, `deliver` and `carry-out` need `facts.extent`, `return` needs `facts.isExtended`;
 * without them a `TypeError` tells the programmer. `nextState('processing', 'extend')` leads to `extended`.
 */
export function nextState(
  state: RequestState | 'none',
  event: RequestEvent,
  facts: StepFacts = {},
): Step<RequestState, RequestTransition> | Refusal<'not-in-this-state'> {
  const rows = REQUEST_ROWS.filter((row) => row.event === event && row.from.includes(state));
  if (rows.length === 0) return refusal('not-in-this-state');
  const transition = rows.find((row) => row.when === undefined || row.when === conditionOf(event, facts));
  if (!transition) return refusal('not-in-this-state');
  return { ok: true, to: targetOf(transition, state, facts), transition };
}

/** The state of an objection after an event, or `not-in-this-state`. */
export function nextObjectionState(
  state: ObjectionState | 'none',
  event: ObjectionEvent,
): Step<ObjectionState, ObjectionTransition> | Refusal<'not-in-this-state'> {
  const transition = OBJECTION_ROWS.find((row) => row.event === event && row.from.includes(state));
  if (!transition) return refusal('not-in-this-state');
  return { ok: true, to: plainTarget(transition.to, state), transition };
}

/** The state of a dispute after an event, or `not-in-this-state`. */
export function nextDisputeState(
  state: DisputeState | 'none',
  event: DisputeEvent,
): Step<DisputeState, DisputeTransition> | Refusal<'not-in-this-state'> {
  const transition = DISPUTE_ROWS.find((row) => row.event === event && row.from.includes(state));
  if (!transition) return refusal('not-in-this-state');
  return { ok: true, to: plainTarget(transition.to, state), transition };
}

/** The events that the table knows from a state, for one actor or for all; guards are not asked. */
export function eventsFrom(state: RequestState | 'none', actor?: LawActor): readonly RequestEvent[] {
  return distinctEvents(REQUEST_ROWS, state, actor) as readonly RequestEvent[];
}

/** The same for objections. */
export function objectionEventsFrom(
  state: ObjectionState | 'none',
  actor?: LawActor,
): readonly ObjectionEvent[] {
  return distinctEvents(OBJECTION_ROWS, state, actor) as readonly ObjectionEvent[];
}

/** The same for disputes. */
export function disputeEventsFrom(state: DisputeState | 'none', actor?: LawActor): readonly DisputeEvent[] {
  return distinctEvents(DISPUTE_ROWS, state, actor) as readonly DisputeEvent[];
}

/** Steps that an event brings with it: answering a request that is only received declares it complete (row 2). */
export function impliedEvents(state: RequestState | 'none', event: RequestEvent): readonly RequestEvent[] {
  const completes = REQUEST_ROWS.some(
    (row) => row.event === event && row.from.includes(state) && row.completesIntake,
  );
  return completes && state === 'received' ? ['declare-complete'] : [];
}

type AnyRow = RequestTransition | ObjectionTransition | DisputeTransition;

function distinctEvents(
  rows: readonly AnyRow[],
  state: string,
  actor: LawActor | undefined,
): readonly string[] {
  const fitting = rows.filter(
    (row) => (row.from as readonly string[]).includes(state) && (!actor || row.actors.includes(actor)),
  );
  return [...new Set(fitting.map((row) => row.event))];
}

function conditionOf(event: RequestEvent, { extent }: StepFacts): Condition {
  if (!extent) throw new TypeError(`the step ${event} needs to know whether it is full or partial`);
  if (event === 'consent') return extent === 'full' ? 'refused-in-full' : 'refused-in-part';
  return extent === 'full' ? 'granted-in-full' : 'granted-in-part';
}

function targetOf(row: RequestTransition, state: RequestState | 'none', facts: StepFacts): RequestState {
  if (row.to !== 'before-consent') return plainTarget(row.to, state);
  if (facts.isExtended === undefined)
    throw new TypeError(`the step ${row.event} needs to know of the extension`);
  return facts.isExtended ? 'extended' : 'processing';
}

function plainTarget<State extends string>(
  to: State | 'same' | 'before-consent',
  state: State | 'none',
): State {
  if (to !== 'same' && to !== 'before-consent') return to as State;
  if (state === 'none') throw new TypeError('a record that does not exist cannot stay as it is');
  return state;
}
