import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const MANIFEST = 'manifest.json';
/** Version of what lies in a backup; another one is another reader. */
export const FORMAT = 1;

/** One table as it was: each row a line of JSON, gzipped. */
export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Below the backup's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup says of itself. It is written last: a folder without it is no backup. */
export interface BackupManifest {
  readonly format: typeof FORMAT;
  readonly program: string;
  /** The moment of the snapshot, by the database's own clock. */
  readonly takenAt: string;
  /** Every migration that the data has been through, in their order; the last one is the head. */
  readonly migrations: readonly string[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly { readonly name: string; readonly last: string }[];
  readonly files: {
    readonly count: number;
    readonly bytes: number;
    /** Ids of uploads that no case had taken and that were tidied away before they could be copied. */
    readonly gone: readonly string[];
    /** Ids of files that the store had lost or that had changed on its disk. */
    readonly damaged: readonly string[];
  };
  /** The anchors of the trail, which lie outside the database; none in a backup of an earlier program. */
  readonly anchors?: readonly { readonly name: string; readonly sha256: string }[];
  /** The key itself is never here: a fingerprint to know it by, and where it lay. */
  readonly masterKey: { readonly fingerprint: string; readonly file: string };
  /** Keyed hash of all the rest; none in a backup of an earlier program. */
  readonly seal?: string;
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Makes the folder of a new backup and lets `write` fill it. What could not be finished is no backup and is taken away.
 * @throws Error when there is something in it already, and when the disk is full.
 */
export async function inBackupFolder<T>(folder: string, write: () => Promise<T>): Promise<T> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new Error(`Folder "${folder}" tidak kosong. Pilih folder baru untuk setiap cadangan.`);
  try {
    return await write();
  } catch (error) {
    const names = made === undefined ? await readdir(folder).catch(() => []) : ['.'];
    for (const name of names)
      await rm(resolve(folder, name), { recursive: true, force: true }).catch(() => undefined);
    if (!FULL.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new Error(
      `Disk untuk "${folder}" penuh: cadangan tidak jadi dibuat dan sisanya dihapus. Sediakan ruang atau pilih disk lain, lalu ulangi.`,
      { cause: error },
    );
  }
}

/** @throws Error with a sentence for the operator when the folder holds no whole backup of a known format. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  if (text === null)
    throw new Error(`"${folder}" bukan cadangan yang utuh: ${MANIFEST} tidak ada atau tidak terbaca.`);
  let manifest: Partial<BackupManifest> | null;
  try {
    manifest = JSON.parse(text) as Partial<BackupManifest> | null;
  } catch {
    manifest = null;
  }
  if (manifest?.format !== FORMAT)
    throw new Error(`"${folder}": bentuk cadangan tidak dikenal oleh program ini.`);
  return manifest as BackupManifest;
}

export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  await writeFlushed(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Writes a file under a temporary name, flushes it and gives it its name: it is whole or not there. */
export async function writeFlushed(path: string, content: Buffer | string): Promise<void> {
  const draft = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

export function hexHash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
