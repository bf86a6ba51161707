import type { MissingItem } from '../../src/law/completeness.js';
import { carriesOut, type GivingAct } from '../../src/law/carrying-out.js';
import { decisionKind, type DecisionKind, type NoticeOutcome } from '../../src/law/decision-kinds.js';
import { owesDelivery } from '../../src/law/delivery.js';
import type { LastDecision } from '../../src/law/dispute-rules.js';
import { awaitsNotice, replyTermRuns } from '../../src/law/request-states.js';
import { laterOf, localDayOf, type LocalDate } from '../../src/law/local-date.js';
import type { ObjectionGround } from '../../src/law/objection-grounds.js';
import type { AgreedGift, AskedOrder, OrderKind } from '../../src/law/objection-reply.js';
import { objectionReplyDue } from '../../src/law/objection-windows.js';
import type { NoticeFacts } from '../../src/law/open-grounds.js';
import type { DisputeState, ObjectionState, RequestState } from '../../src/law/request-states.js';
import type { Ruleset } from '../../src/law/ruleset.js';
import type { DayZero } from '../../src/law/term.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';

/** Printed letters whose receipt starts a term of the requester. */
export type PrintedLetter = 'needs-completing' | 'answered' | 'closed-incomplete';

/** A dispute as the law sees it. */
export interface ModelDispute {
  readonly filedOn: LocalDate;
  status: DisputeState;
  decidedOn: LocalDate | null;
  /** What was decided last. */
  decided: LastDecision['event'] | null;
  /** The end of T13 or T14, and whether that clock runs. */
  furtherUntil: LocalDate | null;
  furtherRuns: boolean;
  suitFiledOn: LocalDate | null;
  cassationFiledOn: LocalDate | null;
  /** The day of an order that waits to be carried out. */
  orderDue: LocalDate | null;
  orderLapsed: boolean;
  /** When the last of its orders was carried out. */
  orderDoneOn: LocalDate | null;
  /** A suit or cassation filed in time: the day of the order binds nobody. */
  orderWaits: boolean;
  /** It was reported with a file, which leaves with the printed notice or with a letter of its own. */
  inLetter: 'answered' | 'own' | null;
  /** Nothing can follow and nothing is to be done: it ends with the next look at the clocks. */
  endsNow: boolean;
  startDue: LocalDate;
  endDue: LocalDate;
}

/** An objection as the law sees it. */
export interface ModelObjection {
  /** Empty until it is seen. */
  number: string;
  readonly grounds: readonly ObjectionGround[];
  status: ObjectionState;
  receivedOn: LocalDate;
  /** The day of its entry in the register; a paper may have been received before. */
  enteredOn: LocalDate;
  replyDue: LocalDate;
  /** Day 0 of T10, and what it is. */
  contestedFrom: LocalDate | null;
  contestedZero: DayZero;
  commissionUntil: LocalDate | null;
  commissionRuns: boolean;
  orderDue: LocalDate | null;
  orderKind: OrderKind;
  /** It was given before the notice was written. */
  orderCameFirst: boolean;
  orderLapsed: boolean;
  /** How much of what was asked for its order gives. */
  gives: AgreedGift;
  /** What was decided already when the order was given, and on which day: the rest was silent. */
  toldBefore: readonly { readonly item: ModelItem; readonly decidedOn: LocalDate | null }[];
  /** The superior has named the supervisor to answer it (D10). */
  delegated: boolean;
  /** The printed answer waits for the record of its receipt. */
  answerOut: boolean;
  /** When the desk is told that it should have left; null once it was, and where it goes by mail. */
  answerLateAt: number | null;
  carriedOutOn: LocalDate | null;
  /** Carrying it out gave something that may not be what was asked for. */
  givenOn: LocalDate | null;
  /** It was reported with a file. */
  withFiles: boolean;
  /** The file that was reported as given lies with the printed notice, and is given when that leaves. */
  copyInLetter: boolean;
  /** What carries it out leaves with the printed notice, with a letter of its own, or with that of a delivery. */
  inLetter: 'answered' | 'own' | 'delivery' | null;
  /** The order ended with its request, which the requester withdrew, or gave way to that of a ruling. */
  orderEndedOn: LocalDate | null;
  /** The day on which both sides settled it. */
  settledOn: LocalDate | null;
  dispute: ModelDispute | null;
}

/** An objection of ground b that no request stands behind (row 20). */
export interface LoneObjection extends ModelObjection {
  readonly id: string;
  readonly trackingCode: string;
}

/** One item of the question with the decision that stands. */
export interface ModelItem {
  outcome: NoticeOutcome | null;
  provideOn: LocalDate | null;
  decidedOn: LocalDate | null;
  /** The day on which what is not documented was promised. */
  availableOn: LocalDate | null;
  cost: number;
  pauses: boolean;
}

/** One agency's part of a request that was split. */
export interface ModelPart {
  readonly agency: string;
  state: RequestState;
  /** Ends of the exemptions that wait for consent. */
  proposals: LocalDate[];
  everDecided: boolean;
  items: ModelItem[];
}

/** An exemption that the superior consented to. */
export interface ModelDecree {
  readonly until: LocalDate;
  /** T18, and whether the desk has been told. */
  reviewOn: LocalDate;
  told: boolean;
}

/** Material asked of another unit. */
export interface ModelMaterial {
  readonly dueOn: LocalDate;
  received: boolean;
  /** Its own clock has not rung and was not stopped. */
  runs: boolean;
}

/**
 * One request as the rulebook alone would keep it: no database, no queue, only the pure functions of `src/law` and the
 * passing of time. The program is held against it after every step.
 */
export interface ModelCase {
  readonly filed: { readonly registerNumber: string; readonly trackingCode: string };
  readonly id: string;
  /** The readings of the law that it began under. */
  readonly rules: Ruleset;
  readonly receivedOn: LocalDate;
  /** The day of its entry in the register, from which T2 is counted. */
  readonly enteredOn: LocalDate;
  /** Whether it came by paper or word: no form of its own is missing (D15). */
  readonly onPaper: boolean;
  /** The requester has no mail address: what starts a term is a printed letter, and its receipt is recorded. */
  readonly byPost: boolean;
  /** A printed letter of incompleteness left inside T2; until then T2 runs on. */
  letterLeft: boolean;
  /** Printed letters of these kinds wait for the record of their receipt. */
  unreceived: readonly PrintedLetter[];
  /** Printed news that an order is carried out, the newest last; null where it gives nothing any more. */
  orderLetters: (ModelObjection | ModelDispute | null)[];
  /** What was laid online and waits for its letter, the newest last. */
  handovers: ('granted' | 'promised')[];
  agency: string | null;
  state: RequestState;
  completenessDue: LocalDate;
  countedFrom: LocalDate;
  replyDue: LocalDate | null;
  extendedOn: LocalDate | null;
  /** T4 as it stood before the extension: on paper that lengthens nothing until it has left, and here it never does. */
  dueBefore: LocalDate | null;
  /** T4 or T5 has passed in silence; the next notice is late. */
  silent: boolean;
  prepared: boolean;
  letterOn: LocalDate | null;
  repairDue: LocalDate | null;
  /** Items of the letter of incompleteness that have not come. */
  missing: readonly MissingItem[];
  lateRepairOn: LocalDate | null;
  items: ModelItem[];
  everDecided: boolean;
  /** Ends of the exemptions that wait for consent. */
  proposals: LocalDate[];
  decrees: ModelDecree[];
  parts: ModelPart[];
  materials: ModelMaterial[];
  /** The day on which the printed letter about the closing was received. */
  closingReceivedOn: LocalDate | null;
  noticedOn: LocalDate | null;
  /** The day on which the printed notice left, once it is recorded. */
  noticeLeftOn: LocalDate | null;
  /** The desk was told that the notice should have left: T7 counts from the end of the term then. */
  unsentTold: boolean;
  outcome: DecisionKind | null;
  /** What the notice said; an order may change `outcome`. */
  noticedOutcome: DecisionKind | null;
  provideOn: LocalDate | null;
  /** The day that the notice named, while T6 waits for the payment (D9). */
  statedOn: LocalDate | null;
  /** T6 of the granted part of a mixed answer. */
  grantedBy: LocalDate | null;
  /** T6 of what was promised beside a grant, while it is owed. */
  promisedBy: LocalDate | null;
  /** T6 that has passed: of what was granted, or of the only part; and of what was promised beside it. */
  deliveryLapsed: boolean;
  promiseLapsed: boolean;
  /** The part of a mixed answer that was handed over, and the day. */
  partHandedOn: LocalDate | null;
  partHanded: 'granted' | 'promised' | null;
  restHanded: boolean;
  cost: number;
  unpaid: number;
  notices: NoticeFacts[];
  foundOn: LocalDate | null;
  foundZero: DayZero;
  objectionUntil: LocalDate | null;
  windowOpen: boolean;
  objections: ModelObjection[];
  /** Objections of ground b of the same game, without a request. */
  alone: LoneObjection[];
  /** A near-identical request that the desk has grouped with this one: a request of its own in all else. */
  twin: ModelCase | null;
}

/** A request on the day it is filed, with the dates of T2 and T4. */
export function newCase(
  begun: Pick<
    ModelCase,
    | 'filed'
    | 'id'
    | 'rules'
    | 'agency'
    | 'receivedOn'
    | 'enteredOn'
    | 'onPaper'
    | 'byPost'
    | 'completenessDue'
    | 'replyDue'
  >,
): ModelCase {
  return {
    ...begun,
    state: 'received',
    countedFrom: begun.receivedOn,
    extendedOn: null,
    dueBefore: null,
    silent: false,
    prepared: false,
    letterOn: null,
    repairDue: null,
    letterLeft: false,
    unreceived: [],
    orderLetters: [],
    handovers: [],
    missing: [],
    lateRepairOn: null,
    items: [undecided()],
    everDecided: false,
    proposals: [],
    decrees: [],
    parts: [],
    materials: [],
    closingReceivedOn: null,
    noticedOn: null,
    noticeLeftOn: null,
    unsentTold: false,
    outcome: null,
    noticedOutcome: null,
    provideOn: null,
    statedOn: null,
    grantedBy: null,
    promisedBy: null,
    deliveryLapsed: false,
    promiseLapsed: false,
    partHandedOn: null,
    partHanded: null,
    restHanded: false,
    cost: 0,
    unpaid: 0,
    notices: [],
    foundOn: null,
    foundZero: 'receipt',
    objectionUntil: null,
    windowOpen: false,
    objections: [],
    alone: [],
    twin: null,
  };
}

/** What is owed by the model's own book, each part with its day and whether that has passed. */
export function partsOwed(model: ModelCase): readonly {
  readonly part: 'granted' | 'promised';
  readonly by: LocalDate | null;
  readonly lapsed: boolean;
}[] {
  const { state, provideOn, grantedBy, promisedBy, deliveryLapsed, promiseLapsed, partHanded } = model;
  if (!owesDelivery(model)) return [];
  if (state !== 'granted_open') return [{ part: 'promised', by: provideOn, lapsed: deliveryLapsed }];
  if (promisedBy === null) return [{ part: 'granted', by: provideOn, lapsed: deliveryLapsed }];
  const promised = { part: 'promised', by: promisedBy, lapsed: promiseLapsed } as const;
  return partHanded === 'granted'
    ? [promised]
    : [{ part: 'granted', by: grantedBy, lapsed: deliveryLapsed }, promised];
}

/** An item before anybody has decided it. */
export function undecided(): ModelItem {
  return { outcome: null, provideOn: null, decidedOn: null, availableOn: null, cost: 0, pauses: false };
}

/** A printed letter of incompleteness waits to be posted: T3 has not begun, and T2 runs on. */
export function awaitsPosting({ state, repairDue, letterLeft }: ModelCase): boolean {
  return state === 'incomplete' && repairDue === null && !letterLeft;
}

/** Nothing is left that any act or any clock could change. */
export function isOver(model: ModelCase): boolean {
  const ended = model.state === 'withdrawn' || model.state === 'final';
  return ended && model.objections.every((objection) => isEnded(objection) && !disputeOpen(objection));
}

/** What is decided of a request, save what is exempt and waits for consent: a part of it has answered as a whole. */
export function toldNow({ items, parts }: ModelCase): ModelObjection['toldBefore'] {
  const told =
    parts.length > 0
      ? parts.filter(({ state }) => !awaitsNotice(state)).flatMap((part) => part.items)
      : items.filter(({ outcome }) => outcome !== null && !decisionKind(outcome).needsConsent);
  return told.map((item) => ({ item, decidedOn: item.decidedOn }));
}

/** What its order asks for; no game agrees on a cost. */
export function askedBy({ orderKind: kind, grounds, settledOn }: ModelObjection): AskedOrder {
  return { kind, grounds, agreed: settledOn !== null, costAgreed: false };
}

/** Whether what the office did anyway carries out an order that waits (law.md rows 14, 23 and 27). */
export function isCarriedOut(model: ModelCase, objection: ModelObjection, by: GivingAct['by']): boolean {
  const outcome = by === 'notice' ? model.noticedOutcome : model.outcome;
  if (outcome === null || !isOrderOpen(objection)) return false;
  const { gives, orderCameFirst: cameFirst, toldBefore } = objection;
  const decidedSince = model.items.flatMap((item) =>
    item.outcome === null ||
    toldBefore.some((told) => told.item === item && told.decidedOn === item.decidedOn)
      ? []
      : [item.outcome],
  );
  const { state } = model;
  const decided = decidedItems(model);
  return carriesOut(
    { ...askedBy(objection), gives, cameFirst },
    { by, outcome, state, decided, decidedSince },
  );
}

/** What each item was decided. */
export function decidedItems({ items }: ModelCase): readonly DecisionKind[] {
  return items.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
}

/** The superior's order waits to be carried out. */
export function isOrderOpen({ orderDue, carriedOutOn, orderEndedOn }: ModelObjection): boolean {
  return orderDue !== null && carriedOutOn === null && orderEndedOn === null;
}

/** A dispute about the objection is not final. */
export function disputeOpen({ dispute }: ModelObjection): boolean {
  return dispute !== null && dispute.status !== 'final';
}

function isEnded({ status }: ModelObjection): boolean {
  return status === 'settled' || status === 'withdrawn' || status === 'final';
}

/** An objection on the day it is filed, with T8. */
export function newObjection(
  number: string,
  grounds: readonly ObjectionGround[],
  rules: Ruleset,
  receivedOn: LocalDate,
  { today, calendar }: { readonly today: LocalDate; readonly calendar: WorkingCalendar },
): ModelObjection {
  const enteredOn = laterOf(today, receivedOn);
  return {
    number,
    grounds,
    status: 'open',
    receivedOn,
    enteredOn,
    contestedFrom: null,
    contestedZero: 'receipt',
    replyDue: objectionReplyDue({ receivedOn, enteredOn }, calendar, rules).date,
    commissionUntil: null,
    commissionRuns: false,
    orderDue: null,
    orderKind: 'give',
    orderCameFirst: true,
    orderLapsed: false,
    gives: 'all',
    toldBefore: [],
    delegated: false,
    answerOut: false,
    answerLateAt: null,
    carriedOutOn: null,
    givenOn: null,
    withFiles: false,
    copyInLetter: false,
    inLetter: null,
    orderEndedOn: null,
    settledOn: null,
    dispute: null,
  };
}

/** The written notice has been sent; on paper it is when it has left (law.md row 10). */
export function isNoticeSent({ noticedOn, byPost, noticeLeftOn }: ModelCase): boolean {
  return noticedOn !== null && !(byPost && noticeLeftOn === null);
}

/** Whether a notice at this moment is late. */
export function isLate(model: ModelCase, now: Date): boolean {
  return replyTermRuns(model) && model.replyDue !== null && localDayOf(now) > model.replyDue;
}

/** The nearest day of an order that binds the office: one that is late is the commission's while a dispute about it runs. */
export function orderDueOf({ objections }: ModelCase): LocalDate | null {
  const days = objections.flatMap((objection) => {
    const { orderDue, orderLapsed, dispute } = objection;
    const own = isOrderOpen(objection) && !(orderLapsed && disputeOpen(objection)) ? orderDue : null;
    const ruled = dispute === null || dispute.orderWaits ? null : dispute.orderDue;
    return [own, ruled].filter((day) => day !== null);
  });
  return days.sort()[0] ?? null;
}
