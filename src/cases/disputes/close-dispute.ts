import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { nextDisputeState, nextObjectionState } from '../../law/next-state.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CloseRemedies } from '../objections/close-remedies.js';
import { openOrder, type HeldDispute } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** No due row has this number: nothing is excepted. */
const NO_ROW = '0';

/**
 * Ends a dispute (law.md row 26): no further step is possible and no order waits. With it ends its objection, and a
 * closed request whose last remedy it was; the hold on deletion ends here too.
 */
@Injectable()
export class CloseDispute {
  constructor(
    private readonly dueRows: DueRows,
    private readonly trail: DisputeTrail,
    private readonly remedies: CloseRemedies,
  ) {}

  /** Ends it if the law allows. `exceptRow` is the due row in hand. Null when something is still open. */
  async ifOver(tx: Tx, held: HeldDispute, at: Date, exceptRow = NO_ROW): Promise<HeldDispute | null> {
    const { dispute, row } = held;
    if (!nextDisputeState(dispute.status, 'finalise').ok) return null;
    if (dispute.further_until !== null && localDayOf(at) <= dispute.further_until) return null;
    if ((await openOrder(tx, dispute.id)) !== null) return null;
    await this.dueRows.stopOne(tx, dispute.case_id, 'dispute-end', dispute.id);
    const closed = await this.trail.apply(tx, held, { event: 'finalise', effectiveAt: at });
    const next = nextObjectionState(dispute.objection_status, 'finalise');
    if (next.ok) {
      await tx.execute(
        'UPDATE objections SET status = $2, closed_at = $3, version = version + 1 WHERE id = $1',
        [dispute.objection_id, next.to, at],
      );
    }
    if (row !== null) await this.remedies.finaliseIfOver(tx, row, exceptRow, at);
    return closed;
  }
}
