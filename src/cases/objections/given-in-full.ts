import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import { LiftExemptions } from '../refusals/lift-exemptions.js';
import type { CaseRow } from '../requests/case-row.js';
import { lockOwnCase } from '../requests/open-case.js';
import { OrderDone, ordersCarriedOut } from './order-done.js';

/** An order, agreement or ruling that was carried out: when, of which objection, and what was said of it. */
export interface CarriedOutOrder {
  readonly on: LocalDate;
  readonly objectionId: string;
  readonly reason: string;
}

/**
 * An order by which a request becomes granted in full: no other order to give is left of it (decision 0094), and what was
 * opened by an objection is never exempt again, whatever ground it rested on (UU 14/2008 art. 11(2), 18(1)).
 */
@Injectable()
export class GivenInFull {
  constructor(
    private readonly done: OrderDone,
    private readonly exemptions: LiftExemptions,
  ) {}

  /** `before` and `row`: the request before and after the order. Returns the request as it is then. */
  async run(tx: Tx, before: CaseRow, row: CaseRow, order: CarriedOutOrder): Promise<CaseRow> {
    if (before.outcome === 'granted_full' || row.outcome !== 'granted_full') return row;
    const { on, objectionId, reason } = order;
    await this.exemptions.run(tx, row.id, { objectionId, reason });
    const others = await ordersCarriedOut(tx, row, 'order');
    for (const other of others) await this.done.run(tx, row, other, on, 'order');
    return others.length === 0 ? row : lockOwnCase(tx, row.id);
  }
}
