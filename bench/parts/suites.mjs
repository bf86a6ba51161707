/** P17: how long the suites take, as the last whole `npm test` on this machine has written it down. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../.cache/suite-seconds.json');

/** Adds a line per suite, or one that says that none was run. */
export function suites(table) {
  if (!existsSync(FILE)) {
    table.add({
      id: 'P17',
      what: 'test suites',
      ours: Number.NaN,
      note: 'run `npm test` once: it writes its times down',
    });
    return;
  }
  const { at, workers, seconds } = JSON.parse(readFileSync(FILE, 'utf8'));
  const names = { unit: 'unit specs', journeys: 'all but unit and browser', browser: 'specs with a browser' };
  for (const [suite, what] of Object.entries(names))
    table.add({
      ...{ id: 'P17', what, unit: 's', target: `suite ${suite}` },
      ours: seconds[suite],
      note: `times of the spec files of the run of ${at.slice(0, 16)}, shared over ${String(workers)} workers`,
    });
}
