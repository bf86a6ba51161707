import { stringify } from 'csv-stringify/sync';
import { localDayOf } from '../../law/local-date.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import { pathInLanguage } from '../../platform/views/language.js';
import { paginate } from '../../platform/views/parts/pagination.js';
import type { Texts } from '../../platform/views/texts.js';
import {
  REGISTER_ROWS,
  type RegisterFilter,
  type RegisterPage,
  type RegisterRow,
} from './public-register.queries.js';

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
      number: row.register_number,
      agency: agencyOf(texts, names, row),
      received: formats.dateShort(row.received_on),
      due: row.due_on === null ? '' : formats.dateShort(row.due_on),
      status: statusOf(texts, row),
      noticed: row.noticed_at === null ? '' : formats.dateShort(row.noticed_at),
    })),
    csvHref: `${pathInLanguage('/register.csv', language)}?${new URLSearchParams({ tahun: String(filter.year), instansi: filter.agency ?? '' }).toString()}`,
    pages: paginate(filter.page, Math.ceil(found.total / REGISTER_ROWS), hrefOf),
  };
}

const CSV_COLUMNS = ['number', 'agency', 'received', 'due', 'status', 'noticed'] as const;

/** The register as CSV in pieces: semicolons, BOM and CRLF as in the other open data; days as `2026-11-24`. */
export async function* registerCsv(
  texts: Texts,
  agencies: readonly Agency[],
  batches: AsyncIterable<readonly RegisterRow[]>,
): AsyncGenerator<string> {
  const names = namesOf(texts, agencies);
  yield csvOf([CSV_COLUMNS.map((column) => texts.t(`site.register.${column}`))], true);
  for await (const rows of batches) {
    yield csvOf(
      rows.map((row) => [
        row.register_number,
        agencyOf(texts, names, row),
        row.received_on,
        row.due_on ?? '',
        statusOf(texts, row),
        row.noticed_at === null ? '' : localDayOf(row.noticed_at),
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

function agencyOf(texts: Texts, names: ReadonlyMap<string, string>, row: RegisterRow): string {
  if (row.agency_code === null) return texts.t('site.register.undivided');
  return names.get(row.agency_code) ?? row.agency_code;
}

function statusOf(texts: Texts, row: RegisterRow): string {
  return texts.t(`common.status.${row.overdue ? 'overdue' : row.status}`);
}
