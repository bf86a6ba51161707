import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { DisputeNews } from './dispute-news.js';
import { lockDispute, openOrder } from './dispute-row.js';

/** The day of an order has passed: holder, PPID and superior are told. The duty stays until it is carried out. */
@Injectable()
export class DisputeOrderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: DisputeNews,
  ) {
    handlers.register('dispute-order', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const held = await lockDispute(tx, due.facts['disputeId']);
    const order = await openOrder(tx, held.dispute.id);
    if (order?.id !== due.facts['stepId'] || order?.carry_out_by == null) return 'pointless';
    const late = localDayOf(await tx.now()) > addCalendarDays(order.carry_out_by, 1);
    await this.news.overdue(tx, held, order, late);
    return 'taken';
  }
}
