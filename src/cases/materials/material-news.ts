import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { AgencyDirectory, type Agency } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { StaffQueries, type StaffMember } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';

/** Tells the unit that is asked: another agency by its name, else a unit of the agency that holds the case. */
@Injectable()
export class MaterialNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly staff: StaffQueries,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
  ) {}

  async wanted(
    tx: Tx,
    row: CaseRow,
    asked: { readonly id: string; readonly from: string; readonly dueOn: LocalDate },
  ): Promise<void> {
    const people = await this.readersOf(tx, await this.unitOf(row, asked.from));
    const workingDaysLeft = (await this.calendar.forCase(row)).workingDaysLeft(
      await this.outbox.staffMailDay(tx),
      asked.dueOn,
    );
    await this.outbox.enqueueAll(
      tx,
      people.map((person) => ({
        kind: 'material-wanted' as const,
        effectKey: `material-wanted:${asked.id}:${person.id}`,
        caseId: row.id,
        recipient: { kind: 'staff' as const, staffId: person.id, address: person.email },
        data: {
          number: row.register_number,
          action: 'give-material' as const,
          dueOn: asked.dueOn,
          workingDaysLeft,
          link: `/petugas/bahan/${asked.id}` as const,
        },
      })),
    );
  }

  /** Code of the agency in which the words `from` name a unit; null while nobody holds the case. */
  async unitOf(row: Pick<CaseRow, 'agency_code'>, from: string): Promise<string | null> {
    return namedAgency(await this.agencies.active(), from)?.code ?? row.agency_code;
  }

  // Heads decide who in the unit gives it; an agency without one is told as a whole.
  private async readersOf(tx: Tx, agency: string | null): Promise<readonly StaffMember[]> {
    if (agency === null) return [];
    const heads = await this.staff.headsOf(tx, agency);
    const people = heads.length > 0 ? heads : await this.staff.activeOfficersOf(tx, agency);
    return people.filter(({ id }) => id !== tx.actor.id);
  }
}

/** The agency that is meant by its code, name or short name, in any case and spacing. */
function namedAgency(agencies: readonly Agency[], typed: string): Agency | null {
  const plain = (text: string): string => text.trim().replace(/\s+/gu, ' ').toLowerCase();
  const wanted = plain(typed);
  return (
    agencies.find(({ code, name, shortName }) =>
      [code, name, shortName].some((one) => plain(one) === wanted),
    ) ?? null
  );
}
