import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CloseRemedies } from './close-remedies.js';
import { lockTarget } from './objection-row.js';

/**
 * T10 passed without a dispute (law.md row 24): the objection is final, and with it a closed request. While an order is
 * not carried out it stays; carrying out ends it then.
 */
@Injectable()
export class CommissionWindowDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly remedies: CloseRemedies,
  ) {
    handlers.register('commission-window', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const target = await lockTarget(tx, String(due.facts['objectionId']));
    if (target === null) return 'pointless';
    const done = await this.remedies.finaliseObjectionIfOver(tx, target, due.id, due.dueAt);
    return done ? 'taken' : 'pointless';
  }
}
