import fs from 'node:fs/promises';
import path from 'node:path';
import { useApp, type TestApp } from '../support/app.js';
import { EveryKindOfRow } from './every-kind-of-row.js';
import { liveThroughAutumn } from './office-year.js';
import { printedRegister, tenggatOf } from './printed-register.js';

/*
 * Our own registers, taken over into an empty program, say the same again: every kind of row that the program prints, and
 * the report of the year (decision 0042).
 */
const lived = useApp({ at: '2026-10-12T09:00:00+09:00' });
const fresh = useApp({ at: '2027-03-25T18:00:00+09:00' });
const YEARS = ['2026', '2027'] as const;
const KINDS = ['requests', 'objections'] as const;

type Rows = Awaited<ReturnType<typeof printedRegister>>;

const printed = (app: TestApp, year: string, kind: string): Promise<Rows> =>
  printedRegister(app, '--year', year, '--kind', kind);

async function csvOf(app: TestApp, year: string, kind: string): Promise<string> {
  const end = await tenggatOf(app, 'register', '--year', year, '--kind', kind);
  const file = path.join(fresh.dataDir, `${kind}-${year}.csv`);
  await fs.writeFile(file, end.stdout);
  return file;
}

/** What neither register holds: the channel, the agency, that a row is of an older one, and the steps of a dispute. */
const OWN = ['byAgency', 'byChannel', 'imported', 'disputes', 'dataOn'];

async function report(app: TestApp, year: string): Promise<object> {
  const end = await tenggatOf(app, 'report', '--year', year, '--length', 'full', '--format', 'json');
  const without = (key: string, value: unknown): unknown => (OWN.includes(key) ? undefined : value);
  return JSON.parse(end.stdout, without) as object;
}

type Row = Rows[number];

/** Without that a row is of an older register, and without the sign that hides a national id, which is not taken over. */
function plain(row: Row): Row {
  const cells = Object.entries(row).map(([column, cell]): [string, string] => [
    column,
    cell.replace('; dari register lama', '').replace(/\n\*+\d{4}/gu, ''),
  ]);
  return Object.fromEntries(cells);
}

const said: string[] = [];

beforeAll(async () => {
  await liveThroughAutumn(lived, () => Promise.resolve());
  await new EveryKindOfRow(lived).live();
  await lived.setClock('2027-03-25T18:00:00+09:00');
  for (const year of YEARS)
    for (const kind of KINDS) {
      const file = await csvOf(lived, year, kind);
      const end = await tenggatOf(fresh, 'register-import', '--apply', file);
      said.push(end.stdout + end.stderr);
      if (end.code !== 0) throw new Error(`${kind} ${year}: ${end.stdout}${end.stderr}`);
    }
}, 240_000);

describe('our own registers, taken over into an empty program', () => {
  it.each(YEARS.flatMap((year) => KINDS.map((kind) => [kind, year] as const)))(
    'say the same again: %s %s',
    async (kind, year) => {
      const [before, after] = [await printed(lived, year, kind), await printed(fresh, year, kind)];
      expect(before).not.toEqual([]);
      expect(after.map(plain)).toEqual(before.map(plain));
    },
  );

  it.each(YEARS)('give the same report of %s', async (year) => {
    expect(await report(fresh, year)).toEqual(await report(lived, year));
  });

  it('give no news of the day of the take-over', async () => {
    await fresh.passTo('2027-03-26T09:00:00+09:00');
    expect(fresh.faults).toEqual([]);
  });
});
