/** What needs no database: routing a text, counting due dates. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { QUESTIONS } from '../bodies.mjs';
import { readCityRouting } from '../../dist/city-files.js';

/** Both, as lines of the table. */
export async function pureWork(table) {
  table.add({
    id: 'E',
    what: 'routing, one text',
    ours: routeTexts(QUESTIONS),
    unit: 'ms',
    target: 'routing a text',
  });
  const seconds = await countDates(100_000);
  table.add({
    id: 'C',
    what: '100,000 due dates, whole command',
    ours: seconds,
    unit: 's',
    target: 'counting dates',
  });
}

/** Milliseconds for one text, the mean over all. */
function routeTexts(texts) {
  const model = readCityRouting();
  for (const text of texts.slice(0, 50)) model.suggest(text);
  const since = performance.now();
  for (const text of texts) model.suggest(text);
  return (performance.now() - since) / texts.length;
}

/** Seconds that `tenggat due-dates` takes for `count` rows, its start included. */
async function countDates(count) {
  const rows = ['start_date,working_days'];
  for (let at = 0; at < count; at += 1) {
    const month = String((at % 12) + 1).padStart(2, '0');
    const day = String((at % 28) + 1).padStart(2, '0');
    rows.push(`${2022 + (at % 5)}-${month}-${day},${(at % 30) + 1}`);
  }
  const since = performance.now();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../dist/cli.js'), 'due-dates'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let lines = 0;
  child.stdout.on('data', (chunk) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  child.stdin.end(`${rows.join('\n')}\n`);
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0 || lines !== count + 1) throw new Error(`due-dates ended with ${code} after ${lines} lines`);
  return (performance.now() - since) / 1000;
}
