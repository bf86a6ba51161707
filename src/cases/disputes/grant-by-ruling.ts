import { Injectable } from '@nestjs/common';
import { carriesOut, givesWhatIsOwed, opensTheRest } from '../../law/carrying-out.js';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { owesDelivery } from '../../law/delivery.js';
import { extentAfterRuling } from '../../law/dispute-rules.js';
import { goesOnline } from '../../law/handover.js';
import type { LocalDate } from '../../law/local-date.js';
import { lacksFile, orderGrants } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import { isHeldBack } from '../objections/answer-by-handover.js';
import { GivenInFull } from '../objections/given-in-full.js';
import type { HandoverWay } from '../objections/handover-by-order.js';
import { decidedItems } from '../objections/order-done.js';
import { RequestAfterOrder } from '../objections/request-after-order.js';
import type { CaseRow } from '../requests/case-row.js';
import { answeredKey } from '../requests/letter-days.js';
import type { DisputeRow, DisputeStep, HeldDispute } from './dispute-row.js';

/** What was given because of a ruling, when and how. */
export interface GivenByRuling {
  readonly explanation: string;
  readonly fileIds: readonly string[];
  readonly on: LocalDate;
  readonly way: HandoverWay;
}

/** What the order of a ruling gives an answered request: it becomes granted, as far as it was ordered (law.md row 23). */
@Injectable()
export class GrantByRuling {
  constructor(
    private readonly request: RequestAfterOrder,
    private readonly full: GivenInFull,
  ) {}

  /** The request as it is then: unchanged where nothing was given of it. */
  async run(
    tx: Tx,
    { dispute, row }: HeldDispute,
    order: DisputeStep,
    { explanation: reason, fileIds, on, way }: GivenByRuling,
  ): Promise<CaseRow | null> {
    if (row === null) return null;
    const ordered = orderOf(dispute, order);
    const report = { ...ordered, withFiles: fileIds.length > 0 };
    const asked = {
      state: row.status,
      provideOn: row.provide_on,
      isHeldBack: await isHeldBack(tx, row.id),
    };
    if (!orderGrants(report, asked) || lacksFile(report, asked, goesOnline(row))) return row;
    const items = await decidedItems(tx, row.id);
    const isBeside = owesDelivery(asked) && !givesWhatIsOwed(ordered, items);
    const extent = isBeside
      ? null
      : extentAfterRuling(order.order_extent, {
          isGrantedInFull: row.outcome === 'granted_full',
          owesPart: row.outcome === 'granted_partial' && owesDelivery(asked),
        });
    const opensRest = isBeside && opensTheRest(ordered, { state: row.status, items });
    const handsOver = report.withFiles || row.status === 'granted_open' ? way : null;
    // The way after a ruling is the court, not another objection about its day.
    const deed = { on, bearsObjection: false, extent, opensRest, handsOver };
    const given = await this.request.run(tx, row, deed);
    return this.full.run(tx, row, given, { by: 'ruling', on, objectionId: dispute.objection_id, reason });
  }

  /** Whether a hand-over has given what a letter about the order would bring: the answer with it, or all that was ordered. */
  async isInHand(tx: Tx, { dispute, row }: HeldDispute, order: DisputeStep): Promise<boolean> {
    if (row === null || order.leaves_with === answeredKey(row.id)) return true;
    const { outcome, status: state } = row;
    if (outcome === null) return false;
    const decided = await decidedItems(tx, row.id);
    return carriesOut(
      { ...orderOf(dispute, order), cameFirst: false },
      { by: 'delivery', outcome: outcome as DecisionKind, state, decided, decidedSince: [] },
    );
  }
}

/** In the words of the orders of a superior: one to give, on the grounds of the objection in dispute. */
function orderOf({ grounds }: DisputeRow, { order_extent: extent }: DisputeStep) {
  const gives = extent === 'partial' ? 'part' : 'all';
  return { kind: 'give', gives, grounds, agreed: false, costAgreed: false } as const;
}
