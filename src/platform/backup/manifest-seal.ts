import { canonicalJson } from '../crypto/canonical-json.js';
import type { MasterKey } from '../crypto/master-key.js';
import { keyedHash, sameSecret, Vault } from '../crypto/vault.js';
import type { BackupManifest } from './backup-folder.js';

/**
 * The manifest with its keyed hash, which covers the hash of every file of the backup: who has no key can neither change one
 * nor leave one out.
 */
export function sealManifest(manifest: BackupManifest, master: MasterKey): BackupManifest {
  return { ...manifest, seal: sealOf(manifest, master) };
}

/**
 * False for a backup of a program that sealed none: nothing proves that it is as it was made.
 * @throws Error with a sentence for the operator when the manifest is not as it was sealed.
 */
export function isSealed(manifest: BackupManifest, master: MasterKey): boolean {
  if (manifest.seal === undefined) return false;
  if (sameSecret(Buffer.from(String(manifest.seal)), Buffer.from(sealOf(manifest, master)))) return true;
  throw new Error(
    'Cadangan diubah: manifest.json tidak sesuai dengan segelnya. Pakai cadangan lain, atau salinan asli folder ini.',
  );
}

function sealOf(manifest: BackupManifest, master: MasterKey): string {
  const covered = { ...manifest, seal: undefined };
  return keyedHash(new Vault(master).keyOf('backup manifest'), canonicalJson(covered)).toString('hex');
}
