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

/**
 * The built program is what `migrate`, the operator's tool and the fault specs run. A failing build fails the run,
 * unless TENGGAT_TEST_BUILD=tolerant asks to go on with what the compiler could emit.
 */
function build() {
  const script = path.join(root, 'scripts/build.mjs');
  const compiler = [path.join(root, 'node_modules/typescript/bin/tsc'), '--noCheck'];
  try {
    run('build', fs.existsSync(script) ? [script] : compiler);
  } catch (error) {
    if (process.env.TENGGAT_TEST_BUILD !== 'tolerant') throw error;
    console.warn(`${error.message}\nGoing on with what was emitted.`);
  }
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
  if (!fs.existsSync(cli)) {
    const { migrate } = await import(path.join(root, 'dist/platform/database/connection.js'));
    await migrate(url.href);
    return;
  }
  const env = {
    DATABASE_URL: url.href,
    DATA_DIR: path.join(folder, 'template-data'),
    MASTER_KEY_FILE: masterKey,
    TEST_HOOKS: 'on',
  };
  run('migrate', [cli, 'migrate'], env);
  run('load-config', [cli, 'load-config'], env);
}

function run(what, args, env = {}) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 180_000,
  });
  if (result.status !== 0) {
    throw new Error(
      `${what} failed (${result.status ?? result.signal}):\n${result.stdout ?? ''}\n${result.stderr ?? ''}`,
    );
  }
}
