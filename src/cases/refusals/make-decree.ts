import { Injectable } from '@nestjs/common';
import { localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { Audit } from '../../office/audit/audit.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { LetterNumbers } from '../../office/documents/letter-numbers.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Approval } from './mayor-approval.js';
import { reviewAt } from './move-review-days.js';
import { givenNumber } from './numbered-paper.js';
import type { DecreeRow, TestSheetRow } from './refusal-records.js';

interface Wishes {
  readonly number: string | null;
  readonly approval: Approval | null;
}

/**
 * Makes the decree on exempt information as a record of its own (PerKI 1/2021 art. 49(5)-(6)), which later requests
 * may rest on. Where it has an end, T18 starts: the desk decides 30 working days before it, and on the end day the
 * information is open by itself (PP 61/2010 art. 11; PerKI 1/2021 art. 52).
 */
@Injectable()
export class MakeDecree {
  constructor(
    private readonly numbers: LetterNumbers,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
  ) {}

  /**
   * For a request, or for a decree that is made anew (`id` null); in the transaction of the consent. Throws 422 for a
   * typed number that another decree has.
   */
  async run(
    tx: Tx,
    row: { readonly id: string | null; readonly agency_code: string | null },
    sheet: TestSheetRow,
    { number: typed, approval }: Wishes,
  ): Promise<DecreeRow> {
    const now = await tx.now();
    const today = localDayOf(now);
    const id = newId();
    const number = await givenNumber(
      typed,
      'decreeNumber',
      () => this.numbers.next(tx, today, 'decree'),
      async (free) => {
        const inserted = await tx.query(
          `INSERT INTO exemption_decrees (id, number, test_sheet_id, agency_code, decreed_on, exempt_until,
             approval_number, approved_on, consented_by, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
          [
            id,
            free,
            sheet.id,
            row.agency_code,
            today,
            sheet.exempt_until,
            approval?.number ?? null,
            approval?.on ?? null,
            tx.actor.id,
            now,
          ],
        );
        return inserted.length === 1;
      },
    );
    await this.audit.record(tx, {
      stream: `decree:${id}`,
      event: 'exemption-decreed',
      effectiveAt: now,
      visibleTo: 'staff',
      agency: row.agency_code,
      facts: { number, caseId: row.id, until: sheet.exempt_until },
      first: true,
    });
    if (sheet.exempt_until !== null) await this.startTerm(tx, id, sheet.exempt_until, now);
    return {
      id,
      number,
      test_sheet_id: sheet.id,
      agency_code: row.agency_code,
      decreed_on: today,
      exempt_until: sheet.exempt_until,
      approval_number: approval?.number ?? null,
      approved_on: approval?.on ?? null,
      consented_by: tx.actor.id ?? '',
      opened_at: null,
      replaced_by: null,
      is_ordered_open: false,
    };
  }

  private async startTerm(tx: Tx, decreeId: string, until: LocalDate, now: Date): Promise<void> {
    const calendar = await this.calendar.get();
    await this.dueRows.start(tx, [
      {
        caseId: null,
        kind: 'exemption-review',
        stage: decreeId,
        dueAt: reviewAt(until, calendar, now),
        facts: { decreeId, until },
      },
      {
        caseId: null,
        kind: 'exemption-end',
        stage: decreeId,
        dueAt: localInstant(until, '00:00'),
        facts: { decreeId, until },
      },
    ]);
  }
}
