import type { ExplainedDay } from '../../src/law/working-calendar.js';
import { WorkingCalendar } from '../../src/law/working-calendar.js';
import { localDate } from '../../src/law/local-date.js';
import type { LetterKind, LetterOf } from '../../src/platform/letters/letter-data.js';
import { printedDate, printedDueDate } from '../../src/platform/letters/letter-dates.js';
import { printedMoney } from '../../src/platform/letters/letter-money.js';
import { objectionReplySample } from './objection-samples.js';
import { refusalSamples } from './refusal-samples.js';

/** The invented story of the drawn letters: AMBON-2026-000123 and its neighbours. */

const holiday = (date: string, nameId: string, kind: 'national' | 'collective_leave') =>
  ({
    date: localDate(date),
    kind,
    nameId,
    nameEn: nameId,
    decree: 'SKB',
    decreeDate: localDate('2026-06-01'),
  }) as const;

const calendar = new WorkingCalendar({
  version: 'samples',
  coveredYears: [2026, 2027],
  reading: { collectiveLeave: 'free', localClosures: 'working' },
  days: [
    holiday('2026-12-24', 'Cuti Bersama Kelahiran Yesus Kristus', 'collective_leave'),
    holiday('2026-12-25', 'Kelahiran Yesus Kristus', 'national'),
    holiday('2027-01-01', 'Tahun Baru 2027 Masehi', 'national'),
    holiday('2027-01-05', 'Isra Mikraj Nabi Muhammad SAW 1448 H', 'national'),
    holiday('2027-02-05', 'Cuti Bersama Tahun Baru Imlek 2578 Kongzili', 'collective_leave'),
  ],
});

export const explain = (start: string, workingDays: number): readonly ExplainedDay[] =>
  calendar.explain(localDate(start), workingDays);

const decreed = { provisionalBetween: () => null };

export const due = (start: string, workingDays: number) =>
  printedDueDate({ start: localDate(start), days: explain(start, workingDays) }, decreed);

export const on = (date: string) => printedDate(localDate(date));
export const countedOn = (date: string, skipped: string | null = null) => ({
  ...on(date),
  provisional: null,
  skipped,
});

const letterhead = {
  government: 'Pemerintah Kota Ambon',
  office: 'Pejabat Pengelola Informasi dan Dokumentasi (PPID)',
  shortName: 'PPID Kota Ambon',
  address: 'Jalan Contoh Nomor 1, Ambon 97124',
  phone: '(0911) 000000',
  fax: '(0911) 000001',
  email: 'ppid@ambon.test',
  site: 'ppid.ambon.test',
};

const signer = {
  place: 'Ambon',
  office: 'Pejabat Pengelola Informasi dan Dokumentasi (PPID)',
  name: 'Maria Contoh, S.Kom., M.T.',
  nip: '19800101 200501 2 000',
};

const onEveryLetter = {
  letterhead,
  statusAddress: 'ppid.ambon.test/lacak',
  statusLink: 'https://ppid.ambon.test/s/4fK2m9QxT7vLw3Zb8RcYdA',
};

const yohana = {
  name: 'Yohana Contoh Tahapary',
  address: 'Jalan Contoh Baru RT 002/RW 04, Kelurahan Batu Meja, Kecamatan Sirimau, Kota Ambon 97128',
  contact: '0812-0000-0001 / yohana@contoh.test',
};

const question =
  'Salinan laporan realisasi Dana BOS tahun 2025 semua SMP negeri di Kecamatan Sirimau, jumlah siswa dan guru tiap ' +
  'sekolah pada tahun ajaran 2025/2026, serta daftar perbaikan ruang kelas tahun 2024 dan 2025 beserta nilai pekerjaannya.';

const receipt: LetterOf<'receipt'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000123',
  receivedOn: on('2026-11-24'),
  receivedTime: '10.15 WIT',
  channel: 'web',
  answerDue: due('2026-11-24', 10),
  trackingCode: '7K4M-Q2XT-9HWD-R8',
  requester: { ...yohana, identity: 'ktp', identityNumber: '************0001', occupation: 'Guru' },
  proxyLetter: null,
  informationRequested: question,
  purpose: 'Pengawasan oleh warga: memeriksa penggunaan dana pendidikan di kecamatan tempat tinggal pemohon.',
  access: 'copy',
  form: 'softcopy',
  delivery: 'online',
  place: 'Ambon',
  receivedBy: 'Rina Contoh',
  copyCosts:
    'salinan digital (softcopy) Rp0; fotokopi Rp500 per lembar; pengiriman sesuai tarif pos atau kurir',
};

const mailLetter: LetterOf<'mail-letter'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000123',
  issuedOn: on('2026-11-24'),
  signer,
  requester: {
    name: 'Yohana Contoh',
    address: 'Jalan Contoh Tanah Tinggi RT 002/RW 01, Kota Ambon',
    contact: '0812-0000-0001',
  },
  subject: 'Permohonan AMBON-2026-000123 terdaftar',
  paragraphs: [
    'Yth. Pemohon informasi,',
    'Permohonan terdaftar pada 24 November 2026.',
    'Jawaban paling lambat Selasa, 8 Desember 2026 (10 hari kerja).',
  ],
  enclosures: ['Tanda bukti permohonan'],
};

const incompleteNotice: LetterOf<'incomplete-notice'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000124',
  letterNumber: '124.1/PPID/XI/2026',
  issuedOn: on('2026-11-27'),
  signer,
  requester: {
    name: 'Kelompok Warga Contoh Air Salobar',
    address: 'Jalan Contoh Pantai RT 001/RW 02, Kelurahan Nusaniwe, Kecamatan Nusaniwe, Kota Ambon',
    contact: '0812-0000-0002 / warga@contoh.test',
  },
  informationRequested: 'Dokumen kontrak dan gambar rencana pembangunan talud pantai Air Salobar tahun 2026.',
  receivedOn: on('2026-11-24'),
  missing: [
    {
      title: 'Surat kuasa',
      note: 'Surat kuasa dari warga yang diwakili kepada kontak kelompok (Pasal 27 ayat (5)).',
    },
    { title: 'Salinan KTP pemberi kuasa', note: null },
    { title: 'Tujuan penggunaan informasi', note: null },
  ],
  note: 'Halaman kedua KTP tidak terbaca. Kirim ulang foto yang terang dan utuh.',
  repairDue: due('2026-11-27', 3),
  desk: 'Jalan Contoh Nomor 1, Ambon 97124, Senin sampai Jumat, 08.30–15.30 WIT',
  answerWorkingDays: 10,
  answerDueIfRepairedOnLastDay: countedOn('2026-12-16', 'Sabtu, Minggu'),
  handedOverBy: 'email',
  handedOverOn: on('2026-11-27'),
};

const item = (
  number: number,
  information: string,
  form: 'softcopy' | 'hardcopy',
  formNote: string,
  rupiah = 0,
) =>
  ({
    number,
    information,
    form,
    formNote,
    extent: number === 1 ? 'partial' : 'full',
    cost: printedMoney(rupiah),
    workingDays: 3,
  }) as const;

const decisionNotice: LetterOf<'decision-notice'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000123',
  letterNumber: '123.2/PPID/XII/2026',
  issuedOn: on('2026-12-15'),
  signer,
  attachments: 'Penetapan Nomor 4 Tahun 2026 dan Lembar Pengujian Konsekuensi',
  requestedOn: on('2026-11-24'),
  requester: yohana,
  informationRequested: question,
  heldBy: 'Dinas Pendidikan Kota Ambon',
  extent: 'partial',
  granted: {
    items: [
      item(
        1,
        'Laporan realisasi Dana BOS 2025, 9 SMP negeri di Kecamatan Sirimau',
        'softcopy',
        'PDF, 62 halaman',
      ),
      item(
        2,
        'Jumlah siswa dan guru tiap SMP negeri, tahun ajaran 2025/2026',
        'softcopy',
        'XLSX, 3 lembar kerja',
      ),
      item(3, 'Daftar perbaikan ruang kelas 2024 dan nilai pekerjaannya', 'softcopy', 'PDF, 8 halaman'),
      item(4, 'Daftar perbaikan ruang kelas 2025 beserta gambar kerja', 'hardcopy', '24 lembar A3', 12_000),
    ],
    providedBy: on('2026-12-18'),
    provideWorkingDays: 3,
    waitsForPayment: false,
    copyCost: { basis: 'Rp500 × 24 lembar', sum: printedMoney(12_000) },
    deliveryCost: { basis: 'diambil di loket', sum: printedMoney(0) },
    otherCost: { basis: null, sum: printedMoney(0) },
    totalCost: printedMoney(12_000),
    payment:
      'Tunai di loket PPID; atau rekening resmi Badan Publik (nomor pada halaman lacak). Tanda terima diberikan untuk pembayaran tunai.',
    means: 'Softcopy lewat email dan halaman lacak; hardcopy diambil di loket PPID',
    explanation: null,
    blackouts: [
      {
        item: 1,
        part: 'Halaman 7, 19, dan 33: nomor rekening pribadi bendahara sekolah',
        reason: 'Rahasia pribadi: rekening bank seseorang',
        law: 'Pasal 17 huruf h angka 3',
      },
      {
        item: 1,
        part: 'Halaman 12–15: NIK dan alamat rumah penerima honor',
        reason: 'Data pribadi penduduk wajib dirahasiakan',
        law: 'Pasal 17 huruf j jo. UU 23/2006 Pasal 95A',
      },
    ],
  },
  unavailable: [],
  heldElsewhere: [],
  refused: [],
  stillOpen: 'Jumlah penerima honor dan jumlah honor per kegiatan tidak dikecualikan.',
  consentedOn: on('2026-12-14'),
  objectionDue: due('2026-12-15', 30),
  sentByPost: false,
};

const notHeldNotice: LetterOf<'not-held-notice'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000131',
  letterNumber: '131.1/PPID/XI/2026',
  issuedOn: on('2026-11-30'),
  signer,
  requestedOn: on('2026-11-26'),
  requester: {
    name: 'Petrus Contoh',
    address: 'Jalan Contoh Raya Nomor 8, Desa Poka, Kecamatan Teluk Ambon, Kota Ambon',
    contact: '0812-0000-0003 / petrus@contoh.test',
  },
  informationRequested: 'Jumlah guru dan siswa setiap SMA negeri di Kota Ambon, tahun ajaran 2025/2026.',
  holder: {
    name: 'PPID Provinsi Maluku, Dinas Pendidikan dan Kebudayaan Provinsi Maluku',
    address: 'Alamat dan nomor kontak dari daftar Badan Publik (konfigurasi)',
  },
  searchRecord: null,
  reason:
    'Sejak urusan pendidikan menengah beralih ke provinsi, SMA, SMK, dan SLB diselenggarakan Pemerintah Provinsi Maluku. ' +
    'Kota Ambon menyelenggarakan PAUD, SD, dan SMP, sehingga tidak menyimpan data yang diminta.',
  objectionDue: due('2026-11-30', 30),
  sentByPost: false,
};

const extensionNotice: LetterOf<'extension-notice'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000123',
  letterNumber: '123.1/PPID/XII/2026',
  issuedOn: on('2026-12-07'),
  signer,
  requester: yohana,
  receivedOn: on('2026-11-24'),
  informationRequested: question,
  handledBy: 'Dinas Pendidikan Kota Ambon',
  formerDue: on('2026-12-08'),
  formerWorkingDays: 10,
  newDue: printedDueDate(
    {
      start: localDate('2026-11-24'),
      formerDays: explain('2026-11-24', 10),
      days: explain('2026-12-08', 7),
    },
    decreed,
  ),
  reasons: ['notYetHeldOrDocumented'],
  explanation:
    'Gambar kerja perbaikan ruang kelas tahun 2025 masih berada pada pelaksana pekerjaan dan sedang dihimpun sekolah. ' +
    'Tiga bagian lain sudah siap dan dikirim bersama jawaban.',
  objectionFrom: on('2026-12-18'),
  objectionUntil: countedOn(
    '2027-02-03',
    'Sabtu, Minggu, 24 dan 25 Desember (Natal), 1 Januari (Tahun Baru), 5 Januari (Isra Mikraj); menurut SKB',
  ),
};

const objectionForm: LetterOf<'objection-form'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000125',
  objectionNumber: 'AMBON-K-2026-000017',
  requestNumber: 'AMBON-2026-000125',
  purpose: 'Pemberitaan tentang pengelolaan parkir di tepi jalan umum.',
  trackingCode: null,
  requester: {
    name: 'Abdul Contoh Rumakur',
    address: 'Jalan Contoh Passo Nomor 3, Negeri Passo, Kecamatan Baguala, Kota Ambon',
    occupation: 'Wartawan',
    phone: '0812-0000-0005',
  },
  proxy: null,
  grounds: ['c'],
  story:
    'Pada Selasa, 24 November 2026 saya meminta daftar juru parkir resmi dan target retribusi parkir tahun 2026 kepada ' +
    'Dinas Perhubungan. Batas jawaban Selasa, 8 Desember 2026 sudah lewat. Saya tidak menerima jawaban maupun ' +
    'pemberitahuan perpanjangan.',
  objectionUntil: countedOn(
    '2027-01-25',
    'Sabtu, Minggu, 24 dan 25 Desember (Natal), 1 Januari (Tahun Baru), 5 Januari (Isra Mikraj); menurut SKB',
  ),
  replyDue: due('2026-12-09', 30),
  place: 'Ambon',
  receivedOn: on('2026-12-09'),
  receivedTime: '08.40 WIT',
  channel: 'web',
  receivedBy: null,
};

const paymentReceipt: LetterOf<'payment-receipt'> = {
  ...onEveryLetter,
  registerNumber: 'AMBON-2026-000123',
  receiptNumber: '9/TT-PPID/XII/2026',
  payer: 'Yohana Contoh Tahapary',
  paidOn: on('2026-12-16'),
  paidTime: '09.20 WIT',
  copying: { quantity: '24 lembar', tariff: printedMoney(500), sum: printedMoney(12_000) },
  delivery: { quantity: null, tariff: null, sum: printedMoney(0) },
  other: { quantity: null, tariff: null, sum: printedMoney(0) },
  total: printedMoney(12_000),
  method: 'cash',
  tariffDecree: 'Keputusan Wali Kota tentang standar biaya (nomor dari konfigurasi)',
  noticeNumber: '123.2/PPID/XII/2026',
  noticeOn: on('2026-12-15'),
  place: 'Ambon',
  receivedBy: 'Rina Contoh',
};

export const samples: { readonly [K in LetterKind]: LetterOf<K> } = {
  receipt,
  'mail-letter': mailLetter,
  'incomplete-notice': incompleteNotice,
  'decision-notice': decisionNotice,
  'not-held-notice': notHeldNotice,
  'extension-notice': extensionNotice,
  'objection-form': objectionForm,
  'objection-reply': objectionReplySample({ ...onEveryLetter, commissionDue: due('2026-12-21', 14) }),
  'payment-receipt': paymentReceipt,
  ...refusalSamples({ ...onEveryLetter, signer, objectionDue: due('2026-12-07', 30) }),
};
