import { Injectable } from '@nestjs/common';
import { nextObjectionState } from '../../law/next-state.js';
import { Audit } from '../../office/audit/audit.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { lockOwnCase } from '../requests/open-case.js';
import { CloseRemedies } from './close-remedies.js';
import { lockObjection } from './objection-row.js';

/** T10 passed without a dispute (law.md row 24): the objection is final, and with it a closed request. */
@Injectable()
export class CommissionWindowDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly audit: Audit,
    private readonly remedies: CloseRemedies,
  ) {
    handlers.register('commission-window', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const objection = await lockObjection(tx, due.facts['objectionId']);
    if (objection === null || (await hasDispute(tx, objection.id))) return 'pointless';
    const next = nextObjectionState(objection.status, 'finalise');
    if (!next.ok) return 'pointless';
    await tx.execute(
      'UPDATE objections SET status = $2, closed_at = $3, version = version + 1 WHERE id = $1',
      [objection.id, next.to, due.dueAt],
    );
    await this.audit.record(tx, {
      caseId: row.id,
      event: 'finalised',
      effectiveAt: due.dueAt,
      visibleTo: 'requester',
      agency: row.agency_code,
      facts: { objectionId: objection.id, number: objection.register_number, version: row.version },
    });
    await this.remedies.finaliseIfOver(tx, row, due.id, due.dueAt);
    return 'taken';
  }
}

async function hasDispute(tx: Tx, objectionId: string): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM disputes WHERE objection_id = $1 LIMIT 1', [objectionId]);
  return rows.length > 0;
}
