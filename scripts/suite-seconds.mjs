import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(import.meta.dirname, '../.cache/suite-seconds.json');
/** A run of fewer spec files was asked for some of them, and says nothing of the whole. */
const WHOLE_RUN = 100;

/**
 * Writes down what a whole `npm test` took, for `npm run bench` (P17): the times of the spec files added up and shared
 * over the workers, apart for unit specs, those with a browser, and all others.
 */
export function keepSuiteSeconds(results, workers) {
  const files = results.testResults.filter(({ perfStats }) => perfStats.end > 0);
  if (files.length < WHOLE_RUN) return;
  const seconds = { unit: 0, journeys: 0, browser: 0 };
  for (const { testFilePath, perfStats } of files)
    seconds[suiteOf(testFilePath)] += (perfStats.end - perfStats.start) / 1_000 / workers;
  mkdirSync(path.dirname(FILE), { recursive: true });
  const at = new Date(results.startTime).toISOString();
  writeFileSync(FILE, `${JSON.stringify({ at, workers, files: files.length, seconds }, null, 2)}\n`);
}

function suiteOf(file) {
  if (/\/(?:src|test\/law)\//u.test(file)) return 'unit';
  return /support\/browser\.js/u.test(readFileSync(file, 'utf8')) ? 'browser' : 'journeys';
}
