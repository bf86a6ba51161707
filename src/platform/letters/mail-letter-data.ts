import type { Shaped } from './letter-shape.js';
import { listOf, record, text } from './letter-shape.js';
import { addressee, onEveryLetter, printedDate, signer } from './letter-parts.js';

/** News for a person without e-mail: the sentences of the mail as a letter, and what is laid in the envelope. */
export const mailLetter = record({
  ...onEveryLetter,
  issuedOn: printedDate,
  signer,
  requester: addressee,
  subject: text,
  paragraphs: listOf(text, 1),
  enclosures: listOf(text),
});
export type MailLetter = Shaped<typeof mailLetter>;
