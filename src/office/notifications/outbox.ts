import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { staffMailLeavesAt } from '../../law/staff-mail-hours.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import { sha256, Vault } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { composeMail } from '../../platform/mail/compose-mail.js';
import { parseMailAddress } from '../../platform/mail/mail-address.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';
import type { Language } from '../../platform/views/language.js';
import { CurrentCalendar } from '../calendar/current-calendar.js';
import { printTaskKey, Tasks } from '../tasks/tasks.js';
import type { CalendarEntry } from './calendar-file.js';
import { bringBackMails, insertMails, supersede, type FrozenMail } from './outbox-rows.js';
import { MAIL_KIND_NAMES, mailKind, type MailKindName } from './mail-kinds.js';
import type { AnyMail, Mail, NumberedKind, UnnumberedMail } from './mail.js';
import { MailRenderer, type RenderedMail } from './mail-renderer.js';
import { sealedPlace, type SealedContent } from './sealed-content.js';

/** A mail that waits only for its register number. */
export interface PreparedMail {
  /** Puts the number in and freezes the mail: 0.2 ms, fit for the time under the counter lock. */
  finish(number: string): FrozenMail;
}

const MINUTE = 60_000;

/**
 * The outbox: each outward effect is a row with a unique key, written in the transaction of its cause. Subject, body,
 * address and Message-ID are frozen and sealed here; the sender only carries bytes. Nothing is sent inside.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly renderer: MailRenderer,
    private readonly vault: Vault,
    private readonly city: City,
    private readonly config: Config,
    private readonly tasks: Tasks,
    private readonly queue: WakeQueue,
    private readonly calendar: CurrentCalendar,
  ) {}

  /** Queues one mail. A second call with the same effect key changes nothing. About 1 ms and one statement. */
  async enqueue<K extends MailKindName>(tx: Tx, mail: Mail<K>): Promise<void> {
    await this.enqueueAll(tx, [mail as unknown as AnyMail]);
  }

  /** Queues several mails with one statement. */
  async enqueueAll(tx: Tx, mails: readonly AnyMail[]): Promise<void> {
    if (mails.length === 0) return;
    const at = await tx.now();
    const later = mails.some(waitsForMailHours) ? await this.staffMailTime(tx) : at;
    await this.insert(
      tx,
      mails.map((mail) => ({
        ...this.freeze(mail, this.render(mail, at), at),
        leavesAt: waitsForMailHours(mail) ? later : at,
      })),
    );
  }

  /** The legal day on which a mail to staff that is queued now leaves: what it says is left is left on that day. */
  async staffMailDay(tx: Tx): Promise<LocalDate> {
    return localDayOf(await this.staffMailTime(tx));
  }

  /**
   * The heavy part of a mail outside the counter lock: everything is rendered but the number.
   * `at` becomes the date of the mail: the moment of the transaction, or of its preparation.
   */
  prepare<K extends NumberedKind>(mail: UnnumberedMail<K>, at: Date): PreparedMail {
    // As long as a real number, and made of signs that no encoding touches.
    const token = `${this.city.registerPrefix}-ZQZQ-JXQZXJ`;
    const rendered = this.render(withNumber(mail, token), at);
    return {
      finish: (number) => this.freeze(withNumber(mail, number), numbered(rendered, token, number), at),
    };
  }

  /** Writes frozen mails: one INSERT, plus one UPDATE when a mail supersedes others. Wakes the sender after commit. */
  async insert(tx: Tx, mails: readonly FrozenMail[]): Promise<void> {
    await insertMails(tx, mails);
    const pointless = mails.flatMap((mail) => mail.supersedes);
    if (pointless.length > 0) await supersede(tx, pointless);
    for (const mail of mails) if (mail.undeliverable !== null) await this.leaveToDesk(tx, mail);
    tx.afterCommit(() => this.queue.wake('mail'));
  }

  /** Takes back waiting mails that have become pointless (reminders); legal notices stay. Returns how many. */
  async supersede(tx: Tx, effectKeys: readonly string[]): Promise<number> {
    return supersede(tx, effectKeys);
  }

  /**
   * Mails that a clock wrote which was ahead and is set right go out as if they were written now: staff's in the mail
   * hours, the others at once. Returns how many.
   */
  async bringBack(tx: Tx): Promise<number> {
    const brought = await bringBackMails(
      tx,
      MAIL_KIND_NAMES.filter((kind) => waitsForMailHours({ kind })),
      await this.staffMailTime(tx),
    );
    if (brought > 0) tx.afterCommit(() => this.queue.wake('mail'));
    return brought;
  }

  /** Address and whole message of a mail that was not accepted yet, for the desk that prints it; null once it is gone. */
  async contentOf(tx: Tx, effectKey: string): Promise<SealedContent | null> {
    const [row] = await tx.query<{ message_id: string; sealed: Buffer | null }>(
      'SELECT message_id, sealed FROM outbox WHERE effect_key = $1',
      [effectKey],
    );
    if (row === undefined || row.sealed === null) return null;
    return JSON.parse(
      this.vault.open(row.sealed, sealedPlace(row.message_id)).toString('utf8'),
    ) as SealedContent;
  }

  private async staffMailTime(tx: Tx): Promise<Date> {
    return staffMailLeavesAt(await tx.now(), await this.calendar.get());
  }

  private render(mail: AnyMail, at: Date): RenderedMail {
    const way = mail.recipient.address === null ? 'paper' : 'mail';
    return this.renderer.render(mail.kind, languageOf(mail), mail.data, calendarOf(mail), at, way);
  }

  private freeze(mail: AnyMail, rendered: RenderedMail, at: Date): FrozenMail {
    const { legal, meaningfulMinutes } = mailKind(mail.kind);
    const to = mail.recipient.address === null ? null : parseMailAddress(mail.recipient.address);
    const messageId = `<${crypto.randomUUID()}@${this.city.domain}>`;
    const sender = this.config.mailFrom ?? this.city.desk.email;
    const raw = composeMail({
      from: { name: this.city.siteName[languageOf(mail)], address: sender },
      // A mail that nobody can be sent is kept for printing, addressed to the desk itself.
      to: to ?? this.city.desk.email,
      replyTo: mail.replyTo ?? null,
      ...rendered,
      messageId,
      date: at,
      language: languageOf(mail),
    });
    const content: SealedContent = { to: to ?? '', raw };
    const notAfter =
      mail.notAfter ??
      (meaningfulMinutes === undefined ? null : new Date(at.getTime() + meaningfulMinutes * MINUTE));
    return {
      effectKey: mail.effectKey,
      kind: mail.kind,
      caseId: mail.caseId,
      recipientKind: mail.recipient.kind,
      recipientId: recipientId(mail),
      messageId,
      bodyHash: sha256(raw),
      sealed: this.vault.seal(JSON.stringify(content), sealedPlace(messageId)),
      legal,
      notAfter: legal ? null : notAfter,
      at,
      leavesAt: at,
      supersedes: mail.supersedes ?? [],
      undeliverable: to !== null ? null : mail.recipient.address === null ? 'no-address' : 'unfit-address',
      postBy: mail.postBy ?? null,
    };
  }

  /** Who has no email gets the same text as a letter: the desk prints it. */
  private async leaveToDesk(tx: Tx, mail: FrozenMail): Promise<void> {
    await this.tasks.create(tx, {
      onceKey: printTaskKey(mail.effectKey),
      kind: 'print-mail',
      caseId: mail.caseId,
      role: 'desk',
      agency: null,
      facts: { effectKey: mail.effectKey, mail: mail.kind, reason: mail.undeliverable },
      ...(mail.postBy === null ? {} : { dueOn: mail.postBy }),
    });
  }
}

/** Staff read their mail in office hours; what the law says, or what cannot wait, is never held. */
function waitsForMailHours({ kind }: Pick<AnyMail, 'kind'>): boolean {
  const { reader, legal, atOnce } = mailKind(kind);
  return reader === 'staff' && !legal && atOnce !== true;
}

function withNumber<K extends NumberedKind>(mail: UnnumberedMail<K>, number: string): AnyMail {
  return { ...mail, data: { ...mail.data, number } } as unknown as AnyMail;
}

function numbered(mail: RenderedMail, token: string, number: string): RenderedMail {
  const put = (text: string): string => text.replaceAll(token, number);
  return {
    subject: put(mail.subject),
    text: put(mail.text),
    html: put(mail.html),
    attachment:
      mail.attachment === null ? null : { ...mail.attachment, content: put(mail.attachment.content) },
  };
}

function languageOf(mail: AnyMail): Language {
  return mail.recipient.kind === 'staff' ? 'id' : mail.recipient.language;
}

function recipientId({ recipient }: AnyMail): string | null {
  if (recipient.kind === 'requester') return recipient.requesterId;
  return recipient.kind === 'staff' ? recipient.staffId : null;
}

function calendarOf(mail: AnyMail): readonly CalendarEntry[] {
  const use = mailKind(mail.kind).calendar;
  if (use === undefined || mail.calendar === undefined) return [];
  const data = mail.data as unknown as Readonly<Record<string, unknown>>;
  const { sequence } = mail.calendar;
  const common = { number: String(data['number']), sequence };
  const own = mail.calendar.subjectId ?? mail.caseId ?? mail.effectKey;
  const on = data[use.day] as LocalDate | null;
  const kind = mail.calendar.entry ?? use.kind;
  return [
    ...(on === null ? [] : [{ ...common, subjectId: own, kind, on, cancelled: false }]),
    ...(mail.calendar.cancels ?? []).map(({ kind, on }) => ({
      ...common,
      subjectId: mail.caseId ?? own,
      kind,
      on,
      cancelled: true,
    })),
  ];
}
