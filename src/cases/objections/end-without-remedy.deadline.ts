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
 * The day on which official help or a courtesy request was closed is over (law.md row 24 without a window to wait for;
 * UU 14/2008 art. 1(12), 35-37): it is final, unless its letter is still on its way or the copy was not handed over.
 */
@Injectable()
export class EndWithoutRemedyDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly remedies: CloseRemedies,
  ) {
    handlers.register('end-without-remedy', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const done = await this.remedies.finaliseIfOver(tx, row, due.id, due.dueAt);
    return done ? 'taken' : 'pointless';
  }
}
