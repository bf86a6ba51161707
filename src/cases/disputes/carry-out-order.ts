import { Injectable } from '@nestjs/common';
import { liftsExemption } from '../../law/dispute-rules.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { awaitsNotice } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import { AnswerByHandover } from '../objections/answer-by-handover.js';
import { LowerCost, refundOf } from '../objections/lower-cost.js';
import { ObjectionNews } from '../objections/objection-news.js';
import { lockTarget, remedyOpened } from '../objections/objection-row.js';
import { rulingCarriedOutKey } from '../objections/order-letters.js';
import { LiftExemptions } from '../refusals/lift-exemptions.js';
import { orderNames } from '../../office/notifications/kinds/objections.js';
import type { CaseRow } from '../requests/case-row.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { answeredKey } from '../requests/letter-days.js';
import { lockOwnCase } from '../requests/open-case.js';
import { StepEffects } from '../requests/step-effects.js';
import { CloseDispute } from './close-dispute.js';
import { DisputeFiles } from './dispute-files.js';
import { DisputeOrders } from './dispute-orders.js';
import { lockDispute, openOrder, type DisputeStep, type HeldDispute } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';
import { GrantByRuling } from './grant-by-ruling.js';

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
 * online nothing is given without a file: the request stays as it was answered. A file for somebody without mail leaves with
 * the notice, or with a letter that tells of it, and the order is carried out on that day.
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
    private readonly grants: GrantByRuling,
    private readonly costs: LowerCost,
    private readonly news: ObjectionNews,
    receipts: LetterReceipts,
    effects: StepEffects,
  ) {
    effects.register('delivered', (tx, row) => this.inHand(tx, row));
    effects.register('withdrawn', (tx, row) => this.withoutLetter(tx, row));
    for (const kind of ['answered', 'order-carried-out'] as const)
      receipts.registerLeaving(kind, (tx, row, letter) => this.left(tx, row, letter));
  }

  /**
   * Throws 409 `not-in-this-state` where no order is open or it waits for its letter, 422 for unknown files or a wrong cost,
   * and what `AnswerByHandover` throws.
   */
  async run(tx: Tx, held: HeldDispute, done: CarriedOut): Promise<HeldDispute> {
    const order = await openOrder(tx, held.dispute.id);
    if (order === null || order.leaves_with !== null) throw refused('not-in-this-state');
    const today = localDayOf(await tx.now());
    const before = { ...held, row: await this.lower(tx, held, order, done) };
    if (before.row !== null && awaitsNotice(before.row.status)) {
      const { row, leavesWith } = await this.answers.run(tx, before.row, done, {
        extent: order.order_extent ?? 'full',
        carryOutBy: order.carry_out_by,
      });
      const answered = { ...held, row };
      if (leavesWith !== null) return this.putInLetter(tx, answered, order, done, leavesWith);
      // What waits for a consent, a payment or a document is not given: the order runs, and is reported when it is.
      const isGiven = !awaitsNotice(row.status) && row.status !== 'granted_open';
      return isGiven ? this.complete(tx, answered, order, done, today) : answered;
    }
    await this.files.handOver(tx, held.dispute, done.fileIds);
    if (await this.isInLetter(tx, before, done)) {
      await this.tell(tx, before, order, { cost: done.cost, on: null });
      return this.putInLetter(tx, before, order, done, rulingCarriedOutKey(order.id));
    }
    const row = await this.grants.run(tx, before, order, { ...done, on: today, way: 'as-asked' });
    await this.tell(tx, before, order, { cost: done.cost, on: today });
    return this.complete(tx, { ...held, row }, order, done, today);
  }

  // Nothing is given before the letter leaves: the day of the order runs on.
  private async putInLetter(
    tx: Tx,
    held: HeldDispute,
    order: DisputeStep,
    { explanation, fileIds }: CarriedOut,
    effectKey: string,
  ): Promise<HeldDispute> {
    await tx.execute(
      `UPDATE dispute_steps SET carried_out_text = $2, carried_out_files = $3, carried_out_by = $4, leaves_with = $5
       WHERE id = $1`,
      [order.id, explanation, [...fileIds], tx.actor.id, effectKey],
    );
    await this.orders.reported(tx, order);
    return this.trail.recordFact(tx, held, 'order-in-letter', await tx.now(), { stepId: order.id }, 'staff');
  }

  private async left(
    tx: Tx,
    { id: caseId }: CaseRow,
    { effectKey, leftOn, way }: LetterThatLeft,
  ): Promise<void> {
    const [found] = await tx.query<{ dispute_id: string }>(
      `SELECT dispute_id FROM dispute_steps WHERE leaves_with = $1 AND order_state = 'open'`,
      [effectKey],
    );
    if (found === undefined) return;
    const held = await lockDispute(tx, found.dispute_id);
    const order = await openOrder(tx, held.dispute.id);
    if (order?.leaves_with !== effectKey) return;
    const done = reportedOf(order);
    // The letter of another order may have given it already.
    const now = { ...held, row: await lockOwnCase(tx, caseId) };
    const row = await this.grants.run(tx, now, order, { ...done, on: leftOn, way });
    await this.complete(tx, { ...held, row }, order, done, leftOn);
  }

  // The copy was fetched, with the notice or after it: the letter is not printed any more, where it would give no more.
  private async inHand(tx: Tx, { id: caseId }: CaseRow): Promise<void> {
    const waiting = await tx.query<{ dispute_id: string; on: LocalDate | null }>(
      `SELECT s.dispute_id, (SELECT v.delivered_on FROM deliveries v WHERE v.case_id = $1) AS on
       FROM dispute_steps s JOIN disputes d ON d.id = s.dispute_id JOIN objections o ON o.id = d.objection_id
       WHERE o.case_id = $1 AND s.leaves_with IS NOT NULL AND s.order_state = 'open'`,
      [caseId],
    );
    for (const { dispute_id: id, on } of waiting) {
      const held = await lockDispute(tx, id);
      const order = await openOrder(tx, id);
      if (order === null || !(await this.grants.isInHand(tx, held, order))) continue;
      await this.orders.dropLetter(tx, order);
      await this.complete(tx, held, order, reportedOf(order), on ?? localDayOf(await tx.now()));
    }
  }

  // The notice is not sent any more: what was ordered is to be reported anew.
  private async withoutLetter(tx: Tx, { id: caseId }: CaseRow): Promise<void> {
    const waiting = await tx.query<{ dispute_id: string }>(
      `SELECT dispute_id FROM dispute_steps WHERE leaves_with = $1 AND order_state = 'open'`,
      [answeredKey(caseId)],
    );
    for (const { dispute_id: id } of waiting) {
      const held = await lockDispute(tx, id);
      const order = await openOrder(tx, id);
      if (order === null) continue;
      await tx.execute('UPDATE dispute_steps SET leaves_with = NULL WHERE id = $1', [order.id]);
      await this.orders.workAgain(tx, held, order);
    }
  }

  private async complete(
    tx: Tx,
    held: HeldDispute,
    order: DisputeStep,
    done: CarriedOut,
    on: LocalDate,
  ): Promise<HeldDispute> {
    const now = await tx.now();
    await tx.execute(
      `UPDATE dispute_steps SET order_state = 'carried-out', carried_out_on = $2, carried_out_text = $3,
         carried_out_files = $4, carried_out_by = coalesce(carried_out_by, $5), carried_out_at = $6 WHERE id = $1`,
      [order.id, on, done.explanation, [...done.fileIds], tx.actor.id, now],
    );
    await this.orders.settle(tx, held, order);
    await this.lift(tx, held, order, done.explanation);
    const binds = order.suspended_at === null;
    const late = binds && order.carry_out_by !== null && on > order.carry_out_by;
    const changed = await this.trail.recordFact(tx, held, 'carried-out', now, { stepId: order.id, late });
    return (await this.close.ifOver(tx, changed, now)) ?? changed;
  }

  /** Files of a request that was answered before leave with a letter where no mail reaches the requester. */
  private async isInLetter(tx: Tx, { dispute, row }: HeldDispute, { fileIds }: CarriedOut): Promise<boolean> {
    if (row === null || fileIds.length === 0) return false;
    const target = await lockTarget(tx, dispute.objection_id);
    return target !== null && !(await this.news.reaches(tx, target));
  }

  /** `on`: the day on which it was done; null where it is done when this letter leaves. */
  private async tell(
    tx: Tx,
    { dispute }: HeldDispute,
    order: DisputeStep,
    { cost, on }: { readonly cost: number | null; readonly on: LocalDate | null },
  ): Promise<void> {
    const target = await lockTarget(tx, dispute.objection_id);
    if (target === null) return;
    await this.news.tellRequester<'order-carried-out'>(tx, target, {
      kind: 'order-carried-out',
      effectKey: rulingCarriedOutKey(order.id),
      postBy: on === null ? order.carry_out_by : null,
      data: {
        number: target.objection.register_number,
        carriedOutOn: on,
        ...orderNames(order.event === 'mediation-agreed' ? 'mediation' : 'dispute'),
        ...remedyOpened(target.objection),
        commissionUntil: null,
        objectionUntil: null,
        lateUntil: null,
        objectionDays: null,
        refund:
          cost === null ? null : await refundOf(tx, { objectionId: dispute.objection_id, stepId: order.id }),
        link: this.news.links.pathOf(target),
      },
    });
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

/** What was reported of an order that waits in its letter. */
function reportedOf({ carried_out_text: explanation, carried_out_files: fileIds }: DisputeStep): CarriedOut {
  return { explanation: explanation ?? '', fileIds, cost: null };
}
