import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { AssignAgency } from './assign-agency.js';

/**
 * The desk decides where a case goes, in one step. Where it decides otherwise than the model suggested, the text is
 * kept as an example for the next training.
 */
@Injectable()
export class CorrectRouting {
  constructor(private readonly assign: AssignAgency) {}

  async run(tx: Tx, row: CaseRow, agency: string, reason: string): Promise<CaseRow> {
    const suggested = await tx.query<{ agency_code: string | null }>(
      'SELECT agency_code FROM routing_suggestions WHERE case_id = $1',
      [row.id],
    );
    const before = suggested[0]?.agency_code ?? null;
    const changed = await this.assign.run(tx, row, agency, reason, 'assigned');
    if (before !== agency) {
      await tx.query(
        `INSERT INTO routing_corrections (case_id, suggested, corrected, text, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (case_id) DO UPDATE SET corrected = excluded.corrected, staff_id = excluded.staff_id, at = excluded.at`,
        [row.id, before, agency, row.question, tx.actor.id, await tx.now()],
      );
    }
    return changed;
  }
}
