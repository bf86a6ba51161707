import type { GroundWindow } from '../../law/open-grounds.js';
import type { Texts } from '../../platform/views/texts.js';
import { closedOn, type TrackedCase } from './tracked-case.js';

/** Why a ground is open: the fact of this case, in its own date. */
export function hintOf(texts: Texts, tracked: TrackedCase, window: GroundWindow): string | null {
  const { ground } = window;
  const { row, calendar, today } = tracked;
  const date = (day: string | Date): string => texts.formats.date(day);
  if (tracked.overdue && row.due_on !== null) {
    if (ground === 'c') return texts.t('tracking.object.hint-silence', { due: date(row.due_on) });
    if (ground === 'g') {
      return texts.t('tracking.object.hint-late', {
        n: Math.max(1, -calendar.workingDaysLeft(today, row.due_on)),
      });
    }
  }
  const promised = promiseHint(texts, tracked, window);
  if (promised !== null) return promised;
  if (row.noticed_at !== null)
    return texts.t('tracking.object.hint-answered', { date: date(row.noticed_at) });
  const closed = closedOn(row);
  return closed === null ? null : texts.t('tracking.object.hint-closed', { date: date(closed) });
}

/** Whose day the ground is counted from, where it is not that of the notice: an order, an agreement, a promised delivery. */
function promiseHint(texts: Texts, { row, objections }: TrackedCase, { count }: GroundWindow): string | null {
  if (count === null) return null;
  const lapsed = count.dayZero === 'end-of-term';
  const found = objections.find(({ order }) =>
    lapsed
      ? order?.carryOutBy === count.start && order.carriedOutOn === null
      : order?.carriedOutOn === count.start && order.carriedOutOn > order.carryOutBy,
  );
  if (found?.order != null) {
    const key = `${found.settlement === null ? 'order' : 'agreed'}${lapsed ? '' : '-done-late'}`;
    return texts.t(`tracking.object.hint-${key}`, {
      due: texts.formats.date(found.order.carryOutBy),
      done: found.order.carriedOutOn === null ? '' : texts.formats.date(found.order.carriedOutOn),
    });
  }
  return lapsed && row.provide_on === count.start
    ? texts.t('tracking.object.hint-promised', { due: texts.formats.date(count.start) })
    : null;
}
