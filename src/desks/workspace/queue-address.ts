import type { QueueFilter } from './queue-filters.js';
import type { QueueViewName } from './queue-views.js';

/** Everything of a queue that its address carries. */
export interface QueuePlace {
  readonly view: QueueViewName;
  readonly filter: QueueFilter;
  readonly sort: string | null;
}

/** The fields of the address in their order; empty ones are left out. */
export function queueFields(place: QueuePlace): readonly (readonly [string, string])[] {
  const { view, filter, sort } = place;
  const all: readonly (readonly [string, string | null])[] = [
    ['tampilan', view === 'semua' ? null : view],
    ['status', filter.status],
    ['batas', filter.due],
    ['pemegang', filter.holder],
    ['instansi', filter.agency],
    ['kanal', filter.channel],
    ['sejak', filter.receivedSince],
    ['kata', filter.words],
    ['urut', sort],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** Address of a queue, or of a page that remembers from which queue it was opened. */
export function queueHref(
  place: QueuePlace,
  options: {
    readonly path?: string;
    readonly without?: readonly string[];
    readonly extra?: readonly (readonly [string, string])[];
  } = {},
): string {
  const fields = queueFields(place).filter(([name]) => !(options.without ?? []).includes(name));
  const query = new URLSearchParams(
    [...fields, ...(options.extra ?? [])].map(([name, value]): [string, string] => [name, value]),
  ).toString();
  return `${options.path ?? '/petugas'}${query === '' ? '' : `?${query}`}`;
}
