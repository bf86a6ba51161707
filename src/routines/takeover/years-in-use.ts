import type { Tx } from '../../platform/database/tx.js';
import type { RegisterKind } from '../../office/register/register-numbers.js';
import { seriesFaults, type NumberedEntry, type Reading, type YearInUse } from './check-series.js';
import type { RowFault } from './register-entry.js';

const TABLES: Readonly<Record<RegisterKind, string>> = { requests: 'cases', objections: 'objections' };

/** Checks the entries against the numbers that the register already has. */
export async function checkSeriesIn(
  tx: Tx,
  register: RegisterKind,
  entries: readonly NumberedEntry[],
  reading: Reading = 'whole',
): Promise<readonly RowFault[]> {
  const years = [...new Set(entries.map(({ year }) => year))];
  const given = await tx.query<{ year: number; seq: number }>(
    `SELECT DISTINCT register_year AS year, register_seq AS seq FROM ${TABLES[register]} WHERE register_year = ANY ($1)`,
    [years],
  );
  const counters = await tx.query<{ year: number; last: number }>(
    `SELECT year, last_number AS last FROM register_counters WHERE register = $2 AND year = ANY ($1)`,
    [years, register],
  );
  const inUse = new Map<number, YearInUse>(
    years.map((year) => [
      year,
      {
        numbers: new Set(given.filter((row) => row.year === year).map(({ seq }) => seq)),
        last: counters.find((row) => row.year === year)?.last ?? 0,
      },
    ]),
  );
  return seriesFaults(entries, inUse, reading);
}
