import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { replyClockRuns } from '../../law/request-states.js';
import { Audit } from '../../office/audit/audit.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseNews } from '../requests/case-news.js';
import { lockOwnCase } from '../requests/open-case.js';
import { AssignAgency } from './assign-agency.js';
import { AgencySuggester } from '../../office/agencies/agency-suggester.js';
import type { RoutingProposal } from '../../office/agencies/suggest-agency.js';

/**
 * Suggests the agency of a new request. The requester's own choice stands; from the city's score a suggestion goes to
 * the agency at once; everything else waits for the desk with the reasons beside it.
 */
@Injectable()
export class SuggestRoutingDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly routing: AgencySuggester,
    private readonly assign: AssignAgency,
    private readonly audit: Audit,
    private readonly city: City,
    private readonly news: CaseNews,
  ) {
    handlers.register('suggest-routing', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const proposal = this.routing.suggest(row.question);
    const now = await tx.now();
    const [wasHandedBack] = await Promise.all([
      handedBack(tx, row.id),
      keep(tx, row.id, proposal, now),
      this.audit.record(tx, {
        caseId: row.id,
        event: 'routing-suggested',
        effectiveAt: now,
        visibleTo: 'system',
        facts: { decision: proposal.decision, agency: proposal.agency, score: proposal.score },
      }),
    ]);
    if (!replyClockRuns(row.status)) return 'taken';
    // A person who handed the case back knows better than the words do: then the desk decides.
    if (row.agency_code === null && wasHandedBack) return 'taken';
    // A request that was split meanwhile stays with the desk: its parts have their agencies.
    if (row.part_count > 0) return 'taken';
    if (row.agency_code !== null) {
      await this.news.tellOfficers(tx, row, 'assigned', 'filed');
    } else if (proposal.agency !== null && proposal.score >= this.city.routing.directScore) {
      await this.assign.run(tx, row, proposal.agency, `suggested on ${localDayOf(now)}`, 'suggested-direct');
    }
    return 'taken';
  }
}

/** The proposal with its reasons, for the desk. */
async function keep(tx: Tx, caseId: string, proposal: RoutingProposal, at: Date): Promise<void> {
  const { decision, agency, score, runnerUp, suggestions, outsideCity } = proposal;
  await tx.query(
    `INSERT INTO routing_suggestions (case_id, decision, agency_code, score, runner_up, suggestions, outside_city, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      caseId,
      decision,
      agency,
      score,
      runnerUp,
      JSON.stringify(suggestions),
      outsideCity === null ? null : JSON.stringify(outsideCity),
      at,
    ],
  );
}

async function handedBack(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM assignments WHERE case_id = $1 AND act = 'handed-back' LIMIT 1`,
    [caseId],
  );
  return rows.length > 0;
}
