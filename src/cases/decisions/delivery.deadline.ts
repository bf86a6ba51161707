import { Injectable } from '@nestjs/common';
import { owesDelivery } from '../../law/delivery.js';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseNews } from '../requests/case-news.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { lockOwnCase } from '../requests/open-case.js';

/**
 * T6 passed: what was granted, or promised because it was not documented, was not provided (law.md row 15). Grounds e
 * and g open for T7 from the promised day on; the office is told.
 */
@Injectable()
export class DeliveryDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly news: CaseNews,
  ) {
    handlers.register('delivery', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    if (!owesDelivery({ state: row.status, provideOn: row.provide_on })) return 'pointless';
    const promised = addCalendarDays(localDayOf(due.dueAt), -1);
    const until = await this.objectionWindow.open(tx, row, promised, `delivery/${due.stage}`, 'end-of-term');
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'lapse-delivery',
      effectiveAt: due.dueAt,
      change: { objection_until: until },
      auditFacts: { provideOn: promised, ...(until === null ? {} : { objectionUntil: until }) },
    });
    await this.news.tellOfficers(tx, changed, 'reminded', `delivery/${due.stage}`, 'deliver');
    return 'taken';
  }
}
