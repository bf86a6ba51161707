import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { HttpClient } from '../support/http-client.js';
import { useApp } from '../support/app.js';
import { useBrowser } from '../support/browser.js';
import { statementsOf, watchPages } from '../support/statements.js';
import { Readers } from '../workspace/page-looks.js';
import { heatRows, listSize, numberLinks, plain, sixNotes, sixValues } from './board-reading.js';
import { seed } from './seed.js';

const app = useApp({ at: '2026-10-12T09:00:00+09:00' });
const browser = useBrowser();
let supervisor: HttpClient;
/** Silent since its term ended. */
let late: string;

beforeAll(async () => {
  late = (await seed(app)).lateId;
  supervisor = await app.signIn('supervisor');
}, 180_000);

// A second, slower way to every count: rows of `cases` alone, days counted one by one from the holiday table.
const WORKING_DAYS = `
  (SELECT count(*)::integer FROM generate_series(least(:a, :b) + 1, greatest(:a, :b), interval '1 day') g (day)
   WHERE extract(isodow FROM g.day) < 6 AND NOT EXISTS (SELECT 1 FROM calendar_days h WHERE h.date = g.day::date))`;
const daysBetween = (a: string, b: string): string => WORKING_DAYS.replaceAll(':a', a).replaceAll(':b', b);
const TODAY = `(tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date`;
const OPEN = `noticed_at IS NULL AND status IN ('received','incomplete','processing','extended','consent_pending')`;
const RUNS = `${OPEN} AND status <> 'incomplete'`;

async function count(condition: string): Promise<number> {
  const rows = await app.sql<{ n: number }>(`SELECT count(*)::integer AS n FROM cases c WHERE ${condition}`);
  return rows[0]?.n ?? -1;
}

async function board(query = ''): Promise<string> {
  const answer = await supervisor.page(`/pengawas${query}`);
  expect(answer.status).toBe(200);
  return answer.text;
}

describe('the six figures', () => {
  it('equal counts made on the domain tables alone', async () => {
    const soon = `${RUNS} AND due_on >= ${TODAY} AND ${daysBetween(TODAY, 'due_on')} <= 3`;
    const late = `${RUNS} AND due_on < ${TODAY}`;
    const fellDue = `due_on BETWEEN ${TODAY} - 89 AND ${TODAY} - 1 AND NOT (noticed_at IS NULL AND closed_at IS NOT NULL AND closed_at < due_at)`;
    const [open, dueSoon, overdue, due, onTime] = [
      await count(OPEN),
      await count(soon),
      await count(late),
      await count(fellDue),
      await count(`${fellDue} AND noticed_at < due_at`),
    ];
    const objections = await app.sql<{ n: number }>(
      `SELECT count(*)::integer AS n FROM objections WHERE status = 'open'`,
    );
    const spans = await app.sql<{ days: number }>(
      `SELECT ${daysBetween('coalesce(reply_started_on, received_on)', `(noticed_at AT TIME ZONE 'Asia/Jayapura')::date`)} AS days
       FROM cases WHERE noticed_at IS NOT NULL AND status <> 'withdrawn' ORDER BY 1`,
    );
    const middle =
      (spans[Math.floor((spans.length - 1) / 2)]?.days ?? 0) +
      (spans[Math.ceil((spans.length - 1) / 2)]?.days ?? 0);
    expect([open, dueSoon, overdue, onTime].every((number) => number > 0)).toBe(true);
    expect(sixValues(await board())).toEqual([
      String(open),
      String(dueSoon),
      String(overdue),
      String(middle / 2).replace('.', ','),
      `${String(Math.round((onTime / due) * 100))} %`,
      String(objections[0]?.n),
    ]);
  });

  it('tell how they changed in four weeks', async () => {
    const then = `tenggat_now() - interval '28 days'`;
    const before = await count(
      `received_at <= ${then} AND (least(noticed_at, closed_at) IS NULL OR least(noticed_at, closed_at) > ${then})`,
    );
    const change = (await count(OPEN)) - before;
    expect(change).toBeGreaterThan(0);
    expect(sixNotes(await board())[0]).toBe(`naik ${String(change)} dari 4 minggu lalu`);
  });

  it('say how long the oldest case is late', async () => {
    const rows = await app.sql<{ n: number }>(
      `SELECT max(${daysBetween('due_on', TODAY)}) AS n FROM cases WHERE ${RUNS} AND due_on < ${TODAY}`,
    );
    expect(sixNotes(await board())[5]).toBe(`paling lama ${String(rows[0]?.n)} hari kerja`);
  });

  it('show no rate while fewer than five cases stand behind it', async () => {
    const answered = await count(
      `noticed_at >= tenggat_now() - interval '30 days' AND agency_code = 'disdukcapil'`,
    );
    expect(answered).toBeLessThan(5);
    const row = heatRows(await board('?jangka=30')).find(([name]) => name === 'Dinas Dukcapil');
    expect(row?.slice(5, 8)).toEqual(['n < 5', 'n < 5', 'n < 5']);
  });
});

describe('the table by agency', () => {
  it('adds up to the figures of the city', async () => {
    const html = await board();
    const sum = (column: number): number =>
      heatRows(html).reduce((total, row) => total + Number(row[column]), 0);
    const values = sixValues(html);
    expect([sum(1), sum(2), sum(3), sum(8)].map(String)).toEqual([
      values[0],
      values[1],
      values[2],
      values[5],
    ]);
  });

  it('names every active agency, the most late first', async () => {
    const rows = heatRows(await board());
    const active = await app.sql<{ n: number }>('SELECT count(*)::integer AS n FROM agencies WHERE active');
    expect(rows.filter(([name]) => name !== 'Meja PPID')).toHaveLength(active[0]?.n ?? 0);
    const late = rows.map((row) => Number(row[3]));
    expect(late).toEqual([...late].sort((a, b) => b - a));
  });

  it('is the same as a spreadsheet that opens here', async () => {
    const answer = await supervisor.get<string>('/pengawas/ringkasan.csv');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="ringkasan-ppid.csv"');
    const lines = answer.text.replace('\ufeff', '').trim().split('\r\n');
    const rows = lines.slice(1).map((line) => line.split(';').slice(0, 9));
    expect(rows).toEqual(heatRows(await board()));
    expect(lines.join('\n')).not.toMatch(/(^|;)[=+@-]/mu);
  });
});

describe('every number', () => {
  it.each([
    ['of the board', '/pengawas'],
    ['of the last year', '/pengawas?jangka=365'],
    ['of one agency', '/pengawas/instansi/disdik'],
  ])(
    '%s opens a list of as many rows',
    async (_, path) => {
      const shown = numberLinks((await supervisor.page(path)).text);
      const links = new Map(shown.map(({ href, number }) => [`${href} ${String(number)}`, { href, number }]));
      expect(links.size).toBeGreaterThan(12);
      const wrong: unknown[] = [];
      for (const { href, number } of links.values()) {
        const size = listSize((await supervisor.page(href)).text);
        if (size.count !== number || size.rows !== number) wrong.push([href, number, size]);
      }
      expect(wrong.filter((entry) => !isMeasure(entry))).toEqual([]);
    },
    120_000,
  );

  it('of rates opens the cases it was worked out from', async () => {
    const html = await board();
    const n = /href="(\/pengawas\/kasus\?tampilan=dijawab[^"]*)">n (\d+)</u.exec(html);
    expect(listSize((await supervisor.page(n?.[1] ?? '')).text).count).toBe(Number(n?.[2]));
    const due = listSize((await supervisor.page('/pengawas/kasus?tampilan=jatuh-tempo')).text).count;
    const onTime = listSize((await supervisor.page('/pengawas/kasus?tampilan=tepat-waktu')).text).count;
    expect(sixValues(html)[4]).toBe(`${String(Math.round((onTime / due) * 100))} %`);
  });

  it('of channels and groups adds up to the whole', async () => {
    const open = Number(sixValues(await board())[0]);
    const api = Number(sixValues(await board('?kanal=api'))[0]);
    const web = Number(sixValues(await board('?kanal=web'))[0]);
    expect(api + web).toBe(open);
    const offices = Number(sixValues(await board('?kelompok=dinas'))[0]);
    expect(offices).toBe(
      await count(`${OPEN} AND agency_code IN (SELECT code FROM agencies WHERE kind = 'dinas')`),
    );
    expect(heatRows(await board('?kelompok=kecamatan'))).toHaveLength(5);
  });
});

// A median and the longest delay count days: their links open the cases that they were worked out from.
function isMeasure(entry: unknown): boolean {
  const [href, number, size] = entry as [string, number, { count: number; rows: number }];
  const isDays =
    href.includes('tampilan=dijawab') || (href.includes('tampilan=terlambat') && number > size.count);
  return isDays && size.count === size.rows && size.count > 0;
}

/** What a process reads once and keeps, and counts for itself. */
const FOR_ALL_PAGES = /attempt_counters|rule_sets|calendar_versions|keywords, active/u;

describe('the page of the board', () => {
  it('asks the database at most eight statements, and counts again only after a change', async () => {
    const watched = await watchPages(app);
    const watching = await watched.signIn('supervisor');
    const look = async (): Promise<readonly string[]> => {
      const sent = await statementsOf(() => watching.page('/pengawas'));
      return sent.map(({ text }) => text).filter((text) => !/attempt_counters/u.test(text));
    };
    const counts = (sent: readonly string[]): number =>
      sent.filter((text) => text.includes('case_measures')).length;
    await look();
    expect(counts(await look())).toBe(0);
    await app.sql('UPDATE cases SET version = version WHERE id = (SELECT id FROM cases LIMIT 1)');
    const sent = await look();
    expect(counts(sent)).toBe(5);
    expect(sent.length).toBeLessThanOrEqual(8);
    expect(counts(await look())).toBe(0);
    await watched.close();
  });

  it('counts again for the agencies whose cases were written, and for all where that is not known', async () => {
    const watched = await watchPages(app);
    const watching = await watched.signIn('supervisor');
    /** The agencies that the five statements of the next look ask about; null = all, '' = the cases of none. */
    const looksAt = async (): Promise<unknown> => {
      const sent = await statementsOf(() => watching.page('/pengawas'));
      const asked = sent.filter(({ text }) => text.includes('case_measures'));
      expect(asked).toHaveLength(5);
      expect(sent.filter(({ text }) => !FOR_ALL_PAGES.test(text)).length).toBeLessThanOrEqual(8);
      const [agencies, ...others] = new Set(asked.map(({ values }) => JSON.stringify(values.at(-3))));
      expect(others).toEqual([]);
      const named = JSON.parse(agencies ?? '""') as readonly string[] | null;
      return named === null ? null : [...named].sort();
    };
    expect(await looksAt()).toBeNull();
    const touch = (condition: string, change = 'version = version'): Promise<unknown> =>
      app.sql(`UPDATE cases SET ${change} WHERE id = (SELECT id FROM cases WHERE ${condition} LIMIT 1)`);
    await touch('agency_code IS NULL');
    expect(await looksAt()).toEqual(['']);
    await touch(`agency_code = 'disdukcapil'`, `agency_code = 'bpkad'`);
    expect(await looksAt()).toEqual(['bpkad', 'disdukcapil']);
    const assigned = await app.fileRequest({ agency: null });
    await app.mustAct(await app.signIn('desk'), await app.caseId(assigned.registerNumber), 'assign', {
      agency: 'disdik',
      reason: 'Data sekolah dipegang Dinas Pendidikan.',
    });
    expect(await looksAt()).toEqual(['', 'disdik']);
    await app.sql(`UPDATE agencies SET name = name WHERE code = 'disdik'`);
    expect(await looksAt()).toBeNull();
    const [{ now } = { now: new Date() }] = await app.sql<{ now: Date }>('SELECT tenggat_now() AS now');
    await app.setClock(new Date(now.getTime() + 61 * 60_000).toISOString());
    expect(await looksAt()).toBeNull();
    await app.setClock(now.toISOString());
    await watched.close();
  });

  it('shows the same whether it was counted agency by agency or all at once', async () => {
    /** Three boards line by line, without the moment that they name. */
    const read = async (): Promise<readonly string[]> => {
      const pages = [await board(), await board('?kelompok=dinas'), await board('?jangka=365&kanal=web')];
      return pages
        .flatMap((page) => (/<main[\s\S]*<\/main>/u.exec(page)?.[0] ?? '').split(/(?=<)/u))
        .filter((part) => !part.includes('Data per'));
    };
    await read();
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest({ agency: null });
    await read();
    await app.mustAct(desk, await app.caseId(filed.registerNumber), 'assign', {
      agency: 'disdukcapil',
      reason: 'Data kependudukan dipegang Disdukcapil.',
    });
    const other = await app.fileRequest({ agency: 'disdik' });
    await read();
    await app.citizenAct(other, 'withdraw', { reason: 'Sudah mendapat jawaban lain.' });
    await read();
    await app.mustAct(desk, late, 'object', {
      grounds: ['c'],
      story: 'Batas jawaban sudah lewat tanpa tanggapan.',
      channel: 'counter',
    });
    const byAgency = await read();
    await app.sql(`UPDATE agencies SET name = name WHERE code = 'disdik'`);
    expect(await read()).toEqual(byAgency);
    expect(byAgency.length).toBeGreaterThan(1_500);
  });

  it.each([
    'objections',
    'extensions',
    'incompleteness_letters',
    'objection_orders',
    'messages',
    'tasks',
    'material_requests',
  ])('hears whose counts are changed with %s, once a transaction', async (table) => {
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      // What is told goes by the case alone, so a row may hold nothing else here.
      await client.query(`DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT conname FROM pg_constraint WHERE conrelid = '${table}'::regclass ORDER BY contype = 'p' DESC LOOP
          EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS %I CASCADE', one.conname);
        END LOOP;
        FOR one IN SELECT attname FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped LOOP
          EXECUTE format('ALTER TABLE ${table} ALTER COLUMN %I DROP NOT NULL', one.attname);
        END LOOP;
      END $$`);
      const { rows } = await client.query<{ id: string }>('SELECT id FROM cases ORDER BY id LIMIT 2');
      const told = async (): Promise<unknown> =>
        (
          await client.query<{ id: string }>(
            'SELECT case_id AS id, agency_code FROM counted_changes WHERE xid = pg_current_xact_id() ORDER BY 1',
          )
        ).rows;
      await client.query(`INSERT INTO ${table} (case_id) SELECT unnest($1::uuid[])`, [
        [rows[0]?.id, rows[0]?.id],
      ]);
      expect(await told()).toEqual([{ id: rows[0]?.id, agency_code: null }]);
      await client.query(`DELETE FROM counted_changes WHERE xid = pg_current_xact_id()`);
      await client.query(`UPDATE ${table} SET case_id = $1 WHERE case_id = $2`, [rows[1]?.id, rows[0]?.id]);
      await client.query(`UPDATE ${table} SET case_id = case_id WHERE case_id = $1`, [rows[1]?.id]);
      expect(await told()).toEqual([{ id: rows[1]?.id, agency_code: null }]);
    } finally {
      await client.end();
    }
  });

  it('shows what was committed after it was counted, also by a transaction that had begun before', async () => {
    const open = Number(sixValues(await board())[0]);
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    try {
      await client.query(`BEGIN; UPDATE cases SET status = 'withdrawn', outcome = 'withdrawn', closed_at = received_at
        WHERE id = (SELECT id FROM cases c WHERE ${OPEN} LIMIT 1)`);
      expect([sixValues(await board())[0], sixValues(await board())[0]]).toEqual([
        String(open),
        String(open),
      ]);
      await client.query('COMMIT');
      expect(sixValues(await board())[0]).toBe(String(open - 1));
    } finally {
      await client.end();
    }
  });

  it('weighs far less than it may', async () => {
    expect(gzipSync(await board()).length).toBeLessThan(30_000);
  });

  it('holds nothing of the person who asks', async () => {
    const id = await app.sql<{ id: string }>('SELECT id FROM cases ORDER BY received_at LIMIT 1');
    const paths = [
      '/pengawas',
      '/pengawas/kasus',
      '/pengawas/instansi/disdik',
      `/pengawas/kasus/${id[0]?.id ?? ''}`,
    ];
    for (const path of paths)
      expect((await supervisor.page(path)).text).not.toMatch(
        /Latuconsina|contoh\.test|8171\d{12}|Jalan Pattimura/u,
      );
  });

  it('names the moment of its figures and what waits', async () => {
    const html = plain(await board());
    // The clock goes on from where it was set.
    expect(html).toMatch(/Data per Rabu, 2 Desember 2026 pukul 10\.\d\d WIT/u);
    expect(html).toMatch(/Menunggu penyerahan\s*1/u);
    expect(html).toMatch(/memegang (semua )?\d+/u);
  });

  it('says in words when a list is empty', async () => {
    const html = (await supervisor.page('/pengawas/kasus?tampilan=menunggu-persetujuan')).text;
    expect(plain(html)).toContain('Tidak ada kasus pada daftar ini.');
  });

  it('takes a filter that nobody gave out as none', async () => {
    const strange =
      '/pengawas/kasus?tampilan=x&jangka=9999&instansi=%27&pemegang=1&batas=2026-02-31&hal=-4&kanal=a&kanal=b';
    expect((await supervisor.page(strange)).status).toBe(200);
    expect((await supervisor.page('/pengawas?jangka=1&kelompok=%3Cb%3E')).status).toBe(200);
  });
});

describe('who may look', () => {
  it.each([
    ['desk', undefined],
    ['officer', 'disdik'],
    ['admin', undefined],
  ] as const)('leaves %s outside', async (role, agency) => {
    const client = await app.signIn(role, agency);
    for (const path of [
      '/pengawas',
      '/pengawas/kasus',
      '/pengawas/instansi/disdik',
      '/pengawas/ringkasan.csv',
      '/pengawas/pengingat',
    ])
      expect([path, (await client.page(path)).status]).toEqual([path, 403]);
  });

  it('lets the superior look and not act', async () => {
    const superior = await app.signIn('superior');
    const id = await app.sql<{ id: string }>(`SELECT id FROM cases WHERE ${RUNS} LIMIT 1`);
    const kasus = `/pengawas/kasus/${id[0]?.id ?? ''}`;
    for (const path of ['/pengawas', '/pengawas/kasus', kasus])
      expect((await superior.page(path)).status).toBe(200);
    for (const path of [
      '/pengawas/instansi/disdik',
      `${kasus}/tugaskan`,
      '/pengawas/pengingat?instansi=disdik',
    ])
      expect((await superior.page(path)).status).toBe(403);
    expect((await superior.page('/pengawas')).text).not.toContain('/pengawas/instansi/');
    expect((await superior.page(kasus)).text).not.toContain('/tugaskan');
  });

  it('sends a visitor to the sign-in', async () => {
    const answer = await app.client().page('/pengawas');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/petugas/masuk?kembali=%2Fpengawas',
    ]);
  });
});

it('shows its pages at the desk and on a phone without faults', async () => {
  const running = await app.sql<{ id: string }>(`SELECT id FROM cases WHERE ${RUNS} ORDER BY due_on LIMIT 1`);
  const kasus = `/pengawas/kasus/${running[0]?.id ?? ''}`;
  const shown = [
    '/pengawas',
    '/pengawas?jangka=30&kelompok=kecamatan',
    '/pengawas/kasus',
    '/pengawas/kasus?tampilan=keberatan',
    '/pengawas/kasus?tampilan=menunggu-persetujuan&instansi=disdik',
    '/pengawas/instansi/disdik',
    '/pengawas/instansi/inspektorat',
    kasus,
    `${kasus}/tugaskan`,
    `${kasus}/pemegang`,
    '/pengawas/pengingat?instansi=disdik',
    '/pengawas/pengingat',
  ].map((path, at) => ({ name: `board-${String(at)} ${path}`, who: 'supervisor' as const, path }));
  expect(await new Readers(app, browser).faultsOf(shown)).toEqual([]);
}, 120_000);
