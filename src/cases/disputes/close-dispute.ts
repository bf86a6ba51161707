import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { nextDisputeState, nextObjectionState } from '../../law/next-state.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CloseRemedies } from '../objections/close-remedies.js';
import { lockTarget } from '../objections/objection-row.js';
import { ObjectionTransitions } from '../objections/objection-transitions.js';
import { awaitsInstance, openOrder, type HeldDispute } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** No due row has this number: nothing is excepted. */
const NO_ROW = '0';

/**
 * Ends a dispute (law.md row 26): no further step is possible and no order waits. With it ends its objection, and a
 * closed request whose last remedy it was; the hold on deletion ends here too. What the superior ordered, and no ruling has
 * given in full, goes on.
 */
@Injectable()
export class CloseDispute {
  constructor(
    private readonly dueRows: DueRows,
    private readonly trail: DisputeTrail,
    private readonly remedies: CloseRemedies,
    private readonly objections: ObjectionTransitions,
  ) {}

  /** Ends it if the law allows. `exceptRow` is the due row in hand. Null when something is still open. */
  async ifOver(tx: Tx, held: HeldDispute, at: Date, exceptRow = NO_ROW): Promise<HeldDispute | null> {
    const { dispute, row } = held;
    if (!nextDisputeState(dispute.status, 'finalise').ok) return null;
    if (awaitsInstance(dispute)) return null;
    if (dispute.further_until !== null && localDayOf(at) <= dispute.further_until) return null;
    if ((await openOrder(tx, dispute.id)) !== null) return null;
    await this.dueRows.stopOne(tx, dispute.case_id, 'dispute-end', dispute.id);
    const closed = await this.trail.apply(tx, held, { event: 'finalise', effectiveAt: at });
    await this.endObjection(tx, closed, at, exceptRow);
    if (row !== null) await this.remedies.finaliseIfOver(tx, row, exceptRow, at);
    return closed;
  }

  // The remedy was used and has ended, whatever day T10 named; an order of the superior that stands keeps it open.
  private async endObjection(tx: Tx, { dispute }: HeldDispute, at: Date, exceptRow: string): Promise<void> {
    const target = await lockTarget(tx, dispute.objection_id);
    if (target === null || !nextObjectionState(target.objection.status, 'finalise').ok) return;
    if (await this.remedies.remedyOpen(tx, dispute.objection_id, exceptRow)) return;
    await this.objections.apply(tx, target, {
      event: 'finalise',
      effectiveAt: at,
      facts: { disputed: true },
    });
  }
}
