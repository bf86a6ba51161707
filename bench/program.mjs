/** The built program as processes of its own: `serve --role web`, `--role worker`, and the workbench for batches. */
import { fork, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Settings of the served mode on this database, with all caps on: each client comes from a network of its own. */
export function settingsOf(cluster, database, more = {}) {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATA_DIR: join(cluster.folder, 'data'),
    DATABASE_URL: database.url,
    MASTER_KEY_FILE: cluster.keyFile,
    PORT: '0',
    TEST_HOOKS: 'on',
    TRUSTED_PROXIES: '127.0.0.1',
    ...more,
  };
}

/**
 * Starts a role and waits for its ready line; `startMilliseconds` counts from the first instruction of Node. Its log goes
 * into a file, as a service manager has it: through a pipe the process that measures would read a line for each request.
 */
export async function startRole(role, env, profileFolder = null) {
  mkdirSync(env.DATA_DIR, { recursive: true });
  const logFile = join(env.DATA_DIR, `${role}.log`);
  const log = openSync(logFile, 'w');
  const since = performance.now();
  const child = spawn(
    process.execPath,
    [...profiling(profileFolder), join(ROOT, 'dist/cli.js'), 'serve', '--role', role],
    { cwd: ROOT, env, stdio: ['ignore', 'pipe', log] },
  );
  closeSync(log);
  let output = '';
  const url = await new Promise((ready, fail) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      const found = /^Tenggat siap: (.*)$/m.exec(output);
      if (found) ready(found[1]);
    });
    child.once('close', () =>
      fail(
        new Error(
          `${role} ended before it was ready:\n${output}${readFileSync(logFile, 'utf8').slice(-20_000)}`,
        ),
      ),
    );
  });
  return { url, pid: child.pid, startMilliseconds: performance.now() - since, stop: () => end(child) };
}

/** Starts one of our own files as a process that answers messages: `ask(what)` resolves with its answer. */
export async function startHelper(file, env, profileFolder = null) {
  const child = fork(join(import.meta.dirname, file), {
    cwd: ROOT,
    env,
    execArgv: profiling(profileFolder),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const next = () =>
    new Promise((answer, fail) => {
      const gone = () => fail(new Error(`${file} ended`));
      child.once('exit', gone);
      child.once('message', (message) => {
        child.off('exit', gone);
        if (message.error) fail(new Error(`${file}: ${message.error}`));
        else answer(message);
      });
    });
  const ready = await next();
  return {
    ...ready,
    pid: child.pid,
    ask(what) {
      const answer = next();
      child.send(what);
      return answer;
    },
    stop: () => end(child),
  };
}

/** Resident memory of a process in MB. */
export function residentMegabytes(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function profiling(folder) {
  if (folder === null) return [];
  mkdirSync(folder, { recursive: true });
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((done) => child.once('close', done));
  child.kill('SIGINT');
  await closed;
}
