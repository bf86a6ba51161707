import { randomUUID } from 'node:crypto';
import type { FiledRequest } from '../support/answers.js';
import { asLastDay, blockDay, explainedOn, trackedPage } from '../rules/explained-page.js';
import { useApp } from '../support/app.js';
import { htmlFindings } from '../support/browser.js';
import { expectStatus, type HttpClient, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { readPdf } from '../letters/read-pdf.js';
import { hiddenFields, submitFiles } from '../workspace/office.js';
import { codeOf, fieldsOf, granting, ObjectionWorld, STORY } from './objection-world.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const REASON = 'Surat tiba saat loket tutup, dicatat setelah libur.';

interface Kept {
  readonly id: string;
  readonly number: string;
  readonly channel: string;
  readonly received: string;
  readonly due: string;
  readonly late: boolean;
}

async function scan(desk: HttpClient, name = 'amplop.jpg'): Promise<string> {
  return expectStatus(await desk.upload(await sampleFiles.jpg(), name, 'image/jpeg'), 201).fileId;
}

async function answerNotHeld(filed: FiledRequest): Promise<string> {
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', {
    holder: 'Pemprov Maluku',
  });
  return id;
}

async function lastObjection(caseId: string): Promise<Kept> {
  const [row] = await app.sql<Kept>(
    `SELECT id, register_number AS number, channel, received_on::text AS received, reply_due_on::text AS due, late
     FROM objections WHERE case_id = $1 ORDER BY entered_at DESC LIMIT 1`,
    [caseId],
  );
  if (row === undefined) throw new Error('no objection');
  return row;
}

describe('an objection on paper', () => {
  it('counts from the day on its stamp, also when the answer has come meanwhile', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-10T10:00:00+09:00');
    const id = await answerNotHeld(filed);
    await app.passTo('2026-12-14T10:00:00+09:00');
    const desk = await app.signIn('desk');
    const paper = { grounds: ['c'], story: STORY, channel: 'post', backdatingReason: REASON };
    const today = await app.act(desk, id, 'object', { ...paper, channel: 'counter' });
    expect([today.status, codeOf(today)]).toEqual([409, 'ground-not-open']);
    const early = { ...paper, receivedOn: '2026-12-08', backdatingFileId: await scan(desk) };
    expect(codeOf(await app.act(desk, id, 'object', early))).toBe('ground-not-open');
    const inTime = { ...paper, receivedOn: '2026-12-09', backdatingFileId: await scan(desk) };
    const changed = await app.mustAct(desk, id, 'object', inTime);
    expect(changed).toMatchObject({ objections: [{ grounds: ['c'], receivedOn: '2026-12-09' }] });
    const days = await app.citizen.get<{ dueDate: string }>('/api/v1/working-days?from=2026-12-09&count=30');
    const kept = await lastObjection(id);
    expect(kept).toMatchObject({
      channel: 'post',
      received: '2026-12-09',
      due: days.body.dueDate,
      late: false,
    });
    const [record] = await app.sql<{ reason: string; purpose: string }>(
      `SELECT i.backdating_reason AS reason, f.purpose FROM objection_intakes i JOIN files f ON f.id = i.backdating_file_id
       WHERE i.objection_id = $1`,
      [kept.id],
    );
    expect(record).toEqual({ reason: REASON, purpose: 'record' });
    expect((await app.track(filed)).objection).toMatchObject({ number: kept.number });
  });

  it('is entered for a request that became final after it had come', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const id = await answerNotHeld(await app.fileRequest({ agency: 'disdik' }));
    await app.passTo('2027-01-13T10:00:00+09:00');
    const desk = await app.signIn('desk');
    expect(await app.readCase(desk, id)).toMatchObject({ status: 'final' });
    const paper = { grounds: ['e'], story: STORY, channel: 'post' };
    await app.mustAct(desk, id, 'object', {
      ...paper,
      ...{ receivedOn: '2027-01-08', backdatingReason: REASON, backdatingFileId: await scan(desk) },
    });
    expect(await app.readCase(desk, id)).toMatchObject({ status: 'final' });
    const { number } = await lastObjection(id);
    expect(await app.sql('SELECT late FROM objections WHERE register_number = $1', [number])).toEqual([
      { late: false },
    ]);
    expect(codeOf(await app.act(desk, id, 'object', paper))).toBe('ground-not-open');
    expect(number).toMatch(/^AMBON-K-2027-\d{6}$/u);
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('counts from its entry where the city reads so (D6)', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    await app.sql(
      `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
       VALUES ('{"objectionClock":"registration"}', (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date, '\\x00',
         tenggat_now(), 'spec')`,
    );
    await (await app.signIn('admin')).page('/admin/aturan');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await answerNotHeld(filed);
    await app.setClock('2026-11-26T10:00:00+09:00');
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'object', {
      ...{ grounds: ['e'], story: STORY, channel: 'post', receivedOn: '2026-11-24' },
      ...{ backdatingReason: REASON, fileIds: [await scan(desk)] },
    });
    expect(await lastObjection(id)).toMatchObject({ received: '2026-11-24', due: '2027-01-13' });
    const html = await trackedPage(app, { number: filed.registerNumber, code: filed.trackingCode });
    expect(blockDay(html)).toBe('2027-01-13');
    expect(html).toContain('Hari diterima, belum dihitung. Hari ke-1 dari 30');
    expect(explainedOn(html)).toMatchObject([
      {
        intro: expect.stringContaining('dicatat dalam register Kamis, 26 November 2026'),
        lastDay: asLastDay('2027-01-13'),
        number: 30,
      },
    ]);
    await app.setClock('2026-11-24T10:00:00+09:00');
    await app.sql(
      `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
       VALUES ('{}', (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date, '\\x00', tenggat_now(), 'spec')`,
    );
    await (await app.signIn('admin')).page('/admin/aturan');
  });

  it('is refused with the fields at fault, and is nobody’s to enter but the desk’s', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const id = await answerNotHeld(await app.fileRequest({ agency: 'disdik' }));
    const desk = await app.signIn('desk');
    const act = (body: Readonly<Record<string, unknown>>) =>
      app.act(desk, id, 'object', { grounds: ['d'], story: STORY, channel: 'counter', ...body });
    expect(fieldsOf(await act({ channel: 'pigeon' }))).toEqual(['channel']);
    expect(fieldsOf(await act({ receivedOn: '2026-11-25' }))).toEqual(['receivedOn']);
    expect(fieldsOf(await act({ receivedOn: '2026-02-31' }))).toEqual(['receivedOn']);
    expect(fieldsOf(await act({ receivedOn: '2021-12-31', backdatingReason: REASON }))).toEqual([
      'receivedOn',
    ]);
    expect(fieldsOf(await act({ receivedOn: '2026-11-23' }))).toEqual(['backdatingReason', 'fileIds']);
    const proxy = { name: 'Kuasa Contoh', address: 'Jalan Contoh 5, Ambon' };
    expect(fieldsOf(await act({ proxy }))).toEqual(['fileIds']);
    expect(fieldsOf(await act({ grounds: [], story: 'pendek' }))).toEqual(['grounds', 'story']);
    const officer = await app.signIn('officer', 'disdik');
    const body = { grounds: ['d'], story: STORY, channel: 'counter' };
    expect((await app.act(officer, id, 'object', body)).status).toBe(403);
    const done = await act({ proxy, fileIds: [await scan(desk, 'kuasa.jpg')] });
    expect(done.status).toBe(200);
  });

  it('is entered on its page, and its form is printed for the one who handed it in', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const id = await answerNotHeld(await app.fileRequest({ agency: 'disdik' }));
    const desk = await app.signIn('desk');
    expect((await desk.page(`/petugas/kasus/${id}`)).text).toContain(`/petugas/kasus/${id}/keberatan`);
    const path = `/petugas/kasus/${id}/keberatan`;
    const typed = { kanal: 'spoken', hari: '24', bulan: 'Nov', tahun: '2026', alasan: 'd', cerita: STORY };
    const send = async (fields: Readonly<Record<string, string>>) => {
      const form = new FormData();
      const hidden = hiddenFields((await desk.page(path)).text, 'keberatan');
      for (const [name, value] of Object.entries({ ...hidden, ...fields })) form.append(name, value);
      // A second box of the same choice.
      form.append('alasan', 'e');
      return submitFiles(desk, path, form);
    };
    expect(await htmlFindings((await desk.page(path)).text)).toEqual([]);
    const unread = await send(typed);
    expect(await htmlFindings(unread.text)).toEqual([]);
    expect([unread.status, unread.text.includes(STORY)]).toEqual([422, true]);
    expect(unread.text).toContain('Bacakan kembali isinya');
    expect((await send({ ...typed, _hitung: '1' })).text).toContain('datetime="2027-01-11"');
    expect((await send({ ...typed, dibacakan: 'ya' })).status).toBe(303);
    const kept = await lastObjection(id);
    expect(kept).toMatchObject({ channel: 'spoken', received: '2026-11-24', due: '2027-01-11' });
    expect(await app.sql('SELECT grounds FROM objections WHERE id = $1', [kept.id])).toEqual([
      { grounds: ['d', 'e'] },
    ]);
    const shown = await desk.page(`/petugas/keberatan/${kept.id}?selesai=terdaftar`);
    expect(shown.text).toContain('Keberatan terdaftar.');
    expect(shown.text).toContain(`/petugas/keberatan/${kept.id}/formulir.pdf`);
    const words = await formOf(desk, kept.id);
    const { name } = await deskPerson();
    for (const part of [kept.number, 'd. Permintaan informasi ditanggapi', '11 Januari 2027', name])
      expect(words).toContain(part);
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.page(`/petugas/keberatan/${kept.id}/formulir.pdf`)).status).toBe(403);
  });
});

describe('ground b on paper, without a request', () => {
  const requester = { kind: 'individual', name: 'Marthen Contoh', address: 'Jalan Contoh Passo 3, Ambon' };

  it('has a number, T8 from its day and a code; a repeat gives the same', async () => {
    await app.setClock('2026-11-27T10:00:00+09:00');
    const desk = await app.signIn('desk');
    const body = {
      ...{ grounds: ['b'], story: STORY, requester, channel: 'post', receivedOn: '2026-11-24' },
      ...{ backdatingReason: REASON, backdatingFileId: await scan(desk) },
    };
    const key = randomUUID();
    const first = await desk.post<{ objectionNumber: string; trackingCode: string; replyDueDate: string }>(
      '/api/v1/objections/paper',
      body,
      { key },
    );
    expect([first.status, first.body.replyDueDate]).toEqual([201, '2027-01-11']);
    expect((await desk.post('/api/v1/objections/paper', body, { key })).body).toEqual(first.body);
    const { objectionNumber, trackingCode } = first.body;
    const tracked = await app.citizen.post<{ objection: unknown }>(
      '/api/v1/tracking',
      { registerNumber: objectionNumber, trackingCode },
      { key: null },
    );
    expect(tracked.status).toBe(200);
    const proxy = { ...requester, kind: 'proxy', principal: { name: 'Pemberi Kuasa' } };
    const bare = await desk.post<Problem>('/api/v1/objections/paper', {
      ...{ grounds: ['b'], story: STORY, requester: proxy, channel: 'counter' },
    });
    expect(fieldsOf(bare)).toEqual(['fileIds']);
    expect((await app.citizen.post('/api/v1/objections/paper', body)).status).toBe(401);
  });

  it('has its letters posted: the news that an order was carried out starts no term', async () => {
    await app.setClock('2026-11-27T10:00:00+09:00');
    const desk = await app.signIn('desk');
    const entered = await desk.post<{ objectionNumber: string }>('/api/v1/objections/paper', {
      ...{ grounds: ['b'], story: STORY, requester, channel: 'counter' },
    });
    const { objectionNumber: number } = expectStatus(entered, 201);
    await world.mustAct(['superior'], number, 'reply', granting('2026-12-04'));
    await world.mustAct(['desk'], number, 'carry-out', { explanation: 'Terbit di situs.', fileIds: [] });
    const [task] = await app.sql<{ id: string }>(
      `SELECT id FROM tasks WHERE kind = 'print-mail' AND facts->>'effectKey' = $1`,
      [`order-carried-out:${await world.id(number)}`],
    );
    const path = `/petugas/tugas/${task?.id ?? ''}/cetak`;
    const posted = await desk.submit(path, {
      ...hiddenFields((await desk.page(path)).text, 'cetak'),
      ...{ cara: 'post', hari: '27', bulan: '11', tahun: '2026' },
    });
    expect(posted.status).toBe(303);
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-11-27');
  });

  it('is entered on a page of its own', async () => {
    const desk = await app.signIn('desk');
    const path = '/petugas/keberatan/baru';
    expect((await desk.page('/petugas/keberatan')).text).toContain(path);
    const hidden = hiddenFields((await desk.page(path)).text, 'baru');
    const typed = { kanal: 'counter', hari: '27', bulan: '11', tahun: '2026', cerita: STORY };
    const faulty = await desk.submit(path, { ...hidden, ...typed });
    expect(await htmlFindings(faulty.text)).toEqual([]);
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Tuliskan nama lengkap');
    const person = { nama: 'Yosina Contoh', alamat: 'Jalan Contoh Batu Merah 4' };
    const done = await desk.submit(path, { ...hidden, ...typed, ...person });
    expect(done.status).toBe(303);
    const at = /^(\/petugas\/keberatan\/[0-9a-f-]{36})\?selesai=terdaftar$/u;
    const place = at.exec(done.headers.get('location') ?? '')?.[1] ?? '';
    expect(await formOf(desk, place.split('/').at(-1) ?? '')).toContain('Yosina Contoh');
  });
});

async function formOf(desk: HttpClient, id: string): Promise<string> {
  const pdf = await desk.download(`/petugas/keberatan/${id}/formulir.pdf`);
  return readPdf(pdf).text.replaceAll('\u00a0', ' ');
}

async function deskPerson(): Promise<{ name: string }> {
  const [row] = await app.sql<{ name: string }>('SELECT name FROM staff WHERE email = $1', [
    app.account('desk').email,
  ]);
  return row ?? { name: '' };
}
