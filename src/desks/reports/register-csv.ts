import { stringify } from 'csv-stringify/sync';
import type { Texts } from '../../platform/views/texts.js';
import type { RegisterKind, RegisterRow } from './register-table.js';

/** Comma for programs; semicolon for the spreadsheets of this country, where the comma is the decimal sign. */
export type Delimiter = ',' | ';';

/** The head of a register as CSV: UTF-8 mark and one row with the official columns. */
export function csvHead(
  texts: Texts,
  kind: RegisterKind,
  columns: readonly string[],
  delimiter: Delimiter,
): string {
  const head = columns.map((column) => texts.t(`reports.columns.${kind}.${column}`));
  return csvOf([head], delimiter, true);
}

/** Rows as CSV: CRLF, and no cell that a spreadsheet would run as a formula. */
export function csvRows(rows: readonly RegisterRow[], delimiter: Delimiter): string {
  return csvOf(
    rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' '))),
    delimiter,
    false,
  );
}

function csvOf(rows: readonly RegisterRow[], delimiter: Delimiter, bom: boolean): string {
  return stringify([...rows], { delimiter, bom, record_delimiter: 'windows', escape_formulas: true });
}
