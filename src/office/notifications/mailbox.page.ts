import type { StoredMail } from '../../platform/mail/mailbox.js';
import type { Texts } from '../../platform/views/texts.js';

export interface MailboxItem {
  readonly href: string;
  readonly subject: string;
  readonly to: string;
  readonly when: string;
}

export interface MailView {
  readonly subject: string;
  readonly to: string;
  readonly when: string;
  readonly htmlHref: string;
  /** Paragraphs of lines; a line that ends in an address shows it as a link. */
  readonly blocks: readonly (readonly { readonly before: string; readonly href: string | null }[])[];
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const SHOWN = 200;
const lineWithAddress = /^(.*?)(https?:\/\/\S+)$/u;

/** The newest mails first, at most 200. */
export function mailboxList(mails: readonly StoredMail[], texts: Texts): readonly MailboxItem[] {
  return [...mails]
    .reverse()
    .slice(0, SHOWN)
    .map((mail) => ({
      href: `/_surat/email/${mail.id}`,
      subject: mail.subject,
      to: mail.to,
      when: texts.formats.dateTime(new Date(mail.at)),
    }));
}

/** One mail as it is read: the text part with its links, and the attached files. */
export function mailView(mail: StoredMail, texts: Texts): MailView {
  return {
    subject: mail.subject,
    to: mail.to,
    when: texts.formats.dateTime(new Date(mail.at)),
    htmlHref: `/_surat/email/${mail.id}/html`,
    blocks: mail.text
      .trim()
      .split(/\n{2,}/u)
      .map((block) => block.split('\n').map(viewLine)),
    files: mail.attachments,
  };
}

function viewLine(line: string): { readonly before: string; readonly href: string | null } {
  const found = lineWithAddress.exec(line);
  return found === null ? { before: line, href: null } : { before: found[1] ?? '', href: found[2] ?? null };
}
