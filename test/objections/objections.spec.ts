import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface FiledObjection {
  readonly objectionNumber: string;
  readonly receivedAt: string;
  readonly replyDueDate: string;
  readonly links: Readonly<Record<string, string>>;
}

const object = (filed: FiledRequest, body: Readonly<Record<string, unknown>>, key = randomUUID()) =>
  app.citizenAct<FiledObjection>(filed, 'object', body, key);

const STORY = 'Sampai hari ini saya belum menerima pemberitahuan tertulis.';

describe('objections', () => {
  let silent: FiledRequest;
  let first: FiledObjection;

  beforeAll(async () => {
    silent = await app.fileRequest({ agency: 'disdik' });
  }, 120_000);

  it('is not open before the last day of the answer has passed', async () => {
    const early = await object(silent, { grounds: ['c'], story: STORY });
    expect([early.status, (early.body as unknown as Problem).code]).toEqual([409, 'ground-not-open']);
    const prepared = await object(silent, { prepared: true });
    expect([prepared.status, (prepared.body as unknown as Problem).code]).toEqual([409, 'ground-not-open']);
    const unknown = await object(silent, { grounds: ['z'], story: STORY });
    expect(unknown.status).toBe(422);
    const brief = await object(silent, { grounds: ['c'], story: 'pendek' });
    expect((brief.body as unknown as Problem).errors?.map(({ field }) => field)).toEqual(['story']);
  });

  it('of ground b is open on any day, before the check of the request too', async () => {
    const fresh = await app.fileRequest({ agency: 'disdik' });
    expect((await app.track(fresh)).status).toBe('received');
    expectStatus(await object(fresh, { grounds: ['b'], story: STORY }), 201);
    const early = await object(fresh, { grounds: ['c'], story: STORY });
    expect((early.body as unknown as Problem).code).toBe('ground-not-open');
  });

  it('is prepared by silence and told with its last day', async () => {
    await app.passTo('2026-12-09T00:30:00+09:00');
    const tracked = await app.track(silent);
    expect(tracked).toMatchObject({
      overdue: true,
      workingDaysLeft: -1,
      preparedObjection: { grounds: ['c'], until: '2027-01-25' },
      rights: { objectionUntil: '2027-01-25', commissionUntil: null },
    });
    expect(tracked.timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['reply-lapsed', 'objection-prepared']),
    );
  });

  it('is filed by one confirmation with number, clock and mail', async () => {
    await app.setClock('2026-12-09T08:40:00+09:00');
    const key = randomUUID();
    const answer = await object(silent, { prepared: true }, key);
    first = expectStatus(answer, 201);
    expect(first).toMatchObject({ objectionNumber: 'AMBON-K-2026-000002', replyDueDate: '2027-01-26' });
    expect((await object(silent, { prepared: true }, key)).text).toBe(answer.text);
    const tracked = await app.track(silent);
    expect(tracked).toMatchObject({
      status: 'processing',
      preparedObjection: null,
      objection: {
        number: first.objectionNumber,
        status: 'open',
        grounds: ['c'],
        replyDueDate: '2027-01-26',
      },
    });
    const [due] = await app.sql<{ due_at: Date }>(
      `SELECT due_at FROM due_rows WHERE kind = 'objection-reply' AND case_id = $1`,
      [await app.caseId(silent.registerNumber)],
    );
    expect(due?.due_at.toISOString()).toBe('2027-01-26T15:00:00.000Z');
    await app.sweep();
    const mail = (await app.mails()).find(({ subject }) => subject.includes(first.objectionNumber));
    expect(mail?.text).toContain('26 Januari 2027');
  });

  it('cannot rest twice on a ground that is undecided', async () => {
    const again = await object(silent, { grounds: ['c'], story: STORY });
    expect([again.status, (again.body as unknown as Problem).code]).toEqual([409, 'ground-not-open']);
    expect((await object(silent, { prepared: true })).status).toBe(409);
    const late = expectStatus(await object(silent, { grounds: ['g'], story: STORY }), 201);
    expect(late.objectionNumber).toBe('AMBON-K-2026-000003');
  });

  it('is found by its own number with the code of the request', async () => {
    const answer = await app.citizen.post<{ registerNumber: string }>(
      '/api/v1/tracking',
      { registerNumber: first.objectionNumber, trackingCode: silent.trackingCode },
      { key: null },
    );
    expect(expectStatus(answer, 200).registerNumber).toBe(silent.registerNumber);
  });

  it('is listed for staff in their own sight', async () => {
    const list = async (role: 'superior' | 'officer', agency?: string) =>
      (await app.signIn(role, agency)).get<{ items: { number: string }[] }>('/api/v1/objections?view=open');
    const all = expectStatus(await list('superior'), 200);
    expect(all.items.map(({ number }) => number)).toContain(first.objectionNumber);
    const foreign = expectStatus(await list('officer', 'disdukcapil'), 200);
    expect(foreign.items).toEqual([]);
    const superior = await app.signIn('superior');
    for (const list of ['objections', 'cases']) {
      const unasked = expectStatus(await superior.get(`/api/v1/${list}`), 200);
      expect(expectStatus(await superior.get(`/api/v1/${list}?view=`), 200)).toEqual(unasked);
      expect((await superior.get(`/api/v1/${list}?view=apa`)).status).toBe(422);
    }
    expect((await superior.get('/api/v1/cases?cursor=')).status).toBe(200);
    expect((await app.citizen.get('/api/v1/objections')).status).toBe(401);
  });

  it('seals a proxy apart from the requester', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2027-01-05T00:30:00+09:00');
    const proxy = { name: 'Petrus Kuasa Contoh', address: 'Jalan Kuasa Nomor 1', phone: '081200000001' };
    const without = await object(filed, { grounds: ['c'], story: STORY, proxy });
    expect([without.status, (without.body as { errors?: { field: string }[] }).errors?.[0]?.field]).toEqual([
      422,
      'fileIds',
    ]);
    const letter = await app.citizen.upload(await sampleFiles.jpg(), 'kuasa.jpg', 'image/jpeg');
    const fileIds = [expectStatus(letter, 201).fileId];
    expectStatus(await object(filed, { grounds: ['c'], story: STORY, proxy, fileIds }), 201);
    const dump = JSON.stringify(await app.sql('SELECT * FROM objections'));
    expect(dump).not.toContain('Petrus');
    const [row] = await app.sql<{ kind: string }>(
      `SELECT r.kind FROM objections o JOIN requesters r ON r.id = o.requester_id ORDER BY o.received_at DESC LIMIT 1`,
    );
    expect(row?.kind).toBe('proxy');
  });

  it('opens the commission when the superior stays silent', async () => {
    await app.passTo('2027-01-27T00:30:00+09:00');
    const tracked = await app.track(silent);
    expect(tracked.objection?.status).toBe('silent');
    expect(tracked.rights.commissionUntil).toBe('2027-02-16');
    const lapse = tracked.timeline.find(({ event }) => event === 'objection-lapsed');
    expect(lapse?.at).toBe('2027-01-26T15:00:00.000Z');
    const mails = await app.mails();
    expect(mails.some(({ text }) => text.includes('16 Februari 2027'))).toBe(true);
  });

  it('ends with its window, while an unanswered request goes on', async () => {
    await app.passTo('2027-02-17T00:30:00+09:00');
    const tracked = await app.track(silent);
    expect(tracked.objection?.status).toBe('final');
    expect(tracked.status).toBe('processing');
  });

  it('lets an answered request end when nobody objects', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const officer = await app.signIn('officer', 'disdik');
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(officer, id, 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Urusan provinsi',
    });
    const { rights, status } = await app.track(filed);
    expect(status).toBe('closed_not_held');
    await app.passTo(`${String(rights.objectionUntil)}T23:59:00+09:00`);
    expect((await app.track(filed)).status).toBe('closed_not_held');
    await app.advance('PT2M');
    await app.sweep();
    const after = await app.track(filed);
    expect(after.status).toBe('final');
    expect(after.timeline.at(-1)?.event).toBe('finalised');
  });

  it('accepts a late objection and says so', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const { dueDate } = await app.track(filed);
    await app.passTo(`${String(dueDate)}T23:59:59+09:00`);
    await app.advance('P90D');
    await app.sweep();
    expectStatus(await object(filed, { grounds: ['c'], story: STORY }), 201);
    const [row] = await app.sql<{ late: boolean }>(
      'SELECT late FROM objections ORDER BY received_at DESC LIMIT 1',
    );
    expect(row?.late).toBe(true);
  });

  it('keeps codes and persons out of every mail', async () => {
    await app.sweep();
    const all = (await app.mails()).map(({ subject, text }) => `${subject}\n${text}`).join('\n');
    expect(all).not.toContain(silent.trackingCode);
    expect(all).not.toContain('Maria Latuconsina');
    expect(all).not.toMatch(/\b\d{16}\b/u);
  });
});
