import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { Formats } from '../../src/platform/views/formats.js';
import { trackedPage } from '../rules/explained-page.js';
import { hiddenFields } from '../workspace/office.js';
import { codeOf, fieldsOf, granting, ObjectionWorld, REASONS } from './objection-world.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const SUPERIOR = ['superior'] as const;
const DESK = ['desk'] as const;
const OFFICER = ['officer', 'disdik'] as const;

const upheld = { outcome: 'upheld', reasons: REASONS, order: null };
const mailsAbout = async (number: string, words: string) =>
  (await app.mails()).filter(({ subject, text }) => subject.includes(number) && text.includes(words));
const events = async (filed: FiledRequest) => (await app.track(filed)).timeline.map(({ event }) => event);

describe('the reply', () => {
  let filed: FiledRequest;
  let number = '';

  beforeAll(async () => {
    filed = await world.answered();
    number = (await world.mustFile(filed, ['e', 'd'])).objectionNumber;
  }, 120_000);

  it('must be whole', async () => {
    const wrong = async (body: Record<string, unknown>) =>
      fieldsOf(await world.act(SUPERIOR, number, 'reply', body));
    expect(await wrong({})).toEqual(['outcome', 'reasons']);
    expect(await wrong({ ...upheld, reasons: '  ' })).toEqual(['reasons']);
    expect(await wrong({ ...upheld, outcome: 'refused' })).toEqual(['outcome']);
    expect(await wrong({ outcome: 'granted', reasons: REASONS })).toEqual(['order']);
    expect(await wrong(granting('2026-11-23'))).toEqual(['order.carryOutBy']);
    expect(await wrong(granting('2027-02-30'))).toEqual(['order.carryOutBy']);
    expect(await wrong(granting('besok'))).toEqual(['order.carryOutBy']);
    const noDay = await world.act(SUPERIOR, number, 'reply', granting('2027-02-30'));
    expect(noDay.body).toMatchObject({ errors: [{ field: 'order.carryOutBy', code: 'wrong-date' }] });
    expect(await wrong({ ...granting('2026-12-11'), outcome: 'upheld' })).toEqual(['order.text']);
    expect(await wrong({ ...upheld, more: 1 })).toEqual(['more']);
    expect((await world.read(number)).status).toBe('open');
  });

  it('is the superior’s alone, with the version that was seen', async () => {
    for (const who of [DESK, OFFICER, ['supervisor'] as const])
      expect((await world.act(who, number, 'reply', upheld)).status).toBe(403);
    expect((await world.act(['officer', 'disdukcapil'], number, 'reply', upheld)).status).toBe(404);
    const stale = await world.act(SUPERIOR, number, 'reply', { ...upheld, version: 99 });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'stale']);
    const missing = await (
      await app.signIn('superior')
    ).post('/api/v1/objections/01890000-0000-7000-8000-000000000000/reply', upheld);
    expect(missing.status).toBe(422);
  });

  it('closes T8, opens T10 with its last day, and leaves the request as it was', async () => {
    const before = await app.track(filed);
    await app.setClock('2026-12-21T09:00:00+09:00');
    const answer = await world.mustAct(SUPERIOR, number, 'reply', {
      ...granting('2027-01-06', 'partlyGranted'),
      letterNumber: '17/KB/ATASAN-PPID/XII/2026',
    });
    expect(answer).toMatchObject({ status: 'answered', commissionUntil: '2027-01-14', actions: [] });
    expect(answer.reply).toMatchObject({ outcome: 'partlyGranted', asDelegate: false });
    const tracked = await app.track(filed);
    expect([tracked.status, tracked.outcome]).toEqual([before.status, before.outcome]);
    expect(tracked.objection).toMatchObject({ number, status: 'answered', commissionUntil: '2027-01-14' });
    expect(tracked.rights.commissionUntil).toBe('2027-01-14');
    const rows = await app.sql<{ kind: string; outcome: string | null }>(
      `SELECT kind, outcome FROM due_rows WHERE objection_id = $1 AND kind IN
         ('objection-reply', 'commission-window', 'order-execution') ORDER BY kind`,
      [answer.id],
    );
    expect(rows).toEqual([
      { kind: 'commission-window', outcome: null },
      { kind: 'objection-reply', outcome: 'stopped' },
      { kind: 'order-execution', outcome: null },
    ]);
    const again = await world.act(SUPERIOR, number, 'reply', upheld);
    expect([again.status, codeOf(again)]).toEqual([409, 'not-in-this-state']);
    for (const act of ['settle', 'withdraw']) {
      const late = await world.act(DESK, number, act, { record: 'Kedua pihak sepakat untuk menyudahi.' });
      expect(late.status).toBe(act === 'settle' ? 409 : 422);
    }
  });

  it('goes out as letter and mails, with the person on the letter and nowhere else', async () => {
    await app.sweep();
    const { documents } = await app.track(filed);
    const letter = documents.find(({ kind }) => kind === 'objection-reply');
    expect(letter).toMatchObject({ type: 'application/pdf' });
    const pdf = await fetch(String(letter?.url));
    expect(pdf.status).toBe(200);
    const [row] = await app.sql<{ number: string; facts: unknown }>(
      `SELECT number, facts FROM letters WHERE kind = 'objection-reply'`,
    );
    expect(row?.number).toBe('17/KB/ATASAN-PPID/XII/2026');
    expect(JSON.stringify(row?.facts)).not.toContain('Latuconsina');
    expect(row?.facts).toMatchObject({ grounds: ['d', 'e'] });
    const [told] = await mailsAbout(number, '14 Januari 2027');
    expect(told?.subject).toBe(`Tanggapan keberatan ${number}`);
    expect(told?.text).toContain('Pelaksanaan paling lambat Rabu, 6 Januari 2027');
    const orders = await mailsAbout(number, 'memerintahkan');
    expect(orders.map(({ to }) => to)).toEqual([app.account('officer', 'disdik').email]);
  });

  it('is carried out by the officer in charge: the request is granted, the objection waits for T10', async () => {
    const explanation = 'Salinan telah disusun dan dikirim kepada pemohon.';
    const done = { explanation, fileIds: [await world.copy()] };
    expect((await world.act(SUPERIOR, number, 'carry-out', done)).status).toBe(403);
    expect((await world.act(['officer', 'disdukcapil'], number, 'carry-out', done)).status).toBe(404);
    expect(fieldsOf(await world.act(OFFICER, number, 'carry-out', { explanation: ' ' }))).toEqual([
      'explanation',
    ]);
    await app.setClock('2027-01-04T09:00:00+09:00');
    const after = await world.mustAct(OFFICER, number, 'carry-out', done);
    expect(after).toMatchObject({
      status: 'answered',
      order: { carriedOutOn: '2027-01-04', overdue: false },
    });
    expect(await app.track(filed)).toMatchObject({
      status: 'closed_granted_partial',
      outcome: 'granted_partial',
    });
    expect((await events(filed)).filter((event) => event === 'carried-out')).toHaveLength(1);
    const again = await world.act(OFFICER, number, 'carry-out', done);
    expect([again.status, codeOf(again)]).toEqual([409, 'not-in-this-state']);
    await app.sweep();
    expect(await mailsAbout(number, 'telah melaksanakan')).toHaveLength(1);
  });

  it('is final when the window has passed, the request when that to what was given has passed too', async () => {
    await app.passTo('2027-01-08T08:05:00+09:00');
    expect((await mailsAbout(number, 'segera berakhir')).map(({ subject }) => subject)).toEqual([
      `Sengketa atas ${number} sampai 14 Jan 2027`,
    ]);
    await app.passTo('2027-01-14T23:59:00+09:00');
    expect((await app.track(filed)).objection?.status).toBe('answered');
    await app.passTo('2027-01-15T00:01:00+09:00');
    const tracked = await app.track(filed);
    expect([tracked.objection?.status, tracked.status]).toEqual(['final', 'closed_granted_partial']);
    await app.passTo(`${String(tracked.rights.objectionUntil)}T23:59:59+09:00`);
    await app.advance('PT1H');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('final');
    expect(
      (await world.act(OFFICER, number, 'carry-out', { explanation: 'Sudah dikirim lagi.' })).status,
    ).toBe(409);
  });
});

describe('silence of the superior', () => {
  it('leaves the duty: an answer after it starts T10 anew', async () => {
    await app.setClock('2027-02-01T09:00:00+09:00');
    const filed = await world.answered();
    const { objectionNumber: number, replyDueDate } = await world.mustFile(filed, ['e']);
    await app.passTo(`${replyDueDate}T23:59:30+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    const silent = await world.read(number);
    expect(silent.status).toBe('silent');
    expect(silent.actions).toEqual(['delegate', 'reply', 'settle']);
    await app.advance('P5D');
    const answered = await world.mustAct(SUPERIOR, number, 'reply', upheld);
    expect(answered.status).toBe('answered');
    expect(String(answered.commissionUntil) > String(silent.commissionUntil)).toBe(true);
    await app.passTo(`${String(silent.commissionUntil)}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await world.read(number)).status).toBe('answered');
    await app.passTo(`${String(answered.commissionUntil)}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).objection?.status).toBe('final');
  });
});

describe('an order that nobody carries out', () => {
  let filed: FiledRequest;
  let number = '';
  let order = '';

  it('escalates and opens grounds e and g anew', async () => {
    await app.setClock('2027-06-01T09:00:00+09:00');
    filed = await world.answered();
    number = (await world.mustFile(filed, ['d'])).objectionNumber;
    order = '2027-06-09';
    await world.mustAct(SUPERIOR, number, 'reply', granting(order));
    const early = await world.file(filed, {
      grounds: ['g'],
      story: 'Perintah Atasan PPID belum dilaksanakan.',
    });
    expect([early.status, codeOf(early)]).toEqual([409, 'ground-not-open']);
    await app.passTo('2027-06-09T08:05:00+09:00');
    expect(await mailsAbout(number, 'belum dilaksanakan')).not.toHaveLength(0);
    await app.passTo('2027-06-10T00:01:00+09:00');
    const overdue = await mailsAbout(number, 'sudah lewat');
    expect(new Set(overdue.map(({ to }) => to))).toEqual(
      new Set([
        app.account('officer', 'disdik').email,
        app.account('supervisor').email,
        app.account('superior').email,
      ]),
    );
    const tracked = await app.track(filed);
    expect(tracked.timeline.find(({ event }) => event === 'order-lapsed')?.at).toBe(
      '2027-06-09T15:00:00.000Z',
    );
    expect(String(tracked.rights.objectionUntil) > order).toBe(true);
    expect((await world.read(number)).order).toMatchObject({ overdue: true });
    await world.mustFile(filed, ['e', 'g']);
  });

  it('keeps the objection open past T10 until it is done', async () => {
    await app.passTo('2027-09-01T09:00:00+09:00');
    expect((await world.read(number)).status).toBe('answered');
    const explanation = 'Salinan diserahkan, terlambat dari batas perintah.';
    const done = { explanation, fileIds: [await world.copy()] };
    expect(await world.mustAct(OFFICER, number, 'carry-out', done)).toMatchObject({ status: 'final' });
    expect((await app.track(filed)).status).toBe('closed_granted');
  });
});

describe('an order about cost or time alone', () => {
  const order = (text: string) => ({
    outcome: 'granted',
    reasons: 'Keberatan beralasan.',
    order: { text, carryOutBy: '2027-10-29' },
  });

  it('on the cost leaves the grant to be paid and handed over', async () => {
    await app.setClock('2027-10-04T09:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn('desk'), id, 'grant', {
      form: 'hardcopy',
      cost: { copy: 90_000, delivery: 0, other: 0 },
      provideOn: '2027-11-05',
    });
    const { objectionNumber: number } = await world.mustFile(filed, ['f']);
    await world.mustAct(SUPERIOR, number, 'reply', order('Turunkan biaya salinan.'));
    const explanation = 'Biaya kini Rp30.000.';
    const more = await world.act(OFFICER, number, 'carry-out', { explanation, cost: 90_001 });
    expect(fieldsOf(more)).toEqual(['cost']);
    const done = await world.mustAct(OFFICER, number, 'carry-out', { explanation, cost: 30_000 });
    expect(done.order?.carriedOutOn).not.toBeNull();
    expect((await app.track(filed)).status).toBe('granted_open');
    expect(await app.sql('SELECT 1 FROM deliveries WHERE case_id = $1', [id])).toEqual([]);
    const desk = await app.signIn('desk');
    const tooMuch = await app.act(desk, id, 'record-payment', { amount: 90_000, method: 'cash' });
    expect(fieldsOf(tooMuch)).toEqual(['amount']);
    const paid = await app.mustAct(desk, id, 'record-payment', { amount: 30_000, method: 'cash' });
    expect(paid.status).toBe('granted_open');
    const handed = { channel: 'pickup', deliveredOn: '2027-10-04' };
    expect((await app.mustAct(desk, id, 'deliver', handed)).status).toBe('closed_granted');
  });

  it('on the time leaves the answer as it was', async () => {
    await app.setClock('2027-10-04T09:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo(`${filed.dueDate}T23:59:30+09:00`);
    await app.advance('P1D');
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const holder = { holder: 'Pemerintah Provinsi Maluku' };
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', holder);
    const { objectionNumber: number } = await world.mustFile(filed, ['g']);
    await world.mustAct(SUPERIOR, number, 'reply', order('Sampaikan penjelasan keterlambatan.'));
    await world.mustAct(OFFICER, number, 'carry-out', { explanation: 'Penjelasan sudah dikirim.' });
    expect(await app.track(filed)).toMatchObject({ status: 'closed_not_held', outcome: 'not_held' });
  });

  it('is not needed: a delay is acknowledged, also a silence that the notice has ended', async () => {
    await app.setClock('2027-10-04T09:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const acknowledged = { outcome: 'granted', reasons: 'Keterlambatan diakui.', order: null };
    await app.passTo(`${filed.dueDate}T23:59:30+09:00`);
    await app.advance('P1D');
    await app.sweep();
    const { objectionNumber: silence } = await world.mustFile(filed, ['c']);
    expect(fieldsOf(await world.act(SUPERIOR, silence, 'reply', acknowledged))).toEqual(['order']);
    const id = await app.caseId(filed.registerNumber);
    const holder = { holder: 'Pemerintah Provinsi Maluku' };
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', holder);
    const { objectionNumber: delay } = await world.mustFile(filed, ['g']);
    for (const number of [silence, delay]) {
      const { status, order } = await world.mustAct(SUPERIOR, number, 'reply', acknowledged);
      expect([status, order]).toEqual(['answered', null]);
    }
  });
});

describe('settling and withdrawing', () => {
  const record = 'Kedua pihak sepakat: PPID mengirim ulang jawaban dalam lima hari kerja.';

  it('is by agreement for b to g, by superior or desk, with a record', async () => {
    await app.setClock('2027-10-04T09:00:00+09:00');
    const filed = await world.answered();
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    expect((await world.act(OFFICER, number, 'settle', { record })).status).toBe(403);
    expect(fieldsOf(await world.act(DESK, number, 'settle', {}))).toEqual(['record']);
    expect(await world.mustAct(DESK, number, 'settle', { record })).toMatchObject({ status: 'settled' });
    expect((await app.track(filed)).status).toBe('closed_not_held');
    expect(await events(filed)).toContain('objection-settled');
    await app.sweep();
    expect((await mailsAbout(number, 'selesai dengan musyawarah')).length).toBe(1);
    // The right to object lives on: another ground of the same notice, and in the end the request is final.
    await world.mustFile(filed, ['e']);
    // What was settled is settled.
    const again = await app.citizenAct(filed, 'object', {
      grounds: ['d'],
      story: 'Jawaban ini tetap bukan yang saya minta.',
      fileIds: [],
    });
    expect([again.status, codeOf(again)]).toEqual([409, 'ground-not-open']);
  });

  it('opens the ground again where the agreed day passes, and keeps the request from becoming final', async () => {
    await app.setClock('2027-10-04T09:00:00+09:00');
    const filed = await world.answered();
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    expect(
      fieldsOf(await world.act(SUPERIOR, number, 'settle', { record, carryOutBy: '2027-10-01' })),
    ).toEqual(['carryOutBy']);
    const until = async () => String((await app.track(filed)).rights.objectionUntil);
    const before = await until();
    await world.mustAct(SUPERIOR, number, 'settle', { record, carryOutBy: '2027-10-11' });
    expect(await until()).toBe(before);
    const again = {
      grounds: ['d'],
      story: 'Yang disepakati tidak dilaksanakan.',
      fileIds: [],
    };
    await app.setClock('2027-10-11T20:00:00+09:00');
    expect((await app.citizenAct(filed, 'object', again)).status).toBe(409);
    await app.passTo('2027-10-12T08:00:00+09:00');
    await app.sweep();
    expect((await until()) > before).toBe(true);
    expect((await app.citizenAct(filed, 'object', again)).status).toBe(201);
    await app.setClock('2027-10-04T09:00:00+09:00');
  });

  it('does not hide the way to the commission that an earlier one has opened', async () => {
    await app.setClock('2027-10-12T08:00:00+09:00');
    const filed = await world.answered();
    const { objectionNumber: first } = await world.mustFile(filed, ['d']);
    const { commissionUntil } = await world.mustAct(SUPERIOR, first, 'reply', upheld);
    const { objectionNumber: second } = await world.mustFile(filed, ['e']);
    const tracked = await app.track(filed);
    expect(tracked.objection).toMatchObject({ number: second, status: 'open', commissionUntil: null });
    expect(tracked.objections.map(({ number }) => number)).toEqual([second, first]);
    expect(tracked.rights.commissionUntil).toBe(commissionUntil);
    const page = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    expect(page).toContain(first);
    expect(page).toContain(second);
    expect(page).toContain('Komisi Informasi');
    expect(page).toContain(new Formats('id').date(String(commissionUntil)));
    await app.setClock('2027-10-04T09:00:00+09:00');
  });

  it('falls away when the request is withdrawn', async () => {
    const filed = await app.fileRequest();
    await app.setClock('2027-10-25T09:00:00+09:00');
    await app.sweep();
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    expectStatus(await app.citizenAct(filed, 'withdraw', { reason: 'Sudah tidak perlu.' }), 200);
    expect(await world.read(number, 'desk')).toMatchObject({ status: 'withdrawn', actions: [] });
    expect(await events(filed)).toContain('objection-withdrawn');
    await app.sweep();
    expect((await mailsAbout(number, 'dicabut')).length).toBe(1);
    const open = await app.sql(
      `SELECT 1 FROM due_rows d JOIN objections o ON o.id = d.objection_id
       WHERE o.register_number = $1 AND d.done_at IS NULL`,
      [number],
    );
    expect(open).toEqual([]);
    await app.setClock('2027-10-04T09:00:00+09:00');
  });

  it('never is for a refusal on article 17', async () => {
    const filed = await world.answered();
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    await app.sql(`UPDATE objections SET grounds = '{a,d}' WHERE register_number = $1`, [number]);
    const no = await world.act(SUPERIOR, number, 'settle', { record });
    expect([no.status, codeOf(no)]).toEqual([409, 'ground-not-open']);
    expect((await world.read(number, 'desk')).actions).toEqual(['withdraw']);
  });

  it('is not the office’s any more once the commission has it', async () => {
    const filed = await app.fileRequest();
    await app.passTo('2027-10-25T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await app.passTo('2027-12-08T09:00:00+09:00');
    expect(await world.read(number, 'desk')).toMatchObject({
      status: 'silent',
      actions: ['settle', 'withdraw'],
    });
    const page = { number: filed.registerNumber, code: filed.trackingCode };
    expect(await trackedPage(app, page)).toContain('/permohonan-saya/keberatan/cabut');
    const dispute = {
      objectionNumber: number,
      commissionNumber: '013/REG-PSI/XII/2027',
      filedOn: '2027-12-08',
    };
    const desk = await app.signIn('desk');
    expectStatus(await desk.post('/api/v1/disputes', dispute, { key: randomUUID() }), 201);
    expect(await world.read(number, 'desk')).toMatchObject({ status: 'silent', actions: [] });
    expect((await world.read(number)).actions).toEqual(['delegate', 'reply']);
    const own = { registerNumber: number, trackingCode: filed.trackingCode, reason: 'Sudah tidak perlu.' };
    for (const answer of [
      await world.act(SUPERIOR, number, 'settle', { record }),
      await world.act(DESK, number, 'settle', { record }),
      await world.act(DESK, number, 'withdraw', { reason: 'Surat pemohon diterima di loket' }),
      await app.citizen.post('/api/v1/tracking/withdraw', own),
    ])
      expect([answer.status, codeOf(answer)]).toEqual([409, 'not-in-this-state']);
    expect(await trackedPage(app, page)).not.toContain('/permohonan-saya/keberatan/cabut');
    await app.setClock('2027-10-04T09:00:00+09:00');
  });

  it.each(['settled', 'withdrawn'] as const)('leaves no way to the commission open: %s', async (how) => {
    await app.setClock('2027-10-04T09:00:00+09:00');
    const filed = await app.fileRequest();
    await app.passTo('2027-10-25T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await app.passTo('2027-12-08T09:00:00+09:00');
    const until = String((await app.track(filed)).rights.commissionUntil);
    expect(until).toMatch(/^2027-12-/u);
    const page = { number: filed.registerNumber, code: filed.trackingCode };
    const row = /<dt>Komisi Informasi[^<]*<\/dt>/u;
    expect(await trackedPage(app, page)).toMatch(row);
    await (how === 'settled'
      ? world.mustAct(SUPERIOR, number, 'settle', { record })
      : world.mustAct(DESK, number, 'withdraw', { reason: 'Surat pemohon diterima di loket' }));
    const { rights, objection, objections } = await app.track(filed);
    expect(rights.commissionUntil).toBeNull();
    expect([objection, ...objections]).toEqual([
      expect.objectContaining({ number, status: how, commissionUntil: null }),
      expect.objectContaining({ number, status: how, commissionUntil: null }),
    ]);
    expect(await trackedPage(app, page)).not.toMatch(row);
    expect((await world.read(number)).commissionUntil).toBeNull();
    const shown = await (await app.signIn('superior')).page(`/pengawas/keberatan/${await world.id(number)}`);
    expect([shown.status, shown.text.includes(new Formats('id').date(until))]).toEqual([200, false]);
    await app.setClock('2027-10-04T09:00:00+09:00');
  });

  it('is withdrawn by the desk on paper, or by the requester with the objection’s number', async () => {
    const filed = await world.answered();
    const first = await world.mustFile(filed, ['d']);
    expect((await world.act(SUPERIOR, first.objectionNumber, 'withdraw')).status).toBe(403);
    expect(fieldsOf(await world.act(DESK, first.objectionNumber, 'withdraw', {}))).toEqual(['reason']);
    await world.mustAct(DESK, first.objectionNumber, 'withdraw', {
      reason: 'Surat pemohon diterima di loket',
    });
    expect((await app.track(filed)).objection?.status).toBe('withdrawn');
    const second = await world.mustFile(filed, ['d']);
    const own = { registerNumber: second.objectionNumber, trackingCode: filed.trackingCode };
    const answer = await app.citizen.post<{ status: string; objection: { status: string } }>(
      '/api/v1/tracking/withdraw',
      { ...own, reason: 'Sudah saya terima' },
    );
    expect(expectStatus(answer, 200)).toMatchObject({
      status: 'closed_not_held',
      objection: { status: 'withdrawn' },
    });
    const { rights } = await app.track(filed);
    await app.passTo(`${String(rights.objectionUntil)}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('final');
  });
});

describe('a delegate', () => {
  it('answers in the superior’s stead, and the superior who consented is warned', async () => {
    await app.setClock('2028-01-10T09:00:00+09:00');
    const filed = await world.answered();
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    const caseId = await app.caseId(filed.registerNumber);
    const idOf = async (email: string): Promise<string> =>
      (await app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [email]))[0]?.id ?? '';
    const superior = await idOf(app.account('superior').email);
    const delegate = await idOf(app.account('officer', 'disdukcapil').email);
    const answerer = await idOf(app.account('officer', 'disdik').email);
    expect((await world.read(number)).deciderConsented).toBe(false);
    await app.sql(
      `INSERT INTO audit (stream, seq, case_id, event, actor_kind, actor_id, agency_code, visible_to, effective_at,
         recorded_at, facts, previous_hash, hash)
       VALUES ('test', 1, $1, 'consented', 'staff', $2, null, 'system', now(), now(), '{}', '\\x00', '\\x00')`,
      [caseId, superior],
    );
    expect((await world.read(number)).deciderConsented).toBe(true);
    for (const staffId of [superior, answerer]) {
      const no = await world.act(SUPERIOR, number, 'delegate', { staffId });
      expect([no.status, codeOf(no)]).toEqual([409, 'same-person']);
    }
    expect(fieldsOf(await world.act(SUPERIOR, number, 'delegate', { staffId: caseId }))).toEqual(['staffId']);
    expect((await world.act(['officer', 'disdukcapil'], number, 'reply', upheld)).status).toBe(404);
    const named = await world.mustAct(SUPERIOR, number, 'delegate', { staffId: delegate });
    expect(named.delegate?.id).toBe(delegate);
    await app.sweep();
    expect(
      (await mailsAbout(number, 'putuskan')).some(
        ({ to }) => to === app.account('officer', 'disdukcapil').email,
      ),
    ).toBe(true);
    const seen = await world.read(number, 'officer', 'disdukcapil');
    expect(seen.actions).toEqual(['reply']);
    const answered = await world.mustAct(['officer', 'disdukcapil'], number, 'reply', upheld);
    expect(answered.reply?.asDelegate).toBe(true);
    const [letter] = await app.sql<{ frame: { signer: { office: string } } }>(
      `SELECT frame FROM letters WHERE objection_id = $1`,
      [answered.id],
    );
    expect(letter?.frame.signer.office).toBe('a.n. Atasan PPID');
  });
});

describe('an order to answer after silence', () => {
  async function orderedAfterSilence(grounds: string[], kind?: string, outcome = 'granted') {
    await app.setClock('2027-09-01T09:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo(`${filed.dueDate}T23:59:30+09:00`);
    await app.advance('P1D');
    await app.sweep();
    const { objectionNumber: number } = await world.mustFile(filed, grounds);
    await world.mustAct(SUPERIOR, number, 'reply', orderTo(kind, outcome));
    return { filed, number, id: await app.caseId(filed.registerNumber) };
  }

  const orderTo = (kind?: string, outcome = 'granted') => ({
    outcome,
    reasons: 'Permohonan tidak dijawab sampai batasnya.',
    order: { text: 'Jawab permohonan ini.', carryOutBy: '2027-09-30', ...(kind && { kind }) },
  });

  const HOLDER = { holder: 'Pemerintah Provinsi Maluku' };

  it.each(['c', 'g'])('on ground %s is carried out with its files: that is the notice', async (ground) => {
    const { filed, number, id } = await orderedAfterSilence([ground]);
    const explanation = 'Salinan lengkap diserahkan kepada pemohon.';
    const fileIds = [await world.copy()];
    const done = await world.mustAct(OFFICER, number, 'carry-out', { explanation, fileIds });
    expect(done).toMatchObject({ status: 'answered', order: { explanation, overdue: false } });
    expect(done.order?.carriedOutOn).not.toBeNull();
    expect(await app.track(filed)).toMatchObject({ status: 'closed_granted', outcome: 'granted_full' });
    const letters = await app.sql<{ kind: string }>(
      `SELECT kind FROM letters WHERE case_id = $1 AND kind = 'decision-notice'`,
      [id],
    );
    expect(letters).toHaveLength(1);
    const open = await app.sql(`SELECT kind FROM due_rows WHERE case_id = $1 AND outcome IS NULL`, [id]);
    expect(open.map(({ kind }) => kind).filter((kind) => /reply|delivery|order/u.test(String(kind)))).toEqual(
      [],
    );
    expect((await world.act(OFFICER, number, 'carry-out', { explanation, fileIds: [] })).status).toBe(409);
  });

  it('is carried out by any answer where it orders no more than that', async () => {
    const { filed, number, id } = await orderedAfterSilence(['c'], 'answer');
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, id, 'answer-not-held', HOLDER);
    const answered = await world.read(number);
    expect(answered.order).toMatchObject({ kind: 'answer', overdue: false });
    expect(answered.order?.carriedOutOn).not.toBeNull();
    expect((await app.track(filed)).outcome).toBe('not_held');
    await app.passTo('2027-10-01T00:00:30+09:00');
    await app.sweep();
    expect((await world.read(number)).order?.overdue).toBe(false);
    expect(await mailsAbout(number, 'belum dilaksanakan')).toEqual([]);
    expect(
      await app.sql(`SELECT outcome FROM due_rows WHERE kind = 'order-execution' AND case_id = $1`, [id]),
    ).toEqual([{ outcome: 'stopped' }]);
  });

  it('is not carried out by a refusal: T9 runs, and its end opens e and g', async () => {
    const { filed, number, id } = await orderedAfterSilence(['c']);
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, id, 'answer-not-held', HOLDER);
    const open = { kind: 'give', carriedOutOn: null, overdue: false };
    expect((await world.read(number)).order).toMatchObject(open);
    expect(await app.track(filed)).toMatchObject({ status: 'closed_not_held', turn: 'agency' });
    await app.passTo('2027-10-01T00:00:30+09:00');
    await app.sweep();
    expect((await world.read(number)).order?.overdue).toBe(true);
    expect(await mailsAbout(number, 'belum dilaksanakan')).not.toEqual([]);
    const { rights } = await app.track(filed);
    expect(rights.objectionUntil).toBe('2027-11-11');
    const again = await world.mustFile(filed, ['e', 'g']);
    expect(again.objectionNumber).not.toBe(number);
    const pdf = await app.citizen.upload(sampleFiles.pdf('Salinan'), 'salinan.pdf', 'application/pdf');
    const handed = { explanation: 'Salinan diserahkan.', fileIds: [String(pdf.body.fileId)] };
    expect((await world.mustAct(OFFICER, number, 'carry-out', handed)).order?.carriedOutOn).not.toBeNull();
    expect(await app.track(filed)).toMatchObject({ status: 'closed_granted', outcome: 'granted_full' });
  });

  it('to give a part is carried out by a grant of one: nobody is told that it is late', async () => {
    const { filed, number, id } = await orderedAfterSilence(['c'], undefined, 'partlyGranted');
    const officer = await app.signIn('officer', 'disdik');
    const items = [
      { text: 'Rincian penggunaan Dana BOS 2024' },
      { text: 'Rincian penggunaan Dana BOS 2025' },
    ];
    const made = (await app.mustAct(officer, id, 'itemise', { items })) as unknown as {
      items: { id: string }[];
    };
    const [first, second] = made.items.map((item) => item.id);
    const pdf = await app.citizen.upload(sampleFiles.pdf('Salinan'), 'salinan.pdf', 'application/pdf');
    await app.mustAct(officer, id, 'answer-not-held', { ...HOLDER, itemIds: [first] });
    expect((await world.read(number)).order?.carriedOutOn).toBeNull();
    await app.mustAct(officer, id, 'grant', {
      ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2027-09-30' },
      ...{ fileIds: [String(pdf.body.fileId)], explanation: '', itemIds: [second] },
    });
    expect((await app.track(filed)).outcome).toBe('granted_partial');
    expect((await world.read(number)).order?.carriedOutOn).not.toBeNull();
    expect(await mailsAbout(number, 'belum dilaksanakan')).toEqual([]);
  });

  it('may order no more than an answer on ground c alone, while there is none', async () => {
    const { filed, number: c, id } = await orderedAfterSilence(['c'], 'answer');
    const { objectionNumber: g } = await world.mustFile(filed, ['g']);
    expect(fieldsOf(await world.act(SUPERIOR, g, 'reply', orderTo('answer')))).toEqual(['order.kind']);
    expect(fieldsOf(await world.act(SUPERIOR, g, 'reply', orderTo('apa')))).toEqual(['order.kind']);
    expect((await world.read(c)).order?.kind).toBe('answer');
    const superior = await app.signIn('superior');
    const page = async (number: string) => superior.page(`/pengawas/keberatan/${await world.id(number)}`);
    expect((await page(g)).text).not.toContain('jenis-perintah');
    expect((await page(c)).text).toContain('Setiap pemberitahuan tertulis melaksanakannya');
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', HOLDER);
  });

  it('is chosen on the page of the superior, to give unless said otherwise', async () => {
    await app.setClock('2027-09-01T09:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo(`${filed.dueDate}T23:59:30+09:00`);
    await app.advance('P1D');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    const superior = await app.signIn('superior');
    const path = `/pengawas/keberatan/${await world.id(number)}`;
    const { text } = await superior.page(path);
    expect(text).toMatch(/name="jenis-perintah" value="give" checked/u);
    const typed = {
      ...hiddenFields(text, `${path}/periksa`),
      hasil: 'granted',
      uraian: 'Tidak dibantah.',
      perintah: 'Jawab.',
    };
    const day = { hari: '30', bulan: 'September', tahun: '2027' };
    const reply = { ...typed, ...day, 'jenis-perintah': 'answer' };
    const faulty = await superior.submit(`${path}/periksa`, { ...reply, uraian: '' });
    expect(faulty.text).toMatch(/name="jenis-perintah" value="answer" checked/u);
    expect((await superior.submit(`${path}/periksa`, reply)).status).toBe(303);
    const check = (await superior.page(`${path}/periksa`)).text;
    expect(check).toContain('Setiap pemberitahuan tertulis melaksanakannya');
    const sent = await superior.submit(`${path}/kirim`, hiddenFields(check, `${path}/kirim`));
    expect(sent.status).toBe(303);
    expect((await world.read(number)).order?.kind).toBe('answer');
  });
});
