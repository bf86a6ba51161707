import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { StepEffects } from '../requests/step-effects.js';
import { isHeldBack, owesOtherItem } from './answer-by-handover.js';
import { OrderDone, openOrdersOf, type OpenOrder } from './order-done.js';
import { RequestAfterOrder } from './request-after-order.js';

/**
 * An order on a request that has no answer yet (law.md 6.4, ground c; ground g of a silence) is carried out by the written
 * notice itself where what was ordered is handed over with it, T9 stops, and nobody is told that an order is late which was
 * followed. A refusal or "not held" gives nothing, and a grant that is still to be paid or fetched gives nothing yet: the
 * order stays open and T9 runs, unless it was no more than one to answer. The state of the request is the notice's own. A
 * notice on paper is sent when it leaves (row 10), and carries out from then; a file that was reported as given leaves with
 * it, and is given on that day.
 */
@Injectable()
export class AnswerCarriesOut {
  constructor(
    effects: StepEffects,
    receipts: LetterReceipts,
    private readonly done: OrderDone,
    private readonly request: RequestAfterOrder,
  ) {
    effects.register('noticed', async (tx, row) => {
      if (!row.notice_on_paper) await this.done.byNotice(tx, row, localDayOf(await tx.now()), 'notice');
    });
    receipts.registerLeaving('answered', async (tx, row, letter) => {
      const { effectKey, leftOn } = letter;
      if (!row.notice_on_paper) return;
      const isInside = await wasPutInside(tx, effectKey);
      await this.done.byNotice(tx, await this.given(tx, row, letter), leftOn, 'notice', isInside);
      // What left and did not carry the order out is to be reported again.
      await tx.execute(
        'UPDATE objection_orders SET leaves_with = NULL WHERE leaves_with = $1 AND carried_out_at IS NULL',
        [effectKey],
      );
    });
  }

  // What is still to be paid or documented is not in the letter, nor what leaves with a letter of its own.
  private async given(
    tx: Tx,
    row: CaseRow,
    { effectKey, leftOn: on, way }: LetterThatLeft,
  ): Promise<CaseRow> {
    if (row.status !== 'granted_open') return row;
    if ((await isHeldBack(tx, row.id)) || (await owesOtherItem(tx, row.id))) return row;
    const orders = await openOrdersOf(tx, row.id);
    const isInside = ({ file_ids: files, leaves_with: letter }: OpenOrder): boolean =>
      files.length > 0 && (letter === null || letter === effectKey);
    if (!orders.some(isInside) && !(await wasPutInside(tx, effectKey))) return row;
    const extent = row.outcome === 'granted_partial' ? 'partial' : 'full';
    return this.request.run(tx, row, { on, bearsObjection: true, extent, handsOver: way });
  }
}

/** Whether a file lies in the letter although the order that put it there has ended, or gave way to another. */
async function wasPutInside(tx: Tx, effectKey: string): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM dispute_steps WHERE leaves_with = $1 UNION ALL SELECT 1 FROM objection_orders WHERE leaves_with = $1 LIMIT 1`,
    [effectKey],
  );
  return found.length > 0;
}
