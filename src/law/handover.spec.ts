import {
  allocatePayment,
  channelFits,
  DELIVERY_CHANNELS,
  mayPauseForPayment,
  isLowerCost,
} from './handover.js';
import { DEFAULT_RULESET } from './ruleset.js';

describe('handover', () => {
  it.each([
    ['copy', false, ['online', 'pickup', 'post', 'courier', 'fax']],
    ['copy', true, ['pickup', 'post', 'courier', 'fax']],
    ['inspect', false, ['inspection']],
    ['inspect', true, ['inspection']],
  ] as const)('of %s with paper %s goes by %j', (access, hasHardcopy, channels) => {
    expect(DELIVERY_CHANNELS.filter((channel) => channelFits(channel, { access, hasHardcopy }))).toEqual(
      channels,
    );
  });

  it('pays copying first, then sending, then the rest', () => {
    const cost = { copy: 12_000, delivery: 20_000, other: 1_000 };
    expect(allocatePayment(cost, 0, 33_000)).toEqual(cost);
    expect(allocatePayment(cost, 0, 15_000)).toEqual({ copy: 12_000, delivery: 3_000, other: 0 });
    expect(allocatePayment(cost, 15_000, 18_000)).toEqual({ copy: 0, delivery: 17_000, other: 1_000 });
  });

  it('takes no more than was asked for, and nothing for nothing', () => {
    const cost = { copy: 5_000, delivery: 0, other: 0 };
    expect(allocatePayment(cost, 0, 5_001)).toBeNull();
    expect(allocatePayment(cost, 5_000, 1)).toBeNull();
    expect(allocatePayment(cost, 0, 0)).toBeNull();
  });

  it('pauses for a payment only where there is one and the city reads it so', () => {
    expect(mayPauseForPayment(5_000, DEFAULT_RULESET)).toBe(true);
    expect(mayPauseForPayment(0, DEFAULT_RULESET)).toBe(false);
    expect(mayPauseForPayment(5_000, { ...DEFAULT_RULESET, paymentPausesDelivery: 'never' })).toBe(false);
  });
});

describe('the cost that an order leaves', () => {
  it('is lowered by less than was objected to, and by no more than is asked for now', () => {
    const lowers = (cost: number, now: number) => isLowerCost(cost, { now, objectedTo: 5000 });
    expect([lowers(5000, 5000), lowers(4999, 5000), lowers(0, 5000)]).toEqual([false, true, true]);
    expect([lowers(2000, 2000), lowers(2001, 2000)]).toEqual([true, false]);
    expect(isLowerCost(0, { now: 0, objectedTo: 0 })).toBe(true);
  });
});
