import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CloseDispute } from './close-dispute.js';
import { lockDispute } from './dispute-row.js';

/**
 * No party went on within T13 or T14, or nothing can follow (law.md row 26): the decision is final from the due moment
 * on. While its order is not carried out the dispute stays open; carrying it out ends it then.
 */
@Injectable()
export class DisputeEndDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly close: CloseDispute,
  ) {
    handlers.register('court-window', this);
    handlers.register('cassation-window', this);
    handlers.register('dispute-end', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const held = await lockDispute(tx, due.facts['disputeId']);
    const closed = await this.close.ifOver(tx, held, due.dueAt, due.id);
    return closed === null ? 'pointless' : 'taken';
  }
}
