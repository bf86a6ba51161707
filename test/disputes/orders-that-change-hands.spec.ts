import { useApp, type StaffRole } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { granting } from '../objections/objection-world.js';
import { DisputeWorld, type Disputed } from './dispute-world.js';

/*
 * An order is work of whoever holds the request (decisions 0036, 0083). Where that is somebody else since today, the task is
 * theirs, and they are told of the order and of its day, not only that an answer is late.
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new DisputeWorld(app);
const DAY = '2026-12-21';
const DAY_WORDS = 'Senin, 21 Desember 2026';
const TAKES_OVER = { agency: 'disdukcapil', reason: 'Datanya ada pada mereka.' };

/** Received on 24 November, not answered by 8 December. */
async function silent(): Promise<FiledRequest> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik' });
  await app.passTo('2026-12-09T10:00:00+09:00');
  return filed;
}

async function ruled(): Promise<Disputed> {
  const one = await world.disputed(await silent(), 'c');
  await world.decided(one, 'ruling', DAY);
  await app.sweep();
  return one;
}

async function orderedBySuperior(): Promise<{ readonly id: string; readonly number: string }> {
  const filed = await silent();
  const { objectionNumber: number } = await world.objections.mustFile(filed, ['c']);
  await world.objections.mustAct(['superior'], number, 'reply', granting(DAY));
  await app.sweep();
  return { id: await app.caseId(filed.registerNumber), number };
}

const taskOf = ({ dispute }: Disputed) =>
  app.sql(
    `SELECT role, agency_code AS agency, done_at IS NULL AS open FROM tasks
     WHERE kind = 'dispute-order' AND facts->>'disputeId' = $1`,
    [dispute],
  );

const plain = (text: string): string => text.replaceAll(/&nbsp;|\s+/gu, ' ');

/** How often this person was told of an order on this objection, with its day. */
async function toldOf(number: string, role: StaffRole, agency?: string): Promise<number> {
  await app.sweep();
  const { email } = app.account(role, agency);
  const mails = (await app.mails()).filter(({ to }) => to.includes(email));
  return mails.filter(({ subject, text }) => {
    const words = plain(text);
    return plain(subject).includes(number) && /laksanakan/u.test(subject) && words.includes(DAY_WORDS);
  }).length;
}

describe('the order of a ruling on a request that changes hands', () => {
  it('is a task of the agency that holds it now, which hears of it', async () => {
    const one = await ruled();
    expect(await taskOf(one)).toEqual([{ role: 'officer', agency: 'disdik', open: true }]);
    expect(await toldOf(one.objection, 'officer', 'disdukcapil')).toBe(0);
    const before = await toldOf(one.objection, 'officer', 'disdik');
    await app.mustAct(await app.signIn('desk'), one.id, 'assign', TAKES_OVER);
    expect(await taskOf(one)).toEqual([{ role: 'officer', agency: 'disdukcapil', open: true }]);
    expect(await toldOf(one.objection, 'officer', 'disdukcapil')).toBe(1);
    expect(await toldOf(one.objection, 'officer', 'disdik')).toBe(before);
    const officer = await app.signIn('officer', 'disdukcapil');
    expect((await officer.page('/petugas/tugas')).text).toContain(`/petugas/kasus/${one.id}`);
  });

  it("is the desk's while nobody else holds it", async () => {
    const one = await ruled();
    const before = await toldOf(one.objection, 'desk');
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, one.id, 'hand-back', { reason: 'Bukan urusan kami.' });
    expect(await taskOf(one)).toEqual([{ role: 'desk', agency: null, open: true }]);
    expect(await toldOf(one.objection, 'desk')).toBe(before + 1);
  });

  it("is the desk's once the request is split, and told to the agencies of the parts, also to a new one", async () => {
    const one = await ruled();
    const desk = await app.signIn('desk');
    const informationRequested = 'Daftar kegiatan tahun 2026';
    await app.mustAct(desk, one.id, 'split', {
      children: [
        { agency: 'disdik', informationRequested },
        { agency: 'disdukcapil', informationRequested },
      ],
    });
    expect(await taskOf(one)).toEqual([{ role: 'desk', agency: null, open: true }]);
    expect(await toldOf(one.objection, 'officer', 'disdukcapil')).toBe(1);
    const [{ id: part } = { id: '' }] = await app.sql<{ id: string }>(
      `SELECT id FROM cases WHERE parent_id = $1 AND agency_code = 'disdukcapil'`,
      [one.id],
    );
    const officer = await app.signIn('officer', 'disdukcapil');
    const atDesk = await toldOf(one.objection, 'desk');
    await app.mustAct(officer, part, 'hand-back', { reason: 'Bukan urusan kami.' });
    expect(await toldOf(one.objection, 'desk')).toBe(atDesk + 1);
    await app.mustAct(desk, part, 'assign', TAKES_OVER);
    expect(await toldOf(one.objection, 'officer', 'disdukcapil')).toBe(2);
    expect(await taskOf(one)).toEqual([{ role: 'desk', agency: null, open: true }]);
  });

  it('leaves a task alone that was done, and tells nobody once it waits for no one', async () => {
    const one = await ruled();
    await app.sql(`UPDATE dispute_steps SET suspended_at = tenggat_now() WHERE dispute_id = $1`, [
      one.dispute,
    ]);
    await app.sql(`UPDATE tasks SET done_at = tenggat_now() WHERE facts->>'disputeId' = $1`, [one.dispute]);
    await app.mustAct(await app.signIn('desk'), one.id, 'assign', TAKES_OVER);
    expect(await taskOf(one)).toEqual([{ role: 'officer', agency: 'disdik', open: false }]);
    expect(await toldOf(one.objection, 'officer', 'disdukcapil')).toBe(0);
  });
});

describe('the order of the superior on a request that changes hands', () => {
  it('is told to the new holder with its day', async () => {
    const { id, number } = await orderedBySuperior();
    expect(await toldOf(number, 'officer', 'disdukcapil')).toBe(0);
    await app.mustAct(await app.signIn('desk'), id, 'assign', TAKES_OVER);
    expect(await toldOf(number, 'officer', 'disdukcapil')).toBe(1);
    const officer = await app.signIn('officer', 'disdukcapil');
    expect((await officer.page('/petugas/tugas')).text).toContain(number);
  });
});
