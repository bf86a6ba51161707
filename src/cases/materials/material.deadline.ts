import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseNews } from '../requests/case-news.js';
import { lockOwnCase } from '../requests/open-case.js';
import { materialsOf } from './materials.queries.js';

/** The other unit's own day passed without material: who holds the case and the heads of the agency are told. */
@Injectable()
export class MaterialDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly transitions: CaseTransitions,
    private readonly news: CaseNews,
  ) {
    handlers.register('material', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const asked = (await materialsOf(tx, row.id)).find(({ id }) => id === due.stage);
    if (asked === undefined || asked.receivedAt !== null || row.noticed_at !== null) return 'pointless';
    if (row.closed_at !== null) return 'pointless';
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'material-overdue',
      {},
      { facts: { dueOn: asked.dueOn } },
    );
    await this.news.tellOfficers(tx, changed, 'reminded', `material/${due.stage}`, 'fetch-material');
    await this.news.tellHeads(tx, changed, 'reminded', `material/${due.stage}/head`, 'fetch-material');
    return 'taken';
  }
}
