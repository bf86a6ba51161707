import { parseLocalDate } from '../../law/local-date.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import type { MailPart } from './mail-parts.js';

/** What a letter says in the place of a link. */
export interface PaperWords {
  /** What a link offers, and the two ways to it without one: the short address of the status page, and the desk. */
  readonly way: (label: string) => string;
  /** Letters tell a date in words too; null in a language in which we have no such words. */
  readonly dateInWords: ((label: string, date: string, words: string) => string) | null;
}

/** The parts of news as a letter has them: no address of sixty signs to type off, and each date in words as well. */
export function partsOnPaper(parts: readonly MailPart[], words: PaperWords): readonly MailPart[] {
  const first = parts.findIndex(({ kind }) => kind === 'action');
  return parts.flatMap((part, at): readonly MailPart[] => {
    if (part.kind === 'action') return at === first ? [sentence(words.way(part.label))] : [];
    if (part.kind !== 'date' || words.dateInWords === null) return [part];
    const on = parseLocalDate(part.on);
    if (on === null) return [part];
    const { weekdayLong, inWords } = printedDate(on);
    return [part, sentence(words.dateInWords(part.label, weekdayLong, inWords))];
  });
}

function sentence(text: string): MailPart {
  return { kind: 'text', text, pieces: [text], strong: '' };
}
