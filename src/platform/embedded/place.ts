import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { type Binaries, copyBinaries, findBinaries } from './binaries.js';
import { canRun, mayEnter, type ServerUser, serverUser } from './server-user.js';

/** Where root keeps what another user of the machine must reach. */
const SHARED_HOME = '/var/lib/tenggat';

/** Where this data folder's database lives, with whose rights and which binaries it runs. */
export interface Place {
  readonly dataDir: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly logFile: string;
  readonly urlFile: string;
  /** What the operator should know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Decides the place, normally DATA_DIR/postgres. As root the server runs as another user, who must be able
 * to enter every folder on the way: where it cannot (a clone below /root), cluster and binaries go below
 * /var/lib/tenggat, since the mode of a folder that we did not make is not ours to change.
 */
export async function choosePlace(givenDir: string): Promise<Place> {
  await makeDataDir(givenDir);
  const dataDir = await realpath(givenDir);
  const pointer = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  const user = await serverUser(pointer?.trim() ?? join(dataDir, 'postgres'));
  const notes: string[] = [];

  let cluster = join(dataDir, 'postgres');
  if (pointer !== null) cluster = await followPointer(pointer.trim(), dataDir);
  else if (!(await mayEnter(user, dataDir))) cluster = await placeOutside(dataDir);
  if (cluster !== join(dataDir, 'postgres')) {
    notes.push(`Basis data disimpan di ${cluster}: pengguna "postgres" tidak dapat memasuki ${dataDir}.`);
  }

  let binaries = await findBinaries();
  if (!(await canRun(user, join(binaries.folder, 'bin', 'postgres')))) {
    if (user.uid === undefined) throw new Error(`${binaries.folder}/bin/postgres cannot run on this machine`);
    await makeSharedHome();
    binaries = await copyBinaries(binaries, SHARED_HOME);
    notes.push(`Program PostgreSQL dijalankan dari ${binaries.folder}.`);
  }
  const logFile = join(dataDir, 'postgres.log');
  return { dataDir, cluster, binaries, user, logFile, urlFile: join(dataDir, 'database-url'), notes };
}

/** Makes DATA_DIR; folders that we make as root can be entered, not listed, by the server's user. */
export async function makeDataDir(dataDir: string): Promise<void> {
  const first = await mkdir(dataDir, { recursive: true });
  if (first === undefined) return;
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  for (let folder = dataDir; folder.length >= first.length; folder = dirname(folder))
    await chmod(folder, mode);
}

async function makeSharedHome(): Promise<void> {
  await mkdir(SHARED_HOME, { recursive: true });
  await chmod(SHARED_HOME, 0o755);
}

/** A new folder for each new DATA_DIR: one that was thrown away and made again must not find the old data. */
async function placeOutside(dataDir: string): Promise<string> {
  await makeSharedHome();
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const home = join(SHARED_HOME, `${hash}-${randomBytes(3).toString('hex')}`);
  await mkdir(home);
  await chmod(home, 0o755);
  await writeFile(join(home, 'data-dir'), `${dataDir}\n`);
  await writeFile(join(dataDir, 'postgres-location'), `${join(home, 'postgres')}\n`, { mode: 0o600 });
  return join(home, 'postgres');
}

/** A copied data folder would otherwise run on the original's database. */
async function followPointer(cluster: string, dataDir: string): Promise<string> {
  const owner = await readFile(join(dirname(cluster), 'data-dir'), 'utf8').catch(() => null);
  if (owner?.trim() !== dataDir) {
    throw new Error(
      `${dataDir}/postgres-location names ${cluster}, which belongs to ${owner?.trim() ?? 'no folder'}; DATA_DIR was moved or copied`,
    );
  }
  return cluster;
}
