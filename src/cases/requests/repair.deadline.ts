import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import { CaseLinks } from './case-links.js';
import { ObjectionWindow } from './objection-window.js';
import { lockOwnCase } from './open-case.js';
import { RequesterNews } from './requester-news.js';

/** T3 passed without repair: the request is closed, may be filed again and may be objected to (law.md row 6). */
@Injectable()
export class RepairDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {
    handlers.register('repair', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    if (row.status !== 'incomplete') return 'pointless';
    const lastDay = row.repair_due_on ?? addCalendarDays(localDayOf(due.dueAt), -1);
    const until = await this.objectionWindow.open(
      tx,
      row,
      lastDay,
      `closed-incomplete/${due.stage}`,
      'end-of-term',
    );
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'lapse-repair',
      effectiveAt: due.dueAt,
      change: { outcome: 'closed_incomplete', objection_until: until },
      auditFacts: until === null ? {} : { objectionUntil: until },
    });
    await this.news.tell<'closed-incomplete'>(tx, changed, {
      kind: 'closed-incomplete',
      effectKey: `closed-incomplete:${row.id}:${due.stage}`,
      data: {
        number: row.register_number,
        endedOn: lastDay,
        objectionUntil: until,
        objectionDays: timeLimit('objectionWindow', lastDay).length,
        late: localDayOf(await tx.now()) > addCalendarDays(lastDay, 1),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
    return 'taken';
  }
}
