import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readProjectText } from '../config/project-files.js';
import type { Config } from '../config/config.js';
import { withServer } from '../process/with-database.js';
import { inOneTransaction, withAdmin } from './admin-connection.js';
import { anchorsIn, copyAnchors, toldAnchors } from './anchor-copies.js';
import { keyOfBackup } from './backup-key.js';
import { inBackupFolder, FORMAT, writeManifest, type BackupManifest } from './backup-folder.js';
import { copyFiles, type NamedFile } from './copy-files.js';
import { dumpTables, mustSeeAll, type Snapshot } from './dump-tables.js';
import { sealManifest } from './manifest-seal.js';

/**
 * Writes database and files into an empty folder while the program runs: first every table out of one snapshot, then
 * the files that the snapshot names. The schema stays as it is, so that a backup can be made before an upgrade.
 * @throws Error with a sentence for the operator.
 */
export async function makeBackup(config: Config, dir: string): Promise<BackupManifest> {
  const folder = resolve(dir);
  return withServer(config, async (settled) => {
    const key = await keyOfBackup(settled);
    return inBackupFolder(folder, () => fill(folder, settled, key));
  });
}

async function fill(
  folder: string,
  { databaseAdminUrl, filesDir }: Config,
  { master, described: masterKey }: Awaited<ReturnType<typeof keyOfBackup>>,
): Promise<BackupManifest> {
  await mkdir(join(folder, 'database'), { mode: 0o700 });
  // One that is taken later anchors rows that the snapshot may not have, unless its trail tells of it.
  const early = await anchorsIn(filesDir);
  const { named, told, ...snapshot } = await readSnapshot(databaseAdminUrl, folder);
  const copied = await copyFiles(named, filesDir, join(folder, 'files'));
  const { anchors, gone } = await copyAnchors([...early, ...told], filesDir, folder);
  const files = { ...copied, damaged: [...copied.damaged, ...gone] };
  const manifest = sealManifest(
    { format: FORMAT, program: programVersion(), ...snapshot, files, anchors, masterKey },
    master,
  );
  await writeManifest(folder, manifest);
  return manifest;
}

/** Sentences for the operator: what lies in the backup, and what does not. */
export function backupLines(dir: string, manifest: BackupManifest): readonly string[] {
  const { files, tables, takenAt, masterKey } = manifest;
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  return [
    `Cadangan ${dir}: keadaan ${takenAt}, ${tables.length} tabel, ${rows} baris, ${files.count} berkas (${files.bytes} byte).`,
    `TIDAK termasuk: kunci utama (${masterKey.file}). Tanpa kunci itu cadangan tidak terbaca; bersama cadangan, siapa pun ` +
      'membaca semuanya. Simpan salinannya di tempat lain.',
    'TIDAK termasuk: pengaturan lingkungan, folder config, antrean, dan surat yang sudah diterima server surat.',
    ...(files.gone.length === 0
      ? []
      : [`${files.gone.length} unggahan kedaluwarsa dibersihkan selama pencadangan.`]),
  ];
}

/** Null, or the sentence that must not be overlooked: the store is damaged, the backup is as good as it can be. */
export function damageOf({ files }: BackupManifest): string | null {
  if (files.damaged.length === 0) return null;
  return `${files.damaged.length} berkas hilang atau berubah di penyimpanan: ${files.damaged.join(', ')}`;
}

async function readSnapshot(
  adminUrl: string,
  folder: string,
): Promise<Snapshot & { readonly named: readonly NamedFile[]; readonly told: readonly string[] }> {
  return withAdmin(adminUrl, (client) =>
    inOneTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async () => {
      await mustSeeAll(client);
      const snapshot = await dumpTables(client, folder);
      const { rows: named } = await client.query<NamedFile>(
        `SELECT id, path, encode(sha256, 'hex') AS sha256, case_id IS NULL AS unfiled FROM files`,
      );
      return { ...snapshot, named, told: await toldAnchors(client) };
    }),
  );
}

function programVersion(): string {
  const { version } = JSON.parse(readProjectText('package.json')) as { readonly version: string };
  return version;
}
