import {
  actGives,
  agreedClock,
  carriesOut,
  extentAfterOrder,
  extentGiven,
  opensTheRest,
  reportGives,
  type GivingAct,
  type WaitingOrder,
} from './carrying-out.js';
import type { DecisionKind } from './decision-kinds.js';
import { localDate } from './local-date.js';
import type { RequestState } from './request-states.js';

const order = (more: Partial<WaitingOrder> = {}): WaitingOrder => ({
  kind: 'give',
  gives: 'all',
  grounds: ['c'],
  cameFirst: true,
  agreed: false,
  costAgreed: false,
  ...more,
});

/** A notice whose items are handed over with it, of one item unless more are named. */
const notice = (outcome: DecisionKind, more: Partial<GivingAct> = {}): GivingAct => ({
  by: 'notice',
  outcome,
  state: outcome === 'granted_full' ? 'closed_granted' : 'closed_refused',
  decided: [outcome],
  decidedSince: [outcome],
  ...more,
});
const delivery = (outcome: DecisionKind, more: Partial<GivingAct> = {}): GivingAct =>
  notice(outcome, { by: 'delivery', ...more });

const OUTCOMES = ['granted_full', 'granted_partial', 'not_documented', 'not_held', 'refused_exempt'] as const;

describe('what carries an order out that came before the notice', () => {
  it.each<[Partial<WaitingOrder>, readonly DecisionKind[], readonly DecisionKind[]]>([
    [{ kind: 'answer' }, OUTCOMES, OUTCOMES],
    [{ kind: 'deed', gives: 'nothing' }, [], []],
    [{ gives: 'all' }, ['granted_full'], ['granted_full', 'not_documented']],
    [
      { gives: 'part' },
      ['granted_full', 'granted_partial'],
      ['granted_full', 'granted_partial', 'not_documented'],
    ],
  ])('%j: notices %j, deliveries %j', (which, notices, deliveries) => {
    const by = (act: (outcome: DecisionKind) => GivingAct) =>
      OUTCOMES.filter((outcome) => carriesOut(order(which), act(outcome)));
    expect([by(notice), by(delivery)]).toEqual([notices, deliveries]);
  });

  it('is nothing that is still to be paid, made or fetched', () => {
    for (const gives of ['all', 'part'] as const)
      expect(carriesOut(order({ gives }), notice('granted_full', { state: 'granted_open' }))).toBe(false);
    const open = notice('granted_full', { state: 'granted_open' });
    expect(carriesOut(order({ kind: 'answer', gives: 'nothing' }), open)).toBe(true);
  });

  it('of several items or parts are those that were silent still', () => {
    const partly = (gives: 'all' | 'part', ...decidedSince: readonly DecisionKind[]) =>
      carriesOut(order({ gives }), notice('granted_partial', { decidedSince }));
    // The other part was refused before the order, or granted: neither is what the order asks for.
    expect([partly('all', 'granted_full'), partly('part', 'granted_full')]).toEqual([true, true]);
    expect([partly('all', 'refused_exempt'), partly('part', 'refused_exempt')]).toEqual([false, false]);
    expect([partly('all', 'granted_full', 'not_held'), partly('part', 'granted_full', 'not_held')]).toEqual([
      false,
      true,
    ]);
    expect(partly('all')).toBe(false);
  });
});

describe('what carries an order out that came after the notice', () => {
  const later = (more: Partial<WaitingOrder>) => order({ cameFirst: false, ...more });

  it('is no notice, and the delivery of what was granted in full or not documented', () => {
    expect(carriesOut(later({ grounds: ['e'] }), notice('granted_full'))).toBe(false);
    const by = (more: Partial<WaitingOrder>) =>
      (['granted_full', 'granted_partial', 'not_documented'] as const).filter((outcome) =>
        carriesOut(later(more), delivery(outcome)),
      );
    expect(by({ kind: 'answer' })).toHaveLength(3);
    // Of one item granted in part no more than that part could be ordered on e: what is exempt is ground a.
    expect(by({ grounds: ['e', 'g'] })).toEqual(['granted_full', 'granted_partial', 'not_documented']);
    expect(by({ grounds: ['a', 'e'] })).toEqual(['granted_full', 'not_documented']);
    expect(by({ grounds: ['d'] })).toEqual(['not_documented']);
    expect([...by({ grounds: ['f'] }), ...by({ grounds: ['g'] })]).toEqual([]);
  });

  it('is the delivery of what was promised beside a granted part, once nothing of it is owed', () => {
    const mixed = (decided: readonly DecisionKind[], state: GivingAct['state']) =>
      carriesOut(
        order({ cameFirst: false, grounds: ['d'] }),
        delivery('granted_partial', { decided, decidedSince: [], state }),
      );
    const both: readonly DecisionKind[] = ['granted_full', 'not_documented'];
    expect([mixed(both, 'closed_granted_partial'), mixed(both, 'granted_open')]).toEqual([true, false]);
    expect(mixed(['granted_full', 'not_held'], 'closed_granted_partial')).toBe(false);
    expect(mixed(['granted_full', 'not_documented', 'refused_exempt'], 'closed_granted_partial')).toBe(false);
  });

  it('is another order that gave all: none to give is left, a deed is', () => {
    const after = (which: Partial<WaitingOrder>, outcome: DecisionKind = 'granted_full') =>
      carriesOut(order({ cameFirst: false, ...which }), delivery(outcome, { by: 'order', decidedSince: [] }));
    expect([
      after({ grounds: ['d'] }),
      after({ cameFirst: true }),
      after({ grounds: ['f'], agreed: true, costAgreed: true }),
    ]).toEqual([true, true, true]);
    expect([after({ kind: 'deed', gives: 'nothing' }), after({ grounds: ['f'] })]).toEqual([false, false]);
    expect([
      after({ grounds: ['d'] }, 'granted_partial'),
      after({ gives: 'part' }, 'granted_partial'),
    ]).toEqual([false, false]);
  });

  it('is the delivery that an agreed cost made possible, save of a part where all was agreed', () => {
    const by = (more: Partial<WaitingOrder>, outcome: DecisionKind) =>
      carriesOut(later({ agreed: true, costAgreed: true, ...more }), delivery(outcome));
    expect([by({ grounds: ['f'] }, 'granted_full'), by({ grounds: ['f'] }, 'granted_partial')]).toEqual([
      true,
      true,
    ]);
    expect(by({ grounds: ['d', 'f'] }, 'granted_partial')).toBe(false);
    expect(by({ grounds: ['d', 'f'], gives: 'part' }, 'granted_partial')).toBe(true);
    // On the cost or the time alone both sides may have agreed on a gift in so many words.
    expect([by({ grounds: ['g'], costAgreed: false }, 'granted_full')]).toEqual([true]);
  });
});

describe('the delivery of a part that was granted', () => {
  const done = (more: Partial<WaitingOrder>) =>
    carriesOut(order({ cameFirst: false, ...more }), delivery('granted_partial'));

  it('carries out what ordered no more than its handing over', () => {
    expect([done({ gives: 'part', grounds: ['e'] }), done({ gives: 'part', grounds: ['e', 'g'] })]).toEqual([
      true,
      true,
    ]);
    expect([done({ gives: 'part', grounds: ['a'] }), done({ gives: 'all', grounds: ['a', 'e'] })]).toEqual([
      false,
      false,
    ]);
    // Of several items the one that was not held may be what is ordered.
    const several = delivery('granted_partial', { decided: ['granted_full', 'not_held'] });
    for (const gives of ['part', 'all'] as const)
      expect(carriesOut(order({ cameFirst: false, gives, grounds: ['e'] }), several)).toBe(false);
  });
});

it('the delivery of a grant in full gives what both sides agreed on in place of its words', () => {
  const done = (agreed: boolean) =>
    carriesOut(order({ cameFirst: false, grounds: ['d'], agreed }), delivery('granted_full'));
  expect([done(true), done(false)]).toEqual([true, false]);
});

describe('what gives something that may not be what was asked for', () => {
  const gives = (grounds: WaitingOrder['grounds'], more: object = {}, isHeldBack = false) =>
    reportGives(
      { kind: 'give', grounds, agreed: false, costAgreed: false, withFiles: false, ...more },
      { state: 'granted_open', provideOn: localDate('2027-03-01'), isHeldBack },
    );

  it('is a report that hands over, or corrects the words; not of a cost or a delay, nor what is held back still', () => {
    expect([gives(['f']), gives(['g']), gives(['f', 'g'])]).toEqual([false, false, false]);
    expect([gives(['f'], { withFiles: true }), gives(['f'], { agreed: true, costAgreed: true })]).toEqual([
      true,
      true,
    ]);
    expect([gives(['e']), gives(['e'], {}, true), gives(['d'], {}, true)]).toEqual([true, false, true]);
    expect(gives(['d'], { kind: 'deed' })).toBe(false);
  });

  it('is every delivery, and a notice that grants', () => {
    const by = (act: 'notice' | 'delivery') => OUTCOMES.filter((outcome) => actGives({ by: act, outcome }));
    expect([by('notice'), by('delivery')]).toEqual([['granted_full', 'granted_partial'], OUTCOMES]);
  });
});

describe('how much is granted once an order is carried out', () => {
  it('is what it gives, and never less than the notice granted', () => {
    expect(extentAfterOrder('all', false)).toBe('full');
    expect(extentAfterOrder('part', false)).toBe('partial');
    expect(extentAfterOrder('part', true)).toBe('full');
    // What gives nothing and was answered by handing over all.
    expect(extentAfterOrder('nothing', false)).toBe('full');
  });

  it('is the part that was granted, where the order is about its cost or time alone', () => {
    const given = (ground: 'e' | 'f' | 'g', state: RequestState, outcome = 'granted_partial') =>
      extentGiven({ gives: 'all', grounds: [ground] }, { state, provideOn: null, outcome });
    expect([given('f', 'granted_open'), given('g', 'granted_open')]).toEqual(['partial', 'partial']);
    expect([given('e', 'granted_open'), given('f', 'closed_granted_partial')]).toEqual(['full', 'full']);
    expect(given('f', 'granted_open', 'granted_full')).toBe('full');
  });
});

describe('an order beside what the answer still owes', () => {
  const owed = {
    state: 'granted_open',
    provideOn: localDate('2027-03-01'),
    outcome: 'granted_partial',
  } as const;
  const promised = { ...owed, state: 'closed_not_documented', outcome: 'not_documented' } as const;
  const given = (
    gives: 'all' | 'part',
    grounds: WaitingOrder['grounds'],
    answer: typeof owed | typeof promised = owed,
  ) => extentGiven({ gives, grounds }, answer);

  it('hands that over where it gives all, or is about that alone', () => {
    expect([given('all', ['a']), given('all', ['d'], promised)]).toEqual(['full', 'full']);
    expect([given('part', ['e']), given('part', ['f', 'g']), given('part', ['e'], promised)]).toEqual([
      ...['partial', 'partial', 'partial'],
    ]);
  });

  it('is all of several items where none was denied, and the cost or time of those that were not', () => {
    const of = (gives: 'all' | 'part', grounds: WaitingOrder['grounds'], ...items: readonly DecisionKind[]) =>
      extentGiven({ gives, grounds }, { ...owed, items });
    const whole = ['granted_full', 'not_documented'] as const;
    const denied = ['granted_full', 'not_held'] as const;
    expect([of('all', ['d'], ...whole), of('all', ['e'], ...whole), of('all', ['f'], ...denied)]).toEqual([
      ...['full', 'full', 'partial'],
    ]);
    expect([of('part', ['e'], ...whole), of('all', ['e'], ...denied), of('all', ['a'], ...denied)]).toEqual([
      ...[null, null, null],
    ]);
  });

  it('leaves it to be handed over where it gives another part', () => {
    expect([given('part', ['a']), given('part', ['d', 'e']), given('part', ['d'], promised)]).toEqual([
      ...[null, null, null],
    ]);
  });
});

describe('an order on what was silent, beside an item that waits', () => {
  const done = (isSinceInHand: boolean, more: Partial<WaitingOrder> = {}) =>
    carriesOut(order(more), notice('granted_full', { state: 'granted_open', isSinceInHand }));

  it('is carried out once its report has given what was silent', () => {
    expect([done(true), done(false)]).toEqual([true, false]);
    expect(done(true, { cameFirst: false, grounds: ['e'] })).toBe(false);
  });

  it('that came later gives all that was denied, so that no more than the waiting one is left', () => {
    const rest = (gives: 'all' | 'part', ...items: readonly DecisionKind[]) =>
      opensTheRest({ gives }, { state: 'granted_open', items });
    expect([rest('all', 'granted_full', 'not_held'), rest('part', 'granted_full', 'not_held')]).toEqual([
      ...[true, false],
    ]);
    expect(rest('all', 'granted_partial')).toBe(false);
  });
});

describe('the day of an agreement that leaves a cost', () => {
  const by = localDate('2026-12-04');
  const runs = (day: string) => ({ kind: 'runs', by: localDate(day) }) as const;
  const agreed = { kind: 'give', costAgreed: true, carryOutBy: by } as const;
  const unpaid = { kind: 'waits-for-payment' } as const;

  it('waits for the payment as the delivery does, and gives the office its days from then', () => {
    expect(agreedClock(agreed, unpaid)).toEqual(unpaid);
    expect(agreedClock(agreed, runs('2026-12-18'))).toEqual({ kind: 'runs', by: '2026-12-18' });
    expect(agreedClock(agreed, runs('2026-11-26'))).toEqual({ kind: 'runs', by });
  });

  it('stands where the notice lets nothing wait, no cost was agreed, or nothing is given', () => {
    for (const [order, delivery] of [
      [agreed, null],
      [{ ...agreed, costAgreed: false }, unpaid],
      [{ ...agreed, kind: 'deed' }, unpaid],
      [{ ...agreed, kind: 'answer' }, unpaid],
    ] as const)
      expect(agreedClock(order, delivery)).toEqual({ kind: 'runs', by });
  });
});
