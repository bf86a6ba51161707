import { invalid } from './problems.js';

/** A place in a sorted list: the key that it is sorted by, and the id of its row. */
export interface ListPlace {
  readonly key: string;
  readonly id: string;
}

/** The cursor of a place, as `nextCursor` hands it out. */
export function cursorOf({ key, id }: ListPlace): string {
  return Buffer.from(JSON.stringify([key, id]), 'utf8').toString('base64url');
}

/** The place that a cursor names, or null when nobody gave it out. */
export function readCursor(cursor: string | null): ListPlace | null {
  if (cursor === null || cursor.length > 300) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(read) || read.length !== 2) return null;
    const [key, id] = read as unknown[];
    const known = typeof key === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/u.test(id);
    return known && !key.includes('\u0000') ? { key, id } : null;
  } catch {
    return null;
  }
}

/** The place behind which a list goes on; null at its beginning. Throws 422 for a cursor that nobody gave out. */
export function placeAfter(cursor: unknown): ListPlace | null {
  if (cursor === undefined || cursor === '') return null;
  const place = readCursor(typeof cursor === 'string' ? cursor : null);
  if (place !== null) return place;
  throw invalid([{ field: 'cursor', code: 'unknown-value', message: 'problems.fields.unknown-value' }]);
}

/** One page of rows that were asked for with one more than it holds, and the cursor of the next. */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => ListPlace,
): { readonly rows: readonly R[]; readonly nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(placeOf(last)) : null,
  };
}
