import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { BrokenOrder } from './broken-order.js';
import { ObjectionNews } from './objection-news.js';
import { awaitsLeaving, isAgreed, lockTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/**
 * T9 passed and the order, or what both sides agreed on, is not carried out: the duty stays, supervisors and superiors are
 * told, and the requester may object anew (grounds e and g, UU 14/2008 art. 35(1)) for 30 working days after that day. While
 * the answer with the order lies at the desk the requester is told of nothing, and that right begins when it leaves.
 */
@Injectable()
export class OrderExecutionDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly broken: BrokenOrder,
    private readonly objections: ObjectionTransitions,
    private readonly news: ObjectionNews,
  ) {
    handlers.register('order-execution', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const target = await lockTarget(tx, String(due.facts['objectionId']));
    if (target === null) return 'pointless';
    const lapsed = await tx.execute(
      `UPDATE objection_orders SET lapsed_at = $2
       WHERE objection_id = $1 AND carried_out_at IS NULL AND ended_at IS NULL`,
      [target.objection.id, due.dueAt],
    );
    if (lapsed === 0) return 'pointless';
    const carryOutBy = addCalendarDays(localDayOf(due.dueAt), -1);
    const isUntold = awaitsLeaving(target.objection);
    const { row, until } = isUntold
      ? { row: target.row, until: null }
      : await this.broken.openWindow(tx, target, { on: carryOutBy, dayZero: 'end-of-term' });
    const after = { ...target, row };
    await this.objections.record(tx, after, 'order-lapsed', {
      effectiveAt: due.dueAt,
      facts: {
        carryOutBy,
        ...(until === null ? {} : { objectionUntil: until }),
        ...(isAgreed(target) ? { agreed: true } : {}),
      },
    });
    await this.news.tellOrder(tx, after, 'order-overdue', carryOutBy, 'lapsed');
    if (!isUntold) await this.broken.tell(tx, after, { carryOutBy, until });
    return 'taken';
  }
}
