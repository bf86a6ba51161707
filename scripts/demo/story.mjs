/** The story of the demonstration: three requests, from filing to answer, extension and silence. */
import { day, Narrator } from './narrator.mjs';

/** Tells and proves each step; throws at the first one that was not seen in database and mailbox. */
export async function tellStory(office, print) {
  const tell = new Narrator(office, print);
  await office.moveTo('2026-11-24T10:15:00+09:00');

  tell.chapter('Selasa, 24 November 2026: tiga warga mengajukan permohonan');
  const bos = await office.file(
    'Rincian penggunaan Dana BOS SMP Negeri 6 Ambon tahun 2025 per triwulan',
    'Yohana Contoh',
  );
  const ktp = await office.file(
    'Jumlah blangko KTP elektronik yang diterima dan dicetak tahun 2026 per bulan',
    'Petrus Contoh',
  );
  const guru = await office.file(
    'Daftar penempatan guru honorer SD negeri di Kecamatan Sirimau tahun 2026',
    'Siti Contoh',
  );
  await office.sweep();
  for (const [who, filed] of [
    ['Yohana', bos],
    ['Petrus', ktp],
    ['Siti', guru],
  ]) {
    tell.line(`${who} menerima nomor ${filed.registerNumber}; dijawab paling lambat ${day(filed.dueDate)}.`);
  }
  await tell.mail(/terdaftar$/u, 'warga.test', 3);
  await tell.routed(bos, 'disdik');
  await tell.routed(ktp, 'disdukcapil');
  await tell.routed(guru, 'disdik');

  tell.chapter('Rabu, 25 November: meja PPID memeriksa kelengkapan');
  await office.moveTo('2026-11-25T09:00:00+09:00');
  await office.act('desk', bos.id, 'declare-complete');
  tell.line(`Meja PPID menyatakan ${bos.registerNumber} lengkap. Yang dua lagi belum sempat diperiksa.`);

  tell.chapter('Sabtu, 28 November: masa periksa 3 hari kerja lewat, permohonan dianggap lengkap');
  await office.moveTo('2026-11-28T00:00:30+09:00');
  await tell.fired(ktp, 'completeness-check', '2026-11-28T00:00:00+09:00');
  await tell.mail(/dianggap lengkap$/u, 'meja', 2);

  tell.chapter('Kamis, 3 Desember 08.00: pengingat tiga hari kerja sebelum batas');
  await office.moveTo('2026-12-03T08:02:00+09:00');
  await tell.fired(bos, 'reply-reminder', '2026-12-03T08:00:00+09:00', 'first/h-3');
  await tell.mail(/^PPID .*jatuh tempo/u, 'disdik', 1);

  tell.chapter('Jumat, 4 Desember: Dinas Dukcapil memperpanjang satu kali, Dinas Pendidikan menjawab');
  await office.moveTo('2026-12-04T10:00:00+09:00');
  const extended = await office.act('officer:disdukcapil', ktp.id, 'extend', {
    reasons: ['notYetHeldOrDocumented'],
    explanation: 'Rekap percetakan per bulan masih dihimpun dari lima kecamatan.',
  });
  await office.sweep();
  tell.line(
    `Dinas Dukcapil memperpanjang ${ktp.registerNumber}: batas 8 Desember menjadi ${day(extended.dueDate)}.`,
  );
  await tell.mail(/diperpanjang/u, 'warga.test', 1);
  const file = await office.upload('dana-bos-2025.pdf', minimalPdf(), 'application/pdf');
  await office.act('officer:disdik', bos.id, 'grant', {
    form: 'softcopy',
    cost: { copy: 0, delivery: 0, other: 0 },
    provideOn: '2026-12-04',
    fileIds: [file.fileId],
    explanation: 'Rincian per triwulan terlampir.',
  });
  await office.sweep();
  tell.line(`Dinas Pendidikan menjawab ${bos.registerNumber}: diberikan seluruhnya, dengan satu berkas.`);
  await tell.mail(/^Jawaban/u, 'warga.test', 1);
  await tell.tracked(bos, 'closed_granted');

  tell.chapter('Rabu, 9 Desember 00.00: Dinas Pendidikan diam atas permohonan Siti');
  await office.moveTo('2026-12-09T00:00:30+09:00');
  await tell.fired(guru, 'reply', '2026-12-09T00:00:00+09:00');
  await tell.mail(/sudah lewat$/u, 'warga.test', 1);
  await tell.mail(/lewat batas jawaban$/u, 'ppid-ambon', 2);
  const overdue = await office.track(guru);
  tell.check(overdue.overdue === true, 'halaman lacak menyatakan lewat batas');
  tell.check(overdue.preparedObjection !== null, 'keberatan sudah disiapkan');
  tell.line(`Siti berhak mengajukan keberatan sampai ${day(overdue.preparedObjection.until)}.`);

  tell.chapter('Kamis, 10 Desember: Siti mengonfirmasi keberatan yang sudah disiapkan');
  await office.moveTo('2026-12-10T09:00:00+09:00');
  const objection = await office.call(
    'POST',
    '/api/v1/tracking/object',
    { registerNumber: guru.registerNumber, trackingCode: guru.trackingCode, prepared: true },
    { status: 201 },
  );
  await office.sweep();
  tell.line(
    `Keberatan ${objection.objectionNumber} terdaftar; Atasan PPID menanggapi paling lambat ${day(objection.replyDueDate)}.`,
  );
  await tell.mail(/^Keberatan .*terdaftar$/u, 'warga.test', 1);

  tell.chapter('Pengawas melihat keadaan kota');
  const late = await office.call('GET', '/api/v1/cases?view=overdue', undefined, { as: 'supervisor' });
  tell.check(
    late.items.length === 1 && late.items[0].registerNumber === guru.registerNumber,
    'satu kasus terlambat',
  );
  tell.line(`Satu kasus terlambat: ${guru.registerNumber}, dipegang ${late.items[0].agency.name}.`);
  return tell.seen;
}

// The smallest file that is a PDF by its content.
function minimalPdf() {
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object) => {
    const at = body.length;
    body += object;
    return at;
  });
  const start = body.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return `${body}xref\n0 4\n0000000000 65535 f \n${rows}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
}
