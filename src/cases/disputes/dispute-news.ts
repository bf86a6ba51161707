import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { LinkPath } from '../../office/notifications/mail-kind.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseNews } from '../requests/case-news.js';
import type { DisputeStep, HeldDispute } from './dispute-row.js';

/** Tells the office of a dispute: who holds the case, the PPID and the superior. The parties hear from the commission. */
@Injectable()
export class DisputeNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly cases: CaseNews,
  ) {}

  async opened(tx: Tx, held: HeldDispute, startDueOn: LocalDate, endDueOn: LocalDate): Promise<void> {
    const { dispute } = held;
    const people = await this.office(tx, held);
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind: 'dispute-opened' as const,
        effectKey: `dispute-opened:${dispute.id}:${person.id}`,
        caseId: dispute.case_id,
        recipient: recipient(person),
        data: {
          number: dispute.objection_number,
          filedOn: dispute.filed_on,
          startDueOn,
          endDueOn,
          late: dispute.late,
          link: linkFor(person, held),
        },
      })),
    );
  }

  /** The order of a ruling, when it is recorded. */
  async ordered(tx: Tx, held: HeldDispute, step: DisputeStep): Promise<void> {
    await this.aboutOrder(tx, held, step, 'dispute-order', false);
  }

  /** The day of the order has passed and it is not carried out. */
  async overdue(tx: Tx, held: HeldDispute, step: DisputeStep, late: boolean): Promise<void> {
    await this.aboutOrder(tx, held, step, 'dispute-order-overdue', late);
  }

  private async aboutOrder(
    tx: Tx,
    held: HeldDispute,
    step: DisputeStep,
    kind: 'dispute-order' | 'dispute-order-overdue',
    late: boolean,
  ): Promise<void> {
    const carryOutBy = step.carry_out_by;
    if (carryOutBy === null) return;
    const people = await this.office(tx, held);
    const isPast = carryOutBy < localDayOf(await tx.now());
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind,
        effectKey: `${kind}:${step.id}:${person.id}`,
        caseId: held.dispute.case_id,
        recipient: recipient(person),
        data: {
          number: held.dispute.objection_number,
          decidedOn: step.decided_on,
          carryOutBy,
          isPast,
          late,
          link: linkFor(person, held),
        },
      })),
    );
  }

  private async office(tx: Tx, { row }: HeldDispute): Promise<readonly StaffMember[]> {
    const holders = row === null ? await this.staff.byRole(tx, 'desk') : await this.cases.holdersOf(tx, row);
    const people = [
      ...holders,
      ...(await this.staff.byRole(tx, 'supervisor')),
      ...(await this.staff.byRole(tx, 'superior')),
    ];
    return [...new Map(people.map((person) => [person.id, person])).values()];
  }
}

function recipient(person: StaffMember) {
  return { kind: 'staff' as const, staffId: person.id, address: person.email };
}

/** The page that this person may open: the dispute itself is the desk's and the supervisor's. */
function linkFor(person: StaffMember, { dispute }: HeldDispute): LinkPath {
  if (person.roles.includes('desk')) return `/petugas/sengketa/${dispute.id}`;
  if (person.roles.includes('supervisor')) return `/pengawas/sengketa/${dispute.id}`;
  if (person.roles.includes('superior'))
    return dispute.case_id === null ? '/pengawas' : `/pengawas/kasus/${dispute.case_id}`;
  return dispute.case_id === null ? '/petugas/tugas' : `/petugas/kasus/${dispute.case_id}`;
}
