import { Injectable } from '@nestjs/common';
import { owesDelivery } from '../../law/delivery.js';
import { extentAfterRuling, liftsExemption } from '../../law/dispute-rules.js';
import { goesOnline } from '../../law/handover.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { lacksFile, orderGrants } from '../../law/objection-reply.js';
import { awaitsNotice } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { AnswerByHandover, isHeldBack } from '../objections/answer-by-handover.js';
import { LowerCost } from '../objections/lower-cost.js';
import { RequestAfterOrder } from '../objections/request-after-order.js';
import { LiftExemptions } from '../refusals/lift-exemptions.js';
import type { CaseRow } from '../requests/case-row.js';
import { CloseDispute } from './close-dispute.js';
import { DisputeFiles } from './dispute-files.js';
import { DisputeOrders } from './dispute-orders.js';
import { openOrder, type DisputeStep, type HeldDispute } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** What was done about an order; the files are for the requester. */
export interface CarriedOut {
  readonly explanation: string;
  readonly fileIds: readonly string[];
  /** Whole rupiah: what an order about the cost leaves of it (ground f). */
  readonly cost: number | null;
}

/**
 * The order of a ruling is carried out: its clock and task stop, and a dispute that waited only for it ends. Where the
 * dispute was about a refusal on art. 17 (ground a), what is handed over is never exempt again (UU 14/2008 art. 11(2)).
 * Where the request still awaits its notice, what is handed over is that notice, as with an order of the superior; where it
 * is answered, what is given grants it, as far as it was ordered, and what the answer owes is handed over with it. Of what goes
 * online nothing is given without a file: the request stays as it was answered.
 */
@Injectable()
export class CarryOutOrder {
  constructor(
    private readonly files: DisputeFiles,
    private readonly orders: DisputeOrders,
    private readonly trail: DisputeTrail,
    private readonly close: CloseDispute,
    private readonly exemptions: LiftExemptions,
    private readonly answers: AnswerByHandover,
    private readonly request: RequestAfterOrder,
    private readonly costs: LowerCost,
  ) {}

  /**
   * Throws 409 `not-in-this-state` where no order is open, 422 for unknown files or a wrong cost, and what
   * `AnswerByHandover` throws.
   */
  async run(tx: Tx, held: HeldDispute, done: CarriedOut): Promise<HeldDispute> {
    const now = await tx.now();
    const order = await openOrder(tx, held.dispute.id);
    if (order === null) throw refused('not-in-this-state');
    const today = localDayOf(now);
    const lowered = await this.lower(tx, held, order, done);
    const row = await this.handOver(tx, { ...held, row: lowered }, order, done, today);
    await tx.execute(
      `UPDATE dispute_steps SET order_state = 'carried-out', carried_out_on = $2, carried_out_text = $3,
         carried_out_files = $4, carried_out_by = $5, carried_out_at = $6 WHERE id = $1`,
      [order.id, today, done.explanation, [...done.fileIds], tx.actor.id, now],
    );
    await this.orders.settle(tx, held, order);
    await this.lift(tx, held, order, done.explanation);
    const binds = order.suspended_at === null;
    const late = binds && order.carry_out_by !== null && today > order.carry_out_by;
    const changed = await this.trail.recordFact(tx, { ...held, row }, 'carried-out', now, {
      stepId: order.id,
      late,
    });
    return (await this.close.ifOver(tx, changed, now)) ?? changed;
  }

  private async lower(
    tx: Tx,
    { dispute, row }: HeldDispute,
    { id: stepId }: DisputeStep,
    { cost }: CarriedOut,
  ): Promise<CaseRow | null> {
    const { objection_id: objectionId, grounds } = dispute;
    return this.costs.run(tx, row, { objectionId, stepId, grounds }, cost);
  }

  private async handOver(
    tx: Tx,
    { dispute, row }: HeldDispute,
    order: DisputeStep,
    done: CarriedOut,
    on: LocalDate,
  ): Promise<CaseRow | null> {
    if (row !== null && awaitsNotice(row.status))
      return this.answers.run(tx, row, done, order.order_extent ?? 'full');
    await this.files.handOver(tx, dispute, done.fileIds);
    if (row === null) return null;
    const report = { kind: 'give', grounds: dispute.grounds, withFiles: done.fileIds.length > 0 } as const;
    const asked = {
      state: row.status,
      provideOn: row.provide_on,
      isHeldBack: await isHeldBack(tx, row.id),
    };
    if (!orderGrants(report, asked) || lacksFile(report, asked, goesOnline(row))) return row;
    const extent = extentAfterRuling(order.order_extent, {
      isGrantedInFull: row.outcome === 'granted_full',
      owesPart: row.outcome === 'granted_partial' && owesDelivery(asked),
    });
    const handsOver = report.withFiles || row.status === 'granted_open';
    // The way after a ruling is the court, not another objection about its day.
    return this.request.run(tx, row, { on, late: false, extent, handsOver });
  }

  private async lift(
    tx: Tx,
    { dispute }: HeldDispute,
    { order_extent: ordered }: DisputeStep,
    reason: string,
  ): Promise<void> {
    const { case_id: caseId, objection_id: objectionId, grounds } = dispute;
    if (caseId !== null && liftsExemption(grounds, ordered))
      await this.exemptions.run(tx, caseId, { objectionId, reason });
  }
}
