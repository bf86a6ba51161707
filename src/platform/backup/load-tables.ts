import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { inOneTransaction, quoted } from './admin-connection.js';
import type { BackupManifest, DumpedTable } from './backup-folder.js';
import { tableShapes } from './dump-tables.js';
import { readLines } from './read-lines.js';

/** Rows, or signs of them, that go to the server in one statement. */
const BATCH_ROWS = 1_000;
const BATCH_SIGNS = 4_000_000;

/** What migrations, and a command that only looked, write into an empty database. */
const OF_NOBODY = new Set(['schema_migrations', 'test_clock', 'master_keys']);

/** The first table that holds something of somebody's, or null: the database is as the migrations left it. */
export async function firstFilledTable(client: pg.Client): Promise<string | null> {
  for (const { name } of await tableShapes(client)) {
    if (OF_NOBODY.has(name)) continue;
    const { rows } = await client.query(`SELECT 1 FROM public.${quoted(name)} LIMIT 1`);
    if (rows.length > 0) return name;
  }
  return null;
}

/**
 * Fills a schema of the backup's own migrations with the backup's rows and leaves the system quiet, all in one
 * transaction. Foreign keys are taken away and made again at the end, which checks every row.
 */
export async function loadTables(client: pg.Client, folder: string, manifest: BackupManifest): Promise<void> {
  const tables = manifest.tables.map(({ name }) => `public.${quoted(name)}`);
  await inOneTransaction(client, 'BEGIN', async () => {
    await client.query(`LOCK TABLE ${tables.join(', ')}`);
    const filled = await firstFilledTable(client);
    if (filled !== null) throw new Error(`Basis data tujuan berisi data ("${filled}").`);
    await refuseMissing(client, manifest);
    const keys = await takeForeignKeysAway(client);
    // What triggers work out of other tables stands in the rows already, and those tables are not loaded yet.
    for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await client.query(`TRUNCATE ${tables.join(', ')}`);
    for (const table of manifest.tables) await loadTable(client, folder, table);
    for (const { name, last } of manifest.sequences)
      await client.query('SELECT setval($1::regclass, $2::bigint)', [`public.${quoted(name)}`, last]);
    await removeGoneUploads(client, manifest);
    for (const statement of keys) await client.query(statement);
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await keepQuiet(client, manifest);
  });
  await client.query('ANALYZE');
}

/** Each table of the schema is in a backup of that schema, empty ones too. */
async function refuseMissing(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const held = new Set(manifest.tables.map(({ name }) => name));
  const missing = (await tableShapes(client)).find(({ name }) => !held.has(name));
  if (missing !== undefined)
    throw new Error(`Cadangan tidak lengkap: tabel "${missing.name}" tidak ada di manifest.json.`);
}

/** Answers the statements that make the keys again. */
async function takeForeignKeysAway(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  return rows.map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`,
  );
}

async function loadTable(client: pg.Client, folder: string, table: DumpedTable): Promise<void> {
  const hash = createHash('sha256');
  const lines = readLines(join(folder, table.file), (piece) => hash.update(piece));
  let rows = 0;
  try {
    for await (const batch of batchesOf(lines)) {
      await client.query(insertInto(table), [`[${batch.join(',')}]`]);
      rows += batch.length;
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'tidak terbaca';
    throw new Error(`${table.file} dari cadangan tidak dapat dimuat: ${reason}`, { cause });
  }
  if (rows !== table.rows || hash.digest('hex') !== table.sha256)
    throw new Error(`Cadangan rusak: ${table.file} tidak sesuai dengan manifest.json.`);
}

async function* batchesOf(lines: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let batch: string[] = [];
  let signs = 0;
  for await (const line of lines) {
    batch.push(line);
    signs += line.length;
    if (batch.length < BATCH_ROWS && signs < BATCH_SIGNS) continue;
    yield batch;
    [batch, signs] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function insertInto({ name, columns }: DumpedTable): string {
  const list = columns.map(quoted).join(', ');
  const table = `public.${quoted(name)}`;
  return `INSERT INTO ${table} (${list}) OVERRIDING SYSTEM VALUE
    SELECT ${list} FROM json_populate_recordset(null::${table}, $1::json)`;
}

/** Uploads that were tidied away while the backup was made are tidied away here too. */
async function removeGoneUploads(client: pg.Client, { files }: BackupManifest): Promise<void> {
  if (files.gone.length > 0)
    await client.query('DELETE FROM files WHERE id = ANY ($1::uuid[])', [files.gone]);
}

/** No mail leaves a restored system before somebody has looked at it. */
async function keepQuiet(client: pg.Client, { takenAt }: BackupManifest): Promise<void> {
  await client.query(
    `INSERT INTO settings (key, value, changed_at, changed_by) VALUES
       ('sending', '"paused"', clock_timestamp(), 'restore'),
       ('restored', jsonb_build_object('takenAt', $1::text, 'restoredAt', clock_timestamp()), clock_timestamp(), 'restore')
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by`,
    [takenAt],
  );
}
