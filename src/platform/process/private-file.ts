import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crashPoint } from './crash-point.js';
import { flushFolder, makeFolder } from './flushed-folder.js';

/**
 * Writes a file that only its owner may read (mode 0600), whole or not at all, never over another; a loss of power
 * takes nothing of it away.
 * Returns false when a file of that name is already there.
 */
export async function writePrivateFile(path: string, text: string): Promise<boolean> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    crashPoint('file');
    // Unlike a rename, a link refuses to take the place of a file that is there.
    await link(temporary, path);
    await flushFolder(dirname(path));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The text of a file, or null when there is none. */
export async function readPrivateFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
