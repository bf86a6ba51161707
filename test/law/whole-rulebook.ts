import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * All specs of the rulebook as one file: `npm run test:mutation` runs them some two thousand times, and loading the law
 * once for each mutant, not once for each spec, is most of its time.
 */
const root = path.resolve(import.meta.dirname, '../..');
// The long witness walks 100,000 dates a mutant; the property of working-calendar.spec.ts says the same in a few.
const LONG = 'hundred-thousand-dates';

for (const folder of ['src/law', 'test/law']) {
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.spec.ts'));
  for (const name of names.sort()) if (!name.startsWith(LONG)) await import(path.join(root, folder, name));
}
