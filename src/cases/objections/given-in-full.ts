import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import { isGivenInFull } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import { LiftExemptions } from '../refusals/lift-exemptions.js';
import type { CaseRow } from '../requests/case-row.js';
import { lockOwnCase } from '../requests/open-case.js';
import { CloseRemedies } from './close-remedies.js';
import { EndOrder } from './end-order.js';
import { lockTarget } from './objection-row.js';
import { OrderDone, ordersCarriedOut } from './order-done.js';

/** An order, agreement or ruling that was carried out: whose it was, when, of which objection, and what was said of it. */
export interface CarriedOutOrder {
  /** `order`: of the superior, or an agreement of both sides. */
  readonly by: 'order' | 'ruling';
  readonly on: LocalDate;
  readonly objectionId: string;
  readonly reason: string;
}

/**
 * An order by which all of a request is in the requester's hands: no other order to give is left of it (decision 0094). It is
 * carried out by another order, and gives way to a ruling, after which the way is the court and no T7 runs anew. What was
 * opened by an objection is never exempt again, whatever ground it rested on (UU 14/2008 art. 11(2), 18(1)).
 */
@Injectable()
export class GivenInFull {
  constructor(
    private readonly done: OrderDone,
    private readonly ended: EndOrder,
    private readonly remedies: CloseRemedies,
    private readonly exemptions: LiftExemptions,
  ) {}

  /** `before` and `row`: the request before and after the order. Returns the request as it is then. */
  async run(tx: Tx, before: CaseRow, row: CaseRow, order: CarriedOutOrder): Promise<CaseRow> {
    const { by, on, objectionId, reason } = order;
    if (before.outcome !== 'granted_full' && row.outcome === 'granted_full')
      await this.exemptions.run(tx, row.id, { objectionId, reason });
    if (isGivenInFull(before) || !isGivenInFull(row)) return row;
    const others = await ordersCarriedOut(tx, row, 'order');
    for (const other of others) {
      if (by === 'ruling') await this.giveWay(tx, other.objection_id);
      else await this.done.run(tx, row, other, on, 'order');
    }
    return others.length === 0 ? row : lockOwnCase(tx, row.id);
  }

  private async giveWay(tx: Tx, objectionId: string): Promise<void> {
    await this.ended.run(tx, objectionId, 'ruling');
    const target = await lockTarget(tx, objectionId);
    if (target !== null) await this.remedies.afterOrder(tx, target, await tx.now());
  }
}
