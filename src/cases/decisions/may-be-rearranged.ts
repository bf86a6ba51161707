import { decideRearranging } from '../../law/rearranging.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';

/** Throws 409 with the law's own reason where the question of a request may not be put in items or split any more. */
export async function mustBeRearrangeable(tx: Tx, row: CaseRow): Promise<void> {
  const decided = await tx.query('SELECT 1 FROM item_decisions WHERE case_id = $1 LIMIT 1', [row.id]);
  mustStand(row, decided.length > 0);
}

/** The same for a group: each member keeps its own decisions, so only a proposal that waits is in the way. */
export function mustBeGroupable(row: CaseRow): void {
  mustStand(row, false);
}

function mustStand(row: CaseRow, decided: boolean): void {
  const decision = decideRearranging({ state: row.status, noticed: row.noticed_at !== null, decided });
  if (!decision.ok) throw refused(decision.refusal);
}
