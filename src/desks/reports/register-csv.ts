import type { Texts } from '../../platform/views/texts.js';
import type { RegisterKind, RegisterRow } from './register-table.js';

/** Comma for programs; semicolon for the spreadsheets of this country, where the comma is the decimal sign. */
export type Delimiter = ',' | ';';

const BOM = '\ufeff';

/** The head of a register as CSV: UTF-8 mark and one row with the official columns. */
export function csvHead(
  texts: Texts,
  kind: RegisterKind,
  columns: readonly string[],
  delimiter: Delimiter,
): string {
  const head = columns.map((column) => texts.t(`reports.columns.${kind}.${column}`));
  return BOM + csvRows([head], delimiter);
}

/** Rows as CSV: CRLF, and no cell that a spreadsheet would run as a formula. */
export function csvRows(rows: readonly RegisterRow[], delimiter: Delimiter): string {
  const needsQuotes = delimiter === ';' ? /[;"\r\n]/u : /[,"\r\n]/u;
  let text = '';
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      if (at > 0) text += delimiter;
      const safe = withoutFormula(cell);
      text += needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    }
    text += '\r\n';
  }
  return text.replaceAll('\u00a0', ' ');
}

// Signs with which a spreadsheet begins a formula, in full width too, or that it leaves out before one.
const FORMULA_SIGNS = '=+-@\t\r\uff1d\uff0b\uff0d\uff20';

function withoutFormula(cell: string): string {
  return cell !== '' && FORMULA_SIGNS.includes(cell.charAt(0)) ? `'${cell}` : cell;
}
