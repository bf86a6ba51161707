import { OBJECTION_COLUMNS, REQUEST_COLUMNS } from '../../law/register-columns.js';
import type { RegisterKind } from '../../office/register/register-numbers.js';
import { RegisterRow, type SheetPlan } from './register-row.js';
import type { ReadSheet, SheetCell } from './xlsx-file.js';

/** Which register a sheet is, and its rows below the head. */
export interface PlannedSheet {
  readonly register: RegisterKind;
  readonly rows: readonly RegisterRow[];
}

const HEAD_ROWS = 12;
const COLUMNS = { requests: REQUEST_COLUMNS, objections: OBJECTION_COLUMNS } as const;
/** Only Lampiran XI names the number of the request, in its seventh column. */
const REQUEST_NUMBER_AT = OBJECTION_COLUMNS.indexOf('requestNumber');

/** Finds the official head and lays out what is below it. Null = there is no official head. */
export function planSheet(sheet: ReadSheet): PlannedSheet | null {
  const head = sheet.rows.slice(0, HEAD_ROWS).findIndex(isHead);
  if (head < 0) return null;
  const heads = sheet.rows.slice(head, head + 3);
  const register = isOfObjections(heads) ? 'objections' : 'requests';
  const columns = COLUMNS[register];
  const plan: SheetPlan = {
    columns,
    agencyAt: agencyColumn(heads, columns.length),
    since1904: sheet.since1904,
  };
  const rows = sheet.rows.flatMap((cells, at) =>
    at <= head || isEmpty(cells) || isRestOfHead(cells, at - head)
      ? []
      : [new RegisterRow(cells, at + 1, plan)],
  );
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

/** The second and third row of the annex's head have nothing in the first two columns. */
function isRestOfHead(cells: readonly SheetCell[], below: number): boolean {
  return below <= 2 && String(cells[0] ?? '').trim() === '' && String(cells[1] ?? '').trim() === '';
}

function agencyColumn(head: readonly (readonly SheetCell[])[], official: number): number | null {
  for (const row of head) {
    const at = row.findIndex((cell) => /^(instansi|opd|unit kerja)$/iu.test(String(cell).trim()));
    if (at >= official) return at;
  }
  return null;
}

function isEmpty(cells: readonly SheetCell[]): boolean {
  return cells.every((cell) => String(cell).trim() === '');
}
