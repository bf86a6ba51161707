import { appendFile, cp, mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { beginTenggat, runTenggat, type ProgramEnd } from '../support/program.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { fileHashes, tableHashes } from './compared.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

let folder: string;
const targets: TestDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenggat-backup-'));
});

afterAll(async () => {
  for (const target of targets) await target.drop();
  await rm(folder, { recursive: true, force: true });
});

const ofApp: TestDatabase['sql'] = (text, params) => app.sql(text, params);

/** An empty database and an empty folder, and the settings of a program on them. */
async function emptyTarget() {
  const database = await freshDatabase({ empty: true });
  targets.push(database);
  const dataDir = await mkdtemp(join(folder, 'target-'));
  return {
    database,
    filesDir: join(dataDir, 'files'),
    env: app.settings({ DATA_DIR: dataDir, DATABASE_URL: database.url }),
  };
}

const backup = (name: string): Promise<ProgramEnd> =>
  runTenggat(['backup', join(folder, name)], { env: app.settings() });

const restore = (name: string, env: Readonly<Record<string, string>>): Promise<ProgramEnd> =>
  runTenggat(['restore', join(folder, name)], { env });

/** Files requests with a file each until told to stop; answers the receipts. */
async function fileUntil(stop: () => boolean): Promise<FiledRequest[]> {
  const receipts: FiledRequest[] = [];
  while (!stop()) {
    const { body } = await app.citizen.upload(sampleFiles.pdf(), 'lampiran.pdf', 'application/pdf');
    const answer = await app.citizen.post<FiledRequest>('/api/v1/requests', {
      ...requestBody(),
      fileIds: [body.fileId],
    });
    if (answer.status === 201) receipts.push(answer.body);
  }
  return receipts;
}

describe('a backup while the program takes filings', () => {
  let before: readonly FiledRequest[];
  let target: Awaited<ReturnType<typeof emptyTarget>>;

  beforeAll(async () => {
    let filed = 0;
    before = await fileUntil(() => (filed += 1) > 5);
    let ended = false;
    const filing = fileUntil(() => ended);
    const end = await backup('busy').finally(() => (ended = true));
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('TIDAK termasuk: kunci utama') });
    expect((await filing).length).toBeGreaterThan(0);
    target = await emptyTarget();
    expect(await restore('busy', target.env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Pengiriman surat DITAHAN'),
    });
  });

  it('holds every request that was accepted before it began', async () => {
    const rows = await target.database.sql<{ number: string }>('SELECT register_number AS number FROM cases');
    expect(rows.map(({ number }) => number)).toEqual(
      expect.arrayContaining(before.map(({ registerNumber }) => registerNumber)),
    );
  });

  it('is of one moment: each case with its clocks, trail and receipt, numbers without a gap', async () => {
    const halves = await target.database.sql(
      `SELECT c.register_number FROM cases c WHERE NOT EXISTS (SELECT 1 FROM due_rows d WHERE d.case_id = c.id)
         OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.case_id = c.id)
         OR NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id)
         OR NOT EXISTS (SELECT 1 FROM requesters r WHERE r.id = c.requester_id)`,
    );
    expect(halves).toEqual([]);
    const [register] = await target.database.sql<{ cases: number; last: number }>(
      `SELECT (SELECT count(*)::int FROM cases) AS cases, (SELECT last_number FROM register_counters) AS last`,
    );
    expect(register?.cases).toBe(register?.last);
  });

  it('holds the bytes of every file that a row names', async () => {
    const rows = await target.database.sql<{ path: string; sha256: string }>(
      `SELECT path, encode(sha256, 'hex') AS sha256 FROM files`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(before.length);
    const named = Object.fromEntries(rows.map(({ path, sha256 }) => [path, sha256]));
    expect(await fileHashes(target.filesDir)).toMatchObject(named);
  });

  it('leaves the trail whole', async () => {
    const end = await runTenggat(['verify-audit'], { env: target.env });
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('utuh') });
  });
});

describe('a backup of a system at rest', () => {
  let target: Awaited<ReturnType<typeof emptyTarget>>;

  beforeAll(async () => {
    await app.sweep();
    const desk = await app.signIn('desk');
    const [first] = await app.sql<{ id: string }>('SELECT id FROM cases ORDER BY register_seq LIMIT 1');
    await app.mustAct(desk, first?.id ?? '', 'note', { text: 'Baris satu\nbaris "dua" \\ tiga — é 漢' });
    // Somebody's data key is gone: what was sealed with it stays unreadable.
    await app.sql(
      `UPDATE requesters SET wrapped_key = '', sealed = '' WHERE id = (SELECT max(id::text)::uuid FROM requesters)`,
    );
    await app.sql(`UPDATE settings SET value = '"on"' WHERE key = 'sending'`);
    await app.restart({ SENDING: 'paused' });
    expect((await backup('quiet')).code).toBe(0);
    target = await emptyTarget();
    expect((await restore('quiet', target.env)).code).toBe(0);
  });

  it('comes back row for row and byte for byte', async () => {
    expect(await tableHashes(target.database.sql)).toEqual(await tableHashes(ofApp));
    expect(await fileHashes(target.filesDir)).toEqual(await fileHashes(join(app.dataDir, 'files')));
  });

  it('comes back with the same keys, checks, indexes and grants', async () => {
    const shape = (sql: TestDatabase['sql']) =>
      sql(
        `SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS is FROM pg_constraint
           WHERE connamespace = 'public'::regnamespace
         UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
         UNION ALL SELECT table_name, grantee || ' ' || privilege_type, is_grantable FROM information_schema.table_privileges
           WHERE table_schema IN ('public', 'tenggat_read')
         ORDER BY 1, 2, 3`,
      );
    expect(await shape(target.database.sql)).toEqual(await shape(ofApp));
  });

  it('goes on numbering rows behind those it has', async () => {
    await expect(
      target.database.sql(
        `INSERT INTO due_rows (kind, stage, due_at) VALUES ('digest', 'after the restore', now()) RETURNING id`,
      ),
    ).resolves.toHaveLength(1);
  });

  it('holds neither the master key nor a person in the clear', async () => {
    const key = await readFile(process.env.TENGGAT_TEST_MASTER_KEY ?? '');
    const { requester } = requestBody();
    const planted = [
      key,
      key.toString('hex'),
      key.toString('base64'),
      String(requester.name),
      'lampiran.pdf',
    ];
    const found: string[] = [];
    for (const path of Object.keys(await fileHashes(join(folder, 'quiet')))) {
      const bytes = await readFile(join(folder, 'quiet', path));
      const content = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      if (planted.some((word) => content.includes(word))) found.push(path);
    }
    expect(found).toEqual([]);
  });
});

describe('a restore that must not be', () => {
  const refused = async (name: string, env: Readonly<Record<string, string>>, why: string) =>
    expect(await restore(name, env)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(why),
    });

  it('refuses a database that holds something', async () => {
    await refused('quiet', app.settings({ FILES_DIR: join(folder, 'none') }), 'Tujuan tidak kosong: tabel');
  });

  it('refuses a folder that holds other files', async () => {
    const { env, filesDir } = await emptyTarget();
    await mkdir(join(filesDir, 'ab'), { recursive: true });
    await writeFile(join(filesDir, 'ab/somebody'), 'else');
    await refused('quiet', env, 'Tujuan tidak kosong');
  });

  it('refuses another master key, and none', async () => {
    const { env } = await emptyTarget();
    const other = join(folder, 'other.key');
    await writeFile(other, Buffer.alloc(32, 9));
    await refused('quiet', { ...env, MASTER_KEY_FILE: other }, 'bukan kunci utama dari cadangan ini');
  });

  it('refuses a backup that was cut off, is damaged, or is of a newer program', async () => {
    const { env, database } = await emptyTarget();
    await cp(join(folder, 'quiet'), join(folder, 'broken'), { recursive: true });
    const manifest = JSON.parse(await readFile(join(folder, 'quiet/manifest.json'), 'utf8')) as {
      migrations: string[];
    };
    await appendFile(join(folder, 'broken/database/cases.ndjson.gz'), 'x');
    await refused('broken', env, 'cases.ndjson.gz');
    expect(await database.sql('SELECT 1 FROM cases')).toEqual([]);
    const newer = { ...manifest, migrations: [...manifest.migrations, 'FromTheFuture20990101000001'] };
    await writeFile(join(folder, 'broken/manifest.json'), JSON.stringify(newer));
    await refused('broken', env, 'FromTheFuture20990101000001');
    await unlink(join(folder, 'broken/manifest.json'));
    await refused('broken', env, 'bukan cadangan yang utuh');
  });

  it('refuses to write a backup into a folder that holds something', async () => {
    expect(await backup('quiet')).toMatchObject({ code: 1, stderr: expect.stringContaining('tidak kosong') });
  });
});

describe('a store that has lost something', () => {
  const objectOf = async (id: string): Promise<string> => {
    const [row] = await app.sql<{ path: string }>('SELECT path FROM files WHERE id = $1', [id]);
    return join(app.dataDir, 'files', row?.path ?? '');
  };
  let tidied: string;
  let damaged: string;

  beforeAll(async () => {
    const { body } = await app.citizen.upload(sampleFiles.pdf(), 'lepas.pdf', 'application/pdf');
    tidied = body.fileId;
    await unlink(await objectOf(tidied)); // as housekeeping does between snapshot and copy
    const [filed] = await app.sql<{ id: string }>('SELECT id FROM files WHERE case_id IS NOT NULL LIMIT 1');
    damaged = filed?.id ?? '';
    await appendFile(await objectOf(damaged), 'x');
  });

  it('is backed up as far as it goes, and the operator is told', async () => {
    const end = await backup('worn');
    expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining(damaged) });
    expect(end.stderr).not.toContain(tidied);
  });

  it('comes back, also when the restore is killed and run again', async () => {
    const { env, database, filesDir } = await emptyTarget();
    const gate = new pg.Client({ connectionString: database.url });
    await gate.connect();
    // The lock of the migrations: the restore has brought the files by then and waits.
    await gate.query('SELECT pg_advisory_lock(7421003)');
    const waits = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 7421003
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    const killed = beginTenggat(['restore', join(folder, 'worn')], { env });
    while ((await gate.query(waits)).rows.length === 0) await gate.query('SELECT pg_sleep(0.02)');
    killed.kill();
    expect((await killed.ended).signal).toBe('SIGKILL');
    await gate.end();
    expect(Object.keys(await fileHashes(filesDir)).length).toBeGreaterThan(0);

    expect((await restore('worn', env)).code).toBe(0);
    const { cases } = await tableHashes(ofApp);
    expect(await tableHashes(database.sql)).toMatchObject({ cases });
    expect(await database.sql('SELECT id FROM files WHERE id = $1', [tidied])).toEqual([]);
  });
});
