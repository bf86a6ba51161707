import { cityCalendar } from '../../test/law/city-calendar.js';
import { deliveryClock, isPromiseOver, providedFrom, type DeliveryFacts } from './delivery.js';
import { channelAccepted, CHANNELS, missingByChannel } from './filing-form.js';
import { localDate } from './local-date.js';
import { DEFAULT_RULESET } from './ruleset.js';
import { mayDelegateReply } from './objection-reply.js';
import { missingInApproval, needsMayorApproval } from './who-decides.js';
import { acceptsUnstamped } from './who-may-file.js';

const calendar = cityCalendar();

describe('T6 while a payment is open (D9)', () => {
  const notice: DeliveryFacts = {
    noticedOn: localDate('2026-11-24'),
    provideOn: localDate('2026-12-01'),
    noticeSaysPaymentPauses: true,
    cost: 30_000,
    paidOn: null,
  };
  const clock = (facts: Partial<DeliveryFacts>, rules = DEFAULT_RULESET) =>
    deliveryClock({ ...notice, ...facts }, calendar, rules);
  const stated = { kind: 'runs', due: { date: '2026-12-01', provisional: null } };

  it('waits where the notice said so, and runs the promised days from the payment', () => {
    expect(clock({})).toEqual({ kind: 'waits-for-payment' });
    expect(clock({ paidOn: localDate('2026-11-30') })).toMatchObject({ due: { date: '2026-12-07' } });
  });

  it('runs where the notice said nothing, where nothing is to be paid, and in the reading never', () => {
    expect(clock({ noticeSaysPaymentPauses: false })).toEqual(stated);
    expect(clock({ cost: 0 })).toEqual(stated);
    expect(clock({}, { ...DEFAULT_RULESET, paymentPausesDelivery: 'never' })).toEqual(stated);
  });

  it('ends on the day of payment where the notice promised the same day', () => {
    const sameDay = { provideOn: notice.noticedOn, paidOn: localDate('2026-11-30') };
    expect(clock(sameDay)).toMatchObject({ due: { date: '2026-11-30' } });
  });
});

it.each([
  ['2028-02-09', false],
  ['2028-02-08', false],
  ['2028-02-07', true],
])('a notice of 2028-02-08 that names %s promises what is over: %s', (availableOn, isOver) => {
  expect(isPromiseOver(localDate(availableOn), localDate('2028-02-08'))).toBe(isOver);
  expect(isPromiseOver(null, localDate('2028-02-08'))).toBe(false);
});

it.each([
  ['2026-12-01', '2026-12-01'],
  ['2026-11-26', '2026-12-01'],
  ['2026-12-03', '2026-12-10'],
])('what was to be there within 5 working days, noticed on %s, is there by %s', (noticedOn, day) => {
  const decided = { decidedOn: localDate('2026-11-24'), provideOn: localDate('2026-12-01') };
  expect(providedFrom(decided, localDate(noticedOn), calendar)).toBe(day);
  const sameDay = { ...decided, provideOn: decided.decidedOn };
  expect(providedFrom(sameDay, localDate(noticedOn), calendar)).toBe(noticedOn);
});

describe('the ways in (D13, D15)', () => {
  it('are all open, unless spoken requests and letters are not taken', () => {
    expect(CHANNELS.filter((channel) => channelAccepted(channel, DEFAULT_RULESET))).toEqual([...CHANNELS]);
    const rules = { acceptSpokenAndPost: false };
    expect(CHANNELS.filter((channel) => !channelAccepted(channel, rules))).toEqual(['spoken', 'post']);
  });

  it('ask for the signed form only online and only where that is not written', () => {
    expect(CHANNELS.flatMap((channel) => missingByChannel(channel, DEFAULT_RULESET))).toEqual([]);
    const asking = CHANNELS.filter(
      (channel) => missingByChannel(channel, { onlineCountsAsWritten: false }).length > 0,
    );
    expect(asking).toEqual(['web', 'api']);
  });

  it('take a proxy letter without meterai only where the city says so (D16)', () => {
    expect(acceptsUnstamped(DEFAULT_RULESET)).toBe(false);
    expect(acceptsUnstamped({ proxyWithoutStamp: 'accept' })).toBe(true);
  });
});

describe('who decides', () => {
  const today = localDate('2026-12-01');

  it('asks the approval of the mayor only where the city reads PP 61/2010 so (D8)', () => {
    expect(needsMayorApproval(DEFAULT_RULESET)).toBe(false);
    expect(needsMayorApproval({ exemptionApprover: 'superior-and-mayor' })).toBe(true);
  });

  it('takes an approval with its number and a day that has come', () => {
    const given = { number: '188.45/12', approvedOn: today };
    expect(missingInApproval(given, today)).toEqual([]);
    expect(missingInApproval({ number: null, approvedOn: null }, today)).toEqual(['number', 'approvedOn']);
    const tested = [localDate('2026-12-01'), localDate('2026-12-02')];
    expect(tested.map((day) => missingInApproval(given, today, day))).toEqual([[], ['approvedOn']]);
    expect(missingInApproval({ number: ' ', approvedOn: localDate('2026-12-02') }, today)).toHaveLength(2);
  });

  it('lets a delegate answer an objection unless only the superior may (D10)', () => {
    expect(mayDelegateReply(DEFAULT_RULESET)).toBe(true);
    expect(mayDelegateReply({ objectionDecider: 'superior' })).toBe(false);
  });
});
