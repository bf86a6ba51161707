import pg from 'pg';
import { useApp } from '../support/app.js';
import type { Problem } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

/** Acts on the server from another database, because this one takes nobody in the meantime. */
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TENGGAT_TEST_POSTGRES });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const name = (): string => new URL(app.databaseUrl).pathname.slice(1);
const closeDoor = (): Promise<void> => onServer(`ALTER DATABASE ${name()} WITH ALLOW_CONNECTIONS false`);
const openDoor = (): Promise<void> => onServer(`ALTER DATABASE ${name()} WITH ALLOW_CONNECTIONS true`);
const cutLines = (): Promise<void> =>
  onServer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name()}' AND pid <> pg_backend_pid()`,
  );

async function timed<T>(work: Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work;
  return { result, seconds: (performance.now() - start) / 1_000 };
}

const count = async (table: string): Promise<number> =>
  Number((await app.sql<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

describe('while PostgreSQL is away', () => {
  beforeAll(async () => {
    await app.signIn('desk');
    await closeDoor();
    await cutLines();
  });
  afterAll(openDoor);

  it.each([
    ['a filing', () => app.citizen.post<Problem>('/api/v1/requests', requestBody())],
    [
      'tracking',
      () =>
        app.citizen.post<Problem>('/api/v1/tracking', {
          registerNumber: 'AMBON-2026-000001',
          trackingCode: '0000',
        }),
    ],
    [
      'sign-in',
      () => app.citizen.post<Problem>('/api/v1/session', { email: 'a@contoh.test', password: 'x' }),
    ],
  ] as const)(
    'answers %s with 503 in time',
    async (_, call) => {
      const { result, seconds } = await timed(call());
      expect([result.status, result.body.code]).toEqual([503, 'unavailable']);
      expect(Number(result.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(5);
    },
    120_000,
  );

  it('answers a session with 503 and does not forget it', async () => {
    const desk = await app.signIn('desk');
    expect((await desk.get('/api/v1/cases')).status).toBe(503);
  }, 120_000);

  it('answers a page with a page, and a time to come back', async () => {
    const answer = await app.citizen.page('/register');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(answer.text).toContain('<h1');
  }, 120_000);

  it('still lives and says that it is not ready', async () => {
    expect((await app.citizen.get('/health/live')).status).toBe(200);
    expect((await app.citizen.get('/health/ready')).status).toBe(503);
  }, 120_000);

  it('answers many at once in time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => timed(app.citizen.post('/api/v1/requests', requestBody()))),
    );
    expect(answers.filter(({ result }) => result.status !== 503)).toEqual([]);
    expect(Math.max(...answers.map(({ seconds }) => seconds))).toBeLessThan(5);
  }, 120_000);
});

describe('once it is back', () => {
  it('works again by itself, with nothing half done', async () => {
    const until = performance.now() + 30_000;
    let status = 0;
    while (status !== 200 && performance.now() < until)
      status = (await app.citizen.get('/health/ready')).status;
    expect(status).toBe(200);
    expect([await count('cases'), await count('requesters'), await count('idempotency_keys')]).toEqual([
      0, 0, 0,
    ]);
    const filed = await app.fileRequest();
    expect(filed.registerNumber).toMatch(/-000001$/u);
    expect((await (await app.signIn('desk')).get('/api/v1/cases')).status).toBe(200);
  }, 120_000);

  it('loses no filing when the lines are cut in between', async () => {
    const body = requestBody();
    const keys = Array.from({ length: 12 }, (_, at) => `kunci-potong-garis-${String(at).padStart(2, '0')}`);
    const send = (key: string) =>
      app.citizen.post<{ registerNumber: string }>('/api/v1/requests', body, { key });
    const [first] = await Promise.all([Promise.all(keys.map(send)), cutLines()]);
    expect(app.faults.filter((line) => /"msg":"500/u.test(line))).toEqual([]);
    expect(first.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
    const numbers = new Set<string>();
    for (const key of keys) {
      const answer = await send(key);
      expect(answer.status).toBe(201);
      numbers.add(answer.body.registerNumber);
    }
    expect(numbers.size).toBe(keys.length);
    const [gaps] = await app.sql<{ gaps: string }>('SELECT max(register_seq) - count(*) AS gaps FROM cases');
    expect(Number(gaps?.gaps)).toBe(0);
  }, 120_000);
});
