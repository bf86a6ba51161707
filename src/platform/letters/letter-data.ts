import type { Shaped } from './letter-shape.js';
import { alsoHolds, count, flag, listOf, oneOf, orNull, record, text } from './letter-shape.js';

/**
 * What each letter prints. Everything arrives ready to print: the platform knows no law and no city. Dates, strips
 * and sums are built with `letter-dates.ts` and `letter-money.ts`; the fixed sentences of the annexes of PerKI 1/2021
 * stand in `templates/letters/<kind>/letter.typ`. `null` = the letter has nothing to say there.
 */

/** A legal day in the forms that letters use. `weekdayLong`: "Selasa, 8 Desember 2026"; `inWords` without weekday. */
export const printedDate = record({ iso: text, long: text, weekdayLong: text, inWords: text });
export type PrintedDate = Shaped<typeof printedDate>;

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

/** The last day to object, counted from sending; a letter that goes by post also names the day of receipt. */
const objection = { objectionDue: dueDate, sentByPost: flag } as const;

/** On every letter. `statusAddress` is printed, `statusLink` only goes into the QR sign (never with a code). */
const onEveryLetter = { letterhead, registerNumber: text, statusAddress: text, statusLink: text } as const;
/** On every letter of the PPID to the requester. `letterNumber` null = none given yet. */
const onEveryNotice = {
  ...onEveryLetter,
  letterNumber: orNull(text),
  issuedOn: printedDate,
  signer,
} as const;

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
    access: oneOf('inspect', 'copy'),
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
  repairDue: dueDate,
  /** Where and when the desk is open: "Jalan Contoh Nomor 1, Ambon 97124, Senin sampai Jumat, 08.30–15.30 WIT". */
  desk: text,
  answerWorkingDays: count,
  answerDueIfRepairedOnLastDay: printedDate,
  /** How the requester got this letter and when it counts as received. */
  handedOverBy: channel,
  handedOverOn: printedDate,
});
export type IncompleteNoticeLetter = Shaped<typeof incompleteNotice>;

const cost = record({ basis: orNull(text), sum: money });

/** Section A of Lampiran VII. `workingDays` of an item: time until it is provided. */
const granted = record({
  items: listOf(
    record({
      number: count,
      information: text,
      form: oneOf('softcopy', 'hardcopy'),
      formNote: orNull(text),
      extent: oneOf('full', 'partial'),
      cost: money,
      workingDays: count,
    }),
    1,
  ),
  providedBy: printedDate,
  provideWorkingDays: count,
  copyCost: cost,
  deliveryCost: cost,
  otherCost: cost,
  totalCost: money,
  payment: text,
  means: text,
  explanation: orNull(text),
  blackouts: listOf(record({ item: count, part: text, reason: text, law: text })),
});

/**
 * Section B of Lampiran VII: what is not yet held or not documented, why, and until when it will be provided.
 * `number` and `information` name the item where the question was split, else null.
 */
const unavailable = record({
  number: orNull(count),
  information: orNull(text),
  kind: oneOf('notYetHeld', 'notDocumented'),
  reason: text,
  availableOn: orNull(printedDate),
});

/** An item of a split question that another public body holds; a whole question has the letter `not-held-notice`. */
const heldElsewhere = record({ number: count, information: text, holder: text, reason: text });

/**
 * Picture 03: the written notice (art. 31(4), Lampiran VII). `granted` for what is given, `unavailable` for what is
 * not yet held or not documented, `heldElsewhere` for items of other bodies. A partial grant by exemption names the
 * day on which the superior consented.
 */
export const decisionNotice = alsoHolds(
  record({
    ...onEveryNotice,
    attachments: orNull(text),
    requestedOn: printedDate,
    requester: addressee,
    informationRequested: text,
    heldBy: text,
    extent: oneOf('full', 'partial', 'none'),
    granted: orNull(granted),
    unavailable: listOf(unavailable),
    heldElsewhere: listOf(heldElsewhere),
    consentedOn: orNull(printedDate),
    ...objection,
  }),
  'extent "none" goes without granted and with something unavailable, the others with granted, "full" with nothing else',
  ({ extent, granted: given, unavailable: lacking, heldElsewhere: elsewhere }) =>
    extent === 'none'
      ? given === null && lacking.length > 0
      : given !== null && (extent === 'partial' || lacking.length + elsewhere.length === 0),
);
export type DecisionNoticeLetter = Shaped<typeof decisionNotice>;

/** Picture 04: not held (art. 31(4)a-c). `holder` null = not known, then `searchRecord` says where was looked. */
export const notHeldNotice = alsoHolds(
  record({
    ...onEveryNotice,
    requestedOn: printedDate,
    requester: addressee,
    informationRequested: text,
    holder: orNull(record({ name: text, address: orNull(text) })),
    searchRecord: orNull(text),
    reason: text,
    ...objection,
  }),
  'an unknown holder needs a searchRecord',
  ({ holder, searchRecord }) => holder !== null || searchRecord !== null,
);
export type NotHeldNoticeLetter = Shaped<typeof notHeldNotice>;

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
  objectionUntil: printedDate,
});
export type ExtensionNoticeLetter = Shaped<typeof extensionNotice>;

/**
 * Picture 08: statement of objection (art. 41-42, Lampiran X), printed when it is filed. Ground b has no request:
 * then `requestNumber` is null and `trackingCode` is the objection's own. `registerNumber` (foot, head) = whose
 * status the QR sign opens: the request, or the objection where there is none.
 */
export const objectionForm = record({
  ...onEveryLetter,
  objectionNumber: text,
  requestNumber: orNull(text),
  purpose: orNull(text),
  trackingCode: orNull(text),
  requester: record({ name: text, address: text, occupation: orNull(text), phone: orNull(text) }),
  proxy: orNull(record({ name: text, address: text, phone: orNull(text) })),
  grounds: listOf(oneOf('a', 'b', 'c', 'd', 'e', 'f', 'g'), 1),
  story: text,
  objectionUntil: orNull(printedDate),
  replyDue: dueDate,
  place: text,
  receivedOn: printedDate,
  receivedTime: orNull(text),
  channel,
  receivedBy: orNull(text),
});
export type ObjectionFormLetter = Shaped<typeof objectionForm>;

/** `quantity`: "24 lembar"; null where the notice named only the sum. */
const paymentLine = record({ quantity: orNull(text), tariff: orNull(money), sum: money });

/** Picture 10: receipt of a payment (art. 38(4)), A5 landscape. */
export const paymentReceipt = record({
  ...onEveryLetter,
  receiptNumber: text,
  payer: text,
  paidOn: printedDate,
  paidTime: text,
  copying: paymentLine,
  delivery: paymentLine,
  other: paymentLine,
  total: money,
  method: oneOf('cash', 'bankTransfer', 'eMoney'),
  /** The decree that sets the tariff. */
  tariffDecree: text,
  noticeNumber: orNull(text),
  noticeOn: printedDate,
  place: text,
  receivedBy: text,
});
export type PaymentReceiptLetter = Shaped<typeof paymentReceipt>;

/** Every kind of letter; the key is the folder under `templates/letters/`. */
export const letterShapes = {
  receipt,
  'incomplete-notice': incompleteNotice,
  'decision-notice': decisionNotice,
  'not-held-notice': notHeldNotice,
  'extension-notice': extensionNotice,
  'objection-form': objectionForm,
  'payment-receipt': paymentReceipt,
} as const;

export type LetterKind = keyof typeof letterShapes;
export type LetterOf<K extends LetterKind> = Shaped<(typeof letterShapes)[K]>;
