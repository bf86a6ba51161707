import { Injectable } from '@nestjs/common';
import { isOpenRequest } from '../../law/request-states.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import { CaseNews } from './case-news.js';
import type { CaseRow } from './case-row.js';

/**
 * Names who answers a case and tells whom it concerns. Information, not a lock: every active officer of the agency may
 * still act.
 */
@Injectable()
export class NameHolder {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly staff: StaffQueries,
    private readonly news: CaseNews,
  ) {}

  /** Throws 422 when the person does not work in the agency that holds the case, 409 when nothing is left to do. */
  async run(tx: Tx, row: CaseRow, staffId: string): Promise<CaseRow> {
    if (!isOpenRequest(row.status)) throw refused('not-in-this-state');
    const person = await this.staff.byId(tx, staffId);
    const belongs =
      person !== null &&
      (row.agency_code === null || person.agency === row.agency_code || person.roles.includes('desk'));
    if (!belongs)
      throw invalid([{ field: 'staffId', code: 'unknown-value', message: 'requests.errors.holder' }]);
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'holder-named',
      { holder_id: staffId },
      { facts: { holder: staffId } },
    );
    await this.tell(tx, changed, row.holder_id);
    return changed;
  }

  /** The new holder, and the one who held the case until now. */
  private async tell(tx: Tx, row: CaseRow, before: string | null): Promise<void> {
    const { holder_id: holder } = row;
    if (holder === null || holder === before) return;
    const stage = `holder/v${String(row.version)}`;
    await this.news.tellColleague(tx, row, 'assigned', stage, { action: 'answer', staffId: holder });
    if (before !== null)
      await this.news.tellColleague(tx, row, 'taken-over', stage, { action: 'hand-over', staffId: before });
  }
}
