import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from './free-port.js';
import type { Place } from './place.js';
import { disownStalePidFile, findPostmaster, type Listening } from './postmaster.js';

/** Name of the database and of the login that owns the cluster. */
export const OWNER = 'tenggat';

/** Crash recovery after kill -9 may take long on a big database; while the process lives we wait. */
const RECOVERY_MILLISECONDS = 120_000;
const LOG_LIMIT_BYTES = 5_000_000;
/** What is left of 103 signs, the least that a system allows, beside `/.s.PGSQL.65535.lock`. */
const LONGEST_SOCKET_FOLDER = 82;

/**
 * Durability is stated, not assumed. The log gets no statement, parameter or detail line: they would
 * hold personal data.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '120',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_utility': 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
};

/** Makes the cluster unless it is there; one that was begun and not finished is thrown away. */
export async function ensureCluster(place: Place, password: string): Promise<void> {
  const parent = dirname(place.cluster);
  if (await isFile(join(place.cluster, 'PG_VERSION'))) return;
  const drafts = `${basename(place.cluster)}.new-`;
  const draft = join(parent, `${drafts}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  await own(place, draft);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user.uid !== undefined) await chown(passwordFile, place.user.uid, place.user.gid ?? 0);
  try {
    await finish(
      launch(place, 'initdb', [
        `--pgdata=${draft}`,
        `--username=${OWNER}`,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--no-instructions',
      ]),
      place,
      'initdb',
    );
    // Whole or not at all: kill -9 in the middle leaves no half cluster. Another start may have been quicker.
    await rename(draft, place.cluster).catch(async (error: unknown) => {
      if (!(await isFile(join(place.cluster, 'PG_VERSION')))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await sweepDrafts(parent, drafts, draft);
  }
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C of the terminal reaches only us and the
 * database outlives our orderly end. Answers where it listens.
 * @throws Error with the last lines of the server's log.
 */
export async function startServer(place: Place, preferredPort: number | null): Promise<Listening> {
  await disownStalePidFile(place.cluster);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? preferredPort : null);
    const settings = Object.entries({
      ...SETTINGS,
      unix_socket_directories: socketFolder(place.cluster),
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = launch(place, 'postgres', ['-D', place.cluster, '-p', String(port), ...settings]);
    if (await becomesReady(place, server)) server.unref();
    const running = await findPostmaster(place.cluster);
    if (running !== null) return running; // ours, or that of another start that was quicker
    const log = await lastLines(place);
    // Orphaned backends of a killed server need a moment to end; a port may be taken between look and use.
    if (attempt >= 20 || !/shared memory|lock file|bind|in use/i.test(log)) {
      throw new Error(`PostgreSQL did not start. Its last lines:\n${log}`);
    }
    await pause(250);
  }
}

/**
 * The cluster's own folder, which nobody else may enter; empty where its name is longer than the path of a socket may be,
 * or holds a sign that a list of folders reads as its own.
 */
export function socketFolder(cluster: string): string {
  return /^[\w./-]+$/u.test(cluster) && cluster.length <= LONGEST_SOCKET_FOLDER ? cluster : '';
}

/** Gives the owner a new password without a server, for a data folder whose database-url was lost. */
export async function resetPassword(place: Place, password: string): Promise<void> {
  const single = launch(place, 'postgres', ['--single', '-D', place.cluster, 'postgres'], 'pipe');
  single.stdin?.end(`ALTER ROLE ${OWNER} PASSWORD '${password}';\n`);
  await finish(single, place, 'postgres --single');
}

function launch(
  place: Place,
  program: string,
  args: readonly string[],
  input: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  const log = openSync(place.logFile, 'a', 0o600);
  try {
    return spawn(join(place.binaries.folder, 'bin', program), args, {
      ...place.user,
      cwd: '/',
      detached: true,
      // Only what it needs: our environment holds secrets.
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: [input, log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function finish(child: ChildProcess, place: Place, what: string): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${what} failed. Its last lines:\n${await lastLines(place)}`);
}

async function becomesReady(place: Place, server: ChildProcess): Promise<boolean> {
  let ended = false;
  server.once('exit', () => (ended = true));
  server.once('error', () => (ended = true));
  for (let waited = 0; waited < RECOVERY_MILLISECONDS && !ended; waited += 15) {
    const running = await findPostmaster(place.cluster);
    if (running?.ready === true && running.pid === server.pid) return true;
    await pause(15);
  }
  return false;
}

async function own(place: Place, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  if (place.user.uid !== undefined) await chown(folder, place.user.uid, place.user.gid ?? 0);
}

async function sweepDrafts(parent: string, prefix: string, mine: string): Promise<void> {
  const hourAgo = performance.timeOrigin + performance.now() - 3_600_000;
  for (const name of await readdir(parent)) {
    const draft = join(parent, name);
    if (!name.startsWith(prefix)) continue;
    const isOld = await stat(draft).then(
      (entry) => entry.mtimeMs < hourAgo,
      () => false,
    );
    if (isOld || draft === mine) await rm(draft, { recursive: true, force: true });
  }
}

/** Keeps the server's log small: what is older than the last start is of no use once it is long. */
export async function trimLog(place: Place): Promise<void> {
  const size = await stat(place.logFile).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rm(place.logFile, { force: true });
}

async function lastLines(place: Place): Promise<string> {
  const text = await readFile(place.logFile, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-12).join('\n');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
