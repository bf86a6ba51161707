import { Injectable } from '@nestjs/common';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';

/**
 * A proposal of refusal that nobody has decided ends with the request that its requester withdraws, in all its parts, and
 * so does the superior's reminder (law.md rows 10 and 18).
 */
@Injectable()
export class EndProposals {
  constructor(
    effects: StepEffects,
    private readonly dueRows: DueRows,
  ) {
    effects.register('withdrawn', (tx, row) => this.withdrawn(tx, row));
  }

  private async withdrawn(tx: Tx, row: CaseRow): Promise<void> {
    const ended = await tx.query<{ case_id: string }>(
      `UPDATE refusal_proposals p SET status = 'ended', ended_at = $2 FROM cases c
       WHERE c.id = p.case_id AND (c.id = $1 OR c.parent_id = $1) AND p.status = 'open' RETURNING p.case_id`,
      [row.id, await tx.now()],
    );
    for (const caseId of new Set(ended.map(({ case_id: id }) => id)))
      await this.dueRows.stop(tx, caseId, ['consent-reminder']);
  }
}
