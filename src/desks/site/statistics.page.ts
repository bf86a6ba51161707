import { stringify } from 'csv-stringify/sync';
import { FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { Agency } from '../../office/agencies/agencies.queries.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';
import type { Figures, YearFigures } from './service-figures.queries.js';

const columns = ['received', 'answered', 'open', 'late', 'median', 'on-time', 'objections'] as const;

/** The table behind page and CSV: one row an agency, every number in the words of the language. */
export function statisticsModel(texts: Texts, year: YearFigures, agencies: readonly Agency[]) {
  const names = columns.map((column) => texts.t(`site.statistics.figure.${column}`));
  const cityValues = valuesOf(texts, year.city);
  const few = texts.t('site.statistics.few');
  return {
    asOf: texts.formats.dateTime(year.asOf),
    since: texts.formats.dateOnly(year.since),
    csvHref: pathInLanguage('/statistik.csv', texts.language),
    head: [texts.t('site.statistics.agency'), ...names],
    figures: names.map((label, index) => ({
      label,
      value: cityValues[index] === few ? texts.t('site.statistics.few-long') : (cityValues[index] ?? ''),
    })),
    rows: agencyRows(texts, year, agencies),
  };
}

/** Semicolons, BOM and CRLF, as spreadsheets here read it; no cell begins like a formula. */
export function statisticsCsv(texts: Texts, year: YearFigures, agencies: readonly Agency[]): string {
  const { head } = statisticsModel(texts, year, agencies);
  const city = [texts.t('site.statistics.city'), ...valuesOf(texts, year.city)];
  const rows = agencyRows(texts, year, agencies).map((row) => [row.name, ...row.values]);
  return stringify([head, city, ...rows], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function agencyRows(texts: Texts, year: YearFigures, agencies: readonly Agency[]) {
  const nameOf = (agency: Agency): string => (texts.language === 'id' ? agency.shortName : agency.nameEn);
  const rows = agencies.flatMap((agency) => {
    const figures = year.agencies.get(agency.code);
    return figures === undefined ? [] : [{ name: nameOf(agency), values: valuesOf(texts, figures) }];
  });
  const undivided = year.agencies.get(null);
  if (undivided === undefined) return rows;
  return [...rows, { name: texts.t('site.register.undivided'), values: valuesOf(texts, undivided) }];
}

function valuesOf(texts: Texts, figures: Figures): string[] {
  const { formats } = texts;
  const rate = (value: string | null): string =>
    value === null || figures.answered < FEWEST_FOR_A_RATE ? texts.t('site.statistics.few') : value;
  return [
    formats.number(figures.received),
    formats.number(figures.answered),
    formats.number(figures.open),
    formats.number(figures.late),
    rate(figures.median === null ? null : formats.number(figures.median)),
    rate(figures.onTimeShare === null ? null : formats.percent(figures.onTimeShare)),
    formats.number(figures.objections),
  ];
}
