import type { AgencyRow } from './agencies-file.js';
import { districtClass } from './routing-lessons.js';
import type { ReasonKind, ReasonSentences } from './routing-lexicon-file.js';
import type { PhraseHit } from './routing-phrases.js';
import type { Reading } from './routing-reading.js';

/** The citizen's own words that speak for an agency, by the way in which they do. */
export interface Grounds {
  readonly named: readonly string[];
  readonly subject: readonly string[];
  readonly place: readonly string[];
}

const mostWordsPerGround = 4;

/**
 * Finds the words that speak for `agency`: its name, its keywords, then single words whose learned weight
 * (`pullOf` a feature) is well above what they say for other agencies.
 */
export function findGrounds(
  reading: Reading,
  agency: AgencyRow,
  pullOf: (feature: string) => number,
): Grounds {
  const mine = (hits: readonly PhraseHit[]): string[] =>
    hits
      .filter((hit) => hit.phrase.targets.includes(agency.code))
      .map((hit) => quote(reading, hit.from, hit.to));
  const place = agency.kind === districtClass ? unique(mine(reading.places)) : [];
  const subject = unique(mine([...reading.subjects, ...reading.outweighed]));
  if (subject.length < mostWordsPerGround) {
    const learned = reading.features
      .filter((feature) => feature.name.startsWith('s:') && !feature.isDocument)
      .map((feature) => ({ feature, pull: pullOf(feature.name) }))
      .filter(({ pull }) => pull > 0.6)
      .sort((a, b) => b.pull - a.pull)
      .slice(0, 3);
    for (const { feature } of learned) {
      const word = quote(reading, feature.from, feature.to);
      if (![...subject, ...place].some((held) => held.toLowerCase().includes(word.toLowerCase())))
        subject.push(word);
    }
  }
  return {
    named: unique(mine(reading.named)),
    subject: unique(subject).slice(0, mostWordsPerGround),
    place,
  };
}

/** The words of the text from one to another, as the citizen wrote them. */
export function quote(reading: Reading, from: number, to: number): string {
  const start = reading.words[from]?.start ?? 0;
  const end = reading.words[to - 1]?.end ?? start;
  return reading.text.slice(start, end).replace(/\s+/g, ' ');
}

/** One or more sentences that tell the grounds; "resembles" when only the weights speak. */
export function tellGrounds(grounds: Grounds, agencyName: string, sentences: ReasonSentences): string {
  const told = (['named', 'subject', 'place'] as const)
    .filter((kind) => grounds[kind].length > 0)
    .map((kind) => tell(sentences, kind, { words: enumerate(grounds[kind], sentences), agency: agencyName }));
  return told.length > 0 ? told.join(' ') : tell(sentences, 'likeness', { agency: agencyName });
}

export function tell(
  sentences: ReasonSentences,
  kind: ReasonKind,
  values: Readonly<Record<string, string>>,
): string {
  return sentences[kind].replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** “a”, “b” dan “c” */
export function enumerate(words: readonly string[], sentences: ReasonSentences): string {
  const quoted = words.map((word) => `“${word}”`);
  if (quoted.length < 2) return quoted.join('');
  return quoted.slice(0, -1).join(', ') + sentences.and + (quoted.at(-1) ?? '');
}

function unique(words: readonly string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = word.toLowerCase();
    if (word === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
