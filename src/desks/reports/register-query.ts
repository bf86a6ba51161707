import { localDate, parseLocalDate, yearOf, localDayOf, type LocalDate } from '../../law/local-date.js';
import { filterPairs, readRegisterFilter, type RegisterFilter } from './register-filter.js';
import { knowledgeOf, spanOfDays, type Knowledge, type RegisterSpan } from './register-span.js';
import type { RegisterKind } from './register-table.js';

/** The fields of the page's form, as typed. */
export interface TypedRegister {
  readonly jenis: string;
  readonly dari: string;
  readonly sampai: string;
  readonly pada: string;
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What the page is asked for; `errors` name fields whose word was no day, with the usual value in its place. */
export interface AskedRegister {
  readonly typed: TypedRegister;
  readonly kind: RegisterKind;
  readonly span: RegisterSpan;
  readonly knowledge: Knowledge;
  readonly filter: RegisterFilter;
  readonly page: number;
  readonly errors: readonly FieldError[];
}

type Query = Readonly<Record<string, unknown>>;

const DEEPEST_PAGE = 10_000;

/** Reads the address (or the download form) of `/pengawas/register`; without any, this year's requests as of now. */
export function readAskedRegister(query: Query, now: Date): AskedRegister {
  const year = String(yearOf(localDayOf(now)));
  const word = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  const typed: TypedRegister = {
    jenis: word('jenis') === 'keberatan' ? 'keberatan' : 'permintaan',
    dari: word('dari') || `${year}-01-01`,
    sampai: word('sampai') || `${year}-12-31`,
    pada: word('pada'),
  };
  const errors: FieldError[] = [];
  const day = (field: keyof TypedRegister, usual: LocalDate): LocalDate => {
    const read = parseLocalDate(typed[field]);
    if (read === null) errors.push({ field, message: 'reports.errors.day' });
    return read ?? usual;
  };
  const from = day('dari', localDate(`${year}-01-01`));
  const to = day('sampai', localDate(`${year}-12-31`));
  const asOf = typed.pada === '' ? null : day('pada', localDayOf(now));
  const span = spanOfDays(from, to);
  if (span === null) errors.push({ field: 'sampai', message: 'reports.errors.order' });
  const knowledge = knowledgeOf(asOf, now);
  if (knowledge === null) errors.push({ field: 'pada', message: 'reports.errors.future' });
  const page = Number(word('halaman') || '1');
  return {
    typed,
    kind: typed.jenis === 'keberatan' ? 'objections' : 'requests',
    span: span ?? { from, to: from, year: null },
    knowledge: knowledge ?? { day: localDayOf(now), before: new Date(now.getTime() + 1) },
    filter: readRegisterFilter(query),
    page: Number.isInteger(page) && page >= 1 && page <= DEEPEST_PAGE ? page : 1,
    errors,
  };
}

/** Address of the register page. */
export function registerHref(typed: Partial<TypedRegister>, filter: RegisterFilter = {}, page = 1): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(typed)) if (value !== '') query.append(name, value);
  for (const [name, value] of filterPairs(filter)) query.append(name, value);
  if (page > 1) query.append('halaman', String(page));
  return query.size === 0 ? '/pengawas/register' : `/pengawas/register?${query.toString()}`;
}
