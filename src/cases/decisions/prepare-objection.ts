import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { Audit } from '../../office/audit/audit.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { Views } from '../../platform/views/views.js';
import type { CaseRow } from '../requests/case-row.js';

/**
 * Prepares the objection of ground c that silence gives a right to, with a story drafted from the case's own dates.
 * Nothing is filed: the requester confirms it, changes it, or lets it be.
 */
@Injectable()
export class PrepareObjection {
  constructor(
    private readonly audit: Audit,
    private readonly views: Views,
    private readonly calendar: CurrentCalendar,
  ) {}

  async afterSilence(tx: Tx, row: CaseRow, dueOn: LocalDate, until: LocalDate, at: Date): Promise<void> {
    const texts = this.views.in(row.language);
    const calendar = await this.calendar.forCase(row);
    const facts = {
      number: row.register_number,
      received: texts.formats.date(row.received_on),
      due: texts.formats.date(dueOn),
      firstLate: texts.formats.date(calendar.dueDate(dueOn, 1).date),
    };
    const story =
      row.extended_at === null
        ? texts.t('objections.prepared-story', facts)
        : texts.t('objections.prepared-story-extended', {
            ...facts,
            extendedOn: texts.formats.date(localDayOf(row.extended_at)),
          });
    await tx.query(
      `INSERT INTO prepared_objections (case_id, grounds, story, until, prepared_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (case_id) DO UPDATE SET grounds = excluded.grounds, story = excluded.story, until = excluded.until,
         prepared_at = excluded.prepared_at WHERE prepared_objections.objection_id IS NULL`,
      [row.id, ['c'], story, until, at],
    );
    await this.audit.record(tx, {
      caseId: row.id,
      event: 'objection-prepared',
      effectiveAt: at,
      visibleTo: 'requester',
      agency: row.agency_code,
      facts: { grounds: ['c'], until, version: row.version },
    });
  }
}
