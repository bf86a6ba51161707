import type { DecisionKind } from '../../src/law/decision-kinds.js';
import type { LocalDate } from '../../src/law/local-date.js';
import type { NoticeFacts, ObjectionFacts } from '../../src/law/open-grounds.js';
import type { ModelCase, ModelObjection } from './model-case.js';

/** What the law asks before it says which grounds are open. */
export function factsOf(model: ModelCase): ObjectionFacts {
  const closing: readonly NoticeFacts[] =
    model.outcome === 'closed_incomplete' && model.repairDue !== null
      ? [closed(model.repairDue, model.closingReceivedOn)]
      : [];
  const due = termOf(model);
  const isLate = due !== null && (isAfter(model.noticedOn, due) || isAfter(model.noticeLeftOn, due));
  const given = model.notices.map((each) => ({ ...each, wasLate: each.wasLate || isLate }));
  return {
    state: model.state,
    replyDue: due,
    noticeWaits: model.byPost && model.noticedOn !== null && model.noticeLeftOn === null,
    // What was not documented is promised until an order has given something.
    notices: [...given, ...closing].map((each) =>
      each.kind === 'not_documented' && !isPromiseMade(model) ? { ...each, provideOn: null } : each,
    ),
    givenInFullOn: model.outcome === 'granted_full' ? lastOrderDone(model) : null,
    settled: model.objections.flatMap((objection) => {
      const { grounds, settledOn, orderDue, carriedOutOn } = objection;
      const carryOutBy = isEndedInTime(objection) ? null : orderDue;
      return settledOn === null ? [] : [{ grounds, on: settledOn, carryOutBy, carriedOutOn }];
    }),
    orders: model.objections.flatMap((objection) => {
      const { orderDue, carriedOutOn, givenOn: receivedOn } = objection;
      const isBinding = orderDue !== null && !isEndedInTime(objection);
      return isBinding ? [{ carryOutBy: orderDue, carriedOutOn, receivedOn }] : [];
    }),
  };
}

/**
 * The same as it stood on an earlier day, for a paper that reached the office then: what was told, delivered or carried
 * out later is left out, and a request that became final since then bears what it bore. A withdrawn one bears none.
 */
export function factsOn(model: ModelCase, day: LocalDate): ObjectionFacts {
  const now = factsOf(model);
  const until = (on: LocalDate | null): LocalDate | null => (on !== null && on <= day ? on : null);
  // A notice ends the silence on the day it is sent, whenever the post brings it; a closing the day after its last one.
  const isSent = model.noticedOn !== null && model.noticedOn <= day;
  const notices = now.notices
    .filter(({ kind, receivedOn }) => (kind === 'closed_incomplete' ? receivedOn < day : isSent))
    .map((each) => ({ ...each, deliveredOn: until(each.deliveredOn) }));
  const isUntold = notices.length === 0 && now.notices.length > 0;
  const stood = isUntold ? 'processing' : now.state === 'final' ? 'closed_refused' : now.state;
  return {
    ...now,
    state: now.state === 'withdrawn' ? 'withdrawn' : stood,
    noticeWaits: isSent && model.byPost && (model.noticeLeftOn === null || model.noticeLeftOn > day),
    notices,
    givenInFullOn: until(now.givenInFullOn ?? null),
    settled: (now.settled ?? [])
      .filter(({ on }) => on <= day)
      .map((one) => ({ ...one, carriedOutOn: until(one.carriedOutOn ?? null) })),
    orders: now.orders.map((order) => ({
      ...order,
      carriedOutOn: until(order.carriedOutOn),
      receivedOn: until(order.receivedOn ?? null),
    })),
  };
}

/** It bound nobody any more before its day had passed: it was not broken. */
function isEndedInTime({ orderDue, orderEndedOn }: ModelObjection): boolean {
  return orderDue !== null && orderEndedOn !== null && orderEndedOn <= orderDue;
}

/** Of the superior, the commission or a court. */
function lastOrderDone({ objections }: ModelCase): LocalDate | null {
  const days = objections.flatMap(({ carriedOutOn, dispute }) => [
    carriedOutOn,
    dispute?.orderDoneOn ?? null,
  ]);
  return days.reduce((last, day) => (last === null || (day !== null && day > last) ? day : last), null);
}

function isPromiseMade({ outcome, state, restHanded }: ModelCase): boolean {
  return outcome === 'not_documented' || state === 'granted_open' || restHanded;
}

/** The date in force for whoever waits: an extension on paper of which nobody can say that it left lengthens nothing. */
function termOf({ byPost, extendedOn, dueBefore, replyDue }: ModelCase): LocalDate | null {
  return byPost && extendedOn !== null ? dueBefore : replyDue;
}

/** The day by which a notice on paper has to leave, while it lies at the desk. */
export function letterDueOf(model: ModelCase): LocalDate | null {
  const { state, byPost, noticedOn, noticeLeftOn } = model;
  const waits = byPost && noticedOn !== null && noticeLeftOn === null;
  return waits && state !== 'withdrawn' && state !== 'final' ? termOf(model) : null;
}

function isAfter(day: LocalDate | null, due: LocalDate): boolean {
  return day !== null && day > due;
}

/** A notice of this day. */
export function notice(
  kind: DecisionKind,
  receivedOn: LocalDate,
  wasLate: boolean,
  more: Partial<Pick<NoticeFacts, 'namesCost' | 'provideOn' | 'dayZero'>> = {},
): NoticeFacts {
  return { kind, receivedOn, wasLate, namesCost: false, provideOn: null, deliveredOn: null, ...more };
}

/** A closing is known since the last day of T3, or since the letter about it was received. */
function closed(lastDay: LocalDate, receivedOn: LocalDate | null): NoticeFacts {
  return receivedOn === null || receivedOn <= lastDay
    ? notice('closed_incomplete', lastDay, false, { dayZero: 'end-of-term' })
    : notice('closed_incomplete', receivedOn, false, { dayZero: 'receipt' });
}
