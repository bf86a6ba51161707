import type { LocalDate } from '../../../law/local-date.js';
import type { RequestState } from '../../../law/request-states.js';
import type { Tx } from '../../../platform/database/tx.js';

/** A case that waits for consent, as the list shows it; no word of who asks. */
export interface WaitingCase {
  readonly id: string;
  readonly registerNumber: string;
  readonly question: string;
  readonly status: RequestState;
  readonly dueOn: LocalDate | null;
  readonly ruleSetVersion: number;
  readonly agency: string | null;
  readonly extents: readonly ('full' | 'partial')[];
  readonly proposedBy: readonly string[];
  readonly proposerIds: readonly string[];
  readonly proposedAt: Date;
}

const MOST = 200;

/** Everything that waits for the superior, the nearest due date first; at most 200. */
export async function waitingCases(tx: Tx): Promise<readonly WaitingCase[]> {
  return tx.query<WaitingCase>(
    `SELECT c.id, c.register_number AS "registerNumber", c.question, c.status, c.due_on AS "dueOn",
       c.rule_set_version AS "ruleSetVersion", g.name AS agency,
       array_agg(p.extent ORDER BY p.round) AS extents, array_agg(DISTINCT s.name) AS "proposedBy",
       array_agg(DISTINCT p.proposed_by::text) AS "proposerIds", max(p.proposed_at) AS "proposedAt"
     FROM cases c JOIN refusal_proposals p ON p.case_id = c.id AND p.status = 'open'
       JOIN staff s ON s.id = p.proposed_by LEFT JOIN agencies g ON g.code = c.agency_code
     WHERE c.status = 'consent_pending'
     GROUP BY c.id, g.name ORDER BY c.due_on NULLS LAST, c.id LIMIT ${String(MOST)}`,
  );
}
