import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { localDate, localDayOf } from '../../src/law/local-date.js';
import { DEFAULT_RULESET } from '../../src/law/ruleset.js';
import { endOfTerm } from '../../src/law/term.js';
import type { TimeLimitName } from '../../src/law/time-limits.js';
import { cityCalendar } from './city-calendar.js';

interface WorkedDate {
  readonly case: string;
  /** T-number of the term. */
  readonly step: string;
  /** A day, or the T-number of the line above in the same case whose result is day 0. */
  readonly start: string;
  readonly term: TimeLimitName;
  readonly expected_a: string;
  readonly expected_b: string;
}

const WORKED: WorkedDate[] = parse(readFileSync('test/law/worked-dates.csv', 'utf8'), { columns: true });

describe('the worked dates of the law', () => {
  const readings = [
    ['A', 'expected_a'],
    ['B', 'expected_b'],
  ] as const;
  const cases = readings.flatMap(([reading, column]) =>
    WORKED.map((row) => ({ ...row, reading, expected: row[column], startsOn: startOf(row, column) })),
  );

  it.each(cases)('$case: $step is $expected in reading $reading', ({ reading, term, startsOn, expected }) => {
    const due = endOfTerm(term, localDate(startsOn), cityCalendar(reading), DEFAULT_RULESET);
    expect(due).toEqual({ date: expected, provisional: null });
  });

  it('put an instant on the day that the city sees', () => {
    expect(localDayOf(new Date('2026-11-24T14:30:00Z'))).toBe('2026-11-24');
    expect(localDayOf(new Date('2026-11-24T15:10:00Z'))).toBe('2026-11-25');
  });

  it('end the annual report on 31 March', () => {
    const due = endOfTerm('annualReport', localDate('2026-12-31'), cityCalendar(), DEFAULT_RULESET);
    expect(due).toEqual({ date: '2027-03-31', provisional: null });
  });

  it('count the cassation in calendar days', () => {
    const due = endOfTerm('cassation', localDate('2026-12-18'), cityCalendar(), DEFAULT_RULESET);
    expect(due).toEqual({ date: '2027-01-01', provisional: null });
  });
});

function startOf(row: WorkedDate, column: 'expected_a' | 'expected_b'): string {
  if (!row.start.startsWith('T')) return row.start;
  const before = WORKED.find((other) => other.case === row.case && other.step === row.start);
  if (!before) throw new Error(`${row.case}: no line for ${row.start}`);
  return before[column];
}
