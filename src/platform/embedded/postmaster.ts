import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A pid beyond every system's limit: PostgreSQL takes its file for stale, and still checks the shared memory. */
const NOBODY = 2_147_483_646;

/** Where a server is spoken to. */
export interface Listening {
  readonly port: number;
  /** Folder of its Unix socket, or null where it has none. */
  readonly socketFolder: string | null;
}

/** What postmaster.pid says of a server that runs on this cluster. */
export interface Postmaster extends Listening {
  readonly pid: number;
  readonly ready: boolean;
}

/**
 * The server that runs on the cluster, or null. A file left behind whose pid is dead, or by now belongs to
 * some other program or to another cluster's server, is no server.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await serves(pid, cluster))) return null;
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4] === undefined || lines[4] === '' ? null : lines[4],
    ready: (lines[7] ?? '').startsWith('ready'),
  };
}

/**
 * Lets PostgreSQL see that a left-over postmaster.pid is stale when its pid was given to another program.
 * The rest of the file stays: by it PostgreSQL refuses to start beside orphaned backends.
 */
export async function disownStalePidFile(cluster: string): Promise<void> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => null);
  if (text === null) return;
  const [first = '', ...rest] = text.split('\n');
  const pid = Number(first);
  if (!isAlive(pid) || (await serves(pid, cluster))) return;
  await writeFile(pidFile(cluster), [String(NOBODY), ...rest].join('\n'));
}

/** Fast shutdown; then immediate, which only costs a recovery at the next start; then kill. Within 9 s. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps: readonly (readonly [NodeJS.Signals, number])[] = [
    ['SIGINT', 5_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 2_000],
  ];
  for (const [signal, milliseconds] of steps) {
    if (!send(pid, signal) || (await waitForEnd(pid, milliseconds))) return;
  }
}

/** False when the process is gone before the signal. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 20) {
    if (!isAlive(pid) || (await isZombie(pid))) return true;
    await pause(20);
  }
  return false;
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function serves(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid) || (await isZombie(pid))) return false;
  return (await commandLine(pid)).includes(cluster);
}

/** The server is started with `-D cluster`; its command line can be read by everybody, its folder not. */
async function commandLine(pid: number): Promise<readonly string[]> {
  const linux = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (linux !== null) return linux.split('\0');
  const listed = await run('ps', ['-o', 'command=', '-ww', '-p', String(pid)]).catch(() => null);
  return listed === null ? [] : listed.stdout.trim().split(' ');
}

/** A dead child whose parent has not asked for it, as in a container without an init process. */
async function isZombie(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return text !== null && text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
}
