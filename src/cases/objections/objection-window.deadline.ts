import { Injectable } from '@nestjs/common';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { lockOwnCase } from '../requests/open-case.js';
import { CloseRemedies } from './close-remedies.js';

/**
 * T7 passed without an objection (law.md row 24): a closed request is final. One that still awaits its notice or its
 * delivery goes on; a late objection stays possible until then (D7).
 */
@Injectable()
export class ObjectionWindowDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly remedies: CloseRemedies,
  ) {
    handlers.register('objection-window', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const done = await this.remedies.finaliseIfOver(tx, row, due.id, due.dueAt);
    return done ? 'taken' : 'pointless';
  }
}
