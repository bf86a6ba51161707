import { decideRearranging, type RearrangingFacts } from './rearranging.js';
import { refusal } from './refusal-codes.js';
import { REQUEST_STATES, type RequestState } from './request-states.js';

const decide = (state: RequestState, facts: Partial<RearrangingFacts> = {}) =>
  decideRearranging({ state, noticed: false, decided: false, ...facts });

describe('decideRearranging', () => {
  it('allows it while the answer is prepared, before and after an extension', () => {
    const open = REQUEST_STATES.filter((state) => decide(state).ok);
    expect(open).toEqual(['received', 'processing', 'extended']);
  });

  it('names a proposal that came back as what was decided, not as an answer that was sent', () => {
    expect(decide('processing', { decided: true })).toEqual(refusal('already-decided'));
    expect(decide('consent_pending')).toEqual(refusal('already-decided'));
  });

  it.each(['granted_open', 'closed_granted', 'closed_refused', 'closed_not_held'] as const)(
    'names the answer of a case that is %s',
    (state) => {
      expect(decide(state, { noticed: true, decided: true })).toEqual(refusal('already-answered'));
    },
  );

  it.each(['closed_incomplete', 'withdrawn', 'final'] as const)(
    'names the end of a case that is %s',
    (state) => {
      expect(decide(state, { noticed: state === 'final' })).toEqual(refusal('already-closed'));
    },
  );

  it('names the state where the requester completes it', () => {
    expect(decide('incomplete')).toEqual(refusal('not-in-this-state'));
  });
});
