import { readPdf } from '../letters/read-pdf.js';
import { ObjectionWorld } from '../objections/objection-world.js';
import { asLastDay, blockDay, explainedOn, trackedPage } from '../rules/explained-page.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

async function enterWithoutMail(): Promise<{ filed: FiledRequest; id: string }> {
  const desk = await app.signIn('desk');
  const body = {
    ...requestBody({ delivery: 'pickup' }),
    channel: 'counter',
    requester: { ...requestBody().requester, name: 'Yohana Tuhumury', email: null, phone: '081234567890' },
  };
  const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
  return { filed, id: await app.caseId(filed.registerNumber) };
}

interface DeskTask {
  readonly id: string;
  readonly kind: string;
  readonly mail: string;
  readonly open: boolean;
}

async function tasksOf(caseId: string): Promise<DeskTask[]> {
  return app.sql<DeskTask>(
    `SELECT id, kind, facts->>'mail' AS mail, done_at IS NULL AS open FROM tasks WHERE case_id = $1 ORDER BY created_at, id`,
    [caseId],
  );
}

async function record(taskId: string, fields: Readonly<Record<string, string>>) {
  const desk = await app.signIn('desk');
  const path = `/petugas/tugas/${taskId}/cetak`;
  const page = await desk.page(path);
  return desk.submit(path, { ...hiddenFields(page.text, 'cetak'), ...fields });
}

const sent = (hari: string, bulan: string): Record<string, string> => ({
  cara: 'post',
  hari,
  bulan,
  tahun: '2026',
});
const got = (hari: string, bulan: string): Record<string, string> => ({
  terima_hari: hari,
  terima_bulan: bulan,
  terima_tahun: '2026',
});

describe('news without e-mail', () => {
  it('is a letter to print with the person on it, and leaves the list once posted', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    const task = (await tasksOf(id))[0];
    if (task === undefined) throw new Error('no task');
    expect(task.mail).toBe('registered');
    expect((await desk.page('/petugas/tugas')).text).toContain(`/petugas/tugas/${task.id}/cetak`);
    const download = async (): Promise<Buffer> => {
      const answer = await fetch(new URL(`/petugas/tugas/${task.id}/cetak/surat.pdf`, app.baseUrl), {
        headers: { cookie: cookieOf(desk) },
      });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    const first = await download();
    const { text } = readPdf(first);
    for (const words of ['Yohana Tuhumury', filed.registerNumber, '8 Desember 2026'])
      expect(text.replaceAll('\u00a0', ' ')).toContain(words);
    expect(text).not.toContain(filed.trackingCode);
    expect((await download()).equals(first)).toBe(true);
    expect((await record(task.id, { cara: '' })).status).toBe(422);
    const early = await record(task.id, sent('23', '11'));
    expect(early.text).toContain('Tanggal kirim harus tanggal yang ada');
    expect((await record(task.id, sent('24', 'Nov'))).headers.get('location')).toBe(
      '/petugas/tugas?selesai=kirim',
    );
    expect((await tasksOf(id))[0]?.open).toBe(false);
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.page(`/petugas/tugas/${task.id}/cetak`)).status).toBe(403);
  });

  it('starts the term to complete on the day the letter of incompleteness is received', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.sweep();
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', dueDate: null });
    expect((await app.citizen.page(new URL(filed.links.tracking).pathname)).status).toBeLessThan(500);
    const task = (await tasksOf(id)).find(({ mail }) => mail === 'needs-completing');
    if (task === undefined) throw new Error('no task');
    const page = await desk.page(`/petugas/tugas/${task.id}/cetak`);
    expect(page.text).toContain('Surat keterangan tidak lengkap');
    expect(page.text.replaceAll('\u00a0', ' ')).toContain('paling lambat Jumat, 27 November 2026');
    expect((await record(task.id, sent('24', '11'))).headers.get('location')).toBe(
      '/petugas/tugas?selesai=menunggu-terima',
    );
    await app.passTo('2026-12-02T09:00:00+09:00');
    expect((await app.track(filed)).status).toBe('incomplete');
    expect((await record(task.id, { ...sent('24', '11'), ...got('3', '12') })).status).toBe(422);
    expect((await record(task.id, { ...sent('24', '11'), ...got('1', 'Des') })).status).toBe(303);
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-12-04' });
    await app.passTo('2026-12-05T00:30:00+09:00');
    expect((await app.track(filed)).status).toBe('closed_incomplete');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('reminds the desk of a receipt that nobody recorded, until it is', async () => {
    const desk = await app.signIn('desk');
    const { id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    const print = (await tasksOf(id)).find(({ mail }) => mail === 'needs-completing');
    if (print === undefined) throw new Error('no task');
    expect((await record(print.id, sent('24', '11'))).status).toBe(303);
    const asked = () =>
      app.sql<{ open: boolean }>(
        `SELECT done_at IS NULL AS open FROM tasks WHERE case_id = $1 AND kind = 'receipt-missing'`,
        [id],
      );
    await app.passTo('2026-12-01T07:59:00+09:00');
    expect(await asked()).toEqual([]);
    await app.passTo('2026-12-01T08:01:00+09:00');
    expect(await asked()).toEqual([{ open: true }]);
    const list = (await desk.page('/petugas/tugas')).text;
    expect(list).toContain('Catat tanggal surat diterima');
    expect(list.split(`/petugas/tugas/${print.id}/cetak`).length).toBe(3);
    expect((await record(print.id, { ...sent('24', '11'), ...got('27', '11') })).status).toBe(303);
    expect(await asked()).toEqual([{ open: false }]);
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('is the turn of the desk while nobody recorded the letter as posted, and asks for it', async () => {
    const desk = await app.signIn('desk');
    const { id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    const next = async (): Promise<unknown> =>
      ((await desk.get(`/api/v1/cases/${id}`)).body as { nextAction: unknown }).nextAction;
    expect(await next()).toMatchObject({ action: 'record-receipt', by: '2026-11-27' });
    const asked = () =>
      app.sql<{ open: boolean }>(
        `SELECT done_at IS NULL AS open FROM tasks WHERE case_id = $1 AND kind = 'receipt-missing'`,
        [id],
      );
    await app.passTo('2026-11-25T07:59:00+09:00');
    expect(await asked()).toEqual([]);
    await app.passTo('2026-11-25T08:01:00+09:00');
    expect(await asked()).toEqual([{ open: true }]);
    const print = (await tasksOf(id)).find(
      ({ mail, kind }) => mail === 'needs-completing' && kind === 'print-mail',
    );
    if (print === undefined) throw new Error('no task');
    expect((await record(print.id, { ...sent('24', '11'), ...got('25', '11') })).status).toBe(303);
    expect(await asked()).toEqual([{ open: false }]);
    expect(await next()).toMatchObject({ action: 'await-repair', by: '2026-11-30' });
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('begins only with the printed letter where the mail came back', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.sweep();
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-11-27' });
    await bounced(filed.registerNumber);
    expect((await app.track(filed)).repairDueDate).toBeUndefined();
    await app.passTo('2026-11-26T09:00:00+09:00');
    const print = (await tasksOf(id)).find(
      ({ mail, open, kind }) => open && kind === 'print-mail' && mail === 'needs-completing',
    );
    if (print === undefined) throw new Error('no letter to print');
    const [letter] = await app.sql<{ facts: { repairDue: unknown } }>(
      `SELECT l.facts FROM letters l JOIN tasks t ON t.facts->>'letterId' = l.id::text WHERE t.id = $1`,
      [print.id],
    );
    expect(letter?.facts.repairDue).toBeNull();
    expect((await record(print.id, sent('26', '11'))).status).toBe(303);
    await app.passTo('2026-11-30T09:00:00+09:00');
    expect((await app.track(filed)).status).toBe('incomplete');
    expect((await record(print.id, { ...sent('26', '11'), ...got('30', '11') })).status).toBe(303);
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-12-03' });
    const clocks = (await app.readCase(desk, id)).clocks.filter(({ kind }) => kind === 'T3');
    expect(clocks.at(-1)).toMatchObject({ startedOn: '2026-11-30', dueDate: '2026-12-03', stoppedAt: null });
    await app.passTo('2026-12-04T00:30:00+09:00');
    expect((await app.track(filed)).status).toBe('closed_incomplete');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('suspends nothing when nobody recorded it as posted inside the term of the check', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.passTo('2026-11-27T23:59:00+09:00');
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', dueDate: null });
    await app.passTo('2026-11-28T00:00:01+09:00');
    expect(await app.track(filed)).toMatchObject({
      status: 'processing',
      dueDate: '2026-12-08',
      dueDateKind: 'first',
      turn: 'agency',
    });
    const { clocks, timeline } = await app.readCase(desk, id);
    const t4 = clocks.filter(({ kind, stoppedAt }) => kind === 'T4' && stoppedAt === null);
    expect(t4).toMatchObject([{ startedOn: '2026-11-24', dueDate: '2026-12-08' }]);
    expect(timeline.at(-1)).toMatchObject({ event: 'completeness-lapsed', at: '2026-11-27T15:00:00.000Z' });
    const open = (await tasksOf(id)).filter(({ mail, open }) => open && mail === 'needs-completing');
    expect(open).toEqual([]);
    expect(
      (await app.mails()).some(({ text }) =>
        text.includes(`${filed.registerNumber} tidak tercatat terkirim`),
      ),
    ).toBe(true);
    await app.passTo('2026-12-09T00:00:01+09:00');
    expect(await app.track(filed)).toMatchObject({ status: 'processing', overdue: true });
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('takes the closing back where the mail with the letter came back', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.passTo('2026-11-30T09:00:00+09:00');
    expect(await app.track(filed)).toMatchObject({ status: 'closed_incomplete' });
    await bounced(filed.registerNumber, 'needs-completing');
    const reopened = await app.track(filed);
    expect(reopened).toMatchObject({ status: 'incomplete', outcome: null, dueDate: null });
    expect(reopened.rights.objectionUntil).toBeNull();
    expect((await app.readCase(desk, id)).timeline.at(-1)).toMatchObject({ event: 'closing-taken-back' });
    const print = (await tasksOf(id)).find(
      ({ mail, open, kind }) => open && kind === 'print-mail' && mail === 'needs-completing',
    );
    if (print === undefined) throw new Error('no letter to print');
    // The term of the check anew: three working days from the day on which the return is known.
    await app.passTo('2026-12-03T23:59:00+09:00');
    expect((await app.track(filed)).status).toBe('incomplete');
    await app.passTo('2026-12-04T00:00:01+09:00');
    expect(await app.track(filed)).toMatchObject({ status: 'processing', dueDate: '2026-12-08' });
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('handed over at the counter starts it at once', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '', handedOver: true });
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-11-27' });
  });

  it('gives the right to object to the day the notice was received', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'answer-not-yet-held', { reason: 'Laporan baru selesai bulan depan.' });
    await app.sweep();
    const before = (await app.track(filed)).rights.objectionUntil ?? '';
    const task = (await tasksOf(id)).find(({ mail }) => mail === 'answered');
    if (task === undefined) throw new Error('no task');
    const page = await desk.page(`/petugas/tugas/${task.id}/cetak`);
    expect(page.text).toContain('Pemberitahuan tertulis');
    await app.setClock('2026-11-27T10:00:00+09:00');
    expect((await record(task.id, { ...sent('24', '11'), ...got('27', '11') })).status).toBe(303);
    const after = (await app.track(filed)).rights.objectionUntil ?? '';
    expect(after > before).toBe(true);
    const html = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    expect(explainedOn(html)).toMatchObject([
      expect.anything(),
      {
        intro: expect.stringContaining('Jumat, 27 November 2026'),
        lastDay: asLastDay(after),
        number: 30,
      },
    ]);
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

describe('a notice that came back', () => {
  it('gives the right to object to the day its letter was received, and becomes final only then', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'answer-not-yet-held', { reason: 'Laporan baru selesai bulan depan.' });
    await app.sweep();
    const before = String((await app.track(filed)).rights.objectionUntil);
    await bounced(filed.registerNumber);
    const print = (await tasksOf(id)).find(({ kind }) => kind === 'print-mail');
    if (print === undefined) throw new Error('no letter to print');
    expect((await desk.page(`/petugas/tugas/${print.id}/cetak`)).text).toContain('Pemberitahuan tertulis');
    await app.passTo(`${before}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('closed_not_yet_held');
    expect((await record(print.id, { ...sent('26', '11'), ...got('30', '11') })).status).toBe(303);
    const after = String((await app.track(filed)).rights.objectionUntil);
    expect(after > before).toBe(true);
    await app.passTo(`${after}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('final');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

describe('the answer to an objection by post', () => {
  it('gives the way to the commission to the day it was received (T10)', async () => {
    const { filed, id } = await enterWithoutMail();
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'answer-not-yet-held', { reason: 'Laporan baru selesai bulan depan.' });
    const { objectionNumber } = expectStatus(
      await app.citizenAct<{ objectionNumber: string }>(filed, 'object', {
        grounds: ['e'],
        story: 'Laporan ini sudah terbit pada bulan lalu.',
        fileIds: [],
      }),
      201,
    );
    await app.setClock('2026-12-21T09:00:00+09:00');
    const world = new ObjectionWorld(app);
    const reply = { outcome: 'upheld', reasons: 'Laporan belum disusun oleh dinas.', order: null };
    const answered = await world.mustAct(['superior'], objectionNumber, 'reply', reply);
    // It lies at the desk: no earlier day is named than that of silence.
    expect(answered.commissionUntil).toBe('2027-01-29');
    await app.sweep();
    const print = (await tasksOf(id)).find(({ mail }) => mail === 'objection-answered');
    if (print === undefined) throw new Error('no task');
    // The letter tells the day as counted from its own, as the answer that lies in it does, and that the receipt counts.
    const letter = readPdf(await desk.download(`/petugas/tugas/${print.id}/cetak/surat.pdf`)).text;
    expect(letter.replaceAll(/\s+/gu, ' ')).toMatch(
      /sampai Kamis, 14 Januari 2027.*atau 14 hari kerja sejak surat diterima, mana yang lebih akhir/u,
    );
    expect((await record(print.id, sent('21', '12'))).headers.get('location')).toBe(
      '/petugas/tugas?selesai=menunggu-terima',
    );
    expect((await world.read(objectionNumber)).commissionUntil).toBe('2027-01-14');
    // While the receipt is unknown the last day is not known either: nothing becomes final.
    await app.passTo('2027-01-15T09:00:00+09:00');
    expect((await world.read(objectionNumber)).status).toBe('answered');
    expect((await record(print.id, { ...sent('21', '12'), ...got('23', '12') })).status).toBe(303);
    expect((await world.read(objectionNumber)).commissionUntil).toBe('2027-01-18');
    const html = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    expect(blockDay(html)).toBe('2027-01-18');
    expect(explainedOn(html)).toMatchObject([
      {
        intro: expect.stringContaining('Tanggapan diterima Rabu, 23 Desember 2026'),
        lastDay: asLastDay('2027-01-18'),
        number: 14,
      },
    ]);
    await app.passTo('2027-01-18T23:59:00+09:00');
    expect((await world.read(objectionNumber)).status).toBe('answered');
    await app.passTo('2027-01-19T00:01:00+09:00');
    expect((await world.read(objectionNumber)).status).toBe('final');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

/** The desk enters that the last mail to this requester came back. */
async function bounced(number: string, kabar = ''): Promise<void> {
  const desk = await app.signIn('desk');
  const list = await desk.page('/petugas/tugas');
  const csrf = /name="_csrf" value="([^"]*)"/u.exec(list.text)?.[1] ?? '';
  const answer = await desk.submit('/petugas/tugas/kembali', { _csrf: csrf, nomor: number, kabar });
  expect(answer.headers.get('location')).toBe('/petugas/tugas?selesai=kembali');
}

function cookieOf(client: unknown): string {
  const { cookies } = client as { cookies: ReadonlyMap<string, string> };
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
