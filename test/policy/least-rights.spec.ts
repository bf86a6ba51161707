import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { useApp } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { HttpClient, expectStatus } from '../support/http-client.js';
import { runTenggat, startProgram } from '../support/program.js';
import { requestBody } from '../support/request-bodies.js';

const app = useApp();
const PASSWORD = 'hanya-untuk-uji';

beforeAll(async () => {
  await app.sql(await readFile(join(import.meta.dirname, '../../config/postgres/roles.sql'), 'utf8'));
  for (const role of ['tenggat_web', 'tenggat_reports'])
    await app.sql(`ALTER ROLE ${role} PASSWORD '${PASSWORD}'`);
});

function urlOf(login: string, of: string): string {
  const url = new URL(of);
  url.username = login;
  url.password = PASSWORD;
  return url.href;
}

/** What PostgreSQL answers this login: `ok`, or the code of its refusal. */
async function answers(login: string, statements: readonly string[]): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: urlOf(login, app.databaseUrl) });
  await client.connect();
  const said: Record<string, string> = {};
  for (const statement of statements) {
    said[statement] = await client.query(statement).then(
      () => 'ok',
      (error: unknown) => (error as { code: string }).code,
    );
  }
  await client.end();
  return said;
}

const DENIED = '42501';

describe('the login of web and worker', () => {
  it('runs the program and takes a filing', async () => {
    const program = await startProgram({
      env: app.settings({ DATABASE_URL: urlOf('tenggat_web', app.databaseUrl) }),
    });
    const citizen = new HttpClient(() => program.url);
    expectStatus(await citizen.post('/api/v1/requests', requestBody()), 201);
    expectStatus(await citizen.get('/health/ready'), 200);
    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    expect(program.faults).toEqual([]);
  });

  it.each(['', 'SET ROLE tenggat_app; '])("may not do what is the owner's (%s)", async (role) => {
    const statements = [
      'CREATE TABLE public.mine (x integer)',
      'DELETE FROM audit',
      'UPDATE audit SET event = event',
      'DELETE FROM cases',
      'DELETE FROM outbox',
      'TRUNCATE due_rows',
      'DROP TABLE settings',
      'ALTER TABLE cases DISABLE ROW LEVEL SECURITY',
      `INSERT INTO schema_migrations (timestamp, name) VALUES (1, 'Mine1')`,
      'SELECT * FROM tenggat_read.cases',
    ].map((statement) => role + statement);
    expect(await answers('tenggat_web', statements)).toEqual(
      Object.fromEntries(statements.map((statement) => [statement, DENIED])),
    );
  });

  it('sees no case and no person before a scope is set', async () => {
    const [row] = await app.sqlAsApp<{ seen: number }>(
      'SELECT (SELECT count(*) FROM cases)::int + (SELECT count(*) FROM requesters)::int AS seen',
    );
    expect(row?.seen).toBe(0);
  });

  it('cannot bring a schema to head, and says whose work that is', async () => {
    const empty = await freshDatabase({ empty: true });
    try {
      const end = await runTenggat(['migrate'], {
        env: app.settings({ DATABASE_URL: urlOf('tenggat_web', empty.url) }),
      });
      expect(end).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('DATABASE_ADMIN_URL: the schema is not at head'),
      });
    } finally {
      await empty.drop();
    }
  });
});

describe('the login of reports', () => {
  it('reads the stable views and nothing else', async () => {
    const views = await app.sql<{ name: string }>(
      `SELECT 'SELECT * FROM tenggat_read.' || viewname AS name FROM pg_views WHERE schemaname = 'tenggat_read'`,
    );
    const reads = views.map(({ name }) => name);
    const others = [
      'SELECT * FROM cases',
      'SELECT * FROM requesters',
      'SELECT * FROM staff',
      'SET ROLE tenggat_app',
    ];
    expect(await answers('tenggat_reports', [...reads, ...others])).toEqual({
      ...Object.fromEntries(reads.map((read) => [read, 'ok'])),
      ...Object.fromEntries(others.map((other) => [other, DENIED])),
    });
  });
});
