import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseNews } from '../requests/case-news.js';
import type { CaseRow } from '../requests/case-row.js';
import { owedOf } from '../requests/owed.queries.js';

/** Desk or supervisor reminds whoever answers for a case, by hand. 409 where the office owes nothing. */
@Injectable()
export class RemindHolder {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly news: CaseNews,
  ) {}

  async run(tx: Tx, row: CaseRow): Promise<CaseRow> {
    const owed = owedOf(row);
    if (owed === null) throw refused('not-in-this-state');
    const changed = await this.transitions.recordChange(tx, row, 'reminded', {});
    await this.news.tellOfficers(tx, changed, 'reminded', `v${String(changed.version)}`, owed);
    return changed;
  }
}
