import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { awaitsNotice } from '../../law/request-states.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { StaffAction } from '../../office/notifications/kinds/staff.js';
import type { LinkPath } from '../../office/notifications/mail-kind.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { caseColumns, type CaseRow } from './case-row.js';

/** Mails to staff about one case. */
export type CaseNewsKind = 'assigned' | 'citizen-replied' | 'handed-back' | 'reminded' | 'taken-over';

/** Who is to carry an order out, and the page on which they see it. */
export interface Bearer {
  readonly person: StaffMember;
  readonly link: LinkPath;
}

/** Tells the office about a case: its holder or the officers of its agency, or the desk. */
@Injectable()
export class CaseNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** The named holder, else every active officer of the agency, else the desk. `stage` makes the mail unique. */
  async tellOfficers(
    tx: Tx,
    row: CaseRow,
    kind: CaseNewsKind,
    stage: string,
    action: StaffAction = 'answer',
  ): Promise<void> {
    await this.tell(tx, row, kind, action, stage, await this.holdersOf(tx, row));
  }

  /** The heads of the agency that are not told as its officers already. */
  async tellHeads(
    tx: Tx,
    row: CaseRow,
    kind: CaseNewsKind,
    stage: string,
    action: StaffAction,
  ): Promise<void> {
    if (row.agency_code === null) return;
    const told = new Set((await this.holdersOf(tx, row)).map(({ id }) => id));
    const heads = (await this.staff.headsOf(tx, row.agency_code)).filter(({ id }) => !told.has(id));
    await this.tell(tx, row, kind, action, stage, heads);
  }

  async tellDesk(
    tx: Tx,
    row: CaseRow,
    kind: CaseNewsKind,
    action: StaffAction,
    stage: string,
  ): Promise<void> {
    await this.tell(tx, row, kind, action, stage, await this.staff.byRole(tx, 'desk'));
  }

  /** One colleague, unless the act is the reader's own. */
  async tellColleague(
    tx: Tx,
    row: CaseRow,
    kind: CaseNewsKind,
    stage: string,
    task: { readonly action: StaffAction; readonly staffId: string },
  ): Promise<void> {
    if (task.staffId === tx.actor.id) return;
    const person = await this.staff.byId(tx, task.staffId);
    if (person !== null) await this.tell(tx, row, kind, task.action, stage, [person]);
  }

  /** Who answers for a case right now. */
  async holdersOf(tx: Tx, row: CaseRow): Promise<readonly StaffMember[]> {
    const holder = row.holder_id === null ? null : await this.staff.byId(tx, row.holder_id);
    if (holder !== null) return [holder];
    if (row.agency_code === null) return this.staff.byRole(tx, 'desk');
    const officers = await this.staff.activeOfficersOf(tx, row.agency_code);
    return officers.length > 0 ? officers : this.staff.byRole(tx, 'desk');
  }

  /**
   * Whose work an order on this case is, by id: its holder's at `own` and, of a split request, the officers' of the parts that
   * have not given all that was asked of them, each on the page of the part.
   */
  async bearersOf(tx: Tx, row: CaseRow, own: LinkPath): Promise<Map<string, Bearer>> {
    const holders = await this.holdersOf(tx, row);
    const found = new Map(holders.map((person) => [person.id, { person, link: own }]));
    if (row.part_count === 0) return found;
    const parts = await tx.query<CaseRow>(
      `SELECT ${caseColumns('c')} FROM cases c WHERE c.parent_id = $1 AND c.order_due_on IS NOT NULL
       ORDER BY c.register_number`,
      [row.id],
    );
    for (const part of parts)
      for (const person of await this.holdersOf(tx, part))
        if (!person.roles.includes('desk') && !found.has(person.id))
          found.set(person.id, { person, link: `/petugas/kasus/${part.id}` });
    return found;
  }

  private async tell(
    tx: Tx,
    row: CaseRow,
    kind: CaseNewsKind,
    action: StaffAction,
    stage: string,
    people: readonly StaffMember[],
  ): Promise<void> {
    const dueOn = dayOf(action, row);
    const calendar = await this.calendar.forCase(row);
    const day = await this.outbox.staffMailDay(tx);
    const workingDaysLeft = dueOn === null ? null : calendar.workingDaysLeft(day, dueOn);
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind,
        effectKey: `${kind}:${row.id}:${stage}:${person.id}`,
        caseId: row.id,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: row.register_number,
          action: named(action, row),
          dueOn,
          workingDaysLeft,
          link: `/petugas/kasus/${row.id}` as const,
        },
      })),
    );
  }
}

/** The day by which the act is owed; to read a message after the notice there is none. */
function dayOf(action: StaffAction, row: CaseRow): LocalDate | null {
  if (action === 'carry-out-order' || action === 'carry-out-agreement') return row.order_due_on;
  if (action === 'deliver') return row.provide_on;
  if (action === 'read-message' && !awaitsNotice(row.status)) return null;
  return row.due_on ?? row.repair_due_on ?? row.completeness_due_on;
}

/** What both sides agreed on is no order, and is not called one (decision 0089). */
function named(action: StaffAction, { order_by: by }: CaseRow): StaffAction {
  const agreed = by === 'settlement' || by === 'mediation-agreed';
  return action === 'carry-out-order' && agreed ? 'carry-out-agreement' : action;
}
