import { DataSource } from 'typeorm';
import { applicationOptions } from '../../src/platform/database/connection.js';
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
