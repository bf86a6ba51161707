import fc from 'fast-check';
import {
  addCalendarDays,
  addCalendarMonths,
  calendarDaysBetween,
  compareLocalDates,
  earlierOf,
  endOfLocalDay,
  laterOf,
  localDate,
  localDayOf,
  localInstant,
  localTimeOf,
  parseLocalDate,
  weekdayOf,
  yearOf,
} from './local-date.js';

const day = localDate('2026-11-24');

describe('a legal day', () => {
  it.each(['2026-11-24', '2024-02-29', '1900-01-01', '2200-12-31'])('is read from %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    ...['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01'],
    ...['1899-12-31', '2201-01-01', '2026-2-9', '26-11-24', '20261124', '2026-11-24T00:00', ' 2026-11-24'],
    ...['2026-11-24\n', '2026-11-24[u-ca=hebrew]', '+002026-11-24', '٢٠٢٦-١١-٢٤', '', 'besok'],
  ])('is not read from "%s"', (text) => {
    expect(parseLocalDate(text)).toBeNull();
    expect(() => localDate(text)).toThrow(RangeError);
  });

  it('is read where the engine knows the day, and nowhere else', () => {
    const two = (number: number): string => String(number).padStart(2, '0');
    for (const year of [1900, 1999, 2000, 2023, 2024, 2100, 2200])
      for (let month = 0; month <= 13; month += 1)
        for (let dayOfMonth = 0; dayOfMonth <= 32; dayOfMonth += 1) {
          const text = `${String(year)}-${two(month)}-${two(dayOfMonth)}`;
          const known = new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
          expect([text, parseLocalDate(text)]).toEqual([text, known === text ? text : null]);
        }
  });

  it('sorts as time does', () => {
    const later = localDate('2026-12-01');
    expect([later, day].sort(compareLocalDates)).toEqual([day, later]);
    expect(compareLocalDates(day, day)).toBe(0);
    expect([earlierOf(day, later), laterOf(day, later)]).toEqual([day, later]);
  });

  it('moves by calendar days and months', () => {
    expect(addCalendarDays(localDate('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addCalendarDays(localDate('2024-03-01'), -1)).toBe('2024-02-29');
    expect(addCalendarMonths(localDate('2026-08-31'), 6)).toBe('2027-02-28');
  });

  it('tells weekday, year and distance', () => {
    expect([weekdayOf(day), weekdayOf(localDate('2026-11-29')), yearOf(day)]).toEqual([2, 7, 2026]);
    expect(calendarDaysBetween(day, localDate('2027-11-24'))).toBe(365);
  });
});

describe('the city clock', () => {
  it('turns the day at midnight in Ambon', () => {
    expect(localDayOf(new Date('2026-11-24T14:59:59.999Z'))).toBe('2026-11-24');
    expect(localDayOf(new Date('2026-11-24T15:00:00.000Z'))).toBe('2026-11-25');
    expect(localDayOf(Date.UTC(2026, 11, 31, 15))).toBe('2027-01-01');
  });

  it('ends a day where the next begins', () => {
    expect(endOfLocalDay(localDate('2026-12-08')).toISOString()).toBe('2026-12-08T15:00:00.000Z');
    expect(endOfLocalDay(localDate('2026-12-31')).toISOString()).toBe('2026-12-31T15:00:00.000Z');
  });

  it('puts an hour of the wall clock on the time line', () => {
    expect(localInstant(localDate('2026-12-08'), '08:00').toISOString()).toBe('2026-12-07T23:00:00.000Z');
    expect(localTimeOf(new Date('2026-12-07T23:00:59Z'))).toBe('08:00');
  });

  it('finds each instant on exactly one day', () => {
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2190-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const local = localDayOf(instant);
        expect(localInstant(local, '00:00').getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(endOfLocalDay(local).getTime()).toBeGreaterThan(instant.getTime());
      }),
    );
  });
});
