/**
 * The columns of the two statutory registers in their official order (PerKI 1/2021 art. 32 and 43, annexes VIII and XI;
 * law.md 4.9-4.10). What is printed, exported and taken over from an older register reads this list and no other.
 */

/** Register Permintaan, Lampiran VIII. Where the annex has heads in three rows, the upper ones come first. */
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

/** Register Keberatan, Lampiran XI. */
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
