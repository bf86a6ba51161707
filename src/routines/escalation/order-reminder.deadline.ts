import { Injectable } from '@nestjs/common';
import { ObjectionNews } from '../../cases/objections/objection-news.js';
import { lockTarget } from '../../cases/objections/objection-row.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { isPast } from './digest-items.js';

/** Three and one working days before the day of an order (T9) and on it: whoever carries it out, unless it waits for its letter. */
@Injectable()
export class OrderReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: ObjectionNews,
  ) {
    handlers.register('order-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    if (isPast(localDayOf(due.dueAt), await tx.now())) return 'pointless';
    const target = await lockTarget(tx, String(due.facts['objectionId']));
    if (target === null) return 'pointless';
    const [order] = await tx.query<{ carry_out_by: LocalDate }>(
      `SELECT carry_out_by FROM objection_orders
       WHERE objection_id = $1 AND carried_out_at IS NULL AND ended_at IS NULL AND leaves_with IS NULL`,
      [target.objection.id],
    );
    if (order === undefined) return 'pointless';
    await this.news.tellOrder(tx, target, 'order-reminded', order.carry_out_by, due.stage);
    return 'taken';
  }
}
