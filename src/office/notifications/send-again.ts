import { Injectable } from '@nestjs/common';
import { sha256, Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { parseMailAddress } from '../../platform/mail/mail-address.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';
import { Requesters } from '../requesters/requesters.js';
import { Tasks, type TaskOwner } from '../tasks/tasks.js';
import { RefusedMails } from './refused-mails.js';
import { sealedPlace, type SealedContent } from './sealed-content.js';

/** `gone`: nothing is left to send (a bounce keeps no body, a reminder or an old letter has lost its meaning). */
export type SendAgainOutcome = 'waiting' | 'gone' | 'no-such-task';

interface RefusedRow {
  readonly id: string;
  readonly message_id: string;
  readonly sealed: Buffer;
  readonly recipient_kind: string;
  readonly recipient_id: string | null;
}

/**
 * The way back of a mail that a server refused for good: the desk lets it be sent again, with the same Message-ID and
 * words, to the address that the requester has now.
 */
@Injectable()
export class SendAgain {
  constructor(
    private readonly vault: Vault,
    private readonly requesters: Requesters,
    private readonly tasks: Tasks,
    private readonly queue: WakeQueue,
    private readonly refused: RefusedMails,
  ) {}

  /** Takes the refused mail of an open task back to waiting and closes the task. Changes nothing unless `waiting`. */
  async run(tx: Tx, taskId: string, staffId: string, owner: TaskOwner): Promise<SendAgainOutcome> {
    const [task] = await tx.query<{ effect_key: string; kind: string; case_id: string | null }>(
      `SELECT facts ->> 'effectKey' AS effect_key, facts ->> 'mail' AS kind, case_id FROM tasks
       WHERE id = $1 AND done_at IS NULL AND kind = 'mail-refused' AND role = $2
         AND agency_code IS NOT DISTINCT FROM $3 FOR UPDATE`,
      [taskId, owner.role, owner.agency],
    );
    if (task === undefined) return 'no-such-task';
    const returned = { kind: task.kind, effectKey: task.effect_key, caseId: task.case_id };
    const resent = await this.refused.sendAnew(tx, returned);
    if (resent === 'pointless') return 'gone';
    if (resent === 'anew') {
      await this.tasks.complete(tx, taskId, staffId, owner);
      return 'waiting';
    }
    const [mail] = await tx.query<RefusedRow>(
      `SELECT id, message_id, sealed, recipient_kind, recipient_id FROM outbox
       WHERE effect_key = $1 AND state = 'refused' AND sealed IS NOT NULL
         AND (legal OR not_after IS NULL OR not_after > tenggat_now()) FOR UPDATE`,
      [task.effect_key],
    );
    if (mail === undefined) return 'gone';
    const content = await this.addressed(tx, mail);
    await tx.execute(
      `UPDATE outbox SET state = 'waiting', next_attempt_at = tenggat_now(), leased_until = NULL,
         sealed = $2, body_hash = $3 WHERE id = $1`,
      [mail.id, this.vault.seal(JSON.stringify(content), sealedPlace(mail.message_id)), sha256(content.raw)],
    );
    await this.tasks.complete(tx, taskId, staffId, owner);
    tx.afterCommit(() => this.queue.wake('mail'));
    return 'waiting';
  }

  /** The frozen mail, with the requester's corrected address where there is one. */
  private async addressed(tx: Tx, mail: RefusedRow): Promise<SealedContent> {
    const opened = this.vault.open(mail.sealed, sealedPlace(mail.message_id)).toString('utf8');
    const content = JSON.parse(opened) as SealedContent;
    if (mail.recipient_kind !== 'requester' || mail.recipient_id === null) return content;
    const { address } = await this.requesters.contact(tx, mail.recipient_id);
    const to = address === null ? null : parseMailAddress(address);
    if (to === null || to === content.to) return content;
    return { to, raw: content.raw.replace(/^To: .*$/mu, () => `To: ${to}`) };
  }
}
