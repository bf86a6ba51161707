import { randomInt } from 'node:crypto';

/** Numbers that come again: the same seed gives the same choices in the same order (mulberry32). */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.between(0, from.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** `count` different ones, in the order in which they stood. */
  sample<T>(from: readonly T[], count: number): T[] {
    const left = from.map((_, at) => at);
    const taken: number[] = [];
    while (taken.length < count && left.length > 0)
      taken.push(...left.splice(this.between(0, left.length - 1), 1));
    return taken.sort((a, b) => a - b).flatMap((at) => from[at] ?? []);
  }
}

/** The seed of this run: `FAULT_SEED` plays an earlier one again, else a new one. It is told, so that it can be. */
export function randomOfRun(scenario: string): Random {
  const given = process.env['FAULT_SEED'];
  const seed = given === undefined || given === '' ? randomInt(2 ** 31) : Number(given);
  process.stderr.write(`${scenario}: FAULT_SEED=${String(seed)}\n`);
  return new Random(seed);
}

/** True under `npm run test:faults`: full sizes. `npm test` runs the short forms. */
export const FULL = process.env['TENGGAT_TEST_FAULTS'] === 'full';
