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

/** News that are printed as they are, whose receipt counts where something was given with them. */
const PLAIN_NEWS = ['order-carried-out'] as const;

/**
 * The mail with the written notice, with the superior's answer, or of what was given because of an order, came back: T7 and T10
 * run from receipt (UU 14/2008 art. 36(1), 37(2)), and nobody has received it. The desk prints the letter and records its receipt; until then the
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
    for (const kind of PLAIN_NEWS) refused.register(kind, this);
  }

  async cameBack(tx: Tx, { kind, effectKey, caseId }: ReturnedMail): Promise<void> {
    if (caseId === null) return;
    await lockOwnCase(tx, caseId);
    const [letter] = await tx.query<{ id: string }>(
      `SELECT id FROM letters WHERE case_id = $1 AND kind = ANY ($2)
         AND (objection_id IS NULL OR $3 = 'objection-answered:' || objection_id) ORDER BY issued_at DESC LIMIT 1`,
      [caseId, LETTERS[kind] ?? [], effectKey],
    );
    const isPlain = (PLAIN_NEWS as readonly string[]).includes(kind);
    const counts = isPlain ? await this.receipts.startsTerm(tx, kind, effectKey) : letter !== undefined;
    if (!counts) return;
    await this.tasks.create(tx, {
      onceKey: printKey(effectKey),
      kind: 'print-mail',
      caseId,
      role: 'desk',
      agency: null,
      facts: { effectKey, mail: kind, reason: 'came-back', ...(letter && { letterId: letter.id }) },
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
