import fs from 'node:fs';
import path from 'node:path';
import { DATABASE_LIMITS } from '../../src/platform/database/time-outs.js';
import { SCANNER_LIMITS } from '../../src/platform/files/scanner.js';
import { HTTP_LIMITS } from '../../src/platform/http/http-limits.js';
import { MAIL_LIMITS } from '../../src/platform/mail/mail-limits.js';
import { QUEUE_LIMITS } from '../../src/platform/queue/queue-limits.js';
import { projectRoot } from './scratch-tree.js';

const LIMITS = {
  database: DATABASE_LIMITS,
  queue: QUEUE_LIMITS,
  mail: MAIL_LIMITS,
  http: HTTP_LIMITS,
  scanner: SCANNER_LIMITS,
};

/** `docs/operations.md` says 4.6 s where the code says 4,600 milliseconds. */
function written(name: string, value: number): string {
  if (name.endsWith('Milliseconds')) {
    if (value >= 3_600_000) return `${String(value / 3_600_000)} h`;
    return value < 1_000 ? `${String(value)} ms` : `${String(value / 1_000)} s`;
  }
  if (!name.endsWith('Bytes')) return String(value);
  if (value % 1_000_000 === 0) return `${String(value / 1_000_000)} MB`;
  return value < 1024 * 1024 ? `${String(value / 1024)} kB` : `${String(value / 1024 / 1024)} MB`;
}

describe('the table of time-outs and pools', () => {
  const text = fs.readFileSync(path.join(projectRoot, 'docs/operations.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+\.\w+)`\s*\| ([^|]*?)\s*\| ([^|]*?)\s*\|$/gmu)];

  it('holds every limit of the code with its value, and no other', () => {
    const inCode = Object.entries(LIMITS).flatMap(([of, limits]) =>
      Object.entries(limits).map(([name, value]) => [`${of}.${name}`, written(name, value)]),
    );
    const inTable = rows.map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(inTable)).toEqual(Object.fromEntries(inCode));
  });

  it('says of each what happens when it is reached', () => {
    expect(rows.filter(([, , , why]) => (why ?? '').length < 5)).toEqual([]);
  });
});
