import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { ANCHORS } from '../files/anchor-folder.js';
import { hexHash, writeFlushed, type BackupManifest } from './backup-folder.js';

const NAME = /^\d{4}-\d\d-\d\d\.json$/u;

/** An anchor of the trail: a file outside the database that says what the rows were on a day. */
export type AnchorCopy = NonNullable<BackupManifest['anchors']>[number];

/** Names of the anchors that lie in `FILES_DIR` now. */
export async function anchorsIn(filesDir: string): Promise<readonly string[]> {
  return (await readdir(join(filesDir, ANCHORS)).catch(() => [])).filter((name) => NAME.test(name)).sort();
}

/** Names of the anchors that the trail of this snapshot tells of. */
export async function toldAnchors(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT facts->>'day' || '.json' AS name FROM audit WHERE stream = 'anchors' ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => NAME.test(name));
}

/** Copies the anchors; those that `FILES_DIR` has lost are `gone`. */
export async function copyAnchors(
  names: Iterable<string>,
  filesDir: string,
  folder: string,
): Promise<{ readonly anchors: readonly AnchorCopy[]; readonly gone: readonly string[] }> {
  const anchors: AnchorCopy[] = [];
  const gone: string[] = [];
  for (const name of [...new Set(names)].sort()) {
    const content = await readFile(join(filesDir, ANCHORS, name)).catch(() => null);
    if (content === null) {
      gone.push(`${ANCHORS}/${name}`);
      continue;
    }
    await writeFlushed(join(folder, ANCHORS, name), content);
    anchors.push({ name, sha256: hexHash(content) });
  }
  return { anchors, gone };
}

/** Paths below `FILES_DIR` of a backup's anchors. */
export function anchorPaths({ anchors = [] }: BackupManifest): readonly string[] {
  return anchors.map(({ name }) => `${ANCHORS}/${name}`);
}

/** @throws Error with a sentence for the operator when one is not as it was copied. */
export async function bringAnchors(
  manifest: BackupManifest,
  folder: string,
  filesDir: string,
): Promise<void> {
  for (const { name, sha256 } of manifest.anchors ?? []) {
    const content = NAME.test(name) ? await readFile(join(folder, ANCHORS, name)).catch(() => null) : null;
    if (content === null || hexHash(content) !== sha256)
      throw new Error(`Cadangan rusak: ${ANCHORS}/${name} hilang atau berubah.`);
    await writeFlushed(join(filesDir, ANCHORS, name), content);
  }
}
