import type { DecisionCost } from '../../law/decision-contents.js';
import type { Tx } from '../../platform/database/tx.js';

/** Whole rupiah: what the notice asked for, part by part, and what has come in. */
export interface CaseMoney {
  readonly parts: DecisionCost;
  readonly cost: number;
  readonly paid: number;
}

/** The money of a case; nothing before its notice. */
export async function moneyOf(tx: Tx, caseId: string): Promise<CaseMoney> {
  const [found] = await tx.query<{ copy: number; delivery: number; other: number; paid: number }>(
    `SELECT coalesce(sum(cost_copy), 0)::integer AS copy, coalesce(sum(cost_delivery), 0)::integer AS delivery,
       coalesce(sum(cost_other), 0)::integer AS other,
       coalesce((SELECT sum(amount) FROM payments WHERE case_id = $1), 0)::integer AS paid
     FROM decisions WHERE case_id = $1`,
    [caseId],
  );
  const { copy = 0, delivery = 0, other = 0, paid = 0 } = found ?? {};
  return { parts: { copy, delivery, other }, cost: copy + delivery + other, paid };
}
