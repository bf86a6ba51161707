import { Injectable } from '@nestjs/common';
import { isOpenRequest } from '../../law/request-states.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';

/** Names who answers a case. Information, not a lock: every active officer of the agency may still act. */
@Injectable()
export class NameHolder {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly staff: StaffQueries,
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
    return this.transitions.recordChange(
      tx,
      row,
      'holder-named',
      { holder_id: staffId },
      { facts: { holder: staffId } },
    );
  }
}
