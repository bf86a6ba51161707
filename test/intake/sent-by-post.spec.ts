import { useApp } from '../support/app.js';
import { PaperOffice } from './paper-office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const office = new PaperOffice(app);

describe('an answer by post', () => {
  it('is sent when it leaves: posted after the last day it is late, and ground g is open', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(paper);
    const task = await office.printTask(paper, 'answered');
    expect(task.due).toBe('2026-12-08');
    const page = (await (await app.signIn('desk')).page(`/petugas/tugas/${task.id}/cetak`)).text;
    expect(page.replaceAll('\u00a0', ' ')).toContain('paling lambat Selasa, 8 Desember 2026');
    expect(await office.countsAsLate(paper)).toBe(false);
    expect(await office.objecting(paper, 'g')).toBe('ground-not-open');
    await app.passTo('2026-12-09T08:01:00+09:00');
    expect(await office.asked(paper)).toEqual([{ mail: 'answered', open: true }]);
    await app.passTo('2027-01-04T10:00:00+09:00');
    await office.post(paper, 'answered', '2027-01-04', '2027-01-04');
    expect(await office.asked(paper)).toEqual([{ mail: 'answered', open: false }]);
    expect(await office.countsAsLate(paper)).toBe(true);
    const desk = await app.signIn('desk');
    const { timeline } = await app.readCase(desk, paper.id);
    expect(timeline.some(({ event }) => event === 'letter-received')).toBe(true);
    const [trail] = await app.sql<{ late: boolean }>(
      `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'letter-received'`,
      [paper.id],
    );
    expect(trail?.late).toBe(true);
    expect(await office.objecting(paper, 'c')).toBe('ground-not-open');
    expect(await office.objecting(paper, 'g')).toBe('open');
  });

  it('is not known to be sent while nobody recorded it: c and g are open, until a day in time is recorded', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(paper);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await office.countsAsLate(paper)).toBe(true);
    expect(await office.grounds(paper)).toBe('bcdeg');
    await office.post(paper, 'answered', '2026-12-08');
    expect(await office.countsAsLate(paper)).toBe(false);
    expect(await office.grounds(paper)).toBe('bde');
    expect(await office.objecting(paper, 'c')).toBe('ground-not-open');
  });

  it('gives thirty working days from its leaving, before anybody knows of the receipt', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(paper);
    const until = async () => (await app.track(paper.filed)).rights.objectionUntil;
    const ofWriting = await until();
    await app.passTo('2027-01-04T10:00:00+09:00');
    await office.post(paper, 'answered', '2027-01-04');
    expect(ofWriting).toBe('2027-01-25');
    expect(await until()).toBe('2027-02-17');
    await app.passTo('2027-01-06T10:00:00+09:00');
    await office.post(paper, 'answered', '2027-01-04', '2027-01-06');
    expect(await until()).toBe('2027-02-18');
  });

  it('never posted starts no right that could end: T7 counts from the end of the term, and nothing is late', async () => {
    const paper = await office.enter();
    const until = async () => (await app.track(paper.filed)).rights.objectionUntil;
    await app.passTo('2026-11-25T15:00:00+09:00');
    await office.answer(paper);
    expect(await until()).toBe('2027-01-12');
    await app.passTo('2026-12-09T08:01:00+09:00');
    expect(await until()).toBe('2027-01-25');
    await app.passTo('2027-02-01T10:00:00+09:00');
    expect(
      await app.sql(`SELECT 1 FROM outbox WHERE case_id = $1 AND kind = 'objection-window-ending'`, [
        paper.id,
      ]),
    ).toEqual([]);
    expect(await until()).toBeNull();
    expect((await app.track(paper.filed)).status).toBe('closed_not_held');
    expect(await office.objecting(paper, 'd')).toBe('open');
    expect(await app.sql('SELECT late FROM objections WHERE case_id = $1', [paper.id])).toEqual([
      { late: false },
    ]);
    await office.post(paper, 'answered', '2026-12-01', '2027-02-01');
    expect(await until()).toBe('2027-03-24');
  });

  it('never posted and known afterwards to have been received ends its right then', async () => {
    const paper = await office.enter();
    await app.passTo('2026-11-25T15:00:00+09:00');
    await office.answer(paper);
    await app.passTo('2027-02-01T10:00:00+09:00');
    await office.post(paper, 'answered', '2026-11-26', '2026-11-26');
    await app.sweep();
    expect((await app.track(paper.filed)).status).toBe('final');
  });

  it('has left with the copy that is handed over, unless the posting of an earlier day is recorded', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.grant(paper);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await office.grounds(paper)).toContain('c');
    await office.handOver(paper, '2026-12-09');
    expect(await office.grounds(paper)).toBe('bdg');
    expect(await office.countsAsLate(paper)).toBe(true);
    await office.post(paper, 'answered', '2026-12-08');
    expect(await office.grounds(paper)).toBe('bd');
    expect(await office.countsAsLate(paper)).toBe(false);
  });

  it('handed over inside the term is in time, whenever its letter was posted afterwards', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-07T15:00:00+09:00');
    await office.grant(paper);
    await app.passTo('2026-12-10T09:00:00+09:00');
    await office.post(paper, 'answered', '2026-12-10');
    expect(await office.countsAsLate(paper)).toBe(true);
    await office.handOver(paper, '2026-12-08');
    expect(await office.countsAsLate(paper)).toBe(false);
    await office.post(paper, 'answered', '2026-12-09');
    expect(await office.countsAsLate(paper)).toBe(false);
  });

  it('gives thirty working days from the hand-over that shows its leaving', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.grant(paper);
    await app.passTo('2027-01-04T10:00:00+09:00');
    await office.handOver(paper, '2027-01-04');
    expect((await app.track(paper.filed)).rights.objectionUntil).toBe('2027-02-17');
  });

  it('by mail is sent when it is written', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest();
    const mailed = { filed, id: await app.caseId(filed.registerNumber) };
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.answer(mailed);
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await office.countsAsLate(mailed)).toBe(false);
    expect(await office.objecting(mailed, 'g')).toBe('ground-not-open');
  });
});

describe('an extension by post', () => {
  it('lengthens nothing while it is not posted: silence opens c with the first date', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.extend(paper);
    expect((await office.printTask(paper, 'extended')).due).toBe('2026-12-08');
    expect(await office.objecting(paper, 'c')).toBe('ground-not-open');
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await office.asked(paper)).toEqual([{ mail: 'extended', open: true }]);
    expect(await office.grounds(paper)).toBe('bcg');
    expect(await office.countsAsLate(paper)).toBe(true);
    await office.post(paper, 'extended', '2026-12-08');
    expect(await office.asked(paper)).toEqual([{ mail: 'extended', open: false }]);
    expect(await office.countsAsLate(paper)).toBe(false);
    expect(await office.objecting(paper, 'c')).toBe('ground-not-open');
  });

  it('posted after the last day never lengthened it: the answer of the second term is late', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await office.extend(paper);
    await app.passTo('2026-12-10T09:00:00+09:00');
    await office.post(paper, 'extended', '2026-12-09');
    expect(await office.objecting(paper, 'c')).toBe('open');
    expect((await app.track(paper.filed)).dueDate).toBe('2026-12-17');
    await office.answer(paper);
    await office.post(paper, 'answered', '2026-12-10', '2026-12-10');
    expect(await office.countsAsLate(paper)).toBe(true);
    expect(await office.grounds(paper)).toContain('g');
    expect(await app.track(paper.filed)).toMatchObject({ dueDate: '2026-12-08', dueDateKind: 'first' });
  });
});
