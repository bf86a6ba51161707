import { cityCalendar } from '../../test/law/city-calendar.js';
import { localDate } from './local-date.js';
import {
  checkGrounds,
  isRaisedAlready,
  openGrounds,
  type NoticeFacts,
  type ObjectionFacts,
  type RaisedGrounds,
} from './open-grounds.js';
import { DEFAULT_RULESET } from './ruleset.js';

const calendar = cityCalendar();
const silent: ObjectionFacts = {
  state: 'processing',
  replyDue: localDate('2026-12-08'),
  notices: [],
  orders: [],
};
const notice: NoticeFacts = {
  kind: 'granted_full',
  receivedOn: localDate('2026-12-04'),
  wasLate: false,
  namesCost: false,
  provideOn: null,
  deliveredOn: null,
};
const answered = (
  facts: Partial<NoticeFacts>,
  state: ObjectionFacts['state'] = 'granted_open',
): ObjectionFacts => ({
  ...silent,
  state,
  notices: [{ ...notice, ...facts }],
});
const lettersOn = (facts: ObjectionFacts, today: string) =>
  openGrounds(facts, calendar, DEFAULT_RULESET, localDate(today))
    .map(({ ground }) => ground)
    .join('');
const windowOf = (ground: string, facts: ObjectionFacts, today: string) =>
  openGrounds(facts, calendar, DEFAULT_RULESET, localDate(today)).find((window) => window.ground === ground);

describe('grounds of an objection', () => {
  it('open c and g the day after a silent term, not before', () => {
    expect(lettersOn(silent, '2026-12-08')).toBe('b');
    expect(lettersOn(silent, '2026-12-09')).toBe('bcg');
  });

  it('count the window from the last day passed in silence', () => {
    expect(windowOf('c', silent, '2026-12-09')).toEqual({
      count: { start: '2026-12-08', workingDays: 30, dayZero: 'end-of-term' },
      ground: 'c',
      opensOn: '2026-12-09',
      lastDay: { date: '2027-01-25', provisional: null },
    });
  });

  it('close c with the answer and open g when that was late', () => {
    const late = answered({ receivedOn: localDate('2026-12-10'), wasLate: true });
    expect(lettersOn(late, '2026-12-10')).toBe('bdg');
    expect(windowOf('g', late, '2026-12-10')?.lastDay?.date).toBe('2027-01-27');
  });

  it('open c and g with a notice of which nobody can say that it has left', () => {
    const waiting = { ...answered({ kind: 'not_held' }, 'closed_not_held'), noticeWaits: true };
    expect(lettersOn(waiting, '2026-12-08')).toBe('bde');
    expect(lettersOn(waiting, '2026-12-09')).toBe('bcdeg');
  });

  it('open a with a refusal on article 17', () => {
    expect(lettersOn(answered({ kind: 'refused_exempt' }, 'closed_refused'), '2026-12-04')).toBe('abd');
    expect(lettersOn(answered({ kind: 'granted_partial' }), '2026-12-04')).toBe('abd');
  });

  it.each(['not_held', 'not_yet_held', 'not_documented', 'refused_other'] as const)(
    'open e with %s',
    (kind) => {
      expect(lettersOn(answered({ kind }, 'closed_not_held'), '2026-12-04')).toBe('bde');
    },
  );

  it('open e alone beside b when the case was closed as incomplete', () => {
    expect(lettersOn(answered({ kind: 'closed_incomplete' }, 'closed_incomplete'), '2026-12-04')).toBe('be');
  });

  it('open e and g the day after a broken promise', () => {
    const promised = answered({ provideOn: localDate('2026-12-11') });
    expect(lettersOn(promised, '2026-12-11')).toBe('bd');
    expect(lettersOn(promised, '2026-12-12')).toBe('bdeg');
  });

  it('keep g after a late delivery', () => {
    const delivered = answered(
      { provideOn: localDate('2026-12-11'), deliveredOn: localDate('2026-12-15') },
      'closed_granted',
    );
    expect(lettersOn(delivered, '2026-12-15')).toBe('bdg');
  });

  it('open f with a cost and e with an order not carried out', () => {
    expect(lettersOn(answered({ namesCost: true }), '2026-12-04')).toBe('bdf');
    const ordered = {
      ...answered({}),
      orders: [{ carryOutBy: localDate('2026-12-11'), carriedOutOn: null }],
    };
    expect(lettersOn(ordered, '2026-12-12')).toBe('bdeg');
  });

  it('open with the first notice and start a new window with each further one', () => {
    const twice = { ...answered({}), notices: [notice, { ...notice, receivedOn: localDate('2026-12-11') }] };
    expect(windowOf('d', twice, '2026-12-14')).toEqual({
      count: { start: '2026-12-11', workingDays: 30, dayZero: 'receipt' },
      ground: 'd',
      opensOn: '2026-12-04',
      lastDay: { date: '2027-01-28', provisional: null },
    });
  });

  it('are over where they were settled, save for what comes after', () => {
    const on = localDate('2026-12-10');
    const settled = (grounds: readonly ('c' | 'd' | 'e' | 'g')[], carryOutBy: string | null = null) => ({
      settled: [{ grounds, on, carryOutBy: carryOutBy === null ? null : localDate(carryOutBy) }],
    });
    expect(lettersOn({ ...answered({}), ...settled(['d']) }, '2026-12-14')).toBe(
      lettersOn(answered({}), '2026-12-14').replace('d', ''),
    );
    // A new notice, an agreed day that passed.
    const again = { ...notice, receivedOn: localDate('2026-12-11') };
    expect(
      windowOf('d', { ...answered({}), notices: [notice, again], ...settled(['d']) }, '2026-12-14'),
    ).toMatchObject({ opensOn: '2026-12-11', lastDay: { date: '2027-01-28' } });
    const agreed = { ...answered({}), ...settled(['d'], '2026-12-18') };
    expect(lettersOn(agreed, '2026-12-18')).not.toContain('d');
    expect(windowOf('d', agreed, '2026-12-19')).toMatchObject({
      opensOn: '2026-12-19',
      count: { start: '2026-12-18', dayZero: 'end-of-term' },
    });
    // Carried out, what was agreed is over; after its day it was late.
    const kept = (on: string) => ({
      ...agreed,
      settled: agreed.settled.map((one) => ({ ...one, carriedOutOn: localDate(on) })),
      orders: [{ carryOutBy: localDate('2026-12-18'), carriedOutOn: localDate(on) }],
    });
    expect(lettersOn(kept('2026-12-17'), '2026-12-19')).toBe(lettersOn(agreed, '2026-12-18'));
    expect(lettersOn(kept('2026-12-21'), '2026-12-21')).toContain('g');
    expect(lettersOn(kept('2026-12-21'), '2026-12-21')).not.toContain('d');
    // Silence goes on: without a day nothing was carried out, with one it is waited for.
    expect(lettersOn({ ...silent, ...settled(['c']) }, '2026-12-14')).toContain('c');
    const promised = { ...silent, ...settled(['c', 'g'], '2026-12-18') };
    expect(lettersOn(promised, '2026-12-18')).toBe('b');
    expect(lettersOn(promised, '2026-12-19')).toBe('bcg');
  });

  it('are raised already by an objection that was received after all that bears them', () => {
    const by = (id: string, receivedOn: string): RaisedGrounds => ({
      id,
      grounds: ['d', 'e', 'g'],
      receivedOn: localDate(receivedOn),
    });
    const done = (carriedOutOn: string | null): ObjectionFacts => ({
      ...answered({ kind: 'not_held' }, 'final'),
      orders: [
        {
          objectionId: 'first',
          carryOutBy: localDate('2027-02-02'),
          carriedOutOn: carriedOutOn === null ? null : localDate(carriedOutOn),
          receivedOn: carriedOutOn === null ? null : localDate(carriedOutOn),
        },
      ],
    });
    const first = by('first', '2027-01-25');
    const onTheDay = by('second', '2027-02-02');
    const on = (
      ground: 'b' | 'd' | 'e' | 'g',
      facts: ObjectionFacts,
      raised: readonly RaisedGrounds[],
      day: string,
    ) => isRaisedAlready(ground, facts, raised, localDate(day));
    expect(on('d', done(null), [], '2027-01-26')).toBe(false);
    expect(on('d', done(null), [first], '2027-01-26')).toBe(true);
    expect(on('b', done(null), [{ ...first, grounds: ['b'] }], '2027-01-26')).toBe(true);
    // Given because of the objection, if only on its own day; what came later on that day has been about it.
    expect(on('d', done('2027-01-25'), [first], '2027-01-25')).toBe(false);
    expect(on('d', done('2027-01-25'), [by('second', '2027-01-25'), first], '2027-01-25')).toBe(true);
    // The day that passed opens the grounds on the day after.
    expect(on('e', done(null), [onTheDay, first], '2027-02-02')).toBe(true);
    expect(on('e', done(null), [onTheDay, first], '2027-02-03')).toBe(false);
    expect(on('e', done(null), [by('second', '2027-02-03'), first], '2027-02-03')).toBe(true);
    // Kept late after an objection on lateness.
    expect(on('g', done('2027-02-05'), [by('second', '2027-02-03')], '2027-02-05')).toBe(false);
    expect(on('g', done('2027-02-05'), [by('second', '2027-02-05')], '2027-02-05')).toBe(true);
  });

  it('are none once the request is withdrawn, and late ones once it is final', () => {
    expect(lettersOn({ ...silent, state: 'withdrawn' }, '2026-12-09')).toBe('');
    const final = { ...answered({}), state: 'final' } as const;
    expect(lettersOn(final, '2027-03-01')).toBe(lettersOn(answered({}), '2027-03-01'));
    expect(checkGrounds(['d'], final, calendar, DEFAULT_RULESET, localDate('2027-03-01'))).toEqual({
      ok: true,
      late: ['d'],
    });
  });
});

describe('filing an objection', () => {
  const check = (grounds: Parameters<typeof checkGrounds>[0], facts: ObjectionFacts, today: string) =>
    checkGrounds(grounds, facts, calendar, DEFAULT_RULESET, localDate(today));

  it('is refused with the grounds that are not open', () => {
    expect(check(['b', 'c'], silent, '2026-12-08')).toEqual({
      ok: false,
      refusal: 'ground-not-open',
      notOpen: ['c'],
    });
    expect(check([], silent, '2026-12-09')).toMatchObject({ ok: false, refusal: 'ground-not-open' });
  });

  it('is accepted on the last day and flagged after it', () => {
    expect(check(['c'], silent, '2027-01-25')).toEqual({ ok: true, late: [] });
    expect(check(['c'], silent, '2027-01-26')).toEqual({ ok: true, late: ['c'] });
  });
});
