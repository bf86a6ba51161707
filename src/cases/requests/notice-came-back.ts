import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import {
  RefusedMails,
  type Resent,
  type ReturnedMail,
  type ReturnTaker,
} from '../../office/notifications/refused-mails.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { LetterReceipts } from './letter-receipts.js';
import { lockOwnCase } from './open-case.js';

/** Letters that such a mail carries. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  answered: ['decision-notice', 'not-held-notice', 'refusal-notice'],
  'objection-answered': ['objection-reply'],
};

/**
 * The mail with the written notice, or with the superior's answer, came back: T7 and T10 run from receipt (UU 14/2008
 * art. 36(1), 37(2)), and nobody has received it. The desk prints the letter and records its receipt; until then the
 * case does not become final. Sent again, it is received on the day of sending.
 */
@Injectable()
export class NoticeCameBack implements ReturnTaker {
  constructor(
    refused: RefusedMails,
    private readonly tasks: Tasks,
    private readonly receipts: LetterReceipts,
  ) {
    refused.register('answered', this);
    refused.register('objection-answered', this);
  }

  async cameBack(tx: Tx, { kind, effectKey, caseId }: ReturnedMail): Promise<void> {
    if (caseId === null) return;
    await lockOwnCase(tx, caseId);
    const [letter] = await tx.query<{ id: string }>(
      `SELECT id FROM letters WHERE case_id = $1 AND kind = ANY ($2)
         AND (objection_id IS NULL OR $3 = 'objection-answered:' || objection_id) ORDER BY issued_at DESC LIMIT 1`,
      [caseId, LETTERS[kind] ?? [], effectKey],
    );
    if (letter === undefined) return;
    await this.tasks.create(tx, {
      onceKey: printKey(effectKey),
      kind: 'print-mail',
      caseId,
      role: 'desk',
      agency: null,
      facts: { effectKey, mail: kind, letterId: letter.id, reason: 'came-back' },
    });
  }

  async sendAnew(tx: Tx, { kind, effectKey, caseId }: ReturnedMail): Promise<Resent> {
    if (caseId === null) return 'same';
    const row = await lockOwnCase(tx, caseId);
    const receivedOn = localDayOf(await tx.now());
    await this.receipts.received(tx, row, kind, { effectKey, round: null, receivedOn });
    await this.tasks.settle(tx, printKey(effectKey), tx.actor.id);
    return 'same';
  }
}

function printKey(effectKey: string): string {
  return `print-returned:${effectKey}`;
}
