import type { Tx } from '../../platform/database/tx.js';
import type { AgencyRow } from './agencies-file.js';

/** What a load did. */
export interface AgenciesLoaded {
  readonly added: number;
  readonly changed: number;
}

/**
 * Brings the agencies of the file into the database: adds what is new and changes only rows that no admin has
 * touched. Agencies that the file no longer names stay (their cases need them). Safe to repeat and to run at once
 * from two machines: the second waits for the first and finds nothing to do.
 */
export async function loadAgencies(tx: Tx, rows: readonly AgencyRow[]): Promise<AgenciesLoaded> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('load agencies', 0))`);
  const result = await tx.query<{ added: boolean }>(LOAD, [
    JSON.stringify(
      rows.map((row, position) => ({
        code: row.code,
        name: row.name,
        name_short: row.shortName,
        name_en: row.nameEn,
        kind: row.kind,
        keywords: row.keywords,
        position: position + 1,
      })),
    ),
  ]);
  const added = result.filter((row) => row.added).length;
  return { added, changed: result.length - added };
}

// `xmax = 0` only on a row that this statement inserted.
const LOAD = /* sql */ `
  INSERT INTO agencies AS a (code, name, name_short, name_en, kind, keywords, position)
  SELECT f.code, f.name, f.name_short, f.name_en, f.kind, f.keywords, f.position
  FROM jsonb_to_recordset($1::jsonb) AS f(code text, name text, name_short text, name_en text, kind text,
    keywords text[], position integer)
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_short = excluded.name_short,
    name_en = excluded.name_en, kind = excluded.kind, keywords = excluded.keywords, position = excluded.position
  WHERE a.admin_changed_at IS NULL
    AND (a.name, a.name_short, a.name_en, a.kind, a.keywords, a.position)
      IS DISTINCT FROM (excluded.name, excluded.name_short, excluded.name_en, excluded.kind, excluded.keywords,
        excluded.position)
  RETURNING (a.xmax = 0) AS added`;
