import { Injectable } from '@nestjs/common';
import type { DeliveryChannel } from '../../law/handover.js';
import type { LocalDate } from '../../law/local-date.js';
import { answerLeftOn, leftAfter } from '../../law/paper-letter.js';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import { answeredKey, letterLateKey } from '../requests/letter-days.js';
import { receiptMissingKey } from '../requests/letter-term.js';
import { copyReadyKey } from './promise-delivery.js';

/** How and on which day the information reached the requester. */
interface DayInHand {
  readonly channel: DeliveryChannel;
  readonly deliveredOn: LocalDate;
}

/** What a hand-over says of the notice. */
export interface ShownNotice {
  readonly change: CaseChange;
  readonly facts: { readonly noticeLate?: true };
}

/** What the hand-over says of an answer on paper that nobody recorded as sent, or only for a later day. */
export async function noticeShown(tx: Tx, row: CaseRow, handover: DayInHand): Promise<ShownNotice | null> {
  const leftOn = answerLeftOn(row.notice_left_on, handover);
  if (!row.notice_on_paper || leftOn === row.notice_left_on) return null;
  const lastDay = row.letter_due_on ?? row.due_on;
  const isLate = lastDay !== null && leftAfter({ onPaper: true, leftOn }, lastDay);
  return {
    change: { notice_left_on: leftOn, notice_left_at: row.notice_left_at ?? (await tx.now()) },
    facts: isLate ? { noticeLate: true } : {},
  };
}

/** Whether the answer went by post and nobody recorded when it was received. */
export async function isUnreceived(tx: Tx, row: CaseRow): Promise<boolean> {
  const found = await tx.query('SELECT 1 FROM postings WHERE effect_key = $1 AND received_on IS NULL', [
    answeredKey(row.id),
  ]);
  return found.length > 0;
}

/** From hand to hand, or looked at in place: the requester was there. */
export function isHandedOver(channel: DeliveryChannel): boolean {
  return channel === 'pickup' || channel === 'inspection';
}

/** What a hand-over leaves to do about the letters of the answer: nothing of it is printed or posted that is in hand. */
@Injectable()
export class LettersInHand {
  constructor(private readonly tasks: Tasks) {}

  /** What told of a copy that was to be fetched is no news any more once it has gone by another way. */
  async dropNews(tx: Tx, { id }: Pick<CaseRow, 'id'>): Promise<void> {
    await this.tasks.settle(tx, printTaskKey(copyReadyKey(id)), tx.actor.id);
  }

  /** `shown`: what the hand-over said of the notice; null where its letter was known to have left. */
  async settle(
    tx: Tx,
    row: CaseRow,
    { channel, deliveredOn }: DayInHand,
    shown: ShownNotice | null,
  ): Promise<void> {
    const effectKey = answeredKey(row.id);
    if (shown !== null) await this.tasks.settle(tx, letterLateKey(effectKey), tx.actor.id);
    // From hand to hand it takes the answer along: nothing of it is to be printed, posted or received.
    if (!isHandedOver(channel)) return;
    await tx.execute(
      `UPDATE postings SET received_on = greatest(sent_on, $2) WHERE effect_key = $1 AND received_on IS NULL`,
      [effectKey, deliveredOn],
    );
    await this.tasks.settle(tx, receiptMissingKey(effectKey), tx.actor.id);
    for (const key of [effectKey, copyReadyKey(row.id)])
      await this.tasks.settle(tx, printTaskKey(key), tx.actor.id);
  }
}
