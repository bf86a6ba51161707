import type { AgencyRow } from './agencies-file.js';
import type { PhraseHit } from './routing-phrases.js';
import type { Reading } from './routing-reading.js';
import type { Lesson } from './routing-weights.js';

/** The five district offices do the same work: they are one class, the place says which of them is meant. */
export const districtClass = 'kecamatan';
export const triageClass = 'triage';

/** The answers that weights choose from, and which one an agency belongs to. */
export interface RoutingClasses {
  readonly names: readonly string[];
  readonly of: ReadonlyMap<string, number>;
}

export function listClasses(agencies: readonly AgencyRow[]): RoutingClasses {
  const single = agencies.filter((agency) => agency.kind !== districtClass).map((agency) => agency.code);
  const names = [...single, districtClass, triageClass];
  const of = new Map(names.map((name, index) => [name, index]));
  const district = of.get(districtClass) ?? 0;
  for (const agency of agencies) if (agency.kind === districtClass) of.set(agency.code, district);
  return { names, of };
}

/** Numbers the features of a reading; features that `numbers` does not hold are left out. */
export function toLesson(
  reading: Reading,
  numbers: ReadonlyMap<string, number>,
  classes: RoutingClasses,
): Omit<Lesson, 'answer' | 'weight'> {
  const features: number[] = [];
  for (const feature of reading.features) {
    const number = numbers.get(feature.name);
    if (number !== undefined) features.push(number);
  }
  return {
    features: Int32Array.from(features),
    strength: Math.min(1, Math.sqrt(18 / Math.max(features.length, 1))),
    keyword: keywordEvidence(reading.subjects, classes),
    named: namedEvidence(reading, classes),
  };
}

const mostKeywordEvidence = 3;
const strongSubjectEvidence = 1;

/** Longer phrases say more; an agency's second and third keyword add, the tenth does not. */
function keywordEvidence(subjects: readonly PhraseHit[], classes: RoutingClasses): Float64Array {
  const evidence = new Float64Array(classes.names.length);
  const counted = new Set<string>();
  for (const { phrase, from, to } of subjects) {
    if (counted.has(phrase.text)) continue;
    counted.add(phrase.text);
    const weight = [0.8, 1.5, 2][Math.min(to - from, 3) - 1] ?? 0;
    for (const owner of new Set(phrase.targets.map((target) => classes.of.get(target)))) {
      if (owner !== undefined)
        evidence[owner] = Math.min(mostKeywordEvidence, (evidence[owner] ?? 0) + weight);
    }
  }
  return evidence;
}

/** The agency named first is asked; others are often only mentioned. A row of three or more asks nobody. */
function namedEvidence({ named, strongSubjects }: Reading, classes: RoutingClasses): Float64Array {
  const evidence = new Float64Array(classes.names.length);
  const codes = [...new Set(named.flatMap((hit) => hit.phrase.targets))];
  for (const [order, code] of codes.entries()) {
    const owner = classes.of.get(code);
    if (owner !== undefined) evidence[owner] = codes.length >= 3 ? 0.3 : order === 0 ? 1 : 0.4;
  }
  for (const { phrase } of strongSubjects) {
    for (const target of phrase.targets) {
      const owner = classes.of.get(target);
      if (owner !== undefined) evidence[owner] = Math.max(evidence[owner] ?? 0, strongSubjectEvidence);
    }
  }
  return evidence;
}
