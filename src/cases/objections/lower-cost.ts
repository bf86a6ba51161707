import { Injectable } from '@nestjs/common';
import { isLowerCost } from '../../law/handover.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import { asksForCost } from '../../law/objection-reply.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { moneyOf } from '../decisions/money.queries.js';
import { PromiseDelivery } from '../decisions/promise-delivery.js';
import type { CaseRow } from '../requests/case-row.js';

/** Whose order it is: of the superior, or of a decision in a dispute about the objection. */
export interface OrderAboutCost {
  readonly objectionId: string;
  readonly stepId: string | null;
  readonly grounds: readonly ObjectionGround[];
}

/**
 * An order, or an agreement of both sides, lowers or waives the cost of a copy (UU 14/2008 art. 35(1)f; law.md 6.4 f):
 * from now on no more is owed, and where nothing is left to pay, a provision that waited for the payment starts (D9). What
 * the notice said stays said. The desk returns what was paid beyond it.
 */
@Injectable()
export class LowerCost {
  constructor(
    private readonly promise: PromiseDelivery,
    private readonly tasks: Tasks,
  ) {}

  /**
   * The request after what was reported of its order. Throws 422 for a cost where the order is not about it, for one that
   * lowers nothing (`isLowerCost`), for a second one where the two sides agreed on it already, and where the order is about
   * the cost alone and none is named.
   */
  async run(
    tx: Tx,
    row: CaseRow | null,
    order: OrderAboutCost,
    cost: number | null,
  ): Promise<CaseRow | null> {
    if (order.grounds.includes('f') && (await isLowered(tx, order))) {
      if (cost === null) return row;
      throw invalid([{ field: 'cost', code: 'wrong-value', message: 'objections.errors.cost-agreed' }]);
    }
    if (cost === null) {
      if (asksForCost(order.grounds) !== 'alone') return row;
      throw invalid([{ field: 'cost', code: 'missing', message: 'objections.errors.cost-left' }]);
    }
    const money = row === null ? null : await moneyOf(tx, row.id);
    const isLower =
      money !== null &&
      isLowerCost(cost, { now: money.cost, objectedTo: await objectedTo(tx, order, money.asked) });
    if (row === null || !isLower || !order.grounds.includes('f'))
      throw invalid([{ field: 'cost', code: 'wrong-value', message: 'objections.errors.lowered-cost' }]);
    await tx.query(
      `INSERT INTO lowered_costs (objection_id, step_id, case_id, cost, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [order.objectionId, order.stepId, row.id, cost, tx.actor.id, await tx.now()],
    );
    await this.refund(tx, row, order, Math.min(money.paid, money.cost) - cost);
    const isSettled = row.status === 'granted_open' && money.cost > money.paid && cost <= money.paid;
    return isSettled ? this.promise.paid(tx, row) : row;
  }

  // What an earlier one left to return has its own task.
  private async refund(
    tx: Tx,
    { id: caseId }: CaseRow,
    { objectionId, stepId }: OrderAboutCost,
    amount: number,
  ): Promise<void> {
    if (amount <= 0) return;
    await this.tasks.create(tx, {
      onceKey: refundKey({ objectionId, stepId }),
      ...{ kind: 'refund', caseId, role: 'desk', agency: null },
      facts: { amount },
    });
  }
}

/** Whole rupiah that this order, as it lowered the cost, left to be returned; null where it left none. */
export async function refundOf(
  tx: Tx,
  order: Pick<OrderAboutCost, 'objectionId' | 'stepId'>,
): Promise<number | null> {
  const [found] = await tx.query<{ amount: number }>(
    `SELECT (facts->>'amount')::integer AS amount FROM tasks WHERE once_key = $1`,
    [refundKey(order)],
  );
  return found?.amount ?? null;
}

function refundKey({ objectionId, stepId }: Pick<OrderAboutCost, 'objectionId' | 'stepId'>): string {
  return `refund:${stepId ?? objectionId}`;
}

/** Whole rupiah that were asked for when the objection came: of the notice, or of an order before. */
async function objectedTo(
  tx: Tx,
  { objectionId }: Pick<OrderAboutCost, 'objectionId'>,
  asked: number,
): Promise<number> {
  const [found] = await tx.query<{ cost: number }>(
    `SELECT l.cost FROM lowered_costs l JOIN objections o ON o.case_id = l.case_id
     WHERE o.id = $1 AND l.at < o.received_at ORDER BY l.at DESC LIMIT 1`,
    [objectionId],
  );
  return found?.cost ?? asked;
}

async function isLowered(tx: Tx, { objectionId, stepId }: OrderAboutCost): Promise<boolean> {
  const found = await tx.query(
    'SELECT 1 FROM lowered_costs WHERE objection_id = $1 AND step_id IS NOT DISTINCT FROM $2',
    [objectionId, stepId],
  );
  return found.length > 0;
}
