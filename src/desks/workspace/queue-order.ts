import { readCursor } from '../../platform/http/list-cursor.js';
import type { QueueSort } from './queue-filters.js';
import type { QueueView } from './queue-views.js';
import type { SqlParts } from './sql-parts.js';

/** One thing that a list is sorted by: what PostgreSQL compares, and how its value is written into a cursor. */
interface SortColumn {
  readonly sql: string;
  readonly type: string;
  readonly written: string;
  readonly isWritten: (text: string) => boolean;
}

/** The order of a list of cases, the id last; all of it upwards, or all of it downwards. */
export interface QueueOrder {
  readonly columns: readonly SortColumn[];
  readonly descending: boolean;
}

/** A place in a list that somebody goes on from: behind which values, and how many cases stand before. */
export interface QueuePlace {
  readonly condition: string;
  readonly before: number;
}

// Cases that wait for the requester stand below all running ones; a promised day counts while information is owed, the day
// of an order or a letter where it is nearer or nothing else runs (`shownDay`). The indexes `cases_queue` and
// `cases_queue_of_all` hold cases at work in this order, in these very words.
const WAITS = column(`(c.status = 'incomplete' AND c.order_due_on IS NULL)`, 'boolean');
const DAY = column(
  `coalesce(least(CASE WHEN c.status = 'incomplete' THEN c.repair_due_on WHEN c.status = 'granted_open' THEN c.provide_on
    WHEN c.status = 'closed_not_documented' AND c.provide_on IS NOT NULL THEN c.provide_on
    WHEN coalesce(c.order_due_on, c.letter_due_on) IS NULL OR (c.noticed_at IS NULL AND c.closed_at IS NULL) THEN c.due_on
    END, c.order_due_on, c.letter_due_on), '9999-12-31'::date)`,
  'date',
);
const BY_DAY = [WAITS, DAY, column('c.received_at', 'timestamptz')];
const BY_RECENCY = [column('coalesce(c.closed_at, c.noticed_at, c.received_at)', 'timestamptz')];
const BY_NUMBER = [column('c.register_number COLLATE "C"', 'text')];

/** How a view is sorted, unless the reader wishes otherwise. */
export function orderOf(view: QueueView, sort: QueueSort | null): QueueOrder {
  if (sort === 'nomor' || sort === '-nomor') return { columns: BY_NUMBER, descending: sort.startsWith('-') };
  if (view.order === 'recent' && sort === null) return { columns: BY_RECENCY, descending: true };
  return { columns: BY_DAY, descending: sort === '-batas' };
}

/** `a ASC, b ASC, c.id ASC`. */
export function sortedBy({ columns, descending }: QueueOrder): string {
  return [...columns.map(({ sql }) => sql), 'c.id']
    .map((sql) => `${sql} ${descending ? 'DESC' : 'ASC'}`)
    .join(', ');
}

/** The key of a row as its cursor holds it. */
export function writtenKey({ columns }: QueueOrder): string {
  return `concat_ws(' ', ${columns.map(({ written }) => written).join(', ')})`;
}

/** The key of a cursor: how many cases stand before it, and the row's own. */
export function placeKey(before: number, key: string): string {
  return `${String(before)} ${key}`;
}

/** Where a cursor goes on; null at the beginning, also for a cursor that nobody gave out for this order. */
export function placeOf(cursor: string | null, order: QueueOrder, sql: SqlParts): QueuePlace | null {
  const place = readCursor(cursor);
  if (place === null) return null;
  const [before = '', ...values] = place.key.split(' ');
  const { columns, descending } = order;
  const known = /^\d{1,9}$/u.test(before) && values.length === columns.length;
  if (!known || !columns.every(({ isWritten }, at) => isWritten(values[at] ?? ''))) return null;
  const given = columns.map(({ type }, at) => `${sql.value(values[at])}::${type}`);
  return {
    condition: `(${[...columns.map((one) => one.sql), 'c.id'].join(', ')}) ${descending ? '<' : '>'} (${given.join(', ')}, ${sql.value(place.id)}::uuid)`,
    before: Number(before),
  };
}

function column(sql: string, type: 'boolean' | 'date' | 'timestamptz' | 'text'): SortColumn {
  const isMoment = (text: string): boolean => Number.isFinite(Date.parse(text));
  switch (type) {
    case 'boolean':
      return { sql, type, written: `${sql}::integer`, isWritten: (text) => /^[01]$/u.test(text) };
    case 'date':
      return {
        ...{ sql, type, written: `${sql}::text` },
        isWritten: (text) => /^\d{4}-\d\d-\d\d$/u.test(text) && isMoment(text),
      };
    case 'timestamptz':
      return {
        ...{ sql, type, written: `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` },
        isWritten: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u.test(text) && isMoment(text),
      };
    case 'text':
      return { sql, type, written: sql, isWritten: (text) => /^[\w/-]+$/u.test(text) };
  }
}
