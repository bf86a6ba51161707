import { localDate } from './local-date.js';
import { OBJECTION_STATES, REQUEST_STATES } from './request-states.js';
import {
  ANSWERABLE_STATES,
  awaitsReply,
  LIVE_DISPUTE_STATES,
  LIVE_OBJECTION_STATES,
  mayGoToCommission,
  owedFirst,
  takesRepair,
} from './state-sets.js';

describe('the sets of states', () => {
  it('let the office answer while nobody else is waited for', () => {
    expect(ANSWERABLE_STATES).toEqual(['received', 'processing', 'extended']);
  });

  it('take a repair before and after the closing for want of it', () => {
    expect(REQUEST_STATES.filter(takesRepair)).toEqual(['incomplete', 'closed_incomplete']);
  });

  it('wait for the superior while he has not answered, in time or late', () => {
    expect(OBJECTION_STATES.filter(awaitsReply)).toEqual(['open', 'silent']);
  });

  it('open the way to the commission after an answer or silence', () => {
    expect(OBJECTION_STATES.filter(mayGoToCommission)).toEqual(['answered', 'silent']);
  });

  it('say what the office owes first: documents, an answer, or what was ordered', () => {
    const day = localDate('2027-01-29');
    const first = (state: (typeof REQUEST_STATES)[number], provideOn: typeof day | null, ordered = false) =>
      owedFirst({ state, provideOn, orderDueOn: ordered ? day : null });
    expect([
      first('processing', null, true),
      first('granted_open', day),
      first('closed_not_documented', day, true),
      first('closed_not_documented', null, true),
      first('closed_not_documented', null),
      first('incomplete', null),
    ]).toEqual(['answer', 'deliver', 'deliver', 'carry-out-order', null, null]);
  });

  it('leave out what is at its end', () => {
    expect(LIVE_OBJECTION_STATES).toEqual(['open', 'answered', 'silent']);
    expect(LIVE_DISPUTE_STATES).toEqual(['registered', 'mediated', 'ruled', 'court', 'cassation']);
  });
});
