import { Injectable } from '@nestjs/common';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import { Tasks } from '../tasks/tasks.js';
import type { MailKindName } from './mail-kinds.js';
import { Outbox } from './outbox.js';
import type { RecordedMail } from './sender-rows.js';

/** A mail that did not reach its reader. */
export interface ReturnedMail {
  readonly kind: string;
  readonly effectKey: string;
  readonly caseId: string | null;
}

/** What a room does about news of a kind whose receipt counts before the law. */
export interface ReturnTaker {
  /** The mail came back: nobody has received it. Safe to repeat. */
  cameBack(tx: Tx, mail: ReturnedMail): Promise<void>;
  /** The desk sends it again. */
  sendAnew(tx: Tx, mail: ReturnedMail): Promise<Resent>;
}

/**
 * What sending a mail again comes to: `same` its frozen words go out, `anew` the room has written it anew, because the
 * old words would say a wrong date; `pointless` what it says does not hold any more, and nothing goes out.
 */
export type Resent = 'same' | 'anew' | 'pointless';

/** A mail that did not reach its reader becomes work for the desk: a task, and a mail that says so at once. */
@Injectable()
export class RefusedMails {
  private readonly takers = new Map<string, ReturnTaker>();

  constructor(
    private readonly outbox: Outbox,
    private readonly tasks: Tasks,
    private readonly city: City,
  ) {}

  /** Called by the room of a kind when it is made. Throws on a second one. */
  register(kind: MailKindName, taker: ReturnTaker): void {
    if (this.takers.has(kind)) throw new Error(`two takers of returned mails of the kind ${kind}`);
    this.takers.set(kind, taker);
  }

  /** What the room of the kind makes of sending the mail again; the same words where no room has a say. */
  async sendAnew(tx: Tx, mail: ReturnedMail): Promise<Resent> {
    return (await this.takers.get(mail.kind)?.sendAnew(tx, mail)) ?? 'same';
  }

  /** The server refused it for good: the task is made in the transaction that records the refusal. */
  async handOver(tx: Tx, mail: RecordedMail): Promise<void> {
    await this.leave(tx, mail, 'mail-refused', null);
  }

  /**
   * A bounce that came back after the server had accepted the mail, entered by the desk (Gagal kirim). `reason` is a
   * code of the desk's choice, never the text of the bounce.
   * @returns false when there is no such mail, or it was not sent yet.
   */
  async enterBounce(tx: Tx, effectKey: string, reason: BounceReason): Promise<boolean> {
    const [row] = await tx.query<{
      kind: string;
      case_id: string | null;
      number: string | null;
      attempts: number;
    }>(
      `WITH bounced AS (
         UPDATE outbox SET state = 'refused' WHERE effect_key = $1 AND state = 'accepted'
         RETURNING kind, case_id, attempts)
       SELECT b.kind, b.case_id, b.attempts, c.register_number AS number FROM bounced b LEFT JOIN cases c ON c.id = b.case_id`,
      [effectKey],
    );
    if (row === undefined) return false;
    const mail = {
      effectKey,
      kind: row.kind,
      caseId: row.case_id,
      registerNumber: row.number,
      attempts: row.attempts,
    };
    await this.leave(tx, mail, 'mail-bounced', reason);
    return true;
  }

  private async leave(
    tx: Tx,
    mail: RecordedMail,
    kind: 'mail-refused' | 'mail-bounced',
    reason: BounceReason | null,
  ): Promise<void> {
    const made = await this.tasks.create(tx, {
      onceKey: `${kind}:${mail.effectKey}:${mail.attempts}`,
      kind,
      caseId: mail.caseId,
      role: 'desk',
      agency: null,
      facts: { effectKey: mail.effectKey, mail: mail.kind, reason },
    });
    await this.takers.get(mail.kind)?.cameBack(tx, mail);
    // The desk's own mailbox is the one place where a mail about a failed mail would run in circles.
    if (!made || mail.kind === 'mail-failed') return;
    await this.outbox.enqueue(tx, {
      kind: 'mail-failed',
      effectKey: `mail-failed:${mail.effectKey}:${mail.attempts}`,
      caseId: mail.caseId,
      recipient: { kind: 'address', address: this.city.desk.email, language: 'id' },
      data: {
        number: mail.registerNumber,
        failed: mail.kind,
        failedAt: await tx.now(),
        link: '/petugas/tugas',
      },
    });
  }
}

/** Why a mail came back, as the desk reads it from the bounce. */
export type BounceReason = 'unknown-address' | 'mailbox-full' | 'blocked' | 'other';
