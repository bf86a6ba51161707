import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import type { Mail } from '../../office/notifications/mail.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import { provisionalYearOf } from '../../office/notifications/provisional-days.js';
import { Outbox } from '../../office/notifications/outbox.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { TermCount } from '../../law/term.js';
import type { Tx } from '../../platform/database/tx.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { CaseRow } from './case-row.js';
import { mailCount } from './mail-counts.js';
import { lateLetterRow } from './letter-days.js';
import { postingReminderRow } from './posting-reminder.js';
import { windowStartOf } from './window-start.queries.js';

/** A mail to the requester of a case; address and language are the person's. */
export type RequesterMail<K extends MailKindName> = Omit<Mail<K>, 'caseId' | 'recipient'> & {
  /** How its date is counted, where the sender knows better than the case. */
  readonly count?: TermCount | null;
};

/**
 * Tells the requester, and how the date of the mail was counted. Without a mail address the outbox leaves the text to
 * the desk, to print as a letter.
 */
@Injectable()
export class RequesterNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly requesters: Requesters,
    private readonly tasks: Tasks,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
  ) {}

  /** Whether news reaches the requester by mail. */
  async reaches(tx: Tx, row: CaseRow): Promise<boolean> {
    return !(await this.requesters.goesOnPaper(tx, row.requester_id));
  }

  /**
   * An issued letter for somebody without a mail address: the desk prints and posts it, and records its receipt. Answers
   * the effect key under which it is posted.
   */
  async leaveLetter(
    tx: Tx,
    row: CaseRow,
    letter: { readonly letterId: string; readonly mail: MailKindName; readonly round: number },
    reason: 'no-address' | 'came-back' = 'no-address',
  ): Promise<string> {
    const effectKey = `letter:${letter.letterId}`;
    await this.tasks.create(tx, {
      onceKey: printLetterKey(letter.letterId),
      kind: 'print-mail',
      caseId: row.id,
      role: 'desk',
      agency: null,
      facts: { effectKey, ...letter, reason },
    });
    return effectKey;
  }

  /** The letter need not be printed any more: its news went by mail after all. */
  async dropLetter(tx: Tx, letterId: string): Promise<void> {
    await this.tasks.settle(tx, printLetterKey(letterId), tx.actor.id);
  }

  async tell<K extends MailKindName>(tx: Tx, row: CaseRow, mail: RequesterMail<K>): Promise<void> {
    await this.write(tx, row, mail, await this.requesters.contact(tx, row.requester_id));
  }

  /** The same for news that came back from the person's mail address: the desk prints them. */
  async tellOnPaper<K extends MailKindName>(tx: Tx, row: CaseRow, mail: RequesterMail<K>): Promise<void> {
    const contact = await this.requesters.contact(tx, row.requester_id);
    await this.write(tx, row, mail, { ...contact, address: null });
  }

  private async write<K extends MailKindName>(
    tx: Tx,
    row: CaseRow,
    { count, ...mail }: RequesterMail<K>,
    contact: Awaited<ReturnType<Requesters['contact']>>,
  ): Promise<void> {
    const calendar = await this.calendar.forCase(row);
    const counting = mailCount(mail.kind, {
      row,
      data: mail.data as Readonly<Record<string, unknown>>,
      calendar,
      rules: await this.rules.ofCase(row),
      found: await windowStartOf(tx, mail.kind, { caseId: row.id, objectionId: null }),
      count: count ?? null,
    });
    const provisional = provisionalYearOf(mail.kind, mail.data, localDayOf(await tx.now()), calendar);
    const data = { ...provisional, ...mail.data, counting };
    const whole = { ...mail, data, caseId: row.id, recipient: { kind: 'requester', ...contact } };
    await this.outbox.enqueue(tx, whole as unknown as Mail<K>);
    if (mail.postBy == null || contact.address !== null) return;
    const letter = { effectKey: mail.effectKey, mail: mail.kind };
    await this.dueRows.start(tx, [
      postingReminderRow(row.id, { ...letter, issuedOn: localDayOf(await tx.now()) }, calendar),
      lateLetterRow(row.id, { ...letter, lastDay: mail.postBy }, calendar),
    ]);
  }
}

function printLetterKey(letterId: string): string {
  return `print-letter:${letterId}`;
}
