import { yearOf, weekdayOf, type LocalDate } from '../../law/local-date.js';
import { EARLIEST_RECEIPT_YEAR } from '../../law/paper-intake.js';
import type { FieldFault } from '../../platform/http/problems.js';
import { parseHolidaysFile, type ChangedDayRow } from './holidays-file.js';

/** A row of a decree with the line it stood on; the header is line 1. */
export type DecreeRow = ChangedDayRow & { readonly line: number };

/** What is worth saying about a row that is taken all the same. */
export interface DecreeNote {
  readonly line: number;
  readonly code: 'weekend' | 'already-there' | 'other-name' | 'past' | 'without-copy';
}

/** A day of the calendar as it stands. */
export interface KnownDay {
  readonly date: LocalDate;
  readonly name_id: string;
  readonly kind: string;
}

/** The rows of a decree that were understood, and what is wrong with it; without faults they are all of it. */
export interface DecreeReading {
  readonly rows: readonly DecreeRow[];
  readonly faults: readonly FieldFault[];
}

/** A decree lists some thirty days; far more is not a decree. */
const MOST_ROWS = 400;
const LONGEST_WORDS = 200;
const SATURDAY = 6;
/** The calendar of config/holidays.csv begins with the earliest receipt; nothing is counted before. */
const FIRST_YEAR = EARLIEST_RECEIPT_YEAR;
const BAD_SIGNS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * Reads the CSV of one decree. All or nothing: every faulty line is named (`field` is `line N`), and a file that is not
 * UTF-8, that separates by semicolons or that has no row is refused as a whole.
 */
export function readDecree(content: Buffer): DecreeReading {
  const text = decode(content);
  if (text === null) return unread(1, 'not-utf8');
  if (text.replace(/^\uFEFF/u, '').trim() === '') return unread(1, 'empty');
  const [header = ''] = text.split(/\r?\n/u, 1);
  if (header.includes(';') && !header.includes(',')) return unread(1, 'semicolons');
  const file = parseHolidaysFile(text);
  const rows = file.rows.map((row, index) => ({ ...row, line: file.lines[index] ?? 0 }));
  const unreadable = file.ok
    ? []
    : file.faults.map(({ line, column, fault }) => faultAt(line, fault, { column: column ?? '' }));
  if (rows.length === 0 && file.ok) return unread(1, 'empty');
  if (rows.length > MOST_ROWS) return unread(rows[MOST_ROWS]?.line ?? 1, 'too-many', { most: MOST_ROWS });
  const faulty = new Map(rows.map((row) => [row, faultsOfRow(row)]));
  return {
    rows: rows.filter((row) => faulty.get(row)?.length === 0),
    faults: [...unreadable, ...[...faulty.values()].flat()],
  };
}

/** All that is wrong with a decree, its own faults and those against the calendar, in the order of its lines. */
export function allFaults(read: DecreeReading, fit: DecreeFit): readonly FieldFault[] {
  const against = fit.ok ? [] : fit.faults;
  // A decree of which something could not be read is not said to change nothing.
  const told = read.faults.length === 0 ? against : against.filter(({ code }) => code !== 'nothing-new');
  const lineOf = ({ field }: FieldFault): number => Number(field.replace(/^line /u, ''));
  return [...read.faults, ...told].sort((a, b) => lineOf(a) - lineOf(b));
}

/** What a decree changes in the calendar as it stands, or the lines that do not fit it. */
export type DecreeFit =
  | { readonly ok: true; readonly changes: CalendarChanges; readonly notes: readonly DecreeNote[] }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** Days that become free (or free for another reason), and days that become working days again. */
export interface CalendarChanges {
  readonly added: readonly DecreeRow[];
  readonly removed: readonly { readonly date: LocalDate; readonly nameId: string }[];
}

/**
 * Holds a decree against the calendar. A day that is taken back must be there; one that is there already changes
 * nothing, and a decree that changes nothing at all is refused. Days that are over, and national holidays on a weekend
 * (the yearly decrees list them), are allowed but said. A decree that is dated after today is none yet.
 */
export function fitDecree(
  rows: readonly DecreeRow[],
  known: readonly KnownDay[],
  today: LocalDate,
): DecreeFit {
  const faults: FieldFault[] = [];
  const notes: DecreeNote[] = [];
  const added: DecreeRow[] = [];
  const removed: { date: LocalDate; nameId: string }[] = [];
  for (const row of rows) {
    if (yearOf(row.decreeDate) > yearOf(today) + 1) {
      faults.push(faultAt(row.line, 'wrong-year', { year: String(yearOf(row.decreeDate)) }));
      continue;
    }
    // What nobody has signed yet binds nobody: such a date is mistyped, or the decree comes in on its day.
    if (row.decreeDate > today) {
      faults.push(faultAt(row.line, 'ahead', { date: row.decreeDate }));
      continue;
    }
    if (weekdayOf(row.date) >= SATURDAY) notes.push({ line: row.line, code: 'weekend' });
    if (row.date < today) notes.push({ line: row.line, code: 'past' });
    const there = known.filter(({ date }) => date === row.date);
    if (row.change === 'remove') {
      const day = dayToRemove(row, there);
      if (day === null) faults.push(faultAt(row.line, 'not-there', { date: row.date }));
      else removed.push({ date: row.date, nameId: day.name_id });
    } else if (there.some(({ name_id: name, kind }) => name === row.nameId && kind === row.kind))
      notes.push({ line: row.line, code: 'already-there' });
    else {
      if (there.some(({ kind }) => kind === row.kind)) notes.push({ line: row.line, code: 'other-name' });
      added.push(row);
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  if (added.length + removed.length === 0) return refuse(rows[0]?.line ?? 1, 'nothing-new');
  return { ok: true, changes: { added, removed }, notes };
}

/**
 * Closures of the city that come without a copy of their document. Each names it (`decree`, never blank), but no gazette
 * prints it: who applies the decree is told to ask for it.
 */
export function closuresWithoutCopy(
  rows: readonly DecreeRow[],
  fileId: string | null,
): readonly DecreeNote[] {
  if (fileId !== null) return [];
  return rows
    .filter(({ kind, change }) => kind === 'local_closure' && change === 'add')
    .map(({ line }) => ({ line, code: 'without-copy' }));
}

/** The citation of a decree, as the public sees it; several in one file are named one after the other. */
export function citationOf(rows: readonly DecreeRow[]): string {
  return [...new Set(rows.map(({ decree }) => decree))].join('; ').slice(0, 2 * LONGEST_WORDS);
}

function dayToRemove(row: DecreeRow, there: readonly KnownDay[]): KnownDay | null {
  const same = there.filter(({ kind }) => kind === row.kind);
  if (same.length === 1) return same[0] ?? null;
  return same.find(({ name_id: name }) => name === row.nameId) ?? null;
}

function faultsOfRow(row: DecreeRow): readonly FieldFault[] {
  const year = yearOf(row.date);
  const decreed = yearOf(row.decreeDate);
  const words = [row.nameId, row.nameEn, row.decree];
  if (words.some((text) => text.length > LONGEST_WORDS))
    return [faultAt(row.line, 'too-long', { most: LONGEST_WORDS })];
  if (words.some((text) => BAD_SIGNS.test(text))) return [faultAt(row.line, 'control-signs')];
  // A decree is signed in its own year or the year before; a closure of the city may rest on an older document.
  const first = row.kind === 'local_closure' ? decreed + LONGEST_STANDING : decreed + 1;
  if (year < FIRST_YEAR || year < decreed || year > first)
    return [faultAt(row.line, 'wrong-year', { year: String(year) })];
  // Leave, an election or a closure on a weekend frees no day: the date is mistyped.
  if (row.kind !== 'national' && weekdayOf(row.date) >= SATURDAY)
    return [faultAt(row.line, 'free-already', { date: row.date })];
  return [];
}

/** In years: how long a city's own document may have stood before the closure it is the ground of. */
const LONGEST_STANDING = 30;

function decode(content: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}

function unread(line: number, code: string, values: FieldFault['values'] = {}): DecreeReading {
  return { rows: [], faults: [faultAt(line, code, values)] };
}

function refuse(
  line: number,
  code: string,
  values: FieldFault['values'] = {},
): { readonly ok: false; readonly faults: readonly FieldFault[] } {
  return { ok: false, faults: [faultAt(line, code, values)] };
}

function faultAt(line: number, code: string, values: FieldFault['values'] = {}): FieldFault {
  return { field: `line ${String(line)}`, code, message: `calendar.decree.${code}`, values };
}
