import { Injectable } from '@nestjs/common';
import { ConsentNews } from '../../cases/refusals/consent-news.js';
import { lockOwnCase } from '../../cases/requests/open-case.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';

/** A refusal has waited for consent longer than a working day: the superior is asked again. */
@Injectable()
export class ConsentReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: ConsentNews,
  ) {
    handlers.register('consent-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    if (row.status !== 'consent_pending') return 'pointless';
    await this.news.askSuperior(tx, row, `${due.stage}/again`);
    return 'taken';
  }
}
