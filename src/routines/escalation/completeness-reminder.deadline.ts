import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { lockOwnCase } from '../../cases/requests/open-case.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { DigestItems, isPast } from './digest-items.js';

/** One working day before T2 ends: the desk's digest names the requests still to be checked. */
@Injectable()
export class CompletenessReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly staff: StaffQueries,
    private readonly items: DigestItems,
  ) {
    handlers.register('completeness-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const day = localDayOf(due.dueAt);
    if (row.status !== 'received' || isPast(day, await tx.now())) return 'pointless';
    await this.items.add(tx, await this.staff.byRole(tx, 'desk'), day, row.id, 'completeness');
    return 'taken';
  }
}
