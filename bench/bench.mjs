/**
 * `npm run bench [-- --quick] [-- --cases 10000,100000] [-- --profile]`: each figure of P1-P20 beside its floor, measured
 * in turn in the same run on the same embedded PostgreSQL. Only a ratio out of one run says anything about the program;
 * the rest is about the machine. Prints a table, writes bench/results.json, the table of docs/performance.md and the
 * plots beside it. Ends with 1 when a line misses its must.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    cases: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
});
const mode = values.quick ? 'quick' : 'full';
const sizes = (values.cases ?? (values.quick ? '10000,100000' : '10000,100000,1000000'))
  .split(',')
  .map(Number);
const pace = values.quick
  ? { seconds: 0.5, turns: 2, due: 500, loadSeconds: 2 }
  : { seconds: 2, turns: 3, due: 10_000, loadSeconds: 20 };

await build();
const { openCluster } = await import('./cluster.mjs');
const { Table } = await import('./table.mjs');
const { measure } = await import('./measure.mjs');
const { draw } = await import('./plots.mjs');

const startedAt = new Date().toISOString();
const table = new Table();
const cluster = await openCluster();
const stop = () => void cluster.stop().finally(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
let series = [];
try {
  const profileFolder = values.profile ? join(import.meta.dirname, '../.cache/profiles') : null;
  series = await measure({ cluster, table, sizes, pace, profileFolder });
} catch (error) {
  table.failed('', 'the run itself', error);
} finally {
  await cluster.stop();
}
table.print();
table.write({ startedAt, mode, sizes }, series);
if (series.length > 0) {
  draw(series, join(import.meta.dirname, '../docs/performance'));
  await table.publish({ startedAt, mode });
}
if (table.missed.length > 0) process.exitCode = 1;
