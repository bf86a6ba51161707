import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { useDatabase } from '../support/database.js';
import { HttpClient, expectStatus } from '../support/http-client.js';
import { beginTenggat, runTenggat, startProgram, type ProgramEnd } from '../support/program.js';
import { requestBody } from '../support/request-bodies.js';

let folder: string;
let otherKey: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenggat-master-key-'));
  await chmod(folder, 0o755); // as root the server runs as another user
  otherKey = join(folder, 'other.key');
  await writeFile(otherKey, Buffer.alloc(32, 9), { mode: 0o600 });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** One sentence that names the variable, and nothing else: no stack, no ready line. */
const refused = (why: string) => ({
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(new RegExp(`^MASTER_KEY_FILE: [^\n]*${why}[^\n]*\n$`, 'u')),
});
const FOREIGN = refused('bukan kunci utama dari basis data ini');

/** One that starts, although it should not, is ended. */
async function serve(env: Readonly<Record<string, string>>, role = 'all'): Promise<ProgramEnd> {
  const { kill, ended } = beginTenggat(['serve', '--role', role], { env });
  const tooLong = setTimeout(kill, 30_000);
  return ended.finally(() => clearTimeout(tooLong));
}

describe('another master key than that of the database', () => {
  const app = useApp();
  const foreign = () => app.settings({ MASTER_KEY_FILE: otherKey, FILES_DIR: join(folder, 'files') });

  beforeAll(async () => {
    expectStatus(await app.citizen.post('/api/v1/requests', requestBody()), 201);
  });

  it.each(['web', 'worker', 'all'])('stops the start of %s', async (role) => {
    expect(await serve(foreign(), role)).toMatchObject(FOREIGN);
  });

  it.each([
    [['verify-audit']],
    [['register', '--year', '2026']],
    [['user', 'add', '--email', 'a@b.example', '--name', 'A', '--role', 'desk']],
  ])('stops %j', async (args) => {
    expect(await runTenggat(args, { env: foreign() })).toMatchObject(FOREIGN);
  });

  it('stops a backup before it writes anything', async () => {
    const dir = join(folder, 'backup');
    expect(await runTenggat(['backup', dir], { env: foreign() })).toMatchObject(FOREIGN);
    expect(existsSync(dir)).toBe(false);
  });

  it.each([
    ['/nonexistent/master.key', 'cannot be read \\(ENOENT\\)'],
    ['/', 'cannot be read \\(EISDIR\\)'],
    ['/dev/null', 'must hold 32 bytes'],
  ])('is told from a file that holds none (%s)', async (file, why) => {
    const env = app.settings({ MASTER_KEY_FILE: file });
    expect(await serve(env)).toMatchObject(refused(why));
    expect(await runTenggat(['backup', join(folder, 'backup')], { env })).toMatchObject(refused(why));
  });
});

describe('a database from before keys were known', () => {
  const app = useApp();
  const foreign = () => app.settings({ MASTER_KEY_FILE: otherKey });
  const forget = () => app.sql('DELETE FROM master_keys');
  const known = () => app.sql(`SELECT id FROM master_keys`);

  it.each([
    ['its trail', []],
    [
      'its persons',
      ['file', 'UPDATE audit_heads SET seal = hash FROM audit a WHERE a.stream = audit_heads.stream'],
    ],
  ] as const)('takes the key that opens %s, and no other', async (_, steps) => {
    for (const step of steps) {
      if (step === 'file') expectStatus(await app.citizen.post('/api/v1/requests', requestBody()), 201);
      else await app.sql(step);
    }
    await forget();
    expect(await runTenggat(['register', '--year', '2026'], { env: foreign() })).toMatchObject(FOREIGN);
    expect(await runTenggat(['backup', join(folder, 'older')], { env: foreign() })).toMatchObject(FOREIGN);
    expect(await known()).toEqual([]);
    expect(await runTenggat(['register', '--year', '2026'], { env: app.settings() })).toMatchObject({
      code: 0,
    });
    expect(await known()).toEqual([{ id: 1 }]);
  });

  it('is backed up before its upgrade, with the right key alone', async () => {
    await app.sql('ALTER TABLE master_keys RENAME TO not_yet');
    const dir = join(folder, 'before');
    expect(await runTenggat(['backup', dir], { env: foreign() })).toMatchObject(FOREIGN);
    expect(await runTenggat(['backup', dir], { env: app.settings() })).toMatchObject({ code: 0 });
    await app.sql('ALTER TABLE not_yet RENAME TO master_keys');
  });

  it('lets nobody of the application give it another one', async () => {
    await expect(app.sqlAsApp('UPDATE master_keys SET id = id')).rejects.toThrow(/permission denied/u);
  });
});

describe('a new database', () => {
  const database = useDatabase({ empty: true });

  it('belongs to one of two that come at once with keys of their own', async () => {
    const own = process.env.TENGGAT_TEST_MASTER_KEY ?? '';
    const ends = await Promise.all(
      [own, otherKey].map((key) =>
        runTenggat(['load-config'], {
          env: { DATABASE_URL: database.url, DATA_DIR: folder, MASTER_KEY_FILE: key, TEST_HOOKS: 'on' },
        }),
      ),
    );
    expect(ends.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(ends.find(({ code }) => code === 1)).toMatchObject(FOREIGN);
  });
});

describe('an embedded office whose key is gone', () => {
  const dataDir = () => join(folder, 'office');
  const env = () => ({ DATA_DIR: dataDir(), PORT: '0', TEST_HOOKS: 'on', LIMITS: 'off' });
  const key = () => join(dataDir(), 'keys', 'master.key');
  const LOST = refused(`keys/master\\.key tidak ada`);

  const onDatabase = async (sql: string): Promise<void> => {
    const client = new pg.Client({
      connectionString: (await readFile(join(dataDir(), 'database-url'), 'utf8')).trim(),
    });
    await client.connect();
    await client.query(sql);
    await client.end();
  };

  it.each([
    ['of this program', 'SELECT 1'],
    ['of an earlier one', 'DELETE FROM master_keys'],
  ])(
    'is told so, and gets no other, with a database %s',
    async (_, sql) => {
      const program = await startProgram({ env: env() });
      const citizen = new HttpClient(() => program.url);
      const filed = expectStatus(await citizen.post<FiledRequest>('/api/v1/requests', requestBody()), 201);
      await onDatabase(sql);
      program.kill('SIGTERM');
      await program.ended;

      await rename(key(), `${key()}.away`);
      expect(await serve(env())).toMatchObject(LOST);
      expect(await runTenggat(['verify-audit'], { env: env() })).toMatchObject(LOST);
      expect(existsSync(key())).toBe(false);

      await copyFile(otherKey, key());
      expect(await serve(env())).toMatchObject(FOREIGN);
      await rename(`${key()}.away`, key());
      const again = await startProgram({ env: env() });
      const { registerNumber, trackingCode } = filed;
      const tracked = await new HttpClient(() => again.url).post(
        '/api/v1/tracking',
        { registerNumber, trackingCode },
        { key: null },
      );
      expectStatus(tracked, 200);
      again.kill('SIGTERM');
      await again.ended;
    },
    120_000,
  );
});
