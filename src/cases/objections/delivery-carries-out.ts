import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { OrderDone, ordersCarriedOut } from './order-done.js';
import { RequestAfterOrder } from './request-after-order.js';

/**
 * What is handed over carries out the orders to give it (law.md rows 14 and 23), as if the officer had reported it: T9
 * stops, and a request that was answered "not documented yet" is granted.
 */
@Injectable()
export class DeliveryCarriesOut {
  constructor(
    effects: StepEffects,
    private readonly done: OrderDone,
    private readonly after: RequestAfterOrder,
  ) {
    effects.register('delivered', (tx, row) => this.delivered(tx, row));
  }

  private async delivered(tx: Tx, row: CaseRow): Promise<void> {
    const outcome = row.outcome as DecisionKind;
    const orders = await ordersCarriedOut(tx, row, 'delivery');
    if (orders.length === 0) return;
    const on = await deliveredOn(tx, row);
    const giving = outcome === 'not_documented' ? orders.filter(({ kind }) => kind === 'give') : [];
    const isWhole = giving.some((order) => order.gives !== 'part');
    const changed = await this.after.run(tx, row, {
      on,
      bearsObjection: true,
      extent: giving.length === 0 ? null : isWhole ? 'full' : 'partial',
      handsOver: false,
    });
    for (const order of orders) await this.done.run(tx, changed, order, on, 'delivery');
  }
}

async function deliveredOn(tx: Tx, { id }: CaseRow): Promise<LocalDate> {
  const [delivery] = await tx.query<{ delivered_on: LocalDate }>(
    'SELECT delivered_on FROM deliveries WHERE case_id = $1',
    [id],
  );
  return delivery?.delivered_on ?? localDayOf(await tx.now());
}
