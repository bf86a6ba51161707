import type { DecisionKind } from '../../src/law/decision-kinds.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../src/law/local-date.js';
import { nextObjectionState, nextState } from '../../src/law/next-state.js';
import type { ObjectionGround } from '../../src/law/objection-grounds.js';
import {
  commissionWindowEnd,
  objectionWindowEnd,
  type NoticeFacts,
  type ObjectionFacts,
} from '../../src/law/objection-windows.js';
import { recompute, type RunningClock } from '../../src/law/recompute.js';
import {
  awaitsNotice,
  bearsObjection,
  replyClockRuns,
  type RequestState,
} from '../../src/law/request-states.js';
import type { ObjectionState } from '../../src/law/request-states.js';
import { DEFAULT_RULESET } from '../../src/law/ruleset.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';

/** An objection as the law sees it. */
export interface ModelObjection {
  readonly number: string;
  readonly grounds: readonly ObjectionGround[];
  status: ObjectionState;
  receivedOn: LocalDate;
  replyDue: LocalDate;
  /** Day 0 of T10. */
  contestedFrom: LocalDate | null;
  commissionUntil: LocalDate | null;
  orderDue: LocalDate | null;
  orderLapsed: boolean;
  carriedOutOn: LocalDate | null;
}

/** What is proposed while the superior has not consented. */
export interface ModelProposal {
  readonly extent: 'full' | 'partial';
  readonly provideOn: LocalDate | null;
}

/**
 * One request as the rulebook alone would keep it: no database, no queue, only the pure functions of `src/law` and the
 * passing of time. The program is held against it after every step.
 */
export interface ModelCase {
  readonly filed: { readonly registerNumber: string; readonly trackingCode: string };
  readonly id: string;
  readonly receivedOn: LocalDate;
  agency: string | null;
  state: RequestState;
  completenessDue: LocalDate;
  countedFrom: LocalDate;
  replyDue: LocalDate | null;
  extendedOn: LocalDate | null;
  /** T4 or T5 has passed in silence; the next notice is late. */
  silent: boolean;
  prepared: boolean;
  letterOn: LocalDate | null;
  repairDue: LocalDate | null;
  lateRepairOn: LocalDate | null;
  proposal: ModelProposal | null;
  outcome: DecisionKind | null;
  provideOn: LocalDate | null;
  deliveryLapsed: boolean;
  unpaid: number;
  notices: NoticeFacts[];
  foundOn: LocalDate | null;
  objectionUntil: LocalDate | null;
  windowOpen: boolean;
  objections: ModelObjection[];
}

export const RULES = DEFAULT_RULESET;

/** A term that has run out and what it does. */
interface Lapse {
  readonly at: number;
  readonly take: () => void;
}

/**
 * Lets every term take effect that has run out by `now`, in the order in which they ended, exactly once each (law.md
 * rows 3, 6, 15, 16, 22, 24).
 */
export function letTimePass(model: ModelCase, now: Date, calendar: WorkingCalendar): void {
  for (;;) {
    const due = lapsesOf(model, calendar)
      .filter((lapse) => lapse.at <= now.getTime())
      .sort((a, b) => a.at - b.at)[0];
    if (due === undefined) return;
    due.take();
  }
}

function lapsesOf(model: ModelCase, calendar: WorkingCalendar): readonly Lapse[] {
  const lapses: Lapse[] = [];
  const add = (day: LocalDate | null, when: boolean, take: (day: LocalDate) => void): void => {
    if (day !== null && when) lapses.push({ at: endOfLocalDay(day).getTime(), take: () => take(day) });
  };
  add(model.completenessDue, model.state === 'received', () => {
    model.state = 'processing';
  });
  add(model.repairDue, model.state === 'incomplete', (day) => {
    model.state = 'closed_incomplete';
    model.outcome = 'closed_incomplete';
    openWindow(model, day, calendar);
  });
  add(model.replyDue, model.state !== 'received' && replyClockRuns(model.state) && !model.silent, (day) => {
    model.silent = true;
    model.prepared = true;
    openWindow(model, day, calendar);
  });
  add(model.provideOn, model.state === 'granted_open' && !model.deliveryLapsed, (day) => {
    model.deliveryLapsed = true;
    openWindow(model, day, calendar);
  });
  add(model.objectionUntil, model.windowOpen, () => {
    model.windowOpen = false;
    finalise(model);
  });
  for (const objection of model.objections) addObjection(model, objection, calendar, add);
  return lapses;
}

function addObjection(
  model: ModelCase,
  objection: ModelObjection,
  calendar: WorkingCalendar,
  add: (day: LocalDate | null, when: boolean, take: (day: LocalDate) => void) => void,
): void {
  add(objection.replyDue, objection.status === 'open', (day) => {
    objection.status = 'silent';
    objection.contestedFrom = day;
    objection.commissionUntil = commissionWindowEnd(day, calendar, RULES).date;
  });
  add(objection.orderDue, isOrderOpen(objection) && !objection.orderLapsed, (day) => {
    objection.orderLapsed = true;
    // A later notice has opened a longer window already.
    const noticedOn = model.notices.at(-1)?.receivedOn;
    if (noticedOn === undefined || noticedOn <= day) openWindow(model, day, calendar);
  });
  add(
    objection.commissionUntil,
    nextObjectionState(objection.status, 'finalise').ok && !isOrderOpen(objection),
    () => {
      objection.status = 'final';
      finalise(model);
    },
  );
}

function isOrderOpen({ orderDue, carriedOutOn }: ModelObjection): boolean {
  return orderDue !== null && carriedOutOn === null;
}

/** T7 opens, or opens anew: the last notice counts (law.md section 7). */
export function openWindow(model: ModelCase, foundOn: LocalDate, calendar: WorkingCalendar): void {
  if (!bearsObjection(model.state)) return;
  model.foundOn = foundOn;
  model.objectionUntil = objectionWindowEnd(foundOn, calendar, RULES).date;
  model.windowOpen = true;
}

/** Row 24: closed, no window open, no order open, no objection that may still be decided or contested. */
export function finalise(model: ModelCase): void {
  if (model.objections.some(isOrderOpen)) return;
  const contested = model.objections.some(({ status }) => ['open', 'answered', 'silent'].includes(status));
  const next = nextState(model.state, 'finalise');
  if (next.ok && !model.windowOpen && !contested) model.state = next.to;
}

/** What the law asks before it says which grounds are open. */
export function factsOf(model: ModelCase): ObjectionFacts {
  const closing: readonly NoticeFacts[] =
    model.outcome === 'closed_incomplete' && model.repairDue !== null
      ? [notice('closed_incomplete', model.repairDue, false)]
      : [];
  return {
    state: model.state,
    replyDue: model.replyDue,
    notices: [...model.notices, ...closing],
    orders: model.objections.flatMap(({ orderDue, carriedOutOn }) =>
      orderDue === null ? [] : [{ carryOutBy: orderDue, carriedOutOn }],
    ),
  };
}

export function notice(
  kind: DecisionKind,
  receivedOn: LocalDate,
  wasLate: boolean,
  more: Partial<Pick<NoticeFacts, 'namesCost' | 'provideOn'>> = {},
): NoticeFacts {
  return { kind, receivedOn, wasLate, namesCost: false, provideOn: null, deliveredOn: null, ...more };
}

/** Whether a notice at this moment is late. */
export function isLate(model: ModelCase, now: Date): boolean {
  return awaitsNotice(model.state) && model.replyDue !== null && localDayOf(now) > model.replyDue;
}

/** A decree: every running clock is counted anew by the same functions (row 28). */
export function countAnew(model: ModelCase, today: LocalDate, calendar: WorkingCalendar): void {
  const moved = (clock: RunningClock): LocalDate => recompute(clock, calendar, RULES, today)?.to ?? clock.due;
  const { receivedOn, countedFrom, replyDue, extendedOn, letterOn, repairDue, foundOn, objectionUntil } =
    model;
  if (model.state === 'received')
    model.completenessDue = moved({ limit: 'T2', due: model.completenessDue, enteredOn: receivedOn });
  if (replyDue !== null && replyClockRuns(model.state) && !model.silent)
    model.replyDue =
      extendedOn === null
        ? moved({ limit: 'T4', due: replyDue, countedFrom })
        : moved({ limit: 'T5', due: replyDue, countedFrom, extendedOn });
  if (model.state === 'incomplete' && repairDue !== null && letterOn !== null)
    model.repairDue = moved({ limit: 'T3', due: repairDue, letterReceivedOn: letterOn });
  if (model.windowOpen && objectionUntil !== null && foundOn !== null)
    model.objectionUntil = moved({ limit: 'T7', due: objectionUntil, foundOn });
  for (const objection of model.objections) {
    const entered = { receivedOn: objection.receivedOn, enteredOn: objection.receivedOn };
    if (objection.status === 'open')
      objection.replyDue = moved({ limit: 'T8', due: objection.replyDue, ...entered });
    const contestable = objection.status === 'silent' || objection.status === 'answered';
    if (contestable && objection.commissionUntil !== null && objection.contestedFrom !== null)
      objection.commissionUntil = moved({
        limit: 'T10',
        due: objection.commissionUntil,
        answeredOrSilentOn: objection.contestedFrom,
      });
  }
}

/** An objection has ended before its answer: what is left of T7 runs on. */
export function goOn(model: ModelCase, today: LocalDate): void {
  if (!bearsObjection(model.state)) return;
  if (model.objectionUntil !== null && model.objectionUntil >= today) model.windowOpen = true;
  else finalise(model);
}
