import { Injectable } from '@nestjs/common';
import { fallsWithRequest } from '../../law/objection-grounds.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { StepEffects } from '../requests/step-effects.js';
import { CloseObjection } from './close-objection.js';
import { isDisputed } from './is-disputed.queries.js';
import { lockObjection, objectionsOf } from './objection-row.js';

/**
 * A withdrawn request bears no objection (law.md row 19): one that nobody has decided falls away with it, by the same
 * word of the requester. What was answered, or is before the Komisi Informasi, keeps its course.
 */
@Injectable()
export class WithdrawWithRequest {
  constructor(
    effects: StepEffects,
    private readonly close: CloseObjection,
  ) {
    effects.register('withdrawn', (tx, row) => this.withdrawn(tx, row));
  }

  private async withdrawn(tx: Tx, row: CaseRow): Promise<void> {
    for (const { id } of await objectionsOf(tx, row.id)) {
      const objection = await lockObjection(tx, id);
      if (objection === null || !fallsWithRequest(objection.status, await isDisputed(tx, id))) continue;
      const byKind = tx.actor.kind === 'staff' ? 'staff' : 'requester';
      await this.close.withdraw(tx, { row, objection }, { reason: null, fileId: null, byKind });
    }
  }
}
