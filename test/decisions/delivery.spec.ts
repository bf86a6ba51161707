import { useApp } from '../support/app.js';
import { sampleFiles } from '../support/sample-files.js';
import { variants, type RequestBody } from '../support/request-bodies.js';
import { submitFiles } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const officer = (): ReturnType<typeof app.signIn> => app.signIn('officer', 'disdik');

type Filed = Awaited<ReturnType<typeof app.fileRequest>>;

async function granted(
  grant: Record<string, unknown> = {},
  request: Partial<RequestBody> = variants.onPaper(),
): Promise<{ filed: Filed; id: string }> {
  const filed = await app.fileRequest(request);
  await app.sweep();
  const id = await app.caseId(filed.registerNumber);
  const [{ day } = { day: '' }] = await app.sql<{ day: string }>(
    `SELECT ((tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date + 10)::text AS day`,
  );
  await app.mustAct(await officer(), id, 'grant', {
    form: 'hardcopy',
    cost: { copy: 12_000, delivery: 8_000, other: 0 },
    provideOn: day,
    ...grant,
  });
  return { filed, id };
}

async function today(): Promise<string> {
  const [row] = await app.sql<{ day: string }>(
    `SELECT (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date::text AS day`,
  );
  return row?.day ?? '';
}

const facts = (id: string): Promise<unknown> =>
  app.sql(
    `SELECT c.status, c.version, c.provide_on, (SELECT sum(amount) FROM payments p WHERE p.case_id = c.id) AS paid,
       (SELECT count(*) FROM deliveries d WHERE d.case_id = c.id) AS delivered,
       (SELECT count(*) FROM letters l WHERE l.case_id = c.id) AS letters
     FROM cases c WHERE c.id = $1`,
    [id],
  );

async function refused(
  id: string,
  act: string,
  body: Record<string, unknown>,
  status: number,
  code?: string,
) {
  const before = await facts(id);
  const answer = await app.act(await officer(), id, act, body);
  expect([act, answer.status]).toEqual([act, status]);
  if (code !== undefined) expect(JSON.stringify(answer.body)).toContain(code);
  expect(await facts(id)).toEqual(before);
}

describe('payment', () => {
  it('takes parts, gives each its receipt, and refuses more than is open', async () => {
    const { filed, id } = await granted({ cost: { copy: 12_000, delivery: 8_000, other: 0, sheets: 24 } });
    const deliver = { channel: 'post', deliveredOn: await today() };
    await refused(id, 'deliver', deliver, 409, 'payment-open');
    await refused(id, 'record-payment', { amount: 20_001, method: 'cash' }, 422, 'too-much');
    await refused(id, 'record-payment', { amount: 1_000, method: 'check' }, 422);
    await app.mustAct(await officer(), id, 'record-payment', { amount: 15_000, method: 'cash' });
    await refused(id, 'deliver', deliver, 409, 'payment-open');
    await refused(id, 'record-payment', { amount: 5_001, method: 'cash' }, 422, 'too-much');
    expect(await app.track(filed)).toMatchObject({ turn: 'requester' });
    await app.mustAct(await officer(), id, 'record-payment', { amount: 5_000, method: 'bankTransfer' });
    await refused(id, 'record-payment', { amount: 1, method: 'cash' }, 409, 'not-in-this-state');
    await app.sweep();

    const letters = await app.sql<{ number: string; facts: Record<string, { sum: { amount: number } }> }>(
      `SELECT number, facts FROM letters WHERE case_id = $1 AND kind = 'payment-receipt' ORDER BY issued_at`,
      [id],
    );
    expect(
      letters.map(({ facts: { copying, delivery } }) => [copying?.sum.amount, delivery?.sum.amount]),
    ).toEqual([
      [12_000, 3_000],
      [0, 5_000],
    ]);
    expect(letters[0]?.number).toMatch(/TT-PPID/u);
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({ turn: 'agency' });
    const receipts = tracked.documents.filter(({ kind }) => kind === 'payment-receipt');
    expect(receipts).toHaveLength(2);
    const file = await fetch(receipts[0]?.url ?? '');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const desk = await app.readCase(await app.signIn('desk'), id);
    expect(desk.documents.filter(({ name }) => name.startsWith('tanda-terima-pembayaran'))).toHaveLength(2);
    await app.mustAct(await officer(), id, 'deliver', { ...deliver, reference: 'JB0012345' });
    expect(await app.track(filed)).toMatchObject({ status: 'closed_granted' });
  });

  it('starts the promised days with the payment where the notice said so', async () => {
    await app.setClock('2026-12-01T10:00:00+09:00');
    const { filed, id } = await granted({ provideOn: '2026-12-04', pauseUntilPaid: true });
    await app.sweep();
    const [letter] = await app.sql<{ facts: { granted: object } }>(
      `SELECT facts FROM letters WHERE case_id = $1`,
      [id],
    );
    expect(letter?.facts.granted).toMatchObject({ waitsForPayment: true, provideWorkingDays: 3 });
    const due = (): Promise<unknown> =>
      app.sql(`SELECT stage FROM due_rows WHERE case_id = $1 AND kind = 'delivery'`, [id]);
    expect(await due()).toEqual([]);
    await app.passTo('2026-12-10T09:00:00+09:00');
    expect(JSON.stringify((await app.track(filed)).timeline)).not.toContain('delivery-lapsed');
    await app.mustAct(await officer(), id, 'record-payment', { amount: 20_000, method: 'eMoney' });
    expect(await due()).toEqual([{ stage: 'after-payment' }]);
    const { clocks } = await app.readCase(await officer(), id);
    expect(clocks.find(({ kind }) => kind === 'T6')).toMatchObject({
      startedOn: '2026-12-10',
      dueDate: '2026-12-15',
    });
    expect(await app.sql('SELECT provide_on::text FROM cases WHERE id = $1', [id])).toEqual([
      { provide_on: '2026-12-15' },
    ]);
    expect(await app.sql('SELECT provide_on::text FROM decisions WHERE case_id = $1', [id])).toEqual([
      { provide_on: '2026-12-15' },
    ]);
  });

  it('refuses a pause, a cost or sheets that fit nothing', async () => {
    const filed = await app.fileRequest();
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const grant = { form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2027-01-08' };
    await refused(id, 'grant', { ...grant, pauseUntilPaid: true }, 422, 'pauseUntilPaid');
    await refused(
      id,
      'grant',
      { ...grant, cost: { copy: 1_001, delivery: 0, other: 0, sheets: 2 } },
      422,
      'sheets',
    );
    await refused(id, 'grant', { ...grant, cost: { copy: -1, delivery: 0, other: 0 } }, 422, 'cost');
    for (const cost of [undefined, null, {}, { copy: 0, delivery: 0 }])
      await refused(id, 'grant', { ...grant, cost }, 422, 'cost');
    await refused(id, 'grant', { ...grant, provideOn: '2026-01-01' }, 422, 'provideOn');
    await refused(id, 'grant', { ...grant, provideOn: '2199-12-31' }, 422, 'provideOn');
    await refused(id, 'grant', { ...grant, form: null }, 422, 'form');
    await refused(id, 'record-payment', { amount: 1_000, method: 'cash' }, 409, 'not-in-this-state');
    await refused(id, 'deliver', { channel: 'online', deliveredOn: await today() }, 409, 'not-in-this-state');
  });
});

const free = { copy: 0, delivery: 0, other: 0 };

describe('delivery', () => {
  it('never sends paper online', async () => {
    const upload = await app.citizen.upload(sampleFiles.pdf('x'), 'x.pdf', 'application/pdf');
    const online = { access: 'copy', delivery: 'online', format: 'hardcopy' };
    const { id } = await granted({ cost: free, fileIds: [upload.body.fileId] }, online);
    await refused(id, 'deliver', { channel: 'online', deliveredOn: await today() }, 422, 'wrong-channel');
    await refused(id, 'deliver', { channel: 'inspection', deliveredOn: await today() }, 422, 'wrong-channel');
    await refused(id, 'deliver', { channel: 'pickup', deliveredOn: '2026-11-01' }, 422, 'deliveredOn');
    await refused(id, 'deliver', { channel: 'pickup', deliveredOn: '2027-11-01' }, 422, 'deliveredOn');
    await app.mustAct(await officer(), id, 'deliver', { channel: 'pickup', deliveredOn: await today() });
    await refused(id, 'deliver', { channel: 'pickup', deliveredOn: await today() }, 409, 'not-in-this-state');
  });

  it('shows in place what was asked to be looked at, free of cost', async () => {
    const look = { access: 'inspect' } as Partial<RequestBody>;
    const filed = await app.fileRequest(look);
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const grant = {
      form: 'hardcopy',
      cost: { copy: 0, delivery: 0, other: 0 },
      provideOn: '2027-01-08',
      appointment: 'Setiap Selasa pukul 09.00, ruang baca lantai 1',
    };
    await refused(
      id,
      'grant',
      { ...grant, cost: { copy: 500, delivery: 0, other: 0 } },
      422,
      'inspection-is-free',
    );
    await app.mustAct(await officer(), id, 'grant', grant);
    const [letter] = await app.sql<{ facts: { granted: { means: string } } }>(
      `SELECT facts FROM letters WHERE case_id = $1`,
      [id],
    );
    expect(letter?.facts.granted.means).toContain('ruang baca lantai 1');
    await refused(id, 'deliver', { channel: 'pickup', deliveredOn: await today() }, 422, 'wrong-channel');
    await app.mustAct(await officer(), id, 'deliver', { channel: 'inspection', deliveredOn: await today() });
    expect(await app.track(filed)).toMatchObject({ status: 'closed_granted' });
  });

  it('opens grounds e and g when the promised day passes, and marks the delivery late', async () => {
    await app.setClock('2027-01-11T09:00:00+09:00');
    const { filed, id } = await granted({ provideOn: '2027-01-13', cost: free });
    const { objectionUntil } = (await app.track(filed)).rights;
    await app.passTo('2027-01-14T09:00:00+09:00');
    const tracked = await app.track(filed);
    expect(tracked.timeline.map(({ event }) => event)).toContain('delivery-lapsed');
    expect(tracked.rights.objectionUntil).not.toBe(objectionUntil);
    // The promised day is the end of a term, whatever reading the day of a receipt has (D5).
    const windows = await app.sql<{ facts: unknown }>(
      `SELECT facts FROM due_rows WHERE case_id = $1 AND kind = 'objection-window' AND done_at IS NULL`,
      [id],
    );
    expect(windows).toEqual([
      { facts: { until: tracked.rights.objectionUntil, foundOn: '2027-01-13', dayZero: 'end-of-term' } },
    ]);
    const objected = await app.citizenAct<{ objectionNumber: string }>(filed, 'object', {
      grounds: ['e', 'g'],
      story: 'Salinan yang dijanjikan belum diserahkan sampai hari ini.',
    });
    expect(objected.status).toBe(201);
    await app.mustAct(await officer(), id, 'deliver', { channel: 'post', deliveredOn: '2027-01-14' });
    expect(await app.sql('SELECT late FROM deliveries WHERE case_id = $1', [id])).toEqual([{ late: true }]);
  });
});

/* The files of an answer: nobody has them before their time, and nobody is told of files that are not there. */
describe('files', () => {
  type Document = { readonly kind: string; readonly name: string; readonly url: string };
  const answersOf = (documents: readonly Document[]): readonly string[] =>
    documents.filter(({ kind }) => kind === 'answer').map(({ name }) => name);
  const upload = async (name: string): Promise<string> =>
    (await app.citizen.upload<{ fileId: string }>(sampleFiles.pdf(name), name, '')).body.fileId;

  it('of an answer wait for the cost, and the page says so', async () => {
    await app.setClock('2027-02-01T09:00:00+09:00');
    const cost = { copy: 5000, delivery: 0, other: 0 };
    const { filed, id } = await granted(
      { form: 'softcopy', cost, fileIds: [await upload('rincian.pdf')] },
      {},
    );
    await app.sweep();
    const before = await app.track(filed);
    expect(answersOf(before.documents)).toEqual([]);
    expect(before.documents.map(({ kind }) => kind)).toContain('decision-notice');
    expect(await statusPage(filed)).toContain(
      'Berkas informasi dapat diunduh setelah biaya dibayar; sisa biaya Rp5.000',
    );
    await app.mustAct(await officer(), id, 'record-payment', { amount: 5000, method: 'cash' });
    const paid = await app.track(filed);
    expect(answersOf(paid.documents)).toEqual(['rincian.pdf']);
    const url = paid.documents.find(({ kind }) => kind === 'answer')?.url ?? '';
    expect((await fetch(url)).status).toBe(200);
    expect(await statusPage(filed)).not.toContain('setelah biaya dibayar');
  });

  it('of an answer are asked no payment for once the request is withdrawn', async () => {
    await app.setClock('2027-02-01T09:00:00+09:00');
    const cost = { copy: 5000, delivery: 0, other: 0 };
    const { filed } = await granted({ form: 'softcopy', cost, fileIds: [await upload('rincian.pdf')] }, {});
    expect((await app.citizenAct(filed, 'withdraw', { reason: 'Sudah tidak perlu.' })).status).toBe(200);
    const page = await statusPage(filed);
    expect(page).toContain('tidak diserahkan lagi, karena permohonan sudah dicabut');
    expect(page).not.toContain('setelah biaya dibayar');
  });

  it('of what is only to be looked at are given once it was shown', async () => {
    await app.setClock('2027-02-02T09:00:00+09:00');
    const { filed, id } = await granted(
      { form: 'softcopy', cost: free, fileIds: [await upload('denah.pdf')] },
      { access: 'inspect' },
    );
    expect(answersOf((await app.track(filed)).documents)).toEqual([]);
    expect(await statusPage(filed)).toContain('diperlihatkan di loket PPID');
    await app.mustAct(await officer(), id, 'deliver', { channel: 'inspection', deliveredOn: await today() });
    expect(answersOf((await app.track(filed)).documents)).toEqual(['denah.pdf']);
  });

  it('come with the hand-over itself, and the mail speaks of what is there', async () => {
    await app.setClock('2027-02-03T09:00:00+09:00');
    const { filed, id } = await granted({ form: 'softcopy', cost: free }, {});
    const day = await today();
    const strange = {
      channel: 'online',
      deliveredOn: day,
      fileIds: ['3f0e0c62-5f0c-4a55-9b0f-2f7a2f6f0001'],
    };
    await refused(id, 'deliver', strange, 422, 'fileIds');
    const fileIds = [await upload('data.pdf')];
    await app.mustAct(await officer(), id, 'deliver', { channel: 'online', deliveredOn: day, fileIds });
    expect((await app.track(filed)).documents.filter(({ kind }) => kind === 'answer')).toEqual([
      expect.objectContaining({ name: 'data.pdf', providedOn: day }),
    ]);
    const bare = await granted({ form: 'softcopy', cost: free }, {});
    await app.mustAct(await officer(), bare.id, 'deliver', { channel: 'online', deliveredOn: day });
    await app.sweep();
    const subjects = (await app.mails()).map(({ subject }) => subject);
    expect(subjects).toContain(`Salinan ${filed.registerNumber}: siap dibuka`);
    expect(subjects).toContain(`Salinan ${bare.filed.registerNumber}: penyerahan dicatat`);
    expect(await statusPage(bare.filed)).toContain('Tidak ada berkas informasi di halaman ini');
  });

  it('are asked for by the page where online is chosen and there is none', async () => {
    await app.setClock('2027-02-04T09:00:00+09:00');
    const { filed, id } = await granted({ form: 'softcopy', cost: free }, {});
    const staff = await officer();
    const form = await staff.page(`/petugas/kasus/${id}/serahkan`);
    const hidden = (name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(form.text)?.[1] ?? '';
    const [year = '', month = '', date = ''] = (await today()).split('-');
    const fields = {
      _csrf: hidden('_csrf'),
      _kunci: hidden('_kunci'),
      _versi: hidden('_versi'),
      cara: 'online',
      hari: date,
      bulan: month,
      tahun: year,
    };
    const without = await staff.submit(`/petugas/kasus/${id}/serahkan`, fields);
    expect(without.status).toBe(422);
    expect(without.text).toContain('href="#berkas"');
    expect(await app.track(filed)).toMatchObject({ status: 'granted_open' });

    const withFile = new FormData();
    for (const [name, value] of Object.entries(fields)) withFile.append(name, value);
    const pdf = new Uint8Array(sampleFiles.pdf('rekap'));
    withFile.append('berkas', new Blob([pdf], { type: 'application/pdf' }), 'rekap.pdf');
    const sent = await submitFiles(staff, `/petugas/kasus/${id}/serahkan`, withFile);
    expect(sent.status).toBe(303);
    const tracked = await app.track(filed);
    expect([tracked.status, answersOf(tracked.documents)]).toEqual(['closed_granted', ['rekap.pdf']]);
  });
});

it('is handed over no earlier than the payment it waited for', async () => {
  await app.setClock('2027-02-08T09:00:00+09:00');
  const cost = { copy: 5000, delivery: 0, other: 0 };
  const { id } = await granted({ cost, provideOn: '2027-02-15', pauseUntilPaid: true });
  await app.passTo('2027-02-19T09:00:00+09:00');
  await app.mustAct(await officer(), id, 'record-payment', { amount: 5000, method: 'cash' });
  await refused(id, 'deliver', { channel: 'post', deliveredOn: '2027-02-18' }, 422, 'deliveredOn');
  await app.mustAct(await officer(), id, 'deliver', { channel: 'post', deliveredOn: '2027-02-19' });
});

async function statusPage(filed: Filed): Promise<string> {
  const visitor = app.client();
  const door = await visitor.page('/lacak');
  const csrf = /name="_csrf" value="([^"]*)"/u.exec(door.text)?.[1] ?? '';
  await visitor.submit('/lacak', { _csrf: csrf, nomor: filed.registerNumber, kode: filed.trackingCode });
  const { text } = await visitor.page('/permohonan-saya');
  return text.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');
}
