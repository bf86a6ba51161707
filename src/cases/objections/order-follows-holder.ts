import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { ObjectionNews } from './objection-news.js';
import { readTarget } from './objection-row.js';

/**
 * A request, or a part of it, changes hands while an order of the superior or an agreement on it runs: the task is the new
 * holder's by itself, and the new holder is told of the order and its day. What waits in its letter is the desk's already.
 */
@Injectable()
export class OrderFollowsHolder {
  constructor(
    effects: StepEffects,
    private readonly news: ObjectionNews,
  ) {
    effects.register('assigned', (tx, row) => this.assigned(tx, row));
  }

  private async assigned(tx: Tx, row: CaseRow): Promise<void> {
    if (row.order_due_on === null) return;
    const orders = await tx.query<{ id: string; day: LocalDate }>(
      `SELECT objection_id AS id, due_on AS day FROM running_orders
       WHERE case_id = $1 AND dispute_id IS NULL AND NOT in_letter ORDER BY due_on, objection_id`,
      [row.parent_id ?? row.id],
    );
    for (const { id, day } of orders) {
      const target = await readTarget(tx, id);
      if (target !== null) await this.news.tellNewHolder(tx, target, row, day);
    }
  }
}
