import { Injectable } from '@nestjs/common';
import { actGives, carriesOut, type GivingAct } from '../../law/carrying-out.js';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { laterOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { AgreedGift, OrderKind } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { CloseRemedies } from './close-remedies.js';
import { isAgreed, lockObjection, ORDER_DAY } from './objection-row.js';
import { OrderLetters } from './order-letters.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** An order of the superior, or an agreement of both sides, that waits, with the objection that it answers. */
export interface OpenOrder {
  readonly objection_id: string;
  readonly carry_out_by: LocalDate;
  readonly kind: OrderKind;
  readonly grounds: readonly ObjectionGround[];
  readonly gives: AgreedGift;
  /** What an officer has reported as given, and that has not left yet. */
  readonly file_ids: readonly string[];
  /** Effect key of the letter with which that leaves; null where nothing is to leave, or the rest was held back then. */
  readonly leaves_with: string | null;
  /** When it was given or agreed; null where an older register does not say. */
  readonly ordered_at: Date | null;
  /** Both sides agreed on it. */
  readonly agreed: boolean;
  /** And on the cost already. */
  readonly cost_agreed: boolean;
}

/** SQL of whether the order `r` is an agreement that left a cost already. */
export const COST_AGREED = /* sql */ `(r.agreed_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM lowered_costs l WHERE l.objection_id = r.objection_id AND l.step_id IS NULL))`;

const OPEN_ORDERS = /* sql */ `
  SELECT r.objection_id, ${ORDER_DAY} AS carry_out_by, r.kind, r.gives, r.file_ids, r.leaves_with, o.grounds,
    coalesce(r.agreed_at, o.answered_at) AS ordered_at, r.agreed_at IS NOT NULL AS agreed, ${COST_AGREED} AS cost_agreed
  FROM objection_orders r JOIN objections o ON o.id = r.objection_id
  WHERE o.case_id = $1 AND r.carried_out_at IS NULL AND r.ended_at IS NULL ORDER BY r.objection_id`;

interface Told {
  readonly outcome: DecisionKind;
  readonly at: Date | null;
  /** Free of cost, with its files. */
  readonly is_there: boolean;
}

// When each item stopped being silent. A part of a split request has answered when all of it is decided, and what is exempt
// waits for the superior's consent: with the part, or with the notice itself.
const TOLD = /* sql */ `
  SELECT d.outcome, coalesce(p.at, CASE WHEN d.outcome IN ('refused_exempt', 'granted_partial') THEN c.noticed_at
    ELSE d.decided_at END) AS at,
    d.cost_copy + d.cost_delivery + d.cost_other = 0 AND cardinality(d.file_ids) > 0 AS is_there
  FROM item_decisions d JOIN cases c ON c.id = d.case_id
    LEFT JOIN LATERAL (SELECT h.noticed_at AS at FROM item_decisions e JOIN cases h ON h.id = e.case_id
      WHERE h.parent_id = d.case_id AND e.act_id = d.act_id LIMIT 1) p ON true
  WHERE d.case_id = $1 AND d.returned_at IS NULL`;

/** The orders of a request that wait to be carried out. */
export function openOrdersOf(tx: Tx, caseId: string): Promise<OpenOrder[]> {
  return tx.query<OpenOrder>(OPEN_ORDERS, [caseId]);
}

/** Whether the order was given before the written notice; of an older register that does not say it is not known. */
export function cameBeforeNotice(
  { ordered_at: orderedAt }: OpenOrder,
  { noticed_at: noticedAt }: Pick<CaseRow, 'noticed_at'>,
): boolean {
  return orderedAt !== null && (noticedAt === null || orderedAt <= noticedAt);
}

/** What each item of a request was decided; empty where an older register has no items. */
export async function decidedItems(tx: Tx, caseId: string): Promise<readonly DecisionKind[]> {
  return (await tx.query<Told>(TOLD, [caseId])).map(({ outcome }) => outcome);
}

/**
 * The orders of a request that its notice, the delivery after it, or another order carries out by itself; `isReported` where
 * what the notice gives for nothing was reported as given.
 */
export async function ordersCarriedOut(
  tx: Tx,
  row: CaseRow,
  by: GivingAct['by'],
  isReported = false,
): Promise<readonly OpenOrder[]> {
  const orders = await openOrdersOf(tx, row.id);
  if (orders.length === 0) return [];
  const outcome = (by === 'notice' ? row.noticed_outcome : row.outcome) as DecisionKind;
  const told = await tx.query<Told>(TOLD, [row.id]);
  return orders.filter((order) => {
    const { ordered_at: at, kind, gives, grounds, agreed } = order;
    // Of an older register that does not say when it was given the notice may do it.
    const cameFirst = cameBeforeNotice(order, row) || (by === 'notice' && at === null);
    const since = told.filter((one) => at === null || one.at === null || one.at >= at);
    return carriesOut(
      { kind, gives, grounds, cameFirst, agreed, costAgreed: order.cost_agreed },
      {
        by,
        outcome,
        state: row.status,
        decided: told.length === 0 ? [outcome] : told.map((one) => one.outcome),
        decidedSince: told.length === 0 ? [outcome] : since.map((one) => one.outcome),
        isSinceInHand: isReported && since.every((one) => one.is_there),
      },
    );
  });
}

/**
 * An order that was carried out by what the office did anyway, a notice, a delivery or another order: T9 stops, and an objection that
 * waited for nothing else ends. Nobody is told a second time.
 */
@Injectable()
export class OrderDone {
  constructor(
    private readonly objections: ObjectionTransitions,
    private readonly remedies: CloseRemedies,
    private readonly letters: OrderLetters,
  ) {}

  /** What a notice carries out that was sent on this day, or by which all is in the requester's hands since. */
  async byNotice(
    tx: Tx,
    row: CaseRow,
    on: LocalDate,
    by: 'notice' | 'delivery',
    isReported = false,
  ): Promise<void> {
    if (row.noticed_outcome === null) return;
    for (const order of await ordersCarriedOut(tx, row, 'notice', isReported))
      await this.run(tx, row, order, on, by);
  }

  /** `on` is the day of the act; what was done before the order was given carries it out on the day it was given. */
  async run(tx: Tx, row: CaseRow, order: OpenOrder, on: LocalDate, by: GivingAct['by']): Promise<void> {
    const objection = await lockObjection(tx, order.objection_id);
    if (objection === null || !nextObjectionState(objection.status, 'carry-out').ok) return;
    const now = await tx.now();
    const day = order.ordered_at === null ? on : laterOf(on, localDayOf(order.ordered_at));
    await tx.execute(
      `UPDATE objection_orders SET carried_out_at = $2, carried_out_on = $3, staff_id = $4,
         carry_out_by = coalesce(carry_out_by, $5), given_on = $6
       WHERE objection_id = $1`,
      [
        ...[objection.id, now, day, tx.actor.kind === 'staff' ? tx.actor.id : null, order.carry_out_by],
        actGives({ by, outcome: row.outcome as DecisionKind }) ? day : null,
      ],
    );
    await this.letters.drop(tx, objection.id);
    const changed = await this.objections.apply(
      tx,
      { row, objection },
      {
        event: 'carry-out',
        facts: {
          carryOutBy: order.carry_out_by,
          late: day > order.carry_out_by,
          by,
          ...(isAgreed({ objection }) ? { agreed: true } : {}),
        },
      },
    );
    await this.remedies.afterOrder(tx, { row, objection: changed }, now);
  }
}
