import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { PaperOffice, type Paper } from '../intake/paper-office.js';
import { hiddenFields } from '../workspace/office.js';
import { codeOf, fieldsOf, ObjectionWorld, REASONS } from './objection-world.js';

/* What ends an order of the superior (T9), and what it does to its request when it is carried out (law.md rows 18, 23). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const office = new PaperOffice(app);
const SUPERIOR = ['superior'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const officer = () => app.signIn('officer', 'disdik');

const ordering = (carryOutBy: string, kind?: 'give' | 'answer') => ({
  outcome: 'granted',
  reasons: REASONS,
  order: { text: 'Jawab permohonan ini.', carryOutBy, ...(kind && { kind }) },
});

/** The clocks of an order and of a promise that run, by kind. */
async function running(caseId: string): Promise<readonly string[]> {
  const rows = await app.sql<{ kind: string }>(
    `SELECT DISTINCT kind FROM due_rows WHERE case_id = $1 AND done_at IS NULL
       AND kind IN ('order-execution', 'order-reminder', 'dispute-order', 'delivery') ORDER BY kind`,
    [caseId],
  );
  return rows.map(({ kind }) => kind);
}

async function orderDue(caseId: string): Promise<string | null> {
  const [row] = await app.sql<{ day: string | null }>(
    'SELECT order_due_on::text AS day FROM cases WHERE id = $1',
    [caseId],
  );
  return row?.day ?? null;
}

describe('the order on a request that its requester withdraws', () => {
  /** Silence, an objection to it, and an order to answer by Fri 2026-12-18. */
  async function ordered() {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    return { filed, number, id: await app.caseId(filed.registerNumber) };
  }

  const withdraw = async (filed: FiledRequest) =>
    expectStatus(await app.citizenAct(filed, 'withdraw', { reason: 'Saya sudah memperolehnya.' }), 200);

  it('ends with it: no clock, no task, nothing to carry out, nobody told that it is late', async () => {
    const { filed, number, id } = await ordered();
    expect([await running(id), await orderDue(id)]).toEqual([
      ['order-execution', 'order-reminder'],
      '2026-12-18',
    ]);
    await withdraw(filed);
    expect([await running(id), await orderDue(id)]).toEqual([[], null]);
    expect(await app.sql('SELECT 1 FROM open_tasks WHERE case_id = $1', [id])).toEqual([]);
    expect(await world.read(number)).toMatchObject({
      ...{ actions: [], order: { overdue: false, carriedOutOn: null, endedOn: '2026-12-09' } },
    });
    expect((await app.track(filed)).rights).toEqual({ objectionUntil: null, commissionUntil: null });
    const done = { explanation: 'Salinan diserahkan.', fileIds: [] };
    const refused = await world.act(OFFICER, number, 'carry-out', done);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'not-in-this-state']);
    expect((await app.track(filed)).turn).toBe('none');
    await app.passTo('2026-12-19T09:00:00+09:00');
    const told = await app.mails();
    expect(
      told.filter(
        ({ subject, text }) => `${subject} ${text}`.includes(number) && text.includes('belum dilaksanakan'),
      ),
    ).toEqual([]);
    expect((await world.read(number)).order?.overdue).toBe(false);
    const { clocks } = await app.readCase(await officer(), id);
    expect(clocks.find(({ kind }) => kind === 'T9')?.stoppedAt).not.toBeNull();
  });

  it('lets the objection become final once T10 has passed, before the withdrawal or after it', async () => {
    const early = await ordered();
    const late = await ordered();
    await withdraw(early.filed);
    await app.passTo('2027-01-15T09:00:00+09:00');
    expect((await world.read(early.number)).status).toBe('final');
    expect((await world.read(late.number)).status).toBe('answered');
    await withdraw(late.filed);
    expect((await world.read(late.number)).status).toBe('final');
  });

  it('cannot be given any more: what the commission has is answered without one', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number, replyDueDate } = await world.mustFile(filed, ['c']);
    await app.passTo(`${replyDueDate}T23:59:30+09:00`);
    await app.advance('P1D');
    await app.sweep();
    const [now] = await app.sql<{ day: string }>(
      `SELECT (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date::text AS day`,
    );
    const opened = await (
      await app.signIn('supervisor')
    ).post('/api/v1/disputes', {
      ...{ objectionNumber: number, commissionNumber: '014/REG-PSI/I/2027', filedOn: now?.day },
    });
    expect(opened.status).toBe(201);
    await withdraw(filed);
    expect((await world.read(number)).status).toBe('silent');
    const refused = await world.act(SUPERIOR, number, 'reply', ordering('2027-03-01'));
    expect([refused.status, fieldsOf(refused)]).toEqual([422, ['order.text']]);
    const answered = await world.mustAct(SUPERIOR, number, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS, order: null },
    });
    expect(answered).toMatchObject({ status: 'answered', order: null });
    expect(await running(await app.caseId(filed.registerNumber))).toEqual([]);
  });
});

describe('the letters of a request that its requester withdraws', () => {
  const open = async (paper: Paper) =>
    app.sql<{ kind: string; mail: string }>(
      `SELECT kind, facts->>'mail' AS mail FROM tasks WHERE case_id = $1 AND done_at IS NULL
         AND facts->>'mail' IN ('answered', 'copy-ready') ORDER BY kind, mail`,
      [paper.id],
    );

  it('are not printed and not asked about any more', async () => {
    const early = await office.enter();
    await office.grant(early);
    expect((await open(early)).map(({ mail }) => mail)).toEqual(['answered', 'copy-ready']);
    await app.citizenAct(early.filed, 'withdraw', { reason: 'Sudah tidak diperlukan.' });
    expect(await open(early)).toEqual([]);

    const late = await office.enter();
    await office.grant(late);
    await app.passTo('2026-12-14T09:00:00+09:00');
    await app.sweep();
    expect((await open(late)).map(({ kind }) => kind)).toContain('letter-late');
    expect([await office.late(early), await office.asked(early)]).toEqual([[], []]);
    await app.citizenAct(late.filed, 'withdraw', { reason: 'Sudah tidak diperlukan.' });
    expect(await open(late)).toEqual([]);
    await app.passTo('2027-01-15T09:00:00+09:00');
    await app.sweep();
    expect(await open(late)).toEqual([]);
  });
});

describe('the order to give, and a grant that gives nothing yet', () => {
  const FREE = { copy: 0, delivery: 0, other: 0 };

  /** Silence, an order to give by Fri 2026-12-18, and then the grant. */
  async function granted(grant: Readonly<Record<string, unknown>>, grounds: readonly string[] = ['c']) {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, grounds);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await officer(), id, 'grant', {
      ...{ form: 'softcopy', cost: FREE, provideOn: '2027-01-29', fileIds: [], explanation: '' },
      ...grant,
    });
    return { filed, number, id };
  }

  const carriedOutOn = async (number: string) => (await world.read(number)).order?.carriedOutOn;

  it('stays open, its end opens the grounds, and the delivery carries it out', async () => {
    for (const grounds of [['c'], ['g']]) {
      const { filed, number, id } = await granted({}, grounds);
      expect([await carriedOutOn(number), await running(id)]).toEqual([
        null,
        ['delivery', 'order-execution', 'order-reminder'],
      ]);
      await app.passTo('2026-12-21T09:00:00+09:00');
      expect((await world.read(number)).order?.overdue).toBe(true);
      await app.mustAct(await officer(), id, 'deliver', {
        ...{ channel: 'online', deliveredOn: '2026-12-21', fileIds: [await world.copy()] },
      });
      expect([await carriedOutOn(number), await running(id)]).toEqual(['2026-12-21', []]);
      expect((await app.track(filed)).status).toBe('closed_granted');
    }
  });

  it('is carried out by a grant whose files go out with it', async () => {
    const { number, id } = await granted({ fileIds: [await world.copy()] });
    expect([await carriedOutOn(number), await running(id)]).toEqual(['2026-12-09', []]);
  });
});

describe('the order to answer, where the answer goes by post', () => {
  const HOLDER = { holder: 'Pemerintah Provinsi Maluku' };

  async function ordered(kind: 'give' | 'answer'): Promise<{ paper: Paper; number: string }> {
    const paper = await office.enter();
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18', kind));
    return { paper, number };
  }

  const carriedOutOn = async (number: string) => (await world.read(number)).order?.carriedOutOn;

  it('is carried out when the letter leaves, on the day on which it left', async () => {
    const { paper, number } = await ordered('answer');
    await app.mustAct(await officer(), paper.id, 'answer-not-held', HOLDER);
    expect([await carriedOutOn(number), await running(paper.id)]).toEqual([
      null,
      ['order-execution', 'order-reminder'],
    ]);
    await app.passTo('2026-12-17T09:00:00+09:00');
    await office.post(paper, 'answered', '2026-12-16');
    expect([await carriedOutOn(number), await running(paper.id)]).toEqual(['2026-12-16', []]);
    expect((await app.track(paper.filed)).outcome).toBe('not_held');
  });

  it('posted after its day it is carried out late', async () => {
    const { paper, number } = await ordered('answer');
    await app.mustAct(await officer(), paper.id, 'answer-not-held', HOLDER);
    await app.passTo('2026-12-21T09:00:00+09:00');
    expect((await world.read(number)).order?.overdue).toBe(true);
    await office.post(paper, 'answered', '2026-12-21');
    expect(await carriedOutOn(number)).toBe('2026-12-21');
    expect(
      await app.sql(
        `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'carried-out'`,
        [paper.id],
      ),
    ).toEqual([{ late: true }]);
  });

  it('is carried out by the officer’s word that it was handed over, and grants nothing by that', async () => {
    const { paper, number } = await ordered('answer');
    await app.mustAct(await officer(), paper.id, 'answer-not-held', HOLDER);
    const done = { explanation: 'Surat jawaban diantar ke rumah pemohon.', fileIds: [] };
    await world.mustAct(OFFICER, number, 'carry-out', done);
    expect(await app.track(paper.filed)).toMatchObject({ status: 'closed_not_held', outcome: 'not_held' });
  });

  it('to give is carried out by the copy, not by the leaving of a letter that promises it or refuses', async () => {
    const { paper, number } = await ordered('give');
    await app.mustAct(await officer(), paper.id, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2026-12-15' },
      ...{ fileIds: [], explanation: '' },
    });
    await office.post(paper, 'answered', '2026-12-09');
    expect(await carriedOutOn(number)).toBeNull();
    await app.passTo('2026-12-10T09:00:00+09:00');
    await office.handOver(paper, '2026-12-10');
    expect([await carriedOutOn(number), await running(paper.id)]).toEqual(['2026-12-10', []]);

    const refused = await ordered('give');
    await app.mustAct(await officer(), refused.paper.id, 'answer-not-held', HOLDER);
    await office.post(refused.paper, 'answered', '2026-12-09');
    expect(await carriedOutOn(refused.number)).toBeNull();
  });

  it('may be given although the letter is written, while it has not left', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-08T15:00:00+09:00');
    await app.mustAct(await officer(), paper.id, 'answer-not-held', HOLDER);
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['c']);
    const superior = await app.signIn('superior');
    const page = await superior.page(`/pengawas/keberatan/${await world.id(number)}`);
    expect(page.text).toContain('jenis-perintah');
    const bare = { outcome: 'granted', reasons: REASONS, order: null };
    expect(fieldsOf(await world.act(SUPERIOR, number, 'reply', bare))).toEqual(['order']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18', 'answer'));
    // Sent in time, only recorded after the order: it was carried out no earlier than it was given.
    await office.post(paper, 'answered', '2026-12-08');
    expect(await carriedOutOn(number)).toBe('2026-12-09');

    const sent = await office.enter();
    await app.passTo('2026-12-09T09:00:00+09:00');
    const silent = (await world.mustFile(sent.filed, ['c'])).objectionNumber;
    await app.mustAct(await officer(), sent.id, 'answer-not-held', HOLDER);
    await office.post(sent, 'answered', '2026-12-09');
    const refused = await world.act(SUPERIOR, silent, 'reply', ordering('2026-12-18', 'answer'));
    expect(fieldsOf(refused)).toEqual(['order.kind']);
  });
});

describe('the order on what was promised because it was not documented', () => {
  async function promised(grounds: readonly string[] = ['e']) {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await officer(), id, 'answer-not-documented', {
      ...{ availableOn: '2027-03-01', reason: 'Belum disusun.' },
    });
    const { objectionNumber: number } = await world.mustFile(filed, grounds);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    return { filed, id, number };
  }

  const deliver = async (id: string) =>
    app.mustAct(await officer(), id, 'deliver', {
      ...{ channel: 'online', deliveredOn: '2026-11-24', fileIds: [await world.copy()] },
    });

  it('is carried out by handing it over: the request is granted, as by the order itself', async () => {
    const { filed, id, number } = await promised();
    await deliver(id);
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-11-24');
    expect([await running(id), await orderDue(id)]).toEqual([[], null]);
    expect(await app.track(filed)).toMatchObject({ status: 'closed_granted', outcome: 'granted_full' });
    const told = (await app.track(filed)).timeline.map(({ event }) => event);
    expect(told.slice(-2)).toEqual(['delivered', 'carried-out']);
  });

  it('stays open where it is about the delay alone', async () => {
    const { filed, id, number } = await promised();
    await app.sql(`UPDATE objections SET grounds = '{g}' WHERE register_number = $1`, [number]);
    await deliver(id);
    expect((await world.read(number)).order?.carriedOutOn).toBeNull();
    expect((await app.track(filed)).status).toBe('closed_not_documented');
  });

  it('carried out without a file ends no promise; with one it keeps it', async () => {
    const bare = await promised();
    await world.mustAct(OFFICER, bare.number, 'carry-out', {
      ...{ explanation: 'Penyusunan dijelaskan kepada pemohon.', fileIds: [] },
    });
    expect([await running(bare.id), await orderDue(bare.id)]).toEqual([['delivery'], null]);
    expect(await app.track(bare.filed)).toMatchObject({ status: 'closed_not_documented', turn: 'agency' });

    const kept = await promised();
    await world.mustAct(OFFICER, kept.number, 'carry-out', {
      ...{ explanation: 'Dokumen diserahkan.', fileIds: [await world.copy()] },
    });
    expect(await running(kept.id)).toEqual([]);
    expect(await app.track(kept.filed)).toMatchObject({ status: 'closed_granted', turn: 'none' });
    expect(
      await app.sql(
        `SELECT c.provide_on, v.delivered_on::text AS day FROM cases c JOIN deliveries v ON v.case_id = c.id WHERE c.id = $1`,
        [kept.id],
      ),
    ).toEqual([{ provide_on: null, day: '2026-11-24' }]);
  });
});

describe('the report that an order to give was carried out', () => {
  const COST = { copy: 9000, delivery: 0, other: 0 };
  const WORD = { explanation: 'Informasi sudah diberikan.', fileIds: [] };

  /** Silence of a request that asks for this, and an order by Fri 2026-12-18. */
  async function silent(wish: Readonly<Record<string, unknown>> = {}, kind: 'give' | 'answer' = 'give') {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', ...wish });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18', kind));
    return { filed, number, id: await app.caseId(filed.registerNumber) };
  }

  const forms = async (id: string) =>
    app.sql<{ form: string }>('SELECT DISTINCT form FROM item_decisions WHERE case_id = $1', [id]);

  it('needs the file where the copy goes online, by API and page', async () => {
    for (const kind of ['give', 'answer'] as const) {
      const { filed, number } = await silent({}, kind);
      const bare = await world.act(OFFICER, number, 'carry-out', WORD);
      expect([bare.status, fieldsOf(bare)]).toEqual([422, ['fileIds']]);
      expect((await app.track(filed)).outcome).toBeNull();
      await world.mustAct(OFFICER, number, 'carry-out', { ...WORD, fileIds: [await world.copy()] });
      expect(await app.track(filed)).toMatchObject({ status: 'closed_granted', outcome: 'granted_full' });
    }
    const refused = await world.answered();
    const { objectionNumber: number } = await world.mustFile(refused, ['e']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    expect(fieldsOf(await world.act(OFFICER, number, 'carry-out', WORD))).toEqual(['fileIds']);
    const path = `/petugas/keberatan/${await world.id(number)}`;
    const client = await officer();
    const page = await client.page(path);
    const sent = await client.submit(`${path}/laksanakan`, {
      ...hiddenFields(page.text, 'laksanakan'),
      penjelasan: WORD.explanation,
    });
    expect([sent.status, sent.text]).toEqual([
      422,
      expect.stringContaining('Lampirkan berkas yang diberikan'),
    ]);
    expect((await app.track(refused)).status).toBe('closed_not_held');
  });

  it('is a word where the copy is fetched or posted, and keeps the form that was asked for', async () => {
    for (const format of ['softcopy', 'hardcopy'] as const) {
      const { filed, number, id } = await silent({ delivery: 'pickup', format });
      await world.mustAct(OFFICER, number, 'carry-out', WORD);
      expect((await app.track(filed)).status).toBe('closed_granted');
      expect(await forms(id)).toEqual([{ form: format }]);
    }
  });

  it('without a file ends the order, but no debt and no promise', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await officer(), id, 'grant', {
      ...{ form: 'hardcopy', cost: COST, provideOn: '2026-12-01', fileIds: [], explanation: '' },
    });
    await app.passTo('2026-12-02T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['e']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    await world.mustAct(OFFICER, number, 'carry-out', WORD);
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-02');
    expect((await app.track(filed)).status).toBe('granted_open');
    expect(await app.sql('SELECT 1 FROM deliveries WHERE case_id = $1', [id])).toEqual([]);
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'record-payment', { amount: 9000, method: 'cash' });
  });

  it('on the cost alone names what is left of it, also on the page', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await officer(), id, 'grant', {
      ...{ form: 'hardcopy', cost: COST, provideOn: '2026-12-01', fileIds: [], explanation: '' },
    });
    const { objectionNumber: number } = await world.mustFile(filed, ['f']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    const bare = await world.act(OFFICER, number, 'carry-out', WORD);
    expect([bare.status, fieldsOf(bare)]).toEqual([422, ['cost']]);
    const client = await officer();
    const page = await client.page(`/petugas/keberatan/${await world.id(number)}`);
    expect(page.text).toContain('Biaya yang kini berlaku');
    expect(page.text).not.toContain('Biaya yang kini berlaku (opsional)');
    await world.mustAct(OFFICER, number, 'carry-out', { ...WORD, cost: 0 });
    expect((await app.track(filed)).status).toBe('granted_open');
  });

  it('with a file for somebody without mail counts on the day on which the letter leaves', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'reply', ordering('2026-12-18'));
    await world.mustAct(OFFICER, number, 'carry-out', { ...WORD, fileIds: [await world.copy()] });
    const delivered = () =>
      app.sql<{ day: string }>('SELECT delivered_on::text AS day FROM deliveries WHERE case_id = $1', [
        paper.id,
      ]);
    expect([(await world.read(number)).order?.carriedOutOn, await delivered()]).toEqual([null, []]);
    expect(await running(paper.id)).toEqual(['order-execution', 'order-reminder']);
    await app.passTo('2026-12-14T09:00:00+09:00');
    await office.post(paper, 'answered', '2026-12-11');
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-11');
    expect([await delivered(), await running(paper.id)]).toEqual([[{ day: '2026-12-11' }], []]);
    expect((await app.track(paper.filed)).status).toBe('closed_granted');
  });
});
