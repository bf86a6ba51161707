import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../law/decision-kinds.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { noticeCarriesOut } from '../../law/objection-reply.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { LetterReceipts } from '../requests/letter-receipts.js';
import { StepEffects } from '../requests/step-effects.js';
import { cameBeforeNotice, OrderDone, openOrdersOf, type OpenOrder } from './order-done.js';

/**
 * An order on a request that has no answer yet (law.md 6.4, ground c; ground g of a silence) is carried out by the written
 * notice itself where what was ordered is handed over with it, T9 stops, and nobody is told that an order is late which was
 * followed. A refusal or "not held" gives nothing, and a grant that is still to be paid or fetched gives nothing yet: the
 * order stays open and T9 runs, unless it was no more than one to answer. The state of the request is the notice's own. A
 * notice on paper is sent when it leaves (row 10), and carries out from then.
 */
@Injectable()
export class AnswerCarriesOut {
  constructor(
    effects: StepEffects,
    receipts: LetterReceipts,
    private readonly done: OrderDone,
  ) {
    effects.register('noticed', async (tx, row) => {
      if (!row.notice_on_paper) await this.sent(tx, row, localDayOf(await tx.now()));
    });
    receipts.registerLeaving('answered', async (tx, row, { leftOn }) => {
      if (row.notice_on_paper) await this.sent(tx, row, leftOn);
    });
  }

  private async sent(tx: Tx, row: CaseRow, on: LocalDate): Promise<void> {
    const outcome = row.noticed_outcome as DecisionKind | null;
    if (outcome === null) return;
    for (const order of await openOrdersOf(tx, row.id)) {
      if (isForNotice(order, row) && noticeCarriesOut(order.kind, { outcome, state: row.status }))
        await this.done.run(tx, row, order, on, 'notice');
    }
  }
}

/** What was ordered to be given after the notice was written is more than the notice gives. */
function isForNotice(order: OpenOrder, row: CaseRow): boolean {
  return order.kind === 'answer' || order.answered_at === null || cameBeforeNotice(order, row);
}
