import { DEFAULT_RULESET, type Ruleset } from '../../src/law/ruleset.js';
import { readPdf } from '../letters/read-pdf.js';
import { ObjectionWorld } from '../objections/objection-world.js';
import { FULL, noOf, refusalCase } from '../refusals/office.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp, type TestApp } from '../support/app.js';
import { expectStatus, type Problem } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

/* One journey through the program for each reading that is not the default and that no other spec walks (law.md 11). */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const deskAnswers = useApp({ at: '2026-11-24T10:00:00+09:00', city: { answeredBy: 'desk' } });

async function load(choices: Partial<Ruleset>): Promise<void> {
  await app.sql(
    `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
     VALUES ($1, (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date, '\\x00', tenggat_now(), 'spec')`,
    [JSON.stringify({ ...DEFAULT_RULESET, ...choices })],
  );
  expect((await (await app.signIn('admin')).page('/admin/aturan')).status).toBe(200);
}

const idOf = (where: TestApp, filed: FiledRequest) => where.caseId(filed.registerNumber);
const events = async (where: TestApp, filed: FiledRequest) =>
  (await where.track(filed)).timeline.map(({ event }) => event);
const openRows = (id: string, kind: string) =>
  app.sql<{ day: string }>(
    `SELECT to_char(due_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD') AS day FROM due_rows
     WHERE case_id = $1 AND kind = $2 AND done_at IS NULL`,
    [id, kind],
  );

afterEach(async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
});

describe('D2 never: the law knows no pause', () => {
  beforeEach(() => load({ incompletePausesClock: 'never' }));

  it('counts on while the requester completes, shows the date, and keeps it after the repair', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await idOf(app, filed);
    await app.mustAct(desk, id, 'declare-incomplete', {
      missing: ['description'],
      note: 'Sebutkan tahunnya.',
    });
    expect(await openRows(id, 'reply')).toEqual([{ day: '2026-12-09' }]);
    expect(await app.track(filed)).toMatchObject({
      status: 'incomplete',
      dueDate: '2026-12-08',
      workingDaysLeft: 10,
      repairDueDate: '2026-11-27',
    });
    expect((await app.readCase(desk, id)).dueDate).toBe('2026-12-08');
    await app.sweep();
    const page = await app.citizen.page(new URL(filed.links.tracking).pathname);
    expect(page.status).toBeLessThan(500);
    const { timeline, documents } = await app.track(filed);
    expect(timeline.find(({ event }) => event === 'declared-incomplete')?.text).toContain('tetap berjalan');
    const letter = documents.find(({ kind }) => kind === 'incomplete-notice');
    const { text } = readPdf(Buffer.from(await (await fetch(String(letter?.url))).arrayBuffer()));
    expect(text.replaceAll('\u00a0', ' ')).toMatch(
      /tidak menunda batas jawaban, yaitu\s+Selasa, 8\s+Desember\s+2026/u,
    );
    await app.setClock('2026-11-26T10:00:00+09:00');
    expectStatus(await app.citizenAct(filed, 'complete', { text: 'Tahun 2025.', fileIds: [] }), 200);
    expect(await app.track(filed)).toMatchObject({ status: 'processing', dueDate: '2026-12-08' });
    expect(await openRows(id, 'reply')).toEqual([{ day: '2026-12-09' }]);
    await app.passTo('2026-12-09T00:30:00+09:00');
    expect((await events(app, filed)).filter((event) => event === 'reply-lapsed')).toHaveLength(1);
  });

  it('opens the right to object when the term passes while the letter is still on its way', async () => {
    const desk = await app.signIn('desk');
    const body = {
      ...requestBody({ delivery: 'pickup' }),
      channel: 'counter',
      requester: { ...requestBody().requester, email: null, phone: '081234567890' },
    };
    const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
    const id = await idOf(app, filed);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    const [task] = await app.sql<{ id: string }>(
      `SELECT id FROM tasks WHERE case_id = $1 AND facts->>'mail' = 'needs-completing'`,
      [id],
    );
    const path = `/petugas/tugas/${String(task?.id)}/cetak`;
    const posted = { cara: 'post', hari: '24', bulan: '11', tahun: '2026' };
    const page = await desk.page(path);
    expect((await desk.submit(path, { ...hiddenFields(page.text, 'cetak'), ...posted })).status).toBe(303);
    await app.passTo('2026-12-09T00:30:00+09:00');
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({
      status: 'incomplete',
      overdue: true,
      rights: { objectionUntil: '2027-01-25' },
      preparedObjection: { grounds: ['c'] },
    });
    expectStatus(await app.citizenAct(filed, 'object', { prepared: true }), 201);
    expect((await app.track(filed)).objection).toMatchObject({ status: 'open', grounds: ['c'] });
    // The repair comes after all: the silence has happened, and no second clock begins.
    expectStatus(
      await app.citizenAct(filed, 'complete', {
        text: 'Ini NIK saya.',
        fileIds: [],
        requester: { nationalId: '8171030205650007' },
      }),
      200,
    );
    await app.sweep();
    expect(await openRows(id, 'reply')).toEqual([]);
    expect((await events(app, filed)).filter((event) => event === 'reply-lapsed')).toHaveLength(1);
  });

  it('is no way to object while the clock stands still in the default', async () => {
    await load({});
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    await app.mustAct(desk, await idOf(app, filed), 'declare-incomplete', {
      missing: ['description'],
      note: 'Sebutkan tahunnya.',
    });
    expect((await app.track(filed)).dueDate).toBeNull();
    const objected = await app.citizenAct(filed, 'object', {
      grounds: ['c'],
      story: 'Belum ada jawaban sampai hari ini.',
      fileIds: [],
    });
    expect(noOf(objected)).toEqual([409, 'ground-not-open']);
  });
});

describe('the earlier date where readings differ', () => {
  it('stands beside the windows of objection and commission', async () => {
    await load({});
    const world = new ObjectionWorld(app);
    const desk = await app.signIn('desk');
    const filed = await world.answered();
    const id = await idOf(app, filed);
    const shown = (html: string): string => html.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');
    expect((await app.track(filed)).rights.objectionUntil).toBe('2027-01-11');
    // 24 December worked, and the day of receipt counted.
    expect(shown((await desk.page(`/petugas/kasus/${id}`)).text)).toContain('tanggal aman Kam 7 Jan');
    const { objectionNumber } = await world.mustFile(filed, ['d']);
    await app.setClock('2026-12-21T09:00:00+09:00');
    const reply = { outcome: 'upheld', reasons: 'Jawaban sudah sesuai permintaan.', order: null };
    const answered = await world.mustAct(['superior'], objectionNumber, 'reply', reply);
    expect(answered.commissionUntil).toBe('2027-01-14');
    const page = await desk.page(`/petugas/keberatan/${answered.id}`);
    expect(shown(page.text)).toContain('Tanggal aman Sel 12 Jan');
  });
});

describe('D8 superior-and-mayor: an exemption needs the mayor beside the superior', () => {
  it('keeps the consent back until the approval is there, and prints both', async () => {
    await load({ exemptionApprover: 'superior-and-mayor' });
    const { id, officer, superior, filed } = await refusalCase(app);
    await app.mustAct(officer, id, 'propose-refusal', FULL);
    const alone = await app.act(superior, id, 'consent');
    expect(alone.status).toBe(422);
    expect((alone.body as unknown as Problem).errors?.map(({ field }) => field)).toEqual([
      'approvalNumber',
      'approvedOn',
    ]);
    const future = { approvalNumber: '180/11/2026', approvedOn: '2026-11-25' };
    expect((await app.act(superior, id, 'consent', future)).status).toBe(422);
    const early = { ...future, approvedOn: '2026-11-23' };
    expect((await app.act(superior, id, 'consent', early)).status).toBe(422);
    expect((await app.track(filed)).status).toBe('processing');
    const both = { approvalNumber: '180/11/2026', approvedOn: '2026-11-24' };
    expect((await app.mustAct(superior, id, 'consent', both)).status).toBe('closed_refused');
    const [decree] = await app.sql(
      'SELECT approval_number, approved_on::text FROM exemption_decrees ORDER BY at DESC LIMIT 1',
    );
    expect(decree).toEqual({ approval_number: '180/11/2026', approved_on: '2026-11-24' });
  });
});

describe('D9 never: waiting for payment stops nothing', () => {
  it('takes no notice that says so, and T6 passes on its day with the cost unpaid', async () => {
    await load({ paymentPausesDelivery: 'never' });
    const officer = await app.signIn('officer', 'disdik');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await idOf(app, filed);
    const grant = {
      form: 'hardcopy',
      cost: { copy: 20_000, delivery: 0, other: 0 },
      provideOn: '2026-11-30',
      fileIds: [],
      explanation: 'Salinan diambil di loket.',
    };
    const paused = await app.act(officer, id, 'grant', { ...grant, pauseUntilPaid: true });
    expect(paused.status).toBe(422);
    expect((paused.body as unknown as Problem).errors?.map(({ field }) => field)).toEqual(['pauseUntilPaid']);
    await app.mustAct(officer, id, 'grant', grant);
    expect(await openRows(id, 'delivery')).toEqual([{ day: '2026-12-01' }]);
    await app.passTo('2026-12-01T00:30:00+09:00');
    expect(await events(app, filed)).toContain('delivery-lapsed');
    const objected = await app.citizenAct(filed, 'object', {
      grounds: ['e', 'g'],
      story: 'Salinan belum disediakan pada hari yang dijanjikan.',
      fileIds: [],
    });
    expect(objected.status).toBe(201);
  });
});

describe('D10 superior: nobody else decides an objection', () => {
  it('offers and takes no delegate, and the superior who consented decides with a warning', async () => {
    await load({ objectionDecider: 'superior' });
    const world = new ObjectionWorld(app);
    const { id, officer, superior, filed } = await refusalCase(app, 'disdik');
    await app.mustAct(officer, id, 'propose-refusal', FULL);
    await app.mustAct(superior, id, 'consent');
    const { objectionNumber } = await world.mustFile(filed, ['a']);
    const seen = await world.read(objectionNumber);
    expect(seen.deciderConsented).toBe(true);
    expect(seen.actions).toEqual(['reply']);
    const [supervisor] = await app.sql<{ id: string }>(
      `SELECT id FROM staff WHERE 'supervisor' = ANY (roles)`,
    );
    const delegated = await world.act(['superior'], objectionNumber, 'delegate', { staffId: supervisor?.id });
    expect(noOf(delegated)).toEqual([409, 'not-in-this-state']);
    const reply = { outcome: 'upheld', reasons: 'Data pribadi warga tetap dikecualikan.', order: null };
    expect(await world.mustAct(['superior'], objectionNumber, 'reply', reply)).toMatchObject({
      status: 'answered',
      delegate: null,
    });
    const stage = await app.sql('SELECT as_delegate FROM objection_replies ORDER BY at DESC LIMIT 1');
    expect(stage).toEqual([{ as_delegate: false }]);
  });
});

describe('D19 desk: the agency prepares, the desk sends', () => {
  it('refuses the notice of the officer in charge and takes that of the desk', async () => {
    const officer = await deskAnswers.signIn('officer', 'disdik');
    const desk = await deskAnswers.signIn('desk');
    const filed = await deskAnswers.fileRequest({ agency: 'disdik' });
    await deskAnswers.sweep();
    const id = await idOf(deskAnswers, filed);
    await deskAnswers.mustAct(officer, id, 'itemise', {
      items: [{ text: 'Rincian belanja' }, { text: 'Daftar penerima' }],
    });
    const extension = { reasons: ['statusUndecided'], explanation: 'Status dokumen masih diperiksa.' };
    const notHeld = { holder: 'Dinas Pendidikan Provinsi Maluku' };
    for (const [act, body] of [
      ['extend', extension],
      ['answer-not-held', notHeld],
      ['propose-refusal', FULL],
    ] as const) {
      const answer = await deskAnswers.act(officer, id, act, body);
      expect(noOf(answer)).toEqual([403, 'not-your-role']);
      expect(answer.body).toMatchObject({ reason: 'desk-sends' });
    }
    const offered = (await deskAnswers.readCase(officer, id)).actions;
    for (const act of ['extend', 'grant', 'answer-not-held', 'propose-refusal'])
      expect(offered).not.toContain(act);
    expect((await deskAnswers.readCase(desk, id)).actions).toContain('answer-not-held');
    await deskAnswers.mustAct(desk, id, 'extend', extension);
    expect((await deskAnswers.track(filed)).dueDate).toBe('2026-12-17');
    await deskAnswers.mustAct(desk, id, 'answer-not-held', notHeld);
    expect((await deskAnswers.track(filed)).status).toBe('closed_not_held');
  });
});
