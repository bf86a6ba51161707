import { Injectable } from '@nestjs/common';
import { allocatePayment, type PaymentMethod } from '../../law/handover.js';
import { localDayOf, localTimeOf } from '../../law/local-date.js';
import { LetterNumbers } from '../../office/documents/letter-numbers.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLetters } from '../requests/case-letters.js';
import type { CaseRow } from '../requests/case-row.js';
import { decidedOf, itemsOf } from './decided-items.queries.js';
import { moneyOf } from './money.queries.js';
import { paymentReceipt } from './payment-receipt.letter.js';
import { PromiseDelivery } from './promise-delivery.js';

/**
 * The requester pays the cost of copying or sending, at once or in parts (PerKI 1/2021 art. 38): each payment has its
 * receipt (art. 38(4)). A provision that waits for the payment starts with the last. Throws 409 unless granted, open
 * and unpaid, 422 for more than is open.
 */
@Injectable()
export class RecordPayment {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly letters: CaseLetters,
    private readonly numbers: LetterNumbers,
    private readonly promise: PromiseDelivery,
    private readonly city: City,
  ) {}

  async run(tx: Tx, row: CaseRow, amount: number, method: PaymentMethod): Promise<CaseRow> {
    const money = await moneyOf(tx, row.id);
    const open = money.cost - money.paid;
    const parts = allocatePayment(money.parts, money.paid, amount);
    if (row.status === 'granted_open') {
      if (open <= 0) throw refused('not-in-this-state');
      if (parts === null) throw over(open);
    }
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'record-payment',
      auditFacts: { amount, method, open: open - amount },
    });
    if (parts === null) throw refused('not-in-this-state');
    const now = await tx.now();
    const id = newId();
    const items = decidedOf(await itemsOf(tx, row.id));
    const letterId = await this.letters.issue(tx, changed, {
      kind: 'payment-receipt',
      stage: id,
      ownNumber: await this.numbers.next(tx, localDayOf(now), 'receipt'),
      data: paymentReceipt(
        {
          parts,
          isWhole: money.paid === 0 && open === amount,
          sheets: items.find(({ decision }) => decision.sheets !== null)?.decision.sheets ?? null,
          method,
          paidOn: printedDate(localDayOf(now)),
          paidTime: `${localTimeOf(now).slice(0, 5).replace(':', '.')} WIT`,
          noticeOn: printedDate(localDayOf(row.noticed_at ?? now)),
          noticeNumber: await this.noticeNumber(tx, row.id),
          receivedBy: tx.actor.name ?? '-',
        },
        this.city,
      ),
    });
    await tx.query(
      `INSERT INTO payments (id, case_id, amount, method, letter_id, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, row.id, amount, method, letterId, tx.actor.id, now],
    );
    return open === amount ? this.promise.paid(tx, changed) : changed;
  }

  private async noticeNumber(tx: Tx, caseId: string): Promise<string | null> {
    const rows = await tx.query<{ number: string | null }>(
      `SELECT number FROM letters WHERE case_id = $1 AND stage = 'notice' ORDER BY issued_at LIMIT 1`,
      [caseId],
    );
    return rows[0]?.number ?? null;
  }
}

function over(open: number): ReturnType<typeof invalid> {
  const values = { open: `Rp${String(open).replace(/\B(?=(\d{3})+$)/gu, '.')}` };
  return invalid([{ field: 'amount', code: 'too-much', message: 'decisions.errors.amount-over', values }]);
}
