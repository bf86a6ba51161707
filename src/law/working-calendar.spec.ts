import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cityCalendar } from '../../test/law/city-calendar.js';
import { runs } from '../../test/law/runs.js';
import { addCalendarDays, localDate, weekdayOf, yearOf } from './local-date.js';
import { LONGEST_TERM } from './working-calendar.js';

const calendar = cityCalendar('A');
const strict = cityCalendar('B');
const RUNS = runs(300);

/** Any day from 2015 to 2034: known years, years without decree, and both borders. */
const anyDay = fc
  .integer({ min: 0, max: 365 * 20 })
  .map((days) => addCalendarDays(localDate('2015-01-01'), days));
const anyLength = fc.integer({ min: 1, max: 400 });

/** The law read aloud, day by day, with nothing of ours but the file: the independent witness. */
function naiveDueDate(start: string, workingDays: number, reading: 'A' | 'B'): string {
  const day = new Date(`${start}T00:00:00Z`);
  for (let left = workingDays; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (!isNaivelyFree(day, reading)) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

const DECREED = new Map(
  readFileSync('config/holidays.csv', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => [line.slice(0, 10), line.slice(11).split(',')[0]]),
);

function isNaivelyFree(day: Date, reading: 'A' | 'B'): boolean {
  const written = day.toISOString().slice(0, 10);
  if (day.getUTCDay() === 0 || day.getUTCDay() === 6) return true;
  if (day.getUTCFullYear() < 2022 || day.getUTCFullYear() > 2027)
    return ['01-01', '05-01', '06-01', '08-17', '12-25'].includes(written.slice(5));
  const kind = DECREED.get(written);
  return kind !== undefined && !(kind === 'collective_leave' && reading === 'B');
}

interface OwnDate {
  readonly start: string;
  readonly working_days: string;
  readonly due_a: string;
  readonly due_b: string;
  readonly provisional_year: string;
}

describe('due dates', () => {
  const own: OwnDate[] = parse(readFileSync('test/law/own-dates.csv', 'utf8'), { columns: true });

  it('agree with more than 200 dates counted outside the program', () => {
    expect(own.length).toBeGreaterThan(200);
    for (const row of own) {
      const start = localDate(row.start);
      const length = Number(row.working_days);
      const provisional =
        row.provisional_year === ''
          ? null
          : { code: 'year-without-decree', year: Number(row.provisional_year) };
      expect([row, calendar.dueDate(start, length)]).toEqual([row, { date: row.due_a, provisional }]);
      expect([row, strict.dueDate(start, length)]).toEqual([row, { date: row.due_b, provisional }]);
    }
  });

  it('agree with a day by day count', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyLength,
        fc.constantFrom('A' as const, 'B' as const),
        (start, length, reading) => {
          const counted = (reading === 'A' ? calendar : strict).dueDate(start, length).date;
          expect(counted).toBe(naiveDueDate(start, length, reading));
        },
      ),
      RUNS,
    );
  });

  it('never land on a free day', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (start, length) =>
        calendar.isWorkingDay(calendar.dueDate(start, length).date),
      ),
      RUNS,
    );
  });

  it('come later with a later start or a longer term', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (start, length) => {
        const { date } = calendar.dueDate(start, length);
        expect(calendar.dueDate(addCalendarDays(start, 1), length).date >= date).toBe(true);
        expect(calendar.dueDate(start, length + 1).date > date).toBe(true);
      }),
      RUNS,
    );
  });

  it('add up: two terms in a row are one', () => {
    fc.assert(
      fc.property(anyDay, anyLength, anyLength, (start, first, second) => {
        const middle = calendar.dueDate(start, first).date;
        expect(calendar.dueDate(middle, second).date).toBe(calendar.dueDate(start, first + second).date);
      }),
      RUNS,
    );
  });

  it('are never later when cuti bersama is a working day', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyLength,
        (start, length) => strict.dueDate(start, length).date <= calendar.dueDate(start, length).date,
      ),
      RUNS,
    );
  });

  it('are provisional exactly when they touch a year without decree', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (start, length) => {
        const { date, provisional } = calendar.dueDate(start, length);
        const known = yearOf(start) >= 2022 && yearOf(date) <= 2027;
        expect(provisional === null).toBe(known);
      }),
      RUNS,
    );
  });

  it('name the first year without decree', () => {
    const reason = (year: number) => ({ code: 'year-without-decree', year });
    expect(calendar.dueDate(localDate('2027-12-30'), 10)).toEqual({
      date: '2028-01-13',
      provisional: reason(2028),
    });
    expect(calendar.dueDate(localDate('2021-12-31'), 1)).toEqual({
      date: '2022-01-03',
      provisional: reason(2021),
    });
  });

  it('reach 5000 working days from the last day of 2200', () => {
    expect(calendar.dueDate(localDate('2200-12-31'), LONGEST_TERM).date.slice(0, 4)).toBe('2220');
    expect(calendar.dueDate(localDate('1900-01-01'), 1).date).toBe('1900-01-02');
  });

  it('refuse a length that is no term', () => {
    for (const length of [0, -1, 1.5, Number.NaN, LONGEST_TERM + 1])
      expect(() => calendar.dueDate(localDate('2026-11-24'), length)).toThrow(RangeError);
  });
});

describe('the explanation of a due date', () => {
  it('numbers each counted day and ends on the due date', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (start, length) => {
        const days = calendar.explain(start, length);
        const counted = days.filter((day) => day.counted);
        expect(counted.map((day) => day.number)).toEqual(Array.from({ length }, (_, index) => index + 1));
        expect(days.at(-1)?.date).toBe(calendar.dueDate(start, length).date);
        expect(days.map((day) => day.date)).toEqual(
          days.map((_, index) => addCalendarDays(start, index + 1)),
        );
      }),
      runs(100),
    );
  });

  it('says for each skipped day what makes it free', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (start, length) => {
        for (const day of calendar.explain(start, length)) {
          if (day.counted) continue;
          expect(day.weekend).toBe(weekdayOf(day.date) >= 6);
          expect(day.weekend || day.holiday !== null).toBe(true);
        }
      }),
      runs(100),
    );
  });

  it('cites the decree of a holiday', () => {
    const skipped = calendar.explain(localDate('2026-12-23'), 2).filter((day) => !day.counted);
    expect(skipped.map((day) => [day.date, day.weekend, day.holiday?.decree ?? null])).toEqual([
      ['2026-12-24', false, 'SKB 1497/2025, 2/2025, 5/2025'],
      ['2026-12-25', false, 'SKB 1497/2025, 2/2025, 5/2025'],
      ['2026-12-26', true, null],
      ['2026-12-27', true, null],
    ]);
  });

  it('knows the fixed holidays of a year without decree', () => {
    expect(calendar.holidayOn(localDate('2028-08-17'))).toMatchObject({ kind: 'fixed', decree: null });
    expect(calendar.holidayOn(localDate('2028-03-26'))).toBeNull();
  });
});

describe('days left', () => {
  const left = (today: string, due: string) => calendar.workingDaysLeft(localDate(today), localDate(due));

  it('are zero on the last day and negative after it', () => {
    expect(left('2026-12-07', '2026-12-08')).toBe(1);
    expect(left('2026-12-08', '2026-12-08')).toBe(0);
    expect(left('2026-12-09', '2026-12-08')).toBe(-1);
    expect(left('2026-12-10', '2026-12-08')).toBe(-2);
  });

  it('are negative on the Saturday after a Friday', () => {
    expect(left('2026-12-12', '2026-12-11')).toBe(-1);
    expect(left('2026-12-14', '2026-12-11')).toBe(-1);
    expect(left('2026-12-15', '2026-12-11')).toBe(-2);
  });

  it('undo the due date', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyLength,
        (start, length) =>
          calendar.workingDaysBetween(start, calendar.dueDate(start, length).date) === length,
      ),
      RUNS,
    );
  });
});

describe('reminders before a day', () => {
  const before = (day: string, workingDays: number) => calendar.workingDayBefore(localDate(day), workingDays);

  it('count back over weekends and holidays', () => {
    expect(before('2026-12-08', 3)).toBe('2026-12-03');
    expect(before('2026-12-08', 0)).toBe('2026-12-08');
    expect(before('2026-12-28', 1)).toBe('2026-12-23');
  });

  it('start from a free day at the working day before it', () => {
    expect(before('2026-12-25', 0)).toBe('2026-12-23');
    expect(before('2026-12-25', 1)).toBe('2026-12-23');
    expect(before('2026-12-25', 2)).toBe('2026-12-22');
  });

  it('are the inverse of counting forward', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (start, length) => {
        fc.pre(calendar.isWorkingDay(start));
        expect(calendar.workingDayBefore(calendar.dueDate(start, length).date, length)).toBe(start);
      }),
      RUNS,
    );
  });

  it('find the next working day', () => {
    expect(calendar.nextWorkingDay(localDate('2026-11-27'))).toBe('2026-11-30');
    expect(calendar.nextWorkingDay(localDate('2026-12-23'))).toBe('2026-12-28');
  });
});
