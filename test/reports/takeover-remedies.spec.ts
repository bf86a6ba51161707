import { OBJECTION_COLUMNS, REQUEST_COLUMNS } from '../../src/law/register-columns.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';

/*
 * The same histories twice: filed with the moving clock, and taken over from an older register afterwards. Wherever the
 * clock stands, both must stand in the same place.
 */
const app = useApp({ at: '2027-04-14T09:00:00+09:00', role: 'web' });
const HERE = '/pengawas/register/impor';

type Cells<Column extends string> = Partial<Record<Column, string>>;

const REQUEST_HEAD = `No,Tgl${',-'.repeat(REQUEST_COLUMNS.length - 2)}`;
const OBJECTION_HEAD = OBJECTION_COLUMNS.map((column, at) =>
  at === 0 ? 'No' : at === 1 ? 'Tgl' : column === 'requestNumber' ? 'No. Pendaftaran' : column,
).join(',');

const lineOf = <Column extends string>(columns: readonly Column[], cells: Cells<Column>): string =>
  columns.map((column) => `"${cells[column] ?? ''}"`).join(',');

const request = (number: number, cells: Cells<(typeof REQUEST_COLUMNS)[number]> = {}): string =>
  lineOf(REQUEST_COLUMNS, {
    ...{ number: String(number), date: '14/4/2027', name: 'Yohana Contoh', address: 'Jl. Contoh 1' },
    ...{ information: `Daftar aset nomor ${String(number)}`, copy: '√', notHeld: 'Pemprov Maluku' },
    ...{ decision: 'Tidak dikuasai', noticed: '20/4/2027' },
    ...cells,
  });

const objection = (
  number: number,
  of: number,
  cells: Cells<(typeof OBJECTION_COLUMNS)[number]> = {},
): string =>
  lineOf(OBJECTION_COLUMNS, {
    ...{ number: String(number), date: '22 April 2027', name: 'Yohana Contoh', address: 'Jl. Contoh 1' },
    ...{ requestNumber: requestNumber(of), d: '√' },
    ...cells,
  });

const UPHELD = { decision: 'Dikuatkan', answered: '23 April 2027' } as const;

function requestNumber(seq: number): string {
  return `AMBON-2027-${String(seq).padStart(6, '0')}`;
}

const mainOf = (page: string): string =>
  (/<main[\s\S]*<\/main>/u.exec(page)?.[0] ?? page).replaceAll('\u00a0', ' ');

async function preview(head: string, rows: readonly string[]): Promise<{ path: string; text: string }> {
  const supervisor = await app.signIn('supervisor');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec((await supervisor.page(HERE)).text)?.[1] ?? '';
  const form = new FormData();
  form.append('_csrf', csrf);
  form.append('berkas', new Blob([[head, ...rows].join('\n')]), 'register.csv');
  const path = (await supervisor.form(HERE, form)).headers.get('location') ?? '';
  return { path, text: mainOf((await supervisor.page(path)).text) };
}

/** The words of one row of the register of objections. */
async function printedRow(number: string): Promise<string> {
  const supervisor = await app.signIn('supervisor');
  const { text } = await supervisor.page(
    '/pengawas/register?jenis=keberatan&dari=2027-01-01&sampai=2027-12-31',
  );
  return new RegExp(`${number}[\\s\\S]*?</tr>`, 'u').exec(text)?.[0] ?? '';
}

async function takeOver(head: string, rows: readonly string[]): Promise<string> {
  const { path, text } = await preview(head, rows);
  const supervisor = await app.signIn('supervisor');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec((await supervisor.page(path)).text)?.[1] ?? '';
  await supervisor.submit(`${path}/terapkan`, { _csrf: csrf });
  await app.sweep();
  expect(mainOf((await supervisor.page(path)).text)).toContain('sudah masuk register');
  return text;
}

/** State, dates and running clocks of a request and of what was objected and disputed about it. */
async function standing(seq: number): Promise<unknown> {
  const [found] = await app.sql(
    `SELECT c.status, c.outcome, c.standing, c.due_on::text, c.objection_until::text,
       (c.closed_at AT TIME ZONE 'Asia/Jayapura')::date::text AS closed_on,
       (SELECT json_agg(json_build_array(d.kind, d.due_at) ORDER BY d.kind, d.due_at) FROM due_rows d
         WHERE d.case_id = c.id AND d.done_at IS NULL AND d.kind <> 'issue-letter') AS clocks,
       (SELECT json_agg(json_build_object('status', o.status, 'late', o.late, 'due', o.reply_due_on,
           'until', o.commission_until, 'closed', o.closed_at)) FROM objections o WHERE o.case_id = c.id) AS objections,
       (SELECT json_agg(json_build_array(s.commission_number, s.filed_on, s.status, s.late, s.start_due_on, s.end_due_on))
         FROM disputes s JOIN objections o ON o.id = s.objection_id WHERE o.case_id = c.id) AS disputes
     FROM cases c WHERE c.register_number = $1`,
    [requestNumber(seq)],
  );
  return found;
}

async function sameStanding(filed: number, taken: number): Promise<void> {
  expect({ seq: taken, ...((await standing(taken)) as object) }).toEqual({
    seq: taken,
    ...((await standing(filed)) as object),
  });
}

const native: FiledRequest[] = [];
const filed = (seq: number): FiledRequest => {
  const found = native[seq - 1];
  if (found === undefined) throw new Error(`nothing was filed under ${String(seq)}`);
  return found;
};

async function objectTo(seq: number): Promise<string> {
  const body = { grounds: ['d'], story: 'Daftar aset itu ada pada kota sendiri.' };
  const answer = await app.citizenAct<{ objectionNumber: string }>(filed(seq), 'object', body);
  return expectStatus(answer, 201).objectionNumber;
}

async function uphold(number: string): Promise<void> {
  const [found] = await app.sql<{ id: string; version: number }>(
    'SELECT id, version FROM objections WHERE register_number = $1',
    [number],
  );
  const superior = await app.signIn('superior');
  const body = {
    version: found?.version,
    outcome: 'upheld',
    reasons: 'Data ada pada provinsi.',
    order: null,
  };
  expectStatus(await superior.post(`/api/v1/objections/${found?.id ?? ''}/reply`, body), 200);
}

const dispute = (objectionNumber: string) => ({
  ...{ objectionNumber, commissionNumber: '3/KI/2027', filedOn: '2027-05-05' },
});

describe('an older register beside the same histories filed here', () => {
  beforeAll(async () => {
    for (let seq = 1; seq <= 4; seq += 1) native.push(await app.fileRequest());
    await app.passTo('2027-04-20T10:00:00+09:00');
    const desk = await app.signIn('desk');
    for (const { registerNumber } of native) {
      const body = { holder: 'Pemprov Maluku' };
      await app.mustAct(desk, await app.caseId(registerNumber), 'answer-not-held', body);
    }
    await app.passTo('2027-04-22T10:00:00+09:00');
    const numbers = [await objectTo(1), await objectTo(4)];
    await app.passTo('2027-04-23T10:00:00+09:00');
    for (const number of numbers) await uphold(number);
    await app.passTo('2027-05-05T10:00:00+09:00');
    const supervisor = await app.signIn('supervisor');
    expectStatus(await supervisor.post('/api/v1/disputes', dispute(numbers[1] ?? '')), 201);
    await app.passTo('2027-05-06T10:00:00+09:00');
  }, 120_000);

  it('leaves T7 running beside an objection that was answered', async () => {
    await takeOver(
      REQUEST_HEAD,
      [5, 6, 7].map((seq) => request(seq)),
    );
    await sameStanding(2, 5);
    const response = 'Mengajukan sengketa ke Komisi Informasi, 3/KI/2027';
    const text = await takeOver(OBJECTION_HEAD, [
      objection(3, 5, UPHELD),
      objection(4, 6, { ...UPHELD, response: `${response}, diajukan 5 Mei 2027` }),
      objection(5, 7, { ...UPHELD, response }),
    ]);
    expect(text).toContain('1 hal perlu diketahui');
    expect(text).toContain(
      'Baris 4, kolom Tanggapan Pemohon Informasi: nomor atau tanggal pengajuan sengketa',
    );
    await sameStanding(1, 5);
    await sameStanding(4, 6);
    expect(await standing(5)).toMatchObject({ status: 'closed_not_held', objection_until: '2027-06-09' });
    await app.passTo('2027-05-15T10:00:00+09:00');
    await sameStanding(1, 5);
    await sameStanding(4, 6);
    expect(await standing(5)).toMatchObject({ status: 'closed_not_held', objections: [{ status: 'final' }] });
    expect(await standing(6)).toMatchObject({
      objections: [{ status: 'answered' }],
      disputes: [['3/KI/2027', '2027-05-05', 'registered', false, expect.anything(), expect.anything()]],
    });
  });

  it('reopens what was final only because its objection was not in yet', async () => {
    await app.passTo('2027-06-01T10:00:00+09:00');
    await objectTo(2);
    await app.passTo('2027-06-15T10:00:00+09:00');
    await objectTo(3);
    await app.passTo('2027-06-21T10:00:00+09:00');
    await takeOver(
      REQUEST_HEAD,
      [8, 9].map((seq) => request(seq)),
    );
    expect(await standing(8)).toMatchObject({ status: 'final' });
    await takeOver(OBJECTION_HEAD, [
      objection(8, 8, { date: '1/6/2027' }),
      objection(9, 9, { date: '15/6/2027' }),
    ]);
    await sameStanding(2, 8);
    await sameStanding(3, 9);
    expect(await standing(8)).toMatchObject({ status: 'closed_not_held', objections: [{ late: false }] });
    expect(await standing(9)).toMatchObject({ status: 'final', objections: [{ late: true }] });
    const desk = await app.signIn('desk');
    const { timeline } = await app.readCase(desk, await app.caseId(requestNumber(8)));
    expect(timeline.map(({ event }) => event)).toContain('reopened-by-register');
  });

  it('keeps open what an older register says went to the commission, until the desk knows better', async () => {
    expect(await standing(5)).toMatchObject({ status: 'final' });
    expect(await standing(7)).toMatchObject({
      ...{ status: 'closed_not_held', disputes: null },
      objections: [{ status: 'answered' }],
    });
    const desk = await app.signIn('desk');
    const page = (await desk.page('/petugas/tugas')).text;
    expect(page).toContain('Baris 4 register lama (keberatan AMBON-K-2027-000005)');
    const [task] = await app.sql<{ id: string }>(`SELECT id FROM tasks WHERE kind = 'dispute-named'`);
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(page)?.[1] ?? '';
    await desk.submit(`/petugas/tugas/${task?.id ?? ''}/selesai`, { _csrf: csrf });
    expect(await standing(7)).toMatchObject({ status: 'final', objections: [{ status: 'final' }] });
  });

  it('lets the desk enter the dispute that the register names too little of', async () => {
    await takeOver(REQUEST_HEAD, [request(10)]);
    await takeOver(OBJECTION_HEAD, [objection(10, 10, { ...UPHELD, response: 'Ke Komisi Informasi' })]);
    expect(await standing(10)).toMatchObject({ status: 'closed_not_held' });
    const supervisor = await app.signIn('supervisor');
    expectStatus(await supervisor.post('/api/v1/disputes', dispute('AMBON-K-2027-000010')), 201);
    const open = await app.sql(`SELECT 1 FROM tasks WHERE kind = 'dispute-named' AND done_at IS NULL`);
    expect(open).toEqual([]);
    expect(await standing(10)).toMatchObject({
      ...{ status: 'closed_not_held', objections: [{ status: 'answered' }] },
      disputes: [['3/KI/2027', '2027-05-05', 'registered', false, expect.anything(), expect.anything()]],
    });
  });
});

describe('rows of an older register that the law does not know', () => {
  it('takes official help and courtesy for what they are', async () => {
    const words = ['bantuan kedinasan', 'tanpa batas waktu undang-undang (bukan WNI)'];
    const rows = words.map((word, at) =>
      request(11 + at, { decision: `Belum dijawab; ${word}`, noticed: '', notHeld: '' }),
    );
    const text = await takeOver(REQUEST_HEAD, [
      ...rows,
      request(13, { decision: 'Dicabut pemohon', notHeld: '' }),
      request(14, { decision: 'Diberikan seluruhnya; bantuan kedinasan', provided: '21/4/2027' }),
      request(15, {
        date: '10/6/2027',
        decision: 'Belum dijawab; diperpanjang 15/06/2027',
        noticed: '',
        notHeld: '',
      }),
      request(16, { date: '10/6/2027', decision: 'Belum dijawab; diperpanjang', noticed: '', notHeld: '' }),
      request(17, { decision: 'Belum dijawab; diperpanjang 10/06/2027', noticed: '', notHeld: '' }),
    ]);
    expect(text).toContain('tanggal perpanjangan sesudah batas jawaban 28/04/2027');
    expect(await standing(11)).toMatchObject({ standing: 'official-help', due_on: null, status: 'received' });
    expect(await standing(12)).toMatchObject({ standing: 'courtesy', due_on: null, objection_until: null });
    expect(await standing(14)).toMatchObject({ standing: 'official-help', status: 'final' });
    const page = (await (await app.signIn('supervisor')).page('/pengawas/register')).text;
    expect(page).toContain('Diberikan seluruhnya; bantuan kedinasan; dari register lama');
    expect(page).toContain('diperpanjang 15/06/2027; dari register lama');
    expect(page).toContain('diperpanjang; dari register lama');
    expect(await standing(17)).toMatchObject({ status: 'processing', due_on: '2027-04-28' });
  });

  it('refuses what no state bears and tells all of it at once', async () => {
    const { text } = await preview(OBJECTION_HEAD, [
      objection(10, 13),
      objection(11, 11, { d: '', c: '√' }),
      objection(12, 8, { decision: 'entahlah' }),
      objection(14, 99, { date: '31/02/2027' }),
    ]);
    for (const words of [
      'Baris 2, kolom No.: nomor ini sudah ada',
      'Baris 2, kolom No. Pendaftaran Permintaan Informasi: permintaannya sudah dicabut',
      'Baris 3, kolom No. Pendaftaran Permintaan Informasi: permintaannya bantuan kedinasan',
      'Baris 4, kolom Keputusan Atasan PPID: keputusan tidak dikenal',
      'Baris 5, kolom Tgl: tanggal tidak terbaca',
      'Nomor tahun 2027 yang belum ada: 13',
    ])
      expect(text).toContain(words);
    const requests = await preview(REQUEST_HEAD, [
      request(17, { decision: 'Ditolak', refusalReason: 'Pasal 17 huruf z' }),
      request(18, { decision: 'Diberikan seluruhnya', provided: '19/4/2027' }),
    ]);
    expect(requests.text).toContain('Baris 2, kolom No: nomor ini sudah ada');
    expect(requests.text).toContain('tidak ada Pasal 17 huruf z UU KIP');
    expect(requests.text).toContain(
      'Baris 3, kolom Pemberian Informasi: tanggal sebelum pemberitahuan tertulis',
    );
  });

  it('warns of grounds that were not open and of a settlement on ground a', async () => {
    const settled = { decision: 'Selesai dengan musyawarah', answered: '3 Mei 2027', superior: 'Pak X' };
    const text = await takeOver(OBJECTION_HEAD, [
      objection(11, 8, { d: '', c: '√', decision: 'Tidak diterima', answered: '26/4/2027' }),
      objection(12, 8, { d: '', a: '√', ...settled }),
      objection(13, 9, { ...settled }),
    ]);
    expect(text).toContain('alasan c belum ada pada tanggal ini');
    expect(text).toContain('alasan a belum ada pada tanggal ini');
    expect(text).toContain('alasan a tidak dapat diselesaikan dengan musyawarah');
    expect(text).toContain('3 hal perlu diketahui');
    const supervisor = await app.signIn('supervisor');
    const page = (
      await supervisor.page('/pengawas/register?jenis=keberatan&dari=2027-01-01&sampai=2027-12-31')
    ).text;
    const row = /AMBON-K-2027-000013[\s\S]*?<\/tr>/u.exec(page)?.[0] ?? '';
    expect(row).toContain('Selesai dengan musyawarah; dari register lama');
    expect(row).toContain('03/05/2027');
    expect(row).toContain('Pak X');
  });

  it('takes what both sides agreed on by a day that is to come as an order, and back from our own export', async () => {
    const agreed = 'Selesai dengan musyawarah 05/05/2027; dilaksanakan paling lambat 08/07/2027';
    await takeOver(REQUEST_HEAD, [request(18), request(19)]);
    await takeOver(OBJECTION_HEAD, [
      objection(14, 18, { date: '3/5/2027', decision: agreed }),
      objection(15, 19, { date: '3/5/2027', decision: 'Dicabut pemohon 04/05/2027' }),
    ]);
    const found = await app.sql(
      `SELECT o.status, (o.closed_at AT TIME ZONE 'Asia/Jayapura')::date::text AS closed, r.carry_out_by::text AS day,
         r.kind, r.gives, (r.agreed_at AT TIME ZONE 'Asia/Jayapura')::date::text AS agreed, c.order_by AS by, c.status AS own,
         (SELECT count(*)::int FROM due_rows d WHERE d.objection_id = o.id AND d.kind = 'order-execution') AS clocks
       FROM objections o JOIN cases c ON c.id = o.case_id LEFT JOIN objection_orders r ON r.objection_id = o.id
       WHERE o.register_number IN ('AMBON-K-2027-000014', 'AMBON-K-2027-000015') ORDER BY o.register_number`,
    );
    expect(found).toEqual([
      {
        ...{ status: 'settled', closed: '2027-05-05', day: '2027-07-08', kind: 'give', gives: 'all' },
        ...{ agreed: '2027-05-05', by: 'settlement', own: 'closed_not_held', clocks: 1 },
      },
      {
        ...{ status: 'withdrawn', closed: '2027-05-04', day: null, kind: null, gives: null },
        ...{ agreed: null, by: null, own: 'final', clocks: 0 },
      },
    ]);
    const supervisor = await app.signIn('supervisor');
    const page = (
      await supervisor.page('/pengawas/register?jenis=keberatan&dari=2027-01-01&sampai=2027-12-31')
    ).text;
    expect(page).toContain(`${agreed}; dari register lama`);
  });

  it('takes an answer that had not left as one that is still owed', async () => {
    const unsent = 'surat jawaban menunggu catatan pengiriman';
    const replied = 'Dikabulkan seluruhnya; surat tanggapan menunggu catatan pengiriman';
    const text = await takeOver(REQUEST_HEAD, [
      request(20, {
        date: '14/6/2027',
        decision: `Diberikan seluruhnya; ${unsent}`,
        noticed: '',
        notHeld: '',
      }),
      request(21),
    ]);
    expect(text).toContain('surat jawabannya belum tercatat terkirim');
    expect(await standing(20)).toMatchObject({ status: 'processing', outcome: null, due_on: '2027-06-28' });
    const told = await takeOver(OBJECTION_HEAD, [
      objection(16, 21, { date: '8/6/2027', decision: `${replied}; dilaksanakan paling lambat 12/07/2027` }),
    ]);
    expect(told).toContain('surat tanggapannya belum tercatat terkirim');
    expect(await standing(21)).toMatchObject({ objections: [{ status: 'open', until: null }] });
  });

  it('reads on which day a request was withdrawn or closed', async () => {
    await takeOver(REQUEST_HEAD, [
      request(22, {
        ...{ decision: 'Dicabut pemohon 03/05/2027; lewat batas 28/04/2027', noticed: '', notHeld: '' },
      }),
      request(23, {
        ...{ decision: 'Tidak dikuasai; dicabut pemohon 04/05/2027' },
      }),
      request(24, {
        ...{
          decision: 'Tanpa tindak lanjut (Ps. 33 ayat (4)); ditutup 31/05/2027',
          noticed: '',
          notHeld: '',
        },
      }),
    ]);
    expect(await standing(22)).toMatchObject({ status: 'withdrawn', closed_on: '2027-05-03' });
    expect(await standing(23)).toMatchObject({ status: 'withdrawn', closed_on: '2027-05-04' });
    expect(await standing(24)).toMatchObject({ status: 'closed_incomplete', closed_on: '2027-05-31' });
  });

  it('takes an agreement whose cost is paid first as one that waits for its payment, without a day of its own', async () => {
    const agreed = 'Selesai dengan musyawarah 05/05/2027; biaya 5.000 dibayar lebih dulu';
    const decision = `${agreed}; dilaksanakan paling lambat 12/05/2027 (menunggu pembayaran)`;
    await takeOver(REQUEST_HEAD, [
      request(25, { decision: 'Diberikan seluruhnya', notHeld: '', held: '√', cost: '5.000' }),
    ]);
    const text = await takeOver(OBJECTION_HEAD, [
      objection(17, 25, { date: '3/5/2027', decision, d: '', f: '√' }),
    ]);
    expect(text).toContain('hari pelaksanaannya sesudah biaya dibayar tidak tertulis');
    const order = async () => {
      const [found] = await app.sql(
        `SELECT o.status, r.kind, r.gives, r.agreed_day::text AS agreed, r.carry_out_by::text AS by, r.carried_out_on::text AS done,
           r.lapsed_at AS lapsed, (SELECT count(*)::int FROM due_rows d WHERE d.objection_id = o.id) AS clocks
         FROM objections o JOIN objection_orders r ON r.objection_id = o.id
         WHERE o.register_number = 'AMBON-K-2027-000017'`,
      );
      return found;
    };
    const waiting = {
      ...{ status: 'settled', kind: 'give', gives: 'all', agreed: '2027-05-12', by: null, done: null },
      ...{ lapsed: null, clocks: 0 },
    };
    expect(await order()).toEqual(waiting);
    await app.passTo('2027-06-22T09:00:00+09:00');
    expect(await order()).toEqual(waiting);
    expect(await printedRow('AMBON-K-2027-000017')).toContain(`${decision}; dari register lama`);
    expect((await app.mails()).filter(({ subject }) => subject.includes('AMBON-K-2027-000017'))).toEqual([]);
    const desk = await app.signIn('desk');
    const id = await app.caseId(requestNumber(25));
    await app.mustAct(desk, id, 'record-payment', { amount: 5_000, method: 'cash' });
    await app.mustAct(desk, id, 'deliver', { channel: 'pickup', deliveredOn: '2027-06-22' });
    expect(await order()).toMatchObject({ by: '2027-06-22', done: '2027-06-22', lapsed: null });
    const done = 'Selesai dengan musyawarah 05/05/2027; dilaksanakan 22/06/2027; dari register lama';
    expect(await printedRow('AMBON-K-2027-000017')).toContain(done);
  });

  it('takes back an order that was not carried out, and an answer that was given in two parts, as our own register has them', async () => {
    await takeOver(REQUEST_HEAD, [
      request(26, {
        decision: 'Diberikan sebagian',
        provided: 'Senin 26/04/2027; Kamis 29/04/2027',
        notHeld: '',
      }),
    ]);
    expect(await standing(26)).toMatchObject({ outcome: 'granted_partial' });
    const lapsed = 'Dikabulkan seluruhnya; belum dilaksanakan; batas 12/05/2027 lewat';
    await takeOver(OBJECTION_HEAD, [
      objection(18, 26, { date: '3/5/2027', decision: lapsed, answered: '5 Mei 2027' }),
    ]);
    const supervisor = await app.signIn('supervisor');
    const page = (
      await supervisor.page('/pengawas/register?jenis=keberatan&dari=2027-01-01&sampai=2027-12-31')
    ).text;
    const row = /AMBON-K-2027-000018[\s\S]*?<\/tr>/u.exec(page)?.[0] ?? '';
    expect(row).toContain(`${lapsed}; dari register lama`);
  });

  it('takes orders that were carried out as carried out on that day, and tells of each of them once', async () => {
    const given = 'Tidak dikuasai; perintah Atasan PPID atas keberatan dilaksanakan 07/05/2027';
    await takeOver(REQUEST_HEAD, [
      request(27, { decision: given, provided: 'Jumat 07/05/2027' }),
      request(28),
      request(29),
    ]);
    const [late, inTime, ended] = [
      'Dikabulkan seluruhnya; dilaksanakan 07/05/2027, terlambat (batas 06/05/2027)',
      'Dikabulkan, telah dilaksanakan pada tanggal 7 Mei 2027',
      'Dikabulkan seluruhnya; berakhir: digantikan putusan sengketa 07/05/2027',
    ];
    const answered = '4 Mei 2027';
    await takeOver(OBJECTION_HEAD, [
      objection(19, 27, { date: '3/5/2027', decision: late, answered }),
      objection(20, 28, { date: '3/5/2027', decision: inTime, answered }),
      objection(21, 29, { date: '3/5/2027', decision: ended, answered }),
    ]);
    const orders = await app.sql(
      `SELECT r.carry_out_by::text AS by, r.carried_out_on::text AS done, r.given_on::text AS given, r.ended_by AS ended,
         r.staff_id AS staff
       FROM objection_orders r JOIN objections o ON o.id = r.objection_id
       WHERE o.register_seq BETWEEN 19 AND 21 AND o.register_year = 2027 ORDER BY o.register_seq`,
    );
    expect(orders).toEqual([
      { by: '2027-05-06', done: '2027-05-07', given: '2027-05-07', ended: null, staff: null },
      { by: '2027-05-07', done: '2027-05-07', given: null, ended: null, staff: null },
      { by: '2027-05-07', done: null, given: null, ended: 'ruling', staff: null },
    ]);
    for (const [seq, words] of [late, inTime, ended].entries())
      expect(await printedRow(`AMBON-K-2027-0000${String(19 + seq)}`)).toContain(
        `${words}; dari register lama`,
      );
    const page = (await (await app.signIn('supervisor')).page('/pengawas/register')).text;
    expect(page).toContain(`${given}; dari register lama`);
  });

  it('leaves the column of the answer empty for what both sides settled, as it was', async () => {
    await takeOver(REQUEST_HEAD, [request(30)]);
    await takeOver(OBJECTION_HEAD, [
      objection(22, 30, { date: '3/5/2027', decision: 'Selesai dengan musyawarah 05/05/2027' }),
    ]);
    const row = await printedRow('AMBON-K-2027-000022');
    expect(row).toContain('Selesai dengan musyawarah 05/05/2027; dari register lama');
    expect(row).not.toContain('Rabu 05/05/2027');
  });

  it('takes an objection without a request after the one that it follows, and refuses one that follows nothing', async () => {
    const free = (number: number, cells: Cells<(typeof OBJECTION_COLUMNS)[number]>): string =>
      objection(number, 0, { requestNumber: '–', information: 'Laporan keuangan', d: '', ...cells });
    const settled = 'Selesai dengan musyawarah 05/05/2027; belum dilaksanakan; batas 12/05/2027 lewat';
    const first = free(23, { date: '3/5/2027', b: '√', decision: settled });
    const anew = (of: string) => free(24, { date: '17/5/2027', e: '√', g: '√', requestNumber: of });
    const refused = async (of: string): Promise<string> =>
      (await preview(OBJECTION_HEAD, [first, anew(of)])).text;
    expect(await refused('–')).toContain('misalnya Menyusul AMBON-K-2026-000003');
    expect(await refused('Menyusul AMBON-K-2027-000099')).toContain('AMBON-K-2027-000099 tanpa permintaan');
    expect(await refused('Menyusul AMBON-K-2027-000022')).toContain('AMBON-K-2027-000022 tanpa permintaan');
    await takeOver(OBJECTION_HEAD, [first, anew('Menyusul AMBON-K-2027-000023')]);
    const [found] = await app.sql(
      `SELECT f.register_number AS follows, n.requester_id = f.requester_id AS "sameRequester",
         n.tracking_code_hash = f.tracking_code_hash AS "sameCode", n.status
       FROM objections n JOIN objections f ON f.id = n.follows_id WHERE n.register_number = 'AMBON-K-2027-000024'`,
    );
    expect(found).toEqual({
      ...{ follows: 'AMBON-K-2027-000023', sameRequester: true, sameCode: true, status: 'open' },
    });
    expect(await printedRow('AMBON-K-2027-000024')).toContain('Menyusul AMBON-K-2027-000023');
  });

  it('keeps the notice of what was withdrawn later, and asks to return what was paid too much', async () => {
    const decision = 'Diberikan seluruhnya; dicabut pemohon 04/05/2027';
    await takeOver(REQUEST_HEAD, [
      request(31, { decision, notHeld: '', cost: '2.000' }),
      request(32, {
        ...{ decision: 'Diberikan seluruhnya', notHeld: '', provided: '21/4/2027', cost: '1.000' },
        payment: 'Tunai; kelebihan 4.000 untuk dikembalikan',
      }),
    ]);
    expect(await standing(31)).toMatchObject({ status: 'withdrawn', closed_on: '2027-05-04' });
    const [kept] = await app.sql(
      `SELECT noticed_outcome AS outcome, (noticed_at AT TIME ZONE 'Asia/Jayapura')::date::text AS on FROM cases
       WHERE register_number = $1`,
      [requestNumber(31)],
    );
    expect(kept).toEqual({ outcome: 'granted_full', on: '2027-04-20' });
    const supervisor = await app.signIn('supervisor');
    const register = async () => (await supervisor.page('/pengawas/register')).text;
    expect(await register()).toContain(`${decision}; dari register lama`);
    expect(await register()).toContain('Tunai; kelebihan 4.000 untuk dikembalikan');
    const [task] = await app.sql<{ id: string; facts: object }>(
      `SELECT t.id, t.facts FROM tasks t JOIN cases c ON c.id = t.case_id
       WHERE t.kind = 'refund' AND c.register_number = $1`,
      [requestNumber(32)],
    );
    expect(task?.facts).toEqual({ amount: 4_000 });
    const desk = await app.signIn('desk');
    const csrf = /name="_csrf" value="([^"]+)"/u.exec((await desk.page('/petugas/tugas')).text)?.[1] ?? '';
    await desk.submit(`/petugas/tugas/${task?.id ?? ''}/selesai`, { _csrf: csrf });
    expect(await register()).toContain('Tunai');
    expect(await register()).not.toContain('kelebihan 4.000');
  });

  it('counts by T4 where the letter of an extension is not recorded as sent', async () => {
    const decision = 'Belum dijawab; batas 28/06/2027; diperpanjang 22/06/2027';
    const text = await takeOver(REQUEST_HEAD, [
      request(33, { date: '14/6/2027', decision, noticed: '', notHeld: '' }),
    ]);
    expect(text).toContain(
      'surat perpanjangannya belum tercatat terkirim; batas jawaban 28/06/2027 tetap berlaku',
    );
    expect(await standing(33)).toMatchObject({ status: 'processing', due_on: '2027-06-28' });
    const page = (await (await app.signIn('supervisor')).page('/pengawas/register')).text;
    expect(page).toContain(`${decision}; dari register lama`);
  });

  it('takes an objection of a withdrawn request that was before the commission then', async () => {
    await app.passTo('2027-07-05T09:00:00+09:00');
    await takeOver(REQUEST_HEAD, [
      request(34, {
        decision: 'Dicabut pemohon 01/07/2027; lewat batas 28/04/2027',
        noticed: '',
        notHeld: '',
      }),
    ]);
    const response = 'Mengajukan sengketa ke Komisi Informasi, 9/KI/2027, diajukan 30/06/2027';
    const decision = 'Belum ditanggapi; lewat batas 16/06/2027';
    await takeOver(OBJECTION_HEAD, [
      objection(25, 34, { date: '3/5/2027', decision, response, d: '', c: '√' }),
    ]);
    expect(await standing(34)).toMatchObject({
      ...{ status: 'withdrawn', objections: [{ status: 'silent' }] },
      disputes: [['9/KI/2027', '2027-06-30', 'registered', false, expect.anything(), expect.anything()]],
    });
  });

  it('lets T7 run from what an order gave shortly before, of a request that was final already', async () => {
    const decision = 'Tidak dikuasai; perintah Atasan PPID atas keberatan dilaksanakan 30/06/2027';
    await takeOver(REQUEST_HEAD, [request(35, { decision, provided: 'Rabu 30/06/2027' }), request(36)]);
    expect(await standing(35)).toMatchObject({ status: 'final', objection_until: '2027-06-09' });
    const given = 'Dikabulkan seluruhnya; dilaksanakan 30/06/2027';
    await takeOver(OBJECTION_HEAD, [
      objection(26, 35, { date: '3/5/2027', decision: given, answered: '4 Mei 2027' }),
      objection(27, 36, { date: '3/5/2027', decision: given, answered: '4 Mei 2027' }),
    ]);
    const { body } = await app.citizen.get<{ dueDate: string }>(
      '/api/v1/working-days?from=2027-06-30&count=30',
    );
    expect(await standing(35)).toMatchObject({ status: 'closed_not_held', objection_until: body.dueDate });
    // Nothing was handed over on that day, and it was in time.
    expect(await standing(36)).toMatchObject({ status: 'final', objection_until: '2027-06-09' });
    const desk = await app.signIn('desk');
    const again = { grounds: ['d'], story: 'Yang diberikan bukan yang diminta.', channel: 'counter' };
    await app.mustAct(desk, await app.caseId(requestNumber(35)), 'object', again);
    expect(await app.sql(`SELECT late FROM objections WHERE story = $1`, [again.story])).toEqual([
      { late: false },
    ]);
  });
});
