import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { below } from '../files/inside.js';
import { hexHash, writeFlushed } from './backup-folder.js';

/** Files in hand at once: what one costs is mostly waiting for the disk. */
const LANES = 4;

/** A file that a row of the snapshot names. Files are written once, so it is as it was, however late it is copied. */
export interface NamedFile {
  readonly id: string;
  /** Below `FILES_DIR`, and below `files/` of the backup. */
  readonly path: string;
  readonly sha256: string;
  /** True for an upload that no case has taken: housekeeping may remove it at any time. */
  readonly unfiled: boolean;
}

/** What became of the files. */
export interface CopiedFiles {
  readonly count: number;
  readonly bytes: number;
  readonly gone: readonly string[];
  readonly damaged: readonly string[];
}

/** Copies each file and compares its bytes with the hash of its row; none stops the others. */
export async function copyFiles(files: readonly NamedFile[], from: string, to: string): Promise<CopiedFiles> {
  const gone: string[] = [];
  const damaged: string[] = [];
  let [count, bytes] = [0, 0];
  await inLanes(files, async (file) => {
    const path = below(from, file.path);
    const content = path === null ? null : await readIfThere(path);
    if (content === null && file.unfiled) gone.push(file.id);
    else if (content === null || hexHash(content) !== file.sha256) damaged.push(file.id);
    if (content === null) return;
    await writeFlushed(join(to, file.path), content);
    count += 1;
    bytes += content.length;
  });
  return { count, bytes, gone: gone.sort(), damaged: damaged.sort() };
}

/** Does `work` for each, a few at once; the first fault ends it, once nothing is in hand any more. */
export async function inLanes<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const waiting = things.values();
  const faults: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (const thing of waiting) {
      if (faults.length > 0) return;
      await work(thing).catch((error: unknown) => faults.push(error));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (faults.length > 0) throw faults[0];
}

/** Paths of the objects that lie below a folder of files, without what is on its way in. */
export async function objectsIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (name === 'temp') continue;
    const inside = await readdir(join(folder, name)).catch(() => null);
    found.push(...(inside === null ? [name] : inside.map((object) => `${name}/${object}`)));
  }
  return found;
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
