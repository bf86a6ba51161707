import { parse } from 'csv-parse/sync';
import { useApp } from '../support/app.js';
import { runTenggat, type ProgramEnd } from '../support/program.js';
import { liveThroughAutumn, type OfficeYear } from './office-year.js';

const app = useApp({ at: '2026-10-12T10:00:00+09:00' });
let year: OfficeYear;
let inOctober = '';

beforeAll(async () => {
  year = await liveThroughAutumn(app);
  inOctober = '';
}, 120_000);

function tenggat(...args: string[]): Promise<ProgramEnd> {
  return runTenggat(args, {
    env: {
      DATABASE_URL: app.databaseUrl,
      MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
      DATA_DIR: app.dataDir,
      TEST_HOOKS: 'on',
    },
  });
}

async function csv(...args: string[]): Promise<readonly Readonly<Record<string, string>>[]> {
  const end = await tenggat('register', ...args);
  expect([end.stderr, end.code]).toEqual(['', 0]);
  return parse(end.stdout, { columns: true, bom: true });
}

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
    expect(rowOf(year.waiting)['Keputusan']).toBe('Menunggu dilengkapi pemohon');
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

  it('is the same in two runs, and of any days', async () => {
    const [one, other] = [
      await tenggat('register', '--year', '2026'),
      await tenggat('register', '--year', '2026'),
    ];
    expect(one.stdout).toBe(other.stdout);
    const november = await csv('--from', '2026-10-15', '--to', '2026-10-29');
    expect(november.map((row) => row['No'])).toEqual(
      [year.extended, year.officialHelp, year.entity, year.undocumented, year.incomplete].map(
        ({ registerNumber }) => registerNumber,
      ),
    );
  });

  it('refuses options that say nothing', async () => {
    const wrong: readonly (readonly string[])[] = [
      [],
      ['--year', '26'],
      ['--year', '2026', '--from', '2026-01-01'],
      ['--from', '2026-02-30', '--to', '2026-03-01'],
      ['--from', '2026-03-02', '--to', '2026-03-01'],
      ['--year', '2026', '--as-of', '2099-01-01'],
      ['--year', '2026', '--kind', 'letters'],
      ['--year', '2026', '--format', 'xlsx'],
    ];
    for (const options of wrong) {
      const end = await tenggat('register', ...options);
      expect([options, end.code === 0, end.stdout, end.stderr.trim() === '']).toEqual([
        options,
        false,
        '',
        false,
      ]);
    }
  }, 60_000);
});
void inOctober;
