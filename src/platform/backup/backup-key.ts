import { copyFile, mkdir } from 'node:fs/promises';
import { constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config/config.js';
import { fingerprintOf, isProven } from '../crypto/key-of-database.js';
import { MasterKey } from '../crypto/master-key.js';
import { withAdmin } from './admin-connection.js';
import type { BackupManifest } from './backup-folder.js';

/**
 * The key of the settings, and what a backup says of it. The database must know it, whatever the age of its schema: a backup
 * that names another key could never be read.
 * @throws ConfigError naming MASTER_KEY_FILE.
 */
export async function keyOfBackup(
  config: Config,
): Promise<{ readonly master: MasterKey; readonly described: BackupManifest['masterKey'] }> {
  const file = config.masterKeyFile;
  const master = MasterKey.read(file);
  await withAdmin(config.databaseAdminUrl, (client) => isProven(client, master, file));
  return { master, described: { fingerprint: fingerprintOf(master), file } };
}

/**
 * Makes sure that the key of a backup is where the restored program will look for it. A backup never holds it; on the
 * machine where the backup was made it is copied from where it lay.
 * @throws Error with a sentence for the operator: no key, or another one.
 */
export async function provideKey(wanted: BackupManifest['masterKey'], file: string): Promise<string | null> {
  if (existsSync(file)) {
    if (fingerprintOf(MasterKey.read(file)) === wanted.fingerprint) return null;
    throw new Error(
      `MASTER_KEY_FILE: ${file} bukan kunci utama dari cadangan ini; isinya tidak akan terbaca.`,
    );
  }
  if (!existsSync(wanted.file) || fingerprintOf(MasterKey.read(wanted.file)) !== wanted.fingerprint)
    throw new Error(
      `Kunci utama tidak ada. Cadangan tidak memuatnya: letakkan salinannya di ${file} (MASTER_KEY_FILE), lalu ulangi.`,
    );
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await copyFile(wanted.file, file, constants.COPYFILE_EXCL);
  return wanted.file;
}
