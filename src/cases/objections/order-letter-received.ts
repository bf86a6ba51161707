import { Injectable } from '@nestjs/common';
import { bearsObjection } from '../../law/request-states.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { LetterReceipts, type ReceivedLetter } from '../requests/letter-receipts.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { NEWS_OF_ORDER } from './order-letters.js';

/**
 * What was given because of an order came by post: whether it is what was asked for is found when it is received, so that
 * T7 runs from that day (UU 14/2008 art. 36(1)).
 */
@Injectable()
export class OrderLetterReceived {
  constructor(
    receipts: LetterReceipts,
    private readonly cases: CaseTransitions,
    private readonly window: ObjectionWindow,
  ) {
    receipts.register(
      'order-carried-out',
      (tx, row, letter) => this.received(tx, row, letter),
      givesSomething,
    );
  }

  private async received(tx: Tx, row: CaseRow, { effectKey, receivedOn }: ReceivedLetter): Promise<void> {
    if (!(await givesSomething(tx, effectKey)) || !bearsObjection(row.status)) return;
    const until = await this.window.open(tx, row, receivedOn, `order-received/${newId()}`);
    if (until === null || until === row.objection_until) return;
    await this.cases.recordChange(
      tx,
      row,
      'objection-term-moved',
      { objection_until: until },
      { facts: { receivedOn, objectionUntil: until } },
    );
  }
}

// News of a deed, of a lower cost or of a ruling start no term: nothing was given, or the way is the court.
async function givesSomething(tx: Tx, effectKey: string): Promise<boolean> {
  const given = await tx.query(
    `SELECT 1 FROM objection_orders r WHERE ${NEWS_OF_ORDER} = $1
       AND (r.given_on IS NOT NULL OR (r.carried_out_at IS NULL AND r.leaves_with IS NOT NULL))`,
    [effectKey],
  );
  return given.length > 0;
}
