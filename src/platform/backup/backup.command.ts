import { loadConfig } from '../config/config.js';
import { backupLines, damageOf, makeBackup } from './make-backup.js';
import { restoreBackup, restoreLines } from './restore-backup.js';

type Say = (text: string) => Promise<void>;

/** `tenggat backup DIR`. @throws Error also when the backup was made and a file of the store is damaged. */
export async function backup(dir: string, say: Say): Promise<void> {
  const manifest = await makeBackup(loadConfig(), dir);
  await say(`${backupLines(dir, manifest).join('\n')}\n`);
  const damage = damageOf(manifest);
  if (damage !== null) throw new Error(damage);
}

/** `tenggat restore DIR`. */
export async function restore(dir: string, say: Say): Promise<void> {
  const restored = await restoreBackup(loadConfig(), dir);
  await say(`${restoreLines(dir, restored).join('\n')}\n`);
}
