import { awaitsNextInstance, commissionTerms } from '../../src/law/dispute-rules.js';
import { exemptionReviewDay } from '../../src/law/exemption-review.js';
import {
  addCalendarDays,
  endOfLocalDay,
  localDayOf,
  localInstant,
  type LocalDate,
} from '../../src/law/local-date.js';
import { nextDisputeState, nextObjectionState, nextState } from '../../src/law/next-state.js';
import { commissionWindowEnd, objectionWindowEnd } from '../../src/law/objection-windows.js';
import { recompute, type RunningClock } from '../../src/law/recompute.js';
import { strictReplyDue } from '../../src/law/reply-clock.js';
import { bearsObjection, replyTermRuns } from '../../src/law/request-states.js';
import { REMINDER_TIME } from '../../src/law/service-rules.js';
import type { Ruleset } from '../../src/law/ruleset.js';
import type { DayZero } from '../../src/law/term.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import {
  awaitsPosting,
  disputeOpen,
  isOrderOpen,
  partsOwed,
  type ModelCase,
  type ModelDecree,
  type ModelDispute,
  type ModelObjection,
} from './model-case.js';
import { letterDueOf } from './model-facts.js';

/** A term that has run out and what it does. */
interface Lapse {
  readonly at: number;
  readonly take: () => void;
}

type Add = (day: LocalDate | null, when: boolean, take: (day: LocalDate) => void) => void;

/**
 * Lets every term take effect that has run out by `now`, in the order in which they ended, exactly once each (law.md
 * rows 3, 6, 15, 16, 22, 24, 26).
 */
export function letTimePass(model: ModelCase, now: Date, calendar: WorkingCalendar): void {
  for (;;) {
    const due = lapsesOf(model, calendar)
      .filter((lapse) => lapse.at <= now.getTime())
      .sort((a, b) => a.at - b.at)[0];
    if (due === undefined) break;
    due.take();
  }
  if (model.twin !== null) letTimePass(model.twin, now, calendar);
}

function lapsesOf(model: ModelCase, calendar: WorkingCalendar): readonly Lapse[] {
  const lapses: Lapse[] = [];
  const add: Add = (day, when, take) => {
    if (day !== null && when) lapses.push({ at: endOfLocalDay(day).getTime(), take: () => take(day) });
  };
  add(model.completenessDue, model.state === 'received', () => {
    model.state = 'processing';
    for (const part of model.parts) if (part.state === 'received') part.state = 'processing';
  });
  add(model.completenessDue, awaitsPosting(model), () => unposted(model, calendar));
  add(model.repairDue, model.state === 'incomplete', (day) => {
    model.state = 'closed_incomplete';
    model.outcome = 'closed_incomplete';
    for (const part of model.parts) if (part.state === 'incomplete') part.state = 'closed_incomplete';
    if (model.byPost) model.unreceived = [...model.unreceived, 'closed-incomplete'];
    openWindow(model, day, calendar, 'end-of-term');
  });
  add(model.replyDue, model.state !== 'received' && replyTermRuns(model) && !model.silent, (day) => {
    model.silent = true;
    model.prepared = true;
    openWindow(model, day, calendar, 'end-of-term');
  });
  for (const { part, by, lapsed } of partsOwed(model))
    add(by, !lapsed, (day) => {
      if (part === 'promised' && model.state === 'granted_open') model.promiseLapsed = true;
      else model.deliveryLapsed = true;
      openWindow(model, day, calendar, 'end-of-term');
    });
  add(model.objectionUntil, model.windowOpen, () => {
    model.windowOpen = false;
    finalise(model);
  });
  const letterDue = letterDueOf(model);
  if (letterDue !== null && !model.unsentTold)
    lapses.push({
      at: morningAfter(letterDue, calendar),
      take: () => noticeUnsent(model, letterDue, calendar),
    });
  for (const decree of model.decrees)
    if (!decree.told) lapses.push({ at: reviewAt(decree), take: () => (decree.told = true) });
  for (const material of model.materials) add(material.dueOn, material.runs, () => (material.runs = false));
  for (const objection of model.objections) {
    addObjection(model, objection, calendar, add);
    addUnsent(model, objection, calendar, lapses);
    if (objection.dispute !== null) addDispute(model, objection, objection.dispute, add, lapses);
  }
  for (const objection of model.alone) addObjection(model, objection, calendar, add);
  return lapses;
}

/** Nobody posted the letter inside T2: it suspends nothing, and the request is complete from receipt (row 3). */
function unposted(model: ModelCase, calendar: WorkingCalendar): void {
  model.state = 'processing';
  model.unreceived = model.unreceived.filter((letter) => letter !== 'needs-completing');
  for (const part of model.parts) if (part.state === 'incomplete') part.state = 'processing';
  if (model.replyDue !== null) return;
  model.countedFrom = model.receivedOn;
  model.replyDue = strictReplyDue(model.receivedOn, calendar, model.rules).date;
}

/** The notice lies at the desk on paper although its term has passed: T7 counts from there, as after silence. */
function noticeUnsent(model: ModelCase, letterDue: LocalDate, calendar: WorkingCalendar): void {
  model.unsentTold = true;
  openWindow(model, letterDue, calendar, 'end-of-term');
}

function addObjection(
  model: ModelCase,
  objection: ModelObjection,
  calendar: WorkingCalendar,
  add: Add,
): void {
  add(objection.replyDue, objection.status === 'open', (day) => {
    objection.status = 'silent';
    objection.contestedFrom = day;
    objection.contestedZero = 'end-of-term';
    objection.commissionUntil = commissionWindowEnd(day, calendar, model.rules, 'end-of-term').date;
    objection.commissionRuns = true;
  });
  add(objection.orderDue, isOrderOpen(objection) && !objection.orderLapsed, (day) => {
    objection.orderLapsed = true;
    // Nobody knows of an order whose letter lies at the desk.
    if (!model.objections.includes(objection) || objection.answerOut) return;
    // A later notice has opened a longer window already.
    const noticedOn = model.noticedOn;
    if (noticedOn === null || model.objectionUntil === null || noticedOn <= day)
      openWindow(model, day, calendar, 'end-of-term');
  });
  add(objection.commissionUntil, objection.commissionRuns, () => {
    objection.commissionRuns = false;
    endObjection(model, objection);
  });
}

/** An answer on paper lies at the desk although T8 has passed: the way to the commission is open as after silence. */
function addUnsent(
  model: ModelCase,
  objection: ModelObjection,
  calendar: WorkingCalendar,
  lapses: Lapse[],
): void {
  const { answerOut, answerLateAt: at, replyDue } = objection;
  if (at === null || !answerOut) return;
  const take = (): void => {
    objection.answerLateAt = null;
    if (objection.status !== 'answered' || objection.dispute !== null) return;
    const until = commissionWindowEnd(replyDue, calendar, model.rules, 'end-of-term').date;
    if (objection.commissionUntil !== null && until < objection.commissionUntil) return;
    objection.contestedFrom = replyDue;
    objection.contestedZero = 'end-of-term';
    objection.commissionUntil = until;
    objection.commissionRuns = true;
  };
  lapses.push({ at, take });
}

/** The hour at which the office is told of what should have happened by a day. */
export function morningAfter(day: LocalDate, calendar: WorkingCalendar): number {
  return localInstant(calendar.nextWorkingDay(day), REMINDER_TIME).getTime();
}

function addDispute(
  model: ModelCase,
  objection: ModelObjection,
  dispute: ModelDispute,
  add: Add,
  lapses: Lapse[],
): void {
  add(
    dispute.orderDue,
    dispute.orderDue !== null && !dispute.orderLapsed && !dispute.orderWaits,
    () => (dispute.orderLapsed = true),
  );
  add(dispute.furtherUntil, dispute.furtherRuns, (day) => {
    dispute.furtherRuns = false;
    endDispute(model, objection, addCalendarDays(day, 1));
  });
  if (dispute.endsNow)
    lapses.push({
      at: 0,
      take: () => {
        dispute.endsNow = false;
        endDispute(model, objection, dispute.decidedOn ?? dispute.filedOn);
      },
    });
}

/** T7 opens, or opens anew: the last notice counts, and a later day stays (law.md section 7). */
export function openWindow(
  model: ModelCase,
  foundOn: LocalDate,
  calendar: WorkingCalendar,
  dayZero: DayZero = 'receipt',
): void {
  if (!bearsObjection(model.state)) return;
  const until = objectionWindowEnd(foundOn, calendar, model.rules, dayZero).date;
  if (model.objectionUntil !== null && model.objectionUntil > until) return;
  model.foundOn = foundOn;
  model.foundZero = dayZero;
  model.objectionUntil = until;
  model.windowOpen = true;
}

/** Row 24: closed, no window open, no promised day to come, no order open, no objection or dispute that may still be decided. */
export function finalise(model: ModelCase): void {
  const open = model.objections.some(
    (objection) =>
      isOrderOpen(objection) ||
      disputeOpen(objection) ||
      ['open', 'answered', 'silent'].includes(objection.status),
  );
  const next = nextState(model.state, 'finalise');
  const isPromised = partsOwed(model).some(({ by, lapsed }) => by !== null && !lapsed);
  const waits = isPromised || model.unreceived.some((letter) => letter !== 'needs-completing');
  if (!next.ok || model.windowOpen || open || waits) return;
  model.state = next.to;
  for (const part of model.parts) if (nextState(part.state, 'finalise').ok) part.state = 'final';
}

/** Row 24 for an objection: T10 is over, no order and no dispute is left. */
export function endObjection(model: ModelCase, objection: ModelObjection): void {
  if (!nextObjectionState(objection.status, 'finalise').ok) return;
  if (objection.commissionRuns || isOrderOpen(objection) || disputeOpen(objection)) return;
  // Who has gone to the commission has received the answer.
  if (objection.answerOut && objection.dispute === null) return;
  objection.status = 'final';
  finalise(model);
}

/** The same once its order is: it waits for T10, unless the requester has gone to the commission. */
export function endAnswered(model: ModelCase, objection: ModelObjection, today: LocalDate): void {
  // What both sides agreed on leaves the objection settled; the request waited for it.
  if (objection.status === 'settled') {
    finalise(model);
    return;
  }
  const waits = objection.commissionUntil === null || objection.commissionUntil >= today;
  if (!waits || objection.dispute !== null) endObjection(model, objection);
}

/** Row 26: no further step is possible, no order waits. `on` = the day from which it is so. */
export function endDispute(model: ModelCase, objection: ModelObjection, on: LocalDate): void {
  const { dispute } = objection;
  if (dispute === null || !nextDisputeState(dispute.status, 'finalise').ok) return;
  if (awaitsNextInstance(dispute) || dispute.orderDue !== null) return;
  if (dispute.furtherUntil !== null && on <= dispute.furtherUntil) return;
  dispute.status = 'final';
  dispute.furtherUntil = null;
  dispute.furtherRuns = false;
  endObjection(model, objection);
  finalise(model);
}

/** A decree: every running clock is counted anew by the same functions (row 28). */
export function countAnew(model: ModelCase, now: Date, calendar: WorkingCalendar): void {
  const today = localDayOf(now);
  const moved = (clock: RunningClock): LocalDate =>
    recompute(clock, calendar, model.rules, today)?.to ?? clock.due;
  const { countedFrom, replyDue, dueBefore, extendedOn, letterOn, repairDue, foundOn, objectionUntil } =
    model;
  if (model.state === 'received' || awaitsPosting(model))
    model.completenessDue = moved({
      limit: 'T2',
      due: model.completenessDue,
      enteredOn: model.enteredOn,
      receivedOn: model.receivedOn,
    });
  // A notice that lies at the desk has not been sent: its term goes on.
  if (replyDue !== null && ((replyTermRuns(model) && !model.silent) || letterDueOf(model) !== null))
    model.replyDue =
      extendedOn === null
        ? moved({ limit: 'T4', due: replyDue, countedFrom })
        : moved({ limit: 'T5', due: replyDue, countedFrom, extendedOn });
  if (dueBefore !== null && extendedOn !== null)
    model.dueBefore = moved({ limit: 'T4', due: dueBefore, countedFrom });
  if (model.state === 'incomplete' && repairDue !== null && letterOn !== null)
    model.repairDue = moved({ limit: 'T3', due: repairDue, letterReceivedOn: letterOn });
  if (model.windowOpen && objectionUntil !== null && foundOn !== null)
    model.objectionUntil = moved({ limit: 'T7', due: objectionUntil, foundOn, dayZero: model.foundZero });
  for (const decree of model.decrees) {
    if (decree.told || reviewAt(decree) <= now.getTime()) continue;
    decree.reviewOn = exemptionReviewDay(decree.until, calendar);
    decree.told = reviewAt(decree) <= now.getTime();
  }
  for (const objection of [...model.objections, ...model.alone]) {
    const entered = { receivedOn: objection.receivedOn, enteredOn: objection.enteredOn };
    if (objection.status === 'open')
      objection.replyDue = moved({ limit: 'T8', due: objection.replyDue, ...entered });
    const { commissionUntil, contestedFrom, dispute } = objection;
    if (objection.commissionRuns && commissionUntil !== null && contestedFrom !== null)
      objection.commissionUntil = moved({
        limit: 'T10',
        due: commissionUntil,
        answeredOrSilentOn: contestedFrom,
        dayZero: objection.contestedZero,
      });
    if (dispute !== null) countDisputeAnew(dispute, calendar, model.rules, moved);
  }
  if (model.twin !== null) countAnew(model.twin, now, calendar);
}

function countDisputeAnew(
  dispute: ModelDispute,
  calendar: WorkingCalendar,
  rules: Ruleset,
  moved: (clock: RunningClock) => LocalDate,
): void {
  const { status, furtherUntil, decidedOn } = dispute;
  if (status === 'registered') {
    const terms = commissionTerms(dispute.filedOn, calendar, rules);
    dispute.startDue = terms.startDue.date;
    dispute.endDue = terms.endDue.date;
  }
  if (status === 'ruled' && furtherUntil !== null && decidedOn !== null)
    dispute.furtherUntil = moved({ limit: 'T13', due: furtherUntil, decisionReceivedOn: decidedOn });
}

/** The superior has consented to exemptions until these days: T18 starts for each (PP 61/2010 art. 11). */
export function decreeExempt(
  model: ModelCase,
  untils: readonly LocalDate[],
  now: Date,
  calendar: WorkingCalendar,
): void {
  for (const until of untils) {
    const decree = { until, reviewOn: exemptionReviewDay(until, calendar), told: false };
    model.decrees.push({ ...decree, told: reviewAt(decree) <= now.getTime() });
  }
}

function reviewAt({ reviewOn }: Pick<ModelDecree, 'reviewOn'>): number {
  return localInstant(reviewOn, REMINDER_TIME).getTime();
}
