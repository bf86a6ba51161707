import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningProgram, runTenggat, startProgram } from '../support/program.js';

const SECOND = 1_000;

/** Command lines of all processes that name the folder: the program's own does not. */
function serversOf(folder: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(`-D ${folder}`) && !/^\s*\d+\s+Z/.test(line));
}

async function onDatabase<T>(folder: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = (await readFile(join(folder, 'database-url'), 'utf8')).trim();
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('the embedded program', () => {
  let folder: string;
  let program: RunningProgram;
  const start = (env: Readonly<Record<string, string>> = {}): Promise<RunningProgram> =>
    startProgram({ env: { DATA_DIR: folder, PORT: '0', TEST_HOOKS: 'on', ...env } });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenggat-start-'));
    await chmod(folder, 0o755); // as root the server runs as another user
    program = await start();
  });

  afterAll(async () => {
    program.kill('SIGKILL');
    await program.ended;
    for (const line of serversOf(folder)) process.kill(Number.parseInt(line.trim(), 10), 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('names its addresses and the file of the first accounts', async () => {
    const output = program.output();
    for (const part of [`${program.url}/`, '/petugas/masuk', '/_surat', join(folder, 'accounts.json')]) {
      expect(output).toContain(part);
    }
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${program.url}/`)).status).toBe(200);
  });

  it.each(['accounts.json', 'database-url', 'keys/master.key'])('keeps %s to its owner', async (file) => {
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });

  it('runs its database with safe settings', async () => {
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'];
    const { rows } = await onDatabase(folder, (client) =>
      client.query<{ setting: string }>('SELECT setting FROM pg_settings WHERE name = ANY ($1)', [names]),
    );
    expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', 'on']);
  });

  it('speaks with its database by the socket and leaves the network to others', async () => {
    const { rows } = await onDatabase(folder, (client) =>
      client.query<{ own: boolean; by_socket: boolean }>(
        `SELECT DISTINCT pid <> pg_backend_pid() AS own, client_addr IS NULL AS by_socket FROM pg_stat_activity
         WHERE application_name IN ('tenggat', 'tenggat queue') OR pid = pg_backend_pid() ORDER BY own`,
      ),
    );
    expect(rows).toEqual([
      { own: false, by_socket: false },
      { own: true, by_socket: true },
    ]);
  });

  it('refuses a second start on the same folder', async () => {
    const second = await runTenggat(['serve'], { env: { DATA_DIR: folder, PORT: '0' } });
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`Tenggat sudah berjalan dengan folder data ${folder}`);
    expect((await fetch(`${program.url}/health/live`)).status).toBe(200);
  });

  it('lets a command use the running database', async () => {
    const end = await runTenggat(['sending', 'paused'], { env: { DATA_DIR: folder } });
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('ditahan') });
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200);
  });

  it('survives the death of its database server', async () => {
    const pidOf = () => Number.parseInt(serversOf(folder)[0] ?? '', 10);
    const killed = pidOf();
    process.kill(killed, 'SIGKILL');
    // Its connections answer a moment longer: ready counts once another server is there.
    const isBack = () => !Number.isNaN(pidOf()) && pidOf() !== killed;
    let status = 0;
    for (const until = Date.now() + 60 * SECOND; status !== 200 && Date.now() < until;) {
      status = await fetch(`${program.url}/health/ready`).then(
        (answer) => (isBack() ? answer.status : 0),
        () => 0,
      );
    }
    expect(status).toBe(200);
  });

  it('takes over its database after kill -9 and loses nothing', async () => {
    program.kill('SIGKILL');
    await program.ended;
    expect(serversOf(folder)).toHaveLength(1);
    program = await start();
    const { rows } = await onDatabase(folder, (client) =>
      client.query(`SELECT value FROM settings WHERE key = 'sending'`),
    );
    expect(rows).toEqual([{ value: 'paused' }]);
  });

  it('leaves no process behind after Ctrl-C', async () => {
    const from = Date.now();
    program.kill('SIGINT');
    program.kill('SIGINT'); // npm passes it on as well
    expect((await program.ended).code).toBe(0);
    expect(Date.now() - from).toBeLessThan(10 * SECOND);
    expect(serversOf(folder)).toEqual([]);
  });

  it('starts the database for the time of a command', async () => {
    const end = await runTenggat(['sending', 'on'], { env: { DATA_DIR: folder } });
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('berjalan') });
    expect(serversOf(folder)).toEqual([]);
  });

  it('tells that the audit chain is whole', async () => {
    const end = await runTenggat(['verify-audit'], { env: { DATA_DIR: folder } });
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('utuh') });
  });

  it.each(['-', null])('reads an older register from standard input (%s)', async (file) => {
    const end = await runTenggat(['register-import', ...(file === null ? [] : [file])], {
      env: { DATA_DIR: folder },
      input: 'bukan,register\n1,2\n',
    });
    // It was read: what is told is about its columns.
    expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('Baris judul tidak ditemukan') });
  });
});

describe('a start with a faulty setting', () => {
  it.each([
    ['TEST_HOOKS', { TEST_HOOKS: 'maybe' }],
    ['TEST_HOOKS', { TEST_HOOKS: 'on', NODE_ENV: 'production' }],
    ['LIMITS', { LIMITS: 'off' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://127.0.0.1:1' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://x:rahasia@127.0.0.1:1/x', MASTER_KEY_FILE: '/dev/null' }],
    ['TENGGAT_PORT', { TENGGAT_PORT: '1' }],
  ])('names %s and does not start', async (name, env) => {
    const end = await runTenggat(['serve'], { env: { DATA_DIR: '/nonexistent/tenggat', PORT: '0', ...env } });
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(new RegExp(`^${name}: `, 'm'));
    expect(end.stdout + end.stderr).not.toContain('rahasia');
  });
});

describe('commands whose database is away', () => {
  it.each([['register', '--year', '2026'], ['report', '--year', '2026'], ['verify-audit']])(
    '%s says so in one line and prints nothing',
    async (...args) => {
      const env = {
        DATABASE_URL: 'postgres://x:rahasia@127.0.0.1:1/x',
        MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
        TEST_HOOKS: 'on',
      };
      expect(await runTenggat(args, { env })).toMatchObject({
        code: 1,
        stdout: '',
        stderr: 'DATABASE_URL: the database cannot be reached (ECONNREFUSED)\n',
      });
    },
    30 * SECOND,
  );
});

describe('commands without a database', () => {
  it('counts due dates from standard input', async () => {
    const input = 'start_date,working_days\n2026-11-24,10\n';
    const end = await runTenggat(['due-dates'], { env: {}, input });
    expect(end.stdout).toBe('start_date,working_days,due_date,provisional\n2026-11-24,10,2026-12-08,\n');
  });

  it('suggests the agency of a text', async () => {
    const end = await runTenggat(['route', '-'], {
      env: {},
      input: 'a1\tRincian Dana BOS SMP Negeri 6 tahun 2025\n',
    });
    expect(end.stdout.split('\t').slice(0, 2)).toEqual(['a1', 'disdik']);
  });

  it.each(['due-dates', 'route', 'register-import'])(
    '%s says plainly that a file is not there',
    async (command) => {
      const missing = await runTenggat([command, '/nonexistent/berkas.csv'], { env: {} });
      expect(missing).toMatchObject({
        code: 1,
        stdout: '',
        stderr: 'Berkas "/nonexistent/berkas.csv" tidak ada.\n',
      });
      const aFolder = await runTenggat([command, tmpdir()], { env: {} });
      expect(aFolder).toMatchObject({ code: 1, stderr: `"${tmpdir()}" adalah folder, bukan berkas.\n` });
    },
  );

  it('fails with a message for an unknown command', async () => {
    const end = await runTenggat(['nothing'], { env: {} });
    expect(end.code).not.toBe(0);
    expect(end.stderr).toContain('unknown command');
  });

  it('says which words a switch knows', async () => {
    const end = await runTenggat(['sending', 'maybe'], { env: {} });
    expect([end.code, end.stdout]).toEqual([1, '']);
    expect(end.stderr).toMatch(/maybe.*on, paused/u);
  });
});
