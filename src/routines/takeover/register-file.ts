import { parse } from 'csv-parse/sync';
import { readWorkbook, type ReadSheet, type SheetFault } from './xlsx-file.js';

/** The largest file that is read. */
export const MOST_FILE_BYTES = 20_000_000;

/** Any of them ends a row, whichever comes first in the file: rows are pasted below heads from other systems. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** A register as it was handed in. */
export interface RegisterSheet extends ReadSheet {
  /** Whether a row may end before the last column: a workbook does not keep the empty cells behind the last full one. */
  readonly mayEndEarly: boolean;
}

export type FileFault = SheetFault | 'not-a-table' | 'empty-file';

/** Reads a register as CSV (comma or semicolon, UTF-8 or Windows-1252) or as a workbook. */
export function readRegisterFile(bytes: Buffer): RegisterSheet | FileFault {
  if (bytes.length === 0) return 'empty-file';
  if (bytes.length > MOST_FILE_BYTES) return 'too-large';
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const sheet = readWorkbook(bytes);
    return typeof sheet === 'string' ? sheet : { ...sheet, mayEndEarly: true };
  }
  if (bytes.includes(0)) return 'not-a-table';
  const text = decoded(bytes);
  const head = text.slice(0, 4_000).split('\n', 5).join('\n');
  const delimiter = (head.match(/;/gu) ?? []).length > (head.match(/,/gu) ?? []).length ? ';' : ',';
  try {
    const rows = parse(text, {
      delimiter,
      bom: true,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 200_000,
    });
    return { rows, since1904: false, mayEndEarly: false };
  } catch {
    return 'not-a-table';
  }
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
