import { owesDelivery, type OwedPart } from '../../law/delivery.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { handoverOf } from '../requests/handover.queries.js';

/** What the office still has to hand over of this case, each part with the last day of its T6; empty where nothing is owed. */
export async function owedPartsOf(tx: Tx, row: CaseRow): Promise<readonly OwedPart[]> {
  const { status, provide_on: provideOn, granted_due_on: grantedBy, promised_due_on: promisedBy } = row;
  if (!owesDelivery({ state: status, provideOn })) return [];
  if (status !== 'granted_open') return [{ part: 'promised', dueOn: provideOn }];
  if (promisedBy === null) return [{ part: 'granted', dueOn: provideOn }];
  const promised = { part: 'promised', dueOn: promisedBy } as const;
  // While the rest is owed, what was handed over is what was granted.
  if ((await handoverOf(tx, row.id)) !== null) return [promised];
  return [{ part: 'granted', dueOn: grantedBy }, promised];
}
