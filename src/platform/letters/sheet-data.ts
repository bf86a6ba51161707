import type { Shaped } from './letter-shape.js';
import { count, listOf, orNull, record, text, type Shape } from './letter-shape.js';
import { letterhead, printedDate } from './letter-parts.js';

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

/** A line of a table of counts: "Dikabulkan seluruhnya", "846", "65,9". */
const counted = record({ label: text, count: text, share: orNull(text) });
const labelled = record({ label: text, text });

/** Picture 13: the annual service report (PerKI 1/2021 art. 56-58), short or full. */
export const reportSheet = record({
  letterhead,
  year: text,
  /** "Ringkasan (Pasal 58 huruf a)". */
  lengthName: text,
  /** "ringkasan": running head and foot. */
  lengthWord: text,
  figures: listOf(record({ value: text, label: text }), 1),
  availableBy: printedDate,
  madeNote: text,
  policy: text,
  facilities: text,
  staff: text,
  /** Lines of the budget as a table, or null where it was written as a text. */
  budget: orNull(listOf(record({ item: text, planned: text, spent: text, share: text }), 1)),
  budgetText: text,
  resultsTitle: text,
  results: listOf(counted, 1),
  /** Outside of the other figures: courtesy, official help, taken over from an older register. */
  besides: listOf(labelled),
  reasons: listOf(counted),
  monthFinding: text,
  months: listOf(
    record({ name: text, received: count, onTime: count, late: count, other: count, median: text }),
    12,
  ),
  monthTotal: record({ received: text, onTime: text, late: text, median: text }),
  durations: listOf(counted, 1),
  disputes: listOf(labelled, 1),
  obstacles: listOf(labelled, 1),
  followUp: listOf(labelled, 1),
  /** Tables that only the full report has. */
  tables: listOf(record({ title: text, heads: listOf(text, 2), rows: listOf(listOf(text, 2)) })),
  address: text,
});
export type ReportSheet = Shaped<typeof reportSheet>;

/** Every sheet that is no letter to somebody; the key is its template under `templates/letters/`. */
export const sheetShapes = {
  'registers/requests': registerSheet,
  'registers/objections': registerSheet,
  'report/report': reportSheet,
} as const;

export type SheetKind = keyof typeof sheetShapes;
export type SheetOf<K extends SheetKind> = Shaped<(typeof sheetShapes)[K]>;
