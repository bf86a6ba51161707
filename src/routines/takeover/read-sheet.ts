import { OBJECTION_COLUMNS, REQUEST_COLUMNS } from '../../law/register-columns.js';
import type { RegisterKind } from '../../office/register/register-numbers.js';
import type { RegisterSheet } from './register-file.js';
import { RegisterRow, type SheetPlan } from './register-row.js';
import type { SheetCell } from './xlsx-file.js';

/** Which register a sheet is, and its rows below the head. */
export interface PlannedSheet {
  readonly register: RegisterKind;
  readonly rows: readonly RegisterRow[];
}

const HEAD_ROWS = 12;
const COLUMNS = { requests: REQUEST_COLUMNS, objections: OBJECTION_COLUMNS } as const;
/** Only Lampiran XI names the number of the request, in its seventh column. */
const REQUEST_NUMBER_AT = OBJECTION_COLUMNS.indexOf('requestNumber');

/**
 * Finds the official head and lays out what is below it. Null = there is no official head. A row that is cut off, or has
 * words behind the last column, is there with its fault: what it says in which column is not known.
 */
export function planSheet(sheet: RegisterSheet): PlannedSheet | null {
  const head = sheet.rows.slice(0, HEAD_ROWS).findIndex(isHead);
  if (head < 0) return null;
  const heads = sheet.rows.slice(head, head + 3).filter((cells, at) => at === 0 || isRestOfHead(cells, at));
  const register = isOfObjections(heads) ? 'objections' : 'requests';
  const columns = COLUMNS[register];
  const plan: SheetPlan = {
    columns,
    agencyAt: agencyColumn(heads, columns.length),
    since1904: sheet.since1904,
  };
  const width = Math.max(columns.length, ...heads.map(widthOf));
  const rows = sheet.rows.flatMap((cells, at) => {
    if (at <= head || isEmpty(cells) || isRestOfHead(cells, at - head)) return [];
    const row = new RegisterRow(cells, at + 1, plan);
    if (widthOf(cells) > width) row.fault(null, 'extra-cells', { width });
    else if (cells.length < width && !sheet.mayEndEarly)
      row.fault(null, 'cut-off', { cells: cells.length, width });
    return [row];
  });
  return { register, rows };
}

function isHead(cells: readonly SheetCell[]): boolean {
  const [first = '', second = ''] = cells.map((cell) =>
    String(cell).trim().toLowerCase().replace(/\.$/u, ''),
  );
  return (first === 'no' || first === 'nomor') && (second.startsWith('tgl') || second.startsWith('tanggal'));
}

function isOfObjections(heads: readonly (readonly SheetCell[])[]): boolean {
  return heads.some((cells) => /pendaftaran/iu.test(String(cells[REQUEST_NUMBER_AT] ?? '')));
}

/**
 * The second and third row of the annex's head have nothing in the first columns; an entry without number and day would
 * have a name and an address.
 */
function isRestOfHead(cells: readonly SheetCell[], below: number): boolean {
  const [number, day, name, address] = [0, 1, 2, 3].map((at) => String(cells[at] ?? '').trim());
  return below <= 2 && number === '' && day === '' && (name === '' || address === '');
}

function agencyColumn(head: readonly (readonly SheetCell[])[], official: number): number | null {
  for (const row of head) {
    const at = row.findIndex((cell) => /^(instansi|opd|unit kerja)$/iu.test(String(cell).trim()));
    if (at >= official) return at;
  }
  return null;
}

/** How many columns a row fills, the empty ones between counted. */
function widthOf(cells: readonly SheetCell[]): number {
  return cells.findLastIndex((cell) => String(cell).trim() !== '') + 1;
}

function isEmpty(cells: readonly SheetCell[]): boolean {
  return widthOf(cells) === 0;
}
