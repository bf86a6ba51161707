import type { TrackedDocument } from './tracked-case.js';

/**
 * Papers in the order of what they mean to the reader: the notice, what it gave, the decree it rests on, what went before
 * it, and the sheet of the test last.
 */
const RANKS: Readonly<Record<string, number>> = {
  'decision-notice': 0,
  'not-held-notice': 0,
  'refusal-notice': 0,
  'objection-reply': 0,
  answer: 1,
  'exemption-decree': 2,
  'test-sheet': 5,
};
const BEFORE_NOTICE = 3;
const OWN = 4;

/** Documents by meaning; of one rank the newest first. `documents` come in the order in which they were kept. */
export function inOrderOfMeaning(documents: readonly TrackedDocument[]): readonly TrackedDocument[] {
  return documents
    .map((document, at) => ({ document, at }))
    .sort((a, b) => rankOf(a.document) - rankOf(b.document) || b.at - a.at)
    .map(({ document }) => document);
}

function rankOf({ kind }: TrackedDocument): number {
  return kind === 'attachment' ? OWN : (RANKS[kind] ?? BEFORE_NOTICE);
}

/** Letters that the office issued without having answered yet, the newest first; an answer lists them beside itself. */
export function lettersBeforeAnswer(documents: readonly TrackedDocument[]): readonly TrackedDocument[] {
  return inOrderOfMeaning(documents.filter(({ kind }) => kind !== 'attachment' && kind !== 'answer'));
}
