import type { Tx } from '../../platform/database/tx.js';
import { seriesFaults, type YearInUse } from './check-series.js';
import type { RegisterEntryRead, RowFault } from './register-entry.js';

/** Checks the entries against the numbers that the register already has. */
export async function checkSeriesIn(
  tx: Tx,
  entries: readonly RegisterEntryRead[],
): Promise<readonly RowFault[]> {
  const years = [...new Set(entries.map(({ year }) => year))];
  const given = await tx.query<{ year: number; seq: number }>(
    'SELECT DISTINCT register_year AS year, register_seq AS seq FROM cases WHERE register_year = ANY ($1)',
    [years],
  );
  const counters = await tx.query<{ year: number; last: number }>(
    `SELECT year, last_number AS last FROM register_counters WHERE register = 'requests' AND year = ANY ($1)`,
    [years],
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
  return seriesFaults(entries, inUse);
}
