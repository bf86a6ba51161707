import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { readTypedDate } from '../../platform/views/typed-date.js';
import type { QueuePlace } from './queue-address.js';
import { QUEUE_SORTS, readPageFilter, typed, type QueueSort, type TypedQuery } from './queue-filters.js';
import { queueView } from './queue-views.js';

/** A place in the queue whose order is one of ours. */
export type ReadPlace = QueuePlace & { readonly sort: QueueSort | null };

/** Reads view, filter and order of an address; an unknown view is the default one. */
export function readPlace(query: TypedQuery): ReadPlace {
  const view = queueView(typed(query, 'tampilan') ?? 'semua')?.name ?? 'semua';
  const sort = typed(query, 'urut');
  const known = (QUEUE_SORTS as readonly string[]).includes(sort ?? '') ? (sort as QueueSort) : null;
  const filter = readPageFilter(query);
  const since = typed(query, 'sejak');
  return {
    view,
    sort: known,
    filter: { ...filter, receivedSince: since === null ? null : readDay(since) },
  };
}

/** `2026-11-02`, `2 Nov 2026` or `2/11/2026`; null for anything else. */
function readDay(text: string): LocalDate | null {
  const written = parseLocalDate(text);
  if (written !== null) return written;
  const [day = '', month = '', year = ''] = text.split(/[\s/.-]+/u);
  const read = readTypedDate({ day, month, year });
  return read.ok ? parseLocalDate(read.date) : null;
}
