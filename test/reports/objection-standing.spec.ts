import { objectionStandingOf, type ObjectionFacts } from '../../src/desks/reports/objection-facts.js';
import { localDate } from '../../src/law/local-date.js';

const BEFORE = new Date('2027-02-01T00:00:00+09:00');
const at = (written: string): Date => new Date(`${written}T10:00:00+09:00`);

/** Answered Mon 2026-12-21 on paper; T8 ends Mon 2027-01-11. */
const answered = (more: Partial<ObjectionFacts>): ObjectionFacts =>
  ({
    ...{ reply_due_on: localDate('2027-01-11'), answered_at: at('2026-12-21'), reply_outcome: 'upheld' },
    ...{ reply_on_paper: true, reply_left_on: null, reply_left_at: null, closed_at: null, closed_how: null },
    ...{ carried_out_at: null, commission_known_at: null, ended_at: null },
    ...{ carry_out_by: null, carried_out_on: null, order_ended_at: null, order_ended_by: null },
    ...{ agreed_day: null, agreed_cost: null, order_day_known_at: null },
    ...more,
  }) as ObjectionFacts;

describe('an answer to an objection on paper', () => {
  it.each([
    ['left in time', '2027-01-11', '2027-01-12', false],
    ['left after T8', '2027-01-12', '2027-01-12', true],
    ['was recorded too late for the register of that day', '2027-01-11', '2027-02-02', true],
  ])('%s', (_, left, recorded, late) => {
    const facts = answered({ reply_left_on: localDate(left), reply_left_at: at(recorded) });
    expect(objectionStandingOf(facts, BEFORE).late).toBe(late);
  });

  it('that nobody recorded as sent is late once T8 has passed, and not before', () => {
    expect(objectionStandingOf(answered({}), BEFORE).late).toBe(true);
    expect(objectionStandingOf(answered({}), new Date('2027-01-11T12:00:00+09:00')).late).toBe(false);
  });

  it('has the day on which it left, and none before that is recorded', () => {
    const left = answered({ reply_left_on: localDate('2026-12-28'), reply_left_at: at('2027-01-04') });
    expect(objectionStandingOf(left, BEFORE).answeredOn).toBe('2026-12-28');
    expect(objectionStandingOf(left, at('2027-01-03')).answeredOn).toBeNull();
    expect(objectionStandingOf(answered({ reply_on_paper: false }), BEFORE).answeredOn).toBe('2026-12-21');
  });

  it('by mail is sent when it is written', () => {
    expect(objectionStandingOf(answered({ reply_on_paper: false }), BEFORE).late).toBe(false);
  });
});

describe('the order of an objection', () => {
  const order = (more: Partial<ObjectionFacts>, before = BEFORE) => {
    const facts = answered({ carry_out_by: localDate('2027-01-20'), ...more });
    const { carriedOutOn, orderEndedOn, orderLapsed } = objectionStandingOf(facts, before);
    return [carriedOutOn, orderEndedOn, orderLapsed];
  };

  it('waits, has passed, was carried out, or ended with its request, as far as that was known', () => {
    expect(order({}, at('2027-01-20'))).toEqual([null, null, false]);
    expect(order({})).toEqual([null, null, true]);
    const ended = { order_ended_at: at('2027-01-19') };
    expect(order(ended)).toEqual([null, '2027-01-19', true]);
    expect(order(ended, at('2027-01-18'))).toEqual([null, null, false]);
    const done = { carried_out_at: at('2027-01-25'), carried_out_on: localDate('2027-01-25') };
    expect(order(done)).toEqual(['2027-01-25', null, true]);
  });

  it('has the day that runs from the payment once that was known', () => {
    const paid = {
      ...{ answered_at: null, closed_at: at('2026-12-21'), closed_how: 'settled' as const },
      ...{ agreed_day: localDate('2027-01-08'), agreed_cost: 2_000, carry_out_by: localDate('2027-01-20') },
      order_day_known_at: at('2027-01-12'),
    };
    const standing = (before: Date, more: Partial<ObjectionFacts> = {}) => {
      const { carryOutBy, waitsForPayment, orderLapsed } = objectionStandingOf(
        answered({ ...paid, ...more }),
        before,
      );
      return [carryOutBy, waitsForPayment, orderLapsed];
    };
    expect(standing(at('2027-01-10'))).toEqual([null, true, false]);
    expect(standing(at('2027-01-13'))).toEqual(['2027-01-20', false, false]);
    expect(standing(BEFORE)).toEqual(['2027-01-20', false, true]);
    const unpaid = { carry_out_by: null, order_day_known_at: null };
    expect(standing(BEFORE, unpaid)).toEqual([null, true, false]);
    expect(standing(BEFORE, { ...unpaid, order_ended_at: at('2027-01-19') })).toEqual([null, false, false]);
  });
});
