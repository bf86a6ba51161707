import { Injectable } from '@nestjs/common';
import type { DeliveryChannel } from '../../law/handover.js';
import type { LocalDate } from '../../law/local-date.js';
import { isHandedOver, LettersInHand, noticeShown } from '../decisions/letters-in-hand.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import type { LetterWay } from '../requests/letter-receipts.js';

/** How something is given because of an order: by the way that the requester chose, or with the letter that tells of it. */
export type HandoverWay = 'as-asked' | LetterWay;

/**
 * What is given because of an order counts as handed over. From hand to hand it takes an answer along that nobody recorded as
 * sent, as every other hand-over does (decision 0087); what leaves with a letter takes none, and its receipt is asked for.
 */
@Injectable()
export class HandoverByOrder {
  constructor(private readonly letters: LettersInHand) {}

  /** What the request is changed by beside its state. */
  async record(tx: Tx, row: CaseRow, on: LocalDate, way: HandoverWay): Promise<CaseChange> {
    const asked = row.access === 'inspect' ? 'inspection' : ((row.delivery ?? 'online') as DeliveryChannel);
    const handover = { channel: channelOf(asked, way), deliveredOn: on };
    const shown = way === 'as-asked' ? await noticeShown(tx, row, handover) : null;
    if (way === 'as-asked') await this.letters.settle(tx, row, handover, shown);
    else await this.letters.dropNews(tx, row);
    await tx.query(
      `INSERT INTO deliveries (id, case_id, channel, delivered_on, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [newId(), row.id, handover.channel, on, tx.actor.id, await tx.now()],
    );
    return shown?.change ?? {};
  }
}

// A copy that was to be fetched, and was printed into a letter, went as the letter did.
function channelOf(asked: DeliveryChannel, way: HandoverWay): DeliveryChannel {
  if (way === 'as-asked' || !isHandedOver(asked)) return asked;
  return way === 'counter' ? 'pickup' : 'post';
}
