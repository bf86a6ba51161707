import { Injectable } from '@nestjs/common';
import { endOfLocalDay } from '../../law/local-date.js';
import { CaseLinks } from '../../cases/requests/case-links.js';
import { lockOwnCase } from '../../cases/requests/open-case.js';
import { RequesterNews } from '../../cases/requests/requester-news.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { isPast } from './digest-items.js';

/** Five working days before the right to object ends, unless an objection was filed. */
@Injectable()
export class ObjectionWindowReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {
    handlers.register('objection-window-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const until = row.objection_until;
    if (until === null || until !== due.facts['until'] || isPast(until, await tx.now())) return 'pointless';
    // A right that has not begun does not end: the answer lies at the desk on paper.
    if (row.letter_due_on !== null) return 'pointless';
    const filed = await tx.query('SELECT 1 FROM objections WHERE case_id = $1 LIMIT 1', [row.id]);
    if (filed.length > 0) return 'pointless';
    await this.news.tell<'objection-window-ending'>(tx, row, {
      kind: 'objection-window-ending',
      effectKey: `objection-window-ending:${row.id}:${due.stage}`,
      data: {
        number: row.register_number,
        objectionUntil: until,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      notAfter: endOfLocalDay(until),
    });
    return 'taken';
  }
}
