import type { Agency } from '../../office/agencies/agencies.queries.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { paginate } from '../../platform/views/parts/pagination.js';
import type { Texts } from '../../platform/views/texts.js';
import { REGISTER_ROWS, type RegisterFilter, type RegisterPage } from './public-register.queries.js';

/** The register page: rows in words, filter with what is chosen, pages. */
export function registerModel(
  texts: Texts,
  filter: RegisterFilter,
  found: RegisterPage,
  agencies: readonly Agency[],
  thisYear: number,
) {
  const { formats, language } = texts;
  const nameOf = (agency: Agency): string => (language === 'id' ? agency.shortName : agency.nameEn);
  const names = new Map(agencies.map((agency) => [agency.code, nameOf(agency)]));
  const years = [...new Set([thisYear, ...found.years])].sort((a, b) => b - a);
  const hrefOf = (page: number): string => {
    const query = new URLSearchParams({
      tahun: String(filter.year),
      instansi: filter.agency ?? '',
      halaman: String(page),
    });
    return `${pathInLanguage('/register', language)}?${query.toString()}`;
  };
  return {
    total: found.total,
    year: String(filter.year),
    yearValue: String(filter.year),
    agency: filter.agency ?? '',
    years: years.map((year) => ({ value: String(year), text: String(year) })),
    agencies: agencies
      .map((agency) => ({ value: agency.code, text: nameOf(agency) }))
      .sort((a, b) => a.text.localeCompare(b.text, language)),
    rows: found.rows.map((row) => ({
      number: row.register_number,
      agency:
        row.agency_code === null
          ? texts.t('site.register.undivided')
          : (names.get(row.agency_code) ?? row.agency_code),
      received: formats.dateShort(row.received_on),
      due: row.due_on === null ? '' : formats.dateShort(row.due_on),
      status: texts.t(`common.status.${row.overdue ? 'overdue' : row.status}`),
      noticed: row.noticed_at === null ? '' : formats.dateShort(row.noticed_at),
    })),
    pages: paginate(filter.page, Math.ceil(found.total / REGISTER_ROWS), hrefOf),
  };
}
