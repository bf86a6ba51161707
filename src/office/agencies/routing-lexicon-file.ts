import { parseYaml } from '../../platform/config/yaml.js';

/** A body outside the city and the words that point to it. */
export interface Elsewhere {
  readonly body: string;
  readonly strong: readonly string[];
  readonly weak: readonly string[];
}

/** Sentences in which the reasons are given; `{words}`, `{agency}`, `{runnerUp}`, `{body}` are filled in. */
export type ReasonKind =
  'named' | 'subject' | 'place' | 'likeness' | 'far' | 'perhaps' | 'elsewhere' | 'vague' | 'torn' | 'and';
export type ReasonSentences = Readonly<Record<ReasonKind, string>>;
export type ReasonLanguage = 'id' | 'en';

/** `config/routing-lexicon.yaml` in typed form. */
export interface RoutingLexicon {
  readonly abstainBelow: number;
  readonly stopWords: ReadonlySet<string>;
  readonly documentWords: ReadonlySet<string>;
  /** Keywords that are only a kind of document as soon as an agency is named beside them. */
  readonly documentSubjects: ReadonlySet<string>;
  /** Keywords of a form of paper or act that give way to another agency's subject beside them. */
  readonly formSubjects: ReadonlySet<string>;
  /** Keywords that name their agency nearly as surely as its own name does. */
  readonly strongSubjects: ReadonlySet<string>;
  readonly keepWhole: ReadonlySet<string>;
  readonly everyday: ReadonlyMap<string, string>;
  readonly agencyNames: ReadonlyMap<string, readonly string[]>;
  readonly places: readonly string[];
  readonly elsewhere: readonly Elsewhere[];
  readonly perhapsElsewhere: ReadonlyMap<string, string>;
  readonly notElsewhere: readonly string[];
  readonly farRegions: ReadonlySet<string>;
  readonly englishMarkers: ReadonlySet<string>;
  readonly english: ReadonlyMap<string, string>;
  readonly sentences: Readonly<Record<ReasonLanguage, ReasonSentences>>;
}

const reasonKinds: readonly ReasonKind[] = [
  'named',
  'subject',
  'place',
  'likeness',
  'far',
  'perhaps',
  'elsewhere',
  'vague',
  'torn',
  'and',
];

/** Reads the text of the lexicon; throws an error that names the faulty key. */
export function parseRoutingLexicon(text: string): RoutingLexicon {
  const file = asRecord(parseYaml(text), 'the file');
  const abstainBelow = file['abstainBelow'];
  if (typeof abstainBelow !== 'number' || !(abstainBelow > 0 && abstainBelow < 1)) {
    throw new Error('routing lexicon: abstainBelow must be a number between 0 and 1');
  }
  const sentences = asRecord(file['sentences'], 'sentences');
  return {
    abstainBelow,
    stopWords: wordSet(file['stopWords'], 'stopWords'),
    documentWords: wordSet(file['documentWords'], 'documentWords'),
    documentSubjects: new Set(phraseList(file['documentSubjects'], 'documentSubjects')),
    formSubjects: new Set(phraseList(file['formSubjects'], 'formSubjects')),
    strongSubjects: new Set(phraseList(file['strongSubjects'], 'strongSubjects')),
    keepWhole: wordSet(file['keepWhole'], 'keepWhole'),
    everyday: textMap(file['everyday'], 'everyday'),
    agencyNames: new Map(
      Object.entries(asRecord(file['agencyNames'], 'agencyNames')).map(([code, names]) => [
        code,
        phraseList(names, `agencyNames.${code}`),
      ]),
    ),
    places: phraseList(file['places'], 'places'),
    elsewhere: asList(file['elsewhere'], 'elsewhere').map((entry, index) => {
      const record = asRecord(entry, `elsewhere[${index}]`);
      return {
        body: asText(record['body'], `elsewhere[${index}].body`),
        strong: phraseList(record['strong'] ?? [], `elsewhere[${index}].strong`),
        weak: phraseList(record['weak'] ?? [], `elsewhere[${index}].weak`),
      };
    }),
    perhapsElsewhere: textMap(file['perhapsElsewhere'], 'perhapsElsewhere'),
    notElsewhere: phraseList(file['notElsewhere'], 'notElsewhere'),
    farRegions: wordSet(file['farRegions'], 'farRegions'),
    englishMarkers: wordSet(file['englishMarkers'], 'englishMarkers'),
    english: textMap(file['english'], 'english'),
    sentences: { id: reasonSentences(sentences['id'], 'id'), en: reasonSentences(sentences['en'], 'en') },
  };
}

function reasonSentences(value: unknown, language: string): ReasonSentences {
  const record = asRecord(value, `sentences.${language}`);
  const read = (kind: ReasonKind): [ReasonKind, string] => [
    kind,
    asText(record[kind], `sentences.${language}.${kind}`),
  ];
  return Object.fromEntries(reasonKinds.map(read)) as Record<ReasonKind, string>;
}

function asRecord(value: unknown, key: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw faulty(key, 'a mapping');
  return value as Record<string, unknown>;
}

function asList(value: unknown, key: string): readonly unknown[] {
  if (!Array.isArray(value)) throw faulty(key, 'a list');
  return value;
}

function asText(value: unknown, key: string): string {
  if (typeof value !== 'string') throw faulty(key, 'a text');
  return value;
}

function phraseList(value: unknown, key: string): string[] {
  return asList(value, key).map((entry) => asText(entry, key));
}

function wordSet(value: unknown, key: string): ReadonlySet<string> {
  return new Set(asText(value, key).split(/\s+/).filter(Boolean));
}

function textMap(value: unknown, key: string): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(asRecord(value, key)).map(([from, to]) => [from, asText(to, `${key}.${from}`)]),
  );
}

function faulty(key: string, expected: string): Error {
  return new Error(`routing lexicon: ${key} must be ${expected}`);
}
