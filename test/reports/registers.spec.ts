import { parse } from 'csv-parse/sync';
import { useApp } from '../support/app.js';
import type { Answer } from '../support/http-client.js';
import {
  readRegisterOptions,
  readReportOptions,
  type TypedRegisterOptions,
} from '../../src/desks/reports/register-options.js';
import { liveThroughAutumn, type OfficeYear } from './office-year.js';
import { printedRegister, tenggatOf } from './printed-register.js';

const app = useApp({ at: '2026-10-12T10:00:00+09:00' });
let year: OfficeYear;
/** What the register said on the evening of a day, before anything later was known. */
const evenings = new Map<string, string>();

beforeAll(async () => {
  year = await liveThroughAutumn(app, async (day) => {
    evenings.set(day, (await download({ jenis: 'permintaan' })).text);
  });
}, 120_000);

const PURPOSE = 'Lampiran laporan layanan untuk Komisi Informasi';

/** The download of the page, as the supervisor sends the form. */
async function download(fields: Readonly<Record<string, string>>): Promise<Answer<string>> {
  const supervisor = await app.signIn('supervisor');
  const page = await supervisor.page('/pengawas/register');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
  return supervisor.submit('/pengawas/register/unduh', { _csrf: csrf, tujuan: PURPOSE, ...fields });
}

const tenggat = (...args: readonly string[]) => tenggatOf(app, ...args);
const csv = (...args: readonly string[]) => printedRegister(app, ...args);

/** Lampiran VIII of PerKI 1/2021, in its order (law.md 4.9). */
const LAMPIRAN_VIII = [
  'No',
  'Tgl',
  'Nama (NIK atau nomor SK, surat kuasa)',
  'Alamat',
  'Nomor Kontak',
  'Pekerjaan',
  'Informasi Yang Diminta',
  'Tujuan Penggunaan Informasi',
  'Status Informasi: Dibawah Penguasaan: Ya',
  'Status Informasi: Dibawah Penguasaan: Tdk',
  'Status Informasi: Belum Didokumentasikan',
  'Bentuk Informasi Yang Dikuasai: Softcopy',
  'Bentuk Informasi Yang Dikuasai: Hardcopy',
  'Jenis Permohonan: Melihat/Mengetahui',
  'Jenis Permohonan: Meminta Salinan',
  'Keputusan',
  'Alasan Penolakan',
  'Hari dan Tanggal: Pemberitahuan Tertulis',
  'Hari dan Tanggal: Pemberian Informasi',
  'Biaya & Cara Pembayaran: Biaya',
  'Biaya & Cara Pembayaran: Cara',
];

describe('the register of requests', () => {
  let rows: readonly Readonly<Record<string, string>>[];
  const rowOf = ({ registerNumber }: { registerNumber: string }) => {
    const row = rows.find((one) => one['No'] === registerNumber);
    if (row === undefined) throw new Error(`no row ${registerNumber}`);
    return row;
  };

  beforeAll(async () => {
    rows = await csv('--year', '2026');
  });

  it('has the columns of the annex in their order and each request once', () => {
    expect(Object.keys(rows[0] ?? {})).toEqual(LAMPIRAN_VIII);
    expect(rows.map((row) => row['No'])).toEqual(
      Array.from({ length: 12 }, (_, at) => `AMBON-2026-${String(at + 1).padStart(6, '0')}`),
    );
  });

  it('tells what was decided, when, and for how much', () => {
    expect(rowOf(year.granted)).toMatchObject({
      Tgl: '12/10/2026',
      Pekerjaan: 'Guru',
      'Status Informasi: Dibawah Penguasaan: Ya': '√',
      'Bentuk Informasi Yang Dikuasai: Hardcopy': '√',
      'Jenis Permohonan: Meminta Salinan': '√',
      Keputusan: 'Diberikan seluruhnya',
      'Hari dan Tanggal: Pemberitahuan Tertulis': 'Kamis 15/10/2026',
      'Hari dan Tanggal: Pemberian Informasi': 'Selasa 20/10/2026',
      'Biaya & Cara Pembayaran: Biaya': '12.000',
      'Biaya & Cara Pembayaran: Cara': 'Tunai',
    });
    expect(rowOf(year.notHeld)).toMatchObject({
      Keputusan: 'Tidak dikuasai',
      'Status Informasi: Dibawah Penguasaan: Tdk': '√\nDinas Pendidikan dan Kebudayaan Provinsi Maluku',
    });
    expect(rowOf(year.silent)['Keputusan']).toBe('Belum dijawab; lewat batas 26/10/2026');
    expect(rowOf(year.late)['Keputusan']).toBe('Tidak dikuasai; terlambat (batas 26/10/2026)');
    expect(rowOf(year.extended)['Keputusan']).toBe('Tidak dikuasai; diperpanjang 29/10/2026');
    expect(rowOf(year.withdrawn)['Keputusan']).toBe('Dicabut pemohon 12/10/2026');
    expect(rowOf(year.incomplete)).toMatchObject({
      Keputusan: 'Tanpa tindak lanjut (Ps. 33 ayat (4)); ditutup 03/11/2026',
      'Alasan Penolakan': 'Tidak dilengkapi',
      'Hari dan Tanggal: Pemberitahuan Tertulis': 'Kamis 29/10/2026',
    });
    expect(rowOf(year.undocumented)).toMatchObject({
      'Status Informasi: Belum Didokumentasikan': '√',
      Keputusan: 'Belum didokumentasikan; tersedia 29/01/2027',
    });
    expect(rowOf(year.officialHelp)['Keputusan']).toBe('Belum dijawab; bantuan kedinasan');
    // The letter that asks for completion is no written notice; only what was closed for want of it has no other.
    expect(rowOf(year.waiting)).toMatchObject({
      Keputusan: 'Menunggu dilengkapi pemohon; surat 01/12/2026',
      'Hari dan Tanggal: Pemberitahuan Tertulis': '',
    });
    expect(rowOf(year.fresh)['Keputusan']).toBe('Belum dijawab; batas 16/12/2026');
  });

  it('names the person with four digits of the NIK, and no cell is a formula', () => {
    const name = rowOf(year.granted)['Nama (NIK atau nomor SK, surat kuasa)'] ?? '';
    expect(name).toMatch(/^'=Cmd\|Formula Latuharhary\n\*{12}\d{4}$/u);
    expect(rowOf(year.entity)['Nama (NIK atau nomor SK, surat kuasa)']).toContain('SK AHU-0012345');
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/u.test(cell))).toEqual([]);
    expect(cells.filter((cell) => /\d{16}/u.test(cell))).toEqual([]);
  });

  it('is narrowed to days of entry', async () => {
    const { text } = await download({ dari: '2026-10-15', sampai: '2026-10-29' });
    const some = parse(text, { columns: true, bom: true, delimiter: ';' }) as Record<string, string>[];
    expect(some.map((row) => row['No'])).toEqual(
      [year.extended, year.officialHelp, year.entity, year.undocumented, year.incomplete].map(
        ({ registerNumber }) => registerNumber,
      ),
    );
  });

  it('says of a past day what an export of that evening said', async () => {
    expect([...evenings.keys()]).toEqual(['2026-10-15', '2026-10-29']);
    for (const [day, then] of evenings) {
      expect((await download({ pada: day })).text).toBe(then);
    }
    const october = parse(evenings.get('2026-10-15') ?? '', { columns: true, bom: true, delimiter: ';' });
    const byNumber = new Map(
      (october as Record<string, string>[]).map((row) => [row['No'], row['Keputusan']]),
    );
    expect(byNumber.get(year.late.registerNumber)).toBe('Belum dijawab; batas 26/10/2026');
    expect(byNumber.get(year.extended.registerNumber)).toBe('Belum dijawab; batas 29/10/2026');
    expect(byNumber.has(year.fresh.registerNumber)).toBe(false);
  });

  it('is a PDF of the same rows', async () => {
    const supervisor = await download({ format: 'pdf' });
    expect(supervisor.headers.get('content-type')).toBe('application/pdf');
    expect(supervisor.text.startsWith('%PDF-')).toBe(true);
  });
});

describe('the page of the registers', () => {
  it('shows the official columns with the persons closed', async () => {
    const supervisor = await app.signIn('supervisor');
    const { status, text } = await supervisor.page('/pengawas/register');
    expect(status).toBe(200);
    expect(text).toContain('12 permintaan');
    expect(text).toMatch(/colspan="3"[^>]*>Status Informasi/u);
    expect(text).toMatch(/colspan="2"[^>]*>Dibawah Penguasaan/u);
    expect(text).not.toContain('Latuharhary');
    expect(text).toContain('tertutup');
    const objections = await supervisor.page('/pengawas/register?jenis=keberatan');
    expect(objections.text).toContain('AMBON-K-2026-000001');
    expect(objections.text).toContain(year.silent.registerNumber);
  });

  it('asks what a download is for and keeps it in the trail', async () => {
    const without = await download({ tujuan: 'untuk' });
    expect([without.status, without.text.includes('Tuliskan tujuan unduhan')]).toEqual([422, true]);
    await download({ jenis: 'keberatan' });
    const [last] = await app.sql<{ facts: Record<string, string>; actor_kind: string }>(
      `SELECT facts, actor_kind FROM audit WHERE event = 'register-exported' ORDER BY id DESC LIMIT 1`,
    );
    expect(last).toMatchObject({
      actor_kind: 'staff',
      facts: { register: 'objections', purpose: PURPOSE, format: 'csv', asOf: '2026-12-02' },
    });
  });

  it('says which field of a period is no day', async () => {
    const supervisor = await app.signIn('supervisor');
    for (const query of [
      'dari=2026-02-30',
      'sampai=x',
      'dari=2026-03-02&sampai=2026-03-01',
      'pada=2099-01-01',
    ]) {
      const { status } = await supervisor.page(`/pengawas/register?${query}`);
      expect([query, status]).toEqual([query, 422]);
    }
    const odd = ['halaman=0', 'halaman=1e9', 'hasil=x', 'bulan=2026-13', 'dari=a&dari=b', 'instansi=%00'];
    for (const query of odd) {
      const { status } = await supervisor.page(`/pengawas/register?${query}`);
      expect([query, status]).toEqual([query, 200]);
    }
  });

  it.each(['officer', 'superior', 'admin'] as const)('is closed to the role %s', async (role) => {
    const client = await app.signIn(role);
    expect((await client.page('/pengawas/register')).status).toBe(403);
    expect((await client.page('/pengawas/laporan')).status).toBe(403);
  });
});

describe('the annual report', () => {
  const linked = /<(?:td class="number"|dd)><a href="(\/pengawas\/register[^"]*)">([\d.]+)<\/a>/gu;

  it('has every number from rows that its link opens', async () => {
    const supervisor = await app.signIn('supervisor');
    const { status, text } = await supervisor.page('/pengawas/laporan?tahun=2026');
    expect(status).toBe(200);
    expect(text).toContain('Rabu, 31 Maret 2027'.replaceAll(' ', '\u00a0').replace('Rabu,\u00a0', 'Rabu, '));
    const numbers = [...text.matchAll(linked)].map(([, href = '', n = '']) => [
      href.replaceAll('&amp;', '&'),
      n,
    ]);
    expect(numbers.length).toBeGreaterThan(20);
    for (const [href = '', n] of numbers) {
      const rows = await supervisor.page(href);
      const count = /<h2 id="entri">([\d.]+) /u.exec(rows.text)?.[1];
      expect([href, count]).toEqual([href, n]);
    }
  }, 120_000);

  it('starts the series of one agency where a city says so', async () => {
    const start = (next: string, ...more: string[]) =>
      tenggat('register-start', '--year', '2031', '--next', next, ...more);
    const own = await start('41', '--agency', 'disdik');
    expect([own.code, own.stdout.trim()]).toEqual([0, 'Nomor berikutnya: AMBON-DISDIK-2031-000041']);
    const unknown = await start('41', '--agency', 'tidak-ada');
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('tidak dikenal')]);
    expect((await start('500')).stdout.trim()).toBe('Nomor berikutnya: AMBON-2031-000500');
    expect((await start('41')).stdout.trim()).toBe('Nomor berikutnya: AMBON-2031-000041');
  }, 120_000);

  it('starts no series that has an entry, nor one before the first year of a register', async () => {
    const start = (year: string, ...more: string[]) =>
      tenggat('register-start', '--year', year, '--next', '500', ...more);
    const running = await start('2026');
    expect([running.code, running.stderr]).toEqual([1, expect.stringContaining('sudah berisi entri')]);
    const early = await start('2021');
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('Register paling awal 2022')]);
    expect(await app.sql(`SELECT last_number FROM register_counters WHERE year = 2021`)).toEqual([]);
  }, 120_000);

  it('counts what happened, by the calendar of the law', async () => {
    const end = await tenggat('report', '--year', '2026', '--length', 'full');
    expect([end.stderr, end.code]).toEqual(['', 0]);
    const report = JSON.parse(end.stdout) as Record<string, Record<string, unknown>>;
    expect(report).toMatchObject({
      year: 2026,
      availableBy: '2027-03-31',
      dataOn: '2026-12-02',
      requests: {
        received: 11,
        answered: 5,
        onTime: 4,
        late: 3,
        extended: 1,
        medianWorkingDays: 3,
        meanWorkingDays: 7.2,
        byResult: {
          granted_full: 1,
          not_held: 3,
          not_documented: 1,
          withdrawn: 1,
          closed_incomplete: 1,
          overdue: 2,
        },
      },
      officialHelp: { received: 1 },
      courtesy: { received: 0 },
      objections: { received: 1, byGround: { c: 1 } },
    });
    expect((await tenggat('report', '--year', '2026', '--length', 'full')).stdout).toBe(end.stdout);
  }, 120_000);

  it('keeps the written parts by version and refuses an old form', async () => {
    const supervisor = await app.signIn('supervisor');
    const form = async () => {
      const { text } = await supervisor.page('/pengawas/laporan?tahun=2026');
      const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(text)?.[1] ?? '';
      return { _csrf: value('_csrf'), versi: value('versi'), tahun: '2026' };
    };
    const page = (await supervisor.page('/pengawas/laporan?tahun=2026')).text;
    expect(page).toContain('Bulan mengikuti hari permintaan dicatat dalam register, bukan hari diterima.');
    const first = await form();
    const budget = 'Pelayanan dan loket; 96.000.000; 91.450.000';
    const saved = await supervisor.submit('/pengawas/laporan', {
      ...first,
      policy: 'Satu Badan Publik.',
      budget,
    });
    expect(saved.status).toBe(303);
    const old = await supervisor.submit('/pengawas/laporan', { ...first, policy: 'Kalah cepat.' });
    expect([old.status, old.text.includes('Kalah cepat.')]).toEqual([409, true]);
    const long = await supervisor.submit('/pengawas/laporan', {
      ...(await form()),
      staff: 'x'.repeat(4_001),
    });
    expect(long.status).toBe(422);
    await supervisor.submit('/pengawas/laporan', {
      ...(await form()),
      policy: 'Satu Badan Publik kota.',
      budget,
    });
    const versions = await app.sql<{ version: number; text: string }>(
      `SELECT version, text FROM report_texts WHERE year = 2026 AND part = 'policy' ORDER BY version`,
    );
    expect(versions).toEqual([
      { version: 1, text: 'Satu Badan Publik.' },
      { version: 2, text: 'Satu Badan Publik kota.' },
    ]);
    for (const [length, word] of [
      ['summary', 'ringkasan'],
      ['full', 'lengkap'],
    ] as const) {
      const pdf = await supervisor.page(`/pengawas/laporan/2026/${length}.pdf`);
      expect([pdf.status, pdf.text.startsWith('%PDF-')]).toEqual([200, true]);
      expect(pdf.headers.get('content-disposition')).toContain(`laporan-layanan-2026-${word}.pdf`);
    }
    expect((await supervisor.page('/pengawas/laporan/2026/lain.pdf')).status).toBe(404);
    expect((await supervisor.page('/pengawas/laporan/20x6/full.pdf')).status).toBe(404);
  });
});

describe('the public extract', () => {
  it('is open data without persons and words of the question, in both languages', async () => {
    for (const [path, head] of [
      ['/register.csv', 'Nomor'],
      ['/en/register.csv', 'Number'],
    ] as const) {
      const { status, text } = await app.citizen.page(`${path}?tahun=2026`);
      expect(status).toBe(200);
      const rows = parse(text, { columns: true, bom: true, delimiter: ';' }) as Record<string, string>[];
      expect(rows.map((row) => row[head])).toContain(year.granted.registerNumber);
      // Official help is answered outside the law's clocks and stands in no statutory figure.
      expect(rows.map((row) => row[head])).not.toContain(year.officialHelp.registerNumber);
      expect(rows.length).toBe(11);
      expect(text).not.toMatch(/Latuharhary|Dana BOS|contoh\.test/u);
    }
    expect((await app.citizen.page('/register.csv?tahun=x&instansi=%00')).status).toBe(200);
  });

  it('keeps what became of a request when every remedy is gone, with the working days it took', async () => {
    const { text } = await app.citizen.page('/register.csv?tahun=2026');
    const rows = parse(text, { columns: true, bom: true, delimiter: ';' }) as Record<string, string>[];
    const of = ({ registerNumber }: { registerNumber: string }) => {
      const row = rows.find((one) => one['Nomor'] === registerNumber);
      return [row?.['Hasil'], row?.['Dijawab'], row?.['Hari kerja']];
    };
    const ended = await app.sql<{ register_number: string }>(
      `SELECT register_number FROM cases WHERE status = 'final'`,
    );
    expect(ended.map((row) => row.register_number)).toContain(year.notHeld.registerNumber);
    expect(of(year.notHeld)).toEqual(['Tidak dikuasai', '2026-10-15', '3']);
    expect(of(year.granted)).toEqual(['Diberikan seluruhnya', '2026-10-15', '3']);
    expect(of(year.withdrawn)).toEqual(['Dicabut pemohon', '', '']);
    expect(of(year.incomplete)).toEqual(['Ditutup karena tidak dilengkapi', '', '']);
    expect(of(year.silent)).toEqual(['Belum dijawab, lewat batas', '', '']);
    expect(of(year.waiting)).toEqual(['Menunggu dilengkapi pemohon', '', '']);
    expect(of(year.fresh)).toEqual(['Belum dijawab', '', '']);
    const page = (await app.citizen.page('/register')).text;
    expect(page).toContain('Tidak dikuasai');
    expect(page).not.toContain('Selesai');
  });
});

describe('the options of the commands', () => {
  it('name what is wrong', () => {
    const wrong: readonly TypedRegisterOptions[] = [
      {},
      { year: '26' },
      { year: '2026', from: '2026-01-01' },
      { from: '2026-02-30', to: '2026-03-01' },
      { from: '2026-03-02', to: '2026-03-01' },
      { year: '2026', asOf: 'kemarin' },
      { year: '2026', kind: 'letters' },
      { year: '2026', format: 'xlsx' },
    ];
    for (const options of wrong) expect(() => readRegisterOptions(options)).toThrow(/--/u);
    for (const options of [{}, { year: '2' }, { year: '2026', length: 'x' }, { year: '2026', format: 'csv' }])
      expect(() => readReportOptions(options)).toThrow(/--/u);
  });

  it('end the command on stderr', async () => {
    const end = await tenggat('register', '--year', '2026', '--as-of', '2099-01-01');
    expect([end.code, end.stdout, end.stderr.trim()]).toEqual([1, '', '--as-of: hari itu belum lewat']);
  });
});
