import { Injectable } from '@nestjs/common';
import { Requesters } from '../../office/requesters/requesters.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';
import { PrintReceipt } from './print-receipt.js';

/** The requester corrects the mail address of the case. The trail says that it changed, never to what. */
@Injectable()
export class CorrectContact {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly requesters: Requesters,
    private readonly receipts: PrintReceipt,
  ) {}

  async run(tx: Tx, row: CaseRow, email: string): Promise<CaseRow> {
    // The receipt names the address of the day of filing.
    await this.receipts.freeze(tx, row);
    await this.requesters.correct(tx, row.requester_id, { email });
    return this.transitions.recordChange(tx, row, 'contact-corrected', {}, { visibleTo: 'requester' });
  }
}
