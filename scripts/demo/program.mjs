/** Starts the built program on a fresh temporary folder with a movable clock, for the demonstration. */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';

const root = resolve(import.meta.dirname, '../..');

/** Resolves with what the demonstration needs: addresses, accounts, a reader of the database, an end. */
export async function startProgram() {
  const folder = await mkdtemp(join(tmpdir(), 'tenggat-demo-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      PORT: '0',
      TEST_HOOKS: 'on',
      LIMITS: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise((ready, fail) => {
    const look = (chunk) => {
      output += String(chunk);
      const found = /^Tenggat siap: (http\S+)/m.exec(output);
      if (found) ready(found[1]);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('close', () => fail(new Error(`the program ended before it was ready:\n${output}`)));
  });
  const database = new pg.Client({
    connectionString: (await readFile(join(dataDir, 'database-url'), 'utf8')).trim(),
  });
  database.on('error', () => undefined);
  await database.connect();
  return {
    url,
    accounts: JSON.parse(await readFile(join(dataDir, 'accounts.json'), 'utf8')),
    rows: async (sql, params = []) => (await database.query(sql, params)).rows,
    async stop() {
      await database.end().catch(() => undefined);
      const closed = new Promise((done) => child.once('close', done));
      child.kill('SIGINT');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
