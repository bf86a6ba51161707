import { FULL, refusalCase } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import { expectStatus, type HttpClient } from '../support/http-client.js';
import type { FiledRequest, TrackedRequest } from '../support/answers.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

const track = (registerNumber: string, trackingCode: string) =>
  app.citizen.post<TrackedRequest>('/api/v1/tracking', { registerNumber, trackingCode }, { key: null });

describe('tracking for programs', () => {
  it('answers every field of the contract', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({
      registerNumber: filed.registerNumber,
      status: 'received',
      outcome: null,
      agency: { code: 'disdik' },
      receivedOn: '2026-11-24',
      dueDate: '2026-12-08',
      dueDateKind: 'first',
      provisional: false,
      workingDaysLeft: 10,
      overdue: false,
      turn: 'agency',
      documents: [],
      objection: null,
      dispute: null,
      preparedObjection: null,
      rights: { objectionUntil: null, commissionUntil: null },
    });
    expect(tracked.timeline.map(({ event }) => event)).toContain('filed');
  });

  it('reads number and code however they are typed', async () => {
    const filed = await app.fileRequest();
    const number = filed.registerNumber.toLowerCase().replaceAll('-', '.');
    const code = filed.trackingCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expectStatus(await track(number, code), 200);
  });

  it('answers wrong number and wrong code alike', async () => {
    const filed = await app.fileRequest();
    const answers = [
      await track('AMBON-2026-999999', filed.trackingCode),
      await track(filed.registerNumber, '0000-0000-0000-00'),
      await track('entah', 'apa saja'),
      await track(`${filed.registerNumber}'--`, filed.trackingCode),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(answers.map(({ text }) => text.length)).size).toBe(1);
  });

  it('asks for number and code in one answer', async () => {
    const answer = await app.citizen.post<{ errors: { field: string }[] }>(
      '/api/v1/tracking',
      { registerNumber: ['x'], extra: 1 },
      { key: null },
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ field }) => field).sort()).toEqual([
      'extra',
      'registerNumber',
      'trackingCode',
    ]);
  });

  it('keeps a message once under one key', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const body = { text: 'Apakah tabelnya dalam bentuk Excel?', fileIds: [] };
    const key = 'pesan-dengan-satu-kunci';
    const first = await app.citizenAct(filed, 'message', body, key);
    expectStatus(first, 200);
    const again = await app.citizenAct(filed, 'message', body, key);
    expect(again.text).toBe(first.text);
    const [row] = await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM messages WHERE case_id = $1', [
      await app.caseId(filed.registerNumber),
    ]);
    expect(row?.n).toBe(1);
    const other = await app.citizenAct(filed, 'message', { text: 'Lain', fileIds: [] }, key);
    expect([other.status, (other.body as unknown as { code: string }).code]).toEqual([
      422,
      'idempotency-key-reused',
    ]);
  });

  it('asks for a key before every act', async () => {
    const filed = await app.fileRequest();
    const { registerNumber, trackingCode } = filed;
    const answer = await app.citizen.post<{ code: string }>(
      '/api/v1/tracking/withdraw',
      { registerNumber, trackingCode },
      { key: null },
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency-key-missing']);
  });

  it('withdraws, and refuses to do it twice', async () => {
    const filed = await app.fileRequest();
    const answer = expectStatus(await app.citizenAct(filed, 'withdraw', { reason: 'Sudah dapat' }), 200);
    expect([answer.status, answer.turn, answer.workingDaysLeft]).toEqual(['withdrawn', 'none', null]);
    expect((await app.citizenAct(filed, 'withdraw')).status).toBe(409);
    expect((await app.citizenAct(filed, 'message', { text: 'Halo' })).status).toBe(409);
  });

  it('corrects the mail address and sends news there', async () => {
    const filed = await app.fileRequest();
    expect((await app.citizenAct(filed, 'contact', { email: 'salah' })).status).toBe(422);
    const answer = expectStatus(await app.citizenAct(filed, 'contact', { email: 'baru@contoh.test' }), 200);
    expect(answer.timeline.map(({ event }) => event)).toContain('contact-corrected');
    await app.citizenAct(filed, 'withdraw');
    await app.sweep();
    expect((await app.mails('baru@contoh.test')).map(({ subject }) => subject)).toEqual([
      expect.stringContaining(filed.registerNumber),
    ]);
  });

  it('completes a request within its three days', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const desk = await app.signIn('desk');
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: 'KTP belum terbaca' });
    expect(await app.track(filed)).toMatchObject({
      status: 'incomplete',
      turn: 'requester',
      dueDate: null,
      repairDueDate: '2026-11-27',
    });
    expect((await app.citizenAct(filed, 'complete', { text: '', fileIds: [] })).status).toBe(422);
    const answer = expectStatus(
      await app.citizenAct(filed, 'complete', {
        text: 'NIK saya sudah benar',
        requester: { nationalId: '8171030205650007' },
      }),
      200,
    );
    expect(answer).toMatchObject({ status: 'processing', dueDateKind: 'afterRepair', dueDate: '2026-12-08' });
    expect('repairDueDate' in answer).toBe(false);
  });

  it('shows a proposed refusal as work in progress', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.sql(`UPDATE cases SET status = 'consent_pending' WHERE register_number = $1`, [
      filed.registerNumber,
    ]);
    expect((await app.track(filed)).status).toBe('processing');
    await app.sql(`UPDATE cases SET extended_at = now() WHERE register_number = $1`, [filed.registerNumber]);
    expect((await app.track(filed)).status).toBe('extended');
  });
});

interface Offered {
  readonly id: string;
  readonly name: string;
}

/** What the lists of the page behind the code offer, beside its one button, as a browser without script reads it. */
async function offeredOn(reader: HttpClient, language: '' | '/en'): Promise<readonly Offered[]> {
  const { text } = await reader.page(`${language}/permohonan-saya`);
  const links = text.matchAll(
    /<a class="file-list__name" href="[^"]*\/permohonan-saya\/berkas\/([\w-]+)"[^>]*>([^<]+)</gu,
  );
  return [...links].map(([, id = '', name = '']) => ({ id, name: name.trim() }));
}

async function entered(filed: FiledRequest): Promise<HttpClient> {
  const reader = app.client();
  const door = { nomor: filed.registerNumber, kode: filed.trackingCode };
  expect((await reader.submit('/lacak', door)).status).toBe(303);
  return reader;
}

describe('letters on the page', () => {
  const extend = { reasons: ['notYetHeldOrDocumented'], explanation: 'Berkas dicari di gudang arsip.' };
  const grant = {
    form: 'softcopy',
    cost: { copy: 0, delivery: 0, other: 0 },
    provideOn: '2026-11-26',
    fileIds: [],
    explanation: '',
  };

  it.each<[string, readonly (readonly [string, object])[], readonly string[]]>([
    [
      'incomplete',
      [['declare-incomplete', { missing: ['identity'], note: 'KTP belum terbaca' }]],
      ['Surat keterangan tidak lengkap', 'Letter of incompleteness'],
    ],
    ['extended', [['extend', extend]], ['Surat perpanjangan waktu', 'Notice of extension']],
    [
      'granted after an extension',
      [
        ['extend', extend],
        ['grant', grant],
      ],
      ['Surat pemberitahuan tertulis, Surat perpanjangan waktu', 'Written notice, Notice of extension'],
    ],
    [
      'refused',
      [
        ['propose-refusal', FULL],
        ['consent', {}],
      ],
      [
        'Surat pemberitahuan penolakan, Penetapan informasi yang dikecualikan, Lembar pengujian konsekuensi',
        'Notice of refusal, Decree on exempt information, Consequence test sheet',
      ],
    ],
  ])('are all that the API lists, the notice first: %s', async (_state, acts, names) => {
    const one = await refusalCase(app);
    for (const [act, body] of acts)
      await app.mustAct(act === 'consent' ? one.superior : one.officer, one.id, act, { ...body });
    await app.sweep();
    const { documents } = await app.track(one.filed);
    const reader = await entered(one.filed);
    for (const [at, language] of (['', '/en'] as const).entries()) {
      const offered = await offeredOn(reader, language);
      expect(offered.map(({ id }) => id).sort()).toEqual(documents.map(({ id }) => id).sort());
      expect(offered.map(({ name }) => name).join(', ')).toBe(names[at]);
      for (const { id } of offered) {
        const file = await reader.page(`${language}/permohonan-saya/berkas/${id}`);
        expect([file.status, file.text.slice(0, 5)]).toEqual([200, '%PDF-']);
        expect(file.headers.get('content-disposition')).toContain(`-${one.filed.registerNumber}.pdf`);
        expect(file.headers.get('content-disposition')).not.toMatch(/-(?:notice|sheet|decree|reply)\b/u);
      }
    }
  });

  it('wait behind the code', async () => {
    const one = await refusalCase(app);
    await app.mustAct(one.officer, one.id, 'extend', extend);
    await app.sweep();
    const reader = app.client();
    const subject = `Permohonan ${one.filed.registerNumber} terdaftar`;
    const receipt = (await app.mails()).find((mail) => mail.subject === subject);
    const link = /\/permohonan-saya\?k=[\w-]+/u.exec(receipt?.text ?? '')?.[0] ?? '';
    expect((await reader.page(link)).status).toBe(303);
    expect(await offeredOn(reader, '')).toEqual([]);
    expect((await reader.page('/permohonan-saya')).text).toContain(
      'Isi permohonan, surat, pesan, dan berkas',
    );
  });

  it('go with a closing that is told of its own day', async () => {
    const one = await refusalCase(app);
    await app.mustAct(one.officer, one.id, 'declare-incomplete', { missing: ['identity'], note: 'KTP' });
    await app.passTo('2026-11-28T08:00:00+09:00');
    const { text } = await (await entered(one.filed)).page('/permohonan-saya');
    expect(text.replaceAll('\u00a0', ' ')).toContain('Ditutup pada Jumat, 27 November 2026.');
    expect(text).not.toContain('28 November 2026');
    expect(await offeredOn(await entered(one.filed), '')).toHaveLength(1);
  });
});
