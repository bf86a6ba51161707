import { Injectable } from '@nestjs/common';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseNews } from '../requests/case-news.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { recordAssignment } from './assign-agency.js';

/** The agency is the wrong one: the case goes back to the desk with a suggestion. No clock changes. */
@Injectable()
export class HandBack {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly agencies: AgencyDirectory,
    private readonly news: CaseNews,
    private readonly effects: StepEffects,
  ) {}

  /** Throws 422 when the suggested agency is unknown or the one that hands back. */
  async run(tx: Tx, row: CaseRow, reason: string, suggested: string | null): Promise<void> {
    if (
      suggested !== null &&
      (suggested === row.agency_code || (await this.agencies.byCode(suggested)) === null)
    ) {
      throw invalid([{ field: 'suggestedAgency', code: 'unknown-value', message: 'routing.errors.agency' }]);
    }
    await recordAssignment(tx, row, { act: 'handed-back', to: null, reason, suggested });
    await tx.widened(async () => {
      const changed = await this.transitions.applyTransition(tx, row, {
        event: 'hand-back',
        change: { agency_code: null, holder_id: null },
        visibleTo: 'staff',
        auditFacts: { from: row.agency_code, suggested },
      });
      await this.news.tellDesk(tx, changed, 'handed-back', 'assign', `v${String(changed.version)}`);
      await this.effects.follow('assigned', tx, changed);
    });
  }
}
