import type { Shaped } from './letter-shape.js';
import { alsoHolds, count, flag, later, listOf, oneOf, orNull, record, text } from './letter-shape.js';
import { addressee, money, objection, onEveryLetter, onEveryNotice, printedDate } from './letter-parts.js';

/** Letters of a decision and of what follows it: the written notice, not held, the receipt of a payment. */

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
  /** The days run from the payment on (law.md D9), so there is no date yet. */
  waitsForPayment: flag,
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

/**
 * An item of a split question that another public body holds; a whole question has the letter `not-held-notice`.
 * `holder` null = not known, then `searchRecord` says where was looked.
 */
const heldElsewhere = record({
  number: count,
  information: text,
  holder: orNull(text),
  searchRecord: orNull(text),
  reason: text,
});

/** What is refused: exempt (art. 17), or against another rule (UU 14/2008 art. 6(2)). */
const refused = record({
  number: orNull(count),
  information: orNull(text),
  kind: oneOf('exempt', 'other'),
  law: text,
  reason: text,
});

/**
 * Picture 03: the written notice (art. 31(4), Lampiran VII). `granted` for what is given, `unavailable` for what is
 * not yet held or not documented, `heldElsewhere` for items of other bodies, `refused` for what is not given at all. A
 * partial grant by exemption names the day on which the superior consented.
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
    refused: listOf(refused),
    /** What stays open beside what is exempt; null where the office wrote nothing of it. */
    stillOpen: later(text),
    consentedOn: orNull(printedDate),
    ...objection,
  }),
  'extent "none" goes without granted and with something else, the others with granted, "full" with nothing else',
  ({ extent, granted: given, unavailable, heldElsewhere: elsewhere, refused: no }) => {
    const others = unavailable.length + elsewhere.length + no.length;
    return extent === 'none'
      ? given === null && others > 0
      : given !== null && (extent === 'partial' || others === 0);
  },
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
