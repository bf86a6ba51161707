import {
  disputeEventsFrom,
  eventsFrom,
  impliedEvents,
  nextDisputeState,
  nextObjectionState,
  nextState,
  objectionEventsFrom,
} from './next-state.js';
import type { RequestEvent, StepFacts } from './next-state.js';
import type { RequestState } from './request-states.js';
import { REQUEST_STATES } from './request-states.js';

const EVERY_FACT: StepFacts = { extent: 'full', isExtended: false };

function walk(events: readonly (RequestEvent | readonly [RequestEvent, StepFacts])[]): string {
  let state: RequestState | 'none' = 'none';
  for (const step of events) {
    const [event, facts] = typeof step === 'string' ? [step, {}] : step;
    const next = nextState(state, event, facts);
    if (!next.ok) return `${state}: ${event} refused`;
    state = next.to;
  }
  return state;
}

describe('the next state of a request', () => {
  it.each<[string, Parameters<typeof walk>[0]]>([
    ['closed_granted', ['file', 'declare-complete', 'grant', ['deliver', { extent: 'full' }]]],
    ['closed_granted', ['file', 'grant', 'record-payment', ['deliver', { extent: 'full' }]]],
    ['closed_not_held', ['file', 'lapse-completeness', 'extend', 'answer-not-held']],
    ['closed_incomplete', ['file', 'declare-incomplete', 'lapse-repair']],
    ['processing', ['file', 'declare-incomplete', 'lapse-repair', 'accept-late-repair']],
    ['processing', ['file', 'declare-incomplete', 'lapse-letter']],
    ['incomplete', ['file', 'declare-incomplete', 'lapse-repair', 'take-back-closing']],
    [
      'final: take-back-closing refused',
      ['file', 'declare-incomplete', 'lapse-repair', 'finalise', 'take-back-closing'],
    ],
    ['closed_refused', ['file', 'propose-refusal', ['consent', { extent: 'full' }]]],
    [
      'closed_granted_partial',
      ['file', 'propose-refusal', ['consent', { extent: 'partial' }], ['deliver', { extent: 'partial' }]],
    ],
    ['processing', ['file', 'propose-refusal', ['return', { isExtended: false }]]],
    ['extended', ['file', 'extend', 'propose-refusal', ['return', { isExtended: true }]]],
    ['extended', ['file', 'propose-refusal', 'extend', ['return', { isExtended: true }]]],
    ['consent_pending', ['file', 'propose-refusal', 'lapse-reply']],
    ['closed_not_held', ['file', 'declare-complete', 'lapse-reply', 'object', 'answer-not-held']],
    ['withdrawn', ['file', 'grant', 'withdraw']],
    ['closed_granted', ['file', 'refuse-other', 'object', ['carry-out', { extent: 'full' }]]],
    ['closed_granted_partial', ['file', 'refuse-other', 'object', ['carry-out', { extent: 'partial' }]]],
    ['final', ['file', 'answer-not-documented', 'finalise']],
    ['extended: extend refused', ['file', 'extend', 'extend']],
    ['withdrawn: object refused', ['file', 'withdraw', 'object']],
    ['incomplete: grant refused', ['file', 'declare-incomplete', 'grant']],
  ])('is %s after %j', (state, events) => {
    expect(walk(events)).toBe(state);
  });

  it('refuses by name what the table does not know', () => {
    expect(nextState('final', 'grant')).toEqual({ ok: false, refusal: 'not-in-this-state' });
  });

  it('answers each state and event without throwing when the facts are given', () => {
    const events = REQUEST_STATES.flatMap((state) => eventsFrom(state));
    for (const state of REQUEST_STATES)
      for (const event of new Set(events)) {
        expect(nextState(state, event, EVERY_FACT).ok).toBe(eventsFrom(state).includes(event));
      }
  });

  it('asks for the fact that decides', () => {
    expect(() => nextState('consent_pending', 'consent')).toThrow(TypeError);
    expect(() => nextState('consent_pending', 'return')).toThrow(TypeError);
  });

  it('brings the declaration of completeness with an answer at once', () => {
    expect(impliedEvents('received', 'grant')).toEqual(['declare-complete']);
    expect(impliedEvents('received', 'extend')).toEqual(['declare-complete']);
    expect(impliedEvents('processing', 'grant')).toEqual([]);
    expect(impliedEvents('received', 'withdraw')).toEqual([]);
  });

  it('lists the events of an actor', () => {
    expect(eventsFrom('consent_pending', 'superior')).toEqual(['consent', 'return']);
    expect(eventsFrom('received', 'citizen')).toEqual(['withdraw', 'object']);
    expect(eventsFrom('withdrawn')).toEqual([]);
  });
});

describe('objections and disputes', () => {
  it('walk their own ways', () => {
    expect(nextObjectionState('none', 'file')).toMatchObject({ ok: true, to: 'open' });
    expect(nextObjectionState('silent', 'reply')).toMatchObject({ ok: true, to: 'answered' });
    expect(nextObjectionState('answered', 'carry-out')).toMatchObject({ ok: true, to: 'answered' });
    expect(nextObjectionState('answered', 'settle')).toEqual({ ok: false, refusal: 'not-in-this-state' });
    expect(nextDisputeState('registered', 'ruling')).toMatchObject({ ok: true, to: 'ruled' });
    expect(nextDisputeState('mediated', 'ruling')).toEqual({ ok: false, refusal: 'not-in-this-state' });
  });

  it('list their events', () => {
    expect(objectionEventsFrom('open', 'superior')).toEqual(['reply', 'settle']);
    expect(disputeEventsFrom('court', 'desk')).toEqual(['cassation-filed', 'cassation-ruling', 'finalise']);
  });
});
