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
import { bearsObjection, replyClockRuns } from '../../src/law/request-states.js';
import { REMINDER_TIME } from '../../src/law/service-rules.js';
import type { Ruleset } from '../../src/law/ruleset.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import {
  disputeOpen,
  isOrderOpen,
  type ModelCase,
  type ModelDecree,
  type ModelDispute,
  type ModelObjection,
} from './model-case.js';

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
  add(model.repairDue, model.state === 'incomplete', (day) => {
    model.state = 'closed_incomplete';
    model.outcome = 'closed_incomplete';
    for (const part of model.parts) if (part.state === 'incomplete') part.state = 'closed_incomplete';
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
  for (const decree of model.decrees)
    if (!decree.told) lapses.push({ at: reviewAt(decree), take: () => (decree.told = true) });
  for (const material of model.materials) add(material.dueOn, material.runs, () => (material.runs = false));
  for (const objection of model.objections) {
    addObjection(model, objection, calendar, add);
    if (objection.dispute !== null) addDispute(model, objection, objection.dispute, add, lapses);
  }
  return lapses;
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
    objection.commissionUntil = commissionWindowEnd(day, calendar, model.rules).date;
    objection.commissionRuns = true;
  });
  add(objection.orderDue, isOrderOpen(objection) && !objection.orderLapsed, (day) => {
    objection.orderLapsed = true;
    // A later notice has opened a longer window already.
    const noticedOn = model.noticedOn;
    if (noticedOn === null || model.objectionUntil === null || noticedOn <= day)
      openWindow(model, day, calendar);
  });
  add(objection.commissionUntil, objection.commissionRuns, () => {
    objection.commissionRuns = false;
    endObjection(model, objection);
  });
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
    dispute.orderDue !== null && !dispute.orderLapsed,
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

/** T7 opens, or opens anew: the last notice counts (law.md section 7). */
export function openWindow(model: ModelCase, foundOn: LocalDate, calendar: WorkingCalendar): void {
  if (!bearsObjection(model.state)) return;
  model.foundOn = foundOn;
  model.objectionUntil = objectionWindowEnd(foundOn, calendar, model.rules).date;
  model.windowOpen = true;
}

/** Row 24: closed, no window open, no order open, no objection or dispute that may still be decided. */
export function finalise(model: ModelCase): void {
  const open = model.objections.some(
    (objection) =>
      isOrderOpen(objection) ||
      disputeOpen(objection) ||
      ['open', 'answered', 'silent'].includes(objection.status),
  );
  const next = nextState(model.state, 'finalise');
  if (!next.ok || model.windowOpen || open) return;
  model.state = next.to;
  for (const part of model.parts) if (nextState(part.state, 'finalise').ok) part.state = 'final';
}

/** Row 24 for an objection: T10 is over, no order and no dispute is left. */
export function endObjection(model: ModelCase, objection: ModelObjection): void {
  if (!nextObjectionState(objection.status, 'finalise').ok) return;
  if (objection.commissionRuns || isOrderOpen(objection) || disputeOpen(objection)) return;
  objection.status = 'final';
  finalise(model);
}

/** Row 26: no further step is possible, no order waits. `on` = the day from which it is so. */
export function endDispute(model: ModelCase, objection: ModelObjection, on: LocalDate): void {
  const { dispute } = objection;
  if (dispute === null || !nextDisputeState(dispute.status, 'finalise').ok) return;
  if (awaitsNextInstance(dispute) || dispute.orderDue !== null) return;
  if (dispute.furtherUntil !== null && on <= dispute.furtherUntil) return;
  dispute.status = 'final';
  dispute.furtherUntil = null;
  endObjection(model, objection);
  finalise(model);
}

/** A decree: every running clock is counted anew by the same functions (row 28). */
export function countAnew(model: ModelCase, now: Date, calendar: WorkingCalendar): void {
  const today = localDayOf(now);
  const moved = (clock: RunningClock): LocalDate =>
    recompute(clock, calendar, model.rules, today)?.to ?? clock.due;
  const { receivedOn, countedFrom, replyDue, extendedOn, letterOn, repairDue, foundOn, objectionUntil } =
    model;
  if (model.state === 'received')
    model.completenessDue = moved({
      limit: 'T2',
      due: model.completenessDue,
      enteredOn: receivedOn,
      receivedOn,
    });
  if (replyDue !== null && replyClockRuns(model.state) && !model.silent)
    model.replyDue =
      extendedOn === null
        ? moved({ limit: 'T4', due: replyDue, countedFrom })
        : moved({ limit: 'T5', due: replyDue, countedFrom, extendedOn });
  if (model.state === 'incomplete' && repairDue !== null && letterOn !== null)
    model.repairDue = moved({ limit: 'T3', due: repairDue, letterReceivedOn: letterOn });
  if (model.windowOpen && objectionUntil !== null && foundOn !== null)
    model.objectionUntil = moved({ limit: 'T7', due: objectionUntil, foundOn });
  for (const decree of model.decrees) {
    if (decree.told || reviewAt(decree) <= now.getTime()) continue;
    decree.reviewOn = exemptionReviewDay(decree.until, calendar);
    decree.told = reviewAt(decree) <= now.getTime();
  }
  for (const objection of model.objections) {
    const entered = { receivedOn: objection.receivedOn, enteredOn: objection.receivedOn };
    if (objection.status === 'open')
      objection.replyDue = moved({ limit: 'T8', due: objection.replyDue, ...entered });
    const { commissionUntil, contestedFrom, dispute } = objection;
    if (objection.commissionRuns && commissionUntil !== null && contestedFrom !== null)
      objection.commissionUntil = moved({
        limit: 'T10',
        due: commissionUntil,
        answeredOrSilentOn: contestedFrom,
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

/** The clocks of the law that run now, as `kind last-day`, in order: what the due rows of the case must be. */
export function runningClocks(model: ModelCase): readonly string[] {
  const clocks: string[] = [];
  const add = (kind: string, day: LocalDate | null, runs: boolean): void => {
    if (runs) clocks.push(`${kind} ${day ?? 'never'}`);
  };
  add('completeness-check', model.completenessDue, model.state === 'received');
  add('repair', model.repairDue, model.state === 'incomplete');
  add('reply', model.replyDue, replyClockRuns(model.state) && !model.silent);
  add(
    'delivery',
    model.provideOn,
    model.state === 'granted_open' && model.provideOn !== null && !model.deliveryLapsed,
  );
  add('objection-window', model.objectionUntil, model.windowOpen);
  for (const { reviewOn, told } of model.decrees) add('exemption-review', reviewOn, !told);
  for (const { dueOn, runs } of model.materials) add('material', dueOn, runs);
  for (const objection of model.objections) {
    add('objection-reply', objection.replyDue, objection.status === 'open');
    add('order-execution', objection.orderDue, isOrderOpen(objection) && !objection.orderLapsed);
    add('commission-window', objection.commissionUntil, objection.commissionRuns);
    const { dispute } = objection;
    if (dispute === null) continue;
    const kind = dispute.status === 'ruled' ? 'court-window' : 'cassation-window';
    add(kind, dispute.furtherUntil, dispute.furtherRuns);
    add('dispute-order', dispute.orderDue, dispute.orderDue !== null && !dispute.orderLapsed);
  }
  return clocks.sort();
}
