import { parse } from 'csv-parse/sync';
import type { DayKind, DayRow, FixedHoliday } from '../../law/free-days.js';
import { DAY_KINDS, fixedHolidaysOf } from '../../law/free-days.js';
import { parseLocalDate, yearOf } from '../../law/local-date.js';

/** Whether a row of an amending decree makes its day free or takes that back (26 Apr 2023 became a working day). */
export type DayChange = 'add' | 'remove';

export interface ChangedDayRow extends DayRow {
  readonly change: DayChange;
}

export interface HolidaysFileFault {
  /** Line of the file, the header being 1. */
  readonly line: number;
  readonly column: string | null;
  readonly fault:
    | 'unreadable'
    | 'missing-column'
    | 'unknown-column'
    | 'extra-cells'
    | 'bad-date'
    | 'unknown-kind'
    | 'unknown-change'
    | 'blank'
    | 'repeated';
}

export type HolidaysFile =
  | {
      readonly ok: true;
      readonly rows: readonly ChangedDayRow[];
      /** The line of each row, in the same order. */
      readonly lines: readonly number[];
    }
  | {
      readonly ok: false;
      readonly faults: readonly HolidaysFileFault[];
      /** Those that were understood, so that all that is wrong with them can be told at once. */
      readonly rows: readonly ChangedDayRow[];
      readonly lines: readonly number[];
    };

const COLUMNS = ['date', 'kind', 'name_id', 'name_en', 'decree', 'decree_date'] as const;
const OPTIONAL_COLUMNS = ['change'] as const;

/**
 * Reads `config/holidays.csv`, or the CSV of one decree with its further column `change` (default `add`). A calendar
 * moves the dates of every open case, so it is taken whole or not at all: each faulty row is named with its line, and
 * the same day may not stand twice with the same kind.
 */
export function parseHolidaysFile(text: string): HolidaysFile {
  const records = readRecords(text);
  if (!records) return unread([{ line: 1, column: null, fault: 'unreadable' }]);
  const header = (records[0] ?? []).map((name) => name.trim().toLowerCase());
  const faults = headerFaults(header);
  if (faults.length > 0) return unread(faults);
  const rows: ChangedDayRow[] = [];
  const lines: number[] = [];
  const seen = new Set<string>();
  for (const [index, fields] of records.entries()) {
    if (index === 0 || fields.every((field) => field.trim() === '')) continue;
    const line = index + 1;
    if (fields.length > header.length) {
      faults.push({ line, column: null, fault: 'extra-cells' });
      continue;
    }
    const row = readRow(new Map(header.map((name, column) => [name, (fields[column] ?? '').trim()])), line);
    if ('fault' in row) faults.push(row);
    else if (seen.has(keyOf(row))) faults.push({ line, column: 'date', fault: 'repeated' });
    else {
      seen.add(keyOf(row));
      rows.push(row);
      lines.push(line);
    }
  }
  return faults.length > 0 ? { ok: false, faults, rows, lines } : { ok: true, rows, lines };
}

function unread(faults: readonly HolidaysFileFault[]): HolidaysFile {
  return { ok: false, faults, rows: [], lines: [] };
}

/** National holidays of the shortest yearly decree since 2022: 16 to 18 each, leave and election days not counted. */
const FEWEST_NATIONAL_DAYS = 16;

/**
 * The years that a set of rows covers in full. Every yearly decree lists the five holidays whose date never moves and
 * at least eleven that do (lunar days, Nyepi, Waisak, Good Friday), so a year that lacks one of the five, or has fewer
 * than sixteen, has no whole decree yet: an election day, a local closure, a holiday added early or a file that was cut
 * off must not make the rest of the year look free of holidays. Such a year stays provisional.
 */
export function coveredYearsOf(rows: readonly NamedDay[]): readonly number[] {
  const years = [...new Set(rows.map(({ date }) => yearOf(date)))].sort((a, b) => a - b);
  return years.filter((year) => yearGap(rows, year) === null);
}

type NamedDay = Pick<DayRow, 'date' | 'kind'>;

/** What a year lacks of a whole decree. */
export interface YearGap {
  readonly year: number;
  /** National holidays that are there, and how many a yearly decree has at least. */
  readonly national: number;
  readonly fewest: number;
  /** Those whose date never moves and that are not there. */
  readonly missing: readonly FixedHoliday[];
}

/** Why these rows do not cover the year; null where they do. */
export function yearGap(rows: readonly NamedDay[], year: number): YearGap | null {
  const national = rows
    .filter(({ date, kind }) => kind === 'national' && yearOf(date) === year)
    .map(({ date }) => date);
  const missing = fixedHolidaysOf(year).filter(({ date }) => !national.includes(date));
  return missing.length === 0 && national.length >= FEWEST_NATIONAL_DAYS
    ? null
    : { year, national: national.length, fewest: FEWEST_NATIONAL_DAYS, missing };
}

// A renamed holiday is one row that takes the old name back and one that adds the new one.
function keyOf({ date, kind, change }: ChangedDayRow): string {
  return `${date} ${kind} ${change}`;
}

function readRecords(text: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false });
  } catch {
    return null;
  }
}

function headerFaults(header: readonly string[]): HolidaysFileFault[] {
  const known: readonly string[] = [...COLUMNS, ...OPTIONAL_COLUMNS];
  const missing = COLUMNS.filter((name) => !header.includes(name)).map(
    (column) => ({ line: 1, column, fault: 'missing-column' }) as const,
  );
  const unknown = header
    .filter((name) => !known.includes(name))
    .map((column) => ({ line: 1, column, fault: 'unknown-column' }) as const);
  return [...missing, ...unknown];
}

function readRow(fields: ReadonlyMap<string, string>, line: number): ChangedDayRow | HolidaysFileFault {
  const field = (name: string): string => fields.get(name) ?? '';
  const blank = (['name_id', 'name_en', 'decree'] as const).find((name) => field(name) === '');
  if (blank) return { line, column: blank, fault: 'blank' };
  const date = parseLocalDate(field('date'));
  if (!date) return { line, column: 'date', fault: 'bad-date' };
  const decreeDate = parseLocalDate(field('decree_date'));
  if (!decreeDate) return { line, column: 'decree_date', fault: 'bad-date' };
  const kind = field('kind') === 'local' ? 'local_closure' : field('kind');
  if (!isDayKind(kind)) return { line, column: 'kind', fault: 'unknown-kind' };
  const change = field('change') || 'add';
  if (change !== 'add' && change !== 'remove') return { line, column: 'change', fault: 'unknown-change' };
  return {
    date,
    kind,
    nameId: field('name_id'),
    nameEn: field('name_en'),
    decree: field('decree'),
    decreeDate,
    change,
  };
}

function isDayKind(text: string): text is DayKind {
  return (DAY_KINDS as readonly string[]).includes(text);
}
