import { simpleParser } from 'mailparser';
import { useApp } from '../support/app.js';
import { granting, ObjectionWorld } from '../objections/objection-world.js';
import { expectStatus } from '../support/http-client.js';
import { hiddenFields } from '../workspace/office.js';
import { MisbehavingServer } from '../support/smtp-servers.js';

/* News whose receipt counts before the law, and a mail server that does not take them or sends them back. */
const server = new MisbehavingServer();
await server.start();

const app = useApp({
  at: '2026-11-24T10:00:00+09:00',
  env: { SMTP_URL: server.url, MAIL_FROM: 'ppid@ambon.test' },
});

const world = new ObjectionWorld(app);

beforeEach(async () => {
  server.behave = () => 'accept';
  await app.setClock('2026-11-24T10:00:00+09:00');
});
afterAll(() => server.stop());

/** Nothing goes to anybody outside the office. */
function refusesPeople(): void {
  server.behave = (to) => (to.endsWith('@contoh.test') ? 'refuse-recipient' : 'accept');
}

describe('a closing that came back', () => {
  it('gives the right to object to the day its printed news were received, and becomes final only then', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.passTo('2026-11-30T09:00:00+09:00');
    const before = String((await app.track(filed)).rights.objectionUntil);
    expect(before).toBe('2027-01-14');
    await bounced(filed.registerNumber, 'closed-incomplete');
    const print = (await tasksOf(id)).find(({ kind }) => kind === 'print-mail');
    if (print === undefined) throw new Error('no news to print');
    expect((await desk.page(`/petugas/tugas/${print.id}/cetak`)).status).toBe(200);
    await app.passTo(`${before}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('closed_incomplete');
    expect((await record(print.id, { ...sent('30', '11'), ...got('4', '12') })).status).toBe(303);
    const after = String((await app.track(filed)).rights.objectionUntil);
    expect(after).toBe('2027-01-21');
    await app.passTo(`${after}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('final');
  });

  it('is sent anew with the day that counts from the second sending', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.sweep();
    refusesPeople();
    await app.passTo('2026-11-30T09:00:00+09:00');
    const old = await refusedTask(id, 'closed-incomplete');
    await app.passTo('2026-12-04T09:00:00+09:00');
    server.behave = () => 'accept';
    expect(await sendAgain(old)).toBe('/petugas/tugas?selesai=kirim-lagi');
    await app.sweep();
    expect((await app.track(filed)).rights.objectionUntil).toBe('2027-01-21');
    const last = server.taken.at(-1);
    expect((await simpleParser(last?.raw ?? '')).text?.replaceAll('\u00a0', ' ')).toContain(
      '21 Januari 2027',
    );
    expect((await tasksOf(id)).filter(({ open }) => open)).toEqual([]);
  });
});

describe('news of what an order gave that came back', () => {
  it('are printed, and the right to object runs from their receipt', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', {
      ...{ holder: 'Pemerintah Provinsi Maluku', reason: 'Urusan SMA ada pada provinsi.' },
    });
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    await world.mustAct(['superior'], number, 'reply', granting('2026-12-22'));
    const done = { explanation: 'Diberikan.', fileIds: [await world.copy()] };
    await world.mustAct(['officer', 'disdik'], number, 'carry-out', done);
    const before = String((await app.track(filed)).rights.objectionUntil);
    await app.sweep();
    await bounced(filed.registerNumber, 'order-carried-out');
    const print = (await tasksOf(id)).find(({ kind, open }) => open && kind === 'print-mail');
    if (print === undefined) throw new Error('no news to print');
    await app.passTo(`${before}T23:59:59+09:00`);
    await app.advance('PT1M');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('closed_granted');
    expect((await record(print.id, { ...sent('30', '11'), ...got('4', '12') })).status).toBe(303);
    expect(String((await app.track(filed)).rights.objectionUntil) > before).toBe(true);
  });
});

describe('an older letter of incompleteness', () => {
  it('changes no term of the letter that was posted in its place, whether sent again or come back', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    refusesPeople();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.sweep();
    const old = await refusedTask(id, 'needs-completing');
    const print = (await tasksOf(id)).find(({ open, kind }) => open && kind === 'print-mail');
    if (print === undefined) throw new Error('no letter to print');
    await app.passTo('2026-11-26T09:00:00+09:00');
    expect((await record(print.id, { ...sent('24', '11'), ...got('26', '11') })).status).toBe(303);
    const running = { status: 'incomplete', repairDueDate: '2026-12-01' };
    expect(await app.track(filed)).toMatchObject(running);
    expect(await sendAgain(old)).toBe('/petugas/tugas?selesai=tanpa-isi');
    expect(await app.track(filed)).toMatchObject(running);
    const sentSince = server.taken.length;
    await app.sweep();
    expect(server.taken).toHaveLength(sentSince);
    const clocks = (await app.readCase(desk, id)).clocks.filter(({ kind }) => kind === 'T3');
    expect(clocks.at(-1)).toMatchObject({ startedOn: '2026-11-26', stoppedAt: null });
  });

  it('is not sent again once the requester has completed', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    refusesPeople();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['purpose'], note: '' });
    await app.sweep();
    const old = await refusedTask(id, 'needs-completing');
    server.behave = () => 'accept';
    expectStatus(await app.citizenAct(filed, 'complete', { text: 'Untuk penelitian.', fileIds: [] }), 200);
    const repaired = await app.track(filed);
    expect(repaired.status).toBe('processing');
    expect(await sendAgain(old)).toBe('/petugas/tugas?selesai=tanpa-isi');
    expect(await app.track(filed)).toMatchObject({ status: 'processing', dueDate: repaired.dueDate });
  });

  it('ends no term that a letter handed over at the counter has begun', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '', handedOver: true });
    await app.sweep();
    await bounced(filed.registerNumber, 'needs-completing');
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-11-27' });
  });
});

interface DeskTask {
  readonly id: string;
  readonly kind: string;
  readonly mail: string;
  readonly open: boolean;
}

function tasksOf(caseId: string): Promise<DeskTask[]> {
  return app.sql<DeskTask>(
    `SELECT id, kind, facts->>'mail' AS mail, done_at IS NULL AS open FROM tasks WHERE case_id = $1 ORDER BY created_at, id`,
    [caseId],
  );
}

/** The task that a refusal by the server left. */
async function refusedTask(caseId: string, mail: string): Promise<string> {
  const task = (await tasksOf(caseId)).find((one) => one.kind === 'mail-refused' && one.mail === mail);
  if (task === undefined) throw new Error(`the server has refused no ${mail}`);
  return task.id;
}

async function record(taskId: string, fields: Readonly<Record<string, string>>) {
  const desk = await app.signIn('desk');
  const path = `/petugas/tugas/${taskId}/cetak`;
  const page = await desk.page(path);
  return desk.submit(path, { ...hiddenFields(page.text, 'cetak'), ...fields });
}

const sent = (hari: string, bulan: string) => ({ cara: 'post', hari, bulan, tahun: '2026' });
const got = (hari: string, bulan: string) => ({
  terima_hari: hari,
  terima_bulan: bulan,
  terima_tahun: '2026',
});

async function onTasks(path: string, fields: Readonly<Record<string, string>> = {}): Promise<string | null> {
  const desk = await app.signIn('desk');
  const csrf = /name="_csrf" value="([^"]*)"/u.exec((await desk.page('/petugas/tugas')).text)?.[1] ?? '';
  const answer = await desk.submit(`/petugas/tugas/${path}`, { _csrf: csrf, ...fields });
  return answer.headers.get('location');
}

/** "Kirim lagi"; answers where it leads. */
const sendAgain = (taskId: string): Promise<string | null> => onTasks(`${taskId}/kirim-lagi`);

/** The desk enters that a mail of this kind came back after the server had taken it. */
async function bounced(nomor: string, kabar: string): Promise<void> {
  expect(await onTasks('kembali', { nomor, kabar })).toBe('/petugas/tugas?selesai=kembali');
}
