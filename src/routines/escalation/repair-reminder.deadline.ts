import { Injectable } from '@nestjs/common';
import type { MissingItem } from '../../law/completeness.js';
import { addCalendarDays, endOfLocalDay, localDayOf } from '../../law/local-date.js';
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

/** One working day before T3 ends: the requester is told what is still missing. */
@Injectable()
export class RepairReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {
    handlers.register('repair-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const day = localDayOf(due.dueAt);
    const repairDueOn = row.repair_due_on;
    if (row.status !== 'incomplete' || repairDueOn === null || isPast(day, await tx.now()))
      return 'pointless';
    const letters = await tx.query<{ missing: MissingItem[] }>(
      'SELECT missing FROM incompleteness_letters WHERE case_id = $1 ORDER BY round DESC LIMIT 1',
      [row.id],
    );
    await this.news.tell<'completing-tomorrow'>(tx, row, {
      kind: 'completing-tomorrow',
      effectKey: `completing-tomorrow:${row.id}:${due.stage}`,
      data: {
        number: row.register_number,
        missing: letters[0]?.missing ?? [],
        repairDueOn,
        nearness: addCalendarDays(day, 1) === repairDueOn ? 'tomorrow' : 'nextWorkingDay',
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      notAfter: endOfLocalDay(day),
    });
    return 'taken';
  }
}
