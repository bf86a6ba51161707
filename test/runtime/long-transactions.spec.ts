import { DataSource } from 'typeorm';
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
