import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { DisputeNews } from './dispute-news.js';
import { DisputeOrders } from './dispute-orders.js';
import { openOrder, readDispute } from './dispute-row.js';

/**
 * A request, or a part of it, changes hands while the order of a ruling runs: its task lies with whoever holds the request
 * (decision 0036), and the new holder is told of the order and its day. What waits in its letter is the desk's already.
 */
@Injectable()
export class RulingFollowsHolder {
  constructor(
    effects: StepEffects,
    private readonly orders: DisputeOrders,
    private readonly news: DisputeNews,
  ) {
    effects.register('assigned', (tx, row) => this.assigned(tx, row));
  }

  private async assigned(tx: Tx, row: CaseRow): Promise<void> {
    if (row.order_due_on === null) return;
    const disputes = await tx.query<{ id: string }>(
      `SELECT dispute_id AS id FROM running_orders
       WHERE case_id = $1 AND dispute_id IS NOT NULL AND NOT in_letter ORDER BY due_on, dispute_id`,
      [row.parent_id ?? row.id],
    );
    for (const { id } of disputes) {
      const held = { dispute: await readDispute(tx, id), row };
      const order = await openOrder(tx, id);
      if (order === null) continue;
      if (row.parent_id === null) await this.orders.hand(tx, held, order);
      await this.news.handed(tx, held, order);
    }
  }
}
