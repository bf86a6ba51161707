import type { LocalDate } from '../../law/local-date.js';
import type { OrderedBy } from '../../cases/requests/case-row.js';
import type { Texts } from '../../platform/views/texts.js';

/** An order that binds the office today, or what both sides agreed on (view `running_orders`, decision 0083). */
export interface RunningOrder {
  readonly objectionId: string;
  readonly by: OrderedBy;
  /** T9. */
  readonly dueOn: LocalDate;
  readonly orderedOn: LocalDate;
  /** It was reported: what is left is to send the letter with which it leaves (decision 0091). */
  readonly inLetter: boolean;
}

/** SQL that gathers them as JSON, the nearest day first. `owner` says whose they are, for instance `r.case_id = $1`. */
export function runningOrders(owner: string): string {
  return /* sql */ `(SELECT coalesce(json_agg(json_build_object('objectionId', r.objection_id, 'by', r.ordered_by,
      'dueOn', r.due_on, 'orderedOn', r.ordered_on, 'inLetter', r.in_letter) ORDER BY r.due_on), '[]')
    FROM running_orders r WHERE ${owner})`;
}

/** Whether commission or court ordered it: the way after it is the court, not another objection (decision 0051). */
export function isOfDispute({ by }: Pick<RunningOrder, 'by'>): boolean {
  return by !== 'superior' && by !== 'settlement';
}

/** Whether its day has passed undone. */
export function isLateOrder({ dueOn }: Pick<RunningOrder, 'dueOn'>, today: LocalDate): boolean {
  return today > dueOn;
}

/**
 * Whether the answer with the order still lies at the desk: the requester cannot know of its day, so that the last day to
 * object to its passing is counted from the letter (decision 0091).
 */
export function isUntoldOrder(
  order: Pick<RunningOrder, 'objectionId' | 'by'>,
  objections: readonly { readonly id: string; readonly replyWaits: boolean }[],
): boolean {
  return (
    !isOfDispute(order) && objections.some(({ id, replyWaits }) => replyWaits && id === order.objectionId)
  );
}

/** Until when it is to be carried out, or that its day has passed and the duty stays; after a ruling also what is next. */
export function orderWords(texts: Texts, order: RunningOrder, today: LocalDate): string {
  const isLate = isLateOrder(order, today);
  const words = texts.t(`tracking.owed.${isLate ? 'late' : 'day'}${order.inLetter ? '-in-letter' : ''}`, {
    name: texts.t(`tracking.owed.name.${order.by}`),
    date: texts.formats.date(order.dueOn),
  });
  return isLate && isOfDispute(order) ? `${words} ${texts.t('tracking.owed.court')}` : words;
}
