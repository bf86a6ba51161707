import { isAboutTime, mayOrder } from '../../law/objection-reply.js';
import {
  addressee,
  channel,
  countedDate,
  dueDate,
  onEveryLetter,
  onEveryNotice,
  printedDate,
} from './letter-parts.js';
import type { Shaped } from './letter-shape.js';
import { alsoHolds, flag, listOf, oneOf, orNull, record, text } from './letter-shape.js';

/** The letters of an objection: what the citizen states, and what the superior answers. */

const grounds = listOf(oneOf('a', 'b', 'c', 'd', 'e', 'f', 'g'), 1);

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
  grounds,
  story: text,
  objectionUntil: orNull(countedDate),
  replyDue: dueDate,
  place: text,
  receivedOn: printedDate,
  receivedTime: orNull(text),
  channel,
  receivedBy: orNull(text),
});
export type ObjectionFormLetter = Shaped<typeof objectionForm>;

/**
 * Picture 09: the superior's answer (art. 44; law.md 4.8). `registerNumber` as on the form. `signer` is the superior,
 * or the delegate in the superior's name. `sentByPost` as on every notice.
 */
export const objectionReply = alsoHolds(
  record({
    ...onEveryNotice,
    requester: addressee,
    objectionNumber: text,
    receivedOn: printedDate,
    requestNumber: orNull(text),
    outcome: oneOf('upheld', 'partlyGranted', 'granted', 'inadmissible'),
    grounds,
    story: text,
    reasons: text,
    /** The decree of exemption that is attached when the refusal is confirmed (art. 44(3)). */
    decreeNumber: orNull(text),
    /** The decree of exemption that is lifted, wholly or for what is granted, when an objection to a refusal is granted. */
    liftedDecree: orNull(text),
    order: orNull(record({ text, carryOutBy: printedDate })),
    /** "Komisi Informasi Provinsi Maluku". */
    commission: text,
    /** Null once the requester has gone there: the answer opens no way to it. */
    commissionDue: orNull(dueDate),
    sentByPost: flag,
  }),
  'what is granted is ordered by a day unless it is about time alone, and nothing else is',
  ({ outcome, order, grounds: raised }) =>
    mayOrder(outcome) ? order !== null || raised.every(isAboutTime) : order === null,
);
export type ObjectionReplyLetter = Shaped<typeof objectionReply>;
