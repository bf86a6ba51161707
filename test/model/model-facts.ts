import type { DecisionKind } from '../../src/law/decision-kinds.js';
import type { LocalDate } from '../../src/law/local-date.js';
import type { NoticeFacts, ObjectionFacts } from '../../src/law/objection-windows.js';
import type { ModelCase } from './model-case.js';

/** What the law asks before it says which grounds are open. */
export function factsOf(model: ModelCase): ObjectionFacts {
  const closing: readonly NoticeFacts[] =
    model.outcome === 'closed_incomplete' && model.repairDue !== null
      ? [notice('closed_incomplete', model.repairDue, false, { dayZero: 'end-of-term' })]
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

/**
 * The same as it stood on an earlier day, for a paper that reached the office then: what was told, delivered or carried
 * out later is left out, and a request that became final since then bears what it bore. A withdrawn one bears none.
 */
export function factsOn(model: ModelCase, day: LocalDate): ObjectionFacts {
  const now = factsOf(model);
  const until = (on: LocalDate | null): LocalDate | null => (on !== null && on <= day ? on : null);
  // A closing is of the end of its last day, a notice of the day itself.
  const notices = now.notices
    .filter(({ receivedOn, dayZero }) => (dayZero === 'end-of-term' ? receivedOn < day : receivedOn <= day))
    .map((each) => ({ ...each, deliveredOn: until(each.deliveredOn) }));
  const isUntold = notices.length === 0 && now.notices.length > 0;
  const stood = isUntold ? 'processing' : now.state === 'final' ? 'closed_refused' : now.state;
  return {
    ...now,
    state: now.state === 'withdrawn' ? 'withdrawn' : stood,
    notices,
    orders: now.orders.map((order) => ({ ...order, carriedOutOn: until(order.carriedOutOn) })),
  };
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
