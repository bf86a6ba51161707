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
