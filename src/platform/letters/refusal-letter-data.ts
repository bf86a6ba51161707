import type { Shaped } from './letter-shape.js';
import { addressee, objection, onEveryNotice, printedDate } from './letter-parts.js';
import { alsoHolds, later, listOf, oneOf, orNull, record, text } from './letter-shape.js';

/** The letters of a refusal on UU 14/2008 art. 17: the notice, the decree that it rests on, and the test behind both. */

/** One letter of art. 17 that applies: what it protects, and the law that says so. */
const ground = record({
  letter: oneOf('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
  protects: text,
  law: text,
});

/** Picture 05, page 1: notice of refusal (PerKI 1/2021 art. 34(1)-(2), 10(2)f). */
export const refusalNotice = record({
  ...onEveryNotice,
  requestedOn: printedDate,
  requester: record({ ...addressee.fields, occupation: orNull(text) }),
  informationRequested: text,
  heldBy: text,
  grounds: listOf(ground, 1),
  harmIfOpened: text,
  /** Why, in the officer's own words: printed among the reasons (art. 34(1)); null = nothing besides them. */
  explanation: orNull(text),
  /** What of it stays open, or that nothing does. */
  stillOpen: later(text),
  consentedBy: text,
  consentedOn: printedDate,
  decreeNumber: text,
  testSheetNumber: text,
  ...objection,
});
export type RefusalNoticeLetter = Shaped<typeof refusalNotice>;

/** Picture 05, page 2: the decree on what is exempt (art. 49(5)-(6), Lampiran III). It names no person who asked. */
export const exemptionDecree = record({
  ...onEveryNotice,
  /** "Nomor 5 Tahun 2026"; printed in capitals. */
  decreeNumber: text,
  decreedOn: printedDate,
  publicBody: text,
  testSheetNumber: text,
  information: text,
  /** "Pasal 17 huruf h dan huruf j Undang-Undang Nomor 14 Tahun 2008 jo. ...". */
  legalBasis: text,
  unit: text,
  term: text,
  /** Approval of the mayor where the city asks for it (PP 61/2010 art. 3(2)). */
  approval: orNull(record({ number: text, on: printedDate })),
});
export type ExemptionDecreeLetter = Shaped<typeof exemptionDecree>;

/** Picture 06: the sheet of the consequence test (art. 49(2), Lampiran II), landscape. */
export const testSheet = alsoHolds(
  record({
    ...onEveryNotice,
    testSheetNumber: text,
    testedOn: printedDate,
    place: text,
    rows: listOf(
      record({ information: text, legalBasis: text, ifOpened: text, ifClosed: text, term: text }),
      1,
    ),
    testers: listOf(record({ name: text, position: text, unit: text }), 1),
    /** Who consented for the public body; null while it waits for consent. */
    consentedBy: orNull(text),
    consentedOn: orNull(printedDate),
  }),
  'consent has a person and a day, or neither',
  ({ consentedBy, consentedOn }) => (consentedBy === null) === (consentedOn === null),
);
export type TestSheetLetter = Shaped<typeof testSheet>;
