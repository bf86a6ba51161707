import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTenggat, startProgram, type ProgramEnd } from '../support/program.js';

const root = join(import.meta.dirname, '../..');
const CASES = 400;
/** So many are written into new files, without their indexes. */
const BULK = 5_000;
const LONGEST = 120_000;

let folder: string;
let env: Readonly<Record<string, string>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenggat-made-'));
  await chmod(folder, 0o755); // as root the server runs as another user
  env = { DATA_DIR: folder, PORT: '0', TEST_HOOKS: 'on', SENDING: 'paused' };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a script of the bench to its end; its errors are the spec's. */
function script(...args: readonly string[]): string {
  const own = { PATH: process.env.PATH, HOME: process.env.HOME, ...env };
  const run = spawnSync(process.execPath, args, { cwd: root, env: own, encoding: 'utf8', timeout: LONGEST });
  expect({ status: run.status, errors: run.status === 0 ? '' : run.stderr }).toEqual({
    status: 0,
    errors: '',
  });
  return run.stdout;
}

async function tenggat(...args: readonly string[]): Promise<ProgramEnd> {
  const end = await runTenggat(args, { env });
  expect({ code: end.code, errors: end.code === 0 ? '' : end.stderr }).toEqual({ code: 0, errors: '' });
  return end;
}

async function entriesOf(...span: readonly string[]): Promise<number> {
  const { stdout } = await tenggat('register', ...span);
  return stdout.trim().split('\r\n').length - 1;
}

/** One a line, with whether the table lies in its order. */
function keysAndIndexes(): string {
  return script(
    '--input-type=module',
    '--eval',
    `
    import pg from 'pg';
    import { loadConfig } from './dist/platform/config/config.js';
    import { withDatabase } from './dist/platform/process/with-database.js';
    await withDatabase(loadConfig(), async ({ databaseAdminUrl }) => {
      const client = new pg.Client({ connectionString: databaseAdminUrl });
      await client.connect();
      const { rows } = await client.query(\`
        SELECT pg_get_indexdef(indexrelid) || ' ' || indisclustered AS line FROM pg_index
        UNION SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        ORDER BY line\`);
      console.log(rows.map(({ line }) => line).join('\\n'));
      await client.end();
    });`,
  );
}

// Both write past the program: a column that they leave out shows here and not only in the next bench.
describe('cases made for trying and measuring', () => {
  it('stand in the registers of their years, their trail whole', async () => {
    expect(script('bench/seed.mjs', '--cases', String(CASES))).toMatch(/^400 cases in /mu);
    await tenggat('verify-audit');
    expect(await entriesOf('--from', '2020-01-01', '--to', '2030-12-31')).toBe(CASES);
  });

  it('go on where the registers stand when there are many, and leave the tables as they were', async () => {
    script('bench/seed.mjs', '--cases', String(CASES));
    const before = keysAndIndexes();
    script('bench/seed.mjs', '--cases', String(BULK));
    expect(keysAndIndexes()).toBe(before);
    await tenggat('verify-audit');
    expect(await entriesOf('--from', '2020-01-01', '--to', '2030-12-31')).toBe(CASES + BULK);
  });

  it('fill the year whose register is timed', async () => {
    await tenggat('load-config');
    const program = await startProgram({ env });
    const fill = `
      import { readFileSync } from 'node:fs';
      import pg from 'pg';
      import { fillYear } from './bench/register-year.mjs';
      const folder = process.env.DATA_DIR;
      const client = new pg.Client({ connectionString: readFileSync(folder + '/database-url', 'utf8').trim() });
      await client.connect();
      await fillYear(client, folder + '/keys/master.key', ${String(CASES)});
      await client.end();`;
    try {
      script('--input-type=module', '--eval', fill);
    } finally {
      program.kill('SIGINT');
      await program.ended;
    }
    // The first number of the bench's year comes from an older register.
    expect(await entriesOf('--year', '2026')).toBe(CASES - 1);
  });
});
