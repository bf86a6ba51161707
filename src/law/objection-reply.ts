import { isTooFarAhead, owesDelivery } from './delivery.js';
import type { LocalDate } from './local-date.js';
import {
  ordersInformation,
  outcomesFor,
  type ObjectionGround,
  type ObjectionOutcome,
} from './objection-grounds.js';
import { awaitsNotice, type RequestState } from './request-states.js';
import type { Ruleset } from './ruleset.js';
import { saysNothing } from './written-words.js';

/** What an order asks for: that the information is given, or no more than that the request is answered. */
export const ORDER_KINDS = ['give', 'answer'] as const;
/** An agreement may also be about something else than information: an explanation, a publication (`deed`). */
export type OrderKind = (typeof ORDER_KINDS)[number] | 'deed';

/** How much of what was asked for the two sides agreed on (UU 14/2008 art. 35(2)). */
export const AGREED_GIFTS = ['all', 'part', 'nothing'] as const;
export type AgreedGift = (typeof AGREED_GIFTS)[number];

/**
 * What an agreement gives where nobody said: what was asked for, if the grounds are about getting it (c, d, e), or about a
 * cost (f) that it settles while the copy is still to be handed over (`leavesCopy`). On publishing (b) and delay (g) it gives
 * nothing to the requester, nor on a silence (c) that ended with all that was asked (`isGivenInFull`): what is agreed then is
 * something else.
 */
export function usualGift(
  grounds: readonly ObjectionGround[],
  { leavesCopy, isGivenInFull }: { readonly leavesCopy: boolean; readonly isGivenInFull: boolean },
): AgreedGift {
  const isAboutGiving = grounds.some((one) => (one === 'c' && !isGivenInFull) || one === 'd' || one === 'e');
  return isAboutGiving || (leavesCopy && grounds.includes('f')) ? 'all' : 'nothing';
}

/** Whether all that was asked for has been handed over: the request was granted in full, and nothing of it is owed. */
export function isGivenInFull(
  request: { readonly status: RequestState; readonly outcome: string | null } | null,
): boolean {
  if (request?.outcome !== 'granted_full') return false;
  return request.status === 'closed_granted' || request.status === 'final';
}

/**
 * What an agreement asks for, as an order does: to give, or where it gives nothing any answer while none was sent and the
 * objection is about silence alone; else a deed that leaves the request as it is.
 */
export function kindOfAgreement(
  gives: AgreedGift,
  facts: Pick<ReplyFacts, 'grounds' | 'noticed'>,
): OrderKind {
  if (gives !== 'nothing') return 'give';
  return mayOrderAnswer(facts) ? 'answer' : 'deed';
}

/** What is wrong with the day of an agreement: it has passed, or is absurdly far. Null where nothing is. */
export function faultOfDay(
  carryOutBy: LocalDate,
  today: LocalDate,
): 'carry-out-in-the-past' | 'carry-out-too-far' | null {
  if (carryOutBy < today) return 'carry-out-in-the-past';
  return isTooFarAhead(carryOutBy, today) ? 'carry-out-too-far' : null;
}

/** How much an order of the superior may give. */
export const ORDERED_GIFTS = ['all', 'part'] as const satisfies readonly AgreedGift[];
export type OrderedGift = (typeof ORDERED_GIFTS)[number];

/** What the superior orders: to give all or a part, to answer, or something else than information (`deed`). */
export interface OrderedTask {
  readonly kind: OrderKind;
  readonly gives: AgreedGift;
}

/**
 * What an order asks for. Where the superior did not say how much it gives: a part, where the objection was granted in
 * part; else all. Where nothing is said of it at all, the objection is about the time alone and all that was asked has
 * been given, it is about something else: a deed.
 */
export function orderedTask(
  { kind = null, gives = null }: Pick<Order, 'kind' | 'gives'>,
  facts: Pick<ReplyFacts, 'outcome' | 'grounds'> & { readonly isGivenInFull: boolean },
): OrderedTask {
  const isUnsaid = kind === null && gives === null;
  if (isUnsaid && facts.isGivenInFull && facts.grounds.every(isAboutTime))
    return { kind: 'deed', gives: 'nothing' };
  return { kind: kind ?? 'give', gives: gives ?? (facts.outcome === 'partlyGranted' ? 'part' : 'all') };
}

/** What the superior orders the PPID to do, and the day until which (T9, law.md 2.1). */
export interface Order {
  readonly text: string;
  readonly carryOutBy: LocalDate;
  /** Absent: as the outcome has it (`orderedTask`). */
  readonly gives?: OrderedGift | null;
  /** Absent: to give, where something is left to give (`orderedTask`). */
  readonly kind?: OrderKind | null;
}

export interface ReplyFacts {
  readonly grounds: readonly ObjectionGround[];
  readonly outcome: ObjectionOutcome;
  /** The answer to each ground; written reasons where the PPID is confirmed (UU 14/2008 art. 36(3)). */
  readonly reasons: string;
  readonly order: Order | null;
  /** Whether the written notice has been sent, also in the meantime; on paper it is when it has left. */
  readonly noticed: boolean;
  /** Whether the requester has withdrawn the request; what the commission has of it is still to be answered. */
  readonly withdrawn: boolean;
}

/** What is wrong with a reply; each belongs to one field of its form. */
export type ReplyFault =
  | 'outcome-not-possible'
  | 'reasons-missing'
  | 'order-missing'
  | 'order-not-possible'
  | 'order-kind-not-possible'
  | 'carry-out-in-the-past'
  | 'carry-out-too-far';

/** Outcomes that grant something: only they carry an order. */
const GRANTING: readonly ObjectionOutcome[] = ['granted', 'partlyGranted'];

/** Whether the superior may order something with this outcome. */
export function mayOrder(outcome: ObjectionOutcome): boolean {
  return GRANTING.includes(outcome);
}

/** Grounds that are about the time alone: silence (c) and delay (g). */
export function isAboutTime(ground: ObjectionGround): boolean {
  return ground === 'c' || ground === 'g';
}

/**
 * Whether a reply that grants must order something by a day. Not where the objection is about the time alone: a delay (g)
 * may be acknowledged without an order, and a silence (c) that the notice has ended meanwhile leaves nothing to order
 * (law.md 6.4). An order stays possible there. On a request that was withdrawn there is none.
 */
export function needsOrder({
  outcome,
  grounds,
  noticed,
  withdrawn,
}: Pick<ReplyFacts, 'outcome' | 'grounds' | 'noticed' | 'withdrawn'>): boolean {
  const isPast = grounds.every((ground) => isAboutTime(ground) && (ground === 'g' || noticed));
  return mayOrder(outcome) && !withdrawn && !isPast;
}

/**
 * Whether the superior may order no more than an answer: the objection is about silence alone, and no answer has been sent
 * (law.md 6.4, ground c). Beside any other ground, or after the notice, an order is one to give.
 */
export function mayOrderAnswer({ grounds, noticed }: Pick<ReplyFacts, 'grounds' | 'noticed'>): boolean {
  return !noticed && grounds.length > 0 && grounds.every((ground) => ground === 'c');
}

/**
 * Whether both sides said that something is given, whatever their grounds are about: they agreed on what is left of its
 * cost, or on cost or time alone and on a gift all the same (`usualGift` has none there).
 */
export function isGiftAgreed({ grounds, agreed, costAgreed }: Omit<AskedOrder, 'kind'>): boolean {
  return agreed && (costAgreed || !ordersInformation(grounds, false));
}

/**
 * Whether an order asks for what was asked for, so that it is carried out by what is in the requester's hands (law.md rows
 * 14, 23 and 27): one to give on such grounds (`ordersInformation`), or what both sides said that they give, be it in place
 * of the words of a grant that is still open (d).
 */
export function asksToGive(order: AskedOrder, isGrantOpen: boolean): boolean {
  return (
    order.kind === 'give' &&
    (ordersInformation(order.grounds, isGrantOpen && !order.agreed) || isGiftAgreed(order))
  );
}

/**
 * Whether what was reported as done about an order grants an answered request (law.md row 23; PerKI 1/2021 annex VII B).
 * Files do, save those of a deed, which is something else than information. Without any, an order to give was followed at the counter, save where it is about cost or time alone, where the
 * information was promised because it is not documented yet, and where a grant is still to be paid: that is there when it
 * is handed over, and T6 runs on.
 */
export function orderGrants(report: OrderReport, request: OrderedRequest): boolean {
  if (report.kind === 'deed') return false;
  if (report.withFiles) return true;
  return !isLeft(request) && asksToGive(report, request.state === 'granted_open');
}

/** Whether the answer holds back what it grants or promises, for the payment or the document: words do not hand it over. */
function isLeft(request: OrderedRequest): boolean {
  return owesDelivery(request) && (request.state === 'closed_not_documented' || request.isHeldBack);
}

/**
 * Whether a report that would give or grant lacks the file to give: what goes online is there to be opened, or it was not
 * given (UU 14/2008 art. 35(1)e). What is fetched, posted or looked at is given by hand.
 */
export function lacksFile(report: OrderReport, request: OrderedRequest, goesOnline: boolean): boolean {
  if (!goesOnline || report.withFiles || report.kind === 'deed') return false;
  return awaitsNotice(request.state) || orderGrants(report, request);
}

/**
 * Why words alone do not carry out what both sides agreed to give, while the answer holds it back: its copy is handed over
 * once the cost is paid (PerKI 1/2021 art. 38), online with its file, and by hand no sooner than what was promised is there.
 * Null where they do. An order of the superior is not put off by a cost (decision 0093).
 */
export function refusalOfWords(
  report: OrderReport,
  request: OrderedRequest,
  { isUnpaid, goesOnline }: { readonly isUnpaid: boolean; readonly goesOnline: boolean },
): 'payment-open' | 'file-missing' | 'not-in-this-state' | null {
  const isPromised = report.agreed && asksToGive(report, request.state === 'granted_open');
  if (report.withFiles || !isPromised || !isLeft(request)) return null;
  if (isUnpaid) return 'payment-open';
  return goesOnline ? 'file-missing' : 'not-in-this-state';
}

/**
 * Whether the report of an order may name what is left of the cost (UU 14/2008 art. 35(1)f): `alone` where the order is about
 * nothing else, so that it is carried out by that sum and not without.
 */
export function asksForCost(grounds: readonly ObjectionGround[]): 'alone' | boolean {
  return grounds.includes('f') && (grounds.every((ground) => ground === 'f') ? 'alone' : true);
}

/** What an order asks for, and whether both sides agreed on it. */
export interface AskedOrder {
  readonly kind: OrderKind;
  readonly grounds: readonly ObjectionGround[];
  readonly agreed: boolean;
  /** They agreed on what is left of the cost, too: what it is paid for is to hand over. */
  readonly costAgreed: boolean;
}

/** An order and what is said of its execution. */
export interface OrderReport extends AskedOrder {
  readonly withFiles: boolean;
}

/** The request that an order is about. */
export interface OrderedRequest {
  readonly state: RequestState;
  readonly provideOn: LocalDate | null;
  /** Its grant is still to be paid, or promises a part that is not documented yet. */
  readonly isHeldBack: boolean;
}

/**
 * What a reply does to the exemption that the refusal rests on (ground a). Upheld, it stands and its decree goes with the
 * letter (PerKI 1/2021 art. 44(3)). Granted, it is lifted: what an objection has opened is never exempt again (UU 14/2008
 * art. 11(2), 18(1)); in part, or with an order that gives a part (`gives`), the decree stands for the rest. Null where the
 * reply says nothing of it.
 */
export function exemptionEffect(
  grounds: readonly ObjectionGround[],
  outcome: ObjectionOutcome,
  gives: OrderedGift | null = null,
): 'confirmed' | 'lifted' | 'lifted-in-part' | null {
  if (!grounds.includes('a')) return null;
  if (outcome === 'upheld') return 'confirmed';
  if (outcome === 'granted') return gives === 'part' ? 'lifted-in-part' : 'lifted';
  return outcome === 'partlyGranted' ? 'lifted-in-part' : null;
}

/**
 * Whether a reply holds what UU 14/2008 art. 36(2)-(3) and PerKI 1/2021 art. 44(2)-(3) ask for: an outcome that one of
 * the grounds admits, the answer to the grounds, and with something granted an order with a day (`needsOrder`). The law
 * gives T9 no term, so the day is the superior's: each from today on that is not absurdly far. Empty when all is there.
 */
export function faultsOfReply(facts: ReplyFacts, today: LocalDate): readonly ReplyFault[] {
  const { grounds, outcome, reasons, order } = facts;
  const faults: ReplyFault[] = [];
  if (!outcomesFor(grounds).includes(outcome)) faults.push('outcome-not-possible');
  if (saysNothing(reasons)) faults.push('reasons-missing');
  if (order === null) {
    if (needsOrder(facts)) faults.push('order-missing');
    return faults;
  }
  if (!mayOrder(outcome) || facts.withdrawn) faults.push('order-not-possible');
  else if (saysNothing(order.text)) faults.push('order-missing');
  if (order.kind === 'answer' && !mayOrderAnswer(facts)) faults.push('order-kind-not-possible');
  const day = faultOfDay(order.carryOutBy, today);
  return day === null ? faults : [...faults, day];
}

/** Whether the superior may name somebody to answer in the superior's stead (D10). */
export function mayDelegateReply(rules: Pick<Ruleset, 'objectionDecider'>): boolean {
  return rules.objectionDecider === 'superior-or-delegate';
}
