import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { quoted } from './admin-connection.js';
import type { BackupManifest, DumpedTable } from './backup-folder.js';

/** Rows that are in memory at once. */
const BATCH = 1_000;

interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What was read of the database, all of one moment. */
export type Snapshot = Pick<BackupManifest, 'takenAt' | 'migrations' | 'tables' | 'sequences'>;

/** Writes every table of the program into `folder`. The caller holds one snapshot for all of it. */
export async function dumpTables(client: pg.Client, folder: string): Promise<Snapshot> {
  const tables: DumpedTable[] = [];
  for (const shape of await tableShapes(client)) tables.push(await dumpTable(client, folder, shape));
  return {
    takenAt: await momentOf(client),
    migrations: await executedMigrations(client),
    tables,
    sequences: await sequences(client),
  };
}

/** Names of the migrations that this database has been through, in their order. */
export async function executedMigrations(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

/**
 * The program's tables with the columns that are stored, not computed. The queue's schema is no part of it, nor what is
 * unlogged: working memory that a crash may take.
 */
export async function tableShapes(client: pg.Client): Promise<readonly TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `SELECT c.relname AS name, json_agg(a.attname ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/**
 * Row-level security would leave rows out in silence.
 * @throws Error when this login may not see everything.
 */
export async function mustSeeAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND NOT pg_has_role(current_user, relowner, 'USAGE') LIMIT 1`,
  );
  if (rows[0] === undefined) return;
  throw new Error(
    `DATABASE_ADMIN_URL: akun ini bukan pemilik tabel "${rows[0].relname}"; cadangan dan pemulihan memakai akun pemilik.`,
  );
}

async function dumpTable(client: pg.Client, folder: string, shape: TableShape): Promise<DumpedTable> {
  const file = `database/${shape.name}.ndjson.gz`;
  const hash = createHash('sha256');
  const written = { rows: 0, bytes: 0 };
  const tap = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      written.bytes += piece.length;
      done(null, piece);
    },
  });
  await pipeline(
    linesOf(client, shape, written),
    createGzip(),
    tap,
    createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { ...shape, ...written, file, sha256: hash.digest('hex') };
}

async function* linesOf(
  client: pg.Client,
  { name, columns }: TableShape,
  written: { rows: number },
): AsyncGenerator<string> {
  const list = columns.map(quoted).join(', ');
  await client.query(
    `DECLARE dump NO SCROLL CURSOR FOR SELECT to_json(r)::text AS line FROM (SELECT ${list} FROM public.${quoted(name)}) r`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${String(BATCH)} FROM dump`);
    if (rows.length === 0) break;
    written.rows += rows.length;
    yield rows.map(({ line }) => `${line}\n`).join('');
  }
  await client.query('CLOSE dump');
}

async function momentOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ at: Date }>('SELECT transaction_timestamp() AS at');
  const [row] = rows;
  if (row === undefined) throw new Error('the database gave no time');
  return row.at.toISOString();
}

async function sequences(client: pg.Client): Promise<BackupManifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`,
  );
  return rows;
}
