import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { hiddenFields } from '../workspace/office.js';
import { codeOf, fieldsOf, ObjectionWorld } from './objection-world.js';

/* What both sides agreed to give is carried out by what is in the requester's hands, not by words (decision 0093). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const DESK = ['desk'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const DAY = '2026-12-18';
const WORD = { explanation: 'Sudah diberikan.', fileIds: [] };
const ONLINE = { delivery: 'online', format: 'softcopy' } as const;
const FETCHED = { delivery: 'pickup', format: 'hardcopy' } as const;

interface Agreed {
  readonly filed: FiledRequest;
  readonly id: string;
  readonly number: string;
}

/** A copy for Rp9.000 that waits for the payment, and what both sides agreed on by Fri 2026-12-18. */
async function agreed(
  wish: typeof ONLINE | typeof FETCHED,
  settlement: Readonly<Record<string, unknown>>,
  grounds: readonly string[] = ['f'],
): Promise<Agreed> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik', ...wish });
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
    ...{ form: wish.format, cost: { copy: 9000, delivery: 0, other: 0 }, provideOn: '2026-12-01' },
    ...{ pauseUntilPaid: grounds[0] === 'f', fileIds: [], explanation: '' },
  });
  if (grounds[0] !== 'f') await app.passTo('2026-12-02T09:00:00+09:00');
  const { objectionNumber: number } = await world.mustFile(filed, grounds);
  await world.mustAct(DESK, number, 'settle', { record: 'Sepakat.', ...settlement });
  return { filed, id, number };
}

const report = ({ number }: Agreed, body: object = WORD) =>
  world.act(OFFICER, number, 'carry-out', { ...body });
const pay = async ({ id }: Agreed, amount: number) =>
  app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount, method: 'cash' });
const standing = async ({ filed, number }: Agreed) => [
  (await app.track(filed)).status,
  (await world.read(number)).order?.carriedOutOn ?? null,
];
const OPEN = ['granted_open', null];

describe('the report in words of what was agreed for a cost', () => {
  it('waits for the payment, and where the copy goes online for its file', async () => {
    const one = await agreed(ONLINE, { cost: 2000, carryOutBy: DAY });
    const early = await report(one);
    expect([early.status, codeOf(early), await standing(one)]).toEqual([409, 'payment-open', OPEN]);
    await pay(one, 2000);
    const bare = await report(one);
    expect([bare.status, fieldsOf(bare), await standing(one)]).toEqual([422, ['fileIds'], OPEN]);
    expect((await report(one, { ...WORD, fileIds: [await world.copy()] })).status).toBe(200);
    expect(await standing(one)).toEqual(['closed_granted', '2026-11-24']);
  });

  it('needs the file as well where the cost is waived', async () => {
    const one = await agreed(ONLINE, { cost: 0, carryOutBy: DAY });
    expect([fieldsOf(await report(one)), await standing(one)]).toEqual([['fileIds'], OPEN]);
  });

  it('hands over what is fetched, once it is paid', async () => {
    const one = await agreed(FETCHED, { cost: 2000, carryOutBy: DAY });
    expect([codeOf(await report(one)), await standing(one)]).toEqual(['payment-open', OPEN]);
    await pay(one, 2000);
    expect((await report(one)).status).toBe(200);
    expect(await standing(one)).toEqual(['closed_granted', '2026-11-24']);
    const given = await app.sql(
      'SELECT channel, delivered_on::text AS day FROM deliveries WHERE case_id = $1',
      [one.id],
    );
    expect(given).toEqual([{ channel: 'pickup', day: '2026-11-24' }]);
  });

  it('says on the page what it waits for', async () => {
    const one = await agreed(FETCHED, { cost: 2000, carryOutBy: DAY });
    const path = `/petugas/keberatan/${await world.id(one.number)}`;
    const officer = await app.signIn(...OFFICER);
    const page = await officer.page(path);
    const sent = await officer.submit(`${path}/laksanakan`, {
      ...hiddenFields(page.text, 'laksanakan'),
      penjelasan: WORD.explanation,
    });
    expect([sent.status, sent.text]).toEqual([409, expect.stringContaining('Biaya salinan belum dibayar.')]);
  });
});

describe('the report in words of what was agreed without a cost', () => {
  const EACH: readonly [string, Readonly<Record<string, unknown>>, readonly string[]][] = [
    ['on getting it', { carryOutBy: DAY }, ['e']],
    ['in so many words', { order: { text: 'Berikan semua.', carryOutBy: DAY, gives: 'all' } }, ['g']],
  ];

  it.each(EACH)('waits for what the notice asked, and the delivery does it: %s', async (_, body, grounds) => {
    const one = await agreed(FETCHED, body, grounds);
    expect([codeOf(await report(one)), await standing(one)]).toEqual(['payment-open', OPEN]);
    await pay(one, 9000);
    const deliveredOn = '2026-12-02';
    await app.mustAct(await app.signIn('desk'), one.id, 'deliver', { channel: 'pickup', deliveredOn });
    expect(await standing(one)).toEqual(['closed_granted', deliveredOn]);
  });

  it('does where nothing is to be handed over, and where it names what is left of the cost', async () => {
    const deed = { order: { text: 'Jelaskan keterlambatannya.', carryOutBy: DAY, gives: 'nothing' } };
    const one = await agreed(FETCHED, deed, ['e']);
    expect((await report(one)).status).toBe(200);
    expect(await standing(one)).toEqual(['granted_open', '2026-12-02']);
    const other = await agreed(FETCHED, { carryOutBy: DAY }, ['e', 'f']);
    expect(codeOf(await report(other))).toBe('payment-open');
    expect((await report(other, { ...WORD, cost: 2000 })).status).toBe(200);
    expect(await standing(other)).toEqual(['granted_open', '2026-12-02']);
  });

  it('does where the copy was handed over before, and only money is to be returned', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik', ...ONLINE });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
      ...{ form: 'softcopy', cost: { copy: 9000, delivery: 0, other: 0 }, provideOn: '2026-12-01' },
      ...{ fileIds: [await world.copy()], explanation: '' },
    });
    await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 9000, method: 'cash' });
    await app.mustAct(await app.signIn('desk'), id, 'deliver', {
      ...{ channel: 'online', deliveredOn: '2026-11-24' },
    });
    const { objectionNumber: number } = await world.mustFile(filed, ['f']);
    await world.mustAct(DESK, number, 'settle', { record: 'Sepakat.', cost: 2000, carryOutBy: DAY });
    expect((await world.read(number)).order).toMatchObject({ kind: 'deed', gives: 'nothing' });
    expect((await report({ filed, id, number })).status).toBe(200);
    expect(await standing({ filed, id, number })).toEqual(['closed_granted', '2026-11-24']);
  });
});
