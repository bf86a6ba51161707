import type { AgencyRow } from './agencies-file.js';
import { findOutweighed, sharedDistrictWords } from './routing-forms.js';
import { createSpellOut, createToPhrase } from './routing-known-words.js';
import type { RoutingLexicon } from './routing-lexicon-file.js';
import { PhraseBook, type PhraseHit } from './routing-phrases.js';
import { createSpelling } from './routing-spelling.js';
import { createStemmer } from './routing-stemmer.js';
import { cleanText, splitWords, withoutClitic, type Word } from './routing-words.js';

/** One thing that the weights know or may know, and the words it came from. */
export interface Feature {
  readonly name: string;
  /** Names only a kind of paper or act (`documentWords`). */
  readonly isDocument: boolean;
  readonly from: number;
  readonly to: number;
}

/** All that a text says about where it belongs, before any weight is applied. */
export interface Reading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly features: readonly Feature[];
  /** Agencies called by name, in the order of the text. */
  readonly named: readonly PhraseHit[];
  readonly subjects: readonly PhraseHit[];
  /** Those of the subjects that name their agency nearly as surely as its own name. */
  readonly strongSubjects: readonly PhraseHit[];
  /** Forms of paper (SK, perda, tender ...) of one agency beside a subject of another: they only say what is asked. */
  readonly outweighed: readonly PhraseHit[];
  readonly places: readonly PhraseHit[];
  readonly strongElsewhere: readonly PhraseHit[];
  readonly weakElsewhere: readonly PhraseHit[];
  /** Names of regions far from Ambon. */
  readonly far: readonly Word[];
  /** Words that are more than filler and names of documents. */
  readonly contentWords: number;
}

export type Reader = (text: string) => Reading;

// Words of a place phrase that say which office is meant; the rest of the phrase only says where.
const officeWords = new Set(['kecamatan', 'camat', 'kelurahan', 'lurah', 'negeri', 'desa', 'kantor']);
const mostCorrections = 24;
const leastCorrected = 6;

export interface ReaderSources {
  readonly agencies: readonly AgencyRow[];
  readonly lexicon: RoutingLexicon;
  /** The words of the city's files and how often they stand there (`countKnownWords`). */
  readonly known: ReadonlyMap<string, number>;
}

/** Builds the reader once; the reader is pure and quick. */
export function createReader({ agencies, lexicon, known }: ReaderSources): Reader {
  const spellOut = createSpellOut(lexicon.everyday);
  const toPhrase = createToPhrase(lexicon.everyday);
  const book = createBook(agencies, lexicon, toPhrase);
  const stem = createStemmer(lexicon.keepWhole);
  const knownStems = new Set([...known.keys()].map(stem));
  // A slip of the pen must never send somebody out of the city.
  const outsideWords = new Set(
    lexicon.elsewhere.flatMap(({ strong, weak }) => [...strong, ...weak]).flatMap(toPhrase),
  );
  const correct = createSpelling(new Map([...known].filter(([word]) => !outsideWords.has(word))));
  const english = createEnglish(lexicon, toPhrase);

  const mend = (words: Word[]): Word[] => {
    let left = mostCorrections;
    return words.map((word) => {
      if (
        left === 0 ||
        word.reads.length < leastCorrected ||
        known.has(word.reads) ||
        lexicon.farRegions.has(word.reads)
      )
        return word;
      if (known.has(withoutClitic(word.reads)) || knownStems.has(stem(word.reads))) return word;
      left -= 1;
      const meant = correct(word.reads);
      return meant === null ? word : { ...word, reads: meant };
    });
  };

  return (raw) => {
    const text = cleanText(raw);
    const words = mend(english(spellOut(splitWords(text))));
    const isFar = (index: number): boolean => lexicon.farRegions.has(words[index]?.reads ?? '');
    // "Provinsi Jambi" is a far region, no hint to the province of Maluku.
    const isOutside = ({ phrase, from, to }: PhraseHit): boolean =>
      phrase.kind === 'strongElsewhere' && !isFar(to) && !isFar(from - 1);
    const hits = book.find(words).filter((hit) => hit.phrase.kind !== 'strongElsewhere' || isOutside(hit));
    const far = words.filter((word) => lexicon.farRegions.has(word.reads));
    const ofKind = (kind: PhraseHit['phrase']['kind']): PhraseHit[] =>
      hits.filter((hit) => hit.phrase.kind === kind);
    const outweighed = findOutweighed(hits, lexicon);
    const { features, contentWords } = gatherFeatures(words, hits, outweighed, lexicon, stem);
    const subjects = (
      hits.some(namesOffice)
        ? ofKind('subject').filter((hit) => !lexicon.documentSubjects.has(hit.phrase.text))
        : ofKind('subject')
    ).filter((hit) => !outweighed.has(hit));
    return {
      text,
      words,
      features,
      named: ofKind('agency'),
      subjects,
      strongSubjects: subjects.filter((hit) => lexicon.strongSubjects.has(hit.phrase.text)),
      outweighed: [...outweighed],
      places: ofKind('place'),
      strongElsewhere: ofKind('strongElsewhere'),
      weakElsewhere: ofKind('weakElsewhere'),
      far,
      contentWords,
    };
  };
}

function createBook(
  agencies: readonly AgencyRow[],
  lexicon: RoutingLexicon,
  toPhrase: (text: string) => string[],
): PhraseBook {
  const book = new PhraseBook();
  for (const agency of agencies) {
    const isDistrict = agency.kind === 'kecamatan';
    const names = [
      agency.name.replace(/ Kota Ambon$/, ''),
      agency.shortName,
      ...(lexicon.agencyNames.get(agency.code) ?? []),
    ];
    for (const name of isDistrict ? [] : names) book.add('agency', name, toPhrase(name), agency.code);
    for (const keyword of agency.keywords) {
      const words = toPhrase(keyword);
      const kind = isDistrict && !sharedDistrictWords.has(keyword) ? 'place' : 'subject';
      book.add(kind, keyword, words, agency.code);
    }
  }
  for (const place of lexicon.places) book.add('place', place, toPhrase(place), '');
  for (const { body, strong, weak } of lexicon.elsewhere) {
    for (const phrase of strong) book.add('strongElsewhere', phrase, toPhrase(phrase), body);
    for (const phrase of weak) book.add('weakElsewhere', phrase, toPhrase(phrase), body);
  }
  for (const phrase of lexicon.notElsewhere) book.add('city', phrase, toPhrase(phrase), '');
  return book;
}

/** Translates the English phrases of the lexicon, longest first, in texts that are English. */
function createEnglish(
  lexicon: RoutingLexicon,
  toPhrase: (text: string) => string[],
): (words: Word[]) => Word[] {
  const book = new PhraseBook();
  for (const phrase of lexicon.english.keys()) {
    book.add(
      'subject',
      phrase,
      splitWords(phrase).map((word) => word.reads),
      phrase,
    );
  }
  const meanings = new Map([...lexicon.english].map(([phrase, meaning]) => [phrase, toPhrase(meaning)]));
  const isEnglish = (words: readonly Word[]): boolean => {
    const english = words.filter((word) => lexicon.englishMarkers.has(word.reads)).length;
    const translated = book.find(words).reduce((sum, hit) => sum + hit.to - hit.from, 0);
    const short = words.filter((word) => lexicon.stopWords.has(word.reads)).length;
    return (
      english >= 2 ||
      (english > 0 && english + translated >= words.length / 3) ||
      (translated >= 2 && translated >= words.length / 2 && short === 0)
    );
  };
  return (words) => {
    if (!isEnglish(words)) return words;
    const result: Word[] = [];
    let at = 0;
    for (const hit of book.find(words)) {
      result.push(...words.slice(at, hit.from));
      const start = words[hit.from]?.start ?? 0;
      const end = words[hit.to - 1]?.end ?? start;
      for (const reads of meanings.get(hit.phrase.text) ?? []) result.push({ reads, start, end });
      at = hit.to;
    }
    return [...result, ...words.slice(at)];
  };
}

/** An agency by its name, or a district or ward office by its place. */
function namesOffice({ phrase }: PhraseHit): boolean {
  return (
    phrase.kind === 'agency' || (phrase.kind === 'place' && /^(kecamatan|camat|kelurahan) /.test(phrase.text))
  );
}

interface Gathered {
  readonly features: Feature[];
  readonly contentWords: number;
}

/** Words, stems and neighbouring stems that say something; places, agencies and bodies only as that. */
function gatherFeatures(
  words: readonly Word[],
  hits: readonly PhraseHit[],
  outweighed: ReadonlySet<PhraseHit>,
  lexicon: RoutingLexicon,
  stem: (word: string) => string,
): Gathered {
  const features = new Map<string, Feature>();
  const put = (name: string, from: number, to: number, isDocument = false): void => {
    if (!features.has(name)) features.set(name, { name, from, to, isDocument });
  };
  const hitAt = new Map<number, PhraseHit>();
  for (const hit of hits) for (let index = hit.from; index < hit.to; index += 1) hitAt.set(index, hit);
  const isOfficeNamed = hits.some(namesOffice);
  const isOwnDocument = (hit: PhraseHit | undefined): boolean =>
    hit !== undefined &&
    (outweighed.has(hit) || (isOfficeNamed && lexicon.documentSubjects.has(hit.phrase.text)));
  let contentWords = 0;
  let before: { stem: string; index: number } | null = null;
  for (const [index, word] of words.entries()) {
    const hit = hitAt.get(index);
    const kind = hit?.phrase.kind;
    if (kind === 'subject' && hit?.from === index && !isOwnDocument(hit))
      put(`p:${hit.phrase.text}`, hit.from, hit.to);
    if ((kind === 'strongElsewhere' || kind === 'weakElsewhere') && hit?.from === index)
      put('@luar', hit.from, hit.to);
    if (kind === 'agency' || (kind === 'place' && !officeWords.has(word.reads))) {
      put(kind === 'agency' ? '@opd' : '@tempat', index, index + 1);
      before = null;
      continue;
    }
    const reads = withoutClitic(word.reads);
    if (/^\p{N}/u.test(reads) || lexicon.stopWords.has(reads) || lexicon.farRegions.has(reads)) continue;
    if (reads === 'jalan' && hitAt.get(index + 1)?.phrase.kind === 'place') {
      put('@alamat', index, index + 1);
      continue;
    }
    const root = stem(reads);
    const isDocument = lexicon.documentWords.has(reads) || isOwnDocument(hit);
    if (!isDocument) contentWords += 1;
    // Beside the name of an office, or a subject of another agency, the kind of its document says nothing more.
    if (isDocument && (isOfficeNamed || (hit !== undefined && outweighed.has(hit)))) {
      put('@dokumen', index, index + 1, true);
      before = null;
      continue;
    }
    put(`w:${reads}`, index, index + 1, isDocument);
    put(`s:${root}`, index, index + 1, isDocument);
    if (before !== null) put(`b:${before.stem}_${root}`, before.index, index + 1);
    before = { stem: root, index };
  }
  const owners = new Set(
    hits
      .filter((hit) => hit.phrase.kind === 'subject' && !outweighed.has(hit))
      .map((hit) => hit.phrase.targets.join()),
  );
  const names = new Set(
    hits.filter((hit) => hit.phrase.kind === 'agency').map((hit) => hit.phrase.targets.join()),
  );
  if (owners.size >= 3) put('@banyak-urusan', 0, 0);
  if (owners.size >= 4) put('@sangat-banyak-urusan', 0, 0);
  if (names.size >= 3) put('@banyak-opd', 0, 0);
  if (owners.size + names.size === 0) put('@tanpa-urusan', 0, 0);
  return { features: [...features.values()], contentWords };
}
