import { copyFile, mkdir } from 'node:fs/promises';
import { constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { MasterKey } from '../crypto/master-key.js';
import { Vault } from '../crypto/vault.js';
import type { BackupManifest } from './backup-folder.js';

/** What a backup says of the key it needs. A keyed hash: it tells the key to know, and nothing about it. */
export function describeKey(file: string): BackupManifest['masterKey'] {
  return { fingerprint: fingerprintOf(file), file };
}

/**
 * Makes sure that the key of a backup is where the restored program will look for it. A backup never holds it; on the
 * machine where the backup was made it is copied from where it lay.
 * @throws Error with a sentence for the operator: no key, or another one.
 */
export async function provideKey(wanted: BackupManifest['masterKey'], file: string): Promise<string | null> {
  if (existsSync(file)) {
    if (fingerprintOf(file) === wanted.fingerprint) return null;
    throw new Error(
      `MASTER_KEY_FILE: ${file} bukan kunci utama dari cadangan ini; isinya tidak akan terbaca.`,
    );
  }
  if (!existsSync(wanted.file) || fingerprintOf(wanted.file) !== wanted.fingerprint)
    throw new Error(
      `Kunci utama tidak ada. Cadangan tidak memuatnya: letakkan salinannya di ${file} (MASTER_KEY_FILE), lalu ulangi.`,
    );
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await copyFile(wanted.file, file, constants.COPYFILE_EXCL);
  return wanted.file;
}

function fingerprintOf(file: string): string {
  return new Vault(MasterKey.read(file)).index('backup', 'master key').toString('hex');
}
