import { Injectable } from '@nestjs/common';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { DecideItems } from '../decisions/decide-items.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { ConsentNews } from './consent-news.js';
import { proposalsToDecide, settleProposal } from './open-proposals.js';

/**
 * The superior gives the proposals back with a reason (law.md row 10): the exempt items are open again, so is
 * what was promised for a day that is over, the case is where it was, the clock runs on, and whoever proposed it hears why. Throws 409 `not-in-this-state`, `same-person`.
 */
@Injectable()
export class ReturnProposal {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly decisions: DecideItems,
    private readonly dueRows: DueRows,
    private readonly news: ConsentNews,
  ) {}

  async run(tx: Tx, row: CaseRow, reason: string): Promise<CaseRow> {
    const proposals = await proposalsToDecide(tx, row, 'return');
    for (const whole of proposals) {
      const decreeId = whole.proposal.decree_id;
      await settleProposal(tx, whole, { status: 'returned', reason, decreeId });
    }
    const reopened = await this.decisions.reopenExempt(tx, row);
    await this.dueRows.stop(tx, row.id, ['consent-reminder']);
    const changed = await this.transitions.applyTransition(tx, reopened, {
      event: 'return',
      facts: { isExtended: row.extended_at !== null },
      visibleTo: 'staff',
      auditFacts: { proposals: proposals.length },
    });
    await this.news.returned(tx, changed, [
      ...new Set(proposals.map(({ proposal }) => proposal.proposed_by)),
    ]);
    return changed;
  }
}
