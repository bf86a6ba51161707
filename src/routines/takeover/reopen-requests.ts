import { Injectable } from '@nestjs/common';
import { isBeyondRemedies, type ObjectionSpan } from '../../law/beyond-remedies.js';
import { decisionKind, type DecisionKind } from '../../law/decision-kinds.js';
import { endOfLocalDay, type LocalDate } from '../../law/local-date.js';
import { isLiveObjection } from '../../law/state-sets.js';
import type { ObjectionState } from '../../law/request-states.js';
import { Audit } from '../../office/audit/audit.js';
import { SEALED_COLUMNS, type SealedCase } from '../../office/audit/chain.js';
import type { Tx } from '../../platform/database/tx.js';

interface FinalRequest {
  readonly id: string;
  readonly agency: string | null;
  readonly outcome: DecisionKind;
  readonly until: LocalDate | null;
  readonly version: number;
  readonly objections: readonly {
    readonly status: ObjectionState;
    readonly receivedAt: string;
    readonly closedAt: string | null;
    /** What both sides agreed on waits to be carried out. */
    readonly waits: boolean;
  }[];
}

/**
 * Requests that came in as final because their objections were not in the register yet. The register of requests is taken
 * over first, so whether one is beyond its remedies is known only once that of objections is in (law.md row 24).
 */
@Injectable()
export class ReopenRequests {
  constructor(private readonly audit: Audit) {}

  /** Gives those of these requests that a timely objection keeps open the state of their notice or closing again. */
  async run(tx: Tx, caseIds: readonly string[], importId: string): Promise<void> {
    const now = await tx.now();
    const requests = await tx.query<FinalRequest>(FINAL, [caseIds]);
    for (const request of requests) {
      const end = request.until === null ? null : endOfLocalDay(request.until);
      if (isBeyondRemedies(end, request.objections.map(spanOf), now)) continue;
      await this.reopen(tx, request, importId, now);
    }
  }

  private async reopen(tx: Tx, request: FinalRequest, importId: string, now: Date): Promise<void> {
    const to = decisionKind(request.outcome).closes;
    const version = request.version + 1;
    const [sealed = {}] = await tx.query<SealedCase>(
      `UPDATE cases SET status = $2, version = $3 WHERE id = $1 RETURNING ${SEALED_COLUMNS.join(', ')}`,
      [request.id, to, version],
    );
    await this.audit.record(tx, {
      caseId: request.id,
      event: 'reopened-by-register',
      effectiveAt: now,
      visibleTo: 'requester',
      agency: request.agency,
      facts: { from: 'final', to, version, import: importId },
      sealed,
    });
  }
}

function spanOf({ status, receivedAt, closedAt, waits }: FinalRequest['objections'][number]): ObjectionSpan {
  const endedAt = isLiveObjection(status) || waits || closedAt === null ? null : new Date(closedAt);
  return { receivedAt: new Date(receivedAt), endedAt };
}

const FINAL = /* sql */ `
  SELECT c.id, c.agency_code AS agency, c.outcome, c.objection_until AS until, c.version,
    (SELECT json_agg(json_build_object('status', o.status, 'receivedAt', o.received_at, 'closedAt', o.closed_at,
        'waits', EXISTS (SELECT 1 FROM objection_orders r
          WHERE r.objection_id = o.id AND r.carried_out_at IS NULL AND r.ended_at IS NULL)))
      FROM objections o WHERE o.case_id = c.id) AS objections
  FROM cases c WHERE c.id = ANY ($1) AND c.status = 'final' AND c.outcome IS NOT NULL
    AND EXISTS (SELECT 1 FROM objections o WHERE o.case_id = c.id)
  ORDER BY c.id FOR UPDATE OF c`;
