import type { LetterOf } from '../../src/platform/letters/letter-data.js';
import { printedDate } from '../../src/platform/letters/letter-dates.js';
import { localDate } from '../../src/law/local-date.js';

/** The invented story of the drawn refusal: AMBON-2026-000127, with its decree and its sheet. */

const on = (date: string) => printedDate(localDate(date));

type Shared = Pick<
  LetterOf<'exemption-decree'>,
  'letterhead' | 'signer' | 'statusAddress' | 'statusLink' | 'registerNumber' | 'letterNumber' | 'issuedOn'
>;

/** What only the frame of the samples knows. */
type Frame = Pick<Shared, 'letterhead' | 'signer' | 'statusAddress' | 'statusLink'> & {
  readonly objectionDue: LetterOf<'refusal-notice'>['objectionDue'];
};

export function refusalSamples({ objectionDue, ...frame }: Frame): {
  readonly [K in 'refusal-notice' | 'exemption-decree' | 'test-sheet']: LetterOf<K>;
} {
  const shared: Shared = {
    ...frame,
    registerNumber: 'AMBON-2026-000127',
    letterNumber: '127.2/PPID/XII/2026',
    issuedOn: on('2026-12-07'),
  };
  const testSheetNumber = 'Nomor 5 Tahun 2026';
  return {
    'refusal-notice': {
      ...shared,
      requestedOn: on('2026-11-25'),
      requester: {
        name: 'Lembaga Contoh Peduli Warga',
        address: 'Jalan Contoh Pahlawan Nomor 21, Kelurahan Ahusen, Kecamatan Sirimau, Kota Ambon',
        occupation: 'Badan hukum (yayasan)',
        contact: '0812-0000-0004 / lembaga@contoh.test',
      },
      informationRequested:
        'Daftar nama, NIK, alamat, dan nomor telepon seluruh penduduk RT 003/RW 05 Kelurahan Ahusen per 1 November 2026.',
      heldBy: 'Dinas Kependudukan dan Pencatatan Sipil Kota Ambon',
      grounds: [
        {
          letter: 'h',
          protects: 'Informasi yang bila dibuka dapat mengungkap rahasia pribadi.',
          law: 'Pasal 17 huruf h UU 14/2008',
        },
        {
          letter: 'j',
          protects: 'Informasi yang tidak boleh diungkapkan berdasarkan undang-undang.',
          law: 'Pasal 17 huruf j UU 14/2008 jo. Pasal 84 dan Pasal 95A UU 23/2006 sebagaimana diubah dengan UU 24/2013',
        },
      ],
      harmIfOpened:
        'Bila dibuka, daftar itu dapat dipakai untuk menyalahgunakan identitas warga, misalnya membuka rekening atau ' +
        'pinjaman atas nama orang lain. Kepentingan melindungi warga lebih besar daripada manfaat membukanya.',
      explanation: 'Yang diminta memuat nama dan NIK warga perseorangan.',
      stillOpen:
        'Jumlah penduduk dan jumlah kepala keluarga per RT tidak dikecualikan. Angka itu dilampirkan tanpa nama dan NIK.',
      consentedBy: 'Yakobus Contoh, S.H., M.Si., Atasan PPID',
      consentedOn: on('2026-12-04'),
      decreeNumber: 'Nomor 5 Tahun 2026',
      testSheetNumber,
      objectionDue,
      sentByPost: false,
    },
    'exemption-decree': {
      ...shared,
      decreeNumber: 'Nomor 5 Tahun 2026',
      decreedOn: on('2026-12-07'),
      publicBody: 'Pemerintah Kota Ambon',
      testSheetNumber,
      information:
        'Daftar penduduk menurut nama, NIK, alamat, dan nomor telepon pada RT 003/RW 05 Kelurahan Ahusen, dalam basis data kependudukan per 1 November 2026',
      legalBasis:
        'Pasal 17 huruf h dan huruf j Undang-Undang Nomor 14 Tahun 2008 jo. Undang-Undang Nomor 23 Tahun 2006',
      unit: 'Dinas Kependudukan dan Pencatatan Sipil',
      term: 'selama diperlukan; ditinjau kembali bila ada putusan Komisi Informasi atau pengadilan.',
      approval: { number: '180/77/2026', on: on('2026-12-04') },
    },
    'test-sheet': {
      ...shared,
      testSheetNumber,
      testedOn: on('2026-12-03'),
      place: 'Ruang rapat PPID Kota Ambon',
      rows: [
        {
          information: 'Nama dan alamat penduduk RT 003/RW 05 Kelurahan Ahusen',
          legalBasis: 'Pasal 17 huruf h UU 14/2008',
          ifOpened:
            'Warga dapat didatangi, ditekan, atau ditipu di rumahnya; riwayat dan susunan keluarga terungkap.',
          ifClosed:
            'Warga terlindungi. Manfaat publik tetap terpenuhi lewat jumlah penduduk per RT, yang terbuka.',
          term: 'Selama merupakan rahasia pribadi; dibuka dengan persetujuan tertulis pemilik data',
        },
        {
          information: 'NIK',
          legalBasis: 'Pasal 17 huruf j UU 14/2008 jo. Pasal 84 UU 23/2006',
          ifOpened:
            'Identitas dapat disalahgunakan untuk rekening, pinjaman, dan layanan atas nama orang lain.',
          ifClosed: 'Kewajiban hukum Disdukcapil merahasiakan data penduduk terpenuhi.',
          term: 'Selama diwajibkan undang-undang',
        },
      ],
      testers: [
        {
          name: 'Maria Contoh, S.Kom., M.T.',
          position: 'PPID',
          unit: 'Dinas Komunikasi, Informatika dan Persandian',
        },
        {
          name: 'Johanis Contoh, S.STP.',
          position: 'PPID Pelaksana',
          unit: 'Dinas Kependudukan dan Pencatatan Sipil',
        },
      ],
      consentedBy: 'Yakobus Contoh, S.H., M.Si.',
      consentedOn: on('2026-12-04'),
    },
  };
}
