import { Injectable } from '@nestjs/common';
import { letterLateKey } from '../../cases/requests/letter-days.js';
import { LetterReceipts } from '../../cases/requests/letter-receipts.js';
import { receiptMissingKey } from '../../cases/requests/letter-term.js';
import { parseLocalDate } from '../../law/local-date.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';

/**
 * A letter that starts a term was not recorded as posted, or as received: the term of its reader stands still, so the
 * desk gets a task to ask for the day. It stays until the day is recorded. One that should have left within a term of the
 * office brings a task of its own when that has passed.
 */
@Injectable()
export class ReceiptReminderDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly tasks: Tasks,
    private readonly receipts: LetterReceipts,
  ) {
    handlers.register('receipt-reminder', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const effectKey = String(due.facts['effectKey']);
    const [print] = await tx.query<{ id: string }>(
      `SELECT t.id FROM tasks t LEFT JOIN postings p ON p.effect_key = $2
       WHERE t.case_id IS NOT DISTINCT FROM $1 AND t.kind = 'print-mail' AND t.done_at IS NULL AND t.facts->>'effectKey' = $2
         AND p.received_on IS NULL AND (p.effect_key IS NOT NULL) = $3
         AND NOT EXISTS (SELECT 1 FROM cases c
           WHERE c.id = $1 AND $2 = 'answered:' || c.id AND c.notice_left_on IS NOT NULL AND NOT $3)`,
      [due.caseId, effectKey, due.facts['sentOn'] !== undefined],
    );
    if (print === undefined) return 'pointless';
    const { lastDay } = due.facts;
    const late = typeof lastDay === 'string' ? parseLocalDate(lastDay) : null;
    if (late !== null) await this.receipts.late(tx, String(due.facts['mail']), effectKey);
    const made = await this.tasks.create(tx, {
      ...(late === null
        ? { onceKey: receiptMissingKey(effectKey), kind: 'receipt-missing' }
        : { onceKey: letterLateKey(effectKey), kind: 'letter-late', dueOn: late }),
      caseId: due.caseId,
      role: 'desk',
      agency: null,
      facts: { effectKey, mail: due.facts['mail'], printTask: print.id },
    });
    return made ? 'taken' : 'pointless';
  }
}
