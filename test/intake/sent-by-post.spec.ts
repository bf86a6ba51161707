import { codeOf, ObjectionWorld, STORY } from '../objections/objection-world.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);

interface Paper {
  readonly filed: FiledRequest;
  readonly id: string;
}

/** A letter of somebody whom only the post reaches: received Tue 2026-11-24, to be answered by Tue 2026-12-08. */
async function enterPaper(): Promise<Paper> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const desk = await app.signIn('desk');
  const body = {
    ...requestBody({ delivery: 'post', format: 'hardcopy' }),
    channel: 'post',
    requester: { ...requestBody().requester, email: null, phone: null },
  };
  const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
  return { filed, id: await app.caseId(filed.registerNumber) };
}

const answer = async ({ id }: Paper) =>
  app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', {
    holder: 'Pemerintah Provinsi Maluku',
    reason: 'Urusan SMA ada pada provinsi.',
  });

const extend = async ({ id }: Paper) =>
  app.mustAct(await app.signIn('officer', 'disdik'), id, 'extend', {
    reasons: ['statusUndecided'],
    explanation: 'Masih diperiksa oleh bidang.',
  });

const grant = async ({ id }: Paper) =>
  app.mustAct(await app.signIn('officer', 'disdik'), id, 'grant', {
    form: 'hardcopy',
    cost: { copy: 0, delivery: 0, other: 0 },
    ...{ provideOn: '2027-01-29', fileIds: [], explanation: 'Salinan disiapkan.' },
  });

const handOver = async ({ id }: Paper, deliveredOn: string) =>
  app.mustAct(await app.signIn('desk'), id, 'deliver', { channel: 'pickup', deliveredOn });

async function printTask({ id }: Paper, mail: string): Promise<{ id: string; due: string | null }> {
  const [task] = await app.sql<{ id: string; due: string | null }>(
    `SELECT id, due_on::text AS due FROM tasks WHERE case_id = $1 AND kind = 'print-mail' AND facts->>'mail' = $2`,
    [id, mail],
  );
  if (task === undefined) throw new Error(`nothing to print of ${mail}`);
  return task;
}

/** The desk records the day on which the letter left, and the day of its receipt where it is known. */
async function posted(paper: Paper, mail: string, sentOn: string, receivedOn?: string): Promise<void> {
  const desk = await app.signIn('desk');
  const path = `/petugas/tugas/${(await printTask(paper, mail)).id}/cetak`;
  const page = await desk.page(path);
  const [tahun = '', bulan = '', hari = ''] = sentOn.split('-');
  const [year = '', month = '', day = ''] = (receivedOn ?? '').split('-');
  const answered = await desk.submit(path, {
    ...hiddenFields(page.text, 'cetak'),
    ...{ cara: 'post', hari, bulan, tahun },
    ...(receivedOn === undefined ? {} : { terima_hari: day, terima_bulan: month, terima_tahun: year }),
  });
  expect(answered.status).toBe(303);
}

const asked = ({ id }: Paper) =>
  app.sql<{ mail: string; open: boolean }>(
    `SELECT facts->>'mail' AS mail, done_at IS NULL AS open FROM tasks
     WHERE case_id = $1 AND kind = 'receipt-missing'`,
    [id],
  );

/** Whether the register, and with it the report, counts it as late. */
async function countsAsLate({ filed }: Paper): Promise<boolean> {
  const supervisor = await app.signIn('supervisor');
  const lists = async (late: 'yes' | 'no'): Promise<boolean> =>
    (
      await supervisor.page(`/pengawas/register?dari=2026-01-01&sampai=2026-12-31&lewat=${late}`)
    ).text.includes(filed.registerNumber);
  const late = await lists('yes');
  expect(await lists('no')).toBe(!late);
  return late;
}

const objecting = async ({ filed }: Paper, ground: string) => {
  const answer = await world.file(filed, { grounds: [ground], story: STORY });
  return answer.status === 201 ? 'open' : codeOf(answer);
};

/** The grounds that the facts bear: a refusal and a cost are never among them here, so the whole list is refused. */
async function grounds({ filed }: Paper): Promise<string> {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const refused = await world.file(filed, { grounds: all, story: STORY });
  expect(refused.status).toBe(409);
  const { notOpen } = refused.body as unknown as { notOpen: readonly string[] };
  return all.filter((ground) => !notOpen.includes(ground)).join('');
}

describe('an answer by post', () => {
  it('is sent when it leaves: posted after the last day it is late, and ground g is open', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await answer(paper);
    const task = await printTask(paper, 'answered');
    expect(task.due).toBe('2026-12-08');
    const page = (await (await app.signIn('desk')).page(`/petugas/tugas/${task.id}/cetak`)).text;
    expect(page.replaceAll('\u00a0', ' ')).toContain('paling lambat Selasa, 8 Desember 2026');
    expect(await countsAsLate(paper)).toBe(false);
    expect(await objecting(paper, 'g')).toBe('ground-not-open');
    await app.passTo('2026-12-09T08:01:00+09:00');
    expect(await asked(paper)).toEqual([{ mail: 'answered', open: true }]);
    await app.passTo('2027-01-04T10:00:00+09:00');
    await posted(paper, 'answered', '2027-01-04', '2027-01-04');
    expect(await asked(paper)).toEqual([{ mail: 'answered', open: false }]);
    expect(await countsAsLate(paper)).toBe(true);
    const desk = await app.signIn('desk');
    const { timeline } = await app.readCase(desk, paper.id);
    expect(timeline.some(({ event }) => event === 'letter-received')).toBe(true);
    const [trail] = await app.sql<{ late: boolean }>(
      `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'letter-received'`,
      [paper.id],
    );
    expect(trail?.late).toBe(true);
    expect(await objecting(paper, 'c')).toBe('ground-not-open');
    expect(await objecting(paper, 'g')).toBe('open');
  });

  it('is not known to be sent while nobody recorded it: c and g are open, until a day in time is recorded', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await answer(paper);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await countsAsLate(paper)).toBe(true);
    expect(await grounds(paper)).toBe('bcdeg');
    await posted(paper, 'answered', '2026-12-08');
    expect(await countsAsLate(paper)).toBe(false);
    expect(await grounds(paper)).toBe('bde');
    expect(await objecting(paper, 'c')).toBe('ground-not-open');
  });

  it('gives thirty working days from its leaving, before anybody knows of the receipt', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await answer(paper);
    const until = async () => (await app.track(paper.filed)).rights.objectionUntil;
    const ofWriting = await until();
    await app.passTo('2027-01-04T10:00:00+09:00');
    await posted(paper, 'answered', '2027-01-04');
    expect(ofWriting).toBe('2027-01-25');
    expect(await until()).toBe('2027-02-17');
    await app.passTo('2027-01-06T10:00:00+09:00');
    await posted(paper, 'answered', '2027-01-04', '2027-01-06');
    expect(await until()).toBe('2027-02-18');
  });

  it('has left with the copy that is handed over, unless the posting of an earlier day is recorded', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await grant(paper);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await grounds(paper)).toContain('c');
    await handOver(paper, '2026-12-09');
    expect(await grounds(paper)).toBe('bdg');
    expect(await countsAsLate(paper)).toBe(true);
    await posted(paper, 'answered', '2026-12-08');
    expect(await grounds(paper)).toBe('bd');
    expect(await countsAsLate(paper)).toBe(false);
  });

  it('handed over inside the term is in time, whenever its letter was posted afterwards', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-07T15:00:00+09:00');
    await grant(paper);
    await app.passTo('2026-12-10T09:00:00+09:00');
    await posted(paper, 'answered', '2026-12-10');
    expect(await countsAsLate(paper)).toBe(true);
    await handOver(paper, '2026-12-08');
    expect(await countsAsLate(paper)).toBe(false);
    await posted(paper, 'answered', '2026-12-09');
    expect(await countsAsLate(paper)).toBe(false);
  });

  it('gives thirty working days from the hand-over that shows its leaving', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await grant(paper);
    await app.passTo('2027-01-04T10:00:00+09:00');
    await handOver(paper, '2027-01-04');
    expect((await app.track(paper.filed)).rights.objectionUntil).toBe('2027-02-17');
  });

  it('by mail is sent when it is written', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest();
    const mailed = { filed, id: await app.caseId(filed.registerNumber) };
    await app.passTo('2026-12-08T15:00:00+09:00');
    await answer(mailed);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await countsAsLate(mailed)).toBe(false);
    expect(await objecting(mailed, 'g')).toBe('ground-not-open');
  });
});

describe('an extension by post', () => {
  it('lengthens nothing while it is not posted: silence opens c with the first date', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await extend(paper);
    expect((await printTask(paper, 'extended')).due).toBe('2026-12-08');
    expect(await objecting(paper, 'c')).toBe('ground-not-open');
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await asked(paper)).toEqual([{ mail: 'extended', open: true }]);
    expect(await grounds(paper)).toBe('bcg');
    expect(await countsAsLate(paper)).toBe(true);
    await posted(paper, 'extended', '2026-12-08');
    expect(await asked(paper)).toEqual([{ mail: 'extended', open: false }]);
    expect(await countsAsLate(paper)).toBe(false);
    expect(await objecting(paper, 'c')).toBe('ground-not-open');
  });

  it('posted after the last day never lengthened it: the answer of the second term is late', async () => {
    const paper = await enterPaper();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await extend(paper);
    await app.passTo('2026-12-10T09:00:00+09:00');
    await posted(paper, 'extended', '2026-12-09');
    expect(await objecting(paper, 'c')).toBe('open');
    await answer(paper);
    await posted(paper, 'answered', '2026-12-10', '2026-12-10');
    expect(await countsAsLate(paper)).toBe(true);
    expect(await grounds(paper)).toContain('g');
  });
});
