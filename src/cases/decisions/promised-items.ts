import { totalCost } from '../../law/decision-contents.js';
import { grants } from '../../law/decision-kinds.js';
import { providedFrom } from '../../law/delivery.js';
import { goesOnline } from '../../law/handover.js';
import type { LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DecidedItem } from './decided-items.queries.js';

type Ways = Pick<CaseRow, 'access' | 'delivery'>;

/** Whether the answer is the delivery: asked for online, free, and every file there. */
export function goesOutWith(row: Ways, given: readonly DecidedItem[]): boolean {
  return (
    goesOnline(row) &&
    given.every(
      ({ decision: { cost, fileIds, form } }) =>
        totalCost(cost) === 0 && fileIds.length > 0 && form === 'softcopy',
    )
  );
}

/** The items with the days that a notice of that day states; what goes out with it needs none. */
export function promisedItems(
  row: Ways,
  items: readonly DecidedItem[],
  noticedOn: LocalDate,
  calendar: WorkingCalendar,
): readonly DecidedItem[] {
  const given = items.filter(({ decision }) => grants(decision.outcome));
  if (goesOutWith(row, given)) return items;
  return items.map((item) => {
    const { decidedOn, provideOn: named } = item.decision;
    if (named === null) return item;
    const provideOn = providedFrom({ decidedOn, provideOn: named }, noticedOn, calendar);
    return { ...item, decision: { ...item.decision, provideOn } };
  });
}
