import type { Shaped } from './letter-shape.js';
import { listOf, record, text, type Shape } from './letter-shape.js';
import { letterhead } from './letter-parts.js';

/** A cell of a register; it may be empty. */
const cell: Shape<string> = {
  check: (value, path, faults) => {
    if (typeof value !== 'string') faults.push(`${path} must be a text`);
  },
};

/**
 * Pictures 11 and 12: a statutory register on A4 landscape. The heads stand in the template as the Lampiran prints them;
 * each row has one text for each column.
 */
export const registerSheet = record({
  letterhead,
  /** "November 2026", "1 Januari sampai 31 Maret 2026". */
  period: text,
  /** "Senin, 21 Desember 2026". */
  dataOn: text,
  /** "ppid.ambon.test/pengawas/register". */
  printedFrom: text,
  rows: listOf(listOf(cell, 20)),
});
export type RegisterSheet = Shaped<typeof registerSheet>;

/** Every sheet that is no letter to somebody; the key is its template under `templates/letters/`. */
export const sheetShapes = {
  'registers/requests': registerSheet,
  'registers/objections': registerSheet,
} as const;

export type SheetKind = keyof typeof sheetShapes;
export type SheetOf<K extends SheetKind> = Shaped<(typeof sheetShapes)[K]>;
