import { Injectable } from '@nestjs/common';
import { actGives, keepsPromise } from '../../law/carrying-out.js';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { nextState } from '../../law/next-state.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { isGivenInFull } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { lockOwnCase } from '../requests/open-case.js';
import { StepEffects } from '../requests/step-effects.js';
import { decidedItems, openOrdersOf, OrderDone, ordersCarriedOut } from './order-done.js';
import { RequestAfterOrder } from './request-after-order.js';

/**
 * What is handed over carries out the orders to give it (law.md rows 14 and 23), as if the officer had reported it: T9
 * stops, and a request that was answered "not documented yet" is granted. While it lies in the letter with which it
 * leaves (decision 0091), the order waits in that letter.
 */
@Injectable()
export class DeliveryCarriesOut {
  constructor(
    effects: StepEffects,
    private readonly done: OrderDone,
    private readonly after: RequestAfterOrder,
  ) {
    effects.register('delivered', (tx, row) => this.delivered(tx, row));
    effects.register('put-in-letter', (tx, row) => this.putInLetter(tx, row));
  }

  // What will carry them out lies with the desk: nobody reports it once more.
  private async putInLetter(tx: Tx, row: CaseRow): Promise<void> {
    const next = nextState(row.status, 'deliver', {
      extent: row.outcome === 'granted_partial' ? 'partial' : 'full',
    });
    if (!next.ok) return;
    for (const order of await ordersCarriedOut(tx, { ...row, status: next.to }, 'delivery'))
      await tx.execute(
        `UPDATE objection_orders SET leaves_with = coalesce(leaves_with, (SELECT h.effect_key FROM handovers_in_letters h
           WHERE h.case_id = $2 AND h.done_at IS NULL ORDER BY h.at DESC LIMIT 1)) WHERE objection_id = $1`,
        [order.objection_id, row.id],
      );
  }

  private async delivered(tx: Tx, row: CaseRow): Promise<void> {
    if ((await openOrdersOf(tx, row.id)).length === 0) return;
    // What was given and did not carry an order out is to be reported again.
    await tx.execute(
      `UPDATE objection_orders SET leaves_with = NULL
       WHERE case_id = $1 AND carried_out_at IS NULL AND leaves_with IN (SELECT effect_key FROM handovers_in_letters)`,
      [row.id],
    );
    const on = await deliveredOn(tx, row);
    const changed = await this.byDelivery(tx, row, on);
    // An order had given the rest: with this all is in hand, and no other order to give is left (decision 0094).
    if (!isGivenInFull(changed) || changed.noticed_outcome === 'granted_full') return;
    for (const order of await ordersCarriedOut(tx, changed, 'order'))
      await this.done.run(tx, changed, order, on, 'order');
  }

  private async byDelivery(tx: Tx, row: CaseRow, on: LocalDate): Promise<CaseRow> {
    const orders = await ordersCarriedOut(tx, row, 'delivery');
    if (orders.length === 0) return row;
    const decided = await decidedItems(tx, row.id);
    const isKept =
      row.outcome === 'not_documented' || keepsPromise({ by: 'delivery', decided, state: row.status });
    const giving = isKept ? orders.filter(({ kind }) => kind === 'give') : [];
    const changed = await this.after.run(tx, row, {
      on,
      bearsObjection: actGives({ by: 'delivery', outcome: row.outcome as DecisionKind }),
      // All that was promised is there, however much of it was ordered.
      extent: giving.length === 0 ? null : 'full',
      handsOver: null,
    });
    for (const order of orders) await this.done.run(tx, changed, order, on, 'delivery');
    return lockOwnCase(tx, row.id);
  }
}

async function deliveredOn(tx: Tx, { id }: CaseRow): Promise<LocalDate> {
  const [delivery] = await tx.query<{ delivered_on: LocalDate }>(
    'SELECT delivered_on FROM deliveries WHERE case_id = $1',
    [id],
  );
  return delivery?.delivered_on ?? localDayOf(await tx.now());
}
