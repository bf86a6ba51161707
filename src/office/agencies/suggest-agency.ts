import type { AgencyRow } from './agencies-file.js';
import { calibrated } from './routing-calibration.js';
import type { RoutingSources } from './routing-known-words.js';
import { learnRouting, type LearnedRouting } from './routing-learned.js';
import { districtClass, toLesson } from './routing-lessons.js';
import type { ReasonLanguage, RoutingLexicon } from './routing-lexicon-file.js';
import type { PhraseHit } from './routing-phrases.js';
import { createReader, type Feature, type Reader, type Reading } from './routing-reading.js';
import { enumerate, findGrounds, quote, tell, tellGrounds } from './routing-reasons.js';
import type { TrainedRouting } from './routing-training.js';
import { scoreClasses, toChances } from './routing-weights.js';

/** One agency that may hold what is asked. */
export interface AgencySuggestion {
  readonly agency: string;
  /** Calibrated: of ten suggestions with 0.9 about nine are right. */
  readonly score: number;
  /** The citizen's own words that speak for it. */
  readonly because: readonly string[];
  /** The same as sentences. */
  readonly reasonText: string;
}

/** A proposal to an officer, never a fact. */
export interface RoutingProposal {
  /** `triage`: vague, torn, or not this city's; the PPID desk decides. */
  readonly decision: 'suggest' | 'triage';
  readonly agency: string | null;
  /** Score of the best agency, also under `triage`. */
  readonly score: number;
  /** Best agency not given in `agency`; null when nothing in the text speaks for one. */
  readonly runnerUp: string | null;
  /** Best first, at most three; also under `triage`. */
  readonly suggestions: readonly AgencySuggestion[];
  /** The word that points to a body outside the city, and that body. */
  readonly outsideCity: { readonly word: string; readonly body: string } | null;
  /** Why it was decided so, in sentences. */
  readonly reasonText: string;
}

export interface RoutingModel {
  readonly agencies: readonly AgencyRow[];
  suggest(text: string, language?: ReasonLanguage): RoutingProposal;
}

const mostSuggestions = 3;
/** A text that names another region or body may be right for an agency, but somebody must look at it. */
const farScoreAtMost = 0.6;
const outsideScoreAtMost = 0.3;
/** A form of paper of another agency, or a second subject: below the score from which cases go unseen (0.85). */
const disputedScoreAtMost = 0.8;
/** Nothing read from words alone is certain. */
const scoreAtMost = 0.99;
/** From this share of the best chance on a second subject makes a text disputed. */
const rivalChance = 0.04;
/** Two subjects that share nearly all of the chance are proposed together from this share of `abstainBelow` on. */
const tornFrom = 0.75;
const tornChance = 0.85;

/**
 * Learns the routing model from the city's files; pure, without database, about a second.
 * `suggest` then takes a few milliseconds at most and always gives the same answer for the same text.
 */
export function createRoutingModel(sources: RoutingSources): RoutingModel {
  return openRoutingModel(learnRouting(sources));
}

/** The model of what was learned. Its reader is put together at the first text, in some tens of milliseconds. */
export function openRoutingModel(learned: LearnedRouting): RoutingModel {
  let reader: Reader | null = null;
  return {
    agencies: learned.agencies,
    suggest(text, language = 'id') {
      reader ??= createReader(learned);
      return propose(reader(text), learned, language);
    },
  };
}

function propose(reading: Reading, learned: LearnedRouting, language: ReasonLanguage): RoutingProposal {
  const { lexicon, trained } = learned;
  const sentences = lexicon.sentences[language];
  const { ranked, isDisputed, isTorn } = withRival(
    hasGrounds(reading, trained) ? rankAgencies(reading, learned) : [],
    reading,
  );
  const best = ranked[0];
  const outside = findOutside(reading, best?.agency.code ?? null);
  const perhaps = outside ? null : findPerhapsOutside(reading, lexicon);
  const isEmptyCall = best !== undefined && namesOnly(reading, best.agency, trained);
  const limit =
    outside || isEmptyCall
      ? outsideScoreAtMost
      : perhaps || reading.far.length > 0
        ? farScoreAtMost
        : isDisputed
          ? disputedScoreAtMost
          : scoreAtMost;
  const suggestions = ranked.slice(0, mostSuggestions).map(({ agency, chance }) => {
    const grounds = findGrounds(reading, agency, pullFor(agency, trained));
    return {
      agency: agency.code,
      score: round(Math.min(calibrated(trained.calibration, chance), limit)),
      because: [...grounds.named, ...grounds.subject, ...grounds.place],
      reasonText: tellGrounds(grounds, nameOf(agency, language), sentences),
    };
  });
  const [first, second] = suggestions;
  const score = first?.score ?? 0;
  const hints: string[] = [];
  if (reading.far.length > 0) {
    const words = reading.far.map((word) => reading.text.slice(word.start, word.end));
    hints.push(tell(sentences, 'far', { words: enumerate(words, sentences) }));
  }
  if (perhaps) {
    hints.push(
      tell(sentences, 'perhaps', { words: enumerate([perhaps.word], sentences), body: perhaps.body }),
    );
  }
  if (first && !outside && score >= lexicon.abstainBelow * (isTorn ? tornFrom : 1)) {
    return {
      decision: 'suggest',
      agency: first.agency,
      score,
      runnerUp: second?.agency ?? null,
      suggestions,
      outsideCity: perhaps,
      reasonText: [first.reasonText, ...hints].join(' '),
    };
  }
  const names = ranked.slice(0, 2).map(({ agency }) => nameOf(agency, language));
  const why = outside
    ? tell(sentences, 'elsewhere', { words: enumerate([outside.word], sentences), body: outside.body })
    : first && first.because.length > 0 && names.length === 2
      ? tell(sentences, 'torn', { agency: names[0] ?? '', runnerUp: names[1] ?? '' })
      : tell(sentences, 'vague', {});
  return {
    decision: 'triage',
    agency: null,
    score,
    runnerUp: first?.agency ?? null,
    suggestions,
    outsideCity: outside,
    reasonText: why,
  };
}

/** Whether a text calls an agency by name and asks nothing of it: neither a document nor one of its subjects. */
function namesOnly(reading: Reading, agency: AgencyRow, trained: TrainedRouting): boolean {
  const isNamed = reading.named.some((hit) => hit.phrase.targets.includes(agency.code));
  const asks = ({ name, isDocument }: Feature): boolean =>
    isDocument || (name.startsWith('s:') && trained.numbers.has(name));
  return isNamed && !reading.features.some(asks);
}

/** Whether anything in the text is known to the model; else no agency may be named, not even as runner-up. */
function hasGrounds(reading: Reading, trained: TrainedRouting): boolean {
  const evidence = reading.named.length + reading.subjects.length + reading.places.length;
  return (
    evidence > 0 ||
    (reading.contentWords > 0 && reading.features.some(({ name }) => trained.numbers.has(name)))
  );
}

interface Ranked {
  readonly agency: AgencyRow;
  readonly chance: number;
}

function rankAgencies(reading: Reading, { agencies, trained }: LearnedRouting): Ranked[] {
  const { classes, numbers, weights } = trained;
  const chances = new Float64Array(classes.names.length);
  scoreClasses(toLesson(reading, numbers, classes), weights, chances);
  toChances(chances);
  const share = districtShares(reading, agencies);
  return agencies
    .map((agency) => {
      const chance = chances[classes.of.get(agency.code) ?? 0] ?? 0;
      return {
        agency,
        chance: agency.kind === districtClass ? chance * (share.get(agency.code) ?? 0) : chance,
      };
    })
    .sort((a, b) => b.chance - a.chance);
}

/**
 * The agency of an outweighed form of paper, else the one that a second subject belongs to, becomes the runner-up:
 * an officer should see both. A text with one subject keeps its order.
 */
function withRival(
  ranked: readonly Ranked[],
  reading: Reading,
): { ranked: readonly Ranked[]; isDisputed: boolean; isTorn: boolean } {
  const [best, ...others] = ranked;
  if (!best) return { ranked, isDisputed: false, isTorn: false };
  const rivalOf = (hits: readonly PhraseHit[]): Ranked | undefined => {
    const codes = new Set(
      hits
        .filter(({ phrase }) => !phrase.targets.includes(best.agency.code))
        .flatMap(({ phrase }) => phrase.targets),
    );
    return others.find(({ agency }) => codes.has(agency.code));
  };
  const second = rivalOf([...reading.named, ...reading.subjects]);
  const form = reading.named.length === 0 ? rivalOf(reading.outweighed) : undefined;
  const rival = second ?? form;
  if (!rival) return { ranked, isDisputed: false, isTorn: false };
  return {
    // Scores fall from first to last.
    ranked: [
      best,
      { ...rival, chance: Math.max(rival.chance, others[0]?.chance ?? 0) },
      ...others.filter((other) => other !== rival),
    ],
    isTorn: second !== undefined && best.chance + second.chance >= tornChance,
    isDisputed: form !== undefined || (second !== undefined && second.chance >= rivalChance * best.chance),
  };
}

/** Which district office is meant: the one whose places are named; without a place each is as likely. */
function districtShares(reading: Reading, agencies: readonly AgencyRow[]): Map<string, number> {
  const districts = agencies.filter((agency) => agency.kind === districtClass).map((agency) => agency.code);
  const shares = new Map(districts.map((code) => [code, 0.02]));
  for (const { phrase, from, to } of reading.places) {
    // "Kecamatan Baguala" says more than a street or village that is named beside it.
    const weight = officePlace.test(phrase.text) ? 4 : 1 + 0.1 * (to - from);
    for (const code of phrase.targets) {
      const held = shares.get(code);
      if (held !== undefined) shares.set(code, held + weight);
    }
  }
  const sum = [...shares.values()].reduce((a, b) => a + b, 0);
  return new Map([...shares].map(([code, weight]) => [code, weight / sum]));
}

const officePlace = /^(kecamatan|camat) /;

/** A strong word always leaves the text to the desk; a weak one only where no keyword or name speaks for the best agency. */
function findOutside(reading: Reading, best: string | null): RoutingProposal['outsideCity'] {
  const speaksForBest = [...reading.named, ...reading.subjects].some(
    (hit) => best !== null && hit.phrase.targets.includes(best),
  );
  const hit = reading.strongElsewhere[0] ?? (speaksForBest ? undefined : reading.weakElsewhere[0]);
  return hit ? { word: quote(reading, hit.from, hit.to), body: hit.phrase.targets[0] ?? '' } : null;
}

/** A subject of the city that another body may have taken over. */
function findPerhapsOutside(reading: Reading, lexicon: RoutingLexicon): RoutingProposal['outsideCity'] {
  for (const { phrase, from, to } of reading.subjects) {
    const body = lexicon.perhapsElsewhere.get(phrase.text);
    if (body !== undefined) return { word: quote(reading, from, to), body };
  }
  return null;
}

/** How much more a feature says for this agency than on average for all. */
function pullFor(
  agency: AgencyRow,
  { classes, numbers, weights }: TrainedRouting,
): (feature: string) => number {
  const count = classes.names.length;
  const own = classes.of.get(agency.code) ?? 0;
  return (feature) => {
    const number = numbers.get(feature);
    if (number === undefined) return 0;
    const row = weights.table.subarray(number * count, (number + 1) * count);
    return (row[own] ?? 0) - row.reduce((a, b) => a + b, 0) / count;
  };
}

export function nameOf(agency: AgencyRow, language: ReasonLanguage): string {
  return language === 'en' ? agency.nameEn : agency.shortName;
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
