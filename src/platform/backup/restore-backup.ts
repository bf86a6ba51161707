import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import type { Config } from '../config/config.js';
import { migrate, unknownMigrations } from '../database/connection.js';
import { makeDataDir } from '../embedded/place.js';
import { checkDurability } from '../process/durability.js';
import { withServer } from '../process/with-database.js';
import { MasterKey } from '../crypto/master-key.js';
import { below } from '../files/inside.js';
import { withAdmin } from './admin-connection.js';
import { anchorPaths, bringAnchors } from './anchor-copies.js';
import { provideKey } from './backup-key.js';
import { hexHash, readManifest, writeFlushed, type BackupManifest } from './backup-folder.js';
import { inLanes, objectsIn } from './copy-files.js';
import { executedMigrations } from './dump-tables.js';
import { firstFilledTable, loadTables } from './load-tables.js';
import { isSealed } from './manifest-seal.js';
import { readLines } from './read-lines.js';

/** What a restore did. */
export interface Restored {
  readonly manifest: BackupManifest;
  /** Where the key was copied from, or null: it was in its place. */
  readonly keyFrom: string | null;
  /** Whether the key proves that the backup is as it was made. */
  readonly isSealed: boolean;
  /** What the operator should know of where the data lives. */
  readonly notes: readonly string[];
}

interface FileRow {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
}

/**
 * Brings a backup back into an empty database and an empty folder of files: first the files, then all rows in one
 * transaction, then the migrations since. Killed on the way, it can be run again.
 * @throws Error with a sentence for the operator: target not empty, no key, backup of a newer program, damage.
 */
export async function restoreBackup(config: Config, dir: string): Promise<Restored> {
  const folder = resolve(dir);
  const manifest = await readManifest(folder);
  const unknown = unknownMigrations(manifest.migrations);
  if (unknown.length > 0)
    throw new Error(
      `Cadangan ini dari program yang lebih baru: migrasi ${unknown[0] ?? ''} tidak dikenal di sini.`,
    );
  const files = await fileRows(folder, manifest);
  await refuseForeignFiles(config.filesDir, [...files.map(({ path }) => path), ...anchorPaths(manifest)]);
  // Before the key gets its folder below it: the server's user has to enter it.
  if (config.embedded) await makeDataDir(config.dataDir);
  const keyFrom = await provideKey(manifest.masterKey, config.masterKeyFile);
  const sealed = isSealed(manifest, MasterKey.read(config.masterKeyFile));
  const notes = await withServer(
    config,
    async (settled, notes) => {
      await checkDurability(settled);
      await withAdmin(settled.databaseAdminUrl, (client) => refuseFilled(client, manifest));
      await bringFiles(files, join(folder, 'files'), settled.filesDir, manifest);
      await bringAnchors(manifest, folder, settled.filesDir);
      await migrate(settled.databaseAdminUrl, manifest.migrations);
      await withAdmin(settled.databaseAdminUrl, (client) => loadTables(client, folder, manifest));
      await migrate(settled.databaseAdminUrl);
      return notes;
    },
    'may be made',
  );
  return { manifest, keyFrom, isSealed: sealed, notes };
}

/** Sentences for the operator. */
export function restoreLines(dir: string, restored: Restored): readonly string[] {
  const { manifest, keyFrom, isSealed, notes } = restored;
  const rows = manifest.tables.reduce((total, table) => total + table.rows, 0);
  return [
    `Dipulihkan dari ${dir}: keadaan ${manifest.takenAt}, ${manifest.tables.length} tabel, ${rows} baris, ${manifest.files.count} berkas.`,
    ...(keyFrom === null ? [] : [`Kunci utama disalin dari ${keyFrom}; cadangan tidak memuatnya.`]),
    ...(isSealed
      ? []
      : [
          'PERINGATAN: cadangan ini tidak bersegel (dibuat program lama, atau segelnya dihapus); tidak ada yang ' +
            'membuktikan bahwa isinya masih seperti saat dibuat.',
        ]),
    ...notes,
    'Pengiriman surat DITAHAN. Periksa dahulu (npx tenggat verify-audit), lalu: npx tenggat sending on',
  ];
}

async function refuseFilled(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const filled = await firstFilledTable(client);
  if (filled !== null)
    throw new Error(
      `Tujuan tidak kosong: tabel "${filled}" berisi data. Pemulihan hanya ke basis data dan folder yang kosong.`,
    );
  const { rows } = await client.query(`SELECT 1 WHERE to_regclass('public.schema_migrations') IS NOT NULL`);
  const executed = rows.length === 0 ? [] : await executedMigrations(client);
  const later = executed.find((name) => !manifest.migrations.includes(name));
  if (later !== undefined)
    throw new Error(
      `Tujuan tidak kosong: skema sudah memuat migrasi ${later} yang belum ada saat cadangan dibuat. Pakai basis data baru.`,
    );
}

async function refuseForeignFiles(filesDir: string, paths: readonly string[]): Promise<void> {
  const ours = new Set(paths);
  const foreign = (await objectsIn(filesDir)).find((path) => !ours.has(path.replace(/\.part$/u, '')));
  if (foreign !== undefined)
    throw new Error(
      `Tujuan tidak kosong: ${join(filesDir, foreign)} ada. Pemulihan hanya ke basis data dan folder yang kosong.`,
    );
}

/** The files that the backup's rows name. */
async function fileRows(folder: string, manifest: BackupManifest): Promise<readonly FileRow[]> {
  const outside = manifest.tables.find(({ file }) => below('.', file) === null);
  if (outside !== undefined)
    throw new Error(`Cadangan rusak: jalur berkas "${outside.file}" keluar dari foldernya.`);
  const table = manifest.tables.find(({ name }) => name === 'files');
  if (table === undefined) throw new Error(`"${folder}": cadangan tanpa tabel "files".`);
  const gone = new Set(manifest.files.gone);
  const rows: FileRow[] = [];
  for await (const line of readLines(join(folder, table.file))) {
    const { id, path, sha256 } = JSON.parse(line) as FileRow;
    if (below('.', path) === null)
      throw new Error(`Cadangan rusak: jalur berkas "${path}" keluar dari foldernya.`);
    if (!gone.has(id)) rows.push({ id, path, sha256: sha256.replace(/^\\x/u, '') });
  }
  return rows;
}

async function bringFiles(
  files: readonly FileRow[],
  from: string,
  to: string,
  manifest: BackupManifest,
): Promise<void> {
  const damaged = new Set(manifest.files.damaged);
  await inLanes(files, async ({ id, path, sha256 }) => {
    const content = await readFile(join(from, path)).catch(() => null);
    const isWhole = content !== null && hexHash(content) === sha256;
    if (!isWhole && !damaged.has(id)) throw new Error(`Cadangan rusak: files/${path} hilang atau berubah.`);
    if (content !== null) await writeFlushed(join(to, path), content);
  });
}
