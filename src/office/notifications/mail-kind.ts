import type { LocalDate } from '../../law/local-date.js';
import type { CalendarKind } from './calendar-file.js';

/** A name in both languages of the mails, for instance of an agency. */
export interface TwoTongues {
  readonly id: string;
  readonly en: string;
}

/** Path of the one link of a mail; the sender's own address (`PUBLIC_URL`) goes before it. */
export type LinkPath = `/${string}`;

/**
 * What a mail may say: numbers, days, amounts, words of the catalogue, names of agencies. Never the question, a name,
 * a NIK, a tracking code or any text that a stranger typed.
 */
export type MailValue =
  string | number | boolean | null | Date | LocalDate | TwoTongues | readonly string[] | readonly MailRow[];

/** A line of a table. */
export type MailRow = Readonly<Record<string, string | number | LocalDate | TwoTongues>>;

/** Settings of a mail kind; its words are in `templates/mail/<kind>/{id,en}.yaml`. */
export interface MailKind<Data extends object> {
  /** Decides greeting and foot. */
  readonly reader: 'requester' | 'staff';
  /** A legal notice goes out however late and is never superseded. */
  readonly legal: boolean;
  /** Mail to staff waits for the mail hours; this kind does not, and neither does a legal notice. */
  readonly atOnce?: true;
  /** Minutes after which the mail has lost its meaning; a mail may give its own moment. */
  readonly meaningfulMinutes?: number;
  readonly calendar?: CalendarUse<Data>;
  /**
   * Values that hold counted last days, besides the day of the calendar file: the mail calls them provisional while a
   * year up to them has no decree. A day that somebody set does not move with a decree.
   */
  readonly counted?: readonly (keyof Data & string)[];
  /** Invented data for the preview, for the check at boot and for specs. */
  readonly sample: Data;
}

/** The calendar entry that travels with a kind: which, in which file, and the value that holds its day. */
export interface CalendarUse<Data extends object> {
  readonly kind: CalendarKind;
  readonly file: string;
  readonly day: keyof Data & string;
}

/** A kind whose mails carry a calendar file. */
export type DatedMailKind<Data extends object> = MailKind<Data> & { readonly calendar: CalendarUse<Data> };

/** Declares a mail kind with its typed data. */
export function defineMail<Data extends object>(kind: Omit<MailKind<Data>, 'calendar'>): MailKind<Data> {
  return kind;
}

/** Declares a mail kind that carries a calendar file. */
export function defineDatedMail<Data extends object>(kind: DatedMailKind<Data>): DatedMailKind<Data> {
  return kind;
}
