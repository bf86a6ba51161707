import { wentToCommission } from '../../src/office/register/written-dispute.js';
import { decisionOf, letterDayIn } from '../../src/routines/takeover/read-decision.js';
import { objectionOutcomeOf } from '../../src/routines/takeover/read-objection.js';
import { withoutDeed, writtenOrder } from '../../src/office/register/written-order.js';

describe('the decision of a request in an old register', () => {
  it.each([
    'Belum diberikan',
    'Belum dipenuhi',
    'Belum selesai',
    'Belum dikabulkan',
    'belum dapat\nkami berikan; selesai',
    'Belum dapat (sampai hari ini) diberikan',
    'Blm. diberikan',
    'Selesai: belum diberikan',
    'Diterima, masih diproses',
    'Tidak diterima',
    'Tidak dapat diterima',
    'Tidak diberikan seluruhnya',
    'Tidak dicabut',
    'Belum ditolak',
    'Tidak dikecualikan, diberikan seluruhnya',
    'Belum diberikan sebagian',
    'Diberikan sebagian, sisanya belum diberikan',
    'Bukan tidak dikuasai',
    'Tidak dikuasai diperpanjang',
    'Proses selesai',
    'Diperpanjang, ditolak',
    'entahlah',
  ])('is asked back: %s', (written) => {
    expect(decisionOf(written)).toBeNull();
  });

  it.each([
    ['', null],
    ['Belum dijawab; batas 17/11/2026', null],
    ['Dalam proses, belum diberikan', null],
    ['Menunggu dilengkapi pemohon', null],
    ['Menunggu dilengkapi pemohon; surat 24/11/2026', null],
    ['Diberikan seluruhnya', 'granted_full'],
    ['Diberikan seluruhnya; tersedia 01/12/2026', 'granted_full'],
    ['Diberikan seluruhnya; tanpa batas waktu undang-undang (bukan WNI)', 'granted_full'],
    ['Dikabulkan, tidak dipungut biaya', 'granted_full'],
    ['Tidak seluruhnya diberikan', 'granted_partial'],
    ['Diberikan sebagian; butir 1: Diberikan seluruhnya; butir 2: Belum dikuasai', 'granted_partial'],
    ['Sebagian diberikan, sebagian tidak diberikan', 'granted_partial'],
    ['Ditolak (dikecualikan)', 'refused_exempt'],
    ['Tidak dapat diberikan karena dikecualikan', 'refused_exempt'],
    ['Tidak dikabulkan', 'refused_exempt'],
    ['Ditolak (tidak sesuai peraturan)', 'refused_other'],
    ['Tidak dapat diberikan karena tidak dikuasai', 'not_held'],
    ['Tidak diberikan, bukan kewenangan', 'not_held'],
    ['Belum dikuasai', 'not_yet_held'],
    ['Belum didokumentasikan', 'not_documented'],
    ['Ditutup karena tidak dilengkapi', 'closed_incomplete'],
    ['Tanpa tindak lanjut (Ps. 33 ayat (4)); ditutup 17/11/2026', 'closed_incomplete'],
    ['Dicabut pemohon 25/11/2026', 'withdrawn'],
    ['Diberikan seluruhnya; surat jawaban menunggu catatan pengiriman', 'granted_full'],
  ])('%s is %s', (written, outcome) => {
    expect(decisionOf(written)).toEqual({ outcome, extended: false });
  });

  it.each([
    ['Diberikan seluruhnya (tidak diperpanjang)', 'granted_full', false],
    ['Ditolak; tanpa diperpanjang', 'refused_exempt', false],
    ['Diberikan seluruhnya; diperpanjang 17/11/2026', 'granted_full', true],
    ['Tidak dikuasai; diperpanjang 17/11/2026', 'not_held', true],
    ['Diberikan seluruhnya; diperpanjang 17/11/2026; terlambat (batas 26/11/2026)', 'granted_full', true],
    ['Diperpanjang', null, true],
  ])('%s is %s, extended %s', (written, outcome, extended) => {
    expect(decisionOf(written)).toEqual({ outcome, extended });
  });
});

describe('the letter of incompleteness that an old register names', () => {
  it.each([
    ['Menunggu dilengkapi pemohon; surat 24/11/2026', '2026-11-24'],
    ['Menunggu dilengkapi pemohon; surat 24/11/2026; dari register lama', '2026-11-24'],
    ['Menunggu dilengkapi pemohon', null],
    ['Menunggu dilengkapi pemohon; surat kuasa 24/11/2026', null],
    ['Menunggu dilengkapi pemohon; surat 31/11/2026', null],
    ['Belum dijawab; surat 24/11/2026', null],
  ])('%s is of %s', (written, day) => {
    expect(letterDayIn(written)).toBe(day);
  });
});

describe('the decision of an objection in an old register', () => {
  it.each([
    'Belum dikabulkan',
    'Belum dipenuhi',
    'Belum dapat diterima',
    'Tidak menguatkan',
    'Tidak dikabulkan seluruhnya',
    'Tidak tercapai musyawarah',
    'Musyawarah gagal',
    'Tidak dicabut',
    'Proses dikabulkan',
  ])('is asked back: %s', (written) => {
    expect(objectionOutcomeOf(written)).toBeNull();
  });

  it.each([
    ['', null],
    ['Belum ditanggapi; lewat batas 17/11/2026', null],
    ['Dikabulkan seluruhnya; dilaksanakan paling lambat 17/11/2026', 'granted'],
    ['Dikabulkan sebagian', 'partlyGranted'],
    ['Dikabulkan sebagian; berakhir: permohonan dicabut 10/12/2026', 'partlyGranted'],
    ['Dikabulkan seluruhnya; berakhir: digantikan putusan sengketa 10/12/2026', 'granted'],
    ['Selesai dengan musyawarah; belum dilaksanakan; batas 10/12/2026 lewat', 'settled'],
    ['Dikabulkan seluruhnya; terlambat (batas 17/11/2026); dilaksanakan 24/11/2026', 'granted'],
    ['Tidak seluruhnya dikabulkan', 'partlyGranted'],
    ['Menguatkan keputusan PPID', 'upheld'],
    ['Dikuatkan', 'upheld'],
    ['Tidak dapat dikabulkan', 'upheld'],
    ['Tidak diterima', 'inadmissible'],
    ['Selesai dengan musyawarah', 'settled'],
    [
      'Selesai dengan musyawarah 24/11/2026; biaya 5.000 dibayar lebih dulu; dilaksanakan paling lambat 01/12/2026 (menunggu pembayaran)',
      'settled',
    ],
    ['Dicabut pemohon', 'withdrawn'],
  ])('%s is %s', (written, outcome) => {
    expect(objectionOutcomeOf(written)).toEqual({ outcome });
  });
});

describe('the order in the decision of an objection', () => {
  const waits = (by: string, told = 'to-come') => ({ state: 'waits', by, told });
  const done = (on: string, by: string | null = null) => ({ state: 'done', on, by });
  const ended = (cause: string) => ({ state: 'ended', on: '2026-12-01', with: cause });
  const paidFirst = (cost: number | null) => ({ state: 'waits-for-payment', agreed: '2026-12-01', cost });

  it.each([
    ['Dikabulkan seluruhnya; dilaksanakan paling lambat 1/12/2026', waits('2026-12-01')],
    [
      'Dikabulkan sebagian, dilaksanakan selambat-lambatnya pada tanggal 1 Desember 2026.',
      waits('2026-12-01'),
    ],
    ['Dikabulkan seluruhnya; dilaksanakan paling lambat 1/12/2026; dari register lama', waits('2026-12-01')],
    [
      'Selesai dengan musyawarah 24/11/2026; biaya 5.000 dibayar lebih dulu; dilaksanakan paling lambat 01/12/2026 (menunggu pembayaran)',
      paidFirst(5_000),
    ],
    ['Selesai; dilaksanakan paling lambat 1/12/2026 (menunggu pembayaran)', paidFirst(null)],
    ['Dikabulkan seluruhnya; dilaksanakan paling lambat segera', 'no-day'],
    ['Dikabulkan seluruhnya; belum dilaksanakan; batas 1/12/2026 lewat', waits('2026-12-01', 'passed')],
    [
      'Dikabulkan seluruhnya; dilaksanakan 5/12/2026, terlambat (batas 1/12/2026)',
      done('2026-12-05', '2026-12-01'),
    ],
    ['Dikabulkan seluruhnya; terlambat (batas 1/12/2026); dilaksanakan 5/12/2026', done('2026-12-05')],
    [
      'Dikabulkan; dilaksanakan paling lambat 1/12/2026; berakhir: permohonan dicabut 1/12/2026',
      ended('withdrawal'),
    ],
    ['Dikabulkan; berakhir: digantikan putusan sengketa 01/12/2026', ended('ruling')],
    ['Dikabulkan seluruhnya; dilaksanakan 5/12/2026', done('2026-12-05')],
    ['Dikabulkan, telah dilaksanakan pada tanggal 5 Desember 2026', done('2026-12-05')],
    [
      'Dikabulkan; dilaksanakan paling lambat 1/12/2026; dilaksanakan 30/11/2026',
      done('2026-11-30', '2026-12-01'),
    ],
    ['Dikabulkan; dilaksanakan paling lambat 1/12/2026 dan telah dilaksanakan', null],
    ['Dikabulkan seluruhnya', null],
  ])('of %s', (written, order) => {
    expect(writtenOrder(written)).toEqual(order);
  });

  it.each([
    ['Dikabulkan seluruhnya; dilaksanakan 05/12/2026, terlambat (batas 01/12/2026)', 'Dikabulkan seluruhnya'],
    [
      'Selesai dengan musyawarah 24/11/2026; biaya 5.000 dibayar lebih dulu; dilaksanakan paling lambat 01/12/2026 (menunggu pembayaran)',
      'Selesai dengan musyawarah 24/11/2026',
    ],
    ['Dikabulkan, telah dilaksanakan 05/12/2026', 'Dikabulkan, telah dilaksanakan 05/12/2026'],
    ['Menguatkan; terlambat (batas 01/12/2026)', 'Menguatkan; terlambat (batas 01/12/2026)'],
  ])('our own words of it are taken off, and no others: %s', (written, left) => {
    expect(withoutDeed(written)).toBe(left);
  });
});

describe('what the requester did with the answer', () => {
  it.each([
    ['Mengajukan sengketa ke Komisi Informasi, 003/X/KI-MAL/2026', true],
    ['Sengketa informasi no. 3/2026', true],
    ['Tidak mengajukan sengketa', false],
    ['Belum ke Komisi Informasi', false],
    ['Menerima', false],
    [null, false],
  ])('%s: to the commission %s', (written, went) => {
    expect(wentToCommission(written)).toBe(went);
  });
});
