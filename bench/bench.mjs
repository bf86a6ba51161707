/**
 * `npm run bench [-- --short] [-- --cases 100000] [-- --profile]`: each figure beside its floor, measured in turn in the
 * same run on the same embedded PostgreSQL. Only a ratio out of one run says anything about the program; the rest is
 * about the machine. Prints a table and writes bench/results.json.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    cases: { type: 'string', default: '10000' },
    profile: { type: 'boolean', default: false },
  },
});

await build();
const { openCluster } = await import('./cluster.mjs');
const { Table } = await import('./table.mjs');
const { measure } = await import('./measure.mjs');

const startedAt = new Date();
const table = new Table();
const cluster = await openCluster();
const stop = () => void cluster.stop().finally(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
try {
  await measure({
    cluster,
    table,
    cases: Number(values.cases),
    pace: values.short ? { seconds: 1, turns: 2, due: 500 } : { seconds: 3, turns: 4, due: 10_000 },
    profileFolder: values.profile ? join(import.meta.dirname, '../.cache/profiles') : null,
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cluster.stop();
}
table.print();
table.write(startedAt, values.short ? 'short' : 'full');
