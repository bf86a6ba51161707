import type { FiledRequest, TrackedRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import type { HttpClient, Problem } from '../support/http-client.js';
import { readPdf } from '../letters/read-pdf.js';
import { FULL } from '../refusals/office.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitAct } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Tracked extends TrackedRequest {
  readonly parts: readonly { registerNumber: string; agency: { code: string } | null; status: string }[];
}

const CHILDREN = [
  { agency: 'disdik', informationRequested: 'Rincian penggunaan Dana BOS SMP Negeri 6 tahun 2025' },
  { agency: 'disdukcapil', informationRequested: 'Jumlah KTP elektronik yang dicetak tahun 2025' },
];

let desk: HttpClient;
let disdik: HttpClient;
let disdukcapil: HttpClient;

beforeAll(async () => {
  desk = await app.signIn('desk');
  disdik = await app.signIn('officer', 'disdik');
  disdukcapil = await app.signIn('officer', 'disdukcapil');
});

async function split(): Promise<{ filed: FiledRequest; id: string; parts: string[] }> {
  const filed = await app.fileRequest({ agency: null });
  await app.sweep();
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(desk, id, 'split', { children: CHILDREN });
  const parts = [
    await app.caseId(`${filed.registerNumber}/1`),
    await app.caseId(`${filed.registerNumber}/2`),
  ];
  return { filed, id, parts };
}

const partAt = ({ parts }: { parts: string[] }, at: number): string => parts[at] ?? '';
const codeOf = ({ body, status }: { body: unknown; status: number }) => [status, (body as Problem).code];
const tracked = async (filed: FiledRequest) => (await app.track(filed)) as Tracked;
const lettersOf = (id: string) => app.sql('SELECT kind FROM letters WHERE case_id = $1', [id]);

describe('the receipt of a request in several parts', () => {
  it('is one, and every part leads the desk to it', async () => {
    const { filed, id, parts } = await split();
    const href = `/petugas/kasus/${id}/tanda-bukti`;
    for (const page of [id, ...parts])
      expect((await desk.page(`/petugas/kasus/${page}`)).text).toContain(`href="${href}"`);
    expect((await desk.page(`/petugas/kasus/${partAt({ parts }, 0)}`)).text).toMatch(
      new RegExp(`Bagian dari</dt><dd[^>]*><a href="/petugas/kasus/${id}">${filed.registerNumber}</a>`, 'u'),
    );
    const whole = await desk.download(href);
    const { text } = readPdf(whole);
    expect(text).toContain(filed.registerNumber);
    expect(text).not.toContain(`${filed.registerNumber}/1`);
    // The one receipt, to the byte, also by the address of a part.
    expect(await desk.download(`/petugas/kasus/${partAt({ parts }, 1)}/tanda-bukti`)).toEqual(whole);
    const own = await disdik.page(`/petugas/kasus/${partAt({ parts }, 0)}`);
    expect([own.status, own.text.includes('tanda-bukti')]).toEqual([200, false]);
    expect((await disdik.page(`/petugas/kasus/${partAt({ parts }, 0)}/tanda-bukti`)).status).toBe(403);
  });
});

describe('a request in several parts', () => {
  it('keeps one number, one entry and one date', async () => {
    const before = await app.fileRequest({ agency: 'disdik' });
    const family = await split();
    const after = await app.fileRequest({ agency: 'disdik' });
    const seq = (number: string) => Number(number.slice(-6));
    expect(seq(after.registerNumber) - seq(before.registerNumber)).toBe(2);
    const part = await app.readCase(disdik, partAt(family, 0));
    expect(part).toMatchObject({
      registerNumber: `${family.filed.registerNumber}/1`,
      agency: { code: 'disdik' },
      dueDate: family.filed.dueDate,
      status: 'received',
    });
    const [figures] = await app.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM case_measures WHERE case_id = ANY ($1::uuid[])',
      [[family.id, ...family.parts]],
    );
    expect(figures?.n).toBe(1);
    const [entries] = await app.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM register_requests WHERE register_number LIKE $1`,
      [`${family.filed.registerNumber}%`],
    );
    expect(entries?.n).toBe(1);
    const read = await app.sql(
      'SELECT parent_id FROM tenggat_read.cases WHERE case_id = ANY ($1::uuid[]) ORDER BY register_number',
      [[family.id, ...family.parts]],
    );
    expect(read).toEqual([{ parent_id: null }, { parent_id: family.id }, { parent_id: family.id }]);
  });

  it('stands in the report once, under several agencies', async () => {
    const { filed } = await split();
    const supervisor = await app.signIn('supervisor');
    const { text } = await supervisor.page('/pengawas/laporan?tahun=2026');
    expect(text).toContain('Beberapa instansi');
    const [, href = ''] = /href="([^"]*instansi=beberapa-instansi[^"]*)"/u.exec(text) ?? [];
    const rows = (await supervisor.page(href.replaceAll('&amp;', '&'))).text;
    expect(rows).toContain(filed.registerNumber);
    expect(rows).not.toContain(`${filed.registerNumber}/`);
  });

  it('shows each agency its own part and the citizen one request', async () => {
    const family = await split();
    expect((await disdukcapil.get(`/api/v1/cases/${partAt(family, 0)}`)).status).toBe(404);
    expect((await disdik.get(`/api/v1/cases/${family.id}`)).status).toBe(404);
    const found = async (who: typeof desk): Promise<readonly string[]> => {
      const { body } = await who.get(`/api/v1/cases?q=${family.filed.registerNumber}`);
      return (body as { items: { registerNumber: string }[] }).items.map((item) => item.registerNumber);
    };
    // The requester names the whole number: it leads the officer to the own part, the desk to the request.
    expect(await found(disdik)).toEqual([`${family.filed.registerNumber}/1`]);
    expect(await found(disdukcapil)).toEqual([`${family.filed.registerNumber}/2`]);
    expect(await found(desk)).toEqual([family.filed.registerNumber]);
    const seen = await tracked(family.filed);
    expect(seen.registerNumber).toBe(family.filed.registerNumber);
    expect(seen.parts.map(({ agency, registerNumber }) => [registerNumber.slice(-2), agency?.code])).toEqual([
      ['/1', 'disdik'],
      ['/2', 'disdukcapil'],
    ]);
    expect(seen.timeline.map(({ event }) => event)).toContain('split');
    await app.sweep();
    const subjects = (await app.mails(app.account('officer', 'disdukcapil').email)).map(
      ({ subject }) => subject,
    );
    expect(subjects.some((subject) => subject.includes(`${family.filed.registerNumber}/2`))).toBe(true);
  });

  it('is split once, among open agencies, while work is in progress', async () => {
    const family = await split();
    expect(codeOf(await app.act(desk, family.id, 'split', { children: CHILDREN }))).toEqual([
      409,
      'parts-only',
    ]);
    expect(codeOf(await app.act(desk, partAt(family, 0), 'split', { children: CHILDREN }))).toEqual([
      409,
      'whole-request-only',
    ]);
    const other = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(other.registerNumber);
    const one = await app.act(desk, id, 'split', { children: CHILDREN.slice(0, 1) });
    expect(one.status).toBe(422);
    const twice = await app.act(desk, id, 'split', { children: [CHILDREN[0], CHILDREN[0]] });
    expect((twice.body as unknown as Problem).errors?.[0]?.field).toBe('children.1.agency');
    const unknown = await app.act(desk, id, 'split', {
      children: [CHILDREN[0], { ...CHILDREN[1], agency: 'tidak-ada' }],
    });
    expect(unknown.status).toBe(422);
    expect((await app.act(disdik, id, 'split', { children: CHILDREN })).status).toBe(403);
    await app.mustAct(disdik, id, 'answer-not-held', { holder: 'Pemerintah Provinsi Maluku' });
    expect(codeOf(await app.act(desk, id, 'split', { children: CHILDREN }))).toEqual([
      409,
      'already-answered',
    ]);
  });

  it('is answered in one notice when the last part is', async () => {
    const family = await split();
    await app.mustAct(disdik, partAt(family, 0), 'grant', {
      form: 'softcopy',
      cost: { copy: 0, delivery: 0, other: 0 },
      provideOn: '2026-12-01',
      fileIds: [],
      explanation: 'Rincian tersedia.',
    });
    const between = await tracked(family.filed);
    expect([between.status, between.outcome, between.parts.map(({ status }) => status)]).toEqual([
      'processing',
      null,
      ['processing', 'processing'],
    ]);
    // Rows 8-12 declare the whole request complete: no check of completeness is left to lapse (row 3).
    expect(between.timeline.map(({ event }) => event)).toContain('declared-complete');
    const checks = `SELECT outcome FROM due_rows WHERE case_id = $1 AND kind = 'completeness-check'`;
    expect(await app.sql(checks, [family.id])).toEqual([{ outcome: 'stopped' }]);
    expect((await app.readCase(desk, family.id)) as unknown).toMatchObject({
      nextAction: { action: 'await-parts' },
    });
    const listed = async (view: string): Promise<string> =>
      JSON.stringify((await desk.get(`/api/v1/cases?view=${view}&q=${family.filed.registerNumber}`)).body);
    expect(await listed('all')).toContain(`"${family.filed.registerNumber}"`);
    expect(await listed('unassigned')).not.toContain(`"${family.filed.registerNumber}"`);
    const page = (await desk.page(`/petugas/kasus/${family.id}`)).text;
    expect(page).toContain('beberapa instansi');
    expect(page).not.toContain('belum dibagi');
    expect(await lettersOf(family.id)).toEqual([]);
    expect((await app.readCase(disdik, partAt(family, 0))).status).toBe('closed_granted');
    expect(await app.sql('SELECT 1 FROM decisions WHERE case_id = $1', [partAt(family, 0)])).toEqual([]);
    await app.mustAct(disdukcapil, partAt(family, 1), 'answer-not-held', {
      holder: 'Ditjen Dukcapil Kemendagri',
    });
    await app.sweep();
    const done = await tracked(family.filed);
    expect([done.status, done.outcome]).toEqual(['granted_open', 'granted_partial']);
    expect(done.parts.map(({ status }) => status)).toEqual(['closed_granted', 'closed_not_held']);
    expect(await lettersOf(family.id)).toEqual([{ kind: 'decision-notice' }]);
    expect(await lettersOf(partAt(family, 1))).toEqual([]);
    const [letter] = await app.sql<{ facts: object }>('SELECT facts FROM letters WHERE case_id = $1', [
      family.id,
    ]);
    const words = JSON.stringify(letter?.facts);
    expect(words).toContain('Dinas Pendidikan');
    expect(words).toContain('Ditjen Dukcapil Kemendagri');
    const mail = (await app.mails()).find(
      ({ subject }) => subject.startsWith('Jawaban') && subject.includes(family.filed.registerNumber),
    );
    expect(mail?.text).toContain(`${family.filed.registerNumber}/1 | Dinas Pendidikan`);
    expect(mail?.text).toMatch(/\/1 \| .* \| diberikan\n.*\/2 \| .* \| tidak dikuasai/u);
    expect(mail?.text).not.toContain('Menurut urutan butir');
    const answered = await app.sql(
      `SELECT 1 FROM outbox WHERE kind = 'answered' AND case_id = ANY ($1::uuid[])`,
      [[family.id, ...family.parts]],
    );
    expect(answered).toHaveLength(1);
    const again = await app.act(disdik, partAt(family, 0), 'answer-not-held', { holder: 'Siapa saja' });
    expect(again.status).toBe(409);
    await app.mustAct(desk, family.id, 'deliver', { channel: 'online', deliveredOn: '2026-11-24' });
    expect((await tracked(family.filed)).status).toBe('closed_granted_partial');
  });

  it('is handed over with the notice, whichever agency answers last', async () => {
    const family = await split();
    const upload = await disdik.upload<{ fileId: string }>(
      sampleFiles.pdf('BOS'),
      'bos.pdf',
      'application/pdf',
    );
    await app.mustAct(disdik, partAt(family, 0), 'grant', {
      form: 'softcopy',
      cost: { copy: 0, delivery: 0, other: 0 },
      provideOn: '2026-12-01',
      fileIds: [upload.body.fileId],
      explanation: 'Rincian tersedia.',
    });
    await app.mustAct(disdukcapil, partAt(family, 1), 'answer-not-held', { holder: 'Ditjen Dukcapil' });
    const done = await tracked(family.filed);
    expect([done.status, done.outcome]).toEqual(['closed_granted_partial', 'granted_partial']);
    expect(done.parts.map(({ status }) => status)).toEqual(['closed_granted', 'closed_not_held']);
    // Of the joint notice, and of what it hands over, no agency alone is the author.
    const both = 'Dinas Pendidikan Kota Ambon dan Dinas Kependudukan dan Pencatatan Sipil Kota Ambon';
    const words = done.timeline.map(({ text }) => text);
    expect(words).toContain(`Dijawab: diberikan sebagian. Pemberitahuan tertulis dari ${both}.`);
    expect(words).toContain(`Informasi diserahkan. Penyerahan dicatat oleh ${both}.`);
    const open = await app.sql(
      'SELECT kind FROM due_rows WHERE case_id = ANY ($1::uuid[]) AND done_at IS NULL AND kind LIKE $2',
      [[family.id, ...family.parts], 'reply%'],
    );
    expect(open).toEqual([]);
    const decided = await app.sql(
      `SELECT status, outcome FROM tenggat_read.cases WHERE case_id = ANY ($1::uuid[]) ORDER BY register_number`,
      [[family.id, ...family.parts]],
    );
    expect(decided.map((row) => Object.values(row))).toEqual([
      ['closed_granted_partial', 'granted_partial'],
      ['closed_granted', 'granted_full'],
      ['closed_not_held', 'not_held'],
    ]);
  });

  it('is extended as a whole, and withdrawn as a whole', async () => {
    const family = await split();
    const reasons = {
      reasons: ['notYetHeldOrDocumented'],
      explanation: 'Data belum lengkap di dua instansi.',
    };
    expect(codeOf(await app.act(disdik, partAt(family, 0), 'extend', reasons))).toEqual([
      409,
      'whole-request-only',
    ]);
    await app.mustAct(desk, family.id, 'extend', reasons);
    const [whole, part] = [
      await app.readCase(desk, family.id),
      await app.readCase(disdik, partAt(family, 0)),
    ];
    expect(part).toMatchObject({ status: 'extended', dueDate: whole.dueDate });
    expect(part.actions).not.toContain('extend');
    expect(await lettersOf(partAt(family, 0))).toEqual([]);
    await app.mustAct(disdukcapil, partAt(family, 1), 'answer-not-held', { holder: 'Ditjen Dukcapil' });
    const gone = await app.citizenAct(family.filed, 'withdraw', { reason: 'Sudah tidak perlu.' });
    expect(gone.status).toBe(200);
    expect((await app.readCase(disdik, partAt(family, 0))).status).toBe('withdrawn');
    expect((await app.act(disdik, partAt(family, 0), 'answer-not-held', { holder: 'Lain' })).status).toBe(
      409,
    );
  });

  it('ends an answered part with its withdrawal', async () => {
    const family = await split();
    await app.mustAct(disdik, partAt(family, 0), 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Urusan SMA ada pada provinsi.',
    });
    expect(
      (await app.citizenAct(family.filed, 'withdraw', { reason: 'Sudah mendapat jawaban.' })).status,
    ).toBe(200);
    const states = await app.sql(
      'SELECT status, outcome FROM cases WHERE id = ANY ($1::uuid[]) ORDER BY register_number',
      [[family.id, ...family.parts]],
    );
    expect(states).toEqual([
      { status: 'withdrawn', outcome: 'withdrawn' },
      { status: 'final', outcome: 'not_held' },
      { status: 'withdrawn', outcome: 'withdrawn' },
    ]);
    const running = await app.sql(
      `SELECT kind FROM due_rows WHERE case_id = ANY ($1::uuid[]) AND done_at IS NULL
         AND kind NOT IN ('routing', 'routing-suggestion')`,
      [[family.id, ...family.parts]],
    );
    expect(running).toEqual([]);
  });

  it('waits for the superior part by part, and has one notice with the decree', async () => {
    const family = await split();
    await app.mustAct(disdukcapil, partAt(family, 1), 'propose-refusal', FULL);
    await app.mustAct(disdik, partAt(family, 0), 'answer-not-held', { holder: 'Pemerintah Provinsi Maluku' });
    const waiting = await tracked(family.filed);
    expect([waiting.status, waiting.outcome]).toEqual(['processing', null]);
    await app.mustAct(await app.signIn('superior'), partAt(family, 1), 'consent', {
      letterNumber: '77/PPID/GABUNGAN',
    });
    await app.sweep();
    const done = await tracked(family.filed);
    expect([done.status, done.outcome]).toEqual(['closed_refused', 'refused_exempt']);
    expect(done.parts.map(({ status }) => status)).toEqual(['closed_not_held', 'closed_refused']);
    expect(
      await app.sql(`SELECT number FROM letters WHERE case_id = $1 AND kind = 'decision-notice'`, [
        family.id,
      ]),
    ).toEqual([{ number: '77/PPID/GABUNGAN' }]);
    expect(done.documents.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['decision-notice', 'exemption-decree']),
    );
    expect(
      await app.sql(`SELECT 1 FROM outbox WHERE kind = 'answered' AND case_id = ANY ($1::uuid[])`, [
        [family.id, ...family.parts],
      ]),
    ).toHaveLength(1);
  });

  it('keeps the two people of an exempt part apart in the trail, whoever ends it', async () => {
    const family = await split();
    await app.mustAct(disdukcapil, partAt(family, 1), 'propose-refusal', FULL);
    await app.mustAct(await app.signIn('superior'), partAt(family, 1), 'consent');
    await app.mustAct(disdik, partAt(family, 0), 'answer-not-held', { holder: 'Pemerintah Provinsi Maluku' });
    const idOf = async (email: string) =>
      (await app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [email]))[0]?.id;
    const proposer = await idOf(app.account('officer', 'disdukcapil').email);
    const superior = await idOf(app.account('superior').email);
    const trail = await app.sql<{ event: string; facts: object }>(
      'SELECT event, facts FROM audit WHERE case_id = $1 ORDER BY seq',
      [family.id],
    );
    const events = trail.map(({ event }) => event);
    expect(events).not.toContain('proposed');
    expect(events).not.toContain('consented');
    expect(trail.find(({ event }) => event === 'parts-joined')?.facts).toMatchObject({
      proposals: [{ part: `${family.filed.registerNumber}/2`, proposedBy: proposer, consentedBy: superior }],
    });
    expect(trail.find(({ event }) => event === 'refused')?.facts).toMatchObject({ consentedBy: [superior] });
    const [letter] = await app.sql<{ words: string }>(
      `SELECT facts::text AS words FROM letters WHERE case_id = $1 AND kind = 'decision-notice'`,
      [family.id],
    );
    const [papers] = await app.sql<{ decree: string; sheet: string }>(
      `SELECT d.number AS decree, s.number AS sheet FROM refusal_proposals p
       JOIN exemption_decrees d ON d.id = p.decree_id JOIN test_sheets s ON s.id = p.test_sheet_id
       WHERE p.case_id = $1`,
      [partAt(family, 1)],
    );
    expect(letter?.words).toContain(
      `Penetapan ${papers?.decree ?? '?'} dan Lembar Pengujian Konsekuensi ${papers?.sheet ?? '?'}`,
    );
    const objected = await app.citizenAct(family.filed, 'object', {
      grounds: ['a'],
      story: 'Jumlah KTP elektronik yang dicetak bukan data pribadi warga.',
    });
    expect(objected.status).toBe(201);
    const [filed] = await app.sql<{ id: string }>('SELECT id FROM objections WHERE case_id = $1', [
      family.id,
    ]);
    const read = await (
      await app.signIn('superior')
    ).get<{ deciderConsented: boolean }>(`/api/v1/objections/${filed?.id ?? ''}`);
    expect(read.body.deciderConsented).toBe(true);
  });

  it('is completed as a whole', async () => {
    const family = await split();
    const missing = { missing: ['description'], note: 'Tahun anggaran belum disebut.' };
    expect(codeOf(await app.act(desk, partAt(family, 0), 'declare-incomplete', missing))).toEqual([
      409,
      'whole-request-only',
    ]);
    await app.mustAct(desk, family.id, 'declare-incomplete', missing);
    expect(await app.readCase(disdik, partAt(family, 0))).toMatchObject({
      status: 'incomplete',
      dueDate: null,
    });
    const repaired = await app.citizenAct(family.filed, 'complete', {
      text: 'Tahun anggaran 2025.',
      fileIds: [],
    });
    expect(repaired.status).toBe(200);
    const part = await app.readCase(disdik, partAt(family, 0));
    expect(part).toMatchObject({
      status: 'processing',
      dueDate: (await app.readCase(desk, family.id)).dueDate,
    });
  });

  it('is not asked back once a part of it is answered', async () => {
    const family = await split();
    await app.mustAct(disdukcapil, partAt(family, 1), 'propose-refusal', FULL);
    const missing = { missing: ['description'], note: 'Tahun anggaran belum disebut.' };
    expect((await app.readCase(desk, family.id)).actions).not.toContain('declare-incomplete');
    expect(codeOf(await app.act(desk, family.id, 'declare-incomplete', missing))).toEqual([
      409,
      'not-in-this-state',
    ]);
    expect((await app.readCase(disdik, partAt(family, 0))).status).toBe('processing');
  });

  it('lapses once, and its parts stay owed', async () => {
    const family = await split();
    await app.passTo('2026-12-09T09:00:00+09:00');
    const seen = await tracked(family.filed);
    expect(seen).toMatchObject({ overdue: true, preparedObjection: { grounds: ['c'] } });
    const silent = await app.sql(
      `SELECT case_id FROM outbox WHERE kind = 'overdue' AND case_id = ANY ($1::uuid[])`,
      [[family.id, ...family.parts]],
    );
    expect(silent).toEqual([{ case_id: family.id }]);
    const part = await app.readCase(disdukcapil, partAt(family, 1));
    expect(part).toMatchObject({ overdue: true });
    expect(part.actions).toContain('answer-not-held');
    await app.mustAct(disdik, partAt(family, 0), 'answer-not-held', { holder: 'Pemerintah Provinsi Maluku' });
    await app.mustAct(disdukcapil, partAt(family, 1), 'answer-not-held', { holder: 'Ditjen Dukcapil' });
    const [late] = await app.sql<{ late: boolean }>('SELECT late FROM decisions WHERE case_id = $1', [
      family.id,
    ]);
    expect([(await tracked(family.filed)).status, late?.late]).toEqual(['closed_not_held', true]);
  });

  it('is split from its page, without script', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    const lacking = await submitAct(desk, id, 'pecah', {
      'instansi-1': 'disdik',
      'bagian-1': CHILDREN[0]?.informationRequested ?? '',
    });
    expect(lacking.status).toBe(422);
    expect(lacking.text).toContain('dua sampai sembilan bagian');
    const two = {
      'instansi-1': 'disdik',
      'bagian-1': CHILDREN[0]?.informationRequested ?? '',
      'instansi-2': 'disdukcapil',
      'bagian-2': CHILDREN[1]?.informationRequested ?? '',
    };
    expect((await desk.page(`/petugas/kasus/${id}/pecah`)).text).not.toContain('bagian-5');
    // A browser sends the empty fields of the form too.
    const empty = { 'instansi-3': '', 'bagian-3': '', 'instansi-4': '', 'bagian-4': '' };
    const more = await submitAct(desk, id, 'pecah', { ...two, ...empty, tambah: 'ya' });
    expect(more.text).toContain('name="bagian-7"');
    expect(more.text).toContain(CHILDREN[1]?.informationRequested ?? '-');
    const all = Object.fromEntries([5, 6, 7].map((n) => [`bagian-${String(n)}`, '']));
    const most = await submitAct(desk, id, 'pecah', { ...two, ...empty, ...all, tambah: 'ya' });
    expect([most.text.includes('name="bagian-9"'), most.text.includes('Tambah bagian')]).toEqual([
      true,
      false,
    ]);
    const third = { 'instansi-9': 'dinkes', 'bagian-9': 'Jumlah puskesmas yang memeriksa murid pada 2025' };
    const sent = await submitAct(desk, id, 'pecah', { ...two, ...third });
    expect(sent.status).toBe(303);
    expect(
      await app.sql('SELECT agency_code FROM cases WHERE parent_id = $1 ORDER BY register_number', [id]),
    ).toEqual([{ agency_code: 'disdik' }, { agency_code: 'disdukcapil' }, { agency_code: 'dinkes' }]);
    expect((await desk.page(`/petugas/kasus/${id}/pecah`)).status).toBe(409);
    expect((await desk.page(`/petugas/kasus/${id}`)).status).toBe(200);
  });
});

describe('near-identical requests', () => {
  const REASON = 'Lima permohonan dengan rincian yang sama dari satu komunitas.';

  async function three(): Promise<{ filed: FiledRequest[]; ids: string[] }> {
    const filed = [await app.fileRequest(), await app.fileRequest(), await app.fileRequest()];
    const ids = await Promise.all(filed.map(({ registerNumber }) => app.caseId(registerNumber)));
    return { filed, ids };
  }

  const grant = { form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, explanation: 'Terlampir.' };

  async function day(): Promise<string> {
    const [row] = await app.sql<{ day: string }>(
      `SELECT ((tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date + 3)::text AS day`,
    );
    return row?.day ?? '';
  }

  it('are grouped with a reason, open and of one agency only', async () => {
    const { ids } = await three();
    const [first = '', second = '', third = ''] = ids;
    const foreign = await app.caseId((await app.fileRequest({ agency: 'disdukcapil' })).registerNumber);
    const group = (caseIds: readonly string[], reason = REASON) =>
      app.act(desk, first, 'group', { caseIds, reason });
    expect((await group([second], ' ')).status).toBe(422);
    expect((await group([])).status).toBe(422);
    for (const wrong of [foreign, first, '00000000-0000-4000-8000-000000000000']) {
      const answer = await group([second, wrong]);
      expect((answer.body as unknown as Problem).errors?.map(({ field }) => field)).toEqual(['caseIds']);
    }
    expect((await app.act(disdik, first, 'group', { caseIds: [second], reason: REASON })).status).toBe(403);
    await app.mustAct(desk, first, 'group', { caseIds: [second], reason: REASON });
    expect((await app.act(desk, third, 'group', { caseIds: [second], reason: REASON })).status).toBe(422);
    const read = (await app.readCase(disdik, first)) as unknown as { group: { id: string }[] };
    expect(read.group.map(({ id }) => id)).toEqual([second]);
    await app.mustAct(disdik, third, 'answer-not-held', { holder: 'Pemerintah Provinsi Maluku' });
    expect(codeOf(await app.act(desk, third, 'group', { caseIds: [second], reason: REASON }))).toEqual([
      409,
      'already-answered',
    ]);
  });

  it('are answered once, each with an answer of its own', async () => {
    const { filed, ids } = await three();
    const [first = '', second = '', third = ''] = ids;
    await app.mustAct(desk, first, 'group', { caseIds: [second, third], reason: REASON });
    await app.mustAct(desk, third, 'ungroup', { reason: 'Menanyakan tahun yang lain.' });
    expect(codeOf(await app.act(desk, third, 'ungroup', { reason: 'Menanyakan tahun yang lain.' }))).toEqual([
      409,
      'not-in-this-state',
    ]);
    const kept = await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf('Jawaban'), 'jawaban.pdf', '');
    const body = { ...grant, provideOn: await day(), fileIds: [kept.body.fileId] };
    await app.mustAct(disdik, first, 'grant', body);
    await app.sweep();
    for (const [at, id] of [first, second].entries()) {
      const one = filed[at];
      if (one === undefined) throw new Error('no request');
      const seen = await app.track(one);
      expect([seen.status, seen.outcome]).toEqual(['closed_granted', 'granted_full']);
      expect(seen.documents.map(({ kind }) => kind).sort()).toEqual(['answer', 'decision-notice']);
      expect(
        await app.sql(`SELECT 1 FROM outbox WHERE kind = 'answered' AND case_id = $1`, [id]),
      ).toHaveLength(1);
      expect(await app.sql('SELECT 1 FROM decisions WHERE case_id = $1', [id])).toHaveLength(1);
      const open = await app.sql(
        `SELECT 1 FROM due_rows WHERE case_id = $1 AND kind = 'reply' AND done_at IS NULL`,
        [id],
      );
      expect(open).toEqual([]);
    }
    expect((await app.readCase(disdik, third)).status).toBe('received');
  });

  it("are refused with a typed number of the test sheet: it is the first one's", async () => {
    const filed = [await app.fileRequest(), await app.fileRequest()];
    await app.sweep();
    const ids: string[] = [];
    for (const { registerNumber } of filed) ids.push(await app.caseId(registerNumber));
    const [first = '', second = ''] = ids;
    await app.mustAct(desk, first, 'group', { caseIds: [second], reason: 'Menanyakan hal yang sama.' });
    await app.mustAct(disdik, first, 'propose-refusal', { ...FULL, testSheetNumber: 'UJI/87/2026' });
    const sheets = await app.sql<{ number: string }>(
      `SELECT s.number FROM refusal_proposals p JOIN test_sheets s ON s.id = p.test_sheet_id
       JOIN cases c ON c.id = p.case_id WHERE p.case_id = ANY ($1::uuid[]) ORDER BY c.register_number`,
      [ids],
    );
    expect(sheets).toHaveLength(2);
    expect(sheets[0]?.number).toBe('UJI/87/2026');
    expect(sheets[1]?.number).not.toBe('UJI/87/2026');
  });

  it('may be answered one by one', async () => {
    const { ids } = await three();
    const [first = '', second = '', third = ''] = ids;
    await app.mustAct(desk, first, 'group', { caseIds: [second, third], reason: REASON });
    const alone = { holder: 'Pemerintah Provinsi Maluku', alsoForGroup: false };
    await app.mustAct(disdik, second, 'answer-not-held', alone);
    expect((await app.readCase(disdik, first)).status).toBe('received');
    await app.mustAct(disdik, third, 'answer-not-yet-held', {
      reason: 'Laporan tahun 2025 belum diterima dinas.',
      alsoForGroup: true,
    });
    expect((await app.readCase(disdik, first)).status).toBe('closed_not_yet_held');
    expect((await app.readCase(disdik, second)).status).toBe('closed_not_held');
  });

  it('are suggested and grouped on the page, and answered from the pages for all', async () => {
    const { filed, ids } = await three();
    const [first = '', second = ''] = ids;
    const shown = await desk.page(`/petugas/kasus/${first}/gabung`);
    expect(shown.text).toContain(`mirip dengan ${filed[0]?.registerNumber ?? ''}`);
    expect((await submitAct(desk, first, 'gabung', { alasan: REASON })).status).toBe(422);
    expect((await submitAct(desk, first, 'gabung', { kasus: second, alasan: REASON })).status).toBe(303);
    await submitAct(disdik, first, 'jawab/1', { keputusan: 'not-yet-held' });
    const why = { penjelasan: 'Laporan tahun 2025 belum diterima dinas.' };
    expect((await submitAct(disdik, first, 'jawab/2', why)).status).toBe(303);
    const preview = await disdik.page(`/petugas/kasus/${first}/jawab/4`);
    expect(preview.text).toContain('dalam kelompok');
    const sent = await disdik.submit(`/petugas/kasus/${first}/jawab/5`, {
      ...hiddenFields(preview.text, 'jawab/5'),
      gabungan: 'ya',
    });
    expect(sent.status).toBe(303);
    expect((await app.readCase(disdik, second)).status).toBe('closed_not_yet_held');
    expect((await submitAct(desk, ids[2] ?? '', 'gabung', { alasan: REASON })).status).toBe(422);
    expect((await desk.page(`/petugas/kasus/${ids[2] ?? ''}/keluar-gabungan`)).status).toBe(409);
  });
});

describe('two people at once', () => {
  /** Whoever changes a case waits a little before the next step, so that both hold what the other wants. */
  const slowly = async (work: () => Promise<void>): Promise<void> => {
    await app.sql(`CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.4); RETURN NEW; END $$`);
    await app.sql('CREATE TRIGGER linger BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION linger()');
    try {
      await work();
    } finally {
      await app.sql('DROP TRIGGER linger ON cases');
      await app.sql('DROP FUNCTION linger()');
    }
  };
  const notHeld = { holder: 'Pemerintah Provinsi Maluku' };

  it('answer the last two parts: both are done, and one notice goes out', async () => {
    const family = await split();
    await slowly(async () => {
      const answers = await Promise.all([
        app.act(disdik, partAt(family, 0), 'answer-not-held', notHeld),
        app.act(disdukcapil, partAt(family, 1), 'answer-not-held', notHeld),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    });
    expect((await tracked(family.filed)).status).toBe('closed_not_held');
    expect(await lettersOf(family.id)).toEqual([{ kind: 'decision-notice' }]);
  }, 120_000);

  it('extend the request and answer a part: nobody is thrown out', async () => {
    const family = await split();
    await slowly(async () => {
      const answers = await Promise.all([
        app.act(disdik, partAt(family, 0), 'answer-not-held', notHeld),
        app.act(desk, family.id, 'extend', {
          reasons: ['statusUndecided'],
          explanation: 'Dokumen masih dikumpulkan dari dua instansi.',
        }),
      ]);
      // Who comes second may meet a newer version; a collision would be 5xx.
      for (const { status } of answers) expect([200, 409]).toContain(status);
      expect(answers.some(({ status }) => status === 200)).toBe(true);
    });
  }, 120_000);

  it('answer one group from two of its members: one is done, the other is told', async () => {
    const filed = [await app.fileRequest(), await app.fileRequest(), await app.fileRequest()];
    const ids = await Promise.all(filed.map(({ registerNumber }) => app.caseId(registerNumber)));
    const [first = '', second = '', third = ''] = ids;
    const reason = 'Ketiganya menanyakan laporan yang sama.';
    await app.mustAct(desk, first, 'group', { caseIds: [second, third], reason });
    const body = { reason: 'Laporan tahun 2025 belum diterima dinas.', alsoForGroup: true };
    await slowly(async () => {
      const answers = await Promise.all([
        app.act(disdik, first, 'answer-not-yet-held', body),
        app.act(disdik, third, 'answer-not-yet-held', body),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
    const notices = await app.sql(
      `SELECT 1 FROM outbox WHERE kind = 'answered' AND case_id = ANY ($1::uuid[])`,
      [ids],
    );
    expect(notices).toHaveLength(3);
  }, 120_000);
});
