import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { missingDecree } from '../../office/calendar/missing-decree.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';

/**
 * Once a month from September on: as long as the decree of next year is missing, every admin gets a mail, because
 * terms that reach into that year are provisional until it is there.
 */
@Injectable()
export class NextDecreeCheckDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly calendar: CurrentCalendar,
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
  ) {
    handlers.register('next-decree-check', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const missing = missingDecree(await this.calendar.get(), localDayOf(await tx.now()));
    if (missing === null) return 'pointless';
    const admins = await this.staff.byRole(tx, 'admin');
    await this.outbox.enqueueAll(
      tx,
      admins.map((person) => ({
        kind: 'decree-missing' as const,
        effectKey: `decree-missing:${due.stage}:${person.id}`,
        caseId: null,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: { year: String(missing.year), isLate: missing.isLate, link: '/admin/kalender' },
      })),
    );
    return 'taken';
  }
}
