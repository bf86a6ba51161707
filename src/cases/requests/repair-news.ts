import { Injectable } from '@nestjs/common';
import type { MissingItem } from '../../law/completeness.js';
import type { LocalDate } from '../../law/local-date.js';
import { timeLimit } from '../../law/time-limits.js';
import type { DueDate } from '../../law/working-calendar.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { countedDays, provisionalYear } from './case-dates.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';
import { RequesterNews } from './requester-news.js';

/** Confirms a repair with the new date, or says what is still missing. */
@Injectable()
export class RepairNews {
  constructor(
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** Some items did not come: the term runs on, and the requester has until its last day. */
  async sendStillMissing(tx: Tx, row: CaseRow, missing: readonly MissingItem[]): Promise<void> {
    // By post the term starts when the letter is received; until then the letter says what is missing.
    if (row.repair_due_on === null) return;
    await this.news.tell<'needs-completing'>(tx, row, {
      kind: 'needs-completing',
      effectKey: `needs-completing:${row.id}:still-${String(row.version)}`,
      data: {
        number: row.register_number,
        missing,
        repairDueOn: row.repair_due_on,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: { sequence: row.version },
    });
  }

  /** `receivedOn`: the day of the repair. */
  async send(tx: Tx, row: CaseRow, receivedOn: LocalDate, due: DueDate): Promise<void> {
    const countedFrom = row.reply_started_on ?? receivedOn;
    const days = timeLimit('reply', receivedOn).length;
    const agency = row.agency_code === null ? null : await this.agencies.byCode(row.agency_code);
    await this.news.tell<'repaired-complete'>(tx, row, {
      kind: 'repaired-complete',
      effectKey: `repaired-complete:${row.id}:${receivedOn}`,
      data: {
        number: row.register_number,
        receivedOn,
        dueOn: due.date,
        workingDays: days,
        countedDays: countedDays(await this.calendar.forCase(row), { start: countedFrom, workingDays: days }),
        provisionalYear: provisionalYear(due.provisional),
        agency: agency === null ? null : { id: agency.name, en: agency.nameEn },
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: { sequence: row.version },
    });
  }
}
