import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { withAdmin } from '../../src/platform/backup/admin-connection.js';
import { readManifest, type BackupManifest } from '../../src/platform/backup/backup-folder.js';
import { loadTables } from '../../src/platform/backup/load-tables.js';
import { migrate } from '../../src/platform/database/connection.js';
import { MIGRATIONS } from '../../src/platform/database/migrations/list.js';
import type { TrackedRequest } from '../support/answers.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { expectStatus, HttpClient } from '../support/http-client.js';
import { beginTenggat, runTenggat, startProgram, type RunningProgram } from '../support/program.js';

/** An office of the first release in the midst of its work; fill-first-release.mjs tells how it was made. */
const RELEASE = join(import.meta.dirname, 'first-release');

/** A while after the first release was left: fill-first-release.mjs set its clock to 10:30 last, and took its time. */
const LAST_HOUR = '2026-12-09T10:45:00+09:00';

const DEADLOCK = '40P01';
/** What a writer hears whose tables change under it: a deadlock, a column that it does not know, or knows no more. */
const SCHEMA_CHANGED = new Set([DEADLOCK, '23502', '42703']);

interface Receipt {
  readonly registerNumber: string;
  readonly trackingCode: string;
}

let manifest: BackupManifest;
let receipts: Readonly<Record<string, Receipt | string>>;
let folder: string;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  manifest = await readManifest(RELEASE);
  receipts = JSON.parse(await readFile(`${RELEASE}-receipts.json`, 'utf8')) as typeof receipts;
  folder = await mkdtemp(join(tmpdir(), 'tenggat-upgrade-'));
});

afterAll(async () => {
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function isOfACase(receipt: Receipt | string): receipt is Receipt {
  return typeof receipt !== 'string' && 'trackingCode' in receipt;
}

function receiptOf(name: string): Receipt {
  const receipt = receipts[name];
  if (receipt === undefined || !isOfACase(receipt)) throw new Error(`no receipt of ${name}`);
  return receipt;
}

/** A database as the first release left it. */
async function firstRelease(): Promise<TestDatabase> {
  const database = await freshDatabase({ empty: true });
  databases.push(database);
  await migrate(database.url, manifest.migrations);
  await withAdmin(database.url, (client) => loadTables(client, RELEASE, manifest));
  // Its clock was kept as a distance from the day it was made: it stands at that hour again, whatever day it is here.
  await database.sql(`UPDATE test_clock SET shift = '${LAST_HOUR}'::timestamptz - clock_timestamp()`);
  return database;
}

/** What the columns of the first release hold, a hash a column. */
async function contents(database: TestDatabase): Promise<Record<string, string>> {
  const held: Record<string, string> = {};
  for (const { name, columns } of manifest.tables) {
    if (name === 'schema_migrations') continue;
    for (const column of columns) {
      // A decision of the whole request now names its one item; the next spec looks at it.
      if (name === 'decisions' && column === 'item_id') continue;
      const [row] = await database.sql<{ hash: string }>(
        `SELECT md5(coalesce(string_agg("${column}"::text, '|' ORDER BY "${column}"::text), '')) AS hash FROM "${name}"`,
      );
      held[`${name}.${column}`] = row?.hash ?? '';
    }
  }
  return held;
}

/** Everything that makes a schema one; equal for equal schemas. */
async function schemaOf(database: TestDatabase): Promise<readonly object[]> {
  return database.sql(
    `SELECT table_schema || '.' || table_name AS of, column_name AS name, data_type || is_nullable || coalesce(column_default, '') AS is
       FROM information_schema.columns WHERE table_schema IN ('public', 'tenggat_read')
     UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT table_name, grantee || ' ' || privilege_type, '' FROM information_schema.role_table_grants
       WHERE table_schema IN ('public', 'tenggat_read') AND grantee LIKE 'tenggat%'
     ORDER BY 1, 2, 3`,
  );
}

/** From now on the server ends the connection of whoever writes down that it has done this migration. */
async function dieAt(database: TestDatabase, name: string | null): Promise<void> {
  await database.sql(`
    CREATE SCHEMA IF NOT EXISTS spec;
    CREATE OR REPLACE FUNCTION spec.die() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.name = '${name ?? ''}' THEN PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(60); END IF;
      RETURN NEW;
    END $$;
    CREATE OR REPLACE TRIGGER die BEFORE INSERT ON schema_migrations FOR EACH ROW EXECUTE FUNCTION spec.die()`);
}

/** False where the schema changed under it: the program then answers 503, and whoever asked asks again. */
async function readOnce(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`SELECT case_id, register_number, status, outcome, received_at, due_on, due_at, version
      FROM tenggat_read.cases`);
    await client.query(`BEGIN; SELECT id FROM cases ORDER BY id LIMIT 1 FOR UPDATE; COMMIT`);
    return true;
  } catch (error) {
    await client.query('ROLLBACK');
    if ((error as { code?: string }).code === DEADLOCK) return false;
    throw error;
  }
}

/** Reads what the first release promised to reports from outside, and locks cases as its program did, all the time. */
function loadOn(database: TestDatabase): { readonly stop: () => Promise<number> } {
  let stopped = false;
  const run = (async (): Promise<number> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    let reads = 0;
    try {
      while (!stopped) reads += (await readOnce(client)) ? 1 : 0;
    } finally {
      await client.end();
    }
    return reads;
  })();
  return {
    stop: () => {
      stopped = true;
      return run;
    },
  };
}

describe('an upgrade from the first release', () => {
  let database: TestDatabase;
  let before: Record<string, string>;

  beforeAll(async () => {
    database = await firstRelease();
    before = await contents(database);
  });

  it('that dies in any migration has done all before it and nothing of it, and goes on', async () => {
    const load = loadOn(database);
    const pending = MIGRATIONS.map(({ name }) => name).filter((name) => !manifest.migrations.includes(name));
    let done = manifest.migrations.length;
    for (const name of pending) {
      await dieAt(database, name);
      await expect(migrate(database.url)).rejects.toThrow();
      const executed = await database.sql<{ name: string }>('SELECT name FROM schema_migrations ORDER BY id');
      expect([executed.length, executed.some((row) => row.name === name)]).toEqual([done, false]);
      done += 1;
    }
    await database.sql('DROP SCHEMA spec CASCADE');
    await migrate(database.url);
    expect(await load.stop()).toBeGreaterThan(0);
    expect(await database.sql('SELECT 1 FROM schema_migrations')).toHaveLength(MIGRATIONS.length);
  });

  it('ends at the schema of a new office', async () => {
    const fresh = await freshDatabase();
    databases.push(fresh);
    expect(await schemaOf(database)).toEqual(await schemaOf(fresh));
  });

  it('loses and changes nothing that was written', async () => {
    expect(await contents(database)).toEqual(before);
  });

  it('gives each decision the item that it was about', async () => {
    const about = await database.sql<{ of: string; item: string | null }>(
      'SELECT d.case_id AS of, i.case_id AS item FROM decisions d LEFT JOIN case_items i ON i.id = d.item_id',
    );
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter(({ of, item }) => of !== item)).toEqual([]);
  });
});

interface Filing {
  readonly id: string;
  /** Once its client was told. */
  number: string | null;
}

/** The rows of a filing beside the case itself, and what makes each its own. */
const ROWS_OF_FILING: readonly (readonly [table: string, own: Readonly<Record<string, string>>])[] = [
  ['case_items', { id: 'gen_random_uuid()' }],
  ['due_rows', {}],
  ['outbox', { effect_key: `kind || ':' || $2::uuid::text`, message_id: `$2::uuid::text || '@' || kind` }],
  ['audit', { stream: `'case:' || $2::uuid::text` }],
];

/** Files in one transaction, with the rights of the program and the columns that the tables have by now. */
async function fileOnce(client: pg.Client, model: string, filing: Filing): Promise<void> {
  const copy = async (
    table: string,
    own: Readonly<Record<string, string>>,
    which: string,
    given: readonly unknown[],
  ): Promise<void> => {
    const { rows: columns } = await client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO'`,
      [table],
    );
    const names = columns.map(({ name }) => name);
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map((name) => own[name] ?? name).join(', ')}
       FROM ${table} WHERE ${which} = $1`,
      [...given],
    );
  };
  await client.query(`BEGIN; SET LOCAL ROLE tenggat_app; SET LOCAL tenggat.scope = 'all'`);
  const { rows } = await client.query<{ last_number: number }>(
    `UPDATE register_counters SET last_number = last_number + 1
     WHERE register = 'requests' AND (public_body, year) = (SELECT public_body, register_year FROM cases WHERE id = $1)
     RETURNING last_number`,
    [model],
  );
  const seq = rows[0]?.last_number ?? 0;
  const number = `AMBON-2026-${String(seq).padStart(6, '0')}`;
  const own = {
    id: '$2::uuid',
    register_seq: '$3::int',
    register_number: '$4::text',
    link_token_hash: `decode(md5($4::text), 'hex')`,
  };
  await copy('cases', own, 'id', [model, filing.id, seq, number]);
  for (const [table, ownOfTable] of ROWS_OF_FILING)
    await copy(table, { case_id: '$2::uuid', ...ownOfTable }, 'case_id', [model, filing.id]);
  await client.query('COMMIT');
  filing.number = number;
}

/** Clients that file all the time; one who is refused, for the schema changed under it, tries again with the same key. */
function filingsOn(
  database: TestDatabase,
  model: string,
): { readonly stop: () => Promise<readonly Filing[]> } {
  let stopped = false;
  const filings: Filing[] = [];
  const clients = [1, 2, 3].map(async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      while (!stopped) {
        const filing: Filing = { id: randomUUID(), number: null };
        filings.push(filing);
        while (filing.number === null) {
          await fileOnce(client, model, filing).catch(async (error: unknown) => {
            await client.query('ROLLBACK');
            const { code = '' } = error as { code?: string };
            if (!SCHEMA_CHANGED.has(code)) throw error;
          });
        }
        await pause(5);
      }
    } finally {
      await client.end();
    }
  });
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(clients);
      return filings;
    },
  };
}

describe('an upgrade while requests come in', () => {
  it('keeps each of them, with a number and its clocks, whatever migration dies', async () => {
    const database = await firstRelease();
    const [model] = await database.sql<{ id: string }>('SELECT id FROM cases WHERE register_number = $1', [
      receiptOf('waiting').registerNumber,
    ]);
    const rowsOf = (table: string, id: string): Promise<object[]> =>
      database.sql(`SELECT 1 FROM ${table} WHERE case_id = $1`, [id]);
    const load = filingsOn(database, model?.id ?? '');
    const pending = MIGRATIONS.map(({ name }) => name).filter((name) => !manifest.migrations.includes(name));
    for (const name of pending.filter((_name, at) => at % 8 === 3)) {
      await dieAt(database, name);
      await expect(migrate(database.url)).rejects.toThrow();
    }
    await database.sql('DROP SCHEMA spec CASCADE');
    await migrate(database.url);
    const filings = await load.stop();
    process.stderr.write(`  ${String(filings.length)} filings while the schema changed\n`);
    expect(filings.length).toBeGreaterThan(10);
    const kept = await database.sql<{ id: string; number: string }>(
      'SELECT id, register_number AS number FROM cases WHERE id = ANY ($1)',
      [filings.map(({ id }) => id)],
    );
    const byId = ({ id: one }: { id: string }, { id: other }: { id: string }): number =>
      one < other ? -1 : 1;
    expect(kept.sort(byId)).toEqual([...filings].sort(byId));
    const gaps = await database.sql(
      `SELECT c.register_number FROM cases c JOIN register_counters r ON r.register = 'requests'
         AND r.public_body = c.public_body AND r.year = c.register_year
       GROUP BY c.id, r.last_number HAVING c.register_seq > r.last_number
       UNION ALL SELECT 'gap after ' || register_number FROM (
         SELECT register_number, register_seq, lead(register_seq) OVER (ORDER BY register_seq) AS next FROM cases) n
       WHERE next <> register_seq + 1`,
    );
    expect(gaps).toEqual([]);
    for (const [table] of ROWS_OF_FILING) {
      const expected = (await rowsOf(table, model?.id ?? '')).length;
      for (const { id } of filings)
        expect([table, (await rowsOf(table, id)).length]).toEqual([table, expected]);
    }
  }, 240_000);
});

describe('three machines that upgrade at once', () => {
  let database: TestDatabase;
  let program: RunningProgram;
  let citizen: HttpClient;

  const track = async ({ registerNumber, trackingCode }: Receipt): Promise<TrackedRequest> =>
    expectStatus(
      await citizen.post<TrackedRequest>('/api/v1/tracking', { registerNumber, trackingCode }, { key: null }),
      200,
    );

  const env = (): Readonly<Record<string, string>> => ({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
    TEST_HOOKS: 'on',
    LIMITS: 'off',
  });

  beforeAll(async () => {
    database = await firstRelease();
    await cp(join(RELEASE, 'files'), join(folder, 'files'), { recursive: true });
  });

  afterAll(async () => {
    program.kill('SIGTERM');
    await program.ended;
  });

  it('both come to head when the third is killed', async () => {
    const third = beginTenggat(['migrate'], { env: env() });
    const others = [1, 2].map(() => runTenggat(['migrate'], { env: env() }));
    // Whichever of the three is at work by now.
    const busy = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7421003
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    while ((await database.sql(busy)).length === 0) await database.sql('SELECT pg_sleep(0.02)');
    third.kill();
    await third.ended;
    for (const end of await Promise.all(others)) expect(end).toMatchObject({ code: 0 });
    expect(await database.sql('SELECT 1 FROM schema_migrations')).toHaveLength(MIGRATIONS.length);
  });

  it('the trail is whole to the program of today', async () => {
    const end = await runTenggat(['verify-audit'], { env: env() });
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining('utuh') });
  });

  it('mails that waited, clocks that ran and codes in hand go on as they were', async () => {
    // Of these alone: the program of today may write mails of its own beside them, such as a morning's digest.
    const waited = await database.sql<{ key: string }>(
      `SELECT effect_key AS key FROM outbox WHERE state <> 'accepted'`,
    );
    expect(waited.length).toBeGreaterThan(0);
    expect((await runTenggat(['sending', 'on'], { env: env() })).code).toBe(0);
    program = await startProgram({ env: env() });
    citizen = new HttpClient(() => program.url);
    await citizen.post('/_test/sweep', {}, { key: null });
    const left = await database.sql<{ key: string }>(
      `SELECT effect_key AS key FROM outbox WHERE state <> 'accepted'`,
    );
    expect(left.filter(({ key }) => waited.some((mail) => mail.key === key))).toEqual([]);
    const states: Record<string, string> = {};
    for (const [name, receipt] of Object.entries(receipts))
      if (isOfACase(receipt)) states[name] = (await track(receipt)).status;
    expect(states).toEqual({
      silent: 'processing',
      extended: 'extended',
      granted: 'closed_granted',
      incomplete: 'closed_incomplete',
      notHeld: 'closed_not_held',
      withdrawn: 'withdrawn',
      waiting: 'received',
      unrouted: 'received',
    });
  });

  it('a clock that was started by the first release runs out under the program of today', async () => {
    const extended = receiptOf('extended');
    await citizen.post('/_test/clock', { set: '2026-12-20T10:00:00+09:00' }, { key: null });
    await citizen.post('/_test/sweep', {}, { key: null });
    expect(await track(extended)).toMatchObject({ overdue: true, preparedObjection: { grounds: ['c'] } });
    const { registerNumber, trackingCode } = extended;
    const filed = await citizen.post('/api/v1/tracking/object', {
      registerNumber,
      trackingCode,
      prepared: true,
    });
    expect(filed).toMatchObject({ status: 201, body: { objectionNumber: 'AMBON-K-2026-000002' } });
    const [document] = (await track(receiptOf('granted'))).documents;
    expect((await citizen.download(document?.url ?? '')).length).toBeGreaterThan(0);
    expect(program.faults).toEqual([]);
  });
});
