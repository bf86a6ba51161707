import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import { noticeCarriesOut, type OrderKind } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { CloseRemedies } from './close-remedies.js';
import { lockObjection } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

interface OpenOrder {
  readonly objection_id: string;
  readonly carry_out_by: LocalDate;
  readonly kind: OrderKind;
}

const OPEN_ORDERS = /* sql */ `
  SELECT r.objection_id, r.carry_out_by, r.kind FROM objection_orders r JOIN objections o ON o.id = r.objection_id
  WHERE o.case_id = $1 AND r.carried_out_at IS NULL ORDER BY r.objection_id`;

/**
 * An order on a request that has no answer yet (law.md 6.4, ground c; ground g of a silence) is carried out by the written
 * notice itself where that gives what was ordered, T9 stops, and nobody is told that an order is late which was followed.
 * A refusal or "not held" gives nothing: the order stays open and T9 runs, unless it was no more than one to answer. The
 * state of the request is the notice's own.
 */
@Injectable()
export class AnswerCarriesOut {
  constructor(
    effects: StepEffects,
    private readonly objections: ObjectionTransitions,
    private readonly remedies: CloseRemedies,
  ) {
    effects.register('noticed', (tx, row) => this.noticed(tx, row));
  }

  private async noticed(tx: Tx, row: CaseRow): Promise<void> {
    const outcome = row.outcome as DecisionKind | null;
    if (outcome === null) return;
    const orders = await tx.query<OpenOrder>(OPEN_ORDERS, [row.id]);
    for (const order of orders) {
      if (noticeCarriesOut(order.kind, outcome)) await this.carryOut(tx, row, order);
    }
  }

  private async carryOut(tx: Tx, row: CaseRow, order: OpenOrder): Promise<void> {
    const objection = await lockObjection(tx, order.objection_id);
    if (objection === null || !nextObjectionState(objection.status, 'carry-out').ok) return;
    const now = await tx.now();
    const today = localDayOf(now);
    await tx.execute(
      `UPDATE objection_orders SET carried_out_at = $2, carried_out_on = $3, file_ids = '{}', staff_id = $4
       WHERE objection_id = $1`,
      [objection.id, now, today, tx.actor.kind === 'staff' ? tx.actor.id : null],
    );
    const changed = await this.objections.apply(
      tx,
      { row, objection },
      {
        event: 'carry-out',
        facts: { carryOutBy: order.carry_out_by, late: today > order.carry_out_by, byNotice: true },
      },
    );
    await this.remedies.finaliseObjectionIfOver(tx, { row, objection: changed }, null, now);
  }
}
