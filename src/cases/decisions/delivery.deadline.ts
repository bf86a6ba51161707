import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseNews } from '../requests/case-news.js';
import { lockOwnCase } from '../requests/open-case.js';
import { LapsedDelivery } from './lapsed-delivery.js';

/** T6 passed: what was granted, or promised because it was not documented, was not provided; the office is told. */
@Injectable()
export class DeliveryDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly lapsed: LapsedDelivery,
    private readonly news: CaseNews,
  ) {
    handlers.register('delivery', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const changed = await this.lapsed.run(tx, row, due);
    if (changed === null) return 'pointless';
    const late = { ...changed, provide_on: addCalendarDays(localDayOf(due.dueAt), -1) };
    await this.news.tellOfficers(tx, late, 'reminded', `delivery/${due.stage}`, 'deliver');
    return 'taken';
  }
}
