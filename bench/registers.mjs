/**
 * A year of many requests: how long register, report and take-over take as whole commands, process and database start
 * included. `node bench/registers.mjs [requests=100000] [import=10000]`; builds the program and brings its own database.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { build } from '../scripts/build.mjs';

const SECONDS = 5;
const TURNS = 3;
const root = join(fileURLToPath(import.meta.url), '..', '..');
const [requests = 100_000, imported = 10_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'tenggat-registers-'));
const env = { ...process.env, DATA_DIR: folder, PORT: '0', TEST_HOOKS: 'on', SENDING: 'paused' };

/** Runs the operator's tool; answers seconds and output size. */
function tenggat(...args) {
  const started = performance.now();
  const run = spawnSync(process.execPath, ['dist/cli.js', ...args], { cwd: root, env, maxBuffer: 1 << 30 });
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`);
  return { seconds, bytes: run.stdout.length, stdout: run.stdout };
}

async function serving(work) {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    await new Promise((resolve, reject) => {
      child.stdout.on('data', (piece) => /Tenggat siap/u.test(String(piece)) && resolve());
      child.on('close', () => reject(new Error('the program ended before it was ready')));
    });
    return await work(readFileSync(join(folder, 'database-url'), 'utf8').trim());
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

const HEAD =
  'No,Tgl,Nama,Alamat,Kontak,Pekerjaan,Informasi,Tujuan,Ya,Tdk,BD,S,H,M,C,Keputusan,Alasan,Notice,Given,Biaya,Cara';

function olderRegister(rows) {
  const lines = Array.from({ length: rows }, (_, at) => {
    const n = at + 1;
    const day = `${String(1 + (at % 28)).padStart(2, '0')}/${String(1 + (at % 6)).padStart(2, '0')}/2025`;
    return `${n},${day},Pemohon Nomor ${n},"Jl. Contoh ${n}",0812000${n},Guru,"Daftar aset nomor ${n}",Skripsi,√,,,√,,,√,Diberikan seluruhnya,,29/${String(2 + (at % 6)).padStart(2, '0')}/2025,,0,`;
  });
  // 29 February 2025 never was.
  return [HEAD, ...lines].join('\n').replaceAll('29/02/2025', '28/02/2025');
}

/** Runs a command some times, wants the same bytes each time, and prints the figures with the load of the machine. */
function measured(name, most, ...args) {
  const runs = Array.from({ length: TURNS }, () => ({ ...tenggat(...args), load: loadavg()[0] }));
  if (runs.some(({ stdout }) => !stdout.equals(runs[0].stdout))) throw new Error(`${name}: two runs differ`);
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  const verdict = most === null ? '' : seconds[0] <= most ? `, within ${most} s` : `, MORE THAN ${most} s`;
  const each = runs.map((run) => `${run.seconds.toFixed(1)} s (load ${run.load.toFixed(1)})`).join(', ');
  console.log(
    `${name}: ${seconds[0].toFixed(1)} s${verdict}; ${(runs[0].bytes / 1e6).toFixed(1)} MB; ${each}`,
  );
}

await build();
const { fillYear } = await import('./register-year.mjs');
try {
  writeFileSync(
    join(folder, 'old.csv'),
    `${HEAD}\n1,02/01/2026,Pemohon Pertama,Jl. Contoh 1,0812,Guru,Daftar aset,Skripsi,,,,,,,√,,,,,,\n`,
  );
  tenggat('load-config');
  tenggat('register-import', join(folder, 'old.csv'), '--apply');
  await serving(async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await fillYear(client, join(folder, 'keys', 'master.key'), requests);
    await client.end();
  });
  const year = ['--year', '2026'];
  measured(`report of ${requests}, JSON`, SECONDS, 'report', ...year, '--length', 'full');
  measured(`report of ${requests}, PDF`, SECONDS, 'report', ...year, '--length', 'full', '--format', 'pdf');
  measured(`register of ${requests}, CSV`, SECONDS, 'register', ...year);
  measured('the same as of 30 June', SECONDS, 'register', ...year, '--as-of', '2026-06-30');
  measured('register of objections, CSV', SECONDS, 'register', ...year, '--kind', 'objections');
  const day = ['--from', '2026-03-01', '--to', '2026-03-01'];
  measured('register of a day, PDF', null, 'register', ...day, '--format', 'pdf');
  writeFileSync(join(folder, 'older.csv'), olderRegister(imported));
  const { seconds } = tenggat('register-import', join(folder, 'older.csv'), '--apply');
  console.log(`take-over of ${imported}: ${seconds.toFixed(1)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
