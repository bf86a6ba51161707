/**
 * Installs what is missing, on a machine with Node and npm only (built-ins, nothing else). Called before every npm
 * script, so that each of them works first on a fresh clone. Quick when nothing changed: one hash.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, withLock } from './one-at-a-time.mjs';

const MARK = join(ROOT, 'node_modules', '.tenggat-installed');

/** Installs unless the packages of this lock file for this machine are there. */
export async function ensureDependencies() {
  refuseOldNode();
  if (isCurrent()) return;
  await withLock('install', () => {
    if (!isCurrent()) install();
  });
}

function isCurrent() {
  return existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted();
}

function wanted() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  return createHash('sha256').update(lock).update(process.platform).update(process.arch).digest('hex');
}

function install() {
  console.error('Memasang paket npm (sekali saja) ...');
  rmSync(MARK, { force: true });
  // Not `npm ci`: npm 11 refuses lock files made on one platform. No package needs its install script.
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--include=dev',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const result = spawnSync(command, [...first, ...args], { cwd: ROOT, env, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) throw new Error('npm install gagal; lihat pesan di atas.');
  writeFileSync(MARK, wanted());
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node ${process.versions.node} terlalu lama; perlu Node 20.19 atau lebih baru.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await ensureDependencies();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
