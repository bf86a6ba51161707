import { PaperOffice, type Paper } from '../intake/paper-office.js';
import { REASONS } from '../objections/objection-world.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { DisputeWorld, type Disputed } from './dispute-world.js';

/*
 * A file for somebody whom no mail reaches leaves with a letter: what was ordered or agreed is carried out on that day, and
 * T9 runs until then (law.md row 23; decisions 0051, 0087, 0091).
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new DisputeWorld(app);
const office = new PaperOffice(app);
const OFFICER = ['officer', 'disdik'] as const;

interface StepOrder {
  readonly state: string;
  readonly carriedOutOn: string | null;
}

/** A request on paper that was answered as not held, and its objection. */
async function held(): Promise<{ paper: Paper; number: string }> {
  const paper = await office.enter();
  await office.answer(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  const { objectionNumber: number } = await world.objections.mustFile(paper.filed, ['d']);
  return { paper, number };
}

const carryOut = async (number: string) =>
  world.objections.act(OFFICER, number, 'carry-out', {
    ...{ explanation: 'Diserahkan.', fileIds: [await world.upload('Salinan')] },
  });

const carriedOutOn = async (number: string) => (await world.objections.read(number)).order?.carriedOutOn;

const given = async ({ id }: Paper) =>
  app.sql<{ status: string; outcome: string; orders: readonly object[] | null; due: string | null }>(
    `SELECT c.status, c.outcome, r.orders, c.order_due_on::text AS due FROM cases c
       JOIN register_requests r ON r.case_id = c.id WHERE c.id = $1`,
    [id],
  );

/** What the person reads on the status page of files. */
const filesOf = async ({ filed }: Paper): Promise<number> =>
  (await app.track(filed)).documents.filter(({ kind }) => kind === 'answer').length;

const nextOf = async ({ id }: Paper): Promise<unknown> => {
  const desk = await app.signIn('desk');
  return ((await app.readCase(desk, id)) as { nextAction: { action: string } | null }).nextAction?.action;
};

describe('what was ordered or agreed on an answered request, for somebody without mail', () => {
  it.each(['superior', 'settlement'])('is given when its letter leaves: of %s', async (by) => {
    const { paper, number } = await held();
    if (by === 'superior')
      await world.objections.mustAct(['superior'], number, 'reply', {
        ...{ outcome: 'granted', reasons: REASONS },
        order: { text: 'Berikan salinannya.', carryOutBy: '2026-12-08' },
      });
    else
      await world.objections.mustAct(['desk'], number, 'settle', {
        ...{ record: 'Berkas diberikan.', carryOutBy: '2026-12-08' },
      });
    const before = await filesOf(paper);
    await app.passTo('2026-12-02T09:00:00+09:00');
    expect((await carryOut(number)).status).toBe(200);
    expect([await carriedOutOn(number), await given(paper)]).toMatchObject([
      null,
      [{ status: 'closed_not_held', orders: null, due: '2026-12-08' }],
    ]);
    expect([await nextOf(paper), await filesOf(paper)]).toEqual(['send-letter', before]);
    expect((await office.printTask(paper, 'order-carried-out')).due).toBe('2026-12-08');
    // It was reported; what is left is the letter.
    expect((await carryOut(number)).status).toBe(409);
    expect(
      await app.sql(`SELECT 1 FROM open_tasks WHERE case_id = $1 AND kind LIKE 'objection-%'`, [paper.id]),
    ).toEqual([]);
    await app.passTo('2026-12-10T09:00:00+09:00');
    expect(await office.objecting(paper, 'g')).toBe('open');
    await office.post(paper, 'order-carried-out', '2026-12-10');
    expect([await carriedOutOn(number), await given(paper)]).toMatchObject([
      '2026-12-10',
      [{ status: 'closed_granted', outcome: 'granted_full', due: null, orders: [{ on: '2026-12-10' }] }],
    ]);
    expect(await filesOf(paper)).toBe(before + 1);
  });

  it('posted within its day it opens no ground', async () => {
    const { paper, number } = await held();
    await world.objections.mustAct(['superior'], number, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS },
      order: { text: 'Berikan salinannya.', carryOutBy: '2026-12-08' },
    });
    expect((await carryOut(number)).status).toBe(200);
    await app.passTo('2026-12-03T09:00:00+09:00');
    await office.post(paper, 'order-carried-out', '2026-12-02');
    expect(await carriedOutOn(number)).toBe('2026-12-02');
    expect(await office.objecting(paper, 'g')).toBe('ground-not-open');
  });
});

async function open(objection: string, { filed, id }: Paper): Promise<Disputed> {
  return { filed, id, objection, dispute: expectStatus(await world.open(objection), 201).id };
}

const orderOf = async (of: Disputed) =>
  (await world.read(of)).steps.at(-1)?.order as unknown as StepOrder | undefined;

const waiting = async ({ id }: Paper, kind: string): Promise<readonly unknown[]> =>
  (
    await app.sql<{ mail: string | null }>(
      `SELECT facts->>'mail' AS mail FROM tasks WHERE case_id = $1 AND kind = $2 AND done_at IS NULL`,
      [id, kind],
    )
  ).map(({ mail }) => mail);

it('is the letter of the desk while it waits, and no work of the agency', async () => {
  const { paper, number } = await held();
  await world.objections.mustAct(['superior'], number, 'reply', {
    ...{ outcome: 'granted', reasons: REASONS },
    order: { text: 'Berikan salinannya.', carryOutBy: '2026-12-08' },
  });
  const pageOf = async (role: 'desk' | 'officer') =>
    (
      await (
        await app.signIn(role, role === 'desk' ? undefined : 'disdik')
      ).page(`/petugas/kasus/${paper.id}`)
    ).text;
  const told = async (to: string) => {
    await app.sweep();
    const numbers = [paper.filed.registerNumber, number];
    return (await app.mails(to)).filter(({ subject, text }) =>
      numbers.some((one) => `${subject} ${text}`.includes(one)),
    );
  };
  const act = `href="/petugas/keberatan/${await world.objections.id(number)}">Laksanakan`;
  expect(await pageOf('officer')).toContain(act);
  const officer = app.account('officer', 'disdik').email;
  expect((await carryOut(number)).status).toBe(200);
  const before = (await told(officer)).length;
  expect(await pageOf('officer')).not.toContain(act);
  const { id: task } = await office.printTask(paper, 'order-carried-out');
  expect(await pageOf('desk')).toContain(`/petugas/tugas/${task}/cetak`);
  for (const day of ['03', '07', '08']) {
    await app.passTo(`2026-12-${day}T09:00:00+09:00`);
    expect((await told(officer)).length).toBe(before);
  }
  const above = (await told(app.account('supervisor').email)).at(-1)?.text ?? '';
  expect(above).toContain('Kirim surat jawaban');
});

it('ends with a withdrawn request, and its letter is not printed any more', async () => {
  const paper = await office.enter();
  await office.grant(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  const { objectionNumber: number } = await world.objections.mustFile(paper.filed, ['d']);
  await world.objections.mustAct(['superior'], number, 'reply', {
    ...{ outcome: 'granted', reasons: REASONS },
    order: { text: 'Berikan salinannya.', carryOutBy: '2026-12-08' },
  });
  await office.post(paper, 'objection-answered', '2026-11-24', '2026-11-24');
  expect((await carryOut(number)).status).toBe(200);
  expect(await waiting(paper, 'print-mail')).toContain('order-carried-out');
  expectStatus(await app.citizenAct(paper.filed, 'withdraw', { reason: REASONS }), 200);
  expect(await waiting(paper, 'print-mail')).not.toContain('order-carried-out');
});

it.each(['post', 'online'] as const)(
  'is the answer where there was none, and leaves with it: %s',
  async (delivery) => {
    const paper = await office.enter({ delivery, format: delivery === 'post' ? 'hardcopy' : 'softcopy' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.objections.mustFile(paper.filed, ['c']);
    await world.objections.mustAct(['superior'], number, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS },
      order: { text: 'Berikan salinannya.', carryOutBy: '2026-12-22' },
    });
    await app.passTo('2026-12-14T09:00:00+09:00');
    expect((await carryOut(number)).status).toBe(200);
    expect((await carryOut(number)).status).toBe(409);
    expect([await carriedOutOn(number), await nextOf(paper)]).toEqual([null, 'send-letter']);
    expect(
      await app.sql(`SELECT 1 FROM open_tasks WHERE case_id = $1 AND kind LIKE 'objection-%'`, [paper.id]),
    ).toEqual([]);
    await app.passTo('2026-12-17T09:00:00+09:00');
    await office.post(paper, 'answered', '2026-12-17');
    expect([await carriedOutOn(number), await given(paper)]).toMatchObject([
      '2026-12-17',
      [{ status: 'closed_granted', due: null, orders: [{ on: '2026-12-17' }] }],
    ]);
  },
);

describe('what commission or courts ordered, for somebody without mail', () => {
  it.each([
    ['ruling', 'post', 'granted_open'],
    ['mediation-agreed', 'post', 'granted_open'],
    ['ruling', 'online', 'closed_granted'],
    ['mediation-agreed', 'online', 'closed_granted'],
  ] as const)('is carried out when the answer leaves: %s, %s', async (event, delivery, status) => {
    const paper = await office.enter(delivery === 'post' ? undefined : { delivery, format: 'softcopy' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.objections.mustFile(paper.filed, ['c']);
    await world.objections.mustAct(['superior'], number, 'reply', {
      ...{ outcome: 'inadmissible', reasons: REASONS },
    });
    const of = await open(number, paper);
    await world.decided(of, event, '2026-12-18');
    await app.passTo('2026-12-14T09:00:00+09:00');
    await world.carriedOut(of);
    expect([await orderOf(of), await given(paper)]).toMatchObject([
      { state: 'open', carriedOutOn: null },
      [{ status, orders: null, due: '2026-12-18' }],
    ]);
    expect((await world.act(of, 'carry-out', { explanation: 'Lagi.', fileIds: [] })).status).toBe(409);
    expect((await world.read(of)).actions).not.toContain('carry-out');
    await app.passTo('2026-12-21T09:00:00+09:00');
    await office.post(paper, 'answered', '2026-12-21');
    expect([await orderOf(of), await given(paper)]).toMatchObject([
      { state: 'carried-out', carriedOutOn: '2026-12-21' },
      [{ status: 'closed_granted', due: null, orders: [{ on: '2026-12-21' }] }],
    ]);
    const trail = await app.sql<{ late: boolean }>(
      `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'carried-out' AND facts ? 'stepId'`,
      [paper.id],
    );
    expect(trail).toEqual([{ late: true }]);
    if (event === 'mediation-agreed') expect((await world.read(of)).status).toBe('final');
  });

  it('is carried out on an answered request when its own letter leaves', async () => {
    const { paper, number } = await held();
    await world.objections.mustAct(['superior'], number, 'reply', {
      ...{ outcome: 'inadmissible', reasons: REASONS },
    });
    const of = await open(number, paper);
    await world.decided(of, 'ruling', '2026-12-18');
    await world.carriedOut(of);
    expect([await orderOf(of), await given(paper), await nextOf(paper)]).toMatchObject([
      { state: 'open', carriedOutOn: null },
      [{ status: 'closed_not_held', orders: null }],
      'send-letter',
    ]);
    await app.passTo('2026-12-03T09:00:00+09:00');
    await office.post(paper, 'order-carried-out', '2026-12-02');
    expect([await orderOf(of), await given(paper)]).toMatchObject([
      { state: 'carried-out', carriedOutOn: '2026-12-02' },
      [{ status: 'closed_granted', orders: [{ on: '2026-12-02' }] }],
    ]);
    // No term of the requester starts with it: nobody asks when it was received.
    await app.passTo('2026-12-21T09:00:00+09:00');
    expect((await office.asked(paper)).filter(({ mail }) => mail === 'order-carried-out')).toEqual([]);
  });

  it.each(['stands', 'ends', 'stands, then ends'] as const)(
    'is the order that a court speaks of: it %s',
    async (earlierOrder) => {
      const { paper, number } = await held();
      await world.objections.mustAct(['superior'], number, 'reply', {
        ...{ outcome: 'inadmissible', reasons: REASONS },
      });
      const of = await open(number, paper);
      await world.decided(of, 'ruling', '2026-12-18');
      await world.carriedOut(of);
      await world.mustAct(of, 'suit-filed', { filedOn: '2026-11-24' });
      await world.decided(of, 'court-ruling', null, {
        earlierOrder: earlierOrder === 'ends' ? 'ends' : 'stands',
      });
      if (earlierOrder === 'ends') {
        expect(await waiting(paper, 'print-mail')).not.toContain('order-carried-out');
        return;
      }
      // What was reported waits in its letter still, and nobody is asked for it again.
      expect([await nextOf(paper), await waiting(paper, 'dispute-order')]).toEqual(['send-letter', []]);
      expect((await world.read(of)).actions).not.toContain('carry-out');
      if (earlierOrder === 'stands, then ends') {
        await world.mustAct(of, 'cassation-filed', { filedOn: '2026-11-24' });
        await world.decided(of, 'cassation-ruling', null, { earlierOrder: 'ends' });
        expect(await waiting(paper, 'print-mail')).not.toContain('order-carried-out');
        return;
      }
      await app.passTo('2026-12-03T09:00:00+09:00');
      await office.post(paper, 'order-carried-out', '2026-12-02');
      expect([await orderOf(of), await given(paper)]).toMatchObject([
        { state: 'carried-out', carriedOutOn: '2026-12-02' },
        [{ status: 'closed_granted', due: null, orders: [{ on: '2026-12-02' }] }],
      ]);
    },
  );

  it('is work again where the request is withdrawn before the answer leaves', async () => {
    const paper = await office.enter();
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.objections.mustFile(paper.filed, ['c']);
    await world.objections.mustAct(['superior'], number, 'reply', {
      ...{ outcome: 'inadmissible', reasons: REASONS },
    });
    const of = await open(number, paper);
    await world.decided(of, 'ruling', '2026-12-18');
    await world.carriedOut(of);
    expect(await waiting(paper, 'dispute-order')).toEqual([]);
    expectStatus(await app.citizenAct(paper.filed, 'withdraw', { reason: REASONS }), 200);
    expect([await waiting(paper, 'dispute-order'), (await world.read(of)).actions]).toEqual([
      [null],
      expect.arrayContaining(['carry-out']),
    ]);
  });
});

it('is late where the desk corrects the day on which the letter left', async () => {
  const { paper, number } = await held();
  await world.objections.mustAct(['superior'], number, 'reply', {
    ...{ outcome: 'granted', reasons: REASONS },
    order: { text: 'Berikan salinannya.', carryOutBy: '2026-12-08' },
  });
  await office.post(paper, 'objection-answered', '2026-11-24', '2026-11-24');
  expect((await carryOut(number)).status).toBe(200);
  await app.passTo('2026-12-08T09:00:00+09:00');
  await office.post(paper, 'order-carried-out', '2026-12-08');
  expect(await carriedOutOn(number)).toBe('2026-12-08');
  await app.passTo('2026-12-10T09:00:00+09:00');
  await office.post(paper, 'order-carried-out', '2026-12-10');
  expect(await carriedOutOn(number)).toBe('2026-12-10');
  expect(await office.objecting(paper, 'g')).not.toBe('ground-not-open');
  const [row] = await app.sql('SELECT delivered_on::text AS day FROM deliveries WHERE case_id = $1', [
    paper.id,
  ]);
  expect(row).toEqual({ day: '2026-12-10' });
});

it('moves with its letter alone: a copy that was fetched on that day stays fetched on it', async () => {
  const paper = await office.enter({ delivery: 'pickup', format: 'hardcopy' });
  await office.grant(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  const { objectionNumber: number } = await world.objections.mustFile(paper.filed, ['d']);
  await world.objections.mustAct(['superior'], number, 'reply', {
    ...{ outcome: 'partlyGranted', reasons: REASONS },
    order: { text: 'Kirim halaman 3.', carryOutBy: '2026-12-08' },
  });
  await office.post(paper, 'objection-answered', '2026-11-24', '2026-11-24');
  expect((await carryOut(number)).status).toBe(200);
  await app.passTo('2026-12-08T09:00:00+09:00');
  await office.handOver(paper, '2026-12-08');
  await office.post(paper, 'order-carried-out', '2026-12-08');
  await app.passTo('2026-12-10T09:00:00+09:00');
  await office.post(paper, 'order-carried-out', '2026-12-10');
  expect(await carriedOutOn(number)).toBe('2026-12-10');
  const days = await app.sql('SELECT delivered_on::text AS day FROM deliveries WHERE case_id = $1', [
    paper.id,
  ]);
  expect(days).toEqual([{ day: '2026-12-08' }]);
});

it('is in hand when the copy is fetched that the letter would have brought', async () => {
  const paper = await office.enter({ delivery: 'pickup', format: 'hardcopy' });
  await office.grant(paper);
  await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
  await app.passTo('2027-02-02T09:00:00+09:00');
  const of = await world.disputed(paper.filed, 'e');
  await world.decided(of, 'mediation-agreed', '2027-02-19');
  await world.carriedOut(of);
  await office.handOver(paper, '2027-02-02');
  expect((await world.read(of)).steps.at(-1)?.order).toMatchObject({
    ...{ state: 'carried-out', carriedOutOn: '2027-02-02' },
  });
  expect((await office.asked(paper)).filter(({ open }) => open)).toEqual([]);
});
