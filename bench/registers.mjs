/**
 * A year of many requests, by plain SQL with real sealed persons: how long register, report and take-over take.
 * `node bench/registers.mjs [requests=100000] [import=10000]` on an embedded database of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

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

// Persons are copies of one that the program sealed for a first request: opening costs what it costs, once a row.
const FILL = `
  WITH one AS (SELECT * FROM cases ORDER BY register_seq LIMIT 1), agency AS (
    SELECT code, row_number() OVER (ORDER BY position) AS at, count(*) OVER () AS n FROM agencies),
  made AS (SELECT n, gen_random_uuid() AS id, timestamptz '2026-01-02 01:00+00' + make_interval(mins => (n * 4) % 470000) AS at
    FROM generate_series(2, $1::integer) n)
  INSERT INTO cases (id, public_body, register_year, register_seq, register_number, requester_id, channel, received_at,
    received_on, entered_at, question, purpose_kind, access, delivery, format, language, agency_code, status,
    completeness_due_on, complete_at, reply_started_on, due_on, due_at, due_kind, calendar_version, rule_set_version,
    noticed_at, outcome, closed_at, tracking_code_hash, link_token_hash)
  SELECT m.id, one.public_body, 2026, m.n, 'AMBON-2026-' || lpad(m.n::text, 6, '0'), one.requester_id, 'web', m.at,
    m.at::date, m.at, 'Rincian anggaran dan laporan kegiatan nomor ' || m.n, 'research', 'copy', 'online', 'softcopy',
    'id', agency.code, CASE WHEN m.n % 18 = 3 THEN 'processing' ELSE 'closed_granted' END, m.at::date + 4, m.at,
    m.at::date, m.at::date + 14, (m.at::date + 14)::timestamptz + interval '15 hours', 'first', one.calendar_version,
    one.rule_set_version, CASE WHEN m.n % 18 = 3 THEN NULL ELSE m.at + make_interval(days => 1 + m.n % 17) END,
    CASE WHEN m.n % 18 = 3 THEN NULL WHEN m.n % 7 = 0 THEN 'not_held' ELSE 'granted_full' END,
    CASE WHEN m.n % 18 = 3 THEN NULL ELSE m.at + make_interval(days => 1 + m.n % 17) END,
    sha256(('code' || m.n)::bytea), sha256(('link' || m.n)::bytea)
  FROM made m CROSS JOIN one JOIN agency ON agency.at = 1 + m.n % agency.n`;

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
    await client.query(FILL, [requests]);
    await client.query(`INSERT INTO item_decisions (id, act_id, case_id, item_id, outcome, form, explanation, late, staff_id, decided_at, noticed_at)
      SELECT gen_random_uuid(), gen_random_uuid(), c.id, i.id, c.outcome, 'softcopy', 'contoh', false, gen_random_uuid(), c.noticed_at, c.noticed_at
      FROM cases c JOIN case_items i ON i.case_id = c.id WHERE c.noticed_at IS NOT NULL`);
    await client.query('VACUUM ANALYZE');
    await client.end();
  });
  const told = [];
  const tell = (name, { seconds, bytes }) =>
    told.push(`${name}: ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB`);
  tell(`report of ${requests}, JSON`, tenggat('report', '--year', '2026', '--length', 'full'));
  tell(
    `report of ${requests}, PDF`,
    tenggat('report', '--year', '2026', '--length', 'full', '--format', 'pdf'),
  );
  const one = tenggat('register', '--year', '2026');
  tell(`register of ${requests}, CSV`, one);
  tell(`the same as of 30 June`, tenggat('register', '--year', '2026', '--as-of', '2026-06-30'));
  tell(
    'register of 3 days, PDF',
    tenggat('register', '--from', '2026-03-01', '--to', '2026-03-01', '--format', 'pdf'),
  );
  writeFileSync(join(folder, 'older.csv'), olderRegister(imported));
  tell(`take-over of ${imported}`, tenggat('register-import', join(folder, 'older.csv'), '--apply'));
  console.log(told.join('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
