import { parseLocalDate, type LocalDate } from '../../law/local-date.js';

/** What a list of the board may show: `?tampilan=`. Every number of the board names one of these. */
export const CASE_VIEWS = [
  'terbuka',
  'hari-ini',
  'tiga-hari',
  'terlambat',
  'menunggu-pemohon',
  'menunggu-persetujuan',
  'menunggu-penyerahan',
  'tanpa-pemegang',
  'dijawab',
  'jatuh-tempo',
  'tepat-waktu',
  'diperpanjang',
  'keberatan',
  'masuk',
  'selesai',
] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

/** Views whose cases are counted over the chosen period, or over the week that is named. */
export const PERIOD_VIEWS: readonly CaseView[] = [
  'dijawab',
  'jatuh-tempo',
  'tepat-waktu',
  'diperpanjang',
  'masuk',
  'selesai',
];

export const CHANNELS = ['web', 'api', 'counter', 'spoken', 'post', 'email'] as const;

/** `sisa`: how many working days are left, in the steps of the age chart; the earliest due first. */
export const AGE_STEPS = [
  'lewat-11',
  'lewat-6-10',
  'lewat-1-5',
  'hari-ini',
  '1-3',
  '4-7',
  '8-10',
  '11-17',
] as const;
export type AgeStep = (typeof AGE_STEPS)[number];

/** In `instansi` and `pemegang`: cases that have none. */
export const NONE = '-';

/** What narrows board and lists alike; the same words in every address of the room. */
export interface BoardFilter {
  /** As typed; `periodOf` reads it. */
  readonly span: string | null;
  /** Kind of agency: dinas, badan, kecamatan, ... */
  readonly group: string | null;
  readonly channel: string | null;
}

/** What narrows a list further. */
export interface CaseFilter extends BoardFilter {
  readonly view: CaseView;
  readonly agency: string | null;
  readonly holder: string | null;
  /** Due on exactly this day, with the clock running. */
  readonly dueOn: LocalDate | null;
  readonly age: AgeStep | null;
  /** Monday of a week, for `masuk` and `selesai`. */
  readonly week: LocalDate | null;
  /** As it stood at the end of this day, for `terbuka` and `terlambat`. */
  readonly at: LocalDate | null;
}

/** The query of an address; a name given twice counts as not given. */
export type TypedQuery = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const CODE = /^[a-z0-9-]{1,40}$/u;

export function readBoardFilter(query: TypedQuery): BoardFilter {
  return {
    span: matching(typed(query, 'jangka'), /^\d{2,4}$/u),
    group: matching(typed(query, 'kelompok'), /^[a-z]{1,30}$/u),
    channel: oneOf(CHANNELS, typed(query, 'kanal')),
  };
}

/** Reads what a list is asked for; words that nobody gave out are left aside. */
export function readCaseFilter(query: TypedQuery): CaseFilter {
  const holder = typed(query, 'pemegang');
  return {
    ...readBoardFilter(query),
    view: oneOf(CASE_VIEWS, typed(query, 'tampilan')) ?? 'terbuka',
    agency: matching(typed(query, 'instansi'), CODE),
    holder: holder === NONE ? NONE : matching(holder, UUID),
    dueOn: day(typed(query, 'batas')),
    age: oneOf(AGE_STEPS, typed(query, 'sisa')),
    week: day(typed(query, 'minggu')),
    at: day(typed(query, 'pada')),
  };
}

/** The query string of a filter, `?` included, in one order; what says nothing is left out. */
export function queryOf(filter: Partial<CaseFilter>, page = 1): string {
  const pairs: readonly (readonly [string, string | null | undefined])[] = [
    ['tampilan', filter.view],
    ['jangka', filter.span],
    ['kelompok', filter.group],
    ['kanal', filter.channel],
    ['instansi', filter.agency],
    ['pemegang', filter.holder],
    ['batas', filter.dueOn],
    ['sisa', filter.age],
    ['minggu', filter.week],
    ['pada', filter.at],
    ['hal', page > 1 ? String(page) : null],
  ];
  const query = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== null && value !== undefined) query.append(name, value);
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** Address of the list of these cases. */
export function casesHref(filter: Partial<CaseFilter>, page = 1): string {
  return `/pengawas/kasus${queryOf(filter, page)}`;
}

/** One plain value of a query, or null. */
export function typed(query: TypedQuery, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function oneOf<T extends string>(known: readonly T[], value: string | null): T | null {
  return known.find((one) => one === value) ?? null;
}

function matching(value: string | null, shape: RegExp): string | null {
  return value !== null && shape.test(value) ? value : null;
}

function day(value: string | null): LocalDate | null {
  return value === null ? null : parseLocalDate(value);
}
