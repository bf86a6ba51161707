import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { GrantRequest } from '../decisions/grant-request.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { familyRefusal } from '../requests/family.js';
import type { Execution } from './execution.js';

/** What an order makes the office hand over costs nothing that the notice would have had to name before. */
const FREE = { copy: 0, delivery: 0, other: 0 } as const;

/**
 * What is handed over because of an order, of the superior, the commission or a court, where the request itself has no
 * answer yet: that is the answer. The written notice goes out as a grant with its own letter, mail and clocks, and what
 * it leaves to be fetched counts as handed over (law.md row 23). Throws 409 of the state table, `parts-only` for a split
 * request.
 */
@Injectable()
export class AnswerByHandover {
  constructor(
    private readonly grants: GrantRequest,
    private readonly cases: CaseTransitions,
  ) {}

  async run(
    tx: Tx,
    row: CaseRow,
    { explanation, fileIds }: Pick<Execution, 'explanation' | 'fileIds'>,
  ): Promise<CaseRow> {
    const refusal = familyRefusal(row, 'case.grant');
    if (refusal !== null) throw refused(refusal);
    const answered = await this.grants.run(tx, row, {
      version: row.version,
      form: fileIds.length > 0 ? 'softcopy' : 'hardcopy',
      cost: FREE,
      provideOn: localDayOf(await tx.now()),
      fileIds: [...fileIds],
      explanation,
      // The order is about this request; the others of its group keep their own answer.
      alsoForGroup: false,
    });
    return answered.status === 'granted_open' ? this.handOver(tx, answered, fileIds.length > 0) : answered;
  }

  // Online nothing is handed over without a file: the notice and its explanation are the answer.
  private async handOver(tx: Tx, row: CaseRow, withFiles: boolean): Promise<CaseRow> {
    if (withFiles || row.delivery !== 'online') await recordHandover(tx, row);
    return this.cases.applyTransition(tx, row, {
      event: 'carry-out',
      facts: { extent: 'full' },
      visibleTo: 'system',
    });
  }
}

/** The order's own delivery, today, by the way that the requester chose. */
export async function recordHandover(tx: Tx, row: CaseRow): Promise<void> {
  const now = await tx.now();
  await tx.query(
    `INSERT INTO deliveries (id, case_id, channel, delivered_on, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [newId(), row.id, row.delivery ?? 'online', localDayOf(now), tx.actor.id, now],
  );
}
