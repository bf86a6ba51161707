import { Injectable } from '@nestjs/common';
import { localDate, localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { isPast } from './digest-items.js';

interface OpenObjection {
  readonly id: string;
  readonly register_number: string;
  readonly reply_due_on: LocalDate;
  readonly delegate_id: string | null;
}

/** Five and one working days before T8 ends and on the day: the superior who answers, or the delegate. */
@Injectable()
export class ObjectionReplyReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly staff: StaffQueries,
    private readonly calendar: CurrentCalendar,
    private readonly outbox: Outbox,
  ) {
    handlers.register('objection-reply-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const now = await tx.now();
    if (isPast(localDayOf(due.dueAt), now)) return 'pointless';
    const open = await tx.query<OpenObjection>(
      `SELECT id, register_number, reply_due_on, delegate_id FROM objections WHERE id = $1 AND status = 'open'`,
      [due.facts['objectionId']],
    );
    const objection = open[0];
    if (objection === undefined) return 'pointless';
    const calendar = await this.calendar.get();
    const dueOn = localDate(objection.reply_due_on);
    const people = await this.decidersOf(tx, objection);
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind: 'reminded' as const,
        effectKey: `objection-reminded:${objection.id}:${due.stage}:${person.id}`,
        caseId: due.caseId,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: objection.register_number,
          action: 'decide-objection' as const,
          dueOn,
          workingDaysLeft: calendar.workingDaysLeft(localDayOf(now), dueOn),
          link: `/pengawas/keberatan/${objection.id}` as const,
        },
      })),
    );
    return 'taken';
  }

  private async decidersOf(tx: Tx, { delegate_id: id }: OpenObjection): Promise<readonly StaffMember[]> {
    const delegate = id === null ? null : await this.staff.byId(tx, id);
    return delegate === null ? this.staff.byRole(tx, 'superior') : [delegate];
  }
}
