import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { PaperOffice } from '../intake/paper-office.js';
import { printedRegister } from '../reports/printed-register.js';
import { trackedPage } from '../rules/explained-page.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';
import { codeOf, fieldsOf, ObjectionWorld, STORY } from './objection-world.js';

/* What both sides agreed on by musyawarah (law.md row 27) is work with a day, and is carried out as an order is (T9). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const office = new PaperOffice(app);
const SUPERIOR = ['superior'] as const;
const DESK = ['desk'] as const;
const OFFICER = ['officer', 'disdik'] as const;
const RECORD = 'Disepakati: berkas rekapitulasi diberikan kepada pemohon.';
const DAY = '2026-12-04';

/** A request that was answered as not held, and an objection to it that both sides settled for Fri 2026-12-04. */
async function settled(
  body: Readonly<Record<string, unknown>> = {},
  grounds: readonly string[] = ['d', 'e'],
) {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await world.answered();
  const { objectionNumber: number } = await world.mustFile(filed, grounds);
  const answer = await world.mustAct(DESK, number, 'settle', { record: RECORD, carryOutBy: DAY, ...body });
  return { filed, number, answer, id: await app.caseId(filed.registerNumber) };
}

const facts = async (id: string) =>
  (
    await app.sql<{ due: string | null; by: string | null; status: string; until: string }>(
      `SELECT order_due_on::text AS due, order_by AS by, status, objection_until::text AS until FROM cases WHERE id = $1`,
      [id],
    )
  )[0];

const mailsWith = async (...words: readonly string[]) =>
  (await app.mails()).filter(({ subject, text }) =>
    words.every((word) => `${subject} ${text.replaceAll(/\s+/gu, ' ')}`.includes(word)),
  );

describe('an agreement with a day', () => {
  it('is work of whoever holds the case: next act, list, task, clock and mail', async () => {
    const { number, answer, id } = await settled();
    expect(answer).toMatchObject({
      status: 'settled',
      order: { text: RECORD, carryOutBy: DAY, carriedOutOn: null, overdue: false },
    });
    expect(await facts(id)).toMatchObject({ due: DAY, by: 'settlement', status: 'closed_not_held' });
    const officer = await app.signIn(...OFFICER);
    expect(await app.readCase(officer, id)).toMatchObject({
      nextAction: { action: 'carry-out', text: expect.stringContaining('Hasil musyawarah') as unknown },
      orderDueDate: DAY,
    });
    expect((await world.read(number, ...OFFICER)).actions).toEqual(['carry-out']);
    expect(
      await app.sql(`SELECT kind, due_on::text AS due FROM open_tasks WHERE case_id = $1`, [id]),
    ).toEqual([{ kind: 'objection-settlement', due: DAY }]);
    const list = await officer.get<{ items: { number: string }[] }>('/api/v1/objections?view=orders');
    expect(list.body.items.map((item) => item.number)).toContain(number);
    await app.sweep();
    const told = await mailsWith(number, 'musyawarah', 'Jumat, 4 Desember 2026');
    expect(told.map(({ to }) => to)).toContain(app.account('officer', 'disdik').email);
    const page = await officer.page(`/petugas/kasus/${id}`);
    expect(page.text).toContain('Ada hasil musyawarah: laksanakan paling lambat');
    const own = await officer.page(`/petugas/keberatan/${await world.id(number)}`);
    expect(own.text).toContain('Laksanakan hasil musyawarah');
  });

  it('is carried out: the request is granted, the file is there, and T7 opens no more', async () => {
    const { filed, number, id } = await settled();
    const before = (await facts(id))?.until;
    const done = { explanation: 'Rekapitulasi diserahkan.', fileIds: [await world.copy()] };
    const answer = await world.mustAct(OFFICER, number, 'carry-out', done);
    expect(answer).toMatchObject({ status: 'settled', order: { carriedOutOn: '2026-11-24' }, actions: [] });
    expect(await facts(id)).toMatchObject({ due: null, status: 'closed_granted', until: before });
    const { documents, outcome, objection } = await app.track(filed);
    expect([outcome, objection?.status]).toEqual(['granted_full', 'settled']);
    expect(documents.map(({ kind }) => kind)).toContain('answer');
    await app.sweep();
    const [told] = await mailsWith(number, 'melaksanakan hasil musyawarah');
    expect(told?.text).not.toContain('Komisi Informasi');
    expect(await app.sql('SELECT 1 FROM open_tasks WHERE case_id = $1', [id])).toEqual([]);
    await app.passTo('2026-12-07T09:00:00+09:00');
    await app.sweep();
    expect(await mailsWith(number, 'belum dilaksanakan')).toEqual([]);
    const again = await app.citizenAct(filed, 'object', { grounds: ['e'], story: STORY, fileIds: [] });
    expect([again.status, codeOf(again)]).toEqual([409, 'ground-not-open']);
    // Nothing is left: with T7 of the answer the request is final.
    await app.passTo(`${String(before)}T23:59:59+09:00`);
    await app.advance('PT1H');
    await app.sweep();
    expect((await facts(id))?.status).toBe('final');
  });

  it('grants a part where a part was agreed', async () => {
    const { number, id } = await settled({
      order: { text: 'Tabel 2 saja.', carryOutBy: DAY, gives: 'part' },
    });
    const done = { explanation: 'Tabel 2 diserahkan.', fileIds: [await world.copy()] };
    expect((await world.mustAct(OFFICER, number, 'carry-out', done)).order).toMatchObject({
      text: 'Tabel 2 saja.',
    });
    expect((await facts(id))?.status).toBe('closed_granted_partial');
  });

  it('that gives nothing is carried out by an explanation, and the answer stands', async () => {
    const { number, id } = await settled({
      order: { text: 'PPID menjelaskan secara lisan.', carryOutBy: DAY, gives: 'nothing' },
    });
    await world.mustAct(OFFICER, number, 'carry-out', { explanation: 'Sudah dijelaskan.', fileIds: [] });
    expect(await facts(id)).toMatchObject({ due: null, status: 'closed_not_held' });
  });

  it.each(['agreement', 'superior'])(
    'on what was given late in full is about something else: %s',
    async (by) => {
      await app.setClock('2026-11-24T10:00:00+09:00');
      const filed = await app.fileRequest({ agency: 'disdik' });
      const id = await app.caseId(filed.registerNumber);
      await app.passTo('2026-12-09T09:00:00+09:00');
      const { objectionNumber: number } = await world.mustFile(filed, ['c']);
      await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
        ...{ form: 'softcopy', cost: { copy: 0, delivery: 0, other: 0 }, provideOn: '2026-12-18' },
        ...{ fileIds: [await world.copy()], explanation: '' },
      });
      const text = 'PPID meminta maaf secara tertulis.';
      const order = { text, carryOutBy: '2026-12-18' };
      if (by === 'agreement') await world.mustAct(SUPERIOR, number, 'settle', { record: RECORD, order });
      else
        await world.mustAct(SUPERIOR, number, 'reply', {
          ...{ outcome: 'granted', reasons: 'Tidak dibantah.', order },
        });
      expect((await world.read(number)).order).toMatchObject({ kind: 'deed', gives: 'nothing' });
      await app.sweep();
      expect(await mailsWith(number, 'memberikan informasi yang diminta')).toEqual([]);
      const done = await world.mustAct(OFFICER, number, 'carry-out', {
        ...{ explanation: 'Surat permintaan maaf dikirim.', fileIds: [] },
      });
      expect(done.order?.carriedOutOn).toBe('2026-12-09');
      expect((await facts(id))?.status).toBe('closed_granted');
    },
  );

  it('that passes unfulfilled is late work, is told to all sides, and opens ground e from that day', async () => {
    const { filed, number, id } = await settled();
    const before = String((await facts(id))?.until);
    await app.passTo('2026-12-04T23:30:00+09:00');
    expect((await facts(id))?.until).toBe(before);
    const early = await app.citizenAct(filed, 'object', { grounds: ['e'], story: STORY, fileIds: [] });
    expect(early.status).toBe(409);
    await app.passTo('2026-12-05T08:00:00+09:00');
    await app.sweep();
    expect(String((await facts(id))?.until) > before).toBe(true);
    const late = await (
      await app.signIn('supervisor')
    ).get<{ items: { registerNumber: string }[] }>('/api/v1/cases?view=overdue');
    expect(late.body.items.map((item) => item.registerNumber)).toContain(filed.registerNumber);
    const told = (await mailsWith(number, 'musyawarah', 'belum dilaksanakan')).map(({ to }) => to);
    expect(told).toEqual(
      expect.arrayContaining([app.account('officer', 'disdik').email, app.account('superior').email]),
    );
    expect((await mailsWith(number, 'Hasil musyawarah', 'mengajukan keberatan baru')).length).toBeGreaterThan(
      0,
    );
    await world.mustFile(filed, ['e']);
    expect((await world.read(number)).order?.overdue).toBe(true);
    const done = { explanation: 'Diserahkan terlambat.', fileIds: [await world.copy()] };
    expect(await world.mustAct(OFFICER, number, 'carry-out', done)).toMatchObject({ status: 'settled' });
    expect(await facts(id)).toMatchObject({ due: null, status: 'closed_granted' });
  });

  it('keeps the request from its end until it is carried out, although T7 has passed meanwhile', async () => {
    const { number, id } = await settled({ carryOutBy: '2027-03-31' });
    const until = String((await facts(id))?.until);
    await app.passTo(`${until}T23:59:59+09:00`);
    await app.advance('PT1H');
    await app.sweep();
    expect((await facts(id))?.status).toBe('closed_not_held');
    const done = { explanation: 'Diserahkan.', fileIds: [await world.copy()] };
    await world.mustAct(OFFICER, number, 'carry-out', done);
    const after = await facts(id);
    // What was given bears an objection of its own.
    expect([after?.status, String(after?.until) > until]).toEqual(['closed_granted', true]);
    await app.passTo(`${String(after?.until)}T23:59:59+09:00`);
    await app.advance('PT1H');
    await app.sweep();
    expect((await facts(id))?.status).toBe('final');
  });

  it('ends with the request that its requester withdraws', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'settle', { record: RECORD, carryOutBy: '2026-12-18' });
    const id = await app.caseId(filed.registerNumber);
    expect((await facts(id))?.due).toBe('2026-12-18');
    expectStatus(await app.citizenAct(filed, 'withdraw', { reason: 'Sudah tidak perlu.' }), 200);
    expect((await facts(id))?.due).toBeNull();
    expect(await world.read(number)).toMatchObject({ order: { endedOn: '2026-12-09' }, actions: [] });
  });

  it('reads in the register as what became of it: passed, done late, ended with the request', async () => {
    const { number: undone } = await settled();
    const { number: late } = await settled();
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: ended } = await world.mustFile(filed, ['c']);
    await world.mustAct(SUPERIOR, ended, 'settle', { record: RECORD, carryOutBy: '2026-12-18' });
    expectStatus(await app.citizenAct(filed, 'withdraw', { reason: 'Sudah tidak perlu.' }), 200);
    const done = { explanation: 'Diserahkan.', fileIds: [await world.copy()] };
    await world.mustAct(OFFICER, late, 'carry-out', done);
    const rows = await printedRegister(app, '--kind', 'objections', '--year', '2026');
    const words = (number: string) =>
      Object.values(rows.find((row) => Object.values(row).includes(number)) ?? {}).find((cell) =>
        cell.startsWith('Selesai'),
      );
    expect([undone, late, ended].map(words)).toEqual([
      'Selesai dengan musyawarah 24/11/2026; belum dilaksanakan; batas 04/12/2026 lewat',
      'Selesai dengan musyawarah 24/11/2026; dilaksanakan 09/12/2026, terlambat (batas 04/12/2026)',
      'Selesai dengan musyawarah 09/12/2026; berakhir: permohonan dicabut 09/12/2026',
    ]);
  });

  it('on an unanswered request is carried out by handing over, which is the answer', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    const { objectionNumber: number } = await world.mustFile(filed, ['c']);
    await world.mustAct(SUPERIOR, number, 'settle', { record: RECORD, carryOutBy: '2026-12-18' });
    const done = { explanation: 'Salinan diberikan.', fileIds: [await world.copy()] };
    expect((await world.mustAct(OFFICER, number, 'carry-out', done)).order?.carriedOutOn).toBe('2026-12-09');
    expect((await app.track(filed)).status).toBe('closed_granted');
  });

  it('asks for a day that is to come, and a record', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await world.answered();
    const { objectionNumber: number } = await world.mustFile(filed, ['d']);
    const settle = async (body: Readonly<Record<string, unknown>>) =>
      fieldsOf(await world.act(DESK, number, 'settle', { record: RECORD, ...body }));
    expect(await settle({ carryOutBy: '2026-11-23' })).toEqual(['carryOutBy']);
    expect(await settle({ order: { text: 'Beri.', carryOutBy: '2026-11-23' } })).toEqual([
      'order.carryOutBy',
    ]);
    expect(await settle({ order: { text: 'Beri.', carryOutBy: '2126-11-23' } })).toEqual([
      'order.carryOutBy',
    ]);
    expect(await settle({ order: { text: '', carryOutBy: DAY } })).toEqual(['order.text']);
    expect(await settle({ order: { text: 'Beri.', carryOutBy: DAY, gives: 'x' } })).toEqual(['order.gives']);
    expect(await settle({ cost: 0 })).toEqual(['cost']);
    const order = { text: 'Beri.', carryOutBy: DAY };
    expect(await settle({ order, carryOutBy: '2026-12-07' })).toEqual(['carryOutBy']);
    expect(await settle({ order, carryOutBy: DAY })).toEqual([]);
  });
});

describe('an agreement without a request', () => {
  it('is carried out by the desk with an explanation', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = expectStatus(
      await app.citizen.post<{ objectionNumber: string; trackingCode: string }>('/api/v1/objections', {
        grounds: ['b'],
        story: 'Ringkasan laporan keuangan tahun 2025 tidak diumumkan.',
        requester: requestBody().requester,
      }),
      201,
    );
    const number = filed.objectionNumber;
    await world.mustAct(DESK, number, 'settle', { record: RECORD, carryOutBy: DAY });
    expect(
      await app.sql(`SELECT role, due_on::text AS due FROM open_tasks WHERE facts->>'objection' = $1`, [
        number,
      ]),
    ).toEqual([{ role: 'desk', due: DAY }]);
    await app.passTo('2026-12-05T08:00:00+09:00');
    await app.sweep();
    expect((await mailsWith(number, 'belum dilaksanakan')).length).toBeGreaterThan(0);
    await world.mustAct(DESK, number, 'carry-out', { explanation: 'Sudah diumumkan di situs.', fileIds: [] });
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-12-05');
  });
});

describe('an agreement about the cost', () => {
  /** A copy for Rp40.000 that is still to be paid; its notice promises it for the eighth working day. */
  async function costly(
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<{ filed: FiledRequest; number: string; id: string }> {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
      form: 'softcopy',
      cost: { copy: 40_000, delivery: 0, other: 0 },
      provideOn: DAY,
      fileIds: [await world.copy()],
      explanation: 'Salinan tersedia setelah biaya dibayar.',
      ...more,
    });
    const { objectionNumber: number } = await world.mustFile(filed, ['f']);
    return { filed, number, id };
  }

  it('waits for the payment where the notice said so, and for no fault of the office', async () => {
    const { filed, number, id } = await costly({ pauseUntilPaid: true });
    const settlement = { record: 'Biaya menjadi Rp5.000.', cost: 5_000, carryOutBy: DAY };
    expect(await world.mustAct(DESK, number, 'settle', settlement)).toMatchObject({
      order: { carryOutBy: DAY, overdue: false, waitsForPayment: true },
    });
    expect((await facts(id))?.due).toBeNull();
    await app.sweep();
    const [told] = await mailsWith(`${number} selesai`);
    expect(told?.text.replaceAll(/\s+/gu, ' ')).toContain(
      'Bayar lebih dulu. PPID melaksanakannya paling lambat 8 hari kerja sejak lunas, atau Jumat, 4 Desember 2026 bila itu lebih akhir.',
    );
    const page = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    expect(page.replaceAll(/&nbsp;|\s+/gu, ' ')).toContain('setelah biaya Rp5.000 dibayar');
    await app.passTo('2026-12-08T09:00:00+09:00');
    await app.sweep();
    expect(await mailsWith(number, 'belum dilaksanakan')).toEqual([]);
    expect(await world.read(number)).toMatchObject({ status: 'settled', order: { overdue: false } });
    const printed = async (...args: readonly string[]): Promise<string | undefined> => {
      const rows = await printedRegister(app, '--year', '2026', '--kind', 'objections', ...args);
      return rows.find((one) => Object.values(one).includes(number))?.['Keputusan Atasan PPID'];
    };
    const waiting =
      'Selesai dengan musyawarah 24/11/2026; biaya 5.000 dibayar lebih dulu; dilaksanakan paling lambat 04/12/2026 (menunggu pembayaran)';
    expect(await printed()).toBe(waiting);
    for (const ground of ['e', 'g']) {
      const again = await world.file(filed, { grounds: [ground], story: STORY });
      expect([again.status, codeOf(again)]).toEqual([409, 'ground-not-open']);
    }
    await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 5_000, method: 'cash' });
    expect(await facts(id)).toMatchObject({ due: '2026-12-18', by: 'settlement' });
    expect((await world.read(number)).order).toMatchObject({
      carryOutBy: '2026-12-18',
      waitsForPayment: false,
    });
    // As it stood, and as it stands.
    expect(await printed('--as-of', '2026-12-07')).toBe(waiting);
    expect(await printed()).toBe(
      'Selesai dengan musyawarah 24/11/2026; dilaksanakan paling lambat 18/12/2026',
    );
    await app.sweep();
    const toDo = await mailsWith(number, 'musyawarah', 'Jumat, 18 Desember 2026');
    expect(toDo.map(({ to }) => to)).toContain(app.account('officer', 'disdik').email);
    await app.passTo('2026-12-19T09:00:00+09:00');
    await app.sweep();
    expect(await mailsWith(number, 'belum dilaksanakan')).not.toEqual([]);
    expectStatus(await world.file(filed, { grounds: ['e'], story: STORY }), 201);
  });

  it('is not late where it is carried out without the payment, whatever day was agreed', async () => {
    const { number, id } = await costly({ pauseUntilPaid: true });
    const settlement = { record: 'Biaya menjadi Rp5.000.', cost: 5_000, carryOutBy: DAY };
    await world.mustAct(DESK, number, 'settle', settlement);
    await app.passTo('2026-12-08T09:00:00+09:00');
    const done = { explanation: 'Diserahkan tanpa biaya.', fileIds: [await world.copy()] };
    expect(await world.mustAct(OFFICER, number, 'carry-out', done)).toMatchObject({
      order: { carryOutBy: '2026-12-08', carriedOutOn: '2026-12-08', waitsForPayment: false },
    });
    const [event] = await app.sql<{ late: boolean }>(
      `SELECT (facts->>'late')::boolean AS late FROM audit WHERE case_id = $1 AND event = 'carried-out' AND facts ? 'late'`,
      [id],
    );
    expect(event).toEqual({ late: false });
  });

  it('keeps the agreed day where that is the later one', async () => {
    const { number, id } = await costly({ pauseUntilPaid: true, provideOn: '2026-11-26' });
    await world.mustAct(DESK, number, 'settle', { record: 'Lunas.', cost: 5_000, carryOutBy: DAY });
    await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 5_000, method: 'cash' });
    expect((await facts(id))?.due).toBe(DAY);
  });

  it.each([undefined, DAY])(
    'lowers it at once, so that what is paid is handed over: %s',
    async (carryOutBy) => {
      const { number, id } = await costly();
      expect(fieldsOf(await world.act(DESK, number, 'settle', { record: RECORD, cost: 50_000 }))).toEqual([
        'cost',
      ]);
      await world.mustAct(DESK, number, 'settle', {
        record: 'Biaya menjadi Rp5.000.',
        cost: 5_000,
        ...(carryOutBy === undefined ? {} : { carryOutBy }),
      });
      expect((await facts(id))?.due).toBe(carryOutBy ?? null);
      await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 5_000, method: 'cash' });
      await app.mustAct(await app.signIn(...OFFICER), id, 'deliver', {
        channel: 'online',
        deliveredOn: '2026-11-24',
      });
      expect(await facts(id)).toMatchObject({ due: null, status: 'closed_granted' });
      if (carryOutBy !== undefined) expect((await world.read(number)).order?.carriedOutOn).toBe('2026-11-24');
      const [row] = await app.sql<{ costs: readonly { cost: number }[] }>(
        'SELECT lowered_costs AS costs FROM register_requests WHERE case_id = $1',
        [id],
      );
      expect(row?.costs.map(({ cost }) => cost)).toEqual([5_000]);
    },
  );
});

describe('a cost that is lowered after it was paid', () => {
  /** A copy for Rp10.000 that was paid, and an objection to its cost. */
  async function paid(): Promise<{ filed: FiledRequest; number: string; id: string }> {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await app.signIn(...OFFICER), id, 'grant', {
      ...{ form: 'softcopy', cost: { copy: 10_000, delivery: 0, other: 0 }, provideOn: DAY },
      ...{ fileIds: [await world.copy()], explanation: 'Salinan tersedia setelah biaya dibayar.' },
    });
    await app.mustAct(await app.signIn('desk'), id, 'record-payment', { amount: 10_000, method: 'cash' });
    const { objectionNumber: number } = await world.mustFile(filed, ['f']);
    return { filed, number, id };
  }

  const tasksOf = (id: string) =>
    app.sql<{ amount: number; role: string }>(
      `SELECT (facts->>'amount')::integer AS amount, role FROM tasks WHERE case_id = $1 AND kind = 'refund' ORDER BY created_at`,
      [id],
    );

  async function isTold({ filed, id }: { filed: FiledRequest; id: string }, mail: string): Promise<void> {
    await app.sweep();
    expect(
      await mailsWith(mail, 'Kelebihan bayar Rp6.000 dikembalikan kepada Anda oleh meja PPID.'),
    ).toHaveLength(1);
    expect(await app.track(filed)).toMatchObject({ overpaid: 6_000 });
    const own = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    expect(own.replaceAll(/&nbsp;|\s+/gu, ' ')).toContain('Kelebihan bayar Rp6.000 dikembalikan kepada Anda');
    expect(await tasksOf(id)).toEqual([{ amount: 6_000, role: 'desk' }]);
    const desk = await app.signIn('desk');
    expect((await desk.page('/petugas/tugas')).text.replaceAll('\u00a0', ' ')).toContain('Rp6.000');
    const printed = async (...args: readonly string[]): Promise<readonly string[]> => {
      const rows = await printedRegister(app, '--year', '2026', ...args);
      return Object.values(rows.find((one) => one['No'] === filed.registerNumber) ?? {});
    };
    const due = 'Tunai; kelebihan 6.000 untuk dikembalikan';
    expect(await printed()).toContain(due);
    // Once it was returned nothing is due any more; on the day before it was.
    await app.setClock('2026-11-25T09:00:00+09:00');
    const [task] = await app.sql<{ id: string }>(
      `SELECT id FROM tasks WHERE case_id = $1 AND kind = 'refund'`,
      [id],
    );
    const path = `/petugas/tugas/${task?.id ?? ''}/selesai`;
    const form = hiddenFields((await desk.page('/petugas/tugas')).text, path);
    expect((await desk.submit(path, form)).status).toBe(303);
    expect(await app.track(filed)).not.toHaveProperty('overpaid');
    expect(await printed()).toContain('Tunai');
    expect(await printed('--as-of', '2026-11-24')).toContain(due);
  }

  it('leaves money to be returned: a task, told to the requester, in the register; by agreement', async () => {
    const one = await paid();
    await world.mustAct(DESK, one.number, 'settle', { record: 'Biaya menjadi Rp4.000.', cost: 4_000 });
    await isTold(one, `${one.number} selesai`);
    await app.sql(`UPDATE tasks SET done_at = created_at WHERE case_id = $1 AND kind = 'refund'`, [one.id]);
    expect(await app.track(one.filed)).not.toHaveProperty('overpaid');
  });

  it('is promised once, not again by the order that was agreed with it', async () => {
    const one = await paid();
    await world.mustAct(DESK, one.number, 'settle', {
      ...{ record: 'Biaya menjadi Rp4.000.', cost: 4_000, carryOutBy: DAY },
    });
    const done = { explanation: 'Sudah.', fileIds: [await world.copy()] };
    await world.mustAct(OFFICER, one.number, 'carry-out', done);
    await app.sweep();
    const told = (await app.mails()).filter(
      ({ subject, text }) => subject.includes(one.number) && text.includes('Kelebihan bayar'),
    );
    expect(told.map(({ subject }) => subject)).toEqual([`${one.number} selesai`]);
  });

  it('by the order of the superior', async () => {
    const one = await paid();
    await world.mustAct(SUPERIOR, one.number, 'reply', {
      ...{ outcome: 'granted', reasons: 'Biaya terlalu tinggi.' },
      order: { text: 'Turunkan biayanya.', carryOutBy: DAY },
    });
    await world.mustAct(OFFICER, one.number, 'carry-out', {
      ...{ explanation: 'Biaya diturunkan.', fileIds: [], cost: 4_000 },
    });
    await isTold(one, `${one.number} dilaksanakan`);
  });
});

describe('what both sides agreed', () => {
  it('is told to the requester with its day: mail, tracking, page', async () => {
    const { filed, number } = await settled();
    await app.sweep();
    const [told] = await mailsWith(
      `${number} selesai`,
      'Disepakati: PPID memberikan informasi yang diminta.',
    );
    expect(told?.subject).toBe(`${number} selesai`);
    const text = told?.text.replaceAll(/\s+/gu, ' ');
    // The words themselves are behind the code.
    expect(text).not.toContain(RECORD);
    expect(text).toContain('Jumat, 4 Desember 2026');
    expect(text).not.toContain('tidak berubah karenanya');
    const tracked = await app.track(filed);
    expect(tracked.objection).toMatchObject({
      status: 'settled',
      settlement: { record: RECORD, cost: null },
      order: { text: RECORD, carryOutBy: DAY, carriedOutOn: null },
    });
    expect(tracked.turn).toBe('agency');
    const entry = tracked.timeline.find(({ event }) => event === 'objection-settled')?.text ?? '';
    expect(entry.replaceAll(/\s+/gu, ' ')).toContain('4 Desember 2026');
    const own = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    const page = own.replaceAll(/&nbsp;|\s+/gu, ' ');
    for (const words of [RECORD, '4 Desember 2026']) expect(page).toContain(words);
  });

  it('stands in the register with its day', async () => {
    const { number } = await settled();
    const rows = await printedRegister(app, '--year', '2026', '--kind', 'objections');
    const row = rows.find((one) => Object.values(one).includes(number)) ?? {};
    expect(row['Keputusan Atasan PPID']).toBe(
      'Selesai dengan musyawarah 24/11/2026; dilaksanakan paling lambat 04/12/2026',
    );
  });

  it('is told on paper as a letter to print', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const paper = await office.enter();
    await office.answer(paper);
    await office.post(paper, 'answered', '2026-11-24', '2026-11-24');
    const { objectionNumber: number } = await world.mustFile(paper.filed, ['e']);
    await world.mustAct(DESK, number, 'settle', { record: RECORD, carryOutBy: DAY });
    const tasks = await app.sql<{ mail: string }>(
      `SELECT facts->>'mail' AS mail FROM tasks WHERE case_id = $1 AND kind = 'print-mail' AND done_at IS NULL`,
      [paper.id],
    );
    expect(tasks.map(({ mail }) => mail)).toContain('objection-closed');
  });
});
