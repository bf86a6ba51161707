import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Config } from '../config/config.js';
import { crashPoint } from '../process/crash-point.js';
import { flushFolder, makeFolder } from '../process/flushed-folder.js';
import { sha256, Vault } from '../crypto/vault.js';
import { diskShare } from './disk-share.js';
import { FileSpool } from './file-spool.js';
import { storageFault } from './storage-full.js';

/** What the row of a stored object must know. Hash and size are those of the sealed object as it lies on disk. */
export interface StoredObject {
  /** Below `FILES_DIR`. */
  readonly path: string;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly contentSha256: Buffer;
  readonly contentBytes: number;
  readonly wrappedKey: Buffer;
}

const TEMP = 'temp';
const OBJECT_NAME = /^[0-9a-f]{32}$/u;

/**
 * The one folder of files, for all processes. Names are random and say nothing; every object is sealed under a data
 * key of its own. Written to a temporary name, flushed, renamed, folder flushed: an object is whole or not there. The
 * row comes after it; what never gets a row is swept.
 */
@Injectable()
export class FileStore {
  constructor(
    private readonly config: Config,
    private readonly vault: Vault,
  ) {}

  /** Seals and keeps `content`. `place` binds the object to its row. Throws 503 when the disk is full. */
  async write(content: Buffer, place: string): Promise<StoredObject> {
    const name = randomBytes(16).toString('hex');
    const path = `${name.slice(0, 2)}/${name}`;
    const data = this.vault.newDataKey(place);
    const sealed = this.vault.sealWith(data.key, content, place);
    await this.put(path, sealed);
    return {
      path,
      sha256: sha256(sealed),
      bytes: sealed.length,
      contentSha256: sha256(content),
      contentBytes: content.length,
      wrappedKey: data.wrapped,
    };
  }

  /** Reads and opens an object. Throws when it is missing, cut, changed or of another row. */
  async read(object: Pick<StoredObject, 'path' | 'wrappedKey'>, place: string): Promise<Buffer> {
    const sealed = await readFile(join(this.config.filesDir, object.path));
    return this.vault.openWith(this.vault.unwrap(object.wrappedKey, place), sealed, place);
  }

  /** Removes an object whose row is gone; missing is fine. */
  async remove(path: string): Promise<void> {
    await rm(join(this.config.filesDir, path), { force: true });
  }

  /** A sealed temporary file for bytes that are still coming in; its key lives in this process only. */
  async openSpool(): Promise<FileSpool> {
    const folder = join(this.config.filesDir, TEMP);
    await makeFolder(folder);
    return FileSpool.open(join(folder, randomBytes(16).toString('hex')));
  }

  /** How full the disk of `FILES_DIR` is, 0 to 1, for the health check. */
  async fullness(): Promise<number> {
    await makeFolder(this.config.filesDir);
    return diskShare(this.config.filesDir);
  }

  /** Paths of kept objects that have not been touched for `seconds`, by the file system's own clock. */
  async objectsOlderThan(seconds: number): Promise<readonly string[]> {
    const root = this.config.filesDir;
    const before = (await this.fileSystemTime()) - seconds * 1000;
    const old: string[] = [];
    for (const folder of await readdir(root).catch(() => [])) {
      if (!/^[0-9a-f]{2}$/u.test(folder)) continue;
      for (const name of await readdir(join(root, folder)).catch(() => [])) {
        if (!OBJECT_NAME.test(name)) continue;
        const path = `${folder}/${name}`;
        const found = await stat(join(root, path)).catch(() => null);
        if (found !== null && found.mtimeMs < before) old.push(path);
      }
    }
    return old;
  }

  /** Removes temporary files that have not grown for `seconds`. Returns how many. */
  async removeTemporaryOlderThan(seconds: number): Promise<number> {
    const folder = join(this.config.filesDir, TEMP);
    const before = (await this.fileSystemTime()) - seconds * 1000;
    let removed = 0;
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found === null || found.mtimeMs >= before) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  private async put(path: string, sealed: Buffer): Promise<void> {
    const target = join(this.config.filesDir, path);
    const temporary = join(this.config.filesDir, TEMP, randomBytes(16).toString('hex'));
    try {
      await makeFolder(dirname(temporary));
      await makeFolder(dirname(target));
      crashPoint('file');
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      crashPoint('file');
      await rename(temporary, target);
      crashPoint('file');
      await flushFolder(dirname(target));
      crashPoint('file');
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw storageFault(error);
    }
  }

  // Other machines write here too; only the file system's own clock can be compared with its dates.
  private async fileSystemTime(): Promise<number> {
    const probe = join(this.config.filesDir, TEMP, `clock-${randomBytes(8).toString('hex')}`);
    await makeFolder(dirname(probe));
    const file = await open(probe, 'wx', 0o600);
    try {
      return (await file.stat()).mtimeMs;
    } finally {
      await file.close();
      await rm(probe, { force: true });
    }
  }
}
