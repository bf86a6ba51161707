import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus, type HttpClient, type Problem } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { readPdf } from '../letters/read-pdf.js';
import { hiddenFields, submitFiles } from '../workspace/office.js';

const app = useApp({ at: '2026-12-04T10:15:00+09:00' });

type Body = Readonly<Record<string, unknown>>;

const reason = 'Surat tiba saat loket tutup, dicatat setelah libur.';

async function scan(desk: HttpClient): Promise<string> {
  return expectStatus(await desk.upload(await sampleFiles.jpg(), 'amplop.jpg', 'image/jpeg'), 201).fileId;
}

async function enter(body: Body): Promise<FiledRequest> {
  const desk = await app.signIn('desk');
  return expectStatus(await desk.post<FiledRequest>('/api/v1/cases', { ...requestBody(), ...body }), 201);
}

async function faultsOf(body: Body): Promise<readonly { field: string; message: string }[]> {
  const desk = await app.signIn('desk');
  const answer = await desk.post<Problem>('/api/v1/cases', { ...requestBody(), ...body });
  expect(answer.status).toBe(422);
  return (answer.body.errors ?? []).map(({ field, message }) => ({
    field,
    message: message.replaceAll('\u00a0', ' '),
  }));
}

describe('a letter', () => {
  it('counts from the day on its stamp and has a number of the year of entry', async () => {
    const desk = await app.signIn('desk');
    const filed = await enter({
      channel: 'post',
      receivedOn: '2026-12-01',
      backdatingReason: reason,
      backdatingFileId: await scan(desk),
    });
    expect(filed).toMatchObject({
      receivedOn: '2026-12-01',
      dueDate: '2026-12-15',
      completenessDueDate: '2026-12-09',
      status: 'received',
    });
    expect(filed.registerNumber).toMatch(/^AMBON-2026-\d{6}$/u);
    const [row] = await app.sql<{ channel: string; received: string; reason: string; purpose: string }>(
      `SELECT c.channel, c.received_on::text AS received, i.backdating_reason AS reason, f.purpose
       FROM cases c JOIN intakes i ON i.case_id = c.id JOIN files f ON f.id = i.backdating_file_id
       WHERE c.register_number = $1`,
      [filed.registerNumber],
    );
    expect(row).toEqual({ channel: 'post', received: '2026-12-01', reason, purpose: 'record' });
    expect((await app.track(filed)).dueDate).toBe('2026-12-15');
  });

  it('received in the old year and entered in the new one is in the register of the new one', async () => {
    const desk = await app.signIn('desk');
    await app.setClock('2027-01-05T09:00:00+09:00');
    const filed = await enter({
      channel: 'post',
      receivedOn: '2026-12-29',
      backdatingReason: reason,
      fileIds: [await scan(desk)],
    });
    expect(filed.registerNumber).toBe('AMBON-2027-000001');
    expect(filed.receivedOn).toBe('2026-12-29');
    await app.setClock('2026-12-04T10:15:00+09:00');
  });

  it('entered when the term is over is overdue at once, each step dated by its day', async () => {
    const desk = await app.signIn('desk');
    const filed = await enter({
      channel: 'post',
      receivedOn: '2026-11-10',
      backdatingReason: reason,
      backdatingFileId: await scan(desk),
    });
    expect(filed.dueDate).toBe('2026-11-24');
    expect(filed.completenessDueDate).toBe('2026-11-24');
    await app.sweep();
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({ status: 'processing', overdue: true });
    const lapses = await app.sql<{ kind: string; at: Date }>(
      `SELECT d.kind, d.effective_at AS at FROM due_rows d JOIN cases c ON c.id = d.case_id
       WHERE c.register_number = $1 AND d.outcome = 'taken' AND d.kind IN ('completeness-check', 'reply') ORDER BY d.id`,
      [filed.registerNumber],
    );
    expect(lapses.map(({ kind, at }) => [kind, at.toISOString()])).toEqual([
      ['completeness-check', '2026-11-24T15:00:00.000Z'],
      ['reply', '2026-11-24T15:00:00.000Z'],
    ]);
    const late = await app.act(desk, await app.caseId(filed.registerNumber), 'declare-incomplete', {
      missing: ['description'],
      note: '',
    });
    expect((late.body as unknown as Problem).code).toBe('completeness-lapsed');
  });

  it('is refused with a sentence for every impossible day', async () => {
    const desk = await app.signIn('desk');
    expect(await faultsOf({ channel: 'post', receivedOn: '2026-12-05' })).toEqual([
      { field: 'receivedOn', message: 'Tanggal terima tidak boleh setelah hari ini' },
    ]);
    expect(await faultsOf({ channel: 'post', receivedOn: '2026-02-30' })).toEqual([
      { field: 'receivedOn', message: 'Tanggal terima harus tanggal yang ada' },
    ]);
    expect(
      await faultsOf({
        channel: 'post',
        receivedOn: '2021-12-31',
        backdatingReason: reason,
        backdatingFileId: await scan(desk),
      }),
    ).toEqual([{ field: 'receivedOn', message: 'Tanggal terima paling awal 1 Januari 2022' }]);
    const earlier = { channel: 'post', receivedOn: '2026-12-03' };
    const noReason = { field: 'backdatingReason', message: 'Tuliskan alasan tanggal mundur' };
    const noScan = {
      field: 'fileIds',
      message: 'Unggah foto amplop atau cap terima untuk tanggal sebelum hari ini',
    };
    expect(await faultsOf(earlier)).toEqual([noReason, noScan]);
    expect(await faultsOf({ ...earlier, backdatingReason: reason })).toEqual([noScan]);
    // Who names the field of the scan is told there.
    expect(await faultsOf({ ...earlier, backdatingReason: reason, backdatingFileId: null })).toEqual([
      { ...noScan, field: 'backdatingFileId' },
    ]);
    expect(await faultsOf({ ...earlier, backdatingFileId: await scan(desk) })).toEqual([noReason]);
    expect((await faultsOf({ channel: 'pigeon' }))[0]?.field).toBe('channel');
  });
});

describe('the desk alone enters', () => {
  it('with one answer for a repeat, and a receipt that holds the code', async () => {
    const desk = await app.signIn('desk');
    const key = randomUUID();
    const body = { ...requestBody(), channel: 'counter', identityShown: 'KTP diperlihatkan di loket' };
    const first = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body, { key }), 201);
    const second = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body, { key }), 201);
    expect(second).toEqual(first);
    const receipt = await desk.get(
      new URL(first.links.receipt).pathname + new URL(first.links.receipt).search,
    );
    expect(receipt.headers.get('content-type')).toBe('application/pdf');
    const [verified] = await app.sql<{ how: string }>(
      `SELECT r.identity_verified_how AS how FROM requesters r JOIN cases c ON c.requester_id = r.id
       WHERE c.register_number = $1`,
      [first.registerNumber],
    );
    expect(verified?.how).toBe('KTP diperlihatkan di loket');
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.post('/api/v1/cases', body)).status).toBe(403);
    expect((await app.citizen.post('/api/v1/cases', body)).status).toBe(401);
    expect((await desk.post('/api/v1/cases', body, { key: null })).status).toBe(422);
  });

  it('for a person without any address but the postal one, whose news become letters to print', async () => {
    const filed = await enter({
      channel: 'spoken',
      declarationAccepted: null,
      delivery: 'pickup',
      requester: { ...requestBody().requester, email: null, phone: null, nationalId: null },
    });
    const tasks = await app.sql<{ kind: string; mail: string }>(
      `SELECT t.kind, t.facts->>'mail' AS mail FROM tasks t JOIN cases c ON c.id = t.case_id
       WHERE c.register_number = $1`,
      [filed.registerNumber],
    );
    expect(tasks).toEqual([{ kind: 'print-mail', mail: 'registered' }]);
    const [intake] = await app.sql<{ read_back: boolean }>(
      'SELECT i.read_back FROM intakes i JOIN cases c ON c.id = i.case_id WHERE c.register_number = $1',
      [filed.registerNumber],
    );
    expect(intake?.read_back).toBe(true);
  });
});

describe('the page', () => {
  const path = '/petugas/kasus/baru';
  const typed: Readonly<Record<string, string>> = {
    kanal: 'post',
    hari: '1',
    bulan: 'Des',
    tahun: '2026',
    rincian: 'Salinan peta rawan longsor Kelurahan Batu Gajah tahun 2026.',
    tujuan: 'personal',
    cara: 'copy/pickup/hardcopy',
    pemohon: 'individual',
    identitas: 'atDesk',
    nama: 'Yohana Tuhumury',
    alamat: 'Jalan Sultan Hairun 2, Ambon',
    telepon: '081234567890',
  };

  async function send(fields: Readonly<Record<string, string>>, file: boolean) {
    const desk = await app.signIn('desk');
    const page = await desk.page(path);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...hiddenFields(page.text, 'baru'), ...fields }))
      form.append(name, value);
    if (file) form.append('bukti', new Blob([new Uint8Array(await sampleFiles.jpg())]), 'cap.jpg');
    return submitFiles(desk, path, form);
  }

  it('says each fault in the words of the form and keeps what was typed', async () => {
    const faulty = await send({ ...typed, bulan: '', hari: '', tujuan: 'other', nama: '' }, false);
    expect(faulty.status).toBe(422);
    const told = [
      'Tanggal terima harus memuat hari, bulan',
      'Tuliskan tujuan',
      'Tuliskan nama lengkap pemohon',
    ];
    const places = told.map((words) => faulty.text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(faulty.text).toContain('peta rawan longsor');
    const unproven = await send(typed, false);
    for (const words of ['Tuliskan alasan tanggal mundur', 'Unggah foto amplop atau cap terima'])
      expect(unproven.text).toContain(words);
    expect(unproven.text).toContain('id="bukti-error"');
    expect((await send({ ...typed, bulan: '13' }, false)).text).toContain(
      'Tanggal terima harus tanggal yang ada',
    );
    const spoken = await send({ ...typed, kanal: 'spoken', hari: '4' }, false);
    expect(spoken.text).toContain('Bacakan kembali isinya kepada pemohon, lalu centang');
  });

  it('keeps an uploaded stamp over a fault and prints the receipt', async () => {
    const desk = await app.signIn('desk');
    const faulty = await send({ ...typed, alasan_mundur: reason, nama: '' }, true);
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('cap.jpg');
    expect(faulty.text).toContain('datetime="2026-12-15"');
    const done = await desk.submit(path, {
      ...hiddenFields(faulty.text, 'baru'),
      ...typed,
      alasan_mundur: reason,
    });
    expect(done.status).toBe(303);
    const entered = await desk.page(done.headers.get('location') ?? '');
    expect(entered.text).toMatch(/AMBON-2026-\d{6}/u);
    const receipt = /href="(\/permohonan\/terkirim\/tanda-bukti\.pdf[^"]+)"/u.exec(entered.text)?.[1] ?? '';
    const printed = await fetch(new URL(receipt.replaceAll('&amp;', '&'), app.baseUrl));
    const words = readPdf(Buffer.from(await printed.arrayBuffer())).text.replaceAll('\u00a0', ' ');
    expect(words).toContain('Yohana Tuhumury');
    expect(words).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/u);
    expect(words).toContain('15 Desember 2026');
  });
});
