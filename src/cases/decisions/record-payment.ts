import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';

/** The requester has paid the cost of copying or sending (PerKI 1/2021 art. 38). Throws 409 unless granted and open. */
@Injectable()
export class RecordPayment {
  constructor(private readonly transitions: CaseTransitions) {}

  async run(
    tx: Tx,
    row: CaseRow,
    amount: number,
    method: 'cash' | 'bankTransfer' | 'eMoney',
  ): Promise<CaseRow> {
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'record-payment',
      auditFacts: { amount, method },
    });
    await tx.query(
      `INSERT INTO payments (id, case_id, amount, method, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [newId(), row.id, amount, method, tx.actor.id, await tx.now()],
    );
    return changed;
  }
}
