import { PaperOffice, type Paper } from '../intake/paper-office.js';
import { useApp } from '../support/app.js';
import { ObjectionWorld } from './objection-world.js';

/* The superior's answer to somebody whom only the post reaches is sent when it leaves. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const office = new PaperOffice(app);
const world = new ObjectionWorld(app);

const REASONS = 'Informasi berkala itu sudah diumumkan di laman kota.';

interface Objected extends Paper {
  readonly objectionId: string;
}

/** Objected Tue 2026-11-24, T8 Mon 2027-01-11; answered on Mon 2026-12-21. */
async function answered(): Promise<Objected> {
  const paper = await office.enter();
  const { objectionNumber } = await world.mustFile(paper.filed, ['b']);
  await app.passTo('2026-12-21T10:00:00+09:00');
  await world.mustAct(['superior'], objectionNumber, 'reply', { outcome: 'upheld', reasons: REASONS });
  return { ...paper, objectionId: await world.id(objectionNumber) };
}

const until = async ({ objectionId }: Objected) =>
  (
    await app.sql<{ until: string }>('SELECT commission_until::text AS until FROM objections WHERE id = $1', [
      objectionId,
    ])
  )[0]?.until;

const runsTo = async ({ objectionId }: Objected) =>
  app.sql<{ day: string }>(
    `SELECT ((due_at AT TIME ZONE 'Asia/Jayapura')::date - 1)::text AS day FROM due_rows
     WHERE objection_id = $1 AND kind = 'commission-window' AND done_at IS NULL`,
    [objectionId],
  );

describe('an answer to an objection by post', () => {
  it('has the last day of T8 to leave, and the desk is asked for it on the next working day', async () => {
    const objected = await answered();
    expect((await office.printTask(objected, 'objection-answered')).due).toBe('2027-01-11');
    await app.passTo('2026-12-22T08:01:00+09:00');
    expect(await office.asked(objected)).toEqual([{ mail: 'objection-answered', open: true }]);
    await office.post(objected, 'objection-answered', '2026-12-22');
    expect(await office.asked(objected)).toEqual([{ mail: 'objection-answered', open: true }]);
    expect([await until(objected), await runsTo(objected)]).toEqual(['2027-01-15', [{ day: '2027-01-15' }]]);
    await app.passTo('2026-12-23T10:00:00+09:00');
    await office.post(objected, 'objection-answered', '2026-12-22', '2026-12-23');
    expect([await until(objected), await runsTo(objected)]).toEqual(['2027-01-18', [{ day: '2027-01-18' }]]);
    expect(await office.asked(objected)).toEqual([{ mail: 'objection-answered', open: false }]);
  });

  it('that lies at the desk after T8 opens the way to the commission as silence does, and counts from its leaving then', async () => {
    const objected = await answered();
    // No day is named before the one that silence would bring.
    expect([await until(objected), await runsTo(objected)]).toEqual(['2027-01-29', [{ day: '2027-01-29' }]]);
    await app.passTo('2027-01-12T08:01:00+09:00');
    expect(await office.late(objected)).toEqual([
      { mail: 'objection-answered', due: '2027-01-11', open: true },
    ]);
    expect([await until(objected), await runsTo(objected)]).toEqual(['2027-01-29', [{ day: '2027-01-29' }]]);
    await app.passTo('2027-02-01T10:00:00+09:00');
    await office.post(objected, 'objection-answered', '2027-02-01');
    const [then] = await runsTo(objected);
    expect(then?.day).toBe(await until(objected));
    expect(Number(then?.day.slice(5, 7))).toBe(2);
    expect(await office.late(objected)).toEqual([
      { mail: 'objection-answered', due: '2027-01-11', open: false },
    ]);
  });
});
