import { grants, type DecisionKind } from './decision-kinds.js';
import { owesDelivery } from './delivery.js';
import { laterOf, type LocalDate } from './local-date.js';
import { ordersInformation, type ObjectionGround } from './objection-grounds.js';
import {
  asksToGive,
  isGiftAgreed,
  orderGrants,
  type AgreedGift,
  type AskedOrder,
  type OrderedRequest,
  type OrderReport,
} from './objection-reply.js';
import type { RequestState } from './request-states.js';

/** An order of the superior, or an agreement of both sides, that waits. */
export interface WaitingOrder extends AskedOrder {
  /** How much of what was asked for it gives. */
  readonly gives: AgreedGift;
  /** It was given before the written notice. */
  readonly cameFirst: boolean;
}

/**
 * What the office did anyway: it sent the notice, handed over what that had granted or promised, or carried out another
 * order, by which all that was asked for is in the requester's hands since.
 */
export interface GivingAct {
  readonly by: 'notice' | 'delivery' | 'order';
  /** What the request as a whole was decided. */
  readonly outcome: DecisionKind;
  /** What each item was decided. */
  readonly decided: readonly DecisionKind[];
  /** The state of the request after the act. */
  readonly state: RequestState;
  /** What was decided of each item that was silent still when the order was given. */
  readonly decidedSince: readonly DecisionKind[];
  /** Those are in the requester's hands, whatever other items wait for: the report of the order gave them. */
  readonly isSinceInHand?: boolean;
}

/**
 * Whether an act of the office carries out an order by itself (law.md rows 14, 23 and 27; 6.4). An order to answer is
 * carried out by any; a deed by none. One to give by what is in the requester's hands, never while something is still to
 * be paid, made or fetched. What came before the notice asks for what was silent then: all of it, where the order gives
 * all, or something of it, where it gives a part. A refusal of that, whole or in part, leaves the order open: T9 runs, and
 * its end opens grounds e and g (UU 14/2008 art. 35(1)e, g). An order after the notice asks for more than that said: the
 * delivery of a grant in full, or of what was not documented, does it, where it asks for that (`asksToGive`); so does that of
 * an answer which granted a part and promised the rest, once both are there, and that of a granted part, where no more than that
 * was ordered, or could be: what is exempt beside it is ground a. Once another order has given all, none to give
 * is left.
 */
export function carriesOut(order: WaitingOrder, act: GivingAct): boolean {
  const { kind, gives, grounds } = order;
  if (kind === 'answer') return true;
  if (kind === 'deed') return false;
  if (act.state === 'granted_open')
    return order.cameFirst && act.isSinceInHand === true && givesEnough(gives, act);
  if (act.by === 'order')
    return act.outcome === 'granted_full' && (order.cameFirst || asksToGive(order, false));
  if (order.cameFirst) return givesEnough(gives, act);
  if (act.by === 'notice') return false;
  const isPartial = act.outcome === 'granted_partial' && !keepsPromise(act);
  if (isGiftAgreed(order)) return !isPartial || gives === 'part' || !ordersInformation(grounds, false);
  // Of one item no more could be ordered on such grounds than the part that was granted.
  const isEnough = !isPartial || (act.decided.length < 2 && givesWhatIsOwed({ gives: 'part', grounds }));
  return isEnough && asksToGive(order, act.outcome === 'granted_full');
}

/** Whether a delivery hands over what had been promised, and with it all that was asked for (PerKI 1/2021 annex VII B). */
export function keepsPromise({ by, decided, state }: Pick<GivingAct, 'by' | 'decided' | 'state'>): boolean {
  return (
    by === 'delivery' &&
    state !== 'granted_open' &&
    decided.includes('not_documented') &&
    decided.every((outcome) => outcome === 'granted_full' || outcome === 'not_documented')
  );
}

function givesEnough(gives: AgreedGift, { by, decidedSince }: GivingAct): boolean {
  const isWhole = (outcome: DecisionKind): boolean =>
    outcome === 'granted_full' || (by === 'delivery' && outcome === 'not_documented');
  if (gives === 'part') return decidedSince.some((outcome) => grants(outcome) || isWhole(outcome));
  return decidedSince.length > 0 && decidedSince.every(isWhole);
}

/**
 * Whether what was reported of an order gives something that may not be what was asked for: ground d counts from the day on
 * which that is received, and T7 runs from then (UU 14/2008 art. 35(1)d, 36(1)). What is handed over does, and the words of
 * an answer that was to be corrected (ground d); a lower cost, an explanation and what the answer goes on holding back do not.
 */
export function reportGives(report: OrderReport, request: OrderedRequest): boolean {
  return orderGrants(report, request) || (report.kind === 'give' && report.grounds.includes('d'));
}

/** The same of a notice or a delivery that carries an order out: a refusal, which answers an order to answer, gives nothing. */
export function actGives({ by, outcome }: Pick<GivingAct, 'by' | 'outcome'>): boolean {
  return by === 'delivery' || grants(outcome);
}

/**
 * How much is granted once an order is carried out: as much as it gives, and all where the notice had granted all, for a
 * full grant is never made smaller by an order.
 */
export function extentAfterOrder(gives: AgreedGift, wasGrantedInFull: boolean): 'full' | 'partial' {
  return gives === 'part' && !wasGrantedInFull ? 'partial' : 'full';
}

/** What an answer says of one item of a question, or of the question as a whole. */
export type AnsweredItems = readonly DecisionKind[];

/**
 * Whether an order gives what the answer itself still owes. Of a question of one item: all of it, or, where it gives a part,
 * that what was granted is handed over, at its cost or in its time (UU 14/2008 art. 35(1)e, f, g); a part that was asked for
 * beside it is another one. Of several items: all of them where none was denied. Else nobody can tell which item it gives (ground
 * e is that of "not held" as well), save where it is about cost or time of all, which only what was granted has.
 */
export function givesWhatIsOwed(
  { gives, grounds }: Pick<WaitingOrder, 'gives' | 'grounds'>,
  items: AnsweredItems = [],
): boolean {
  const isAbout = (...about: readonly ObjectionGround[]): boolean =>
    grounds.every((ground) => about.includes(ground));
  if (items.length < 2) return gives !== 'part' || isAbout('e', 'f', 'g');
  const isDenied = (outcome: DecisionKind): boolean =>
    outcome !== 'granted_full' && outcome !== 'not_documented';
  return gives !== 'part' && (!items.some(isDenied) || isAbout('f', 'g'));
}

/** An answered request, and what it owes still. */
export interface AnsweredRequest extends Pick<OrderedRequest, 'state' | 'provideOn'> {
  readonly outcome: string | null;
  /** What each item was decided; absent where an older register has none. */
  readonly items?: AnsweredItems;
}

/**
 * How much an order grants of an answered request: what is about the cost or the time of a part that is handed over gives no
 * more than that. Null where it gives a part beside what the answer still owes: that is to be handed over as before, T6 runs on.
 */
export function extentGiven(
  { gives, grounds }: Pick<WaitingOrder, 'gives' | 'grounds'>,
  answer: AnsweredRequest,
): 'full' | 'partial' | null {
  if (owesDelivery(answer) && !givesWhatIsOwed({ gives, grounds }, answer.items)) return null;
  const isOfPart = answer.state === 'granted_open' && answer.outcome === 'granted_partial';
  if (isOfPart && !ordersInformation(grounds, false)) return 'partial';
  return extentAfterOrder(gives, answer.outcome === 'granted_full');
}

/**
 * Whether an order gives all that was denied beside what the answer still owes: once that is handed over too, all is in the
 * requester's hands.
 */
export function opensTheRest(
  { gives }: Pick<WaitingOrder, 'gives'>,
  { state, items = [] }: Pick<AnsweredRequest, 'state' | 'items'>,
): boolean {
  return gives === 'all' && state === 'granted_open' && items.length > 1;
}

/** What both sides agreed on by a day. */
export interface AgreedDay extends Pick<WaitingOrder, 'kind' | 'costAgreed'> {
  readonly carryOutBy: LocalDate;
}

export type AgreedClock =
  { readonly kind: 'runs'; readonly by: LocalDate } | { readonly kind: 'waits-for-payment' };

/**
 * T9 of an agreement. Where it leaves a cost, nothing is handed over before that is paid, and it waits for the payment as
 * T6 does where the notice said so (D9): once paid, the office has the days of T6, and never less than was agreed.
 * `delivery` is the T6 that waits or waited for the payment, null where the notice lets none wait. Agreed for Fri
 * 2026-12-04, paid Tue 2026-12-08 with eight working days: Fri 2026-12-18.
 */
export function agreedClock(
  agreed: AgreedDay,
  delivery: { readonly kind: 'waits-for-payment' } | { readonly kind: 'runs'; readonly by: LocalDate } | null,
): AgreedClock {
  const { kind, costAgreed, carryOutBy } = agreed;
  if (kind !== 'give' || !costAgreed || delivery === null) return { kind: 'runs', by: carryOutBy };
  if (delivery.kind === 'waits-for-payment') return delivery;
  return { kind: 'runs', by: laterOf(carryOutBy, delivery.by) };
}
