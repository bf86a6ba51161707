import {
  DAYS_IN_RANGE,
  dayNumberOf,
  dayOfNumber,
  numberOfWeekday,
  weekdayOfNumber,
  weekdaysUpTo,
} from './day-number.js';
import { dayStep } from '../../test/law/runs.js';
import type { LocalDate } from './local-date.js';

const DAY_IN_MILLISECONDS = 86_400_000;

describe('day numbers', () => {
  it("agree with the engine's own calendar on every day of the range", () => {
    const faults: string[] = [];
    for (let number = 0; number < DAYS_IN_RANGE; number += dayStep()) {
      const day = new Date(Date.UTC(1880, 0, 1) + number * DAY_IN_MILLISECONDS);
      const text = day.toISOString().slice(0, 10) as LocalDate;
      const weekday = day.getUTCDay() === 0 ? 7 : day.getUTCDay();
      if (dayOfNumber(number) !== text || dayNumberOf(text) !== number || weekdayOfNumber(number) !== weekday)
        faults.push(text);
    }
    expect(faults).toEqual([]);
    expect(dayOfNumber(DAYS_IN_RANGE - 1)).toBe('2239-12-31');
  });

  it('refuse a day outside the range', () => {
    expect(() => dayNumberOf('2240-01-01' as LocalDate)).toThrow(RangeError);
    expect(() => dayNumberOf('1879-12-31' as LocalDate)).toThrow(RangeError);
  });

  it('count the weekdays of two weeks, and none on Saturday and Sunday', () => {
    const monday = dayNumberOf('2026-11-23' as LocalDate);
    const counted = Array.from(
      { length: 14 },
      (_, at) => weekdaysUpTo(monday + at) - weekdaysUpTo(monday - 1),
    );
    expect(counted).toEqual([1, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9, 10, 10, 10]);
    expect(weekdaysUpTo(0)).toBe(4);
  });

  it('find each weekday by its place', () => {
    const lost: number[] = [];
    for (let number = 0; number < DAYS_IN_RANGE; number += dayStep())
      if (weekdayOfNumber(number) < 6 && numberOfWeekday(weekdaysUpTo(number)) !== number) lost.push(number);
    expect(lost).toEqual([]);
  });
});
