import { PaperOffice, type Paper } from '../intake/paper-office.js';
import { PARTIAL, refusalCase } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import { codeOf, granting, ObjectionWorld } from './objection-world.js';

/*
 * What an order gives, in hand, by mail and by letter: no term that nobody set, no letter that has become untrue, nothing
 * over before its receipt is known, and nothing exempt again (law.md rows 14, 23, 24; decisions 0087, 0091, 0094).
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const office = new PaperOffice(app);
const SUPERIOR = ['superior'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const DAY = '2026-12-22';

const report = async (number: string, withFile: boolean) =>
  world.act(OFFICER, number, 'carry-out', {
    ...{ explanation: 'Diserahkan.', fileIds: withFile ? [await world.copy()] : [] },
  });

const lettersToSend = async (id: string): Promise<readonly string[]> =>
  (
    await app.sql<{ mail: string }>(
      `SELECT facts->>'mail' AS mail FROM tasks
       WHERE case_id = $1 AND kind = 'print-mail' AND done_at IS NULL ORDER BY 1`,
      [id],
    )
  ).map(({ mail }) => mail);

/** Nobody answered by 8 December; the superior orders to give all by 22 December. */
async function silentPaper(
  wish?: Parameters<PaperOffice['enter']>[0],
): Promise<{ paper: Paper; number: string }> {
  const paper = await office.enter(wish);
  await app.passTo('2026-12-09T09:00:00+09:00');
  const { objectionNumber: number } = await world.mustFile(paper.filed, ['c']);
  await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
  return { paper, number };
}

describe('a report on a request that nobody had answered, for somebody without mail', () => {
  it('promises the file that lies in the letter for the day of the order, which is the only term', async () => {
    const { paper, number } = await silentPaper();
    await app.passTo('2026-12-14T09:00:00+09:00');
    expect((await report(number, true)).status).toBe(200);
    expect(await lettersToSend(paper.id)).not.toContain('copy-ready');
    const [row] = await app.sql<{ by: string; clocks: string[] }>(
      `SELECT c.provide_on::text AS by, (SELECT array_agg(DISTINCT d.kind) FROM due_rows d WHERE d.case_id = c.id
         AND d.done_at IS NULL AND d.kind IN ('delivery', 'order-execution')) AS clocks FROM cases c WHERE c.id = $1`,
      [paper.id],
    );
    expect(row).toEqual({ by: DAY, clocks: ['order-execution'] });
    await app.passTo('2026-12-17T09:00:00+09:00');
    expect([await office.objecting(paper, 'e'), await office.objecting(paper, 'g')]).toEqual([
      'ground-not-open',
      expect.any(String),
    ]);
  });

  it('at the counter takes the answer along: it has left, and nothing of it is printed any more', async () => {
    const { paper, number } = await silentPaper({ delivery: 'pickup', format: 'hardcopy' });
    await app.passTo('2026-12-14T09:00:00+09:00');
    expect((await report(number, false)).status).toBe(200);
    const [row] = await app.sql<{ left: string | null; status: string }>(
      'SELECT notice_left_on::text AS left, status FROM cases WHERE id = $1',
      [paper.id],
    );
    expect(row).toEqual({ left: '2026-12-14', status: 'closed_granted' });
    const open = await lettersToSend(paper.id);
    expect(open.filter((mail) => ['answered', 'copy-ready'].includes(mail))).toEqual([]);
  });

  it('leaves no letter that says the order was not carried out, once it is', async () => {
    const { paper, number } = await silentPaper();
    await office.post(paper, 'objection-answered', '2026-12-09', '2026-12-09');
    await app.passTo('2026-12-23T09:00:00+09:00');
    expect(await lettersToSend(paper.id)).toContain('order-lapsed');
    expect((await report(number, true)).status).toBe(200);
    await office.post(paper, 'answered', '2026-12-23');
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-23');
    expect(await lettersToSend(paper.id)).not.toContain('order-lapsed');
  });
});

describe('what was to be fetched, and leaves with a letter, for somebody without mail', () => {
  const pickup = { delivery: 'pickup', format: 'hardcopy' } as const;

  it('is asked about until its receipt is known, and nothing is over before', async () => {
    const { paper, number } = await silentPaper(pickup);
    expect((await report(number, true)).status).toBe(200);
    await office.post(paper, 'answered', '2026-12-09');
    await app.passTo('2027-02-20T09:00:00+09:00');
    expect((await app.track(paper.filed)).status).toBe('closed_granted');
    expect(await office.asked(paper)).toContainEqual({ mail: 'answered', open: true });
    await office.post(paper, 'answered', '2026-12-09', '2027-01-11');
    expect((await app.track(paper.filed)).rights.objectionUntil).toBe('2027-02-23');
  });

  it('takes no answer along that lies at the desk', async () => {
    const paper = await office.enter(pickup);
    await office.answer(paper);
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
    expect((await report(number, true)).status).toBe(200);
    await office.post(paper, 'order-carried-out', '2026-12-09');
    const [row] = await app.sql('SELECT notice_left_on AS left FROM cases WHERE id = $1', [paper.id]);
    expect(row).toEqual({ left: null });
    expect(await lettersToSend(paper.id)).toContain('answered');
  });
});

describe('an order on a request that was answered, for somebody without mail', () => {
  async function undocumented(): Promise<{ paper: Paper; number: string }> {
    const paper = await office.enter({ delivery: 'online', format: 'softcopy' });
    await app.mustAct(await app.signIn(...OFFICER), paper.id, 'answer-not-documented', {
      ...{ availableOn: '2026-12-18', reason: 'Laporan sedang disusun.' },
    });
    await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['e']);
    await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
    await office.post(paper, 'objection-answered', '2026-11-24', '2026-11-24');
    return { paper, number };
  }

  it('waits in the letter with which the delivery leaves, and is no work of the agency', async () => {
    const { paper, number } = await undocumented();
    await app.passTo('2026-12-14T09:00:00+09:00');
    await app.mustAct(await app.signIn('desk'), paper.id, 'deliver', {
      ...{ channel: 'online', deliveredOn: '2026-12-14', fileIds: [await world.copy()] },
    });
    expect(codeOf(await report(number, true))).toBe('not-in-this-state');
    const read = (await app.readCase(await app.signIn('desk'), paper.id)) as {
      nextAction: { action: string } | null;
    };
    expect(read.nextAction?.action).toBe('send-letter');
    await office.post(paper, 'copy-ready', '2026-12-14');
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-14');
  });

  it('is not over before the receipt of the letter that gave it is known: T7 begins with it', async () => {
    const paper = await office.enter();
    await office.answer(paper);
    await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['d']);
    await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
    await office.post(paper, 'objection-answered', '2026-11-24', '2026-11-24');
    expect((await report(number, true)).status).toBe(200);
    await office.post(paper, 'order-carried-out', '2026-11-24');
    await app.passTo('2027-02-15T09:00:00+09:00');
    expect((await app.track(paper.filed)).status).toBe('closed_granted');
    await office.post(paper, 'order-carried-out', '2026-11-24', '2026-12-30');
    expect((await app.track(paper.filed)).rights.objectionUntil).not.toBeNull();
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

it('is broken for whom its letter has not reached from that letter on', async () => {
  const paper = await office.enter();
  await office.answer(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  const { objectionNumber: number } = await world.mustFile(paper.filed, ['d']);
  await world.mustAct(SUPERIOR, number, 'reply', granting('2026-12-01'));
  const until = (await app.track(paper.filed)).rights.objectionUntil;
  await app.passTo('2026-12-14T09:00:00+09:00');
  expect(await lettersToSend(paper.id)).not.toContain('order-lapsed');
  expect((await app.track(paper.filed)).rights.objectionUntil).toBe(until);
  await office.post(paper, 'objection-answered', '2026-12-14');
  expect(await lettersToSend(paper.id)).toContain('order-lapsed');
  const later = String((await app.track(paper.filed)).rights.objectionUntil);
  expect(later > String(until)).toBe(true);
  await app.passTo(`${later}T09:00:00+09:00`);
  const again = await world.mustFile(paper.filed, ['e']);
  const [row] = await app.sql('SELECT late FROM objections WHERE register_number = $1', [
    again.objectionNumber,
  ]);
  expect(row).toEqual({ late: false });
});

it('is broken from its day on where the letter had left before, and that was recorded late', async () => {
  const paper = await office.enter();
  await office.answer(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  const { objectionNumber: number } = await world.mustFile(paper.filed, ['d']);
  await world.mustAct(SUPERIOR, number, 'reply', granting('2026-12-01'));
  await app.passTo('2026-12-14T09:00:00+09:00');
  const until = String((await app.track(paper.filed)).rights.objectionUntil);
  await office.post(paper, 'objection-answered', '2026-11-25');
  expect(await lettersToSend(paper.id)).toContain('order-lapsed');
  expect(String((await app.track(paper.filed)).rights.objectionUntil) > until).toBe(true);
  await office.post(paper, 'objection-answered', '2026-11-25', '2026-11-25');
  const [row] = await app.sql(
    `SELECT count(*)::int AS clocks FROM due_rows WHERE case_id = $1 AND kind = 'objection-window' AND done_at IS NULL`,
    [paper.id],
  );
  expect(row).toEqual({ clocks: 1 });
});

it('is asked about no receipt where nothing was given', async () => {
  const paper = await office.enter();
  await office.answer(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  const { objectionNumber: number } = await world.mustFile(paper.filed, ['d']);
  const record = 'Kepala dinas meminta maaf.';
  const order = { text: 'Minta maaf secara tertulis.', carryOutBy: DAY, gives: 'nothing' };
  await world.mustAct(SUPERIOR, number, 'settle', { record, order });
  expect((await report(number, false)).status).toBe(200);
  await office.post(paper, 'order-carried-out', '2026-11-24');
  await app.passTo('2026-12-21T09:00:00+09:00');
  expect((await office.asked(paper)).filter(({ mail }) => mail === 'order-carried-out')).toEqual([]);
  expect(await lettersToSend(paper.id)).not.toContain('order-carried-out');
});

it('is in hand, and no mail asks to fetch it until today', async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
  await app.passTo('2026-12-09T09:00:00+09:00');
  const { objectionNumber: number } = await world.mustFile(filed, ['c']);
  await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
  expect((await report(number, true)).status).toBe(200);
  await app.sweep();
  const told = (await app.mails()).filter(({ subject }) => subject.includes(filed.registerNumber));
  expect(told.map(({ subject }) => subject).filter((subject) => /diambil/u.test(subject))).toEqual([]);
  expect((await app.track(filed)).status).toBe('closed_granted');
});

it('opens in full what was refused, whatever ground the objection rested on', async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const one = await refusalCase(app);
  await app.mustAct(one.officer, one.id, 'propose-refusal', PARTIAL);
  await app.mustAct(one.superior, one.id, 'consent');
  const { objectionNumber: number } = await world.mustFile(one.filed, ['d']);
  await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
  const opened = async () =>
    (
      await app.sql<{ opened: boolean }>(
        `SELECT d.opened_at IS NOT NULL AS opened FROM exemption_decrees d
         JOIN refusal_proposals p ON p.decree_id = d.id WHERE p.case_id = $1`,
        [one.id],
      )
    ).map((row) => row.opened);
  expect(await opened()).toEqual([false]);
  const done = { explanation: 'Diserahkan.', fileIds: [await world.copy()] };
  await world.mustAct(['officer', 'disdukcapil'], number, 'carry-out', done);
  expect([(await app.track(one.filed)).outcome, await opened()]).toEqual(['granted_full', [true]]);
});

it('is carried out by the delivery of the rest, where a part was granted and the rest promised', async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik' });
  const id = await app.caseId(filed.registerNumber);
  const officer = await app.signIn(...OFFICER);
  const { items } = (await app.mustAct(officer, id, 'itemise', {
    items: [{ text: 'Rincian Dana BOS 2025' }, { text: 'Laporan 2026' }],
  })) as unknown as { items: { id: string }[] };
  await app.mustAct(officer, id, 'grant', {
    ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, explanation: 'Terlampir.' },
    ...{ provideOn: '2026-12-01', fileIds: [await world.copy()], itemIds: [items[0]?.id] },
  });
  await app.mustAct(officer, id, 'answer-not-documented', { availableOn: '2026-12-28', reason: 'Disusun.' });
  const { objectionNumber: number } = await world.mustFile(filed, ['d']);
  await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
  await app.passTo('2026-12-14T09:00:00+09:00');
  await app.mustAct(officer, id, 'deliver', {
    ...{ channel: 'online', deliveredOn: '2026-12-14', fileIds: [await world.copy()] },
  });
  expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-14');
  expect((await app.track(filed)).outcome).toBe('granted_full');
});

it('is shown in place where that was asked, and takes the answer along', async () => {
  const { paper, number } = await silentPaper({ access: 'inspect' });
  expect((await report(number, false)).status).toBe(200);
  const [row] = await app.sql(
    `SELECT c.notice_left_on::text AS left, v.channel FROM cases c JOIN deliveries v ON v.case_id = c.id WHERE c.id = $1`,
    [paper.id],
  );
  expect(row).toEqual({ left: '2026-12-09', channel: 'inspection' });
});

it.each([
  ['a cost', { copy: 5000, delivery: 0, other: 0 }],
  ['no cost', { copy: 0, delivery: 0, other: 0 }],
])('leaves another item, granted before for %s, to be handed over', async (_, cost) => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
  const id = await app.caseId(filed.registerNumber);
  const officer = await app.signIn(...OFFICER);
  const { items } = (await app.mustAct(officer, id, 'itemise', {
    items: [{ text: 'Rincian Dana BOS 2025' }, { text: 'Laporan 2026' }],
  })) as unknown as { items: { id: string }[] };
  await app.mustAct(officer, id, 'grant', {
    ...{ form: 'hardcopy', cost, explanation: 'Di loket.', provideOn: '2026-12-29', itemIds: [items[0]?.id] },
  });
  await app.passTo('2026-12-09T09:00:00+09:00');
  const { objectionNumber: number } = await world.mustFile(filed, ['c']);
  await world.mustAct(SUPERIOR, number, 'reply', granting(DAY));
  expect((await report(number, true)).status).toBe(200);
  const [row] = await app.sql(
    `SELECT c.status, (SELECT count(*)::int FROM due_rows d WHERE d.case_id = c.id AND d.kind = 'delivery'
       AND d.done_at IS NULL) AS t6 FROM cases c WHERE c.id = $1`,
    [id],
  );
  expect(row).toEqual({ status: 'granted_open', t6: 1 });
  // What was ordered was given, and can be opened, whatever the other item costs.
  expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-09');
  expect((await app.track(filed)).documents.filter(({ kind }) => kind === 'answer')).toHaveLength(1);
  if (cost.copy > 0)
    await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 5000, method: 'cash' });
  await app.mustAct(officer, id, 'deliver', { channel: 'pickup', deliveredOn: '2026-12-09' });
  expect((await app.track(filed)).status).toBe('closed_granted');
  expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-09');
});
