import { Temporal } from 'temporal-polyfill';
import { DAYS_IN_RANGE, dayNumberOf, dayOfNumber, weekdayOfNumber } from './day-number.js';
import type { LocalDate } from './local-date.js';

describe('day numbers', () => {
  it('agree with Temporal on every day of the range', () => {
    let day = Temporal.PlainDate.from('1880-01-01');
    const faults: string[] = [];
    for (let number = 0; number < DAYS_IN_RANGE; number += 1) {
      const text = day.toString() as LocalDate;
      if (
        dayOfNumber(number) !== text ||
        dayNumberOf(text) !== number ||
        weekdayOfNumber(number) !== day.dayOfWeek
      )
        faults.push(text);
      day = day.add({ days: 1 });
    }
    expect(faults).toEqual([]);
    expect(day.toString()).toBe('2240-01-01');
  });

  it('refuse a day outside the range', () => {
    expect(() => dayNumberOf('2240-01-01' as LocalDate)).toThrow(RangeError);
    expect(() => dayNumberOf('1879-12-31' as LocalDate)).toThrow(RangeError);
  });
});
