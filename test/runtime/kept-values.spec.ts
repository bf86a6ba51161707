import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { applicationOptions } from '../../src/platform/database/connection.js';
import { databaseIsAway } from '../../src/platform/database/database-away.js';
import { Database } from '../../src/platform/database/database.js';
import { RefreshedValue } from '../../src/platform/database/refreshed-value.js';
import { NOTHING, SYSTEM } from '../../src/platform/database/scope.js';
import { SpareConnection } from '../../src/platform/database/spare-connection.js';
import { DATABASE_LIMITS } from '../../src/platform/database/time-outs.js';
import { useDatabase } from '../support/database.js';

const test = useDatabase();
let source: DataSource;
let spare: SpareConnection;
let database: Database;

beforeAll(async () => {
  const settings = { url: test.url, testHooks: true, batchWork: true };
  source = await new DataSource(applicationOptions(settings) as never).initialize();
  spare = new SpareConnection(settings);
  database = new Database(source, { milliseconds: 60_000 }, spare);
});
afterAll(async () => {
  await spare.onModuleDestroy();
  await source.destroy();
});

it('reads a kept value again while transactions that wait for it hold every connection of the pool', async () => {
  const kept = new RefreshedValue(0, async () => {
    const [row] = await database.apart<{ role: string }>('SELECT current_user AS role');
    return row?.role;
  });
  let held = 0;
  let letGo: () => void = () => undefined;
  const allHeld = new Promise<void>((resolve) => (letGo = resolve));
  const inTransaction = () =>
    database.transaction(SYSTEM, NOTHING, async (tx) => {
      await tx.now();
      held += 1;
      if (held === DATABASE_LIMITS.poolSize) letGo();
      await allHeld;
      return kept.get();
    });
  const answers = await Promise.all(Array.from({ length: DATABASE_LIMITS.poolSize }, inTransaction));
  expect(new Set(answers)).toEqual(new Set(['tenggat_app']));
}, 30_000);

it('knows that PostgreSQL is there while the kept values wait for a table', async () => {
  const order: string[] = [];
  await database.lives();
  const waiting = database.apart('SELECT pg_sleep(1)').then(() => order.push('value'));
  await database.lives().then(() => order.push('life'));
  await waiting;
  expect(order).toEqual(['life', 'value']);
});

it('shows every statement of a snapshot what the first one saw', async () => {
  await test.sql('CREATE TABLE moved AS SELECT 1 AS one; GRANT SELECT ON moved TO tenggat_app');
  const seen = (work: 'read' | 'snapshot') =>
    database[work](SYSTEM, NOTHING, async (tx) => {
      const before = await tx.query('SELECT one FROM moved');
      await test.sql('INSERT INTO moved VALUES (1)');
      return [before.length, (await tx.query('SELECT one FROM moved')).length];
    });
  expect(await seen('read')).toEqual([1, 2]);
  expect(await seen('snapshot')).toEqual([2, 2]);
});

it('gives up a connection whose plans are of before an upgrade, and says that it can be tried again', async () => {
  await test.sql('CREATE TABLE upgraded AS SELECT 1 AS one; GRANT SELECT ON upgraded TO tenggat_app');
  const alone = await new DataSource({
    ...(applicationOptions({ url: test.url, testHooks: true, batchWork: true }) as object),
    ...{ poolSize: 1 },
  } as never).initialize();
  const asked = new Database(alone, { milliseconds: 60_000 }, null);
  const ask = () => asked.single('SELECT * FROM upgraded');
  try {
    expect(await ask()).toEqual([{ one: 1 }]);
    await test.sql('ALTER TABLE upgraded ADD COLUMN two integer');
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect([error instanceof Error, databaseIsAway(error)]).toEqual([true, true]);
    expect(await ask()).toEqual([{ one: 1, two: null }]);
  } finally {
    await alone.destroy();
  }
});

it('lets go of a connection with old plans that was lost meanwhile', async () => {
  const alone = await new DataSource({
    ...(applicationOptions({ url: test.url, testHooks: true, batchWork: true }) as object),
    ...{ poolSize: 1 },
  } as never).initialize();
  const asked = new Database(alone, { milliseconds: 2_000 }, null);
  const old = Object.assign(new Error('cached plan must not change result type'), {
    routine: 'RevalidateCachedQuery',
  });
  try {
    const lost = asked.read(SYSTEM, NOTHING, async (tx) => {
      await tx.now();
      // Its time is over: the line is cut.
      await pause(3_000);
      throw old;
    });
    await expect(lost).rejects.toBe(old);
    const again = new Database(alone, { milliseconds: 60_000 }, null);
    expect(await again.single('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await alone.destroy();
  }
}, 30_000);
