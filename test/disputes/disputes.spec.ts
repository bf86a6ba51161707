import { randomUUID } from 'node:crypto';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus, type HttpClient, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { trackedPage } from '../rules/explained-page.js';
import { hiddenFields, submitFiles } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Dispute {
  readonly id: string;
  readonly status: string;
  readonly late: boolean;
  readonly premature: boolean;
  readonly version: number;
  readonly commissionStartDueDate: string;
  readonly commissionEndDueDate: string;
  readonly furtherStepUntil: string | null;
  readonly steps: readonly { event: string; order: { state: string } | null }[];
  readonly actions: readonly string[];
}

interface Objected extends FiledRequest {
  readonly objection: string;
  readonly id: string;
}

let supervisor: HttpClient;
let desk: HttpClient;
const cases: Objected[] = [];
const NOTICE = 'menjadi pemberitahuan tertulis kepada pemohon';

beforeAll(async () => {
  supervisor = await app.signIn('supervisor');
  desk = await app.signIn('desk');
  const filed = await Promise.all(Array.from({ length: 10 }, () => app.fileRequest({ agency: 'disdik' })));
  await app.passTo('2026-12-09T09:00:00+09:00');
  for (const one of filed) {
    const { objectionNumber } = expectStatus(
      await app.citizenAct<{ objectionNumber: string }>(one, 'object', { prepared: true }),
      201,
    );
    cases.push({ ...one, objection: objectionNumber, id: await app.caseId(one.registerNumber) });
  }
}, 120_000);

function objected(at: number): Objected {
  const found = cases[at];
  if (found === undefined) throw new Error(`no case ${String(at)}`);
  return found;
}

const open = (one: Objected, filedOn: string, key = randomUUID(), staff = supervisor) =>
  staff.post<Dispute & Problem>(
    '/api/v1/disputes',
    { objectionNumber: one.objection, commissionNumber: '012/REG-PSI/I/2027', filedOn },
    { key },
  );

async function paper(): Promise<string> {
  const kept = await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf('Putusan'), 'putusan.pdf', '');
  return expectStatus(kept, 201).fileId;
}

async function act(id: string, action: string, body: Readonly<Record<string, unknown>>) {
  const { version } = expectStatus(await supervisor.get<Dispute>(`/api/v1/disputes/${id}`), 200);
  return supervisor.post<Dispute & Problem>(
    `/api/v1/disputes/${id}/${action}`,
    { version, ...body },
    { key: randomUUID() },
  );
}

async function rule(
  id: string,
  action: string,
  decidedOn: string,
  order: { text: string; carryOutBy: string } | null = null,
) {
  return act(id, action, { decidedOn, order, fileId: await paper() });
}

async function read(id: string): Promise<Dispute> {
  return expectStatus(await supervisor.get<Dispute>(`/api/v1/disputes/${id}`), 200);
}

async function statusOf(one: Objected): Promise<{ objection: string; request: string }> {
  const [row] = await app.sql<{ objection: string; request: string }>(
    `SELECT o.status AS objection, c.status AS request FROM objections o JOIN cases c ON c.id = o.case_id
     WHERE o.register_number = $1`,
    [one.objection],
  );
  if (row === undefined) throw new Error('no objection');
  return row;
}

/** Orders of rulings as the annual report counts them. */
async function rulingOrders(): Promise<number> {
  const report = await supervisor.page(`/pengawas/laporan?tahun=${(await dayAfter(0)).slice(0, 4)}`);
  return Number(
    /Perintah: (\d+), dilaksanakan \d+\.<\/td>(?![\s\S]*Perintah: )/u.exec(report.text)?.[1] ?? Number.NaN,
  );
}

const ORDER = 'Serahkan rincian penggunaan Dana BOS kepada pemohon.';

describe('registering a dispute', () => {
  it('waits until the superior has answered or let the term pass', async () => {
    const early = await open(objected(0), '2026-12-09');
    expect([early.status, early.body.code]).toEqual([409, 'not-in-this-state']);
    await app.passTo('2027-01-27T09:00:00+09:00');
    await app.sql(`UPDATE objections SET status = 'settled' WHERE register_number = $1`, [
      objected(6).objection,
    ]);
    const settled = await open(objected(6), '2027-01-27');
    expect([settled.status, settled.body.code]).toEqual([409, 'not-in-this-state']);
  });

  it('stops T10 and names the days of the commission', async () => {
    const key = randomUUID();
    const first = await open(objected(0), '2027-01-27', key);
    const dispute = expectStatus(first, 201);
    expect(dispute).toMatchObject({ status: 'registered', late: false, version: 1 });
    expect(dispute.actions).toEqual(['mediation-agreed', 'ruling']);
    const terms = expectStatus(
      await app.citizen.get<{ dueDate: string }>('/api/v1/working-days?from=2027-01-27&count=14'),
      200,
    );
    expect(dispute.commissionStartDueDate).toBe(terms.dueDate);
    expect((await open(objected(0), '2027-01-27', key)).text).toBe(first.text);
    const again = await open(objected(0), '2027-01-27');
    expect([again.status, again.body.code]).toEqual([409, 'dispute-exists']);
    const rows = await app.sql<{ outcome: string }>(
      `SELECT outcome FROM due_rows WHERE kind = 'commission-window' AND case_id = $1`,
      [objected(0).id],
    );
    expect(rows).toEqual([{ outcome: 'stopped' }]);
    await app.sweep();
    const mails = await app.mails(app.account('officer', 'disdik').email);
    expect(mails.some(({ subject }) => subject.includes(objected(0).objection))).toBe(true);
  });

  it('shows it to the citizen', async () => {
    const tracked = await app.track(objected(0));
    expect(tracked).toMatchObject({
      dispute: { number: '012/REG-PSI/I/2027', status: 'registered', filedOn: '2027-01-27' },
    });
    expect(tracked.timeline.map(({ event }) => event)).toContain('dispute-opened');
    const { registerNumber, trackingCode } = objected(0);
    const page = await trackedPage(app, { number: registerNumber, code: trackingCode }, '/permohonan-saya');
    expect(page).toContain('012/REG-PSI/I/2027');
    // The way has been gone: until when it is open says nothing any more.
    expect(page).not.toMatch(/Anda dapat mengajukan sengketa|Hari terakhir ke Komisi/u);
  });

  it('tells what is wrong in its fields', async () => {
    const wrong = await supervisor.post<Problem>(
      '/api/v1/disputes',
      { objectionNumber: 'AMBON-K-2026-999999', commissionNumber: '1/2', filedOn: '2027-01-27' },
      { key: randomUUID() },
    );
    expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([422, ['objectionNumber']]);
    for (const filedOn of ['2027-02-30', '2027-12-01', '2026-01-01']) {
      const answer = await open(objected(1), filedOn);
      expect([answer.status, answer.body.errors?.map(({ field }) => field)]).toEqual([422, ['filedOn']]);
    }
    const keyless = await supervisor.post('/api/v1/disputes', {}, { key: null });
    expect(keyless.status).toBe(422);
    expect((await open(objected(1), '2027-01-27', randomUUID(), await app.signIn('superior'))).status).toBe(
      403,
    );
  });
});

describe('a filing before there was anything to dispute', () => {
  it('is taken and flagged; one after the end of T8 is not', async () => {
    expect((await read(await idOf(0))).premature).toBe(false);
    const early = expectStatus(await open(objected(9), '2027-01-26'), 201);
    expect(early).toMatchObject({ status: 'registered', premature: true, late: false });
    const words = 'Didaftarkan sebelum keberatan ditanggapi';
    expect((await desk.page(`/petugas/sengketa/${early.id}`)).text).toContain(words);
    expect((await desk.page(`/petugas/sengketa/${await idOf(0)}`)).text).not.toContain(words);
  });
});

describe('an order of a ruling', () => {
  let id = '';

  beforeAll(async () => {
    const refused = { holder: 'Pemerintah Provinsi Maluku', reason: 'Urusan provinsi.' };
    await app.mustAct(await app.signIn('officer', 'disdik'), objected(8).id, 'answer-not-held', refused);
  });

  it('becomes a clocked task of whoever holds the case', async () => {
    id = (await read(await idOf(0))).id;
    const order = { text: ORDER, carryOutBy: '2027-02-08' };
    const wrong = await rule(id, 'ruling', '2027-01-27', { text: ORDER, carryOutBy: '2027-01-01' });
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([422, 'order.carryOutBy']);
    const without = await act(id, 'ruling', { decidedOn: '2027-01-27', order: null });
    expect([without.status, without.body.errors?.[0]?.field]).toEqual([422, 'fileId']);
    const ruled = expectStatus(await rule(id, 'ruling', '2027-01-27', order), 200);
    expect(ruled).toMatchObject({ status: 'ruled', actions: ['suit-filed', 'court-ruling', 'carry-out'] });
    const due = await app.sql<{ kind: string; due_at: Date }>(
      `SELECT kind, due_at FROM due_rows WHERE case_id = $1 AND done_at IS NULL
       AND kind IN ('court-window', 'dispute-order') ORDER BY kind`,
      [objected(0).id],
    );
    expect(due.map(({ kind }) => kind)).toEqual(['court-window', 'dispute-order']);
    expect(due[1]?.due_at.toISOString()).toBe('2027-02-08T15:00:00.000Z');
    const tasks = await app.sql(
      `SELECT role, agency_code, due_on::text FROM tasks WHERE kind = 'dispute-order'`,
    );
    expect(tasks).toEqual([{ role: 'officer', agency_code: 'disdik', due_on: '2027-02-08' }]);
  });

  it('escalates when its day has passed', async () => {
    await app.passTo('2027-02-09T09:00:00+09:00');
    for (const role of ['officer', 'supervisor', 'superior'] as const) {
      const to = app.account(role, role === 'officer' ? 'disdik' : undefined).email;
      const subjects = (await app.mails(to)).map(({ subject }) => subject);
      expect(subjects).toContain(`Perintah putusan ${objected(0).objection} lewat batas`);
    }
  });

  it('keeps the dispute open after the last day of the suit, until it is carried out', async () => {
    await app.passTo('2027-03-15T09:00:00+09:00');
    expect((await read(id)).status).toBe('ruled');
    const stale = await supervisor.post<Problem>(
      `/api/v1/disputes/${id}/carry-out`,
      { version: 1, explanation: 'Rincian sudah diserahkan di loket.' },
      { key: randomUUID() },
    );
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    expect(plain((await supervisor.page(`/pengawas/sengketa/${id}/pelaksanaan`)).text)).toContain(NOTICE);
    const done = expectStatus(
      await act(id, 'carry-out', {
        explanation: 'Rincian sudah diserahkan di loket.',
        fileIds: [await paper()],
      }),
      200,
    );
    expect(done).toMatchObject({ status: 'final', actions: ['suit-filed'] });
    expect(await statusOf(objected(0))).toEqual({ objection: 'final', request: 'closed_granted' });
    const open = await app.sql(`SELECT 1 FROM tasks WHERE kind = 'dispute-order' AND done_at IS NULL`);
    expect(open).toEqual([]);
    const tracked = await app.track(objected(0));
    expect(tracked.timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['dispute-ruled', 'carried-out', 'finalised']),
    );
    const again = await act(id, 'carry-out', { explanation: 'Rincian sudah diserahkan di loket.' });
    expect([again.status, again.body.code]).toEqual([409, 'not-in-this-state']);
  });

  it('is the answer of a request that had none: it is overdue no more, and bears ground c no more', async () => {
    const one = objected(0);
    expect(await app.track(one)).toMatchObject({ outcome: 'granted_full', overdue: false, turn: 'none' });
    const [told] = await app.sql(
      `SELECT noticed_outcome, noticed_on::text FROM register_requests WHERE case_id = $1`,
      [one.id],
    );
    expect(told).toEqual({ noticed_outcome: 'granted_full', noticed_on: '2027-03-15' });
    const letters = await app.sql(`SELECT 1 FROM letters WHERE case_id = $1 AND kind = 'decision-notice'`, [
      one.id,
    ]);
    expect(letters).toHaveLength(1);
    const overdue = await supervisor.get<{ items: { registerNumber: string }[] }>(
      '/api/v1/cases?view=overdue',
    );
    const numbers = expectStatus(overdue, 200).items.map(({ registerNumber }) => registerNumber);
    expect(numbers).not.toContain(one.registerNumber);
    expect(numbers).toContain(objected(1).registerNumber);
    const story = 'Sampai hari ini saya belum menerima pemberitahuan tertulis.';
    const again = await app.citizenAct<Problem>(one, 'object', { grounds: ['c'], story });
    expect([again.status, (again.body as unknown as Problem).code]).toEqual([409, 'ground-not-open']);
  });

  it('shows what was handed over, with its day, to the requester, to the office and in the register', async () => {
    const other = objected(8);
    const { id: ordered } = expectStatus(await open(other, '2027-03-15'), 201);
    const order = { text: ORDER, carryOutBy: '2027-03-22' };
    expectStatus(await rule(ordered, 'ruling', '2027-03-15', order), 200);
    const handed = { explanation: 'Rincian sudah diserahkan di loket.', fileIds: [await paper()] };
    const form = plain((await supervisor.page(`/pengawas/sengketa/${ordered}/pelaksanaan`)).text);
    expect([form.includes('Catat pelaksanaan perintah'), form.includes(NOTICE)]).toEqual([true, false]);
    expectStatus(await act(ordered, 'carry-out', handed), 200);
    const { documents } = await app.track(other);
    const [given, ...others] = documents.filter(({ kind }) => kind === 'answer');
    expect([given, others]).toEqual([
      expect.objectContaining({ name: 'putusan.pdf', providedOn: '2027-03-15' }),
      [],
    ]);
    const citizen = app.client();
    const code = { nomor: other.registerNumber, kode: other.trackingCode };
    expect((await citizen.submit('/lacak', code)).status).toBe(303);
    const page = plain((await citizen.page('/permohonan-saya')).text);
    expect(page).toContain(
      'Putusan Komisi Informasi dalam sengketa 012/REG-PSI/I/2027, diberikan Senin, 15 Maret 2027.',
    );
    expect((await citizen.page(`/permohonan-saya/berkas/${given?.id ?? ''}`)).status).toBe(200);
    for (const staff of [desk, await app.signIn('officer', 'disdik')]) {
      const detail = await app.readCase(staff, other.id);
      expect(detail.documents).toContainEqual(
        expect.objectContaining({ id: given?.id, kind: 'answer', providedOn: '2027-03-15' }),
      );
      expect(plain((await staff.page(`/petugas/kasus/${other.id}`)).text)).toContain(
        'diberikan Senin, 15 Maret 2027 atas putusan Komisi Informasi 012/REG-PSI/I/2027',
      );
    }
    const entry = async (day = ''): Promise<string> => {
      const { text } = await supervisor.page(`/pengawas/register?dari=2026-01-01&sampai=2026-12-31${day}`);
      return (
        new RegExp(`<tr[^>]*>(?:(?!</tr>)[^])*${other.registerNumber}[^]*?</tr>`, 'u').exec(text)?.[0] ?? ''
      );
    };
    const words = 'perintah putusan Komisi Informasi dilaksanakan 15/03/2027';
    expect(await entry()).toContain(words);
    expect(await entry()).toContain('Senin 15/03/2027');
    expect(await entry('&pada=2027-03-14')).not.toMatch(/15\/03\/2027/u);
  });
});

describe('the end of a dispute', () => {
  it('is flagged, not blocked, when it was filed after T10', async () => {
    const late = expectStatus(await open(objected(1), '2027-03-15'), 201);
    expect(late).toMatchObject({ late: true, status: 'registered' });
    expect((await statusOf(objected(1))).objection).toBe('final');
  });

  it('comes 14 working days after a ruling, at the due moment', async () => {
    const id = await idOf(1);
    const ruled = expectStatus(await rule(id, 'ruling', '2027-03-15'), 200);
    const until = ruled.furtherStepUntil ?? '';
    await app.passTo(`${until}T23:00:00+09:00`);
    expect((await read(id)).status).toBe('ruled');
    await app.advance('P3D');
    await app.sweep();
    expect((await read(id)).status).toBe('final');
    const [row] = await app.sql<{ same: boolean }>(
      `SELECT d.final_at = r.due_at AS same FROM disputes d JOIN due_rows r ON r.stage = d.id::text
       WHERE d.id = $1 AND r.kind = 'court-window'`,
      [id],
    );
    expect(row?.same).toBe(true);
  });

  it('comes 14 calendar days after a court ruling, or with cassation', async () => {
    const today = await dayAfter(0);
    const opened = expectStatus(await open(objected(2), today), 201);
    const early = await rule(opened.id, 'court-ruling', today);
    expect([early.status, early.body.code]).toEqual([409, 'not-in-this-state']);
    const order = { text: ORDER, carryOutBy: '2027-06-30' };
    const before0 = await rulingOrders();
    expectStatus(await rule(opened.id, 'ruling', today, order), 200);
    await app.advance('P4D');
    const ruling = { decidedOn: today, receivedOn: await dayAfter(0), order: null, fileId: await paper() };
    const before = await act(opened.id, 'court-ruling', { ...ruling, receivedOn: '2027-01-01' });
    expect([before.status, before.text]).toEqual([422, expect.stringContaining('receivedOn')]);
    const court = expectStatus(await act(opened.id, 'court-ruling', ruling), 200);
    expect(court).toMatchObject({ status: 'court', furtherStepUntil: await dayAfter(14) });
    expect(court.steps[1]).toMatchObject({ decidedOn: today, receivedOn: ruling.receivedOn });
    // A court that orders nothing itself confirms: the order stands with its day (UU 14/2008 art. 49).
    const orders = (dispute: Dispute) => dispute.steps.map((step) => step.order?.state ?? null);
    expect(orders(court)).toEqual(['replaced', 'open']);
    expect(court.steps[1]?.order).toMatchObject(order);
    expect(court.actions).toContain('carry-out');
    expect(await rulingOrders()).toBe(before0 + 1);
    const form = (await desk.page(`/petugas/sengketa/${opened.id}/putusan-kasasi`)).text;
    expect(form).toMatch(/name="perintah-semula" value="stands" checked/u);
    const annulled = { decidedOn: await dayAfter(0), order: null, fileId: await paper() };
    const wrong = await act(opened.id, 'cassation-ruling', { ...annulled, earlierOrder: 'perhaps' });
    expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([422, ['earlierOrder']]);
    const ended = await act(opened.id, 'cassation-ruling', { ...annulled, earlierOrder: 'ends' });
    const last = expectStatus(ended, 200);
    expect(last).toMatchObject({ status: 'cassation', furtherStepUntil: null });
    expect(orders(last)).toEqual(['replaced', 'replaced', null]);
    expect(await rulingOrders()).toBe(before0);
    const { timeline } = await app.track(objected(2));
    expect(timeline.filter(({ event }) => event === 'dispute-ruled').map(({ text }) => text)).toEqual([
      'Sengketa diputus Komisi Informasi',
      'Sengketa diputus pengadilan',
      'Sengketa diputus di tingkat kasasi',
    ]);
    await app.sweep();
    expect((await read(opened.id)).status).toBe('final');
  });

  it('comes with an agreement once its order is carried out, but not for ground a', async () => {
    const opened = expectStatus(await open(objected(3), '2027-03-20'), 201);
    await app.sql(`UPDATE objections SET grounds = '{a}' WHERE register_number = $1`, [
      objected(3).objection,
    ]);
    const refusal = await rule(opened.id, 'mediation-agreed', '2027-03-22');
    expect([refusal.status, refusal.body.code]).toEqual([409, 'mediation-not-open']);
    await app.sql(`UPDATE objections SET grounds = '{c}' WHERE register_number = $1`, [
      objected(3).objection,
    ]);
    const order = { text: ORDER, carryOutBy: '2027-06-30' };
    const agreed = expectStatus(await rule(opened.id, 'mediation-agreed', '2027-03-22', order), 200);
    expect(agreed).toMatchObject({ status: 'mediated', actions: ['carry-out'] });
    await app.sweep();
    expect((await read(opened.id)).status).toBe('mediated');
    const handed = { explanation: 'Salinan sudah dikirim lewat email.', fileIds: [await paper()] };
    const done = await act(opened.id, 'carry-out', handed);
    expect(expectStatus(done, 200).status).toBe('final');
  });

  it('holds a closed request back from its own end as long as it runs', async () => {
    const one = objected(4);
    await app.mustAct(await app.signIn('officer', 'disdik'), one.id, 'answer-not-held', {
      holder: 'Dinas Pendidikan Provinsi Maluku',
    });
    const opened = expectStatus(await open(one, '2027-03-20'), 201);
    await app.passTo('2027-06-15T09:00:00+09:00');
    expect(await statusOf(one)).toMatchObject({ request: 'closed_not_held' });
    const [hold] = await app.sql<{ held: boolean }>(
      'SELECT final_at IS NULL AS held FROM tenggat_read.disputes WHERE case_id = $1',
      [one.id],
    );
    expect(hold?.held).toBe(true);
    expectStatus(await rule(opened.id, 'mediation-agreed', '2027-06-15'), 200);
    await app.sweep();
    expect(await statusOf(one)).toEqual({ objection: 'final', request: 'final' });
  });
});

describe('the pages of disputes', () => {
  it('stand in the rooms of desk and supervisor alone', async () => {
    expect((await desk.page('/petugas/sengketa')).status).toBe(200);
    expect((await supervisor.page('/pengawas/sengketa')).status).toBe(200);
    expect((await desk.page('/pengawas/sengketa')).status).toBe(403);
    expect((await (await app.signIn('officer', 'disdik')).page('/petugas/sengketa')).status).toBe(403);
  });

  it('register a dispute and record its ruling without script', async () => {
    const shown = await desk.page('/petugas/sengketa/baru');
    const fields = hiddenFields(shown.text, 'sengketa/baru');
    const empty = await desk.submit('/petugas/sengketa/baru', { ...fields, keberatan: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Tuliskan nomor keberatan');
    const typed = {
      ...fields,
      keberatan: objected(5).objection,
      'nomor-sengketa': '099/REG-PSI/VI/2027',
      'tanggal-hari': '14',
      'tanggal-bulan': 'Juni',
      'tanggal-tahun': '2027',
    };
    const sent = await desk.submit('/petugas/sengketa/baru', typed);
    expect(sent.status).toBe(303);
    const path = sent.headers.get('location') ?? '';
    const detail = await desk.page(path);
    expect(detail.text).toContain('099/REG-PSI/VI/2027');
    expect(detail.text).toContain('Didaftarkan setelah batas');
    const form = new FormData();
    const act = await desk.page(`${path}/putusan`);
    for (const [name, value] of Object.entries(hiddenFields(act.text, 'putusan'))) form.append(name, value);
    for (const [name, value] of Object.entries({ hari: '15', bulan: '6', tahun: '2027' }))
      form.append(`tanggal-${name}`, value);
    form.append('berkas', new Blob([new Uint8Array(sampleFiles.pdf('Putusan'))]), 'putusan.pdf');
    expect((await submitFiles(desk, `${path}/putusan`, form)).status).toBe(303);
    const after = await desk.page(path);
    expect(after.text).toContain('Putusan Komisi Informasi');
    const href = /href="([^"]*\/berkas\/[^"]+)"/u.exec(after.text)?.[1] ?? '';
    expect((await desk.page(href)).status).toBe(200);
    const forbidden = await desk.page(`${path}/mediasi`);
    expect(forbidden.status).toBe(409);
    expect(forbidden.text).toContain('Tindakan ini tidak mungkin');
  });
});

describe('a suit or a cassation', () => {
  it('waits for the courts once a suit or cassation is filed, however long they take', async () => {
    const today = await dayAfter(0);
    const opened = expectStatus(await open(objected(7), today), 201);
    const early = await act(opened.id, 'suit-filed', { filedOn: today });
    expect([early.status, early.body.code]).toEqual([409, 'not-in-this-state']);
    const order = { text: ORDER, carryOutBy: await dayAfter(7) };
    expectStatus(await rule(opened.id, 'ruling', today, order), 200);
    for (const filedOn of [await dayAfter(1), await dayAfter(-1), '2027-02-30']) {
      const wrong = await act(opened.id, 'suit-filed', { filedOn });
      expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([422, ['filedOn']]);
    }
    const sued = expectStatus(await act(opened.id, 'suit-filed', { filedOn: today }), 200);
    expect(sued).toMatchObject({ status: 'ruled', suitFiledOn: today, furtherStepUntil: null });
    expect(sued.actions).toEqual(['court-ruling', 'carry-out']);
    // Counted although no court has ruled yet (PerKI 1/2021 art. 57 d).
    const report = await (
      await app.signIn('supervisor')
    ).page(`/pengawas/laporan?tahun=${today.slice(0, 4)}`);
    expect(report.text).toMatch(/>[1-9]\d* gugatan,/u);
    expect(report.text).not.toContain('Tidak ada gugatan');
    const again = await act(opened.id, 'suit-filed', { filedOn: today });
    expect([again.status, again.body.code]).toEqual([409, 'not-in-this-state']);
    // A ruling under a suit filed in time is not final: its order has no day that could pass.
    await app.passTo(`${await dayAfter(8)}T09:00:00+09:00`);
    for (const role of ['supervisor', 'superior'] as const) {
      const subjects = (await app.mails(app.account(role).email)).map(({ subject }) => subject);
      expect(subjects).not.toContain(`Perintah putusan ${objected(7).objection} lewat batas`);
    }
    expect(
      await app.sql(
        `SELECT d.outcome, t.done_at IS NOT NULL AS settled FROM due_rows d
           JOIN tasks t ON t.once_key = 'dispute-order:' || d.stage
         WHERE d.case_id = $1 AND d.kind = 'dispute-order'`,
        [objected(7).id],
      ),
    ).toEqual([{ outcome: 'stopped', settled: true }]);
    const seen = (await desk.page(`/petugas/sengketa/${opened.id}`)).text;
    expect(seen).toContain('Selama itu batas ini belum mengikat');
    const handed = { explanation: 'Rincian sudah diserahkan di loket.', fileIds: [await paper()] };
    const done = await act(opened.id, 'carry-out', handed);
    expect(expectStatus(done, 200).status).toBe('ruled');
    await app.advance('P60D');
    await app.sweep();
    const court = expectStatus(await rule(opened.id, 'court-ruling', await dayAfter(0)), 200);
    expect(court).toMatchObject({ status: 'court', actions: ['cassation-filed', 'cassation-ruling'] });
    const form = await desk.page(`/petugas/sengketa/${opened.id}/kasasi`);
    const [year = '', month = '', day = ''] = (await dayAfter(0)).split('-');
    const typed = { 'tanggal-hari': day, 'tanggal-bulan': month, 'tanggal-tahun': year };
    const sent = await desk.submit(`/petugas/sengketa/${opened.id}/kasasi`, {
      ...hiddenFields(form.text, 'kasasi'),
      ...typed,
    });
    expect(sent.status).toBe(303);
    expect((await desk.page('/petugas/sengketa')).text).toContain('Menunggu putusan berikutnya');
    await app.advance('P60D');
    await app.sweep();
    expect((await read(opened.id)).status).toBe('court');
    expectStatus(await rule(opened.id, 'cassation-ruling', await dayAfter(0)), 200);
    await app.sweep();
    expect((await read(opened.id)).status).toBe('final');
    const heads = [...(await desk.page(`/petugas/sengketa/${opened.id}`)).text.matchAll(/<h3>([^,<]+),/gu)];
    expect(heads.map(([, head]) => head)).toEqual([
      ...['Putusan Komisi Informasi', 'Gugatan ke pengadilan', 'Putusan pengadilan'],
      ...['Permohonan kasasi', 'Putusan kasasi'],
    ]);
  });

  it('that was filed in time and is learnt of late undoes the end of a dispute', async () => {
    const id = await idOf(1);
    const before = await statusOf(objected(1));
    const [ruling] = await app.sql<{ until: string }>(
      `SELECT ((due_at AT TIME ZONE 'Asia/Jayapura')::date - 1)::text AS until FROM due_rows
       WHERE stage = $1 AND kind = 'court-window'`,
      [id],
    );
    const late = { filedOn: ruling?.until ?? '', reason: 'Pengadilan baru memberi tahu hari ini.' };
    const after = await act(id, 'suit-filed', { ...late, filedOn: await dayAfter(0) });
    expect([after.status, after.body.code]).toEqual([409, 'filed-after-term']);
    const bare = await act(id, 'suit-filed', { filedOn: late.filedOn });
    expect([bare.status, bare.body.errors?.map(({ field }) => field)]).toEqual([422, ['reason', 'fileId']]);
    const wrong = await act(id, 'cassation-filed', { ...late, fileId: await paper() });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'not-in-this-state']);
    expect(await read(id)).toMatchObject({ status: 'final', actions: ['suit-filed'] });
    const sued = expectStatus(await act(id, 'suit-filed', { ...late, fileId: await paper() }), 200);
    expect(sued).toMatchObject({ status: 'ruled', furtherStepUntil: null, actions: ['court-ruling'] });
    expect(await app.track(objected(1))).toMatchObject({ dispute: { status: 'ruled' } });
    expect((await app.track(objected(1))).timeline.at(-1)?.event).toBe('dispute-reopened');
    const held = await app.sql(
      'SELECT 1 FROM tenggat_read.disputes WHERE dispute_id = $1 AND final_at IS NULL',
      [id],
    );
    expect(held).toHaveLength(1);
    await app.passTo(`${await dayAfter(10)}T09:00:00+09:00`);
    expect((await read(id)).status).toBe('ruled');
    const court = expectStatus(await rule(id, 'court-ruling', await dayAfter(0)), 200);
    const until = court.furtherStepUntil ?? '';
    await app.passTo(`${until}T09:00:00+09:00`);
    await app.passTo(`${await dayAfter(2)}T09:00:00+09:00`);
    expect(await read(id)).toMatchObject({ status: 'final', actions: ['cassation-filed'] });
    // By page, without script: the form asks for what a late one needs.
    const path = `/petugas/sengketa/${id}/kasasi`;
    const shown = await desk.page(path);
    expect(shown.text).toContain('Alasan baru dicatat sekarang');
    const form = new FormData();
    for (const [name, value] of Object.entries(hiddenFields(shown.text, 'kasasi'))) form.append(name, value);
    const [year = '', month = '', day = ''] = until.split('-');
    for (const [name, value] of Object.entries({ hari: day, bulan: month, tahun: year }))
      form.append(`tanggal-${name}`, value);
    const empty = await submitFiles(desk, path, form);
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('baru dicatat sekarang')]);
    form.append('alasan', late.reason);
    form.append('berkas', new Blob([new Uint8Array(sampleFiles.pdf('Kasasi'))]), 'kasasi.pdf');
    expect((await submitFiles(desk, path, form)).status).toBe(303);
    expect((await desk.page(`/petugas/sengketa/${id}`)).text).toContain('Diketahui setelah sengketa');
    expectStatus(await rule(id, 'cassation-ruling', await dayAfter(0)), 200);
    await app.sweep();
    expect(await read(id)).toMatchObject({ status: 'final', actions: [] });
    expect(await statusOf(objected(1))).toEqual(before);
  });
});

/** Without the spaces that hold a date together. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

/** A day by the city's clock. */
async function dayAfter(days: number): Promise<string> {
  const [row] = await app.sql<{ day: string }>(
    `SELECT ((tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date + $1::int)::text AS day`,
    [days],
  );
  return row?.day ?? '';
}

async function idOf(at: number): Promise<string> {
  const [row] = await app.sql<{ id: string }>(
    `SELECT d.id FROM disputes d JOIN objections o ON o.id = d.objection_id WHERE o.register_number = $1`,
    [objected(at).objection],
  );
  if (row === undefined) throw new Error('no dispute');
  return row.id;
}
