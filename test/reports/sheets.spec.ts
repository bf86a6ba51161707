import { writeFileSync } from 'node:fs';
import { LetterPrinter } from '../../src/platform/letters/letter-printer.js';
import type { RegisterSheet, ReportSheet } from '../../src/platform/letters/sheet-data.js';
import { readPdf } from '../letters/read-pdf.js';
import { samples } from '../letters/samples.js';

const printer = new LetterPrinter();
const createdAt = new Date('2026-12-21T00:00:00+09:00');

const REQUESTS: readonly (readonly string[])[] = [
  [
    ...['AMBON-2026-000123', '24/11/26', 'Yohana Contoh Tahapary\n************0001'],
    ...['Jl. Contoh Baru RT 002/RW 04, Batu Meja', '0812-0000-0001\nyohana@contoh.test', 'Guru'],
    'Realisasi Dana BOS 2025 SMP negeri Sirimau; siswa dan guru; perbaikan ruang kelas 2024–2025',
    ...['Pengawasan oleh warga', '√', '', '', '√', '√', '', '√'],
    ...['Belum didokumentasikan; diperpanjang 07/12/26', 'Pasal 17 huruf h dan j (penghitaman)'],
    ...['Selasa 15/12/26', 'Jumat 18/12/26', '12.000', 'Tunai'],
  ],
  [
    ...['AMBON-2026-000131', '26/11/26', 'Petrus Contoh\n************0063', 'Jl. Contoh Raya 8, Poka'],
    ...['0812-0000-0003\npetrus@contoh.test', 'Pegawai swasta', 'Jumlah guru dan siswa tiap SMA negeri'],
    'Penelitian atau tugas',
    ...['', '√\nDinas Pendidikan dan Kebudayaan Provinsi Maluku', '', '', '', '', '√'],
    ...['Tidak dikuasai', '', 'Senin 30/11/26', '–', '–', '–'],
  ],
];

const OBJECTIONS: readonly (readonly string[])[] = [
  [
    ...[
      'AMBON-K-2026-000017',
      '09/12/26',
      'Abdul Contoh Rumakur\n************0022',
      'Jl. Contoh Passo 3, Passo',
    ],
    ...['0812-0000-0005', 'Wartawan', 'AMBON-2026-000125', 'Daftar juru parkir resmi'],
    ...['Pemberitaan', '', '', '√', '', '', '', ''],
    ...['Dikabulkan seluruhnya; dilaksanakan paling lambat 06/01/27', 'Senin 21/12/26'],
    ...['Yakobus Contoh, Sekretaris Kota', ''],
  ],
];

function sheet(rows: readonly (readonly string[])[]): RegisterSheet {
  return {
    letterhead: samples['receipt'].letterhead,
    period: 'November 2026',
    dataOn: 'Senin, 21 Desember 2026',
    printedFrom: 'ppid.ambon.test/pengawas/register',
    rows,
  };
}

const SHEETS = [
  [
    'registers/requests',
    REQUESTS,
    [
      ...[
        'Register Permintaan Informasi Publik',
        'No',
        'Tgl',
        'Nama, NIK atau nomor SK, surat kuasa',
        'Alamat',
      ],
      ...['Nomor Kontak', 'Pekerjaan', 'Informasi Yang Diminta', 'Tujuan Penggunaan Informasi'],
      ...['Status Informasi', 'Dibawah Penguasaan', 'Ya', 'Tdk', 'Belum Didokumentasikan'],
      ...['Bentuk Informasi Yang Dikuasai', 'Softcopy', 'Hardcopy'],
      ...['Jenis Permohonan', 'Melihat/ Mengetahui', 'Meminta Salinan', 'Keputusan', 'Alasan Penolakan'],
      ...['Hari dan Tanggal', 'Pemberi-tahuan Tertulis', 'Pemberian Informasi'],
      ...['Biaya & Cara Pembayaran', 'Biaya (Rp)', 'Cara'],
    ],
  ],
  [
    'registers/objections',
    OBJECTIONS,
    [
      ...['Register Keberatan', 'No.', 'Tgl', 'Nama', 'Alamat', 'Nomor Kontak', 'Pekerjaan'],
      ...['No. Pendaftaran Permintaan Informasi', 'Informasi Yang Diminta', 'Tujuan Penggunaan Informasi'],
      ...['Alasan Pengajuan Keberatan (Pasal 35 ayat (1) UU KIP)', 'abcdefg', 'Keputusan atasan PPID'],
      ...['Hari dan Tanggal Pemberian tanggapan atas Keberatan', 'Nama dan Posisi Atasan PPID'],
      'Tanggapan Pemohon Informasi',
    ],
  ],
] as const;

const squashed = (text: string) => text.replace(/\s+/gu, '');

describe.each(SHEETS)('the sheet %s', (kind, rows, heads) => {
  it('prints its heads, the period, the warning and each cell', () => {
    const pdf = printer.printSheet(kind, sheet(rows), { createdAt });
    if (process.env.TENGGAT_LOOK !== undefined) {
      writeFileSync(`${process.env.TENGGAT_LOOK}/${kind.replace('/', '-')}.pdf`, pdf);
    }
    const text = squashed(readPdf(pdf).text);
    const cells = rows.flat().flatMap((cell) => cell.split('\n'));
    for (const part of [
      ...heads,
      ...cells,
      'Periode November 2026',
      'Data per Senin, 21 Desember 2026',
      'Memuat data pribadi: hanya untuk pemakaian internal',
      'Halaman 1 dari 1',
    ]) {
      expect(text).toContain(squashed(part));
    }
  });

  it('is tagged PDF/A-2a, the same bytes each time, and keeps to its margins', () => {
    const many = Array.from({ length: 60 }, (_, at) => rows[at % rows.length] ?? []);
    const pdf = printer.printSheet(kind, sheet(many), { createdAt });
    expect(pdf.toString('latin1')).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(new LetterPrinter().printSheet(kind, sheet(many), { createdAt }).equals(pdf)).toBe(true);
    const { pages, runs } = readPdf(pdf);
    expect(pages.length).toBeGreaterThan(1);
    const width = pages[0]?.width ?? 0;
    const margin = (10 * 72) / 25.4 - 0.1;
    expect(runs.filter(({ x, right }) => x < margin || right > width - margin)).toEqual([]);
    const heads = runs.filter(({ text }) => text.includes('Pekerjaan'));
    expect(new Set(heads.map(({ page }) => page)).size).toBe(pages.length);
  });

  it('keeps long words and large sums inside their columns', () => {
    const [row = []] = rows;
    const long = row.map((cell) => `${cell} Pertanggungjawabanpelaksanaan 123.456.789`);
    const { runs } = readPdf(printer.printSheet(kind, sheet([long, row, long]), { createdAt }));
    const lines = new Map<string, typeof runs>();
    for (const run of runs) {
      const line = `${String(run.page)} ${run.y.toFixed(1)}`;
      lines.set(line, [...(lines.get(line) ?? []), run]);
    }
    const overlapping = [...lines.values()].flatMap((line) => {
      const sorted = [...line].sort((a, b) => a.x - b.x);
      return sorted.filter((run, at) => at > 0 && run.x - (sorted[at - 1]?.right ?? 0) < -0.1);
    });
    expect(overlapping).toEqual([]);
  });

  it('keeps each row on one page, and prints a long text whole below its row', () => {
    const [row = []] = rows;
    const informationAt = kind === 'registers/requests' ? 6 : 7;
    const many = Array.from({ length: 40 }, (_, at) => {
      // Every ninth has the longest text that a request may have.
      const words = 'rekening pelaksana '.repeat(at % 9 === 4 ? 209 : at % 7);
      const text = `awal${String(at)}z ${words}akhir${String(at)}z`;
      return row.map((cell, column) => (column === informationAt ? text : cell));
    });
    const { pages, runs, text } = readPdf(printer.printSheet(kind, sheet(many), { createdAt }));
    const read = squashed(text);
    const pagesOf = (sign: string) =>
      new Set(runs.filter((run) => run.text.includes(sign)).map(({ page }) => page));
    for (const [at, cells] of many.entries()) {
      const first = pagesOf(`awal${String(at)}z`);
      expect([at, first.size, [...first]]).toEqual([at, 1, [...pagesOf(`akhir${String(at)}z`)]]);
      expect(read).toContain(squashed(cells[informationAt] ?? ''));
    }
    expect(pages.length).toBeLessThan(14);
  });

  it('refuses a row with too few cells', () => {
    expect(() => printer.printSheet(kind, sheet([['AMBON-2026-000001']]), { createdAt })).toThrow('rows[0]');
  });
});

const month = (name: string, received: number, late: number) => ({
  ...{ name, received, late, onTime: received - late, other: 0, median: '7' },
});

const REPORT: ReportSheet = {
  letterhead: samples['receipt'].letterhead,
  year: '2026',
  lengthName: 'Lengkap (Pasal 58 huruf b)',
  lengthWord: 'lengkap',
  figures: [
    ...[
      { value: '1.284', label: 'permintaan diterima' },
      { value: '93,0 %', label: 'dijawab dalam batas waktu' },
    ],
    ...[
      { value: '7', label: 'hari kerja, median sampai dijawab' },
      { value: '61', label: 'diperpanjang 7 hari kerja' },
    ],
    ...[
      { value: '42', label: 'keberatan diterima' },
      { value: '3', label: 'sengketa ke Komisi Informasi' },
    ],
  ],
  availableBy: {
    iso: '2027-03-31',
    long: '31 Maret 2027',
    weekdayLong: 'Rabu, 31 Maret 2027',
    inWords: 'tiga puluh satu Maret dua ribu dua puluh tujuh',
  },
  madeNote: 'Angka dihitung dari register per 2 Februari 2027.',
  policy: 'Pemerintah Kota Ambon adalah satu Badan Publik. #let x = 1',
  facilities: 'Satu loket PPID yang dapat dimasuki kursi roda.',
  staff: '4 petugas pelayanan informasi dan 1 arsiparis.',
  budget: [
    { item: 'Pelayanan dan loket', planned: '96.000.000', spent: '91.450.000', share: '95,3' },
    { item: 'Jumlah', planned: '96.000.000', spent: '91.450.000', share: '95,3' },
  ],
  budgetText: 'Pelayanan dan loket; 96.000.000; 91.450.000',
  resultsTitle: 'Keputusan atas 1.284 permintaan',
  results: [{ label: 'Diberikan seluruhnya', count: '846', share: '65,9' }],
  besides: [{ label: 'Bantuan kedinasan', text: '2, di luar angka lain' }],
  reasons: [{ label: 'Pasal 17 huruf h', count: '31', share: null }],
  monthFinding: 'Permintaan naik dari 82 menjadi 117 sebulan.',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'].map(
    (name, at) => month(name, 82 + at * 4, 9 - (at % 4)),
  ),
  monthTotal: { received: '1.284', onTime: '1.194', late: '90', median: '7' },
  durations: [{ label: 'Dalam 5 hari kerja', count: '402', share: '31,3' }],
  disputes: [{ label: 'Keberatan', text: '42 diterima; 39 ditanggapi dalam 30 hari kerja.' }],
  obstacles: [{ label: 'Internal', text: 'Dokumen sekolah masih tersebar.' }],
  followUp: [{ label: 'Rekomendasi', text: 'Laporan Dana BOS dimasukkan ke DIP.' }],
  tables: [
    {
      title: 'Menurut instansi',
      heads: ['Instansi', 'Diterima', 'Lewat batas'],
      rows: [['Dinas Pendidikan', '310', '12']],
    },
  ],
  address: 'ppid.ambon.test/statistik',
};

describe('the sheet of the annual report', () => {
  const printed = () =>
    printer.printSheet('report/report', REPORT, { createdAt, link: 'https://ppid.ambon.test/statistik' });

  it('holds letters a to f in their order, and every number', () => {
    const pdf = printed();
    if (process.env.TENGGAT_LOOK !== undefined) writeFileSync(`${process.env.TENGGAT_LOOK}/report.pdf`, pdf);
    const text = squashed(readPdf(pdf).text);
    const heads = [
      ...['a. Gambaran umum kebijakan', 'b. Gambaran umum pelaksanaan', 'c. Rincian pelayanan'],
      ...[
        'd. Penyelesaian sengketa',
        'e. Kendala eksternal dan internal',
        'f. Rekomendasi dan rencana tindak lanjut',
      ],
    ].map((head) => text.indexOf(squashed(head)));
    expect(heads.every((at, i) => at > (heads[i - 1] ?? 0))).toBe(true);
    for (const part of [
      '1.284',
      '93,0 %',
      'Rabu, 31 Maret 2027',
      '#let x = 1',
      'Dinas Pendidikan',
      '65,9',
      '31,3',
    ]) {
      expect(text).toContain(squashed(part));
    }
  });

  it('is the same bytes each time', () => {
    expect(printed().equals(printed())).toBe(true);
  });
});
