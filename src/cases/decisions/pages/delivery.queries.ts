import type { Tx } from '../../../platform/database/tx.js';

/** Whole rupiah: what the notice asked for, and what has come in. */
export async function moneyOf(
  tx: Tx,
  caseId: string,
): Promise<{ readonly cost: number; readonly paid: number }> {
  const rows = await tx.query<{ cost: number; paid: number }>(
    `SELECT coalesce((SELECT sum(cost_copy + cost_delivery + cost_other) FROM decisions WHERE case_id = $1), 0)::integer AS cost,
       coalesce((SELECT sum(amount) FROM payments WHERE case_id = $1), 0)::integer AS paid`,
    [caseId],
  );
  return rows[0] ?? { cost: 0, paid: 0 };
}
