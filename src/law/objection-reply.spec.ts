import { localDate } from './local-date.js';
import type { ObjectionGround } from './objection-grounds.js';
import {
  asksForCost,
  exemptionEffect,
  faultOfDay,
  faultsOfReply,
  isGivenInFull,
  kindOfAgreement,
  lacksFile,
  mayDelegateReply,
  mayOrder,
  orderedTask,
  orderGrants,
  refusalOfWords,
  usualGift,
  type Order,
  type OrderKind,
  type OrderReport,
  type ReplyFacts,
} from './objection-reply.js';
import type { RequestState } from './request-states.js';
import { DEFAULT_RULESET } from './ruleset.js';

const granted: ReplyFacts = {
  grounds: ['c'],
  outcome: 'granted',
  reasons: 'Tidak dibantah.',
  order: { text: 'Jawab permohonan secara tertulis.', carryOutBy: localDate('2027-01-06') },
  noticed: false,
  withdrawn: false,
};
const faults = (facts: Partial<ReplyFacts>) =>
  faultsOfReply({ ...granted, ...facts }, localDate('2026-12-21'));
/** Of the superior, not agreed. */
const ORDERED = { agreed: false, costAgreed: false } as const;
const orderOn = (day: string) => ({ text: 'Jawab.', carryOutBy: localDate(day) });

describe('the reply to an objection', () => {
  it('is whole with outcome, answer, order and day', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ order: orderOn('2026-12-21') })).toEqual([]);
    expect(faults({ grounds: ['d'], outcome: 'upheld', order: null })).toEqual([]);
    expect(faults({ outcome: 'inadmissible', order: null })).toEqual([]);
  });

  it('never confirms silence', () => {
    expect(faults({ outcome: 'upheld', order: null })).toEqual(['outcome-not-possible']);
    expect(faults({ grounds: ['c', 'd'], outcome: 'upheld', order: null })).toEqual([]);
  });

  it('gives its reasons, and orders where it grants', () => {
    expect(faults({ reasons: '  ' })).toEqual(['reasons-missing']);
    expect(faults({ order: null })).toEqual(['order-missing']);
    expect(faults({ outcome: 'partlyGranted', order: null })).toEqual(['order-missing']);
    expect(faults({ order: { text: ' ', carryOutBy: localDate('2027-01-06') } })).toEqual(['order-missing']);
  });

  it('acknowledges a delay without an order where nothing else is raised', () => {
    const withoutOrder = (grounds: readonly ObjectionGround[], noticed: boolean) =>
      (['granted', 'partlyGranted'] as const).flatMap((outcome) =>
        faults({ grounds, noticed, outcome, order: null }),
      );
    expect(withoutOrder(['g'], false)).toEqual([]);
    expect(withoutOrder(['c'], true)).toEqual([]);
    expect(withoutOrder(['c', 'g'], true)).toEqual([]);
    expect(withoutOrder(['c', 'g'], false)).toEqual(['order-missing', 'order-missing']);
    expect(withoutOrder(['e', 'g'], true)).toEqual(['order-missing', 'order-missing']);
    expect(faults({ grounds: ['g'] })).toEqual([]);
  });

  it('orders no more than an answer on silence alone, while it lasts', () => {
    const answer = { text: 'Jawab.', carryOutBy: localDate('2027-01-06'), kind: 'answer' } as const;
    expect(faults({ order: answer })).toEqual([]);
    expect(faults({ order: { ...answer, kind: 'give' }, grounds: ['e'] })).toEqual([]);
    expect(faults({ order: answer, noticed: true })).toEqual(['order-kind-not-possible']);
    expect(faults({ order: answer, grounds: ['c', 'g'] })).toEqual(['order-kind-not-possible']);
    expect(faults({ order: answer, grounds: ['g'] })).toEqual(['order-kind-not-possible']);
  });

  it('grants the request once it is carried out, but ends no promise and no debt without a file', () => {
    const grantsFrom = (kind: OrderKind, ground: ObjectionGround, withFiles: boolean, isHeldBack = false) =>
      (['closed_refused', 'granted_open', 'closed_not_documented'] as const).filter((state) =>
        orderGrants(
          { ...ORDERED, kind, grounds: [ground], withFiles },
          { state, provideOn: localDate('2027-03-01'), isHeldBack },
        ),
      );
    expect(grantsFrom('give', 'e', false, true)).toEqual(['closed_refused']);
    expect(grantsFrom('give', 'e', true, true)).toHaveLength(3);
    expect(grantsFrom('give', 'e', false)).toEqual(['closed_refused', 'granted_open']);
    expect(grantsFrom('give', 'd', false)).toEqual(['closed_refused']);
    expect([...grantsFrom('give', 'f', false), ...grantsFrom('answer', 'c', false)]).toEqual([]);
    expect(grantsFrom('give', 'f', true)).toHaveLength(3);
    const kept = { state: 'closed_not_documented', provideOn: null, isHeldBack: false } as const;
    expect(orderGrants({ ...ORDERED, kind: 'give', grounds: ['e'], withFiles: false }, kept)).toBe(true);
  });

  it('lacks a file where what goes online would be given without one', () => {
    const lacks = (
      state: RequestState,
      ground: ObjectionGround,
      more: { kind?: OrderKind; online?: boolean },
    ) =>
      lacksFile(
        { ...ORDERED, kind: more.kind ?? 'give', grounds: [ground], withFiles: false },
        { state, provideOn: localDate('2027-03-01'), isHeldBack: false },
        more.online ?? true,
      );
    expect([lacks('processing', 'c', {}), lacks('processing', 'c', { kind: 'answer' })]).toEqual([
      true,
      true,
    ]);
    expect([lacks('closed_refused', 'a', {}), lacks('granted_open', 'e', {})]).toEqual([true, true]);
    expect([lacks('closed_refused', 'g', {}), lacks('closed_not_documented', 'e', {})]).toEqual([
      false,
      false,
    ]);
    expect([
      lacks('processing', 'c', { online: false }),
      lacks('closed_refused', 'a', { online: false }),
    ]).toEqual([false, false]);
    const filed = { ...ORDERED, kind: 'give', grounds: ['e'], withFiles: true } as const;
    const request = { state: 'closed_refused', provideOn: null, isHeldBack: false } as const;
    expect(lacksFile(filed, request, true)).toBe(false);
  });

  it('asks for a cost where the ground is the cost, and needs it where that is all', () => {
    expect([asksForCost(['f']), asksForCost(['d', 'f']), asksForCost(['e'])]).toEqual(['alone', true, false]);
  });

  it('orders a part where it grants a part, and may say otherwise', () => {
    const task = (order: Partial<Order>, facts: Partial<ReplyFacts>, given = false) => {
      const { kind, gives } = orderedTask(order, {
        ...{ outcome: 'granted', grounds: ['c'], isGivenInFull: given },
        ...facts,
      });
      return `${kind} ${gives}`;
    };
    expect([task({}, {}), task({}, { outcome: 'partlyGranted' })]).toEqual(['give all', 'give part']);
    expect([task({ gives: 'part' }, {}), task({ kind: 'answer' }, {})]).toEqual(['give part', 'answer all']);
    // All was given: what is ordered about the time is something else, unless it is said.
    expect([task({}, { grounds: ['c', 'g'] }, true), task({}, { grounds: ['d'] }, true)]).toEqual([
      'deed nothing',
      'give all',
    ]);
    expect([task({ kind: 'give' }, {}, true), task({ gives: 'part' }, {}, true)]).toEqual([
      'give all',
      'give part',
    ]);
  });

  it('orders nothing where it grants nothing', () => {
    expect(faults({ outcome: 'inadmissible' })).toEqual(['order-not-possible']);
    expect([mayOrder('upheld'), mayOrder('partlyGranted')]).toEqual([false, true]);
  });

  it('orders nothing on a request that was withdrawn', () => {
    expect(faults({ withdrawn: true })).toEqual(['order-not-possible']);
    expect(faults({ withdrawn: true, grounds: ['e'], order: null })).toEqual([]);
  });

  it('sets a day that is not over, free or not: the law gives none', () => {
    expect(faults({ order: orderOn('2026-12-18') })).toEqual(['carry-out-in-the-past']);
    expect(faults({ order: orderOn('2026-12-25') })).toEqual([]);
    expect(faults({ order: orderOn('2028-12-01') })).toEqual([]);
    expect(faults({ order: orderOn('2199-12-07') })).toEqual(['carry-out-too-far']);
  });

  it('confirms an exemption, lifts it, or says nothing of it', () => {
    expect(exemptionEffect(['a', 'g'], 'upheld')).toBe('confirmed');
    expect(exemptionEffect(['a'], 'granted')).toBe('lifted');
    expect(exemptionEffect(['a'], 'partlyGranted')).toBe('lifted-in-part');
    expect([exemptionEffect(['a'], 'granted', 'part'), exemptionEffect(['a'], 'granted', 'all')]).toEqual([
      'lifted-in-part',
      'lifted',
    ]);
    expect(exemptionEffect(['a'], 'inadmissible')).toBeNull();
    expect(exemptionEffect(['d'], 'upheld')).toBeNull();
    expect(exemptionEffect(['d'], 'granted')).toBeNull();
  });

  it('may be left to a delegate unless the city reads it otherwise', () => {
    expect(mayDelegateReply(DEFAULT_RULESET)).toBe(true);
    expect(mayDelegateReply({ objectionDecider: 'superior' })).toBe(false);
  });
});

describe('what both sides agreed on', () => {
  const today = localDate('2026-12-21');
  const unsaid = { leavesCopy: false, isGivenInFull: false };

  it('gives what was asked for where the grounds are about getting it, or a cost is settled', () => {
    const gifts = (['b', 'c', 'd', 'e', 'f', 'g'] as const).map((ground) => usualGift([ground], unsaid));
    expect(gifts).toEqual(['nothing', 'all', 'all', 'all', 'nothing', 'nothing']);
    const costly = { ...unsaid, leavesCopy: true };
    expect([usualGift(['f'], costly), usualGift(['g'], costly), usualGift(['e', 'g'], unsaid)]).toEqual([
      'all',
      'nothing',
      'all',
    ]);
  });

  it('gives nothing on a silence that ended with all that was asked', () => {
    const given = { ...unsaid, isGivenInFull: true };
    expect([usualGift(['c', 'g'], given), usualGift(['c', 'd'], given)]).toEqual(['nothing', 'all']);
    const full = (status: RequestState, outcome = 'granted_full') => isGivenInFull({ status, outcome });
    expect([full('closed_granted'), full('final'), full('granted_open')]).toEqual([true, true, false]);
    expect([full('final', 'granted_partial'), isGivenInFull(null)]).toEqual([false, false]);
  });

  it('is an order to give, or where it gives nothing any answer to silence, else a deed', () => {
    expect(kindOfAgreement('part', { grounds: ['e'], noticed: true })).toBe('give');
    expect(kindOfAgreement('nothing', { grounds: ['c'], noticed: false })).toBe('answer');
    expect(kindOfAgreement('nothing', { grounds: ['c'], noticed: true })).toBe('deed');
    expect(kindOfAgreement('nothing', { grounds: ['d'], noticed: true })).toBe('deed');
  });

  it('as a deed neither grants nor lacks a file', () => {
    const deed = { kind: 'deed', grounds: ['e'], agreed: true, costAgreed: false, withFiles: false } as const;
    const request = { state: 'closed_not_held', provideOn: null, isHeldBack: false } as const;
    expect([orderGrants(deed, request), lacksFile(deed, request, true)]).toEqual([false, false]);
    expect(lacksFile(deed, { ...request, state: 'processing' }, true)).toBe(false);
  });

  it('is not given by words while its grant waits for the payment, the file or the document', () => {
    const agreed = { ...ORDERED, kind: 'give', agreed: true, withFiles: false } as const;
    const said = (
      report: Partial<OrderReport>,
      online: boolean,
      isUnpaid = true,
      state: RequestState = 'granted_open',
    ) => {
      const whole = { grounds: ['f'] as const, ...agreed, ...report };
      const request = { state, provideOn: localDate('2027-03-01'), isHeldBack: isUnpaid };
      const no = refusalOfWords(whole, request, { isUnpaid, goesOnline: online });
      if (no !== null) return no;
      return lacksFile(whole, request, online) ? 'file' : orderGrants(whole, request) ? 'given' : 'said';
    };
    const costly = { costAgreed: true };
    expect([said(costly, true), said(costly, false)]).toEqual(['payment-open', 'payment-open']);
    expect([said(costly, true, false), said(costly, false, false)]).toEqual(['file', 'given']);
    expect(said({ ...costly, withFiles: true }, true)).toBe('given');
    // Agreed in so many words on the cost or the time alone, or on getting it.
    expect([said({}, false), said({ grounds: ['e'] }, false)]).toEqual(['payment-open', 'payment-open']);
    // What both sides give in place of the words of the answer (d) waits as well; what the superior orders waits for no payment.
    expect([said({ grounds: ['d'] }, true), said({ agreed: false }, true)]).toEqual(['payment-open', 'said']);
    expect(said({ agreed: false, grounds: ['e'] }, true)).toBe('said');
    expect(said({ kind: 'deed' }, true)).toBe('said');
    const promised = (online: boolean) => said({ grounds: ['e'] }, online, false, 'closed_not_documented');
    expect([promised(true), promised(false)]).toEqual(['file-missing', 'not-in-this-state']);
  });

  it('has a day from today on that is not absurdly far', () => {
    expect(faultOfDay(localDate('2026-12-20'), today)).toBe('carry-out-in-the-past');
    expect(faultOfDay(today, today)).toBeNull();
    expect(faultOfDay(localDate('2126-12-21'), today)).toBe('carry-out-too-far');
  });
});
