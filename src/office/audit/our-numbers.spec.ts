import { holdsOurNumbers } from './our-numbers.js';

describe('numbers in the facts of a trail', () => {
  it.each([
    ['{"version": 3, "score": 0.35}'],
    ['{"score": 0.00000012}'],
    ['{"score": -0.000000123}'],
    ['{"amount": 1000000000000000000000}'],
    ['{"dueOn": "2026-12-08", "text": "Rp1.000,00 \\" 1.0"}'],
  ])('are ours in %s', (json) => {
    expect(holdsOurNumbers(json)).toBe(true);
  });

  it.each([
    ['{"version": 3.0}'],
    ['{"version": 3.00000000000000000001}'],
    ['{"score": 0.350}'],
    ['{"amount": 9007199254740993}'],
  ])("are another hand's in %s", (json) => {
    expect(holdsOurNumbers(json)).toBe(false);
  });
});
