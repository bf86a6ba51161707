import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';
import { LetterTerm } from './letter-term.js';
import { lockOwnCase } from './open-case.js';

/**
 * T2 passed without a check, or with a letter of incompleteness that nobody posted: the request counts as complete from
 * receipt, and the desk is told (law.md row 3).
 */
@Injectable()
export class CompletenessDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly transitions: CaseTransitions,
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly agencies: AgencyDirectory,
    private readonly letterTerm: LetterTerm,
  ) {
    handlers.register('completeness-check', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    if (row.status === 'incomplete' && row.repair_due_on === null) {
      await this.tellDesk(tx, await this.letterTerm.lapse(tx, row, due.dueAt), due);
      return 'taken';
    }
    if (row.status !== 'received') return 'pointless';
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'lapse-completeness',
      effectiveAt: due.dueAt,
      change: { complete_at: due.dueAt },
    });
    await this.tellDesk(tx, changed, due);
    return 'taken';
  }

  /** After an outage that outlasted T4 too, the notice of silence says all there is to say. */
  private async tellDesk(tx: Tx, row: CaseRow, due: DueRow): Promise<void> {
    if (row.due_on === null || localDayOf(await tx.now()) > row.due_on) return;
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    const dueOn = row.due_on;
    const checkDueOn = row.completeness_due_on ?? localDayOf(due.dueAt);
    const [letter = null] = await tx.query(
      'SELECT 1 FROM incompleteness_letters WHERE case_id = $1 LIMIT 1',
      [row.id],
    );
    const desk = await this.staff.byRole(tx, 'desk');
    await this.outbox.enqueueAll(
      tx,
      desk.map((person) => ({
        kind: 'completeness-treated' as const,
        effectKey: `completeness-treated:${row.id}:${person.id}`,
        caseId: row.id,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: row.register_number,
          completenessDueOn: checkDueOn,
          why: letter === null ? ('unchecked' as const) : ('unposted' as const),
          dueOn,
          holder: row.agency_code === null ? ('nobody' as const) : ('agency' as const),
          agency: agency === null ? null : { id: agency.name, en: agency.nameEn },
          link: `/petugas/kasus/${row.id}` as const,
        },
      })),
    );
  }
}
