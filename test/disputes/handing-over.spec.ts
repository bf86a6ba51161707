import { randomUUID } from 'node:crypto';
import { ObjectionWorld } from '../objections/objection-world.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus, type Answer, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitFiles } from '../workspace/office.js';

/* What the order of a ruling does to a request that is answered and owes its copy still (law.md rows 13, 14, 23, 26). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const officer = () => app.signIn('officer', 'disdik');

interface Dispute {
  readonly id: string;
  readonly version: number;
  readonly steps: readonly { readonly order: { readonly state: string } | null }[];
}

async function upload(): Promise<string> {
  const sent = await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf('Salinan'), 'salinan.pdf', '');
  return expectStatus(sent, 201).fileId;
}

async function act(id: string, action: string, body: object): Promise<Answer<Dispute & Problem>> {
  const supervisor = await app.signIn('supervisor');
  const { version } = expectStatus(await supervisor.get<Dispute>(`/api/v1/disputes/${id}`), 200);
  return supervisor.post(`/api/v1/disputes/${id}/${action}`, { version, ...body }, { key: randomUUID() });
}

const NO_COST = { copy: 0, delivery: 0, other: 0 };
const GRANT = { form: 'softcopy', fileIds: [], explanation: '', provideOn: '2027-06-01', cost: NO_COST };
const COSTLY = { ...GRANT, form: 'hardcopy', pauseUntilPaid: true, cost: { ...NO_COST, copy: 40_000 } };
const PROMISE = { availableOn: '2027-06-01', reason: 'Belum disusun.' };

interface Ordered {
  readonly filed: FiledRequest;
  readonly id: string;
  readonly dispute: string;
}

/** A request that was answered so, and an objection on this ground. */
async function objected(answer: string, body: Readonly<Record<string, unknown>>, ground: string) {
  const filed = await app.fileRequest({ agency: 'disdik' });
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(await officer(), id, answer, body);
  const { objectionNumber } = await world.mustFile(filed, [ground]);
  return { filed, id, objectionNumber };
}

type Objected = Awaited<ReturnType<typeof objected>>;

/** The commission has ruled, and orders by Mon 2027-02-01. */
async function ordered({ filed, id, objectionNumber }: Objected): Promise<Ordered> {
  const supervisor = await app.signIn('supervisor');
  const opened = await supervisor.post<Dispute>(
    '/api/v1/disputes',
    { objectionNumber, commissionNumber: '015/REG-PSI/I/2027', filedOn: '2027-01-12' },
    { key: randomUUID() },
  );
  const { id: dispute } = expectStatus(opened, 201);
  const order = { text: 'Serahkan rinciannya kepada pemohon.', carryOutBy: '2027-02-01' };
  expectStatus(await act(dispute, 'ruling', { decidedOn: '2027-01-12', order, fileId: await upload() }), 200);
  return { filed, id, dispute };
}

const granted: Ordered[] = [];
const promised: Ordered[] = [];
const costly: Ordered[] = [];

/** Answered on Tue 2026-11-24 and objected to in vain; T8 ended on Mon 2027-01-11. */
beforeAll(async () => {
  const waiting = {
    granted: [await objected('grant', GRANT, 'd')],
    promised: [
      await objected('answer-not-documented', PROMISE, 'e'),
      await objected('answer-not-documented', PROMISE, 'e'),
    ],
    costly: [
      await objected('grant', COSTLY, 'f'),
      await objected('grant', COSTLY, 'f'),
      await objected('grant', COSTLY, 'd'),
    ],
  };
  await app.passTo('2027-01-12T09:00:00+09:00');
  for (const one of waiting.granted) granted.push(await ordered(one));
  for (const one of waiting.promised) promised.push(await ordered(one));
  for (const one of waiting.costly) costly.push(await ordered(one));
}, 120_000);

function nth(list: readonly Ordered[], at: number): Ordered {
  const found = list[at];
  if (found === undefined) throw new Error(`no order ${String(at)}`);
  return found;
}

const promises = async ({ id }: Ordered) =>
  app.sql(`SELECT outcome FROM due_rows WHERE case_id = $1 AND kind = 'delivery'`, [id]);
const deliveries = async ({ id }: Ordered) =>
  app.sql('SELECT delivered_on::text AS day FROM deliveries WHERE case_id = $1', [id]);

describe('the order of a ruling, carried out with its files', () => {
  const handOver = async ({ dispute }: Ordered) =>
    expectStatus(
      await act(dispute, 'carry-out', { explanation: 'Diserahkan.', fileIds: [await upload()] }),
      200,
    );

  it('hands over what was granted and not there: T6 stops', async () => {
    const one = nth(granted, 0);
    expect((await handOver(one)).steps.at(-1)?.order?.state).toBe('carried-out');
    expect(await app.track(one.filed)).toMatchObject({ status: 'closed_granted', outcome: 'granted_full' });
    expect(await promises(one)).toEqual([{ outcome: 'stopped' }]);
    expect(await deliveries(one)).toEqual([{ day: '2027-01-12' }]);
  });

  it('hands over what was promised because it was not documented; without a file it ends no promise', async () => {
    const bare = nth(promised, 0);
    expectStatus(await act(bare.dispute, 'carry-out', { explanation: 'Dijelaskan.', fileIds: [] }), 200);
    expect((await app.track(bare.filed)).status).toBe('closed_not_documented');
    expect(await promises(bare)).toEqual([{ outcome: null }]);

    const kept = nth(promised, 1);
    await handOver(kept);
    expect(await app.track(kept.filed)).toMatchObject({ status: 'closed_granted', outcome: 'granted_full' });
    expect(await promises(kept)).toEqual([{ outcome: 'stopped' }]);
    expect(await deliveries(kept)).toEqual([{ day: '2027-01-12' }]);
  });
});

describe('the order of a ruling about the cost', () => {
  const leftOf = async ({ id }: Ordered) =>
    app.sql('SELECT cost FROM lowered_costs WHERE case_id = $1', [id]);

  it('lowers it: what is left is paid, and a waived one starts the promise that waited', async () => {
    const one = nth(costly, 0);
    // As much as it was lowers nothing.
    for (const cost of [50_000, 40_000]) {
      const wrong = await act(one.dispute, 'carry-out', { explanation: 'Biaya diturunkan.', cost });
      expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([422, ['cost']]);
    }
    expectStatus(await act(one.dispute, 'carry-out', { explanation: 'Biaya dibebaskan.', cost: 0 }), 200);
    expect(await leftOf(one)).toEqual([{ cost: 0 }]);
    expect((await app.track(one.filed)).status).toBe('granted_open');
    expect(await promises(one)).toEqual([{ outcome: null }]);
  });

  it('is no matter of a dispute on another ground', async () => {
    const wrong = await act(nth(costly, 2).dispute, 'carry-out', {
      explanation: 'Biaya dibebaskan.',
      cost: 0,
    });
    expect([wrong.status, wrong.body.errors?.map(({ field }) => field)]).toEqual([422, ['cost']]);
  });

  it('is asked for on the page where the ground is the cost', async () => {
    const one = nth(costly, 1);
    const desk = await app.signIn('desk');
    const path = `/petugas/sengketa/${one.dispute}/pelaksanaan`;
    const page = await desk.page(path);
    expect(page.text).toContain('name="biaya"');
    const send = async (biaya: string) => {
      const form = new FormData();
      const typed = { ...hiddenFields(page.text, 'pelaksanaan'), penjelasan: 'Biaya diturunkan.', biaya };
      for (const [name, value] of Object.entries(typed)) form.append(name, value);
      return submitFiles(desk, path, form);
    };
    const wrong = await send('Rp90.000');
    expect([wrong.status, await leftOf(one)]).toEqual([422, []]);
    expect((await send('Rp10.000')).status).toBe(303);
    expect(await leftOf(one)).toEqual([{ cost: 10_000 }]);
    const other = await desk.page(`/petugas/sengketa/${nth(costly, 2).dispute}/pelaksanaan`);
    expect(other.text).not.toContain('name="biaya"');
  });
});
