import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { REQUEST_STATES, type RequestState } from '../../law/request-states.js';

export const DUE_FILTERS = ['overdue', 'today', 'soon', 'later'] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];
export const CHANNELS = ['web', 'api', 'counter', 'spoken', 'post', 'email'] as const;
export const QUEUE_SORTS = ['batas', '-batas', 'nomor', '-nomor'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** What narrows a view. */
export interface QueueFilter {
  readonly status: RequestState | null;
  readonly due: DueFilter | null;
  /** Due on this day or before it. */
  readonly dueUntil: LocalDate | null;
  readonly agency: string | null;
  readonly holder: string | null;
  readonly channel: string | null;
  readonly receivedSince: LocalDate | null;
  readonly words: string | null;
  /** Nothing that was typed could be read, for instance a state that does not exist: such a list is empty. */
  readonly impossible: boolean;
}

export const NO_FILTER: QueueFilter = {
  status: null,
  due: null,
  dueUntil: null,
  agency: null,
  holder: null,
  channel: null,
  receivedSince: null,
  words: null,
  impossible: false,
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Query of an address; a name given twice counts as not given. */
export type TypedQuery = Readonly<Record<string, unknown>>;

/** One plain value of a query, or null. */
export function typed(query: TypedQuery, name: string): string | null {
  const value = query[name];
  if (typeof value !== 'string') return null;
  const text = value.replace(/\p{C}/gu, '').trim();
  return text === '' ? null : text.slice(0, 200);
}

/** Reads a status, or says that there is none of this name. */
export function readStatus(text: string): RequestState | null {
  return (REQUEST_STATES as readonly string[]).includes(text) ? (text as RequestState) : null;
}

/** The filter band of the page, as its form sends it (`saring` fields in Indonesian). */
export function readPageFilter(query: TypedQuery): QueueFilter {
  const status = typed(query, 'status');
  const due = typed(query, 'batas');
  const holder = typed(query, 'pemegang');
  const channel = typed(query, 'kanal');
  const since = typed(query, 'sejak');
  const read = {
    status: status === null ? null : readStatus(status),
    due: (DUE_FILTERS as readonly string[]).includes(due ?? '') ? (due as DueFilter) : null,
    dueUntil: null,
    agency: typed(query, 'instansi'),
    holder: holder !== null && UUID.test(holder) ? holder : null,
    channel: (CHANNELS as readonly string[]).includes(channel ?? '') ? channel : null,
    receivedSince: since === null ? null : parseLocalDate(since),
    words: typed(query, 'kata'),
  };
  const impossible =
    (status !== null && read.status === null) ||
    (due !== null && read.due === null) ||
    (holder !== null && read.holder === null) ||
    (channel !== null && read.channel === null);
  return { ...read, impossible };
}

/** Whether a filter leaves out anything at all. */
export function isNarrowed(filter: QueueFilter): boolean {
  return filter.impossible || filter.dueUntil !== null || activeFilters(filter) > 0;
}

/** How many fields of the band are filled; the words of the search count too. */
export function activeFilters(filter: QueueFilter): number {
  return [
    filter.status,
    filter.due,
    filter.agency,
    filter.holder,
    filter.channel,
    filter.receivedSince,
    filter.words,
  ].filter((value) => value !== null).length;
}
