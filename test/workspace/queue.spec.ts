import { gzipSync } from 'node:zlib';
import type { CasePage } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { variants } from '../support/request-bodies.js';
import { plantCases } from './many-cases.js';
import { statementsOf, watchPages } from '../support/statements.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const ids = { plain: '', extended: '', incomplete: '', granted: '', answered: '', vague: '', late: '' };

beforeAll(async () => {
  const file = async (body: Parameters<typeof app.fileRequest>[0] = {}): Promise<string> =>
    app.caseId((await app.fileRequest(body)).registerNumber);
  ids.late = await file({ informationRequested: 'Daftar penerima beasiswa kota tahun 2024 per kecamatan' });
  ids.extended = await file();
  ids.granted = await file(variants.onPaper());
  ids.answered = await file();
  await app.sweep();
  const officer = await app.signIn('officer', 'disdik');
  await app.mustAct(officer, ids.extended, 'extend', {
    reasons: ['statusUndecided'],
    explanation: 'Masih dibahas apakah dikecualikan.',
  });
  await app.mustAct(officer, ids.granted, 'grant', {
    form: 'hardcopy',
    cost: { copy: 5000, delivery: 0, other: 0 },
    provideOn: '2026-12-11',
    fileIds: [],
    explanation: null,
  });
  await app.mustAct(officer, ids.answered, 'answer-not-held', { holder: 'Dinas Pendidikan Provinsi Maluku' });
  await app.passTo('2026-12-08T10:00:00+09:00');
  ids.plain = await file();
  ids.vague = await file(variants.vague());
  ids.incomplete = await file();
  await app.mustAct(await app.signIn('desk'), ids.incomplete, 'declare-incomplete', {
    missing: ['description'],
    note: 'Sebut tahun anggarannya.',
  });
  await app.passTo('2026-12-09T10:00:00+09:00');
}, 120_000);

async function listed(view: string, who: 'desk' | 'officer' = 'officer'): Promise<string[]> {
  const staff = await app.signIn(who, who === 'officer' ? 'disdik' : undefined);
  const page = expectStatus(await staff.get<CasePage>(`/api/v1/cases?view=${view}`), 200);
  return page.items.map((item) => item.id);
}

async function bySql(condition: string): Promise<string[]> {
  const rows = await app.sql<{ id: string }>(`SELECT id FROM cases c WHERE ${condition}`);
  return rows.map((row) => row.id);
}

describe('views of the API', () => {
  it.each([
    ['all', `agency_code = 'disdik'`],
    [
      'overdue',
      `agency_code = 'disdik' AND noticed_at IS NULL AND closed_at IS NULL AND due_at <= tenggat_now()`,
    ],
    ['waiting', `agency_code = 'disdik' AND status = 'incomplete'`],
    ['answered', `agency_code = 'disdik' AND noticed_at > tenggat_now() - interval '30 days'`],
    ['unassigned', `agency_code = 'disdik' AND closed_at IS NULL AND holder_id IS NULL`],
  ])('lists in %s what SQL finds', async (view, condition) => {
    expect((await listed(view)).sort()).toEqual((await bySql(condition)).sort());
  });

  it('puts the most urgent first and the waiting ones last', async () => {
    const order = await listed('unassigned');
    expect(order[0]).toBe(ids.late);
    expect(order.at(-1)).toBe(ids.incomplete);
  });

  it('names days left, lateness and the next step', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const { items } = expectStatus(await officer.get<CasePage>('/api/v1/cases?view=overdue'), 200);
    expect(items.find((item) => item.id === ids.late)).toMatchObject({
      overdue: true,
      workingDaysLeft: -1,
      dueDate: '2026-12-08',
      nextAction: { action: 'answer', by: '2026-12-08' },
    });
  });

  it('shows the desk cases of no agency and the officer none', async () => {
    expect(await listed('unassigned', 'desk')).toContain(ids.vague);
    expect(await listed('all')).not.toContain(ids.vague);
  });

  it.each(['view=unknown', 'status=unknown', 'due=tomorrow', 'cursor=!!!'])(
    'refuses %s with the field',
    async (query) => {
      const officer = await app.signIn('officer', 'disdik');
      const answer = await officer.get(`/api/v1/cases?${query}`);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(query.split('=')[0]);
    },
  );

  it('keeps admins away from cases', async () => {
    const admin = await app.signIn('admin');
    expect((await admin.get('/api/v1/cases')).status).toBe(403);
    expect([403, 404]).toContain((await admin.get(`/api/v1/cases/${ids.plain}`)).status);
    expect((await admin.page('/petugas')).status).toBe(403);
  });
});

describe('search', () => {
  it('finds by number, by its last digits and by words', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const [row] = await app.sql<{ register_number: string; register_seq: number }>(
      'SELECT register_number, register_seq FROM cases WHERE id = $1',
      [ids.late],
    );
    for (const q of [row?.register_number ?? '', String(row?.register_seq), 'penerima beasiswa']) {
      const found = expectStatus(
        await officer.get<CasePage>(`/api/v1/cases?q=${encodeURIComponent(q)}`),
        200,
      );
      expect(found.items.map((item) => item.id)).toEqual([ids.late]);
    }
  });

  it('finds a person for the desk alone', async () => {
    const desk = await app.signIn('desk');
    const officer = await app.signIn('officer', 'disdik');
    const path = '/api/v1/cases?q=latucon';
    expect(expectStatus(await desk.get<CasePage>(path), 200).items.length).toBeGreaterThan(0);
    expect(expectStatus(await officer.get<CasePage>(path), 200).items).toEqual([]);
  });
});

describe('queue page', () => {
  it('counts in its list of views what each view shows', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const { text } = await officer.page('/petugas');
    const counts = [
      ...text.matchAll(
        /href="(\/petugas(?:\?tampilan=[a-z-]+)?)"[^>]*><span>[^<]*<\/span><span class="views__count">(\d+)/gu,
      ),
    ];
    expect(counts.length).toBeGreaterThanOrEqual(11);
    for (const [, href = '', count] of counts) {
      const page = await officer.page(href);
      expect([href, (page.text.match(/class="case-table__link"/gu) ?? []).length]).toEqual([
        href,
        Number(count),
      ]);
    }
  });

  it('counts anew what was written since it counted last', async () => {
    const filed = await app.fileRequest();
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const officer = await app.signIn('officer', 'disdik');
    const countIn = async (view: string): Promise<number> => {
      const { text } = await officer.page('/petugas');
      const shown = new RegExp(
        `tampilan=${view}"[^>]*><span>[^<]*</span><span class="views__count">(\\d+)`,
        'u',
      );
      return Number(shown.exec(text)?.[1] ?? 0);
    };
    const change = async (view: string, write: () => Promise<unknown>): Promise<number> => {
      const before = await countIn(view);
      expect(await countIn(view)).toBe(before);
      await write();
      return (await countIn(view)) - before;
    };
    const message = () => app.citizenAct(filed, 'message', { text: 'Cukup per triwulan.', fileIds: [] });
    const { dueDate } = await app.readCase(officer, id);
    const material = { from: 'Bidang SMP', dueOn: dueDate, text: 'Mohon rekap dana BOS.' };
    const bounce = `INSERT INTO tasks (id, once_key, kind, role, case_id, facts, created_at)
      VALUES (gen_random_uuid(), 'bounced:' || $1, 'mail-bounced', 'desk', $1::uuid, '{}', tenggat_now())`;
    const mend = `UPDATE tasks SET done_at = tenggat_now() WHERE once_key = 'bounced:' || $1`;
    expect(await change('hari-ini', message)).toBe(1);
    expect(
      await change('menunggu-bahan', async () =>
        expectStatus(await app.act(officer, id, 'request-material', material), 200),
      ),
    ).toBe(1);
    expect(await change('gagal-kirim', () => app.sql(bounce, [id]))).toBe(1);
    expect(await change('gagal-kirim', () => app.sql(mend, [id]))).toBe(-1);
  });

  it('keeps a row for a message of the requester', async () => {
    const filed = await app.fileRequest();
    await app.sweep();
    await app.citizenAct(filed, 'message', { text: 'Rekap per triwulan sudah cukup.', fileIds: [] });
    const officer = await app.signIn('officer', 'disdik');
    const page = await officer.page('/petugas?tampilan=hari-ini');
    expect(page.text).toContain(await app.caseId(filed.registerNumber));
    expect(page.text).toContain('pesan baru');
  });

  it('leads from case to case inside the view', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const first = await officer.page(`/petugas/kasus/${ids.late}?tampilan=semua`);
    const next = /rel="next"[^>]*>|href="([^"]*)" rel="next"/u.exec(first.text)?.[1] ?? '';
    expect(first.text).toContain('1 dari');
    expect(next).toMatch(/^\/petugas\/kasus\/[0-9a-f-]{36}/u);
    expect((await officer.page(next.replaceAll('&amp;', '&'))).text).toContain('2 dari');
  });
});

describe('a long queue', () => {
  beforeAll(() => plantCases(app, ids.plain, 12_000, 20), 120_000);

  it('is read page by page without gap or repeat', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/api/v1/cases?view=unassigned${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: CasePage = expectStatus(await officer.get<CasePage>(path), 200);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    const wanted = await bySql(`agency_code = 'disdik' AND closed_at IS NULL AND holder_id IS NULL`);
    expect(seen.length).toBe(wanted.length);
    expect([...seen].sort()).toEqual(wanted.sort());
  }, 120_000);

  it('weighs at most 40 kB with 50 rows', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const { text } = await officer.page('/petugas');
    expect((text.match(/class="case-table__link"/gu) ?? []).length).toBe(50);
    expect(gzipSync(text).length).toBeLessThanOrEqual(40_000);
  });

  it('asks the database at most six times and never reads all cases', async () => {
    const watched = await watchPages(app);
    const officer = await watched.signIn('officer', 'disdik');
    await officer.page('/petugas');
    const tries = [];
    for (let n = 0; n < 3; n += 1) tries.push(await statementsOf(() => officer.page('/petugas')));
    await watched.close();
    const sent = tries.sort((a, b) => a.length - b.length)[0] ?? [];
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(6);
    const list = sent.find(({ text }) => text.includes('WITH page'));
    const plan = await app.sql<{ 'QUERY PLAN': string }>(`EXPLAIN ${list?.text ?? ''}`, list?.values ?? []);
    expect(plan.map((row) => row['QUERY PLAN']).filter((line) => /Seq Scan on cases/u.test(line))).toEqual(
      [],
    );
  });
});
