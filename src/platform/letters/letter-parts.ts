import type { Shaped } from './letter-shape.js';
import { count, flag, later, listOf, oneOf, orNull, record, text } from './letter-shape.js';

/** What several letters print: dates, sums, head, signature, addressee. Everything arrives ready to print. */

/** A legal day in the forms that letters use. `weekdayLong`: "Selasa, 8 Desember 2026"; `inWords` without weekday. */
export const printedDate = record({ iso: text, long: text, weekdayLong: text, inWords: text });
export type PrintedDate = Shaped<typeof printedDate>;

/**
 * A date that was counted and stands in a sentence. `provisional`: why it may still move, or null. `skipped`: the days
 * passed over with their decrees, where the letter is to explain it.
 */
export const countedDate = record({
  ...printedDate.fields,
  provisional: orNull(text),
  skipped: later(text),
});
export type CountedDate = Shaped<typeof countedDate>;

/** One cell of the day strip. `weekday`: 1 = Monday .. 7 = Sunday; `number`: the working day's number, or null. */
export const stripDay = record({
  day: count,
  weekday: count,
  kind: oneOf('received', 'counted', 'free', 'formerLast', 'last'),
  number: orNull(count),
});
export type StripDay = Shaped<typeof stripDay>;

/**
 * A due date with how it was counted. `strip` only up to 24 calendar days; else `skipped` names what was passed over.
 * `provisional`: why the date may still move (calendar year not yet decreed), or null.
 */
export const dueDate = record({
  date: printedDate,
  workingDays: count,
  countedFrom: printedDate,
  strip: orNull(listOf(stripDay, 2)),
  skipped: orNull(text),
  provisional: orNull(text),
});
export type DueDate = Shaped<typeof dueDate>;

/** A sum in whole rupiah: 12000, "12.000", "dua belas ribu rupiah". */
export const money = record({ amount: count, figures: text, inWords: text });
export type Money = Shaped<typeof money>;

export const letterhead = record({
  /** "Pemerintah Kota Ambon"; printed in capitals. */
  government: text,
  /** "Pejabat Pengelola Informasi dan Dokumentasi (PPID)". */
  office: text,
  /** "PPID Kota Ambon": running head and sentences. */
  shortName: text,
  address: text,
  phone: text,
  fax: text,
  email: text,
  site: text,
});
export type Letterhead = Shaped<typeof letterhead>;

/** Who signs. `place` is the town; `office` as it stands under the place. */
export const signer = record({ place: text, office: text, name: text, nip: orNull(text) });
export type Signer = Shaped<typeof signer>;

/** `name` may be the literal `[nama pemohon]` in previews of the answering unit. `contact`: phone / email. */
export const addressee = record({ name: text, address: text, contact: text });
export type Addressee = Shaped<typeof addressee>;

/** Stands in every preview of the answering unit, which sees the question and not the person. */
export const HIDDEN_ADDRESSEE: Addressee = {
  name: '[nama pemohon]',
  address: '[alamat pemohon]',
  contact: '[kontak pemohon]',
};

export const channel = oneOf('web', 'api', 'counter', 'spoken', 'post', 'email');
export type LetterChannel = Shaped<typeof channel>;

/**
 * The last day to object, null where there is no such right, counted from sending; a letter that goes by post also
 * names the day of receipt.
 */
export const objection = { objectionDue: orNull(dueDate), sentByPost: flag } as const;

/** On every letter. `statusAddress` is printed, `statusLink` only goes into the QR sign (never with a code). */
export const onEveryLetter = {
  letterhead,
  registerNumber: text,
  statusAddress: text,
  statusLink: text,
} as const;
/** On every letter of the PPID to the requester. `letterNumber` null = none given yet. */
export const onEveryNotice = {
  ...onEveryLetter,
  letterNumber: orNull(text),
  issuedOn: printedDate,
  signer,
} as const;
