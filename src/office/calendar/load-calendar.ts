import type { DayRow } from '../../law/free-days.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import { sha256 } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

/** What a load did. `version` is the newest version afterwards. */
export interface CalendarLoaded {
  readonly version: number;
  readonly added: number;
  readonly changed: number;
}

/**
 * Brings holiday rows into the calendar: adds what is new and changes only rows that no admin has touched; a row that
 * `rows` no longer names stays (taking a day away is a decree of its own). Whenever anything changed, the calendar
 * gets a new version named `title`; the worker then counts the open cases anew. Safe to repeat and to run at once from
 * two machines.
 */
export async function loadCalendar(tx: Tx, rows: readonly DayRow[], title: string): Promise<CalendarLoaded> {
  await lockCalendar(tx);
  const known = await readDays(tx);
  const change = differences(known, rows);
  const newest = await newestVersion(tx);
  if (newest !== null && change.written.length === 0) return { version: newest, added: 0, changed: 0 };
  const version = await addCalendarVersion(tx, title, hashOf(change.result));
  await writeDays(tx, change.written, version);
  return { version, added: change.added, changed: change.written.length - change.added };
}

/** Waits for any other change of the calendar, and holds the others off until the transaction ends. */
export async function lockCalendar(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calendar version', 0))`);
}

interface StoredDay {
  readonly date: string;
  readonly kind: string;
  readonly name_id: string;
  readonly name_en: string;
  readonly decree: string;
  readonly decree_date: string;
  readonly touched: boolean;
  readonly removed: boolean;
}

type DayValues = Omit<StoredDay, 'touched' | 'removed'>;

function differences(
  known: ReadonlyMap<string, StoredDay>,
  rows: readonly DayRow[],
): { readonly written: readonly DayValues[]; readonly added: number; readonly result: readonly DayValues[] } {
  const written = new Map<string, DayValues>();
  let added = 0;
  for (const row of rows) {
    const day = valuesOf(row);
    const key = keyOf(day);
    const stored = known.get(key);
    if (stored !== undefined && (stored.touched || isSame(stored, day))) continue;
    if (stored === undefined && !written.has(key)) added += 1;
    written.set(key, day);
  }
  const untouched = [...known.entries()]
    .filter(([key, { removed }]) => !written.has(key) && !removed)
    .map(([, day]) => strip(day));
  const result = [...untouched, ...written.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { written: [...written.values()], added, result };
}

function valuesOf(row: DayRow): DayValues {
  if (row.decreeDate === null) throw new Error(`the holiday of ${row.date} names no date of its decree`);
  return {
    date: row.date,
    kind: row.kind,
    name_id: row.nameId,
    name_en: row.nameEn,
    decree: row.decree,
    decree_date: row.decreeDate,
  };
}

const strip = ({ touched: _touched, removed: _removed, ...day }: StoredDay): DayValues => day;
const keyOf = (day: DayValues): string => `${day.date}|${day.name_id}`;
const isSame = (stored: StoredDay, day: DayValues): boolean =>
  canonicalJson(strip(stored)) === canonicalJson(day);
const hashOf = (days: readonly DayValues[]): Buffer => sha256(canonicalJson(days));

async function readDays(tx: Tx): Promise<ReadonlyMap<string, StoredDay>> {
  const days = await tx.query<StoredDay>(
    `SELECT date, kind, name_id, name_en, decree, decree_date, admin_changed_at IS NOT NULL AS touched,
       removed_version IS NOT NULL AS removed
     FROM calendar_days`,
  );
  return new Map(days.map((day) => [keyOf(day), day]));
}

async function newestVersion(tx: Tx): Promise<number | null> {
  const rows = await tx.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM calendar_versions',
  );
  return rows[0]?.version ?? null;
}

/** Adds a version named `title` and returns its number. The caller holds `lockCalendar`. */
export async function addCalendarVersion(tx: Tx, title: string, hash: Buffer): Promise<number> {
  const actor = tx.actor.id === null ? tx.actor.kind : `${tx.actor.kind}:${tx.actor.id}`;
  const rows = await tx.query<{ version: number }>(
    `INSERT INTO calendar_versions (title, source_hash, loaded_at, loaded_by) VALUES ($1, $2, $3, $4)
     RETURNING version`,
    [title, hash, await tx.now(), actor],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the calendar got no version');
  return row.version;
}

async function writeDays(tx: Tx, days: readonly DayValues[], version: number): Promise<void> {
  await tx.query(
    `INSERT INTO calendar_days (date, kind, name_id, name_en, decree, decree_date, version)
     SELECT f.date, f.kind, f.name_id, f.name_en, f.decree, f.decree_date, $2
     FROM jsonb_to_recordset($1::jsonb) AS f(date date, kind text, name_id text, name_en text, decree text,
       decree_date date)
     ON CONFLICT (date, name_id) DO UPDATE SET kind = excluded.kind, name_en = excluded.name_en,
       decree = excluded.decree, decree_date = excluded.decree_date, version = excluded.version`,
    [JSON.stringify(days), version],
  );
}
