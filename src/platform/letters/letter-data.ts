import { decisionNotice, notHeldNotice, paymentReceipt } from './decision-letters.js';
import type { Shaped } from './letter-shape.js';
import { mailLetter } from './mail-letter-data.js';
import {
  addressee,
  channel,
  countedDate,
  dueDate,
  onEveryLetter,
  onEveryNotice,
  printedDate,
} from './letter-parts.js';
import { objectionForm, objectionReply } from './objection-letter-data.js';
import { exemptionDecree, refusalNotice, testSheet } from './refusal-letter-data.js';
import { alsoHolds, count, later, listOf, oneOf, orNull, record, text } from './letter-shape.js';

/**
 * What each letter prints. Everything arrives ready to print: the platform knows no law and no city. Dates, strips
 * and sums are built with `letter-dates.ts` and `letter-money.ts`; the fixed sentences of the annexes of PerKI 1/2021
 * stand in `templates/letters/<kind>/letter.typ`. `null` = the letter has nothing to say there.
 */

/** Picture 01: receipt of a request, with the six rights. `trackingCode` only at filing; later copies pass null. */
export const receipt = alsoHolds(
  record({
    ...onEveryLetter,
    receivedOn: printedDate,
    /** "10.15 WIT"; null for post. */
    receivedTime: orNull(text),
    channel,
    answerDue: orNull(dueDate),
    trackingCode: orNull(text),
    requester: record({
      name: text,
      identity: oneOf('ktp', 'populationLetter', 'legalEntityDecree', 'atDesk'),
      /** Masked to four digits by the caller; null when identity is shown at the desk. */
      identityNumber: orNull(text),
      address: text,
      occupation: orNull(text),
      contact: text,
    }),
    /** What the special power of attorney says, or null when the requester acts alone. */
    proxyLetter: orNull(text),
    informationRequested: text,
    purpose: text,
    access: oneOf('inspect', 'copy', 'unstated'),
    form: orNull(oneOf('softcopy', 'hardcopy')),
    delivery: orNull(oneOf('pickup', 'courier', 'post', 'fax', 'online')),
    place: text,
    /** The officer who received it, or null when the system did. */
    receivedBy: orNull(text),
    /** Cost line of right IV, without a full stop. */
    copyCosts: text,
  }),
  'a NIK is masked to its last four digits, and the QR sign never carries the tracking code',
  ({ requester, trackingCode, statusLink }) =>
    (requester.identity === 'legalEntityDecree' || !/\d{5}/.test(requester.identityNumber ?? '')) &&
    (trackingCode === null || !statusLink.includes(trackingCode)),
);
export type ReceiptLetter = Shaped<typeof receipt>;

/** Picture 02: the letter of incompleteness (PerKI 1/2021 art. 33, Lampiran IX). */
export const incompleteNotice = record({
  ...onEveryNotice,
  requester: addressee,
  informationRequested: text,
  receivedOn: printedDate,
  missing: listOf(record({ title: text, note: orNull(text) }), 1),
  /** What the office says of the list as a whole. */
  note: later(text),
  /** Null while the letter has not been received: it goes by post, and the term counts from its receipt. */
  repairDue: orNull(dueDate),
  /** Where and when the desk is open: "Jalan Contoh Nomor 1, Ambon 97124, Senin sampai Jumat, 08.30–15.30 WIT". */
  desk: text,
  /** Null where the law is read without a pause (D2): then the next day is the one that stands. */
  answerWorkingDays: orNull(count),
  answerDueIfRepairedOnLastDay: orNull(countedDate),
  /** How the requester got this letter and when it counts as received. */
  handedOverBy: channel,
  handedOverOn: orNull(printedDate),
});
export type IncompleteNoticeLetter = Shaped<typeof incompleteNotice>;

/** Picture 07: the one extension (art. 36). At least one of the two lawful reasons. `newDue.strip` spans both terms. */
export const extensionNotice = record({
  ...onEveryNotice,
  requester: addressee,
  receivedOn: printedDate,
  informationRequested: text,
  handledBy: text,
  formerDue: printedDate,
  formerWorkingDays: count,
  newDue: dueDate,
  reasons: listOf(oneOf('notYetHeldOrDocumented', 'statusUndecided'), 1),
  explanation: text,
  objectionFrom: printedDate,
  objectionUntil: countedDate,
});
export type ExtensionNoticeLetter = Shaped<typeof extensionNotice>;

/** Every kind of letter; the key is the folder under `templates/letters/`. */
export const letterShapes = {
  receipt,
  'incomplete-notice': incompleteNotice,
  'decision-notice': decisionNotice,
  'not-held-notice': notHeldNotice,
  'extension-notice': extensionNotice,
  'objection-form': objectionForm,
  'objection-reply': objectionReply,
  'payment-receipt': paymentReceipt,
  'refusal-notice': refusalNotice,
  'exemption-decree': exemptionDecree,
  'test-sheet': testSheet,
  'mail-letter': mailLetter,
} as const;

export type LetterKind = keyof typeof letterShapes;
export type LetterOf<K extends LetterKind> = Shaped<(typeof letterShapes)[K]>;
