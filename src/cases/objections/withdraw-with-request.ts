import { Injectable } from '@nestjs/common';
import { fallsWithRequest } from '../../law/objection-grounds.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { carriedOutKey } from './carry-out-order.js';
import { CloseObjection } from './close-objection.js';
import { CloseRemedies } from './close-remedies.js';
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
    private readonly dueRows: DueRows,
    private readonly remedies: CloseRemedies,
    private readonly tasks: Tasks,
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
    const now = await tx.now();
    const { id } = target.objection;
    const ended = await tx.execute(
      `UPDATE objection_orders SET ended_at = $2
       WHERE objection_id = $1 AND carried_out_at IS NULL AND ended_at IS NULL`,
      [id, now],
    );
    if (ended === 0) return;
    await this.dueRows.stopOfObjection(tx, id, ['order-execution', 'order-reminder']);
    // A letter that would tell of it is not sent any more; that of a ruling is.
    await this.tasks.settle(
      tx,
      printTaskKey(carriedOutKey(id)),
      tx.actor.kind === 'staff' ? tx.actor.id : null,
    );
    await this.remedies.afterOrder(tx, target, now);
  }
}
