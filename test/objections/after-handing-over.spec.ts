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

/** Whether the objection that was filed last is late. */
async function isLastLate(filed: FiledRequest): Promise<boolean | undefined> {
  const [last] = await app.sql<{ late: boolean }>(
    'SELECT late FROM objections WHERE case_id = $1 ORDER BY entered_at DESC LIMIT 1',
    [await app.caseId(filed.registerNumber)],
  );
  return last?.late;
}

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
    expect(await isLastLate(filed)).toBe(false);
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

describe('what was ordered or agreed about a cost', () => {
  /** A copy for Rp9.000 to fetch, granted on Tue 2026-11-24 (T7 until Mon 2027-01-11), and an objection to its cost. */
  async function costly(grounds: readonly string[] = ['f']) {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 9000, delivery: 0, other: 0 }, fileIds: [] },
      ...{ provideOn: grounds[0] === 'f' ? '2027-01-29' : '2026-12-01', explanation: '' },
    });
    if (grounds[0] !== 'f') await app.passTo('2026-12-02T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, grounds);
    return { filed, id, number };
  }

  const pay = async (id: string, amount: number) =>
    app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount, method: 'cash' });
  const fetch = async (id: string, deliveredOn: string) =>
    app.mustAct(await app.signIn('desk'), id, 'deliver', { channel: 'pickup', deliveredOn });
  const until = async (filed: FiledRequest) => (await app.track(filed)).rights.objectionUntil;
  const report = async (number: string, more: object = {}) =>
    world.mustAct(OFFICER, number, 'carry-out', { explanation: 'Biaya diturunkan.', fileIds: [], ...more });
  const told = async (number: string) => {
    await app.sweep();
    const mails = (await app.mails()).filter(
      ({ subject }) => subject === `Perintah atas ${number} dilaksanakan`,
    );
    return mails.at(-1)?.text.replaceAll(/\s+/gu, ' ') ?? '';
  };

  /** Whether an objection on this ground alone is late. */
  async function isLate(filed: FiledRequest, ground: string): Promise<boolean | undefined> {
    expect(await objectsAgain(filed, [ground])).toBe(201);
    return isLastLate(filed);
  }

  it('opens nothing where it is carried out by that cost alone', async () => {
    const { filed, id, number } = await costly();
    await pay(id, 9000);
    await decide('superior', number, '2027-02-26');
    await app.passTo('2026-12-14T09:00:00+09:00');
    await report(number, { cost: 3000 });
    expect(await until(filed)).toBe('2027-01-11');
    expect(await told(number)).not.toContain('Bila yang diberikan');
    await fetch(id, '2026-12-14');
    await app.passTo('2027-01-12T09:00:00+09:00');
    expect(await isLate(filed, 'd')).toBe(true);
  });

  it('opens the delay alone where that comes after its day', async () => {
    const { filed, id, number } = await costly();
    await pay(id, 9000);
    await decide('superior', number, '2026-12-11');
    await app.passTo('2026-12-14T09:00:00+09:00');
    await report(number, { cost: 3000 });
    const last = await until(filed);
    expect(last).toBe('2027-01-29');
    const words = await told(number);
    expect(words).toContain(
      'Dilaksanakan lewat batas. Anda dapat mengajukan keberatan sampai Jumat, 29 Januari 2027.',
    );
    expect(words).not.toContain('Bila yang diberikan');
    await app.passTo(`${String(last)}T09:00:00+09:00`);
    expect([await isLate(filed, 'g'), await isLate(filed, 'd')]).toEqual([false, true]);
  });

  it('opens what the delivery gave that it made possible, on the day of that', async () => {
    const { filed, id, number } = await costly();
    await world.mustAct(['desk'], number, 'settle', {
      ...{ record: 'Biaya menjadi Rp2.000.', cost: 2000, carryOutBy: '2027-02-26' },
    });
    await app.passTo('2027-01-14T09:00:00+09:00');
    await pay(id, 2000);
    await fetch(id, '2027-01-14');
    expect((await world.read(number)).order?.carriedOutOn).toBe('2027-01-14');
    expect(await until(filed)).toBe('2027-02-26');
    await app.passTo('2027-02-26T09:00:00+09:00');
    expect(await isLate(filed, 'd')).toBe(false);
  });

  it('opens nothing where an order to give is reported while the copy is unpaid still', async () => {
    const { filed, number } = await costly(['e']);
    const before = await until(filed);
    await decide('superior', number, '2027-02-26');
    await app.passTo('2026-12-14T09:00:00+09:00');
    await report(number);
    expect(await until(filed)).toBe(before);
    await app.passTo('2027-01-12T09:00:00+09:00');
    expect(await isLate(filed, 'd')).toBe(true);
  });
});

describe('an order about the delay that came before the notice', () => {
  it('is carried out by the delivery, which bears ground d from its day', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', delivery: 'pickup', format: 'hardcopy' });
    const id = await app.caseId(filed.registerNumber);
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['g']);
    await decide('superior', number, '2027-03-31');
    await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
      ...{ form: 'hardcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2027-02-15' },
      ...{ fileIds: [], explanation: '' },
    });
    await app.passTo('2027-01-14T09:00:00+09:00');
    await app.mustAct(await app.signIn('desk'), id, 'deliver', {
      ...{ channel: 'pickup', deliveredOn: '2027-01-14' },
    });
    expect((await app.track(filed)).rights.objectionUntil).toBe('2027-02-26');
    await app.passTo('2027-02-26T09:00:00+09:00');
    expect(await objectsAgain(filed, ['d'])).toBe(201);
    expect(await isLastLate(filed)).toBe(false);
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
