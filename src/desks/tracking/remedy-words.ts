import { nextState } from '../../law/next-state.js';
import type { LocalDate } from '../../law/local-date.js';
import { awaitsReply } from '../../law/state-sets.js';
import type { City } from '../../platform/config/city.js';
import type { Texts } from '../../platform/views/texts.js';
import { isLateOrder, isUntoldOrder, type RunningOrder } from './owed-orders.js';
import { commissionDay, commissionOpenUntil, objectionDay, type TrackedCase } from './tracked-case.js';

/** What the headline of a decided or silent objection says of the rights that are left. */
export function rightsWords(
  texts: Texts,
  tracked: TrackedCase,
  facts: { readonly city: City; readonly mayObjectAnew: boolean; readonly order: RunningOrder | null },
): string {
  return [...anewWords(texts, tracked, facts), commissionWords(texts, tracked, facts.city)].join(' ');
}

/** Until when the requester may object anew to an order whose day has passed; no day is told before its letter leaves. */
function anewWords(
  texts: Texts,
  tracked: TrackedCase,
  { order, mayObjectAnew }: { readonly order: RunningOrder | null; readonly mayObjectAnew: boolean },
): readonly string[] {
  if (order === null || !isLateOrder(order, tracked.today)) return [];
  if (isUntoldOrder(order, tracked.objections))
    return mayObjectAnew && offersToObject(tracked) ? [texts.t('tracking.remedy.anew-waits')] : [];
  const until = anewDay(tracked, mayObjectAnew);
  return until === null ? [] : [texts.t('tracking.remedy.anew', { date: texts.formats.date(until) })];
}

/** Whether the page offers to object (law.md row 19): something was answered or has lapsed, and nothing is undecided. */
export function offersToObject({ row, objections, overdue }: TrackedCase): boolean {
  const closed = row.noticed_at !== null || row.status === 'closed_incomplete' || overdue;
  const pending = objections.some(({ status }) => awaitsReply(status));
  return row.objection_until !== null && closed && !pending && nextState(row.status, 'object').ok;
}

/** The last day to object (anew) that is still to come; null where nothing is open to it. */
export function anewDay(tracked: TrackedCase, mayObjectAnew: boolean): LocalDate | null {
  const until = mayObjectAnew && offersToObject(tracked) ? objectionDay(tracked) : null;
  return until === null || tracked.today > until ? null : until;
}

/** The way to the commission of the objection that the headline is about: until when, or that its day has passed. */
function commissionWords(texts: Texts, tracked: TrackedCase, city: City): string {
  const { objection, row, today } = tracked;
  const until = objection === null ? null : commissionDay(objection, row.status);
  if (objection === null || until === null) return '';
  const isOpen = commissionOpenUntil(objection, row.status, today) !== null;
  const opened = objection.status === 'silent' ? 'commission-silent' : 'commission';
  const key = isOpen ? opened : objection.replyWaits ? 'commission-waits' : 'commission-over';
  return texts.t(`tracking.remedy.${key}`, {
    commission: city.commission.name[texts.language],
    date: texts.formats.date(until),
  });
}
