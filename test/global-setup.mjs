/**
 * Once before all specs: build, browser, one PostgreSQL, one migrated template database.
 * Workers inherit what is put into `process.env` here. Runs that name only pure specs skip all of it.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { findChromium } from './support/chromium.mjs';
import { startPostgres } from './support/postgres.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const template = 'tenggat_template';

export default async function globalSetup(globalConfig) {
  if (onlyPureSpecs(globalConfig.testPathPatterns?.patterns ?? [])) return;

  process.exitCode = 1; // a set-up that ends half-way must never look like success
  build();
  const chromium = await findChromium(path.join(root, '.cache'));
  process.env.CHROMIUM_PATH = chromium.executable;
  process.env.TENGGAT_TEST_CHROMIUM_LIBRARIES = chromium.libraries ?? '';
  process.env.TENGGAT_TEST_CHROMIUM_FONTS = chromium.fonts ?? '';

  const server = await startPostgres();
  globalThis.tenggatPostgres = server;
  process.env.TENGGAT_TEST_POSTGRES = server.url;
  try {
    await makeTemplate(server.url, server.folder);
  } catch (error) {
    await server.stop();
    throw error;
  }
  process.exitCode = undefined;
}

function onlyPureSpecs(patterns) {
  if (process.env.TENGGAT_TEST_PURE === 'on') return true;
  const named = patterns.map((pattern) => path.relative(root, path.resolve(root, pattern)));
  const pure = ['src', path.join('test', 'law')];
  return (
    named.length > 0 &&
    named.every((file) => pure.some((folder) => file === folder || file.startsWith(folder + path.sep)))
  );
}

/** The built program is what `migrate`, the operator's tool and the fault specs run. */
function build() {
  run('build', [path.join(root, 'scripts/build.mjs')]);
}

/** The template holds the schema at head and the city's data, made by the program's own commands. */
async function makeTemplate(serverUrl, folder) {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  const masterKey = path.join(folder, 'master.key');
  fs.writeFileSync(masterKey, Buffer.alloc(32, 7), { mode: 0o600 });
  process.env.TENGGAT_TEST_MASTER_KEY = masterKey;
  const cli = path.join(root, 'dist/cli.js');
  const env = {
    DATABASE_URL: url.href,
    DATA_DIR: path.join(folder, 'template-data'),
    MASTER_KEY_FILE: masterKey,
    TEST_HOOKS: 'on',
  };
  run('migrate', [cli, 'migrate'], env);
  run('load-config', [cli, 'load-config'], env);
}

/** A step that fails ends the run; TENGGAT_TEST_BUILD=tolerant goes on with what there is, while much is being changed. */
function run(what, args, env = {}) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 180_000,
  });
  if (result.status === 0) return;
  const said = `${what} failed (${result.status ?? result.signal}):\n${result.stdout ?? ''}\n${result.stderr ?? ''}`;
  if (process.env.TENGGAT_TEST_BUILD !== 'tolerant') throw new Error(said);
  console.warn(`${said}\nGoing on, because TENGGAT_TEST_BUILD=tolerant.`);
}
