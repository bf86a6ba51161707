/** Builds dist/ (TypeScript, then what the browser loads), only when a source changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, withLock } from './one-at-a-time.mjs';

const MARK = join(ROOT, '.cache', 'built');
const SOURCES = ['src', 'styles', 'assets', 'tsconfig.json', 'package-lock.json'];

/** True when it built, false when dist/ was current. */
export async function build() {
  if (isCurrent()) return false;
  return withLock('build', async () => {
    const sources = fingerprint();
    if (isCurrent(sources)) return false;
    console.error('Membangun program ...');
    rmSync(MARK, { force: true });
    compile();
    removeOrphans();
    await buildAssets();
    await workAhead();
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    writeFileSync(MARK, sources);
    return true;
  });
}

function isCurrent(sources = fingerprint()) {
  return (
    existsSync(join(ROOT, 'dist', 'main.js')) && existsSync(MARK) && readFileSync(MARK, 'utf8') === sources
  );
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesOf(join(ROOT, source)))) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return path.endsWith('.spec.ts') ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function compile() {
  const state = join(ROOT, '.cache', 'tsbuildinfo');
  // The compiler trusts its notes and would write nothing into a folder that was thrown away.
  if (!existsSync(join(ROOT, 'dist', 'main.js'))) rmSync(state, { force: true });
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { NODE_OPTIONS: _, ...env } = process.env;
  const result = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 2, 2],
  });
  if (result.status === 0) return;
  rmSync(state, { force: true });
  throw new Error('TypeScript menolak program; lihat pesan di atas.');
}

/** What has no source any more must not be found by anybody. */
function removeOrphans() {
  const dist = join(ROOT, 'dist');
  for (const file of filesOf(dist)) {
    if (['assets', 'kept'].some((folder) => file.startsWith(join(dist, folder)))) continue;
    const source = join(ROOT, 'src', relative(dist, file).replace(/\.js(\.map)?$/, '.ts'));
    if (!existsSync(source)) rmSync(file);
  }
}

async function buildAssets() {
  const module = pathToFileURL(join(ROOT, 'dist', 'platform', 'views', 'build-assets.js'));
  const { buildAssets: build } = await import(module.href);
  build(join(ROOT, 'dist', 'assets'), ROOT);
}

/** What each start would work out from config/ and templates/; it lies ready, also where dist/ cannot be written to. */
async function workAhead() {
  rmSync(join(ROOT, 'dist', 'kept'), { recursive: true, force: true });
  const module = pathToFileURL(join(ROOT, 'dist', 'work-ahead.js'));
  const { workAhead: work } = await import(module.href);
  work();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await build();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
