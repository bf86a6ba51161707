import { Injectable } from '@nestjs/common';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { CaseNews } from '../requests/case-news.js';
import { StepEffects } from '../requests/step-effects.js';

/** How a case came to its agency. */
export type AssignmentAct = 'chosen' | 'suggested-direct' | 'assigned';

/**
 * Gives a case to an agency, or to another one (PerKI 1/2021 art. 6(4): one public body, so no clock changes). The
 * requester sees it in the timeline, the agency's officers get a mail. Throws 422 for a closed or unknown agency.
 */
@Injectable()
export class AssignAgency {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly agencies: AgencyDirectory,
    private readonly news: CaseNews,
    private readonly effects: StepEffects,
  ) {}

  async run(tx: Tx, row: CaseRow, agency: string, reason: string, act: AssignmentAct): Promise<CaseRow> {
    const to = await this.agencies.byCode(agency);
    if (to === null || !to.active) {
      throw invalid([{ field: 'agency', code: 'unknown-value', message: 'routing.errors.agency' }]);
    }
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'assign',
      timeline: row.agency_code === null ? 'assigned' : 'handed-on',
      change: { agency_code: agency, holder_id: null },
      auditFacts: { from: row.agency_code, agency, act },
    });
    await recordAssignment(tx, row, { act, to: agency, reason, suggested: null });
    await this.news.tellOfficers(tx, changed, 'assigned', `v${String(changed.version)}`);
    await this.effects.follow('assigned', tx, changed);
    return changed;
  }
}

/** Keeps who gave the case to whom and why. */
export async function recordAssignment(
  tx: Tx,
  row: CaseRow,
  entry: {
    readonly act: AssignmentAct | 'handed-back';
    readonly to: string | null;
    readonly reason: string;
    readonly suggested: string | null;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO assignments (id, case_id, from_agency, to_agency, act, reason, suggested_agency, staff_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(),
      row.id,
      row.agency_code,
      entry.to,
      entry.act,
      entry.reason,
      entry.suggested,
      tx.actor.kind === 'staff' ? tx.actor.id : null,
      await tx.now(),
    ],
  );
}
