import { Injectable } from '@nestjs/common';
import { nextState } from '../../law/next-state.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';

interface OpenRemedies {
  readonly objections: number;
  readonly windows: number;
  readonly disputes: number;
}

const OPEN_REMEDIES = /* sql */ `
  SELECT
    (SELECT count(*)::int FROM objections o WHERE o.case_id = $1 AND o.status IN ('open', 'answered', 'silent'))
      AS objections,
    (SELECT count(*)::int FROM due_rows d WHERE d.case_id = $1 AND d.done_at IS NULL AND d.id <> $2
      AND d.kind IN ('objection-window', 'commission-window', 'order-execution')) AS windows,
    (SELECT count(*)::int FROM disputes s JOIN objections o ON o.id = s.objection_id
      WHERE o.case_id = $1 AND s.status <> 'final') AS disputes`;

/**
 * Ends a request that is beyond every remedy (law.md row 24): closed, no objection undecided or contestable, no window
 * open, no dispute. Retention starts from there.
 */
@Injectable()
export class CloseRemedies {
  constructor(private readonly transitions: CaseTransitions) {}

  /** Makes the request final if the law allows; `exceptRow` is the due row in hand. True when it did. */
  async finaliseIfOver(tx: Tx, row: CaseRow, exceptRow: string, effectiveAt: Date): Promise<boolean> {
    if (!nextState(row.status, 'finalise').ok) return false;
    const [open] = await tx.query<OpenRemedies>(OPEN_REMEDIES, [row.id, exceptRow]);
    if (open === undefined || open.objections + open.windows + open.disputes > 0) return false;
    await this.transitions.applyTransition(tx, row, { event: 'finalise', effectiveAt });
    return true;
  }
}
