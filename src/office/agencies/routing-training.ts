import type { AgencyRow } from './agencies-file.js';
import { calibrate, type Calibration, type Guess } from './routing-calibration.js';
import type { RoutingExample } from './routing-examples-file.js';
import { districtClass, listClasses, toLesson, triageClass, type RoutingClasses } from './routing-lessons.js';
import type { Reader } from './routing-reading.js';
import { learnWeights, scoreClasses, toChances, type Lesson, type Weights } from './routing-weights.js';

/** What the model has learned and how its chances are to be read. */
export interface TrainedRouting {
  readonly classes: RoutingClasses;
  readonly numbers: ReadonlyMap<string, number>;
  readonly weights: Weights;
  readonly calibration: Calibration;
}

/** A keyword alone is a weaker lesson than a whole text. */
const keywordLessonWeight = 0.35;
const folds = 2;

/**
 * Learns from the examples and, weaker, from each keyword as a text of its own. Chances are calibrated on examples
 * that were held back (two folds), because a text that was learned from always looks sure.
 */
export function trainRouting(
  agencies: readonly AgencyRow[],
  examples: readonly RoutingExample[],
  read: Reader,
): TrainedRouting {
  const classes = listClasses(agencies);
  const numbers = new Map<string, number>();
  const learn = (text: string, agency: string, weight: number, isKeyword: boolean): Lesson => {
    const reading = read(text);
    for (const { name } of reading.features) if (!numbers.has(name)) numbers.set(name, numbers.size);
    const lesson = toLesson(reading, numbers, classes);
    // As a lesson a keyword must teach its words, so its own evidence may not explain it.
    const keyword = isKeyword ? new Float64Array(classes.names.length) : lesson.keyword;
    return { ...lesson, keyword, answer: classes.of.get(agency) ?? 0, weight };
  };
  const fromExamples = examples.map((example) => learn(example.text, example.agency, 1, false));
  // Names of places must not teach that a place is a subject.
  const fromKeywords = agencies
    .filter((agency) => agency.kind !== districtClass)
    .flatMap((agency) =>
      agency.keywords.map((keyword) => learn(keyword, agency.code, keywordLessonWeight, true)),
    )
    .filter((lesson) => lesson.features.length > 0);
  const classCount = classes.names.length;
  const weightsOf = (lessons: readonly Lesson[]): Weights =>
    learnWeights([...lessons, ...fromKeywords], numbers.size, classCount);
  const guesses: Guess[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const held = fromExamples.filter((_, index) => index % folds === fold);
    const weights = weightsOf(fromExamples.filter((_, index) => index % folds !== fold));
    for (const lesson of held) guesses.push(guess(lesson, weights, classes));
  }
  return { classes, numbers, weights: weightsOf(fromExamples), calibration: calibrate(guesses) };
}

/** The best agency for a lesson (never "triage": that is what abstaining is for) and whether it is the answer. */
function guess(lesson: Lesson, weights: Weights, classes: RoutingClasses): Guess {
  const chances = new Float64Array(classes.names.length);
  scoreClasses(lesson, weights, chances);
  toChances(chances);
  const triage = classes.of.get(triageClass);
  let best = 0;
  for (let c = 1; c < chances.length; c += 1) {
    if (c !== triage && (chances[c] ?? 0) > (chances[best] ?? 0)) best = c;
  }
  return { chance: chances[best] ?? 0, right: best === lesson.answer };
}
