import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import type { TrackedRequest } from '../support/answers.js';
import { trackedPage } from '../rules/explained-page.js';
import { expectStatus } from '../support/http-client.js';
import { mailAddress, nationalId } from '../support/request-bodies.js';
import { codeOf, fieldsOf, granting, ObjectionWorld, type FiledObjection } from './objection-world.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);

const STORY = 'Laporan keuangan tahun 2025 belum terbit di situs sampai hari ini.';
const requester = () => ({
  kind: 'individual',
  name: 'Elsye Contoh Manuputty',
  nationalId: nationalId(),
  address: 'Jalan Contoh Batu Merah Nomor 9',
  email: mailAddress(),
  phone: null,
});
const body = (over: Record<string, unknown> = {}) => ({
  grounds: ['b'],
  story: STORY,
  requester: requester(),
  ...over,
});
const file = (over: Record<string, unknown> = {}, key: string = randomUUID()) =>
  app.citizen.post<FiledObjection>('/api/v1/objections', body(over), { key });
const track = async (filed: FiledObjection, code = filed.trackingCode) =>
  app.citizen.post<TrackedRequest>(
    '/api/v1/tracking',
    { registerNumber: filed.objectionNumber, trackingCode: code },
    { key: null },
  );

describe('periodic information, without a request', () => {
  let filed: FiledObjection;
  let email = '';

  it('is objected to on ground b alone', async () => {
    const other = await file({ grounds: ['c'] });
    expect([other.status, codeOf(other)]).toEqual([409, 'ground-not-open']);
    expect((await file({ grounds: ['b', 'c'] })).status).toBe(409);
    expect(fieldsOf(await file({ grounds: ['x'] }))).toEqual(['grounds']);
    expect(fieldsOf(await file({ grounds: [], story: 'pendek' }))).toEqual(['grounds', 'story']);
    expect(fieldsOf(await file({ requester: { ...requester(), name: '', address: '' } }))).toEqual([
      'requester.name',
      'requester.address',
    ]);
    const byProxy = { ...requester(), kind: 'proxy', principal: { name: 'Marthen Contoh' } };
    expect(fieldsOf(await file({ purpose: { kind: 'other' }, requester: byProxy }))).toEqual([
      'purpose.text',
      'fileIds',
    ]);
    const keyless = await app.citizen.post('/api/v1/objections', body(), { key: null });
    expect([keyless.status, codeOf(keyless)]).toEqual([422, 'idempotency-key-missing']);
  });

  it('gives number, code and the last day of the answer; a repeat gives the same', async () => {
    const key = randomUUID();
    const sent = body();
    email = String(sent.requester.email);
    const answer = await app.citizen.post<FiledObjection>('/api/v1/objections', sent, { key });
    filed = expectStatus(answer, 201);
    expect(filed).toMatchObject({ objectionNumber: 'AMBON-K-2026-000001', replyDueDate: '2027-01-11' });
    expect(filed.trackingCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/u);
    expect((await app.citizen.post('/api/v1/objections', sent, { key })).text).toBe(answer.text);
    await app.sweep();
    const [mail] = await app.mails(email);
    expect(mail?.text).toContain('11 Januari 2027');
    expect(mail?.text).not.toContain(String(filed.trackingCode));
    expect(
      (await app.mails(app.account('superior').email)).some(({ subject }) => subject.includes('putuskan')),
    ).toBe(true);
  });

  it('is tracked by its number with its own code', async () => {
    expect(expectStatus(await track(filed), 200)).toMatchObject({
      registerNumber: filed.objectionNumber,
      status: 'processing',
      dueDate: '2027-01-11',
      turn: 'agency',
      objection: { number: filed.objectionNumber, status: 'open', grounds: ['b'] },
      rights: { objectionUntil: null, commissionUntil: null },
    });
    expect((await track(filed, '0000-0000-0000-00')).status).toBe(404);
    const act = await app.citizen.post('/api/v1/tracking/message', {
      registerNumber: filed.objectionNumber,
      trackingCode: filed.trackingCode,
      text: 'Adakah kabar?',
    });
    expect(act.status).toBe(404);
  });

  it('is seen by the city and by no agency', async () => {
    const numbers = async (role: 'superior' | 'desk' | 'officer', agency?: string) =>
      expectStatus(
        await (
          await app.signIn(role, agency)
        ).get<{ items: { number: string; caseId: string | null }[] }>('/api/v1/objections?view=open'),
        200,
      ).items.map(({ number }) => number);
    expect(await numbers('superior')).toContain(filed.objectionNumber);
    expect(await numbers('desk')).toContain(filed.objectionNumber);
    expect(await numbers('officer', 'disdik')).toEqual([]);
    const id = await world.id(filed.objectionNumber);
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.get(`/api/v1/objections/${id}`)).status).toBe(404);
    const seen = JSON.stringify(await world.read(filed.objectionNumber, 'superior'));
    expect(seen).not.toContain('Manuputty');
    expect(JSON.stringify(await app.sql('SELECT * FROM objections'))).not.toContain('Manuputty');
  });

  it('falls silent on its day and is answered after it, with a letter of its own', async () => {
    await app.passTo('2027-01-04T08:05:00+09:00');
    await app.passTo('2027-01-12T00:01:00+09:00');
    expect(expectStatus(await track(filed), 200)).toMatchObject({
      overdue: true,
      objection: { status: 'silent' },
      rights: { commissionUntil: '2027-01-29' },
    });
    expect((await app.mails(email)).some(({ text }) => text.includes('29 Januari 2027'))).toBe(true);
    await app.setClock('2027-01-13T09:00:00+09:00');
    await world.mustAct(['superior'], filed.objectionNumber, 'reply', granting('2027-01-20'));
    await app.sweep();
    const tracked = expectStatus(await track(filed), 200);
    expect(tracked.objection).toMatchObject({ status: 'answered' });
    const letter = tracked.documents.find(({ kind }) => kind === 'objection-reply');
    expect((await fetch(String(letter?.url))).status).toBe(200);
    const [kept] = await app.sql<{ expires_at: Date | null }>(
      `SELECT f.expires_at FROM files f JOIN letters l ON l.file_id = f.id WHERE l.kind = 'objection-reply'`,
    );
    expect(kept?.expires_at).toBeNull();
    expect(
      (await app.mails(app.account('desk').email)).some(({ text }) => text.includes('memerintahkan')),
    ).toBe(true);
  });

  it('is carried out by the desk, whose task it is until then, and ends with its window', async () => {
    const tasks = async (): Promise<string> => (await (await app.signIn('desk')).page('/petugas/tugas')).text;
    expect(await tasks()).toMatch(
      new RegExp(`Laksanakan perintah Atasan PPID.*${filed.objectionNumber}`, 'u'),
    );
    await world.mustAct(['desk'], filed.objectionNumber, 'carry-out', {
      explanation: 'Laporan keuangan 2025 sudah terbit di halaman informasi berkala.',
    });
    expect(await tasks()).not.toContain('Laksanakan perintah');
    await app.passTo('2027-03-01T09:00:00+09:00');
    const tracked = expectStatus(await track(filed), 200);
    expect([tracked.status, tracked.objection?.status]).toEqual(['final', 'final']);
    expect(tracked.timeline.map(({ event }) => event)).toEqual([
      'objection-filed',
      'objection-lapsed',
      'objection-answered',
      'carried-out',
      'finalised',
    ]);
  });

  it('is withdrawn by who filed it', async () => {
    const second = expectStatus(await file(), 201);
    const withdrawal = { registerNumber: second.objectionNumber, trackingCode: second.trackingCode };
    const answer = await app.citizen.post<TrackedRequest>('/api/v1/tracking/withdraw', withdrawal);
    expect(expectStatus(answer, 200)).toMatchObject({
      status: 'withdrawn',
      objection: { status: 'withdrawn' },
    });
    const again = await app.citizen.post('/api/v1/tracking/withdraw', withdrawal);
    expect([again.status, codeOf(again)]).toEqual([409, 'not-in-this-state']);
  });

  it('names its dispute once it is registered, and invites nobody to file one any more', async () => {
    const third = expectStatus(await file(), 201);
    await app.passTo('2027-05-10T09:00:00+09:00');
    const opened = { number: third.objectionNumber, code: third.trackingCode ?? '' };
    const silent = await trackedPage(app, opened, '/keberatan-saya');
    expect(silent).toContain('Bila belum puas, Komisi Informasi sampai');
    expect(silent).toContain('Bagaimana batas ke Komisi Informasi dihitung?');
    const supervisor = await app.signIn('supervisor');
    const dispute = { commissionNumber: '031/REG-PSI/V/2027', filedOn: '2027-05-10' };
    expectStatus(
      await supervisor.post('/api/v1/disputes', { objectionNumber: third.objectionNumber, ...dispute }),
      201,
    );
    const page = (await trackedPage(app, opened, '/keberatan-saya')).replaceAll('\u00a0', ' ');
    expect(page).toContain(
      'Sengketa terdaftar di Komisi Informasi: nomor 031/REG-PSI/V/2027, diajukan Senin, 10 Mei 2027.',
    );
    expect(page).not.toMatch(/Bila belum puas|Bagaimana batas ke Komisi/u);
    expect(page).toMatch(/>\s*Sengketa di Komisi Informasi\s*</u);
    const tracked = expectStatus(await track(third), 200);
    expect(tracked.timeline.at(-1)?.event).toBe('dispute-opened');
  });

  it('keeps an unbroken trail', async () => {
    const [broken] = await app.sql<{ streams: number }>(
      `SELECT count(DISTINCT stream)::int AS streams FROM audit WHERE stream LIKE 'objection:%'`,
    );
    expect(broken?.streams).toBe(3);
  });
});
