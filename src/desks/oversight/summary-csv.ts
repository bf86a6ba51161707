import { stringify } from 'csv-stringify/sync';
import type { Texts } from '../../platform/views/texts.js';
import { HEAT_COLUMNS, heatRows, type HeatFacts } from './heat-table.js';

/** The table of the board for a spreadsheet: semicolons, BOM, CRLF, and no cell that begins like a formula. */
export function summaryCsv(texts: Texts, facts: HeatFacts, asOf: Date): string {
  const head = [
    texts.t('oversight.heat.agency'),
    ...HEAT_COLUMNS.map((key) => texts.t(`oversight.heat.${key}`)),
    texts.t('oversight.csv.answered'),
    texts.t('oversight.csv.fell-due'),
    texts.t('oversight.as-of', { at: texts.formats.dateTime(asOf) }),
  ];
  const rows = heatRows(texts, facts).map((row) => {
    const figures = facts.figures.agencies.get(row.code);
    return [
      row.name,
      ...row.cells.map((cell) => cell.text.replaceAll('\u00a0', ' ')),
      String(figures?.durations.answered ?? 0),
      String(figures?.fellDue ?? 0),
      '',
    ];
  });
  return stringify([head.map((cell) => cell.replaceAll('\u00a0', ' ')), ...rows], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
