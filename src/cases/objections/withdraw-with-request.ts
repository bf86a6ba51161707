import { Injectable } from '@nestjs/common';
import { fallsWithRequest } from '../../law/objection-grounds.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { CloseObjection } from './close-objection.js';
import { CloseRemedies } from './close-remedies.js';
import { EndOrder } from './end-order.js';
import { isDisputed } from './is-disputed.queries.js';
import { lockObjection, objectionsOf, type ObjectionTarget } from './objection-row.js';

/**
 * A withdrawn request bears no objection (law.md row 19): one that nobody has decided falls away with it, by the same
 * word of the requester. What was answered, or is before the Komisi Informasi, keeps its course. Of an answer that ordered
 * something the order ends, and so does what both sides agreed on: nobody asks for it any more. The order of a ruling binds on.
 */
@Injectable()
export class WithdrawWithRequest {
  constructor(
    effects: StepEffects,
    private readonly close: CloseObjection,
    private readonly orders: EndOrder,
    private readonly remedies: CloseRemedies,
  ) {
    effects.register('withdrawn', (tx, row) => this.withdrawn(tx, row));
  }

  private async withdrawn(tx: Tx, row: CaseRow): Promise<void> {
    for (const { id } of await objectionsOf(tx, row.id)) {
      const objection = await lockObjection(tx, id);
      if (objection === null) continue;
      if (!fallsWithRequest(objection.status, await isDisputed(tx, id))) {
        await this.endOrder(tx, { row, objection });
        continue;
      }
      const byKind = tx.actor.kind === 'staff' ? 'staff' : 'requester';
      await this.close.withdraw(tx, { row, objection }, { reason: null, fileId: null, byKind });
    }
  }

  private async endOrder(tx: Tx, target: ObjectionTarget): Promise<void> {
    // A letter that would tell of it is not sent any more; that of a ruling is.
    if (await this.orders.run(tx, target.objection.id, 'withdrawal'))
      await this.remedies.afterOrder(tx, target, await tx.now());
  }
}
