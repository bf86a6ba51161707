import { readFile } from 'node:fs/promises';
import { localDate } from '../../src/law/local-date.js';
import { parseAgencies } from '../../src/office/agencies/agencies-file.js';
import { AgencyDirectory } from '../../src/office/agencies/agencies.queries.js';
import { loadAgencies } from '../../src/office/agencies/load-agencies.js';
import { CurrentCalendar } from '../../src/office/calendar/current-calendar.js';
import { parseHolidaysFile } from '../../src/office/calendar/holidays-file.js';
import { loadCalendar } from '../../src/office/calendar/load-calendar.js';
import { NOTHING, SYSTEM } from '../../src/platform/database/scope.js';
import type { Tx } from '../../src/platform/database/tx.js';
import type { Problem } from '../support/http-client.js';
import { useOffice } from './office.js';

const office = useOffice({ loaded: false });
const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  office.database.transaction(SYSTEM, NOTHING, work);

async function agencyRows() {
  return parseAgencies(await readFile('config/agencies.csv', 'utf8'));
}

async function dayRows() {
  const file = parseHolidaysFile(await readFile('config/holidays.csv', 'utf8'));
  if (!file.ok) throw new Error('config/holidays.csv is faulty');
  return file.rows;
}

beforeEach(async () => {
  await office.sql('DELETE FROM calendar_days');
  await office.sql('DELETE FROM calendar_versions');
  await office.sql('DELETE FROM agencies');
});

describe('agencies', () => {
  it('come from the file once, however often it is loaded', async () => {
    const rows = await agencyRows();
    expect(await inTx((tx) => loadAgencies(tx, rows))).toEqual({ added: 36, changed: 0 });
    expect(await inTx((tx) => loadAgencies(tx, rows))).toEqual({ added: 0, changed: 0 });
    expect(await office.sql('SELECT count(*)::int AS n FROM agencies')).toEqual([{ n: 36 }]);
  });

  it('come once when four machines load at once', async () => {
    const rows = await agencyRows();
    const loads = await Promise.all(Array.from({ length: 4 }, () => inTx((tx) => loadAgencies(tx, rows))));
    expect(loads.map(({ added }) => added).sort((a, b) => a - b)).toEqual([0, 0, 0, 36]);
  });

  it('follow the file unless an admin has touched them', async () => {
    const rows = await agencyRows();
    await inTx((tx) => loadAgencies(tx, rows));
    await office.sql(
      `UPDATE agencies SET name_short = 'Pendidikan', admin_changed_at = now() WHERE code = 'disdik'`,
    );
    const renamed = rows.map((row) => ({ ...row, shortName: `${row.shortName.slice(0, 20)} X` }));
    expect(await inTx((tx) => loadAgencies(tx, renamed))).toEqual({ added: 0, changed: 35 });
    const directory = office.get(AgencyDirectory);
    await directory.refresh();
    expect((await directory.byCode('disdik'))?.shortName).toBe('Pendidikan');
    expect((await directory.byCode('disdukcapil'))?.shortName).toBe('Dinas Dukcapil X');
  });

  it('are listed in the order of the file, closed ones apart', async () => {
    const rows = await agencyRows();
    await inTx((tx) => loadAgencies(tx, rows));
    await office.sql(`UPDATE agencies SET active = false WHERE code = 'bpkad'`);
    const directory = office.get(AgencyDirectory);
    await directory.refresh();
    expect((await directory.all()).map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
    expect((await directory.active()).map(({ code }) => code)).not.toContain('bpkad');
    expect(await directory.byCode('tidak-ada')).toBeNull();
  });
});

describe('the calendar', () => {
  it('gets one version however often the same file is loaded', async () => {
    const rows = await dayRows();
    const first = await inTx((tx) => loadCalendar(tx, rows, 'config/holidays.csv'));
    expect(first.added).toBe(rows.length);
    const again = await inTx((tx) => loadCalendar(tx, rows, 'config/holidays.csv'));
    expect(again).toEqual({ version: first.version, added: 0, changed: 0 });
    const at = await Promise.all(
      Array.from({ length: 4 }, () => inTx((tx) => loadCalendar(tx, rows, 'config/holidays.csv'))),
    );
    expect(at.every(({ version }) => version === first.version)).toBe(true);
    expect(await office.sql('SELECT count(*)::int AS n FROM calendar_versions')).toEqual([{ n: 1 }]);
  });

  it('gets a new version with each change and shows it at once on demand', async () => {
    const rows = await dayRows();
    const first = await inTx((tx) => loadCalendar(tx, rows, 'berkas'));
    const current = office.get(CurrentCalendar);
    expect((await current.refresh()).version).toBe(String(first.version));
    const start = localDate('2026-11-24');
    expect((await current.get()).dueDate(start, 10).date).toBe('2026-12-08');
    const decree = {
      date: localDate('2026-12-01'),
      kind: 'one_off' as const,
      nameId: 'Pemungutan suara',
      nameEn: 'Polling day',
      decree: 'Keppres 1/2026',
      decreeDate: localDate('2026-11-20'),
    };
    const second = await inTx((tx) => loadCalendar(tx, [...rows, decree], 'keputusan baru'));
    expect(second).toEqual({ version: first.version + 1, added: 1, changed: 0 });
    expect((await current.get()).version).toBe(String(first.version));
    await current.refresh();
    expect((await current.get()).dueDate(start, 10).date).toBe('2026-12-09');
    expect(await current.calendarVersion()).toBe(second.version);
  });

  it('keeps days that an admin has touched', async () => {
    const rows = await dayRows();
    await inTx((tx) => loadCalendar(tx, rows, 'berkas'));
    await office.sql(
      `UPDATE calendar_days SET name_en = 'By hand', admin_changed_at = now() WHERE date = '2026-12-25' AND kind = 'national'`,
    );
    const renamed = rows.map((row) =>
      row.date === '2026-12-25' ? { ...row, nameEn: 'From the file' } : row,
    );
    const load = await inTx((tx) => loadCalendar(tx, renamed, 'berkas'));
    expect([load.added, load.changed]).toEqual([0, 0]);
    expect(
      await office.sql(`SELECT name_en FROM calendar_days WHERE date = '2026-12-25' AND kind = 'national'`),
    ).toEqual([{ name_en: 'By hand' }]);
  });

  it('says what to do while none is loaded', async () => {
    await expect(office.get(CurrentCalendar).refresh()).rejects.toThrow(/load-config/u);
  });
});

describe('GET /api/v1/working-days', () => {
  interface Explained {
    readonly dueDate: string;
    readonly provisional: string | null;
    readonly days: readonly {
      date: string;
      counted: boolean;
      number?: number;
      reason?: string;
      source?: string;
    }[];
  }
  const ask = (query: string) => office.client().get<Explained>(`/api/v1/working-days?${query}`);

  beforeEach(async () => {
    await office.load();
    await office.get(CurrentCalendar).refresh();
  });

  it('counts the days of the running example', async () => {
    const { status, body } = await ask('from=2026-11-24&count=10');
    expect(status).toBe(200);
    expect([body.dueDate, body.provisional]).toEqual(['2026-12-08', null]);
    expect(body.days[0]).toEqual({ date: '2026-11-25', counted: true, number: 1 });
    expect(body.days.at(-1)).toEqual({ date: '2026-12-08', counted: true, number: 10 });
    expect(body.days.find(({ date }) => date === '2026-11-28')).toMatchObject({
      counted: false,
      reason: 'akhir pekan',
    });
  });

  it('names the decree of a holiday, in English when asked', async () => {
    const path = '/api/v1/working-days?from=2026-12-23&count=2';
    const { body } = await office.client().get<Explained>(path, { headers: { 'accept-language': 'en' } });
    const christmas = body.days.find(({ date }) => date === '2026-12-25');
    expect(christmas?.counted).toBe(false);
    expect(christmas?.reason).toMatch(/Christmas/u);
    expect(christmas?.source).toMatch(/SKB/u);
  });

  it('says that a date without decree is provisional', async () => {
    const { body } = await ask('from=2027-12-28&count=10');
    expect(body.provisional).toMatch(/2028/u);
  });

  it('refuses anything but a day and a count of 1 to 400', async () => {
    const queries = [
      '',
      'from=2026-02-29&count=10',
      'from=2026-11-24&count=0',
      'from=2026-11-24&count=401',
      'from=2026-11-24&count=1e2',
      'from=2026-11-24&from=2026-11-25&count=10',
      'from[a]=b&count=10',
    ];
    for (const query of queries) {
      const { status, body } = await office.client().get<Problem>(`/api/v1/working-days?${query}`);
      expect([query, status]).toEqual([query, 422]);
      expect(body.errors?.length).toBeGreaterThan(0);
    }
    expect((await ask('from=2026-11-24&count=400')).status).toBe(200);
  });
});
