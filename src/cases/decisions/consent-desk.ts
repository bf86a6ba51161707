import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';

/** What happens when a notice waits for the consent of the superior: the room of refusals knows. */
export interface ConsentTaker {
  /** Every item is decided and at least one is exempt; the case is `consent_pending` in this transaction. */
  opened(tx: Tx, row: CaseRow): Promise<void>;
}

/**
 * Where a notice with an exemption waits (PerKI 1/2021 art. 10(2)e-f). The last deciding act may be a grant of this
 * room, so the room above registers what then is to be done.
 */
@Injectable()
export class ConsentDesk {
  private taker: ConsentTaker | null = null;

  /** Throws when somebody has registered already. */
  register(taker: ConsentTaker): void {
    if (this.taker !== null) throw new Error('the desk of consents is taken already');
    this.taker = taker;
  }

  /** Passes the case on. */
  async open(tx: Tx, row: CaseRow): Promise<void> {
    await this.taker?.opened(tx, row);
  }
}
