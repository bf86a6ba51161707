import { stringify } from 'csv-stringify/sync';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { paginate } from '../../platform/views/parts/pagination.js';
import type { Texts } from '../../platform/views/texts.js';
import {
  PUBLIC_ROWS,
  type PublicFilter,
  type PublicPage,
  type PublicRow,
} from './public-register.queries.js';
import { NO_AGENCY, SEVERAL_AGENCIES } from './register-filter.js';

/** The register page: rows in words, filter with what is chosen, pages. */
export function publicModel(
  texts: Texts,
  filter: PublicFilter,
  found: PublicPage,
  agencies: readonly Agency[],
  thisYear: number,
) {
  const { formats, language } = texts;
  const nameOf = (agency: Agency): string => (language === 'id' ? agency.shortName : agency.nameEn);
  const names = namesOf(texts, agencies);
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
      number: row.number,
      agency: agencyWords(texts, names, row),
      received: formats.dateShort(row.receivedOn),
      due: row.dueOn === null ? '' : formats.dateShort(row.dueOn),
      result: texts.t(`site.register.results.${row.result}`),
      noticed: row.noticedOn === null ? '' : formats.dateShort(row.noticedOn),
      days: row.workingDays === null ? '' : formats.number(row.workingDays, 0),
    })),
    csvHref: `${pathInLanguage('/register.csv', language)}?${new URLSearchParams({ tahun: String(filter.year), instansi: filter.agency ?? '' }).toString()}`,
    pages: paginate(filter.page, Math.ceil(found.total / PUBLIC_ROWS), hrefOf),
  };
}

const CSV_COLUMNS = ['number', 'agency', 'received', 'due', 'result', 'noticed', 'days'] as const;

/** The register as CSV in pieces: semicolons, BOM and CRLF as in the other open data; days as `2026-11-24`. */
export async function* publicCsv(
  texts: Texts,
  agencies: readonly Agency[],
  batches: AsyncIterable<readonly PublicRow[]>,
): AsyncGenerator<string> {
  const names = namesOf(texts, agencies);
  yield csvOf([CSV_COLUMNS.map((column) => texts.t(`site.register.${column}`))], true);
  for await (const rows of batches) {
    yield csvOf(
      rows.map((row) => [
        row.number,
        agencyWords(texts, names, row),
        row.receivedOn,
        row.dueOn ?? '',
        texts.t(`site.register.results.${row.result}`),
        row.noticedOn ?? '',
        row.workingDays === null ? '' : String(row.workingDays),
      ]),
      false,
    );
  }
}

function csvOf(rows: readonly (readonly string[])[], bom: boolean): string {
  return stringify([...rows], { delimiter: ';', bom, record_delimiter: 'windows', escape_formulas: true });
}

function namesOf(texts: Texts, agencies: readonly Agency[]): ReadonlyMap<string, string> {
  const nameOf = (agency: Agency): string => (texts.language === 'id' ? agency.shortName : agency.nameEn);
  return new Map(agencies.map((agency) => [agency.code, nameOf(agency)]));
}

function agencyWords(texts: Texts, names: ReadonlyMap<string, string>, { agency }: PublicRow): string {
  if (agency === NO_AGENCY) return texts.t('site.register.undivided');
  if (agency === SEVERAL_AGENCIES) return texts.t('site.register.several');
  return names.get(agency) ?? agency;
}
