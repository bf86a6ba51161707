import { holdsOurNumbers } from './our-numbers.js';

describe('numbers in the facts of a trail', () => {
  it.each([
    ['{"version": 3, "score": 0.35}', true],
    ['{"score": 0.00000012}', true],
    ['{"score": -0.000000123}', true],
    ['{"amount": 1000000000000000000000}', true],
    ['{"dueOn": "2026-12-08", "text": "Rp1.000,00 \\" 1.0"}', true],
    ['{"version": 3.0}', false],
    ['{"version": 3.00000000000000000001}', false],
    ['{"score": 0.350}', false],
    ['{"amount": 9007199254740993}', false],
  ])('are those of the program in %s: %s', (json, ours) => {
    expect(holdsOurNumbers(json)).toBe(ours);
  });
});
