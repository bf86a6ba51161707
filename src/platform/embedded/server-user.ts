import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom the server runs as. Empty ids = as ourselves; PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * As a plain user: ourselves. As root: the owner of an existing cluster, else the user `postgres`,
 * which is made when the machine has none.
 */
export async function serverUser(cluster: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await idsOf('postgres')) ?? (await makeUser());
}

/** True when that user may enter the folder and every folder above it. */
export async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  if (user.uid === undefined) return true;
  return run('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** True when that user can run the server's program with all its libraries. */
export async function canRun(user: ServerUser, postgres: string): Promise<boolean> {
  return run(postgres, ['--version'], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function makeUser(): Promise<ServerUser> {
  try {
    await run('groupadd', ['--force', 'postgres']);
    await run('useradd', ['--gid', 'postgres', '--no-create-home', '--home-dir', '/nonexistent', 'postgres']);
  } catch (cause) {
    const ids = await idsOf('postgres');
    if (ids !== null) return ids;
    throw new Error(
      'PostgreSQL does not run as root and the user "postgres" could not be made; start as a plain user or set DATABASE_URL',
      { cause },
    );
  }
  return (await idsOf('postgres')) ?? {};
}

async function idsOf(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
