import { addCalendarDays, localDate } from './local-date.js';
import { lastDayWaiting } from './waiting.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar({
  version: '1',
  coveredYears: [2026, 2027],
  reading: { collectiveLeave: 'free', localClosures: 'free' },
  days: [],
});

describe('the last day since which working days have begun', () => {
  it.each([
    ['Thursday', '2026-11-26', 2, '2026-11-24'],
    ['Tuesday after a weekend', '2026-12-01', 2, '2026-11-29'],
    ['Monday', '2026-12-14', 5, '2026-12-07'],
    ['Saturday', '2026-12-12', 5, '2026-12-06'],
  ])('%s', (_day, today, workingDays, last) => {
    expect(lastDayWaiting(localDate(today), workingDays, calendar)).toBe(last);
  });

  it('is the last one that the count of working days reaches', () => {
    for (let back = 0; back < 60; back += 1) {
      const today = addCalendarDays(localDate('2026-12-31'), -back);
      for (const workingDays of [1, 2, 4, 5]) {
        const last = lastDayWaiting(today, workingDays, calendar);
        expect(calendar.workingDaysBetween(last, today)).toBeGreaterThanOrEqual(workingDays);
        expect(calendar.workingDaysBetween(addCalendarDays(last, 1), today)).toBeLessThan(workingDays);
      }
    }
  });
});
