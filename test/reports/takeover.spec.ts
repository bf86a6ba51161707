import { parse } from 'csv-parse/sync';
import { strToU8, zipSync } from 'fflate';
import { rupiahOf } from '../../src/office/register/written-amount.js';
import { readWrittenDate, writtenWeekday } from '../../src/office/register/written-date.js';
import { readWorkbook } from '../../src/routines/takeover/xlsx-file.js';
import type { CaseDetail } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { printedRegister } from './printed-register.js';
import { OBJECTION_COLUMNS, REQUEST_COLUMNS as COLUMNS } from '../../src/law/register-columns.js';

const app = useApp({ at: '2026-12-01T09:00:00+09:00' });
const HERE = '/pengawas/register/impor';

type Cells = Partial<Record<(typeof COLUMNS)[number] | 'agency', string>>;

const HEAD =
  'No,Tgl,Nama,Alamat,Nomor Kontak,Pekerjaan,Informasi Yang Diminta,Tujuan,Ya,Tdk,Belum Didokumentasikan,Softcopy,' +
  'Hardcopy,Melihat,Salinan,Keputusan,Alasan Penolakan,Pemberitahuan,Pemberian,Biaya,Cara,Instansi';

function line(cells: Cells): string {
  const all = [...COLUMNS, 'agency'] as const;
  return all.map((column) => `"${(cells[column] ?? '').replaceAll('"', '""')}"`).join(',');
}

const row = (number: number, cells: Cells = {}): string =>
  line({
    ...{ number: String(number), date: '03/11/2026', name: 'Yohana Contoh', address: 'Jl. Contoh 1' },
    ...{ contact: '0812-0000-0001 / yohana@contoh.test', information: `Daftar aset nomor ${String(number)}` },
    ...{ purpose: 'Skripsi', copy: '√', agency: 'disdik' },
    ...cells,
  });

const GOOD = [
  HEAD,
  row(1, {
    date: '3 Mar 2026',
    decision: 'Diberikan seluruhnya',
    noticed: 'Selasa, 10 Maret 2026',
    held: '√',
    provided: '12/03/2026',
    cost: '12.000',
  }),
  row(2, {
    number: 'PPID/2026/002',
    date: 'Selasa, 3 Maret 2026',
    decision: 'Ditolak',
    refusalReason: 'Pasal 17 huruf h',
    noticed: '31-3-26',
  }),
  row(3, { date: '3-11-26', decision: 'Tidak dikuasai', noticed: '46334', notHeld: 'Pemprov Maluku' }),
  row(4, { date: '2026-11-03', decision: '' }),
  row(5, { date: '24/11/2026', decision: 'Belum dijawab', agency: 'Dinas Pendidikan' }),
  row(6, { date: '24/11/2026', decision: 'Dicabut pemohon', noticed: '25/11/2026' }),
  row(7, {
    ...{ date: '24/11/2026', decision: 'Menunggu dilengkapi pemohon', noticed: '26/11/2026' },
    refusalReason: 'KTP belum ada',
  }),
  row(8, { date: '24/11/2026', decision: 'Diberikan seluruhnya', noticed: '25/11/2026', cost: 'Rp12.000' }),
  row(9, {
    ...{ date: '24/11/2026', decision: 'Diberikan seluruhnya', noticed: '25/11/2026' },
    ...{ cost: 'Rp12.000', payment: 'Tunai' },
  }),
  row(10, {
    ...{ date: '24/11/2026', decision: 'Diberikan seluruhnya', noticed: '25/11/2026' },
    ...{ cost: 'Rp12.000', payment: 'Belum dibayar' },
  }),
].join('\r\n');

async function upload(
  bytes: Buffer,
  name = 'register.csv',
): Promise<{ status: number; path: string; text: string }> {
  const supervisor = await app.signIn('supervisor');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec((await supervisor.page(HERE)).text)?.[1] ?? '';
  const form = new FormData();
  form.append('_csrf', csrf);
  form.append('berkas', new Blob([Uint8Array.from(bytes)]), name);
  const answer = await supervisor.form(HERE, form);
  const path = answer.headers.get('location') ?? '';
  return {
    status: answer.status,
    path,
    text: path === '' ? answer.text : (await supervisor.page(path)).text,
  };
}

async function apply(path: string): Promise<string> {
  const supervisor = await app.signIn('supervisor');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec((await supervisor.page(path)).text)?.[1] ?? '';
  await supervisor.submit(`${path}/terapkan`, { _csrf: csrf });
  await app.sweep();
  return (await supervisor.page(path)).text;
}

/** A granted entry of the older register, and its handing over by the desk. */
async function granted(seq: number) {
  const [found] = await app.sql<{ id: string }>(
    `SELECT id FROM cases WHERE register_number = 'AMBON-2026-' || lpad($1::text, 6, '0')`,
    [seq],
  );
  const path = `/api/v1/cases/${found?.id ?? ''}`;
  const desk = await app.signIn('desk');
  const deliver = async () => {
    const version = Number((await desk.get<CaseDetail>(path)).body.version);
    return desk.post(`${path}/deliver`, { version, channel: 'pickup', deliveredOn: '2026-12-01' });
  };
  return { path, deliver };
}

describe('dates as people write them', () => {
  it.each([
    ['3 Mar 2026', '2026-03-03'],
    ['03/03/2026', '2026-03-03'],
    ['3-3-26', '2026-03-03'],
    ['Selasa, 3 Maret 2026', '2026-03-03'],
    ['Selasa 03/03/2026', '2026-03-03'],
    ['3.3.2026', '2026-03-03'],
    ['2026-03-03', '2026-03-03'],
    ['1 Agt. 2026', '2026-08-01'],
    ['1 Nopember 2026', '2026-11-01'],
    ['Jum’at, 6 Maret 2026', '2026-03-06'],
    ['Jum`at 06/03/2026', '2026-03-06'],
    ['Hari/Tgl: Jumat, 6 Maret 2026', '2026-03-06'],
    ['tgl 14 Maret 2026', '2026-03-14'],
    ['Tanggal: 14-3-2026', '2026-03-14'],
    ['14 Agust 2026', '2026-08-14'],
    ['2026/03/03', '2026-03-03'],
    ['03/03/2026 10:15', '2026-03-03'],
    ['3 Maret 2026 pukul 10.15 WIT', '2026-03-03'],
    ['2026-03-03T23:59:59', '2026-03-03'],
    ['03/03/2026 25:15', null],
    ['2026/13/03', null],
    [46_084, '2026-03-03'],
    ['46084', '2026-03-03'],
    ['29/02/2026', null],
    ['31/04/2026', null],
    ['03/2026', null],
    ['kemarin', null],
    ['3 Foo 2026', null],
    ['', null],
    [12, null],
  ])('%s is %s', (written, day) => {
    expect(readWrittenDate(written)).toBe(day);
  });
});

describe('a weekday beside a date', () => {
  it.each([
    ['Selasa, 3 Maret 2026', 2],
    ['Jum’at, 6 Maret 2026', 5],
    ['Hari/Tgl: Sab 07/03/2026', 6],
    ['Ahad 8-3-2026', 7],
    ['tgl 3 Maret 2026', null],
    ['3 Maret 2026', null],
    ['Senja, 3 Maret 2026', null],
  ])('in %s is %s', (written, weekday) => {
    expect(writtenWeekday(written)).toBe(weekday);
  });
});

describe('an amount in an older register', () => {
  it.each([
    ['15000', 15_000],
    ['Rp15.000', 15_000],
    ['Rp 15.000,00', 15_000],
    ['Rp. 15.000,-', 15_000],
    ['15.000,--', 15_000],
    ['0', 0],
    ['15.000,50', null],
    ['15000.00', null],
    ['1.5', null],
    ['15.0000', null],
    ['banyak', null],
    ['-', null],
  ])('%s is %s', (written, rupiah) => {
    expect(rupiahOf(written)).toBe(rupiah);
  });
});

describe('a workbook', () => {
  const workbook = (sheet: string, more: Record<string, Uint8Array> = {}) =>
    zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="R" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/sharedStrings.xml': strToU8(
        '<sst><si><t>No</t></si><si><r><t>T</t></r><r><t>gl &amp; hari</t></r></si></sst>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
      ...more,
    });

  it('gives words, rich words and numbers by their place', () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
      '<row r="3"><c r="B3"><v>46084</v></c><c r="C3" t="inlineStr"><is><t>a&lt;b</t></is></c></row></sheetData>';
    expect(readWorkbook(workbook(sheet))).toEqual({
      rows: [['No', 'Tgl & hari'], [], ['', 46_084, 'a<b']],
      since1904: false,
    });
  });

  it('gives a box that is ticked as a tick, and a formula that failed as what it says', () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>' +
      '<c r="C1" t="e"><v>#N/A</v></c></row></sheetData>';
    expect(readWorkbook(workbook(sheet))).toMatchObject({ rows: [['√', '', '#N/A']] });
  });

  it('is refused when it unpacks to more than a register can be, or is none', () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(60_000_000) }, { level: 1 });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(readWorkbook(bomb)).toBe('too-large');
    expect(readWorkbook(strToU8('PK\u0003\u0004 not really'))).toBe('not-a-workbook');
    expect(readWorkbook(zipSync({ 'other.txt': strToU8('x') }))).toBe('not-a-workbook');
    const many = workbook('<sheetData></sheetData>', { 'xl/media/x.bin': new Uint8Array(60_000_000) });
    expect(readWorkbook(many)).toEqual({ rows: [], since1904: false });
  });
});

describe('an older register', () => {
  it('is refused row by row, and nothing is written', async () => {
    const bad = [
      `${HEAD}\r`,
      row(1, { date: '31/02/2026' }),
      row(2, { name: '', information: '' }),
      row(3, { decision: 'entahlah' }),
      row(4, { decision: 'Ditolak' }),
      row(5, { decision: 'Ditolak', noticed: '01/11/2026' }),
      row(6, { date: '24/12/2026', agency: 'dinas-mana' }),
      row(7, { cost: 'banyak', number: 'tanpa' }),
      row(8, { date: '3 Maret 2019' }),
      row(9, { decision: 'Diberikan seluruhnya', noticed: '10/11/2026', provided: '10 Maret 2031' }),
      row(10, { decision: 'Diberikan seluruhnya', noticed: '10/11/2026', provided: '1 Januari 2026' }),
      '11,03/11/2026,Yohana Contoh,Jl. Contoh 1',
      `${row(12)},"lunas"`,
      row(13, { number: '013/PPID/2025' }),
    ].join('\n');
    const { text, path } = await upload(Buffer.from(bad));
    for (const words of [
      'Baris 2, kolom Tgl: tanggal tidak terbaca',
      'Baris 3, kolom Nama: belum ada isinya',
      'Baris 3, kolom Informasi Yang Diminta: belum ada isinya',
      'Baris 4, kolom Keputusan: keputusan tidak dikenal',
      'Baris 5, kolom Pemberitahuan Tertulis: belum ada tanggal',
      'Baris 6, kolom Pemberitahuan Tertulis: tanggal sebelum',
      'Baris 7, kolom Tgl: tanggal sesudah hari ini',
      'Baris 7, kolom Instansi: instansi tidak dikenal',
      'Baris 8, kolom Biaya',
      'Baris 8, kolom No: nomor tidak terbaca',
      'Baris 9, kolom Tgl: tanggal sebelum 2022',
      'Baris 10, kolom Pemberian Informasi: tanggal sesudah hari ini',
      'Baris 14, kolom No: tahun pada nomor tidak cocok dengan tanggal terima',
      'Baris 11, kolom Pemberian Informasi: tanggal sebelum permohonan diterima',
      'Baris 12: baris ini terpotong: 4 dari 22 kolom',
      'Baris 13: ada isi di kanan kolom terakhir (kolom ke-22)',
    ])
      expect(text).toContain(words);
    await apply(path);
    expect(await app.sql('SELECT 1 FROM cases')).toEqual([]);
  });

  it('is asked back where a formula failed: an answered entry never comes in as open', async () => {
    const rows = [HEAD, row(1, { decision: '#N/A', noticed: '#N/A' }), row(2, { date: '#REF!' })];
    const { text } = await upload(Buffer.from(rows.join('\n')));
    for (const where of [
      'Baris 2, kolom Keputusan',
      'Baris 2, kolom Pemberitahuan Tertulis',
      'Baris 3, kolom Tgl',
    ])
      expect(text).toContain(`${where}: hasil rumus yang gagal`);
    expect(text.match(/hasil rumus yang gagal/gu)).toHaveLength(3);
  });

  it('tells of a weekday that does not fit its date, and takes the row all the same', async () => {
    const rows = [
      HEAD,
      row(1, { date: 'Selasa, 3 November 2026' }),
      row(2, { date: 'Senin, 3 November 2026' }),
      row(3, { decision: 'Tidak dikuasai', noticed: 'Minggu, 10/11/2026' }),
    ];
    const { text } = await upload(Buffer.from(rows.join('\n')));
    expect(text).toContain('Baris 3, kolom Tgl: harinya tidak cocok dengan tanggalnya');
    expect(text).toContain('Baris 4, kolom Pemberitahuan Tertulis: harinya tidak cocok');
    expect(text).not.toContain('Baris 2, kolom Tgl');
    expect(text).toContain('3 entri: 1 selesai, 2 terbuka');
  });

  it('is refused with gaps and doubles in its numbers', async () => {
    const { text } = await upload(Buffer.from([HEAD, row(1), row(3), row(3), row(7)].join('\n')));
    expect(text).toContain('nomor sama dengan baris 3');
    expect(text).toContain('Nomor tahun 2026 yang belum ada: 2');
    expect(text).toContain('Nomor tahun 2026 yang belum ada: 4–6');
  });

  it.each([
    ['words', Buffer.from('halo'), 'Baris judul tidak ditemukan'],
    ['a broken workbook', Buffer.from('PK\u0003\u0004....'), 'Berkas XLSX tidak dapat dibaca'],
    ['zeros', Buffer.alloc(300), 'Berkas bukan CSV atau XLSX'],
    ['a head alone', Buffer.from(HEAD), 'Tidak ada entri'],
  ])('of %s is named for what it is', async (_, bytes, words) => {
    expect((await upload(bytes)).text).toContain(words);
  });

  it('asks for a file', async () => {
    expect((await upload(Buffer.alloc(0))).status).toBe(422);
  });

  it('comes in whole, and the numbers go on', async () => {
    const { text, path } = await upload(Buffer.from(GOOD));
    expect(text).toContain('10 entri: 7 selesai, 3 terbuka. 2026: nomor 1 sampai 10.');
    expect(await apply(path)).toContain('10 entri sudah masuk register.');
    expect((await app.fileRequest()).registerNumber).toBe('AMBON-2026-000011');
    expect((await upload(Buffer.from(GOOD))).text).toContain('nomor ini sudah ada');
    const kept = await app.sql<{ content_sealed: Buffer | null }>(
      `SELECT content_sealed FROM register_imports WHERE state = 'applied'`,
    );
    expect(kept).toEqual([{ content_sealed: null }]);
  });

  it('starts the clocks of open cases on their real day of receipt', async () => {
    const rows = await app.sql<Record<string, unknown>>(
      `SELECT register_seq AS n, status, due_on::text, outcome, objection_until::text AS until, agency_code
       FROM cases WHERE register_seq <= 10 ORDER BY 1`,
    );
    expect(rows).toMatchObject([
      { n: 1, status: 'final', outcome: 'granted_full' },
      { n: 2, status: 'final', outcome: 'refused_exempt' },
      { n: 3, status: 'closed_not_held', outcome: 'not_held', due_on: '2026-11-17' },
      { n: 4, status: 'processing', outcome: null, due_on: '2026-11-17', until: '2026-12-31' },
      { n: 5, status: 'processing', outcome: null, due_on: '2026-12-08', until: null, agency_code: 'disdik' },
      { n: 6, status: 'withdrawn', outcome: 'withdrawn' },
      { n: 7, status: 'incomplete', outcome: null, due_on: null },
      { n: 8, status: 'granted_open', outcome: 'granted_full' },
      { n: 9, status: 'granted_open', outcome: 'granted_full' },
      { n: 10, status: 'granted_open', outcome: 'granted_full' },
    ]);
    const [passed] = await app.sql<{ effective_at: Date; outcome: string }>(
      `SELECT d.effective_at, d.outcome FROM due_rows d JOIN cases c ON c.id = d.case_id
       WHERE c.register_seq = 4 AND d.kind = 'reply'`,
    );
    expect(passed).toEqual({ effective_at: new Date('2026-11-17T15:00:00Z'), outcome: 'taken' });
  });

  it('lets who was asked to complete it do so with whatever that letter named', async () => {
    const desk = await app.signIn('desk');
    const [waiting] = await app.sql<{ id: string; version: number; clocks: string[] }>(
      `SELECT c.id, c.version, array(SELECT d.kind FROM due_rows d WHERE d.case_id = c.id AND d.done_at IS NULL) AS clocks
       FROM cases c WHERE c.register_seq = 7`,
    );
    expect(waiting?.clocks).toEqual(['repair']);
    const path = `/api/v1/cases/${waiting?.id ?? ''}`;
    expect((await desk.get(path)).body).toMatchObject({ repairDueDate: '2026-12-01', dueDate: null });
    const form = await desk.page(`/petugas/kasus/${waiting?.id ?? ''}/lengkapi/loket`);
    expect(form.text).toContain('Yang disebut dalam surat keterangan tidak lengkap');
    const body = { version: waiting?.version, text: 'KTP diperlihatkan di loket.' };
    expect((await desk.post(`${path}/complete`, body)).body).toMatchObject({
      status: 'processing',
      dueDate: '2026-12-15',
    });
  });

  it.each([8, 10])('hands nothing over while the cost of entry %s is not noted as paid', async (seq) => {
    const { path, deliver } = await granted(seq);
    expect(await deliver()).toMatchObject({ status: 409, body: { code: 'payment-open' } });
    const desk = await app.signIn('desk');
    const { body } = await desk.get<CaseDetail>(path);
    expect(body.actions).toContain('record-payment');
    const payment = { version: body.version, amount: 12_000, method: 'cash' };
    expect((await desk.post(`${path}/record-payment`, payment)).status).toBe(200);
    expect(await deliver()).toMatchObject({ status: 200, body: { status: 'closed_granted' } });
  });

  it('says in the register how the office was paid', async () => {
    const rows = await printedRegister(app, '--year', '2026');
    const paid = rows.filter((row) => /nomor (?:8|9|10)$/u.test(row['Informasi Yang Diminta'] ?? ''));
    expect(paid.map((row) => Object.values(row).slice(-2))).toEqual([
      ['12.000', 'Tunai'],
      ['12.000', 'Tunai'],
      ['12.000', 'Tunai'],
    ]);
  });

  it('hands over what was paid before', async () => {
    const { deliver } = await granted(9);
    expect(await deliver()).toMatchObject({ status: 200, body: { status: 'closed_granted' } });
  });

  it('tells in the register what an open entry was granted for here, and how that was paid', async () => {
    const [{ id = '' } = {}] = await app.sql<{ id: string }>(`SELECT id FROM cases WHERE register_seq = 5`);
    const officer = await app.signIn('officer', 'disdik');
    await app.mustAct(officer, id, 'grant', {
      form: 'hardcopy',
      cost: { copy: 15_000, delivery: 0, other: 5_000 },
      ...{ provideOn: '2026-12-02', fileIds: [], explanation: 'Salinan disiapkan.' },
    });
    const cells = async () => {
      const rows = await printedRegister(app, '--year', '2026');
      const row = rows.find((one) => one['Informasi Yang Diminta'] === 'Daftar aset nomor 5');
      return Object.values(row ?? {}).slice(-2);
    };
    expect(await cells()).toEqual(['20.000', '']);
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'record-payment', { amount: 20_000, method: 'bankTransfer' });
    expect(await cells()).toEqual(['20.000', 'Rekening']);
  });

  it('counts the right to object from the day of the notice', async () => {
    const [{ id = '' } = {}] = await app.sql<{ id: string }>(`SELECT id FROM cases WHERE register_seq = 3`);
    const { body } = await (await app.signIn('desk')).get<CaseDetail>(`/api/v1/cases/${id}`);
    expect(body.clocks).toContainEqual(expect.objectContaining({ kind: 'T7', startedOn: '2026-11-08' }));
  });

  it('counts in the report and says where it came from', async () => {
    const supervisor = await app.signIn('supervisor');
    const page = await supervisor.page('/pengawas/register');
    expect(page.text).toContain('11 permintaan');
    for (const words of ['Diberikan seluruhnya; dari register lama', 'Pasal 17 huruf h', 'Pemprov Maluku'])
      expect(page.text).toContain(words);
    expect(page.text).toContain('Belum dijawab; lewat batas 17/11/2026; dari register lama');
    const imported = await supervisor.page('/pengawas/register?kanal=imported');
    expect(imported.text).toContain('10 permintaan');
    const sealed = `SELECT 1 FROM audit WHERE event = 'imported' AND facts ? 'sealed'`;
    expect((await app.sql(sealed)).length).toBe(10);
  });
});

describe('an older year', () => {
  it('keeps the day beside what was never completed, and one tick for what nobody names the holder of', async () => {
    const noted = {
      date: '3/2/2025',
      noticed: '5/2/2025',
      decision: 'Tanpa tindak lanjut (Ps. 33 ayat (4))',
    };
    const rows = [
      row(1, noted),
      row(2, { date: '3/2/2025', noticed: '10/2/2025', decision: 'Tidak dikuasai', notHeld: '√' }),
    ];
    await apply((await upload(Buffer.from([HEAD, ...rows].join('\n')))).path);
    const supervisor = await app.signIn('supervisor');
    const page = (await supervisor.page('/pengawas/register')).text;
    const { text } = await supervisor.submit('/pengawas/register/unduh', {
      _csrf: /name="_csrf" value="([^"]+)"/u.exec(page)?.[1] ?? '',
      tujuan: 'Lampiran laporan layanan untuk Komisi Informasi',
      ...{ dari: '2025-01-01', sampai: '2025-12-31' },
    });
    const printed: readonly Record<string, string>[] = parse(text, {
      columns: true,
      bom: true,
      delimiter: ';',
    });
    const cells = ['Hari dan Tanggal: Pemberitahuan Tertulis', 'Status Informasi: Dibawah Penguasaan: Tdk'];
    expect(printed.map((one) => cells.map((cell) => one[cell]))).toEqual([
      ['Rabu 05/02/2025', ''],
      ['Senin 10/02/2025', '√'],
    ]);
  });
});

describe('an older register of objections', () => {
  const OBJECTION_HEAD =
    'No.,Tgl,Nama (dan/atau kuasa),Alamat,Nomor Kontak,Pekerjaan,No. Pendaftaran Permintaan Informasi,Informasi,Tujuan,' +
    'a,b,c,d,e,f,g,Keputusan Atasan PPID,Hari dan Tanggal,Nama dan Posisi,Tanggapan Pemohon';
  type Objected = Partial<Record<(typeof OBJECTION_COLUMNS)[number], string>>;
  const objected = (number: number, cells: Objected = {}): string => {
    const all: Objected = {
      ...{ number: String(number), date: '20/11/2026', name: 'Yohana Contoh', address: 'Jl. Contoh 1' },
      ...{ requestNumber: 'AMBON-2026-000003', d: '√' },
      ...cells,
    };
    return OBJECTION_COLUMNS.map((column) => `"${all[column] ?? ''}"`).join(',');
  };

  const ordered = (until: string): Objected => ({
    ...{
      date: '9/11/2026',
      answered: '10/11/2026',
      decision: `Dikabulkan seluruhnya; dilaksanakan ${until}`,
    },
  });

  it('is known by its columns and refused row by row', async () => {
    const bad = [
      OBJECTION_HEAD,
      objected(1, { d: '' }),
      objected(2, { requestNumber: '' }),
      objected(3, { requestNumber: 'AMBON-2026-000099' }),
      objected(4, { decision: 'entahlah', answered: '24/11/2026' }),
      objected(5, { decision: 'Dikuatkan' }),
      objected(6, { decision: 'Dikuatkan', answered: '01/11/2026' }),
      objected(7, { date: '31/02/2026' }),
      objected(8, ordered('paling lambat minggu depan')),
      objected(9, ordered('paling lambat 9/11/2026')),
    ];
    const { text, path } = await upload(Buffer.from(bad.join('\n')), 'keberatan.csv');
    for (const words of [
      'Baris 2, kolom Alasan Pengajuan Keberatan (Pasal 35 ayat (1) UU KIP): a: pilih paling sedikit satu alasan',
      'Baris 3, kolom No. Pendaftaran Permintaan Informasi: tulis nomor pendaftaran',
      'Baris 5, kolom Keputusan Atasan PPID: keputusan tidak dikenal',
      'Baris 6, kolom Hari dan Tanggal Pemberian Tanggapan atas Keberatan: belum ada tanggal tanggapan',
      'Baris 7, kolom Hari dan Tanggal Pemberian Tanggapan atas Keberatan: tanggal sebelum keberatan',
      'Baris 8, kolom Tgl: tanggal tidak terbaca',
      'Baris 9, kolom Keputusan Atasan PPID: tanggal pelaksanaan perintah tidak terbaca',
      'Baris 10, kolom Keputusan Atasan PPID: tanggal pelaksanaan perintah sebelum tanggal tanggapan',
    ])
      expect(text.replaceAll('\u00a0', ' ')).toContain(words);
    await apply(path);
    expect(await app.sql('SELECT 1 FROM objections')).toEqual([]);
    const unknown = [
      OBJECTION_HEAD,
      objected(1, { requestNumber: 'AMBON-2026-000099' }),
      objected(3),
      objected(4, { requestNumber: '003/PPID/XII/2025' }),
    ];
    const second = (await upload(Buffer.from(unknown.join('\n')))).text;
    expect(second).toContain('permintaan AMBON-2026-000099 tidak ada dalam register');
    expect(second).toContain('permintaan AMBON-2025-000003 tidak ada dalam register');
    expect(second).toContain('Nomor tahun 2026 yang belum ada: 2');
  });

  it('comes in whole, goes on with its numbers, and starts the clocks of what is open', async () => {
    const good = [
      OBJECTION_HEAD,
      objected(1, {
        ...{ date: '3 Nov 2026', d: '', b: '√', requestNumber: '', information: 'Laporan keuangan 2025' },
        ...{ decision: 'Dikabulkan seluruhnya', answered: 'Selasa, 10 November 2026' },
        ...{ superior: 'Sekretaris Kota', response: 'Menerima' },
      }),
      objected(2, {
        ...{ date: '18/11/2026', decision: 'Dikuatkan', answered: '24/11/2026' },
        response: 'Mengajukan sengketa ke Komisi Informasi, 003/X/KI-MAL/2026',
      }),
      objected(3, { d: '', e: '√' }),
      objected(4, { name: 'Kuasa Contoh', d: '', g: '√', decision: 'Dicabut', answered: '23/11/2026' }),
      objected(5, ordered('paling lambat 4/12/2026')),
      objected(6, {
        ...ordered('selambat-lambatnya tanggal 27 November 2026'),
        name: 'Hj. Yohana Contoh, S.Sos.',
      }),
    ];
    const { text, path } = await upload(Buffer.from(good.join('\r\n')), 'keberatan.csv');
    expect(text).toContain('6 entri register keberatan: 5 selesai, 1 terbuka. 2026: nomor 1 sampai 6.');
    expect(await apply(path)).toContain('6 entri sudah masuk register.');
    const rows = await app.sql(
      `SELECT register_number AS n, status, reply_due_on::text AS due, commission_until::text AS until,
         case_id IS NULL AS alone FROM objections ORDER BY register_seq`,
    );
    expect(rows).toEqual([
      { n: 'AMBON-K-2026-000001', status: 'final', due: '2026-12-15', until: '2026-11-30', alone: true },
      { n: 'AMBON-K-2026-000002', status: 'answered', due: '2027-01-04', until: '2026-12-14', alone: false },
      { n: 'AMBON-K-2026-000003', status: 'open', due: '2027-01-07', until: null, alone: false },
      { n: 'AMBON-K-2026-000004', status: 'withdrawn', due: '2027-01-07', until: null, alone: false },
      { n: 'AMBON-K-2026-000005', status: 'answered', due: '2026-12-21', until: '2026-11-30', alone: false },
      { n: 'AMBON-K-2026-000006', status: 'answered', due: '2026-12-21', until: '2026-11-30', alone: false },
    ]);
    // Only a name of somebody else speaks for the requester; a title makes no other person.
    const own = await app.sql<{ n: number; own: boolean }>(
      `SELECT o.register_seq AS n, o.requester_id = c.requester_id AS own FROM objections o JOIN cases c ON c.id = o.case_id ORDER BY 1`,
    );
    expect(own.filter(({ own: isOwn }) => !isOwn).map(({ n }) => n)).toEqual([4]);
    const [open] = await app.sql<{ id: string }>('SELECT id FROM objections WHERE register_seq = 3');
    const seen = await (await app.signIn('superior')).page(`/pengawas/keberatan/${open?.id ?? ''}`);
    expect(seen.text).not.toContain('Belum ada pemberitahuan tertulis.');
    const clocks = await app.sql<{ kind: string; number: string }>(
      `SELECT d.kind, o.register_number AS number FROM due_rows d JOIN objections o ON o.id = d.objection_id
       WHERE d.done_at IS NULL AND d.kind IN ('objection-reply', 'commission-window') ORDER BY 2`,
    );
    expect(clocks).toEqual([
      { kind: 'commission-window', number: 'AMBON-K-2026-000002' },
      { kind: 'objection-reply', number: 'AMBON-K-2026-000003' },
    ]);
    const again = (await upload(Buffer.from(good.join('\n')))).text;
    expect(again).toContain('nomor ini sudah ada');
  });

  it('keeps the order that waits: its day runs or has passed, and T10 alone ends nothing', async () => {
    const orders = await app.sql(
      `SELECT o.register_seq AS n, d.outcome, d.effective_at::text IS NOT NULL AS passed, r.carry_out_by::text AS by,
         (SELECT count(*)::int FROM outbox b WHERE b.kind = 'order-overdue' AND b.effect_key LIKE
           'order-overdue:' || o.id || ':%') > 0 AS told
       FROM objection_orders r JOIN objections o ON o.id = r.objection_id
         JOIN due_rows d ON d.objection_id = o.id AND d.kind = 'order-execution' ORDER BY 1`,
    );
    expect(orders).toEqual([
      { n: 5, outcome: null, passed: false, by: '2026-12-04', told: false },
      { n: 6, outcome: 'taken', passed: true, by: '2026-11-27', told: true },
    ]);
    const officer = await app.signIn('officer', 'disdik');
    const waiting = await app.sql<{ id: string; version: number }>(
      `SELECT id, version FROM objections WHERE register_seq IN (5, 6) ORDER BY register_seq`,
    );
    // What gives all leaves no order to give on the same request.
    const [{ id, version } = { id: '', version: 0 }] = waiting;
    const done = { version, explanation: 'Data telah diserahkan.', fileIds: [] };
    expect((await officer.post(`/api/v1/objections/${id}/carry-out`, done)).status).toBe(200);
    expect(
      await app.sql(`SELECT status FROM objections WHERE register_seq IN (5, 6) ORDER BY register_seq`),
    ).toEqual([{ status: 'final' }, { status: 'final' }]);
  });

  it('is printed as the city wrote it, counts in the report, and is answered like any other', async () => {
    const supervisor = await app.signIn('supervisor');
    const page = await supervisor.page('/pengawas/register?jenis=keberatan');
    for (const words of ['Dikabulkan seluruhnya; dari register lama', 'Sekretaris Kota', 'Menerima'])
      expect(page.text).toContain(words);
    const report = (await supervisor.page('/pengawas/laporan?tahun=2026')).text;
    expect(report.replaceAll('\u00a0', ' ')).toMatch(
      /1 permohonan: 0 belum diputus[^<]*1 di antaranya menurut register lama/u,
    );
    const [counted] = await app.sql<{ imported: number; granted: number }>(
      `SELECT count(*) FILTER (WHERE imported)::int AS imported,
         count(*) FILTER (WHERE reply_outcome = 'granted')::int AS granted FROM register_objections`,
    );
    expect(counted).toEqual({ imported: 6, granted: 3 });
    expect(page.text).toContain(
      'Dikabulkan seluruhnya; dilaksanakan paling lambat 4/12/2026; dilaksanakan 01/12/2026; dari register lama',
    );
    const [open] = await app.sql<{ id: string }>(`SELECT id FROM objections WHERE register_seq = 3`);
    const superior = await app.signIn('superior');
    const body = {
      version: 1,
      outcome: 'upheld',
      reasons: 'Data ada pada pemerintah provinsi.',
      order: null,
    };
    expect((await superior.post(`/api/v1/objections/${open?.id ?? ''}/reply`, body)).status).toBe(200);
  });

  it('says of a right to object that ran out that it ended, though the answer is still owed', async () => {
    await app.passTo('2027-01-04T09:00:00+09:00');
    const [owed] = await app.sql<{ id: string }>('SELECT id FROM cases WHERE register_seq = 4');
    const { text } = await (await app.signIn('desk')).page(`/petugas/kasus/${owed?.id ?? ''}`);
    const right = /Hak keberatan[\s\S]{0,300}/u.exec(text)?.[0] ?? '';
    expect(right).toContain('berakhir');
    expect(right).not.toContain('dihentikan');
  });
});
