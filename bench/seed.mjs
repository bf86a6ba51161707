/**
 * `npm run seed -- --cases 1000000 [--seed 1]`: cases of three years in the database of the settings (DATA_DIR, or
 * DATABASE_URL with a superuser's address in DATABASE_ADMIN_URL), as a city has them: 36 agencies, the largest with 7 %,
 * about one in twenty open, some late, extended, withdrawn, objected to. Persons are sealed, trails hold in `verify-audit`,
 * registers go on where they stand. For trying and measuring: every name is made up, no mail goes out; refused in production.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { build } from '../scripts/build.mjs';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) {
  console.error('--cases wants a whole number from 1, --seed a whole number');
  process.exit(2);
}
if (process.env.NODE_ENV === 'production') {
  console.error('NODE_ENV=production: made-up requests would spend numbers of a register that is in use');
  process.exit(2);
}

await build();
const { withOperator } = await import('../dist/operator.js');
const { loadConfig } = await import('../dist/platform/config/config.js');
const { withDatabase } = await import('../dist/platform/process/with-database.js');
const { fillCases } = await import('./seed/fill.mjs');

const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
console.error(await withOperator((operator) => operator.loadConfig()));
await withDatabase(loadConfig(), async (config) => {
  const client = new pg.Client({ connectionString: config.databaseAdminUrl });
  await client.connect();
  try {
    const say = (what) => console.error(`${seconds()}: ${what}`);
    await fillCases(client, { keyFile: config.masterKeyFile, cases, seed, say });
  } finally {
    await client.end();
  }
});
console.log(`${String(cases)} cases in ${seconds()}`);
