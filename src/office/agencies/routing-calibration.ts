/** A guess of the model on a text it has not seen: its raw chance, and whether it was right. */
export interface Guess {
  readonly chance: number;
  readonly right: boolean;
}

/** How the raw chance is to be read: plain numbers, so that they can be kept. */
export interface Calibration {
  readonly slope: number;
  readonly shift: number;
}

const { exp, log, max, min } = Math;

const logit = (chance: number): number => {
  const held = min(max(chance, 1e-6), 1 - 1e-6);
  return log(held / (1 - held));
};

/**
 * Platt scaling: turns the raw chance into the share of such guesses that were right, learned from guesses on texts
 * held back while learning. Rises with the chance, so the order of two guesses never changes.
 */
export function calibrate(guesses: readonly Guess[]): Calibration {
  let slope = 1;
  let shift = 0;
  for (let round = 0; round < 300; round += 1) {
    let slopePull = 0;
    let shiftPull = 0;
    for (const guess of guesses) {
      const x = logit(guess.chance);
      const error = 1 / (1 + exp(-(slope * x + shift))) - (guess.right ? 1 : 0);
      slopePull += error * x;
      shiftPull += error;
    }
    const size = max(guesses.length, 1);
    slope = max(0.1, slope - (0.2 * slopePull) / size);
    shift -= (0.5 * shiftPull) / size;
  }
  return { slope, shift };
}

/** The share of guesses with this raw chance that are right. */
export function calibrated({ slope, shift }: Calibration, chance: number): number {
  return 1 / (1 + exp(-(slope * logit(chance) + shift)));
}
