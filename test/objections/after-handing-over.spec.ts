import { PaperOffice } from '../intake/paper-office.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { ObjectionWorld, REASONS } from './objection-world.js';

/* What was given because of an order may not be what was asked for: T7 runs from that day (UU 14/2008 art. 35(1)d, 36(1)). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const office = new PaperOffice(app);
const OFFICER = ['officer', 'disdik'] as const;

/** An answered request ("not held"), its objection, and what was ordered or agreed by this day. */
async function ordered(
  by: 'superior' | 'settlement',
  carryOutBy: string,
): Promise<{ filed: FiledRequest; number: string }> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await world.answered();
  const { objectionNumber: number } = await world.mustFile(filed, ['d']);
  await decide(by, number, carryOutBy);
  return { filed, number };
}

async function decide(by: 'superior' | 'settlement', number: string, carryOutBy: string): Promise<void> {
  if (by === 'settlement')
    await world.mustAct(['desk'], number, 'settle', { record: 'Berkas diberikan.', carryOutBy });
  else
    await world.mustAct(['superior'], number, 'reply', {
      ...{ outcome: 'granted', reasons: REASONS, order: { text: 'Berikan salinannya.', carryOutBy } },
    });
}

const carryOut = async (number: string): Promise<unknown> =>
  world.mustAct(OFFICER, number, 'carry-out', {
    ...{ explanation: 'Diserahkan.', fileIds: [await world.copy()] },
  });

const objectsAgain = async (filed: FiledRequest, grounds: readonly string[]): Promise<number> =>
  (await app.citizenAct(filed, 'object', { grounds, story: 'Yang diserahkan bukan yang saya minta.' }))
    .status;

describe.each(['superior', 'settlement'] as const)('what was handed over in time by order of %s', (by) => {
  it('bears ground d for 30 working days from that day, also after T7 of the first notice', async () => {
    const { filed, number } = await ordered(by, '2027-02-26');
    const { objectionUntil: first } = (await app.track(filed)).rights;
    expect(first).toBe('2027-01-11');
    await app.passTo('2027-01-14T09:00:00+09:00');
    await carryOut(number);
    await app.sweep();
    const { status, rights } = await app.track(filed);
    expect([status, rights.objectionUntil]).toEqual(['closed_granted', '2027-02-26']);
    const told =
      (await app.mails()).filter(({ subject }) => / dilaksanakan$/u.test(subject)).at(-1)?.text ?? '';
    expect(told).toContain('keberatan sampai Jumat, 26 Februari 2027');
    expect([await objectsAgain(filed, ['e']), await objectsAgain(filed, ['g'])]).toEqual([409, 409]);
    expect(await objectsAgain(filed, ['d'])).toBe(201);
    const [again] = await app.sql<{ late: boolean }>(
      'SELECT late FROM objections WHERE case_id = $1 ORDER BY register_seq DESC LIMIT 1',
      [await app.caseId(filed.registerNumber)],
    );
    expect(again?.late).toBe(false);
  });

  it('makes the request final once that right has passed', async () => {
    const { filed, number } = await ordered(by, '2027-02-26');
    await app.passTo('2027-01-14T09:00:00+09:00');
    await carryOut(number);
    await app.passTo('2027-02-26T23:00:00+09:00');
    expect((await app.track(filed)).status).toBe('closed_granted');
    await app.passTo('2027-02-27T09:00:00+09:00');
    expect((await app.track(filed)).status).toBe('final');
  });

  it('bears it on the day of the order itself', async () => {
    const { filed, number } = await ordered(by, '2026-12-08');
    await carryOut(number);
    expect(await objectsAgain(filed, ['d'])).toBe(201);
  });
});

describe('what comes by post', () => {
  it('bears ground d from the day on which it was received', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const paper = await office.enter();
    await office.answer(paper);
    await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['d']);
    await decide('superior', number, '2027-02-26');
    await app.passTo('2027-01-12T09:00:00+09:00');
    await carryOut(number);
    expect((await app.track(paper.filed)).rights.objectionUntil).toBe('2027-01-11');
    await app.passTo('2027-01-20T09:00:00+09:00');
    await office.post(paper, 'order-carried-out', '2027-01-14', '2027-01-18');
    expect((await app.track(paper.filed)).rights.objectionUntil).toBe('2027-03-02');
    expect(await objectsAgain(paper.filed, ['d'])).toBe(201);
  });
});
