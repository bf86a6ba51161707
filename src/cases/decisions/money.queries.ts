import { totalCost, type DecisionCost } from '../../law/decision-contents.js';
import { costUpTo } from '../../law/handover.js';
import type { Tx } from '../../platform/database/tx.js';

/** Whole rupiah: what the notice asked for, part by part, or what an order has left of it, and what has come in. */
export interface CaseMoney {
  readonly parts: DecisionCost;
  readonly cost: number;
  /** What the notice asked for, before any order. */
  readonly asked: number;
  readonly paid: number;
  /** The moment of the last payment; null where nothing came in. */
  readonly paidAt: Date | null;
}

/**
 * SQL: rupiah that an older register asks for and notes no payment of; null where it asks for nothing. What it says of a
 * payment counts as paid in full, unless it says that none was made ("belum dibayar").
 */
export function owedByOldRegister(caseId: string): string {
  return `(SELECT i.cost FROM imported_entries i
    WHERE i.case_id = ${caseId} AND (i.payment IS NULL OR i.payment ~* '^(belum|blm|tidak|tdk)\\M'))`;
}

/** The money of a case; nothing before its notice. */
export async function moneyOf(tx: Tx, caseId: string): Promise<CaseMoney> {
  const [found] = await tx.query<
    DecisionCost & { paid: number; paidAt: Date | null; lowered: number | null }
  >(
    `SELECT (coalesce(sum(cost_copy), 0) + coalesce(${owedByOldRegister('$1')}, 0))::integer AS copy, coalesce(sum(cost_delivery), 0)::integer AS delivery,
       coalesce(sum(cost_other), 0)::integer AS other,
       coalesce((SELECT sum(amount) FROM payments WHERE case_id = $1), 0)::integer AS paid,
       (SELECT max(at) FROM payments WHERE case_id = $1) AS "paidAt",
       (SELECT cost FROM lowered_costs WHERE case_id = $1 ORDER BY at DESC LIMIT 1) AS lowered
     FROM decisions WHERE case_id = $1`,
    [caseId],
  );
  const { copy = 0, delivery = 0, other = 0, paid = 0, paidAt = null, lowered = null } = found ?? {};
  const asked = { copy, delivery, other };
  const cost = lowered ?? totalCost(asked);
  return { parts: costUpTo(asked, cost), cost, asked: totalCost(asked), paid, paidAt };
}
