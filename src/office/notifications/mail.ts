import type { LocalDate } from '../../law/local-date.js';
import type { Language } from '../../platform/views/language.js';
import type { CalendarKind } from './calendar-file.js';
import type { MAIL_KINDS, MailData, MailKindName } from './mail-kinds.js';

/** Who reads a mail. An address of null means: this person has no email, so the desk prints the text as a letter. */
export type Recipient =
  | {
      readonly kind: 'requester';
      readonly requesterId: string;
      readonly address: string | null;
      readonly language: Language;
    }
  | { readonly kind: 'staff'; readonly staffId: string; readonly address: string }
  | { readonly kind: 'address'; readonly address: string; readonly language: Language };

/** The calendar file of a mail. */
export interface MailCalendar {
  /** Rises with each change: the version of the case (or objection). */
  readonly sequence: number;
  /** The entry, where a kind of mail speaks of several terms; by default the kind's own. */
  readonly entry?: CalendarKind;
  /** The thing the entry is about, when it is not the case itself: the objection. */
  readonly subjectId?: string;
  /** Entries of the same case that have lost their meaning, for instance the reply date once the answer is sent. */
  readonly cancels?: readonly { readonly kind: CalendarKind; readonly on: LocalDate }[];
}

interface CommonMail<K extends MailKindName> {
  readonly kind: K;
  /** Names the effect once for ever, for instance `registered:<case id>`; a second mail with it is not written. */
  readonly effectKey: string;
  readonly caseId: string | null;
  readonly recipient: Recipient;
  readonly data: MailData<K>;
  /** From this moment (`tenggat_now()`) the mail has lost its meaning; ignored for legal notices. */
  readonly notAfter?: Date;
  /** Effect keys of waiting mails that this one makes pointless; legal notices stay. */
  readonly supersedes?: readonly string[];
  readonly replyTo?: string;
  /** The last day on which it keeps a term of the office, where it goes on paper: the desk has to post it by then. */
  readonly postBy?: LocalDate | null;
}

/** One mail to be queued; kinds that carry a calendar file ask for `calendar`. */
export type Mail<K extends MailKindName> = CommonMail<K> &
  ((typeof MAIL_KINDS)[K] extends { readonly calendar: object }
    ? { readonly calendar: MailCalendar }
    : { readonly calendar?: never });

/** A mail of any kind. */
export type AnyMail = { [K in MailKindName]: Mail<K> }[MailKindName];

/** Kinds whose mails name a register number. */
export type NumberedKind = {
  [K in MailKindName]: MailData<K> extends { number: string } ? K : never;
}[MailKindName];

/** A mail whose register number is not known yet, because the counter is locked last. */
export type UnnumberedMail<K extends NumberedKind> = Omit<Mail<K>, 'data'> & {
  readonly data: Omit<MailData<K>, 'number'>;
};
