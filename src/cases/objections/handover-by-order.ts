import { Injectable } from '@nestjs/common';
import type { DeliveryChannel } from '../../law/handover.js';
import type { LocalDate } from '../../law/local-date.js';
import { LettersInHand, noticeShown } from '../decisions/letters-in-hand.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';

/**
 * What is given because of an order counts as handed over, by the way that the requester chose. From hand to hand it takes
 * an answer along that nobody recorded as sent, as any other hand-over does (decision 0087).
 */
@Injectable()
export class HandoverByOrder {
  constructor(private readonly letters: LettersInHand) {}

  /** What the request is changed by beside its state. */
  async record(tx: Tx, row: CaseRow, on: LocalDate): Promise<CaseChange> {
    const handover = { channel: (row.delivery ?? 'online') as DeliveryChannel, deliveredOn: on };
    const shown = await noticeShown(tx, row, handover);
    await this.letters.settle(tx, row, handover, shown);
    await tx.query(
      `INSERT INTO deliveries (id, case_id, channel, delivered_on, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [newId(), row.id, handover.channel, on, tx.actor.id, await tx.now()],
    );
    return shown?.change ?? {};
  }
}
