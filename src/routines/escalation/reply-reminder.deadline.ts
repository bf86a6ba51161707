import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { replyTermRuns } from '../../law/request-states.js';
import { CaseNews } from '../../cases/requests/case-news.js';
import { lockOwnCase } from '../../cases/requests/open-case.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { DigestItems, isPast } from './digest-items.js';

/**
 * 3 and 1 working days before the reply date and on the day, 08.00 WIT: the holder, from the day before also the head
 * of the unit, on the last day the desk as well. One digest a person a day; after an outage past reminders are left.
 */
@Injectable()
export class ReplyReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly news: CaseNews,
    private readonly staff: StaffQueries,
    private readonly items: DigestItems,
  ) {
    handlers.register('reply-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const day = localDayOf(due.dueAt);
    if (
      !replyTermRuns({ state: row.status, replyDue: row.due_on }) ||
      row.due_on !== due.facts['dueOn'] ||
      isPast(day, await tx.now())
    )
      return 'pointless';
    await this.items.add(
      tx,
      await this.readers(tx, row, Number(due.facts['daysBefore'])),
      day,
      row.id,
      'reply',
    );
    return 'taken';
  }

  private async readers(tx: Tx, row: CaseRow, daysBefore: number): Promise<readonly StaffMember[]> {
    const people = new Map<string, StaffMember>();
    const add = (members: readonly StaffMember[]): void =>
      members.forEach((member) => people.set(member.id, member));
    add(await this.news.holdersOf(tx, row));
    if (daysBefore <= 1 && row.agency_code !== null) add(await this.staff.headsOf(tx, row.agency_code));
    if (daysBefore === 0) add(await this.staff.byRole(tx, 'desk'));
    return [...people.values()];
  }
}
