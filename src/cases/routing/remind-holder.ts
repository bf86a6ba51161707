import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseNews } from '../requests/case-news.js';
import type { CaseRow } from '../requests/case-row.js';

/** Desk or supervisor reminds whoever answers for a case, by hand. */
@Injectable()
export class RemindHolder {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly news: CaseNews,
  ) {}

  async run(tx: Tx, row: CaseRow): Promise<CaseRow> {
    const changed = await this.transitions.recordChange(tx, row, 'reminded', {});
    await this.news.tellOfficers(tx, changed, 'reminded', `v${String(changed.version)}`);
    return changed;
  }
}
