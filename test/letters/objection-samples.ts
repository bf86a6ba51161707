import { localDate } from '../../src/law/local-date.js';
import type { LetterOf } from '../../src/platform/letters/letter-data.js';
import { printedDate } from '../../src/platform/letters/letter-dates.js';

/** The superior's answer to the drawn objection on AMBON-2026-000125, and what must be found on it (law.md 4.8). */

const on = (date: string) => printedDate(localDate(date));

type Frame = Pick<
  LetterOf<'objection-reply'>,
  'letterhead' | 'statusAddress' | 'statusLink' | 'commissionDue'
>;

export function objectionReplySample(frame: Frame): LetterOf<'objection-reply'> {
  return {
    ...frame,
    registerNumber: 'AMBON-2026-000125',
    letterNumber: '17/KB/ATASAN-PPID/XII/2026',
    issuedOn: on('2026-12-21'),
    signer: {
      place: 'Ambon',
      office: 'Sekretaris Kota Ambon selaku Atasan PPID',
      name: 'Yakobus Contoh, S.H., M.Si.',
      nip: '19700101 199503 1 000',
    },
    requester: {
      name: 'Abdul Contoh Rumakur',
      address: 'Jalan Contoh Passo Nomor 3, Negeri Passo, Kecamatan Baguala, Kota Ambon',
      contact: '-',
    },
    objectionNumber: 'AMBON-K-2026-000017',
    receivedOn: on('2026-12-09'),
    requestNumber: 'AMBON-2026-000125',
    outcome: 'granted',
    grounds: ['c'],
    story: 'Pemohon tidak menerima jawaban sampai batas Selasa, 8 Desember 2026.',
    reasons:
      'Tidak dibantah. Register menunjukkan permohonan diteruskan ke Dinas Perhubungan pada 25 November 2026 dan tidak ' +
      'dijawab. Tidak ada perpanjangan yang diberitahukan.',
    decreeNumber: null,
    liftedDecree: null,
    order: {
      text:
        '1. Menjawab permohonan secara tertulis dan memberikan daftar juru parkir resmi serta target retribusi parkir ' +
        'tahun 2026, dengan NIK dan alamat rumah dihitamkan.\n2. Melaporkan pelaksanaannya kepada Atasan PPID.',
      carryOutBy: on('2027-01-06'),
    },
    commission: 'Komisi Informasi Provinsi Maluku',
    sentByPost: false,
  };
}

export const objectionReplyFields = [
  'PEMERINTAH KOTA AMBON',
  'Pejabat Pengelola Informasi dan Dokumentasi (PPID)',
  'Status dan langkah berikutnya: ppid.ambon.test/lacak',
  'Tanggapan atas Keberatan Mengabulkan seluruhnya',
  'Nomor surat 17/KB/ATASAN-PPID/XII/2026',
  'Tanggal surat Ambon, 21 Desember 2026',
  'Kepada Yth. Abdul Contoh Rumakur Jalan Contoh Passo Nomor 3',
  'Nomor Registrasi Keberatan AMBON-K-2026-000017, diterima Rabu, 9 Desember 2026',
  'Nomor Pendaftaran',
  'Permintaan Informasi',
  'AMBON-2026-000125',
  'Atasan PPID menanggapi keberatan ini sebagai berikut.',
  '☐ Menguatkan keputusan PPID ☐ Mengabulkan sebagian ☑ Mengabulkan seluruhnya ☐ Keberatan tidak diterima',
  'Uraian bantahan atas alasan pengajuan keberatan',
  'Alasan keberatan Kasus posisi pemohon Uraian Atasan PPID',
  '☑ c. Permintaan informasi',
  'Tidak dibantah. Register',
  'Perintah kepada PPID',
  'Menjawab permohonan secara tertulis dan memberikan daftar juru',
  'Dilaksanakan paling lambat',
  'ditetapkan Atasan PPID',
  'Rabu, 6 Januari 2027',
  'enam Januari dua ribu dua puluh tujuh',
  'Bila Anda belum puas',
  'kepada Komisi Informasi Provinsi Maluku, paling lama 14 (empat belas) hari kerja sejak tanggapan ini diterima.',
  'Ke Komisi Informasi sampai',
  'Kamis, 14 Januari 2027',
  'empat belas Januari dua ribu dua puluh tujuh',
  'Sekretaris Kota Ambon selaku Atasan PPID',
  'Yakobus Contoh, S.H., M.Si.',
  'NIP 19700101 199503 1 000',
  'Tempat tanda tangan elektronik',
  'Halaman 1 dari 1',
] as const;
