import { Injectable } from '@nestjs/common';
import { localDate, localDayOf, type LocalDate } from '../../law/local-date.js';
import { Audit } from '../../office/audit/audit.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { readDecree } from './refusal-records.js';

/**
 * T18: an exemption ends in 30 working days, or in fewer where it was made later: the desk gets a task and a mail
 * (PerKI 1/2021 art. 52(1)).
 */
@Injectable()
export class ExemptionReviewDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly tasks: Tasks,
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly calendar: CurrentCalendar,
  ) {
    handlers.register('exemption-review', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const decree = await readDecree(tx, due.stage, 'FOR UPDATE');
    if (decree === null || decree.opened_at !== null || decree.replaced_by !== null) return 'pointless';
    const until = endOf(due);
    const workingDaysLeft = (await this.calendar.get()).workingDaysLeft(localDayOf(await tx.now()), until);
    await this.tasks.create(tx, {
      onceKey: `exemption-ending:${decree.id}`,
      kind: 'exemption-ending',
      caseId: null,
      role: 'desk',
      agency: null,
      facts: { decreeId: decree.id, until },
      dueOn: until,
    });
    const desk = await this.staff.byRole(tx, 'desk');
    await this.outbox.enqueueAll(
      tx,
      desk.map((person) => ({
        kind: 'exemption-ending' as const,
        effectKey: `exemption-ending:${decree.id}:${person.id}`,
        caseId: null,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          decree: decree.number,
          endsOn: until,
          workingDaysLeft,
          link: `/petugas/pengecualian/${decree.id}` as const,
        },
      })),
    );
    return 'taken';
  }
}

/** T18: on its end day the information is open by itself; the program records it (PP 61/2010 art. 11; art. 52(2)). */
@Injectable()
export class ExemptionEndDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly audit: Audit,
  ) {
    handlers.register('exemption-end', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const decree = await readDecree(tx, due.stage, 'FOR UPDATE');
    if (decree === null || decree.opened_at !== null || decree.replaced_by !== null) return 'pointless';
    await tx.execute('UPDATE exemption_decrees SET opened_at = $2 WHERE id = $1', [decree.id, due.dueAt]);
    await this.audit.record(tx, {
      stream: `decree:${decree.id}`,
      event: 'exemption-ended',
      effectiveAt: due.dueAt,
      visibleTo: 'staff',
      agency: decree.agency_code,
      facts: { number: decree.number, until: endOf(due) },
    });
    return 'taken';
  }
}

function endOf(due: DueRow): LocalDate {
  return localDate(String(due.facts['until']));
}
