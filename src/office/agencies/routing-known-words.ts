import type { AgencyRow } from './agencies-file.js';
import type { RoutingExample } from './routing-examples-file.js';
import type { RoutingLexicon } from './routing-lexicon-file.js';
import { splitWords, type Word } from './routing-words.js';

/** The city's files that the routing model is learned from. */
export interface RoutingSources {
  readonly agencies: readonly AgencyRow[];
  readonly examples: readonly RoutingExample[];
  readonly lexicon: RoutingLexicon;
}

/** Replaces abbreviations and everyday words; each part of a spelled-out word keeps the place of the whole. */
export function createSpellOut(everyday: ReadonlyMap<string, string>): (words: readonly Word[]) => Word[] {
  return (words) =>
    words.flatMap((word) => {
      const meaning = everyday.get(word.reads);
      if (meaning === undefined) return [word];
      return meaning
        .split(' ')
        .filter(Boolean)
        .map((reads) => ({ ...word, reads }));
    });
}

/** Splits a phrase of ours into words as the model reads them. */
export function createToPhrase(everyday: ReadonlyMap<string, string>): (text: string) => string[] {
  const spellOut = createSpellOut(everyday);
  return (text) => spellOut(splitWords(text.toLowerCase())).map((word) => word.reads);
}

/** The words of the city's files, how often each stands there: what a slip of the pen may have been meant to be. */
export function countKnownWords({ agencies, lexicon, examples }: RoutingSources): Map<string, number> {
  const toPhrase = createToPhrase(lexicon.everyday);
  const counts = new Map<string, number>();
  const count = (text: string): void => {
    for (const word of toPhrase(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  for (const agency of agencies) [agency.name, agency.shortName, ...agency.keywords].forEach(count);
  for (const example of examples) count(example.text);
  for (const names of lexicon.agencyNames.values()) names.forEach(count);
  for (const { strong, weak } of lexicon.elsewhere) [...strong, ...weak].forEach(count);
  for (const text of [...lexicon.english.keys(), ...lexicon.english.values(), ...lexicon.everyday.values()])
    count(text);
  for (const set of [lexicon.stopWords, lexicon.documentWords, lexicon.englishMarkers]) set.forEach(count);
  return counts;
}
