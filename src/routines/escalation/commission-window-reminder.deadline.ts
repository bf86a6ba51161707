import { Injectable } from '@nestjs/common';
import { ObjectionNews } from '../../cases/objections/objection-news.js';
import { lockTarget, remedyOpened } from '../../cases/objections/objection-row.js';
import { endOfLocalDay } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { isPast } from './digest-items.js';

/** Five working days before the right to go to the commission (T10) ends, unless a dispute was filed. */
@Injectable()
export class CommissionWindowReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: ObjectionNews,
  ) {
    handlers.register('commission-window-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const target = await lockTarget(tx, String(due.facts['objectionId']));
    const until = target?.objection.commission_until ?? null;
    if (target === null || until === null || until !== due.facts['dueOn']) return 'pointless';
    if (isPast(until, await tx.now())) return 'pointless';
    const disputed = await tx.query('SELECT 1 FROM disputes WHERE objection_id = $1 LIMIT 1', [
      target.objection.id,
    ]);
    if (disputed.length > 0) return 'pointless';
    await this.news.tellRequester<'commission-window-ending'>(tx, target, {
      kind: 'commission-window-ending',
      effectKey: `commission-window-ending:${target.objection.id}:${due.stage}`,
      data: {
        number: target.objection.register_number,
        commissionUntil: until,
        ...remedyOpened(target.objection),
        link: this.news.links.pathOf(target),
      },
      notAfter: endOfLocalDay(until),
    });
    return 'taken';
  }
}
