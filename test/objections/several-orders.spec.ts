import { DisputeWorld, type Disputed } from '../disputes/dispute-world.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { printedRegister } from '../reports/printed-register.js';
import { REASONS } from './objection-world.js';

/* Several orders on one request: what gives all leaves none to give (law.md row 23; decision 0090). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const disputes = new DisputeWorld(app);
const world = disputes.objections;
const SUPERIOR = ['superior'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const FIRST_DAY = '2026-12-08';
const SECOND_DAY = '2026-12-22';

interface Ordered {
  readonly filed: FiledRequest;
  readonly number: string;
}

interface Answered {
  readonly filed: FiledRequest;
  readonly ground: string;
}

const notHeld = async (): Promise<Answered> => ({ filed: await world.answered(), ground: 'd' });

/** Granted in full, to be fetched by a day that passes. */
async function granted(): Promise<Answered> {
  const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
  const officer = await app.signIn('officer', 'disdik');
  await app.mustAct(officer, await app.caseId(filed.registerNumber), 'grant', {
    ...{ form: 'hardcopy', cost: { copy: 0, delivery: 0, other: 0 }, explanation: 'Di loket.' },
    ...{ provideOn: '2026-11-30' },
  });
  return { filed, ground: 'e' };
}

/** Answered as not held, objected to (d), ordered to be given, and not given by the day of the order. */
async function broken(answered = notHeld): Promise<Ordered> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const { filed, ground } = await answered();
  await app.passTo('2026-12-01T10:00:00+09:00');
  const { objectionNumber: number } = await world.mustFile(filed, [ground]);
  await world.mustAct(SUPERIOR, number, 'reply', {
    ...{ outcome: 'granted', reasons: REASONS },
    order: { text: 'Berikan salinannya.', carryOutBy: FIRST_DAY },
  });
  await app.passTo('2026-12-10T09:00:00+09:00');
  return { filed, number };
}

async function carriedOut(number: string): Promise<void> {
  await world.mustAct(OFFICER, number, 'carry-out', {
    ...{ explanation: 'Diserahkan.', fileIds: [await world.copy()] },
  });
}

const WAYS = [
  [
    'another order of the superior',
    async ({ filed }: Ordered) => {
      const { objectionNumber } = await world.mustFile(filed, ['e']);
      await world.mustAct(SUPERIOR, objectionNumber, 'reply', {
        ...{ outcome: 'granted', reasons: REASONS },
        order: { text: 'Berikan segera.', carryOutBy: SECOND_DAY },
      });
      await carriedOut(objectionNumber);
    },
    notHeld,
  ],
  [
    'an agreement',
    async ({ filed }: Ordered) => {
      const { objectionNumber } = await world.mustFile(filed, ['e']);
      await world.mustAct(SUPERIOR, objectionNumber, 'settle', {
        ...{ record: 'Sepakat diberikan.', carryOutBy: SECOND_DAY },
      });
      await carriedOut(objectionNumber);
    },
    notHeld,
  ],
  [
    'the delivery of a grant, by another order',
    async ({ filed }: Ordered) => {
      const { objectionNumber } = await world.mustFile(filed, ['d']);
      await world.mustAct(SUPERIOR, objectionNumber, 'reply', {
        ...{ outcome: 'granted', reasons: REASONS },
        order: { text: 'Serahkan salinannya.', carryOutBy: SECOND_DAY },
      });
      await carriedOut(objectionNumber);
    },
    granted,
  ],
] as const;

/** The dispute about an order, of which the commission orders to give all, and that is done. */
async function ruled({ filed, number }: Ordered, more: object = {}): Promise<Disputed> {
  const id = await app.caseId(filed.registerNumber);
  const of = { filed, id, objection: number, dispute: (await disputes.open(number)).body.id };
  await disputes.decided(of, 'ruling', SECOND_DAY, more);
  await disputes.carriedOut(of);
  return of;
}

async function endOf(number: string): Promise<unknown> {
  const [row] = await app.sql(
    `SELECT r.ended_by AS by, r.carried_out_on::text AS done FROM objection_orders r JOIN objections o
       ON o.id = r.objection_id WHERE o.register_number = $1`,
    [number],
  );
  return row;
}

describe('an order whose day passed, and all is given because of', () => {
  it.each(WAYS)('%s, is carried out with it, late', async (_, giveAll, answered) => {
    const one = await broken(answered);
    await giveAll(one);
    expect((await app.track(one.filed)).outcome).toBe('granted_full');
    expect((await world.read(one.number)).order).toMatchObject({
      ...{ carryOutBy: FIRST_DAY, carriedOutOn: '2026-12-10' },
    });
    const [left] = await app.sql<{ due: string | null; overdue: number }>(
      `SELECT c.order_due_on::text AS due, (SELECT count(*)::int FROM open_tasks t WHERE t.case_id = c.id
         AND t.kind LIKE 'objection-%') AS overdue FROM cases c WHERE c.register_number = $1`,
      [one.filed.registerNumber],
    );
    expect(left).toEqual({ due: null, overdue: 0 });
  });
});

it('gives way to a ruling that gives all at once, and bears no objection of its own', async () => {
  const one = await broken();
  const before = (await app.track(one.filed)).rights?.objectionUntil;
  await ruled(one);
  expect(await endOf(one.number)).toEqual({ by: 'ruling', done: null });
  const printed = (await printedRegister(app, '--year', '2026', '--kind', 'objections')).find(
    (row) => Object.values(row)[0] === one.number,
  );
  expect(Object.values(printed ?? {})).toContain(
    'Dikabulkan seluruhnya; berakhir: digantikan putusan sengketa 10/12/2026',
  );
  expect((await app.track(one.filed)).rights?.objectionUntil).toBe(before);
});

it.each([
  ['stands', null],
  ['is annulled by a court', 'ends'],
])('goes on after a ruling that gave a part, and %s', async (_, earlierOrder) => {
  const one = await broken();
  const of = await ruled(one, { extent: 'partial' });
  if (earlierOrder !== null) {
    await disputes.mustAct(of, 'suit-filed', { filedOn: await disputes.today() });
    await disputes.decided(of, 'court-ruling', null, { earlierOrder });
  }
  await app.passTo('2027-01-06T10:00:00+09:00');
  expect((await disputes.read(of)).status).toBe('final');
  expect(await endOf(one.number)).toEqual({ by: null, done: null });
  expect((await world.read(one.number)).status).toBe('answered');
  expect((await app.track(one.filed)).status).not.toBe('final');
});

it('stays open where the other order gives a part', async () => {
  const one = await broken();
  const { objectionNumber } = await world.mustFile(one.filed, ['e']);
  await world.mustAct(SUPERIOR, objectionNumber, 'settle', {
    ...{ record: 'Tabel 1.', order: { text: 'Beri tabel 1.', carryOutBy: SECOND_DAY, gives: 'part' } },
  });
  await carriedOut(objectionNumber);
  expect((await world.read(one.number)).order).toMatchObject({ carriedOutOn: null });
});

it('on what was granted in full stays open until its own report', async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik' });
  const officer = await app.signIn('officer', 'disdik');
  await app.mustAct(officer, await app.caseId(filed.registerNumber), 'grant', {
    ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, explanation: 'Terlampir.' },
    ...{ provideOn: '2026-12-08', fileIds: [await world.copy()] },
  });
  const order = { text: 'Perbaiki tabel 1.', carryOutBy: FIRST_DAY };
  const numbers: string[] = [];
  for (const ground of ['d', 'e']) {
    const { objectionNumber } = await world.mustFile(filed, [ground]);
    await world.mustAct(SUPERIOR, objectionNumber, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS, order },
    });
    numbers.push(objectionNumber);
    if (ground === 'd') await app.passTo('2026-12-10T09:00:00+09:00');
    order.carryOutBy = SECOND_DAY;
  }
  await carriedOut(String(numbers[1]));
  expect((await world.read(String(numbers[0]))).order).toMatchObject({ carriedOutOn: null });
});

it('about the cost is carried out by the sum that another order has left', async () => {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
  const officer = await app.signIn('officer', 'disdik');
  await app.mustAct(officer, await app.caseId(filed.registerNumber), 'grant', {
    ...{ form: 'hardcopy', cost: { copy: 5000, delivery: 0, other: 0 }, explanation: 'Di loket.' },
    ...{ provideOn: '2026-12-29' },
  });
  const numbers: string[] = [];
  for (const ground of [['f'], ['f', 'd']]) {
    const { objectionNumber } = await world.mustFile(filed, ground);
    await world.mustAct(SUPERIOR, objectionNumber, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS, order: { text: 'Jadi Rp2.000.', carryOutBy: SECOND_DAY } },
    });
    numbers.push(objectionNumber);
  }
  const done = async (number = '', cost = 0) =>
    (await world.act(OFFICER, number, 'carry-out', { explanation: 'Biaya diturunkan.', fileIds: [], cost }))
      .status;
  expect(await done(numbers[0], 5000)).toBe(422);
  expect(await done(numbers[0], 2000)).toBe(200);
  expect(await done(numbers[1], 3000)).toBe(422);
  expect(await done(numbers[1], 2000)).toBe(200);
});
