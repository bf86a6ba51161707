/**
 * The columns of the Register Permintaan in the order of Lampiran VIII (PerKI 1/2021; law.md 4.9). The words of each
 * stand in `reports.columns.requests`; where the annex has heads in three rows, the upper ones come first.
 */
export const REQUEST_COLUMNS = [
  'number',
  'date',
  'name',
  'address',
  'contact',
  'occupation',
  'information',
  'purpose',
  'held',
  'notHeld',
  'undocumented',
  'softcopy',
  'hardcopy',
  'inspect',
  'copy',
  'decision',
  'refusalReason',
  'noticed',
  'provided',
  'cost',
  'payment',
] as const;

export type RequestColumn = (typeof REQUEST_COLUMNS)[number];
export type RequestCells = Readonly<Record<RequestColumn, string>>;

/** The columns of the Register Keberatan in the order of Lampiran XI (law.md 4.10). */
export const OBJECTION_COLUMNS = [
  'number',
  'date',
  'name',
  'address',
  'contact',
  'occupation',
  'requestNumber',
  'information',
  'purpose',
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'g',
  'decision',
  'answered',
  'superior',
  'response',
] as const;

export type ObjectionColumn = (typeof OBJECTION_COLUMNS)[number];
export type ObjectionCells = Readonly<Record<ObjectionColumn, string>>;

/** The columns that name a person: only an export with a stated purpose fills them. */
export const PERSON_COLUMNS = ['name', 'address', 'contact', 'occupation'] as const;

/** As the Lampiran ticks. */
export const TICK = '√';
