import { cityCalendar } from '../../test/law/city-calendar.js';
import { localDate } from './local-date.js';
import {
  commissionWindowEnd,
  objectionReplyDue,
  openCommissionDay,
  standingCommissionDay,
  standingWindow,
} from './objection-windows.js';
import type { ObjectionState } from './request-states.js';
import { DEFAULT_RULESET } from './ruleset.js';

const calendar = cityCalendar();

describe('filing an objection', () => {
  it('starts thirty working days from receipt or, in that reading, entry', () => {
    const filed = { receivedOn: localDate('2026-11-24'), enteredOn: localDate('2026-11-25') };
    expect(objectionReplyDue(filed, calendar, DEFAULT_RULESET).date).toBe('2027-01-11');
    const registered = { ...DEFAULT_RULESET, objectionClock: 'registration' } as const;
    expect(objectionReplyDue(filed, calendar, registered).date).toBe('2027-01-12');
    // Sent in the evening of the 24th, which counts as the 25th (D5).
    const evening = { receivedOn: filed.enteredOn, enteredOn: filed.receivedOn };
    expect(objectionReplyDue(evening, calendar, registered).date).toBe('2027-01-12');
  });

  it('opens the way to the commission for fourteen working days', () => {
    expect(commissionWindowEnd(localDate('2027-01-11'), calendar, DEFAULT_RULESET).date).toBe('2027-01-29');
  });
});

describe('the rights that stand', () => {
  const day = localDate('2027-01-25');
  const after = localDate('2027-01-26');

  it('name no day to go to the commission after a settlement, a withdrawal of objection or request, or a dispute', () => {
    const of = (status: ObjectionState, isDisputed = false) => ({ status, until: day, isDisputed });
    expect([
      standingCommissionDay(of('answered'), 'closed_refused'),
      standingCommissionDay(of('silent'), null),
      standingCommissionDay(of('settled'), null),
      standingCommissionDay(of('withdrawn'), 'closed_refused'),
      standingCommissionDay(of('answered'), 'withdrawn'),
      standingCommissionDay(of('answered', true), 'closed_refused'),
      standingCommissionDay(of('final', true), null),
    ]).toEqual([day, day, null, null, null, null, null]);
  });

  it('name the way to the commission as open through its last day, and never after it', () => {
    const facts = { status: 'answered' as const, until: day, isDisputed: false };
    expect([
      openCommissionDay(facts, 'closed_refused', day),
      openCommissionDay(facts, 'closed_refused', after),
      openCommissionDay({ ...facts, isDisputed: true }, null, day),
      openCommissionDay({ ...facts, until: null }, null, day),
    ]).toEqual([day, null, null, null]);
  });

  it('name no day to object of a withdrawn request, nor one that has passed while the letter waits', () => {
    const sent = { waits: false, today: after };
    const waiting = { waits: true, today: after };
    expect([
      standingWindow('closed_refused', day, sent),
      standingWindow('withdrawn', day, sent),
      standingWindow('closed_refused', day, waiting),
      standingWindow('closed_refused', day, { ...waiting, today: day }),
    ]).toEqual([day, null, null, day]);
  });
});
