import type { DecisionCost } from './decision-contents.js';
import type { Ruleset } from './ruleset.js';

/** How a cost may be paid (PerKI 1/2021 art. 38(3)). */
export const PAYMENT_METHODS = ['cash', 'bankTransfer', 'eMoney'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** How information reaches the requester, or is looked at (PerKI 1/2021 art. 35). */
export const DELIVERY_CHANNELS = ['online', 'pickup', 'post', 'courier', 'fax', 'inspection'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

/** Whether what was asked for is a copy that goes online, with nothing to fetch or send. */
export function goesOnline(asked: { readonly access: string; readonly delivery: string | null }): boolean {
  return asked.access === 'copy' && asked.delivery === 'online';
}

/**
 * Whether a channel fits what was asked and what was granted: who asked to look is shown it in place, free of cost
 * (art. 35(1), 37(3)), who asked for a copy gets one, and what is on paper does not travel online (art. 35(2)). Who has
 * not said it may be given it in either way.
 */
export function channelFits(
  channel: DeliveryChannel,
  granted: { readonly access: 'copy' | 'inspect' | 'unstated'; readonly hasHardcopy: boolean },
): boolean {
  if (granted.access === 'inspect') return channel === 'inspection';
  if (channel === 'inspection') return granted.access === 'unstated';
  return !(channel === 'online' && granted.hasHardcopy);
}

/**
 * The parts of a cost that one payment covers: copying first, then sending, then the rest, after what was paid before.
 * Whole rupiah. Null when nothing or more than the open sum would be paid: an office takes no more than it asked for.
 */
export function allocatePayment(cost: DecisionCost, paidBefore: number, amount: number): DecisionCost | null {
  const open = cost.copy + cost.delivery + cost.other - paidBefore;
  if (amount <= 0 || amount > open) return null;
  const before = costUpTo(cost, paidBefore);
  const after = costUpTo(cost, paidBefore + amount);
  return {
    copy: after.copy - before.copy,
    delivery: after.delivery - before.delivery,
    other: after.other - before.other,
  };
}

/**
 * The parts of a cost of which only `total` is left to ask for, as an order has lowered it (ground f): copying first, then
 * sending, then the rest. Whole rupiah; `total` is no more than the cost itself.
 */
export function costUpTo(cost: DecisionCost, total: number): DecisionCost {
  const copy = Math.min(cost.copy, total);
  const delivery = Math.min(cost.delivery, total - copy);
  return { copy, delivery, other: total - copy - delivery };
}

/**
 * Whether a sum lowers or waives the cost that was objected to (UU 14/2008 art. 35(1)f), whole rupiah. `now` is what is asked for
 * at present: another order may have left the very sum that this one asks for. Objected to 5,000, now 2,000: 2,000 does.
 */
export function isLowerCost(
  cost: number,
  { now, objectedTo }: { readonly now: number; readonly objectedTo: number },
): boolean {
  return cost <= now && (cost < objectedTo || cost === 0);
}

/** Whether a notice may say that T6 waits for the payment: there is one, and the city reads D9 so. */
export function mayPauseForPayment(totalCost: number, rules: Ruleset): boolean {
  return totalCost > 0 && rules.paymentPausesDelivery === 'if-notice-says-so';
}
