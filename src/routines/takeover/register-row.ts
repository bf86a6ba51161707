import { weekdayOf, yearOf, type LocalDate } from '../../law/local-date.js';
import { isPlainText, phoneOf } from '../../platform/http/text-rules.js';
import type { RequesterKind } from '../../law/who-may-file.js';
import type { Person } from '../../office/requesters/person.js';
import type { NumberedEntry } from './check-series.js';
import type { Column, RowFault } from './register-entry.js';
import { readWrittenDate, writtenWeekday } from '../../office/register/written-date.js';
import type { SheetCell } from './xlsx-file.js';

const MOST_SIGNS = 4_000;
/** What a formula leaves that found nothing, as a workbook keeps it and as it is written to CSV. */
const FORMULA_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/iu;

/** Reads a number of our own form, `AMBON-2026-000123`. */
export type ReadNumber = (written: string) => { readonly year: number; readonly seq: number } | null;

/** Where the columns of a sheet stand. */
export interface SheetPlan {
  readonly columns: readonly Column[];
  /** A column of ours that may stand right of the official ones. */
  readonly agencyAt: number | null;
  readonly since1904: boolean;
}

/** One row in hand: words by column, and what is wrong with it. */
export class RegisterRow {
  readonly faults: RowFault[] = [];
  /** What is taken over all the same, and somebody should look at. */
  readonly warnings: RowFault[] = [];
  /** Its number in the register, as far as it could be read, whatever else is wrong with the row. */
  numbered: NumberedEntry | null = null;

  constructor(
    private readonly cells: readonly SheetCell[],
    readonly line: number,
    private readonly plan: SheetPlan,
  ) {}

  /** Words of a cell; the sign that keeps formulas apart is taken off, dashes mean nothing. */
  text(column: Column): string {
    const text = String(this.raw(column))
      .normalize('NFC')
      .replace(/\r\n?/gu, '\n')
      .trim()
      .replace(/^'(?=[=+\-@])/u, '');
    if (FORMULA_ERROR.test(text)) this.fault(column, 'formula-error');
    if (!isPlainText(text, true)) this.fault(column, 'control-characters');
    if ([...text].length > MOST_SIGNS) this.fault(column, 'too-long');
    return /^[-–—]$/u.test(text) || FORMULA_ERROR.test(text) ? '' : text;
  }

  ticked(column: Column): boolean {
    const text = this.text(column).toLowerCase();
    return text !== '' && !['tidak', 'tdk', 'no', '0', 'false'].includes(text);
  }

  date(column: Column): LocalDate | null {
    const raw = this.raw(column);
    if (typeof raw === 'string' && this.text(column) === '') return null;
    return this.dayOf(column, raw) ?? this.fault(column, 'no-date');
  }

  /** The days of a cell that may name several, one behind the other, in order: "Senin 17/07/2028; Kamis 20/07/2028". */
  dates(column: Column): readonly LocalDate[] {
    const parts = this.text(column).split(';');
    const days =
      parts.length === 1 ? [this.date(column)] : parts.map((part) => this.dayOf(column, part.trim()));
    if (parts.length > 1 && days.includes(null)) this.fault(column, 'no-date');
    return days.flatMap((day) => day ?? []).sort();
  }

  // "Hari dan Tanggal": the two say the same, or one of them is mistyped.
  private dayOf(column: Column, written: SheetCell): LocalDate | null {
    const day = readWrittenDate(written, this.plan.since1904);
    const weekday = typeof written === 'string' ? writtenWeekday(written) : null;
    if (day !== null && weekday !== null && weekday !== weekdayOf(day)) this.warn(column, 'weekday-differs');
    return day;
  }

  fault(column: Column | null, code: string, values?: RowFault['values']): null {
    // A cell that is read more than once has one fault.
    if (this.faults.some((one) => one.column === column && one.code === code)) return null;
    this.faults.push({ line: this.line, column, code, ...(values === undefined ? {} : { values }) });
    return null;
  }

  warn(column: Column, code: string): void {
    this.warnings.push({ line: this.line, column, code });
  }

  private raw(column: Column): SheetCell {
    const { columns, agencyAt } = this.plan;
    const at = column === 'agency' ? agencyAt : columns.indexOf(column);
    return at === null ? '' : (this.cells[at] ?? '');
  }
}

/** The number of the entry in its register; its year is that of the receipt, or the one after. */
export function readNumber(row: RegisterRow, receivedOn: LocalDate | null, readOwn: ReadNumber) {
  const number = numberOf(row, receivedOn, readOwn);
  if (number !== null) row.numbered = { ...number, line: row.line };
  return number;
}

function numberOf(row: RegisterRow, receivedOn: LocalDate | null, readOwn: ReadNumber) {
  const written = row.text('number');
  if (written === '') return row.fault('number', 'missing');
  const number = readOwn(written) ?? readForeign(written, receivedOn);
  if (number.seq < 1 || number.seq > 999_999) return row.fault('number', 'no-number');
  if (receivedOn === null) {
    const year = number.year ?? yearNamedIn(row.text('date'));
    return year === null ? null : { seq: number.seq, year };
  }
  const year = number.year ?? yearOf(receivedOn);
  return fits(year, receivedOn) ? { seq: number.seq, year } : row.fault('number', 'wrong-year');
}

/** A day that does not exist, `31/02/2026`, names its year all the same. */
function yearNamedIn(written: string): number | null {
  const years = new Set(written.match(/(?<!\d)20\d\d(?!\d)/gu) ?? []);
  const [year] = years;
  return years.size === 1 ? Number(year) : null;
}

/** Paper of December may be entered in January. */
function fits(year: number, receivedOn: LocalDate): boolean {
  return year === yearOf(receivedOn) || year === yearOf(receivedOn) + 1;
}

/**
 * A number of another form, `001/PPID/III/2024` or `PPID/2024/001`: the year is what looks like one, best the one of the
 * receipt, and the running number the first other figures. A year that fits no receipt is told, never left out.
 */
export function readForeign(
  written: string,
  receivedOn: LocalDate | null,
): { readonly seq: number; readonly year: number | null } {
  const figures: readonly string[] = written.match(/\d+/gu) ?? [];
  const years = figures.length < 2 ? [] : figures.filter((one) => /^20\d\d$/u.test(one));
  const fitting = receivedOn === null ? undefined : years.find((one) => fits(Number(one), receivedOn));
  const year = fitting ?? years.at(-1);
  const at = year === undefined ? -1 : figures.lastIndexOf(year);
  const seq = Number(figures.find((_, index) => index !== at) ?? '0');
  return { seq, year: year === undefined ? null : Number(year) };
}

/** Name, contact, address and occupation as the register gives them. */
export function readPerson(row: RegisterRow): { readonly person: Person; readonly kind: RequesterKind } {
  const lines = row
    .text('name')
    .split(/\n|;/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [name = ''] = lines;
  if (name === '') row.fault('name', 'missing');
  if ([...name].length > 150) row.fault('name', 'too-long');
  const nationalId =
    lines.map((line) => /\b\d{16}\b/u.exec(line)?.[0]).find((id) => id !== undefined) ?? null;
  const decree = lines
    .slice(1)
    .map((line) => /^SK\s+(.{3,80})$/iu.exec(line)?.[1])
    .find((one) => one !== undefined);
  const contact = row.text('contact');
  const email = /[^\s,;/]+@[^\s,;/]+\.[^\s,;/]+/u.exec(contact)?.[0] ?? null;
  const rest = contact.replace(email ?? '', '').replace(/^[\s,;/]+|[\s,;/]+$/gu, '');
  return {
    kind: decree === undefined ? 'individual' : 'legalEntity',
    person: {
      name,
      nationalId,
      address: row.text('address'),
      email,
      phone: rest === '' ? null : (phoneOf(rest) ?? rest),
      occupation: orNull(row.text('occupation')),
      decreeNumber: decree ?? null,
      principal: null,
      members: [],
    },
  };
}

/** A cell without words means nothing. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}
