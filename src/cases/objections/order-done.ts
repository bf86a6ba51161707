import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { laterOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import type { ObjectionGround, ObjectionOutcome } from '../../law/objection-grounds.js';
import { noticeCarriesOut, type OrderKind } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { CloseRemedies } from './close-remedies.js';
import { isAgreed, lockObjection } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** An order of the superior, or an agreement of both sides, that waits, with the objection that it answers. */
export interface OpenOrder {
  readonly objection_id: string;
  readonly carry_out_by: LocalDate;
  readonly kind: OrderKind;
  readonly grounds: readonly ObjectionGround[];
  readonly outcome: ObjectionOutcome;
  /** What an officer has reported as given, and that has not left yet. */
  readonly file_ids: readonly string[];
  /** When it was given or agreed; null where an older register does not say. */
  readonly ordered_at: Date | null;
  /** The two sides agreed on the cost already. */
  readonly cost_agreed: boolean;
}

/**
 * SQL: how much an order `r` grants. The answer is the superior's own, or what an older register says of it; of an agreement
 * what it gives.
 */
export const ORDERED_OUTCOME = /* sql */ `CASE WHEN r.agreed_at IS NULL THEN coalesce(p.outcome, i.outcome)
  WHEN r.gives = 'part' THEN 'partlyGranted' ELSE 'granted' END`;

const OPEN_ORDERS = /* sql */ `
  SELECT r.objection_id, r.carry_out_by, r.kind, r.file_ids, o.grounds, ${ORDERED_OUTCOME} AS outcome,
    coalesce(r.agreed_at, o.answered_at) AS ordered_at,
    r.agreed_at IS NOT NULL AND EXISTS (SELECT 1 FROM lowered_costs l WHERE l.objection_id = o.id AND l.step_id IS NULL)
      AS cost_agreed
  FROM objection_orders r JOIN objections o ON o.id = r.objection_id
    LEFT JOIN objection_replies p ON p.objection_id = o.id LEFT JOIN imported_objections i ON i.objection_id = o.id
  WHERE o.case_id = $1 AND r.carried_out_at IS NULL AND r.ended_at IS NULL ORDER BY r.objection_id`;

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

/**
 * An order that was carried out by what the office did anyway, a notice or a delivery: T9 stops, and an objection that
 * waited for nothing else ends. Nobody is told a second time.
 */
@Injectable()
export class OrderDone {
  constructor(
    private readonly objections: ObjectionTransitions,
    private readonly remedies: CloseRemedies,
  ) {}

  /** What a notice carries out that was sent on this day, or by which all is in the requester's hands since. */
  async byNotice(tx: Tx, row: CaseRow, on: LocalDate, by: 'notice' | 'delivery'): Promise<void> {
    const outcome = row.noticed_outcome as DecisionKind | null;
    if (outcome === null) return;
    for (const order of await openOrdersOf(tx, row.id)) {
      if (isForNotice(order, row) && noticeCarriesOut(order.kind, { outcome, state: row.status }))
        await this.run(tx, row, order, on, by);
    }
  }

  /** `on` is the day of the act; what was done before the order was given carries it out on the day it was given. */
  async run(tx: Tx, row: CaseRow, order: OpenOrder, on: LocalDate, by: 'notice' | 'delivery'): Promise<void> {
    const objection = await lockObjection(tx, order.objection_id);
    if (objection === null || !nextObjectionState(objection.status, 'carry-out').ok) return;
    const now = await tx.now();
    const day = order.ordered_at === null ? on : laterOf(on, localDayOf(order.ordered_at));
    await tx.execute(
      `UPDATE objection_orders SET carried_out_at = $2, carried_out_on = $3, staff_id = $4
       WHERE objection_id = $1`,
      [objection.id, now, day, tx.actor.kind === 'staff' ? tx.actor.id : null],
    );
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

/** What was ordered to be given after the notice was written is more than the notice gives. */
function isForNotice(order: OpenOrder, row: CaseRow): boolean {
  return order.kind === 'answer' || order.ordered_at === null || cameBeforeNotice(order, row);
}
