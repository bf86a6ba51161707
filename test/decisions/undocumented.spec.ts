import { useApp } from '../support/app.js';
import { sampleFiles } from '../support/sample-files.js';

/* What is not documented yet is promised for a day (law.md 6.1, T6, annex VII B): a promise like that of a grant. */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const officer = (): ReturnType<typeof app.signIn> => app.signIn('officer', 'disdik');
const STORY = 'Dokumen yang dijanjikan belum saya terima.';

type Filed = Awaited<ReturnType<typeof app.fileRequest>>;

async function promised(availableOn: string): Promise<{ filed: Filed; id: string }> {
  const filed = await app.fileRequest();
  await app.sweep();
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(await officer(), id, 'answer-not-documented', { availableOn, reason: 'Belum disusun.' });
  return { filed, id };
}

async function upload(): Promise<string> {
  const sent = await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf('laporan'), 'laporan.pdf', '');
  return sent.body.fileId;
}

describe('information that is not documented yet', () => {
  it('is owed until the promised day, and nothing makes the request final before', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const { filed, id } = await promised('2027-03-01');
    const seen = await app.readCase(await officer(), id);
    expect(seen.clocks.find(({ kind }) => kind === 'T6')).toMatchObject({
      startedOn: '2026-11-24',
      dueDate: '2027-03-01',
      stoppedAt: null,
    });
    expect(seen.nextAction).toMatchObject({ action: 'deliver', by: '2027-03-01' });
    expect(seen.actions).toContain('deliver');
    expect((await app.track(filed)).turn).toBe('agency');
    const queue = await (await officer()).page('/petugas?tampilan=menunggu-penyerahan');
    expect(queue.text).toContain(`/petugas/kasus/${id}`);
    expect(queue.text).toContain('datetime="2027-03-01"');

    await app.passTo('2027-02-26T09:00:00+09:00');
    expect((await app.track(filed)).status).toBe('closed_not_documented');
    await app.passTo('2027-03-02T09:00:00+09:00');
    const late = await app.track(filed);
    expect(late.timeline.at(-1)).toMatchObject({ event: 'delivery-lapsed', at: '2027-03-01T15:00:00.000Z' });
    expect(late.rights.objectionUntil).toBe('2027-04-22');
    const told = await app.sql(`SELECT kind FROM outbox WHERE case_id = $1 AND kind = 'reminded'`, [id]);
    expect(told).not.toEqual([]);
    const objected = await app.citizenAct(filed, 'object', { grounds: ['e', 'g'], story: STORY });
    expect(objected.status).toBe(201);
    expect(await app.sql('SELECT grounds, late FROM objections WHERE case_id = $1', [id])).toEqual([
      { grounds: ['e', 'g'], late: false },
    ]);
  });

  it('waits on the board of the supervisor, in its list, and may be reminded of', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const supervisor = await app.signIn('supervisor');
    const waiting = async (): Promise<number> => {
      const { text } = await supervisor.page('/pengawas');
      const link = /tampilan=menunggu-penyerahan[^"]*"[^>]*>(?:<strong>)?([\d.]+)/u.exec(text);
      return Number(link?.[1] ?? 0);
    };
    const before = await waiting();
    const { id } = await promised('2027-03-01');
    expect(await waiting()).toBe(before + 1);
    const list = await supervisor.page('/pengawas/kasus?tampilan=menunggu-penyerahan');
    expect(list.text).toContain(`/pengawas/kasus/${id}`);
    const reminders = await supervisor.page(`/pengawas/pengingat?kasus=${id}`);
    expect(reminders.text).toContain(`value="${id}:`);
    await app.mustAct(await app.signIn('desk'), id, 'remind', {});
    expect(
      await app.sql(`SELECT kind FROM outbox WHERE case_id = $1 AND kind = 'reminded'`, [id]),
    ).not.toEqual([]);
    await app.mustAct(await officer(), id, 'deliver', { channel: 'online', deliveredOn: '2026-11-24' });
    expect(await waiting()).toBe(before);
    expect((await app.act(await app.signIn('desk'), id, 'remind', {})).status).toBe(409);
  });

  it('is handed over with its files, and the register names the day', async () => {
    await app.setClock('2027-03-03T10:00:00+09:00');
    const { filed, id } = await promised('2027-03-31');
    await app.passTo('2027-03-29T10:00:00+09:00');
    const changed = await app.mustAct(await officer(), id, 'deliver', {
      channel: 'online',
      deliveredOn: '2027-03-29',
      fileIds: [await upload()],
    });
    expect(changed).toMatchObject({ status: 'closed_not_documented', nextAction: null });
    expect(changed.actions).not.toContain('deliver');
    expect(changed.clocks.find(({ kind }) => kind === 'T6')?.stoppedAt).not.toBeNull();
    const tracked = await app.track(filed);
    expect(tracked.turn).toBe('none');
    expect(tracked.documents.filter(({ kind }) => kind === 'answer')).toEqual([
      expect.objectContaining({ name: 'laporan.pdf', providedOn: '2027-03-29' }),
    ]);
    const again = await app.act(await officer(), id, 'deliver', {
      channel: 'online',
      deliveredOn: '2027-03-29',
    });
    expect([again.status, JSON.stringify(again.body)]).toEqual([
      409,
      expect.stringContaining('not-in-this-state'),
    ]);
    expect(
      await app.sql('SELECT delivered_on::text AS day FROM register_requests WHERE case_id = $1', [id]),
    ).toEqual([{ day: '2027-03-29' }]);
    await app.sweep();
    await app.passTo('2027-06-30T09:00:00+09:00');
    expect((await app.track(filed)).status).toBe('final');
    const timeline = (await app.track(filed)).timeline.map(({ event }) => event);
    expect(timeline).not.toContain('delivery-lapsed');
  });

  it('opens the right to object anew where it comes after the window, and ground g where it comes late', async () => {
    await app.setClock('2027-07-01T10:00:00+09:00');
    const { filed, id } = await promised('2027-09-30');
    await app.passTo('2027-09-29T10:00:00+09:00');
    await app.mustAct(await officer(), id, 'deliver', { channel: 'online', deliveredOn: '2027-09-29' });
    expect((await app.track(filed)).rights.objectionUntil).toBe('2027-11-10');

    const late = await promised('2027-10-04');
    await app.passTo('2027-10-06T10:00:00+09:00');
    await app.mustAct(await officer(), late.id, 'deliver', { channel: 'online', deliveredOn: '2027-10-06' });
    expect(await app.sql('SELECT late FROM deliveries WHERE case_id = $1', [late.id])).toEqual([
      { late: true },
    ]);
    const objected = await app.citizenAct(late.filed, 'object', { grounds: ['g'], story: STORY });
    expect(objected.status).toBe(201);
  });

  it('tells the requester on the page what is owed, and that it was handed over', async () => {
    await app.setClock('2027-11-01T10:00:00+09:00');
    const { filed, id } = await promised('2027-11-10');
    const visitor = app.client();
    const page = async (): Promise<string> =>
      (await openCase(visitor, filed)).replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');
    expect(await page()).toContain('disediakan paling lambat Rabu, 10 November 2027');
    await app.passTo('2027-11-11T10:00:00+09:00');
    expect(await page()).toContain('Batas penyediaan Rabu, 10 November 2027 sudah lewat');
    await app.mustAct(await officer(), id, 'deliver', {
      channel: 'online',
      deliveredOn: '2027-11-11',
      fileIds: [await upload()],
    });
    const after = await page();
    expect(after).toContain('sudah disediakan pada Kamis, 11 November 2027');
    expect(after).not.toContain('Batas penyediaan');
  });
});

async function openCase(visitor: ReturnType<typeof app.client>, filed: Filed): Promise<string> {
  const door = await visitor.page('/lacak');
  const csrf = /name="_csrf" value="([^"]*)"/u.exec(door.text)?.[1] ?? '';
  await visitor.submit('/lacak', { _csrf: csrf, nomor: filed.registerNumber, kode: filed.trackingCode });
  return (await visitor.page('/permohonan-saya')).text;
}

describe('an answer that grants a part and promises the rest', () => {
  async function mixed(): Promise<{ filed: Filed; id: string }> {
    const body = { items: [{ text: 'Rincian 2026' }, { text: 'Laporan 2027' }] };
    const filed = await app.fileRequest(body as Parameters<typeof app.fileRequest>[0]);
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const { items } = (await app.readCase(await officer(), id)) as unknown as { items: { id: string }[] };
    await app.mustAct(await officer(), id, 'grant', {
      itemIds: [items[0]?.id],
      ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 } },
      ...{ provideOn: '2027-02-12', fileIds: [], explanation: 'Rincian disiapkan.' },
    });
    await app.mustAct(await officer(), id, 'answer-not-documented', {
      ...{ availableOn: '2027-05-31', reason: 'Belum disusun.' },
    });
    return { filed, id };
  }

  const handOver = async (id: string, deliveredOn: string) =>
    app.mustAct(await officer(), id, 'deliver', {
      channel: 'pickup',
      deliveredOn,
      fileIds: [await upload()],
    });

  it('is handed over twice, and open until the rest is there', async () => {
    await app.setClock('2027-02-08T10:00:00+09:00');
    const { filed, id } = await mixed();
    await app.passTo('2027-02-11T10:00:00+09:00');
    const form = async () => (await (await officer()).page(`/petugas/kasus/${id}/serahkan`)).text;
    expect(await form()).toMatch(/name="bagian"[^>]*value="granted"[^>]* checked/u);
    const first = await handOver(id, '2027-02-11');
    expect(await form()).not.toContain('name="bagian"');
    expect(first).toMatchObject({
      status: 'granted_open',
      nextAction: { action: 'deliver', by: '2027-05-31' },
    });
    await app.passTo('2027-05-28T10:00:00+09:00');
    expect((await app.track(filed)).timeline.at(-1)).toMatchObject({ event: 'delivered' });
    const page = (await openCase(app.client(), filed)).replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');
    expect(page).toContain('Sebagian informasi sudah diserahkan.');
    expect(page).toContain('tersedia paling lambat Senin, 31 Mei 2027');
    const second = await handOver(id, '2027-05-28');
    expect(second).toMatchObject({ status: 'closed_granted_partial', nextAction: null });
    expect(
      await app.sql('SELECT granted_on::text, delivered_on::text, late FROM deliveries WHERE case_id = $1', [
        id,
      ]),
    ).toEqual([{ granted_on: '2027-02-11', delivered_on: '2027-05-28', late: false }]);
    const again = await app.act(await officer(), id, 'deliver', {
      channel: 'pickup',
      deliveredOn: '2027-05-28',
    });
    expect(again.status).toBe(409);
  });

  it('opens e and g for the rest when its day passes', async () => {
    await app.setClock('2027-02-08T10:00:00+09:00');
    const { filed, id } = await mixed();
    await handOver(id, '2027-02-08');
    await app.passTo('2027-06-01T09:00:00+09:00');
    const late = await app.track(filed);
    expect(late.timeline.at(-1)).toMatchObject({ event: 'delivery-lapsed', at: '2027-05-31T15:00:00.000Z' });
    const objected = await app.citizenAct(filed, 'object', { grounds: ['e', 'g'], story: STORY });
    expect(objected.status).toBe(201);
  });
});

describe('a part that is to be paid for, and a rest that is promised for an earlier day', () => {
  /** Granted for 15 December at a cost, promised for 11 October 2027. */
  async function mixed(pauseUntilPaid = false): Promise<{ filed: Filed; id: string }> {
    const body = { items: [{ text: 'Rincian 2026' }, { text: 'Laporan 2027' }] };
    const filed = await app.fileRequest(body as Parameters<typeof app.fileRequest>[0]);
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const { items } = (await app.readCase(await officer(), id)) as unknown as { items: { id: string }[] };
    await app.mustAct(await officer(), id, 'grant', {
      itemIds: [items[0]?.id],
      ...{ form: 'hardcopy', cost: { copy: 9_000, delivery: 0, other: 0 }, pauseUntilPaid },
      ...{ provideOn: '2027-12-15', fileIds: [], explanation: 'Salinan disiapkan.' },
    });
    await app.mustAct(await officer(), id, 'answer-not-documented', {
      ...{ availableOn: '2027-10-11', reason: 'Belum disusun.' },
    });
    return { filed, id };
  }

  const over = async (id: string, deliveredOn: string, more: object = {}) =>
    app.act(await officer(), id, 'deliver', { channel: 'pickup', deliveredOn, ...more });
  const lapsesOf = async (filed: Filed) =>
    (await app.track(filed)).timeline.filter(({ event }) => event === 'delivery-lapsed').map(({ at }) => at);
  const T6 = async (id: string) =>
    (await app.readCase(await officer(), id)).clocks
      .filter(({ kind }) => kind === 'T6')
      .map(({ dueDate }) => dueDate)
      .sort();

  it('has a T6 for each from the notice on, and the earlier one is what the office does next', async () => {
    await app.setClock('2027-09-01T10:00:00+09:00');
    const { filed, id } = await mixed();
    expect(await T6(id)).toEqual(['2027-10-11', '2027-12-15']);
    const seen = await app.readCase(await officer(), id);
    expect(seen.nextAction).toMatchObject({ action: 'deliver', by: '2027-10-11' });
    expect(seen.actions).toContain('deliver');
    expect(await app.track(filed)).toMatchObject({ turn: 'agency' });

    await app.passTo('2027-10-13T10:00:00+09:00');
    expect(await lapsesOf(filed)).toEqual(['2027-10-11T15:00:00.000Z']);
    expect((await app.track(filed)).rights.objectionUntil).toBe('2027-11-22');
    const reminded = await app.sql(`SELECT 1 FROM outbox WHERE case_id = $1 AND kind = 'reminded'`, [id]);
    expect(reminded).not.toEqual([]);
    const objected = await app.citizenAct(filed, 'object', { grounds: ['e', 'g'], story: STORY });
    expect(objected.status).toBe(201);
    await app.passTo('2027-12-16T10:00:00+09:00');
    expect(await lapsesOf(filed)).toEqual(['2027-10-11T15:00:00.000Z', '2027-12-15T15:00:00.000Z']);
  });

  it('gives the promised part while the other is unpaid, and keeps that back', async () => {
    await app.setClock('2027-09-01T10:00:00+09:00');
    const { filed, id } = await mixed();
    expect(JSON.stringify((await over(id, '2027-09-01', { part: 'granted' })).body)).toContain(
      'payment-open',
    );
    expect((await over(id, '2027-09-01', { part: 'other' })).status).toBe(422);
    const first = await over(id, '2027-09-01', { fileIds: [await upload()] });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      status: 'granted_open',
      nextAction: { action: 'deliver', by: '2027-12-15' },
    });
    const tracked = await app.track(filed);
    expect(tracked.turn).toBe('requester');
    expect(tracked.documents.filter(({ kind }) => kind === 'answer')).toHaveLength(1);
    const page = (await openCase(app.client(), filed)).replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');
    expect(page).toContain('Rp9.000');
    expect((await over(id, '2027-09-01')).status).toBe(409);
    expect((await over(id, '2027-09-01', { part: 'promised' })).status).toBe(409);
    await app.mustAct(await officer(), id, 'record-payment', { amount: 9_000, method: 'cash' });
    const second = await over(id, '2027-09-01');
    expect(second.body).toMatchObject({ status: 'closed_granted_partial', nextAction: null });
    await app.passTo('2027-12-16T10:00:00+09:00');
    expect(await lapsesOf(filed)).toEqual([]);
  });

  it('waits for the payment with the granted part alone where the notice says so', async () => {
    await app.setClock('2027-09-01T10:00:00+09:00');
    const { filed, id } = await mixed(true);
    expect(await T6(id)).toEqual(['2027-10-11']);
    await app.passTo('2027-10-12T10:00:00+09:00');
    expect(await lapsesOf(filed)).toHaveLength(1);
    await app.mustAct(await officer(), id, 'record-payment', { amount: 9_000, method: 'cash' });
    expect(await T6(id)).toHaveLength(2);
    expect((await over(id, '2027-10-12', { part: 'granted' })).body).toMatchObject({
      nextAction: { by: '2027-10-11' },
    });
  });

  it('lets the officer say on the page which part it is, where both may be handed over', async () => {
    await app.setClock('2027-09-01T10:00:00+09:00');
    const { id } = await mixed();
    const form = async () => (await (await officer()).page(`/petugas/kasus/${id}/serahkan`)).text;
    expect(await form()).not.toContain('name="bagian"');
    expect(await form()).toContain('Yang dijanjikan');
    await app.mustAct(await officer(), id, 'record-payment', { amount: 9_000, method: 'cash' });
    expect(await form()).toMatch(/name="bagian"[^>]*value="promised"[^>]* checked/u);
  });

  it.each([true, false])(
    'both late, leaves a lapse of each in the trail, swept between: %s',
    async (swept) => {
      await app.setClock('2027-09-01T10:00:00+09:00');
      const { filed, id } = await mixed();
      await app.mustAct(await officer(), id, 'record-payment', { amount: 9_000, method: 'cash' });
      await app.setClock('2027-12-20T10:00:00+09:00');
      expect((await over(id, '2027-12-20')).status).toBe(200);
      if (swept) await app.sweep();
      expect((await over(id, '2027-12-20')).body).toMatchObject({ status: 'closed_granted_partial' });
      await app.sweep();
      expect(await lapsesOf(filed)).toEqual(['2027-10-11T15:00:00.000Z', '2027-12-15T15:00:00.000Z']);
    },
  );
});
