import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { trackedPage } from '../rules/explained-page.js';
import { DisputeWorld, type Disputed } from './dispute-world.js';

/*
 * The order of a decision that is contested in time binds nobody until the next instance has spoken (UU 14/2008 art.
 * 47(1), 48(1), 50; decision 0044), whether its day lies ahead or has passed.
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new DisputeWorld(app);

interface Item {
  readonly id: string;
  readonly orderDueDate: string | null;
  readonly overdue: boolean;
  readonly nextAction: { readonly action: string; readonly text: string } | null;
}

const BINDS_NOBODY = { orderDueDate: null, overdue: false, nextAction: null };

/** Answered as not held; the commission ruled on Tue 2026-11-24 and ordered by Tue 2026-12-01. T13 ends Mon 2026-12-14. */
async function ruled(): Promise<Disputed> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const one = await world.disputed(await world.objections.answered(), 'e');
  await world.decided(one, 'ruling', '2026-12-01');
  return one;
}

async function inList({ id }: Disputed, view: string): Promise<Item | undefined> {
  const officer = await app.signIn('officer', 'disdik');
  const { items } = expectStatus(await officer.get<{ items: Item[] }>(`/api/v1/cases?view=${view}`), 200);
  return items.find((item) => item.id === id);
}

/** Clocks of orders that run: what the case shows as T9. */
async function runningT9({ id }: Disputed): Promise<readonly string[]> {
  const { clocks } = await app.readCase(await app.signIn('officer', 'disdik'), id);
  return clocks
    .filter(({ kind, stoppedAt }) => kind === 'T9' && stoppedAt === null)
    .map((one) => one.dueDate);
}

async function openTasks({ id }: Disputed): Promise<readonly string[]> {
  const rows = await app.sql<{ day: string }>(
    `SELECT due_on::text AS day FROM tasks WHERE case_id = $1 AND kind = 'dispute-order' AND done_at IS NULL`,
    [id],
  );
  return rows.map(({ day }) => day);
}

/** How often the PPID was told that an order of this objection is overdue. */
async function toldOverdue({ objection }: Disputed): Promise<number> {
  await app.sweep();
  const mails = await app.mails(app.account('supervisor').email);
  return mails.filter(({ subject }) => subject === `Perintah putusan ${objection} lewat batas`).length;
}

const tells = async ({ filed }: Disputed): Promise<string> =>
  (
    await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode }, '/permohonan-saya')
  ).replaceAll('\u00a0', ' ');

describe('a suit filed in time after the day of the order', () => {
  it('takes the order from all that binds: lists, clock, task, and the page of the requester', async () => {
    const one = await ruled();
    await app.passTo('2026-12-03T09:00:00+09:00');
    expect(await inList(one, 'overdue')).toMatchObject({ orderDueDate: '2026-12-01', overdue: true });
    expect([await runningT9(one), await openTasks(one), await toldOverdue(one)]).toEqual([
      ['2026-12-01'],
      ['2026-12-01'],
      1,
    ]);
    expect(await tells(one)).toContain('paling lambat Selasa, 1 Desember 2026');

    const sued = await world.mustAct(one, 'suit-filed', { filedOn: '2026-12-03' });
    expect(sued.steps.at(-1)?.order).toMatchObject({ state: 'open', suspendedOn: '2026-12-03' });
    expect(await inList(one, 'all')).toMatchObject(BINDS_NOBODY);
    expect(await inList(one, 'overdue')).toBeUndefined();
    expect([await runningT9(one), await openTasks(one), await toldOverdue(one)]).toEqual([[], [], 1]);
    expect(await tells(one)).not.toContain('1 Desember 2026');
    // Who carries it out all the same is not late.
    await world.carriedOut(one);
    const [fact] = await app.sql<{ late: boolean }>(
      `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'carried-out' AND facts ? 'late'`,
      [one.id],
    );
    expect(fact?.late).toBe(false);
  });

  it('gives way to what court and Supreme Court say, each with its own clock, task and mails', async () => {
    const one = await ruled();
    await app.passTo('2026-12-03T09:00:00+09:00');
    await world.mustAct(one, 'suit-filed', { filedOn: '2026-12-03' });
    await app.passTo('2026-12-10T09:00:00+09:00');
    expect([await toldOverdue(one), await inList(one, 'all')]).toMatchObject([1, BINDS_NOBODY]);

    // Confirmed: the day is that of the order, and it has passed.
    await world.decided(one, 'court-ruling', null);
    await app.sweep();
    const ordered = (await app.mails(app.account('supervisor').email))
      .filter(({ subject }) => subject.startsWith(`${one.objection}: laksanakan perintah`))
      .map(({ text }) => text.replaceAll(/\s+/gu, ' ').includes('Tanggal itu sudah lewat'));
    expect(ordered).toEqual([false, true]);
    expect(await inList(one, 'overdue')).toMatchObject({
      ...{ orderDueDate: '2026-12-01', overdue: true },
      nextAction: { action: 'carry-out', text: expect.stringContaining('Putusan pengadilan') },
    });
    expect([await toldOverdue(one), await runningT9(one), await openTasks(one)]).toEqual([
      2,
      ['2026-12-01'],
      ['2026-12-01'],
    ]);

    await world.mustAct(one, 'cassation-filed', { filedOn: '2026-12-10' });
    expect(await inList(one, 'all')).toMatchObject(BINDS_NOBODY);
    await app.passTo('2027-01-05T09:00:00+09:00');
    expect([await runningT9(one), await openTasks(one), await toldOverdue(one)]).toEqual([[], [], 2]);

    // An order of its own has its own day.
    await world.decided(one, 'cassation-ruling', '2027-01-20');
    expect(await inList(one, 'all')).toMatchObject({
      ...{ orderDueDate: '2027-01-20', overdue: false },
      nextAction: { action: 'carry-out', text: expect.stringContaining('Putusan kasasi') },
    });
    expect([await runningT9(one), await openTasks(one)]).toEqual([['2027-01-20'], ['2027-01-20']]);
    await app.passTo('2027-01-21T09:00:00+09:00');
    expect([await inList(one, 'overdue'), await toldOverdue(one)]).toMatchObject([{ overdue: true }, 3]);
  });

  it('ends where the court annuls the ruling', async () => {
    const one = await ruled();
    await app.passTo('2026-12-03T09:00:00+09:00');
    await world.mustAct(one, 'suit-filed', { filedOn: '2026-12-03' });
    await world.decided(one, 'court-ruling', null, { earlierOrder: 'ends' });
    expect(await inList(one, 'all')).toMatchObject(BINDS_NOBODY);
    expect([await runningT9(one), await openTasks(one)]).toEqual([[], []]);
  });
});

describe('a suit filed after its term', () => {
  it('suspends nothing: the decision was final by then', async () => {
    const one = await ruled();
    await app.passTo('2026-12-16T09:00:00+09:00');
    const sued = await world.mustAct(one, 'suit-filed', { filedOn: '2026-12-16' });
    expect(sued.steps.at(-1)?.order).toMatchObject({ state: 'open', suspendedOn: null });
    expect(await inList(one, 'overdue')).toMatchObject({ orderDueDate: '2026-12-01', overdue: true });
    const desk = await app.signIn('desk');
    expect((await desk.page(`/petugas/sengketa/${one.dispute}`)).text).not.toContain('belum mengikat');
    await world.carriedOut(one);
    const [fact] = await app.sql<{ late: boolean }>(
      `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'carried-out' AND facts ? 'late'`,
      [one.id],
    );
    expect(fact?.late).toBe(true);
  });
});
