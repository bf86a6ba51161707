import { newestDurationBorders } from '../../law/answer-durations.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import { paginate } from '../../platform/views/parts/pagination.js';
import type { Texts } from '../../platform/views/texts.js';
import {
  filterPairs,
  IMPORTED,
  NO_AGENCY,
  SEVERAL_AGENCIES,
  type RegisterFilter,
} from './register-filter.js';
import { registerHref, type AskedRegister, type FieldError } from './register-query.js';
import { periodWords } from './register-sheet.js';
import type { RegisterRow } from './register-table.js';

export const PAGE_ROWS = 50;

export interface RegisterPageFacts {
  readonly asked: AskedRegister;
  readonly rows: readonly RegisterRow[];
  /** The case behind each row, where there is one. */
  readonly links: readonly (string | null)[];
  readonly total: number;
  readonly agencies: readonly Agency[];
  readonly csrf: string;
  readonly errors: readonly FieldError[];
  readonly purpose: string;
  readonly format: string;
}

/** The model of `/pengawas/register`. */
export function registerModel(texts: Texts, facts: RegisterPageFacts): object {
  const { asked, rows, total } = facts;
  const { formats } = texts;
  const { typed, filter, kind } = asked;
  return {
    kind,
    typed,
    lead: texts.t('reports.register.lead', {
      period: periodWords(texts, asked.span),
      day: formats.date(asked.knowledge.day),
    }),
    count: texts.t(`reports.register.count.${kind}`, { n: total }),
    tabs: (['permintaan', 'keberatan'] as const).map((one) => ({
      href: registerHref({ ...typed, jenis: one }),
      text: texts.t(`reports.register.tabs.${one}`),
      current: typed.jenis === one,
    })),
    active: activeFilters(texts, facts),
    hidden: { ...typed, ...Object.fromEntries(filterPairs(filter)) },
    rows: rows.map((cells, at) => ({ cells, href: facts.links[at] ?? null })),
    importHref: '/pengawas/register/impor',
    empty: total === 0 ? texts.t('reports.register.empty') : null,
    pages: paginate(asked.page, Math.ceil(total / PAGE_ROWS), (page) => registerHref(typed, filter, page)),
    download: { purpose: facts.purpose, format: facts.format, csrf: facts.csrf },
    errors: facts.errors.map(({ field, message }) => ({ field, message: texts.t(message) })),
    formats: ['csv', 'pdf'].map((value) => ({ value, text: texts.t(`reports.register.formats.${value}`) })),
  };
}

/** Each filter in force in words, with the address of the register without it. */
function activeFilters(texts: Texts, { asked, agencies }: RegisterPageFacts): readonly object[] {
  const entries = Object.entries(asked.filter) as readonly (readonly [keyof RegisterFilter, string])[];
  return entries.map(([field, value]) => {
    const { [field]: _, ...without } = asked.filter;
    return {
      label: texts.t(`reports.filter.${field}`),
      value: filterWords(texts, agencies, field, value),
      href: registerHref(asked.typed, without),
    };
  });
}

/** One value of a filter in words; the report's tables use the same ones. */
export function filterWords(
  texts: Texts,
  agencies: readonly Agency[],
  field: keyof RegisterFilter,
  value: string,
): string {
  if (field === 'agency') {
    if (value === SEVERAL_AGENCIES) return texts.t('reports.filter.several-agencies');
    if (value === NO_AGENCY) return texts.t('reports.filter.no-agency');
    return agencies.find(({ code }) => code === value)?.shortName ?? value;
  }
  if (field === 'month') return texts.formats.dateOnly(`${value}-01`).replace(/^\d+\s/u, '');
  if (field === 'channel') {
    if (value === IMPORTED) return texts.t('reports.filter.imported');
    return texts.has(`oversight.channels.${value}`) ? texts.t(`oversight.channels.${value}`) : value;
  }
  if (field === 'reason') {
    if (value === 'other') return texts.t('reports.filter.reason-other');
    return texts.t('reports.filter.reason-letter', { letter: value });
  }
  if (field === 'result') return texts.t(`reports.results.${value}`);
  if (field === 'duration') return durationWords(texts, value);
  if (field === 'kind') return texts.t(`reports.kinds.${value}`);
  return texts.t(`reports.filter.${value}`);
}

function durationWords(texts: Texts, value: string): string {
  const { swift, reply, extended } = newestDurationBorders();
  const borders = { swift, afterSwift: swift + 1, reply, afterReply: reply + 1, extended };
  return texts.t(`reports.durations.${value}`, borders);
}
