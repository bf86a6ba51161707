import { durationBorders, durationClass } from './answer-durations.js';
import { localDate } from './local-date.js';

describe('the classes of the annual report', () => {
  const borders = durationBorders(localDate('2026-11-24'));

  it('end with half of T4, with T4 and with T4 and T5', () => {
    expect(borders).toEqual({ swift: 5, reply: 10, extended: 17 });
  });

  it.each([
    [0, false, 'upTo5'],
    [5, false, 'upTo5'],
    [6, false, 'upTo10'],
    [10, false, 'upTo10'],
    [11, false, 'extended'],
    [17, false, 'extended'],
    [4, true, 'late'],
    [null, true, 'late'],
    [null, false, 'unanswered'],
  ] as const)('count %p working days, late %p, as %s', (days, late, expected) => {
    expect(durationClass(days, late, borders)).toBe(expected);
  });
});
