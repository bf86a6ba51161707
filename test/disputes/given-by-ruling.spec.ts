import { trackedPage } from '../rules/explained-page.js';
import { refusalCase, FULL } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import type { Problem } from '../support/http-client.js';
import { STORY } from '../objections/objection-world.js';
import { DisputeWorld, type Disputed } from './dispute-world.js';

/*
 * What the order of an agreement, a ruling or a court does to a request that was answered: what it gives is granted, as with
 * an order of the superior (law.md row 23; decision 0051).
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new DisputeWorld(app);

const held = async (): Promise<FiledRequest> => world.objections.answered();

/** A refusal on art. 17, objected to in vain and before the commission. */
async function exempted(): Promise<Disputed> {
  const one = await refusalCase(app);
  await app.mustAct(one.officer, one.id, 'propose-refusal', FULL);
  await app.mustAct(one.superior, one.id, 'consent');
  return world.disputed(one.filed, 'a');
}

/** A request that was answered as this kind, without any file. */
async function answeredBy(action: string, body: object, more: object = {}): Promise<FiledRequest> {
  const filed = await app.fileRequest({ agency: 'disdik', ...more });
  const officer = await app.signIn('officer', 'disdik');
  await app.mustAct(officer, await app.caseId(filed.registerNumber), action, { ...body });
  return filed;
}

const standing = async ({ filed }: Disputed) => {
  const { status, outcome } = await app.track(filed);
  return [status, outcome];
};

const pageOf = async ({ filed }: Disputed): Promise<string> =>
  trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode }, '/permohonan-saya');

async function objecting({ filed }: Disputed, ground: string): Promise<number> {
  return (await app.citizenAct(filed, 'object', { grounds: [ground], story: STORY })).status;
}

describe('an order that was carried out with what it orders to give', () => {
  it.each([
    ['ruling', async () => world.disputed(await held(), 'e')],
    ['mediation-agreed', async () => world.disputed(await held(), 'd')],
    ['ruling', exempted],
    [
      'ruling',
      async () => world.disputed(await answeredBy('answer-not-yet-held', { reason: 'Belum dikuasai.' }), 'e'),
    ],
  ] as const)('grants the request: %s', async (event, begin) => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await begin();
    await world.decided(one, event, '2026-12-01');
    await world.carriedOut(one);
    expect(await standing(one)).toEqual(['closed_granted', 'granted_full']);
    expect(await pageOf(one)).not.toMatch(/<h1[^>]*>\s*(Tidak|Belum) dikuasai/u);
  });

  it('of a court grants it as well, and as far as the ruling says', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await world.disputed(await held(), 'e');
    await world.decided(one, 'ruling', '2026-12-01', { extent: 'partial' });
    // The court confirms: how much is to be given stays what it was.
    const court = await world.decided(one, 'court-ruling', null);
    expect(court.steps.map(({ order }) => order?.extent)).toEqual(['partial', 'partial']);
    await world.carriedOut(one);
    expect(await standing(one)).toEqual(['closed_granted_partial', 'granted_partial']);
  });

  it('changes nothing where what goes online was not handed over', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const bare = await world.disputed(await held(), 'e');
    await world.decided(bare, 'ruling', '2026-12-01');
    await world.carriedOut(bare, { fileIds: [] });
    expect(await standing(bare)).toEqual(['closed_not_held', 'not_held']);
  });

  it('grants by the officer’s word what is not given online', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const not = { holder: 'Pemerintah Provinsi Maluku', reason: 'Urusan provinsi.' };
    const one = await world.disputed(await answeredBy('answer-not-held', not, { delivery: 'pickup' }), 'e');
    await world.decided(one, 'ruling', '2026-12-01');
    await world.carriedOut(one, { fileIds: [] });
    expect(await standing(one)).toEqual(['closed_granted', 'granted_full']);
  });

  it('is told to the requester by mail, as an order of the superior is', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await world.disputed(await held(), 'e');
    await world.decided(one, 'ruling', '2026-12-01');
    await world.carriedOut(one);
    await app.sweep();
    const told = (await app.mails()).filter(({ subject }) => subject.includes(one.objection)).at(-1);
    expect(told?.text.replaceAll(/\s+/gu, ' ')).toContain(
      'PPID telah melaksanakan perintah putusan sengketa informasi. Tanggal Selasa, 24 November 2026.',
    );
  });

  it('names a day that can be kept in view: none in another century', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await world.disputed(await held(), 'e');
    const order = { text: 'Berikan.', carryOutBy: '2199-01-01' };
    const fileId = await world.upload('Putusan');
    const answer = await world.act(one, 'ruling', { decidedOn: '2026-11-24', order, fileId });
    expect([answer.status, answer.body.errors?.map(({ field }) => field)]).toEqual([
      422,
      ['order.carryOutBy'],
    ]);
  });

  it('leaves the decision of the notice in the register, with the order beside it', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await world.disputed(await held(), 'e');
    await world.decided(one, 'ruling', '2026-12-01');
    await world.carriedOut(one);
    const [row] = await app.sql<{ noticed_outcome: string; orders: readonly object[] }>(
      'SELECT noticed_outcome, orders FROM register_requests WHERE case_id = $1',
      [one.id],
    );
    expect(row).toMatchObject({ noticed_outcome: 'not_held', orders: [{ of: 'ruling', gave: true }] });
  });

  it('leaves the grounds of what it made of the request', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const ruled = await world.disputed(await held(), 'd');
    await world.decided(ruled, 'ruling', '2026-12-01');
    const other = await world.disputed(await held(), 'd');
    await world.decided(other, 'ruling', '2026-12-01', { extent: 'partial' });
    await world.carriedOut(ruled);
    await world.carriedOut(other);
    expect([await objecting(ruled, 'e'), await objecting(other, 'e')]).toEqual([409, 201]);

    const refused = await exempted();
    await world.decided(refused, 'ruling', '2026-12-01');
    await world.carriedOut(refused);
    expect(await objecting(refused, 'a')).toBe(409);

    // The superior's order, too.
    const filed = await held();
    const { objectionNumber } = await world.objections.mustFile(filed, ['d']);
    const order = { text: 'Berikan salinannya.', carryOutBy: '2026-12-01' };
    const reply = { outcome: 'granted', reasons: 'Permohonan dapat dipenuhi.', order };
    await world.objections.mustAct(['superior'], objectionNumber, 'reply', reply);
    expect((await world.objections.file(filed, { grounds: ['e'], story: STORY })).status).toBe(201);
    const second = await held();
    const { objectionNumber: number } = await world.objections.mustFile(second, ['d']);
    await world.objections.mustAct(['superior'], number, 'reply', reply);
    await world.objections.mustAct(['officer', 'disdik'], number, 'carry-out', {
      ...{ explanation: 'Diserahkan.', fileIds: [await world.upload('Salinan')] },
    });
    expect((await world.objections.file(second, { grounds: ['e'], story: STORY })).status).toBe(409);
  });
});

interface Told {
  readonly objection: { readonly commissionUntil: string | null };
  readonly objections: readonly { readonly commissionUntil: string | null }[];
}

describe('the way to the commission', () => {
  it('is no right any more once it was gone, while the dispute runs and after it', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await world.disputed(await held(), 'e');
    const rights = async () => (await app.track(one.filed)).rights.commissionUntil;
    const told = async () => {
      const { objection, objections } = (await app.track(one.filed)) as unknown as Told;
      return [objection, ...objections].map(({ commissionUntil }) => commissionUntil);
    };
    expect([await rights(), await told()]).toEqual([null, [null, null]]);
    await world.decided(one, 'ruling', null);
    await app.passTo('2026-12-16T09:00:00+09:00');
    expect((await world.read(one)).status).toBe('final');
    expect([await rights(), await told()]).toEqual([null, [null, null]]);
    expect(await pageOf(one)).not.toMatch(/sampai Senin, 14 Desember 2026/u);
    const again = await world.open(one.objection);
    expect([again.status, (again.body as Problem).code]).toEqual([409, 'dispute-exists']);
  });
});

describe('a decree that a ruling orders to open', () => {
  const decreeOf = async ({ id }: Disputed): Promise<string> => {
    const [row] = await app.sql<{ id: string }>(
      'SELECT decree_id AS id FROM refusal_proposals WHERE case_id = $1',
      [id],
    );
    return row?.id ?? '';
  };

  /** Whether a refusal of another request may rest on it. */
  const reused = async (decreeId: string): Promise<number> => {
    const other = await refusalCase(app);
    const body = { extent: 'full', decreeId, explanation: 'x' };
    return (await app.act(other.officer, other.id, 'propose-refusal', body)).status;
  };

  const openedAt = async (decreeId: string) =>
    app.sql('SELECT 1 FROM exemption_decrees WHERE id = $1 AND opened_at IS NOT NULL', [decreeId]);

  it('bears no refusal from then on, save while a suit suspends the order or where a court has ended it', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await exempted();
    const decree = await decreeOf(one);
    const waiting = await refusalCase(app);
    const body = { extent: 'full', decreeId: decree, explanation: 'x' };
    await app.mustAct(waiting.officer, waiting.id, 'propose-refusal', body);
    await world.decided(one, 'ruling', '2026-12-01');
    expect(await reused(decree)).toBe(422);
    const consent = await app.act(waiting.superior, waiting.id, 'consent');
    expect([consent.status, (consent.body as unknown as Problem).code]).toEqual([
      409,
      'test-sheet-incomplete',
    ]);
    const desk = await app.signIn('desk');
    expect((await desk.page(`/petugas/pengecualian/${decree}`)).text).toContain('diperintahkan dibuka');

    await world.mustAct(one, 'suit-filed', { filedOn: '2026-11-24' });
    expect(await reused(decree)).toBe(200);
    await world.decided(one, 'court-ruling', null);
    expect(await reused(decree)).toBe(422);
    await world.decided(one, 'cassation-ruling', null, { earlierOrder: 'ends' });
    expect([await reused(decree), await openedAt(decree)]).toEqual([200, []]);
  });

  it('stays open once the order is carried out; where a part was ordered it stands for the rest', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const part = await exempted();
    const kept = await decreeOf(part);
    await world.decided(part, 'ruling', '2026-12-01', { extent: 'partial' });
    await world.carriedOut(part);
    expect([await reused(kept), await openedAt(kept)]).toEqual([200, []]);

    const whole = await exempted();
    const decree = await decreeOf(whole);
    await world.decided(whole, 'ruling', '2026-12-01');
    await world.carriedOut(whole);
    expect(await reused(decree)).toBe(422);
    expect(await openedAt(decree)).toHaveLength(1);
  });
});
