import { Injectable } from '@nestjs/common';
import { mayVerifyIdentity } from '../../law/state-sets.js';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';

/** The desk has seen the identity paper (PerKI 1/2021 art. 27): who, when and how is kept, the paper need not be. 409 once it ended. */
@Injectable()
export class VerifyIdentity {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly requesters: Requesters,
  ) {}

  async run(tx: Tx, row: CaseRow, how: string, nationalId: string | null): Promise<CaseRow> {
    if (!mayVerifyIdentity(row.status)) throw refused('not-in-this-state');
    if (nationalId !== null) await this.requesters.correct(tx, row.requester_id, { nationalId });
    await this.requesters.recordVerification(tx, row.requester_id, tx.actor.id ?? '', how);
    return this.transitions.recordChange(tx, row, 'identity-verified', {});
  }
}
