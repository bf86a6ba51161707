import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { LinkPath } from '../../office/notifications/mail-kind.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseNews, type Bearer } from '../requests/case-news.js';
import type { DisputeStep, HeldDispute } from './dispute-row.js';

/** Mail to the office about the order of a ruling. */
interface OrderNews {
  readonly kind: 'dispute-order' | 'dispute-order-overdue';
  /** Makes the mail unique. */
  readonly stage: string;
  readonly late: boolean;
  readonly people: readonly Bearer[];
}

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
      people.map(({ person, link }) => ({
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
          link,
        },
      })),
    );
  }

  /** The order of a ruling, when it is recorded. */
  async ordered(tx: Tx, held: HeldDispute, step: DisputeStep): Promise<void> {
    const people = await this.office(tx, held);
    await this.aboutOrder(tx, held, step, { kind: 'dispute-order', stage: step.id, late: false, people });
  }

  /** An order that runs, to those who hold the request since now, or this part of it. */
  async handed(tx: Tx, held: HeldDispute, step: DisputeStep): Promise<void> {
    const { dispute, row } = held;
    if (row === null) return;
    const own = `/petugas/kasus/${row.id}` as const;
    const people = [...(await this.cases.bearersOf(tx, row, own)).values()];
    const stage = `${step.id}/${row.id}/v${String(row.version)}`;
    const bearers = people.map(({ person, link }) => ({
      person,
      link: person.roles.includes('desk') ? linkFor(person, { dispute, row }) : link,
    }));
    await this.aboutOrder(tx, held, step, { kind: 'dispute-order', stage, late: false, people: bearers });
  }

  /** The day of the order has passed and it is not carried out. */
  async overdue(tx: Tx, held: HeldDispute, step: DisputeStep, late: boolean): Promise<void> {
    const people = await this.office(tx, held);
    await this.aboutOrder(tx, held, step, { kind: 'dispute-order-overdue', stage: step.id, late, people });
  }

  private async aboutOrder(
    tx: Tx,
    held: HeldDispute,
    step: DisputeStep,
    { kind, stage, late, people }: OrderNews,
  ): Promise<void> {
    const carryOutBy = step.carry_out_by;
    if (carryOutBy === null) return;
    const isPast = carryOutBy < localDayOf(await tx.now());
    await this.outbox.enqueueAll(
      tx,
      people.map(({ person, link }) => ({
        kind,
        effectKey: `${kind}:${stage}:${person.id}`,
        caseId: held.dispute.case_id,
        recipient: recipient(person),
        data: {
          number: held.dispute.objection_number,
          decidedOn: step.decided_on,
          carryOutBy,
          isPast,
          late,
          link,
        },
      })),
    );
  }

  private async office(tx: Tx, held: HeldDispute): Promise<readonly Bearer[]> {
    const { row } = held;
    const holders = row === null ? await this.staff.byRole(tx, 'desk') : await this.cases.holdersOf(tx, row);
    const people = [
      ...holders,
      ...(await this.staff.byRole(tx, 'supervisor')),
      ...(await this.staff.byRole(tx, 'superior')),
    ];
    return [
      ...new Map(people.map((person) => [person.id, { person, link: linkFor(person, held) }])).values(),
    ];
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
