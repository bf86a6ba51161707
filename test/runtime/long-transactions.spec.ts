import { DataSource } from 'typeorm';
import { knowledgeOf, spanOfYear } from '../../src/desks/reports/register-span.js';
import { RegisterQueries } from '../../src/desks/reports/register.queries.js';
import { applicationOptions } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/database.js';
import { NOTHING, SYSTEM } from '../../src/platform/database/scope.js';
import { useDatabase } from '../support/database.js';

const test = useDatabase();
let source: DataSource;
let database: Database;

beforeAll(async () => {
  const settings = { url: test.url, testHooks: true, batchWork: false };
  source = await new DataSource(applicationOptions(settings) as never).initialize();
  database = new Database(source, { milliseconds: 1_500 }, null);
});
afterAll(() => source.destroy());

// What is written all at once is longer than a page, also where one process does both (`npm start`).
it('ends a transaction that is over its time, unless it said that it takes longer', async () => {
  const sleepy = (isLong: boolean): Promise<unknown> =>
    database.transaction(SYSTEM, NOTHING, async (tx) => {
      if (isLong) await tx.takeLonger();
      return tx.query('SELECT current_setting($1) AS limit, pg_sleep(2)::text', ['statement_timeout']);
    });
  const [short, long] = await Promise.allSettled([sleepy(false), sleepy(true)]);
  expect(short.status).toBe('rejected');
  expect(long).toMatchObject({ status: 'fulfilled', value: [{ limit: '1min' }] });
}, 30_000);

it('counts a year of the register in the time of a batch', async () => {
  const counted = database.read(SYSTEM, NOTHING, async (tx) => {
    const knowledge = knowledgeOf(null, await tx.now());
    if (knowledge === null) throw new Error('now is always known');
    let pieces = 0;
    for await (const rows of new RegisterQueries().standing(tx, spanOfYear(2026), knowledge)) {
      pieces += rows.length === 0 ? 1 : 0;
      await tx.query('SELECT pg_sleep(2)::text');
    }
    return pieces;
  });
  await expect(counted).resolves.toBe(1);
}, 30_000);

describe('a statement that leaves with the commit', () => {
  const kept = async (name: string): Promise<number> => {
    const [row] = await test.sql<{ n: number }>(
      'SELECT count(*)::integer AS n FROM settings_seen WHERE name = $1',
      [name],
    );
    return row?.n ?? 0;
  };

  beforeAll(async () => {
    await test.sql('CREATE TABLE settings_seen (name text NOT NULL)');
    await test.sql('GRANT SELECT, INSERT ON settings_seen TO public');
  });

  const written = (name: string, last: string | null): Promise<void> =>
    database.transaction(SYSTEM, NOTHING, async (tx) => {
      await tx.query('INSERT INTO settings_seen VALUES ($1)', [name]);
      tx.withCommit('INSERT INTO settings_seen VALUES ($1)', [last]);
    });

  it('is done with it', async () => {
    await written('both', 'both');
    expect(await kept('both')).toBe(2);
  });

  it('undoes everything where it fails, and the connection goes on', async () => {
    await expect(written('neither', null)).rejects.toMatchObject({ code: '23502' });
    expect(await kept('neither')).toBe(0);
    await Promise.all(Array.from({ length: 12 }, () => written('after', 'after')));
    expect(await kept('after')).toBe(24);
  });
});
