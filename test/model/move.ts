import { actGives, type GivingAct } from '../../src/law/carrying-out.js';
import { combineOutcomes, decisionKind, grants, type NoticeOutcome } from '../../src/law/decision-kinds.js';
import { isPromiseOver, owedNextOn, providedFrom } from '../../src/law/delivery.js';
import { addCalendarDays, laterOf, type LocalDate } from '../../src/law/local-date.js';
import { impliedEvents, nextObjectionState, nextState, type RequestEvent } from '../../src/law/next-state.js';
import { isGivenInFull } from '../../src/law/objection-reply.js';
import { replyDueWhenComplete, replyStartWhenComplete } from '../../src/law/reply-clock.js';
import { dayOfReceipt, type OfficeHours } from '../../src/law/term.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import {
  isCarriedOut,
  isLate,
  isOrderOpen,
  undecided,
  type ModelCase,
  type ModelItem,
  type ModelObjection,
} from './model-case.js';
import { notice } from './model-facts.js';
import { endAnswered, openWindow } from './model-time.js';

/** Who sends a move; `officer` is of the agency that the model holds the case in. */
export type Mover = 'citizen' | 'desk' | 'officer' | 'supervisor' | 'superior';

/** What stands still while one move is judged. */
export interface Sight {
  readonly now: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly closes: OfficeHours;
  /** Ids of the items of the question, in their order. */
  readonly itemIds: readonly string[];
  /** The same of each part. */
  readonly partItemIds: readonly (readonly string[])[];
  /** The near-identical request that a move may group; one that does not exist where the move is not lawful. */
  readonly twinId: string;
  /** The supervisor, whom the superior may name to answer an objection. */
  readonly delegateId: string;
}

/** The number that an answer gives an objection; none where the answer is about its request. */
export function numberOf(answer: unknown): string | null {
  const { objectionNumber } = answer as { readonly objectionNumber?: string };
  return objectionNumber ?? null;
}

/** What the law says of a move before the program is asked: what it changes, or why not. */
export type Verdict =
  | { readonly ok: true; readonly apply: (answer: unknown) => void }
  /** Without a reason 404 or 409. */
  | { readonly ok: false; readonly why?: 'malformed' | 'stranger' };

/** Where a move is sent: a route of the case, of its last objection or dispute, of a part, of the citizen. */
export type Place =
  | 'case'
  | 'alone'
  | 'letter'
  | 'twin'
  | 'public objections'
  | 'paper objections'
  | 'objection'
  | 'dispute'
  | 'disputes'
  | 'tracking'
  | 'part 0'
  | 'part 1';

export type Body = Readonly<Record<string, unknown>>;

/** An act that anybody may try at any moment, lawful or not. */
export interface Move {
  readonly name: string;
  readonly mover: Mover;
  readonly at: Place;
  readonly act: string;
  readonly body: (model: ModelCase, sight: Sight) => Body;
  readonly judge: (model: ModelCase, sight: Sight) => Verdict;
  /** Needs a paper of its own under this field. */
  readonly paper?: 'fileId' | 'fileIds' | 'backdatingFileId';
  /** Groups the case with a near-identical one, which is filed for it. */
  readonly groups?: true;
  /** Lawful at nearly any time and of little weight: drawn less often. */
  readonly idle?: true;
}

export const NO: Verdict = { ok: false };
/** No state of the case would make the body possible: 422. */
export const MALFORMED: Verdict = { ok: false, why: 'malformed' };
/** The act is not this person's: 403. */
export const STRANGER: Verdict = { ok: false, why: 'stranger' };
export const done = (apply: (answer: unknown) => void = () => undefined): Verdict => ({ ok: true, apply });
export const TEXT = 'Alasan tertulis yang cukup panjang untuk diuji.';
/** A number that no objection has. */
export const NO_OBJECTION = 'AMBON-K-1999-000001';
export const inDays = (sight: Sight, days: number): LocalDate => addCalendarDays(sight.today, days);

type BodyOf = Body | Move['body'];
type More = Pick<Move, 'paper' | 'idle' | 'groups'>;

/** An act of staff on the case. */
export function act(mover: Mover, name: string, body: BodyOf, judge: Move['judge'], more: More = {}): Move {
  return { name: `${mover} ${name}`, mover, at: 'case', act: name, body: bodyOf(body), judge, ...more };
}

/** An act of the requester, by number and code. */
export function said(name: string, body: BodyOf, judge: Move['judge'], more: More = {}): Move {
  return {
    name: `citizen ${name}`,
    mover: 'citizen',
    at: 'tracking',
    act: name,
    body: bodyOf(body),
    judge,
    ...more,
  };
}

/** An act on the last objection. */
export function onObjection(
  mover: Mover,
  name: string,
  body: BodyOf,
  judge: (objection: ModelObjection, model: ModelCase, sight: Sight) => Verdict,
): Move {
  return {
    name: `${mover} ${name} objection`,
    mover,
    at: 'objection',
    act: name,
    body: bodyOf(body),
    judge: (model, sight) => {
      const last = model.objections.at(-1);
      return last === undefined ? NO : judge(last, model, sight);
    },
  };
}

export function bodyOf(body: BodyOf): Move['body'] {
  return typeof body === 'function' ? (body as Move['body']) : () => body;
}

/** A step of the state table without more to it; parts of a split request take it too. */
export function plain(model: ModelCase, event: RequestEvent, apply: () => void = () => undefined): Verdict {
  const next = nextState(model.state, event);
  if (!next.ok) return NO;
  return done(() => {
    model.state = next.to;
    followed(model, event);
    apply();
  });
}

/** Row 2: T2 stops, and in the reading `completeness` of D1 T4 is counted from today. */
export function declareComplete(model: ModelCase, { today, calendar }: Sight): void {
  if (model.state !== 'received') return;
  model.state = 'processing';
  followed(model, 'declare-complete');
  // Once T2 is over the request was complete from receipt, whatever the sweep has seen (row 3).
  const declaredOn = today > model.completenessDue ? null : today;
  const facts = { receivedOn: model.receivedOn, declaredOn };
  const from = replyStartWhenComplete(facts, model.rules);
  if (model.replyDue === null || from === model.countedFrom) return;
  model.countedFrom = from;
  model.replyDue = replyDueWhenComplete(facts, calendar, model.rules).date;
}

/** The day on which what comes now is received: after hours it may be the next working day (D5). */
export function receiptDay({ rules }: ModelCase, { now, calendar, closes }: Sight): LocalDate {
  return dayOfReceipt(now, calendar, rules, closes);
}

/** What happens to the whole request happens to its parts that are not answered; an answered one ends with a withdrawal. */
export function followed(model: ModelCase, event: RequestEvent): void {
  for (const part of model.parts) {
    const next = nextState(part.state, event);
    if (next.ok) part.state = next.to;
    else if (event === 'withdraw') part.state = 'final';
  }
}

/** What a deciding act gives. */
export type Decided = Partial<Omit<ModelItem, 'outcome'>> & { readonly exemptUntil?: LocalDate };

/** Decides one undecided item, or all of them; the last one sends the notice or lays it before the superior. */
export function decide(
  model: ModelCase,
  sight: Sight,
  event: RequestEvent,
  outcome: NoticeOutcome,
  decided: Decided = {},
  which: 'all' | 'first' | 'all-as-ordered' = 'all',
): Verdict {
  if (model.parts.length > 0 || !nextState(model.state, event).ok) return NO;
  const open = model.items.filter((item) => item.outcome === null);
  const chosen = which === 'first' ? open.slice(0, 1) : open;
  if (chosen.length === 0) return NO;
  return done(() => {
    const { exemptUntil, ...contents } = decided;
    for (const [at, item] of chosen.entries())
      Object.assign(item, { outcome, decidedOn: sight.today, ...contents, ...(at > 0 ? { cost: 0 } : {}) });
    model.everDecided = true;
    if (exemptUntil !== undefined) model.proposals.push(exemptUntil);
    const isWhole = chosen.length === open.length && !openAgain(model.items, sight.today);
    // How much an order gives nobody consents to.
    const isOrdered = which === 'all-as-ordered';
    const proposed = model.items.filter((item) => !isOrdered || !chosen.includes(item));
    const needsConsent = outcomesOf(proposed).some((each) => decisionKind(each).needsConsent);
    // The notice that goes out at once leaves no term to be counted anew.
    if (!isWhole || needsConsent) declareComplete(model, sight);
    else if (impliedEvents(model.state, event).length > 0) model.state = 'processing';
    if (!isWhole) return;
    if (needsConsent) model.state = 'consent_pending';
    else sendNotice(model, sight, isOrdered);
  });
}

/** What was promised for a day that is over is undecided again; whether there is any. */
export function openAgain(items: ModelItem[], today: LocalDate): boolean {
  const over = items.filter(({ availableOn }) => isPromiseOver(availableOn, today));
  for (const item of over) Object.assign(item, undecided());
  return over.length > 0;
}

/** The written notice on all items: stops the reply clock, opens T7, starts T6 where something is given. */
export function sendNotice(model: ModelCase, sight: Sight, isOrdered = false): void {
  const combined = combineOutcomes(outcomesOf(model.items), isOrdered);
  const next = nextState(model.state, combined.event, { extent: combined.extent });
  if (!next.ok) throw new Error(`the model sends a notice from ${model.state}`);
  const late = isLate(model, sight.now);
  const given = model.items.filter(({ outcome }) => outcome !== null && grants(outcome));
  for (const item of given) {
    const { decidedOn, provideOn: named } = item;
    if (decidedOn !== null && named !== null)
      item.provideOn = providedFrom({ decidedOn, provideOn: named }, sight.today, sight.calendar);
  }
  const provideOn = given.reduce<LocalDate>((day, item) => laterOf(day, item.provideOn ?? day), sight.today);
  const cost = given.reduce((sum, item) => sum + item.cost, 0);
  const paused = cost > 0 && given.some(({ pauses }) => pauses);
  model.state = next.to;
  model.noticedOn = sight.today;
  model.outcome = combined.outcome;
  model.noticedOutcome = combined.outcome;
  model.proposals = [];
  model.cost = cost;
  model.unpaid = cost;
  if (given.length > 0) {
    const granted = paused ? null : provideOn;
    const promised = promisedOf(model);
    model.provideOn = owedNextOn([granted, promised]);
    model.statedOn = paused ? provideOn : null;
    model.promisedBy = promised;
    model.grantedBy = promised === null ? null : granted;
  }
  if (combined.outcome === 'not_documented') {
    model.provideOn = promisedOf(model);
  }
  for (const item of model.items) {
    if (item.outcome === null) continue;
    const promised = item.provideOn ?? item.availableOn;
    const more = { namesCost: item.cost > 0, provideOn: item.pauses ? null : promised };
    model.notices.push(notice(item.outcome, sight.today, late, more));
  }
  if (model.byPost) model.unreceived = [...model.unreceived, 'answered'];
  openWindow(model, sight.today, sight.calendar);
  if (!model.byPost) noticeSent(model, sight.today);
}

/** The day until which what was not documented yet is promised. */
function promisedOf({ items }: ModelCase): LocalDate | null {
  return items.reduce<LocalDate | null>(
    (day, { availableOn }) =>
      day !== null && availableOn !== null ? laterOf(day, availableOn) : (day ?? availableOn),
    null,
  );
}

/** A notice that is sent, on paper by its leaving, carries out the orders that came before it (law.md rows 10 and 23). */
export function noticeSent(model: ModelCase, today: LocalDate): void {
  for (const objection of model.objections) {
    if (isCarriedOut(model, objection, 'notice')) orderDone(model, objection, today, 'notice');
  }
}

/** What lies ready because of an order is in the requester's hands: the request is granted (law.md row 23). */
export function givenByOrder(model: ModelCase, today: LocalDate): void {
  const next = nextState(model.state, 'carry-out', {
    extent: model.outcome === 'granted_partial' ? 'partial' : 'full',
  });
  if (!next.ok) return;
  model.state = next.to;
  deliveredOn(model, today);
}

/** An order that was carried out by what the office did anyway. */
export function orderDone(
  model: ModelCase,
  objection: ModelObjection,
  today: LocalDate,
  by: GivingAct['by'],
): void {
  if (!isOrderOpen(objection) || !nextObjectionState(objection.status, 'carry-out').ok) return;
  objection.carriedOutOn = today;
  objection.givenOn = model.outcome !== null && actGives({ by, outcome: model.outcome }) ? today : null;
  endAnswered(model, objection, today);
}

/** Whether all is in the requester's hands, as it stands. */
export function isInHand({ state: status, outcome }: ModelCase): boolean {
  return isGivenInFull({ status, outcome });
}

/**
 * What gave all carries out the other orders to give, or takes their place where it is a ruling (decision 0094); `wasInHand`
 * where it was given before.
 */
export function othersDone(
  model: ModelCase,
  wasInHand: boolean,
  { today, by }: { readonly today: LocalDate; readonly by: 'order' | 'ruling' },
): void {
  if (wasInHand || !isInHand(model)) return;
  for (const objection of model.objections.filter((each) => isCarriedOut(model, each, 'order'))) {
    if (by === 'order') orderDone(model, objection, today, 'order');
    else {
      objection.orderEndedOn = today;
      endAnswered(model, objection, today);
    }
  }
}

/** What carrying out orders does to a request that is answered: what was given is granted and bears d, done late g. */
export function requestAfterOrder(
  model: ModelCase,
  { today, calendar }: Sight,
  deed: {
    readonly bearsObjection: boolean;
    readonly extent: 'full' | 'partial' | null;
    readonly opensRest?: boolean;
    readonly handsOver: boolean;
  },
): void {
  const { bearsObjection, extent, handsOver } = deed;
  if (bearsObjection) openWindow(model, today, calendar);
  if (deed.opensRest === true) model.outcome = 'granted_full';
  if (extent === null) return;
  const next = nextState(model.state, 'carry-out', { extent });
  if (!next.ok) return;
  if (handsOver) deliveredOn(model, today);
  if (model.state === 'closed_not_documented') model.provideOn = null;
  model.state = next.to;
  model.outcome = extent === 'full' ? 'granted_full' : 'granted_partial';
}

function outcomesOf(items: readonly ModelItem[]): readonly NoticeOutcome[] {
  return items.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
}

/** What was promised has been handed over. */
export function deliveredOn(model: ModelCase, today: LocalDate): void {
  const day = model.partHandedOn ?? today;
  model.notices = model.notices.map((each) => ({ ...each, deliveredOn: each.deliveredOn ?? day }));
}
