/** One text to learn from: sparse feature numbers, evidence per class, and the class it belongs to. */
export interface Lesson {
  readonly features: Int32Array;
  /** What each feature counts; less in long texts, so that length does not make sure. */
  readonly strength: number;
  /** Keyword evidence and naming evidence per class (mostly zero). */
  readonly keyword: Float64Array;
  readonly named: Float64Array;
  readonly answer: number;
  readonly weight: number;
}

export interface Weights {
  /** feature x class, row by row. */
  readonly table: Float32Array;
  readonly bias: Float64Array;
  /** Shared by all classes: how much a keyword and how much a name counts. */
  keyword: number;
  named: number;
}

// Names of their own: inside a test's sandbox each look-up of a global is slow, and these loops make millions.
const { abs, exp, imul, max, min, sqrt } = Math;

const rounds = 4;
const step = 0.35;
const decay = 0.0006;
const leastPull = 0.01;
const leastError = 0.02;

/**
 * Multinomial logistic regression by AdaGrad; same lessons, same weights (the order is shuffled by a fixed sequence).
 * Every weight can be read as "this word speaks for that agency".
 */
export function learnWeights(lessons: readonly Lesson[], featureCount: number, classCount: number): Weights {
  const weights: Weights = {
    table: new Float32Array(featureCount * classCount),
    bias: new Float64Array(classCount),
    keyword: 1.2,
    named: 6.5,
  };
  const seen = new Float32Array(featureCount * classCount).fill(1e-2);
  const scores = new Float64Array(classCount);
  const order = lessons.map((_, index) => index);
  let sequence = 20_081_430;
  const random = (below: number): number => {
    sequence = (imul(sequence, 1_664_525) + 1_013_904_223) >>> 0;
    return sequence % below;
  };
  for (let round = 0; round < rounds; round += 1) {
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = random(last + 1);
      const kept = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = kept;
    }
    for (const index of order) {
      const lesson = lessons[index];
      if (lesson) learnOne(lesson, weights, seen, scores);
    }
  }
  return weights;
}

function learnOne(lesson: Lesson, weights: Weights, seen: Float32Array, scores: Float64Array): void {
  const classCount = scores.length;
  scoreClasses(lesson, weights, scores);
  toChances(scores);
  if ((scores[lesson.answer] ?? 0) > 1 - leastError) return;
  scores[lesson.answer] = (scores[lesson.answer] ?? 0) - 1; // now the gradient
  // Only classes that are still wrong are moved: most are settled, and it saves most of the time.
  const moving: number[] = [];
  let keywordPull = 0;
  let namedPull = 0;
  for (let c = 0; c < classCount; c += 1) {
    const pull = (scores[c] ?? 0) * lesson.weight;
    scores[c] = pull;
    if (abs(pull) >= leastPull) moving.push(c);
    weights.bias[c] = (weights.bias[c] ?? 0) - 0.01 * pull;
    keywordPull += pull * (lesson.keyword[c] ?? 0);
    namedPull += pull * (lesson.named[c] ?? 0);
  }
  weights.keyword = min(2.5, max(0.8, weights.keyword - 0.004 * keywordPull));
  weights.named = min(8, max(6, weights.named - 0.004 * namedPull));
  const { table } = weights;
  for (const feature of lesson.features) {
    const row = feature * classCount;
    for (const c of moving) {
      const at = row + c;
      const held = table[at] ?? 0;
      const pull = (scores[c] ?? 0) * lesson.strength + decay * held;
      const past = (seen[at] ?? 0) + pull * pull;
      seen[at] = past;
      table[at] = held - (step * pull) / sqrt(past + 0.05);
    }
  }
}

/** Writes the score of each class into `scores`. */
export function scoreClasses(
  lesson: Omit<Lesson, 'answer' | 'weight'>,
  weights: Weights,
  scores: Float64Array,
): void {
  const classCount = scores.length;
  for (let c = 0; c < classCount; c += 1) {
    scores[c] =
      (weights.bias[c] ?? 0) +
      weights.keyword * (lesson.keyword[c] ?? 0) +
      weights.named * (lesson.named[c] ?? 0);
  }
  for (const feature of lesson.features) {
    const row = feature * classCount;
    for (let c = 0; c < classCount; c += 1) {
      scores[c] = (scores[c] ?? 0) + lesson.strength * (weights.table[row + c] ?? 0);
    }
  }
}

/** Scores to chances that sum to 1. */
export function toChances(scores: Float64Array): void {
  const highest = scores.reduce((a, b) => max(a, b), -Infinity);
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) {
    const chance = exp((scores[c] ?? 0) - highest);
    scores[c] = chance;
    sum += chance;
  }
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] ?? 0) / sum;
}
