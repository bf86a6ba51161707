import type { TestApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { requestBody, variants, type RequestBody } from '../support/request-bodies.js';

/** What the seeded office is known to hold, besides what SQL counts. */
export interface SeededOffice {
  /** Filed last, so nobody has touched it. */
  readonly fresh: FiledRequest;
  readonly lateId: string;
}

const TEXTS = [
  'Rincian penggunaan Dana BOS SMP Negeri 6 Ambon tahun 2025',
  'Daftar guru honorer dan besaran honornya pada sekolah dasar negeri tahun 2026',
  'Dokumen kontrak rehabilitasi ruang kelas SD Negeri 2 Latihan tahun 2025',
  'Data siswa penerima seragam sekolah menurut kecamatan tahun ajaran 2026',
];

/** An address that the web or a program would use; channels differ so that the filter has something to do. */
function body(index: number, agency: string | null): Partial<RequestBody> {
  const text = TEXTS[index % TEXTS.length] ?? '';
  return { ...requestBody(), agency, informationRequested: `${text} (${String(index)})` };
}

/**
 * A mixed office made through the real API with the movable clock, from Mon 2026-10-12 to Fri 2026-12-04: answered in
 * time and late, extended, overdue, incomplete, withdrawn, granted and waiting for delivery, objections, holders.
 */
export async function seed(app: TestApp): Promise<SeededOffice> {
  const desk = await app.signIn('desk');
  const disdik = await app.signIn('officer', 'disdik');
  const dukcapil = await app.signIn('officer', 'disdukcapil');
  const answer = async (filed: FiledRequest, officer = disdik): Promise<void> => {
    await app.mustAct(officer, await app.caseId(filed.registerNumber), 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Dokumen ini dibuat dan disimpan oleh provinsi, bukan oleh kota.',
    });
  };

  const early = [];
  for (let n = 0; n < 6; n += 1) early.push(await app.fileRequest(body(n, 'disdik')));
  const withdrawn = await app.fileRequest(body(6, 'disdik'));
  const silent = await app.fileRequest(body(7, 'disdik'));
  await app.sweep();
  await app.citizenAct(withdrawn, 'withdraw', { reason: 'Sudah mendapat jawaban lain.' });
  await app.passTo('2026-10-15T10:00:00+09:00');
  for (const filed of early.slice(0, 3)) await answer(filed);
  await app.passTo('2026-10-22T11:00:00+09:00');
  await answer(early[3] as FiledRequest);
  const extended = await app.fileRequest(variants.toDukcapil());
  const lateExtended = await app.fileRequest(variants.toDukcapil());
  await app.passTo('2026-10-29T09:00:00+09:00');
  // Its term ended on 26 October: answered three days too late.
  await answer(early[4] as FiledRequest);
  for (const filed of [extended, lateExtended]) {
    await app.mustAct(dukcapil, await app.caseId(filed.registerNumber), 'extend', {
      reasons: ['statusUndecided'],
      explanation: 'Status berkas masih diperiksa bersama arsip pusat.',
    });
  }
  await app.citizenAct(silent, 'object', { prepared: true });
  await app.passTo('2026-11-09T09:00:00+09:00');
  await answer(extended, dukcapil);

  const november = [];
  for (let n = 10; n < 16; n += 1) november.push(await app.fileRequest(body(n, 'disdik')));
  const incomplete = await app.fileRequest(variants.identityAtDesk());
  const toDeliver = await app.fileRequest(variants.onPaper());
  await app.passTo('2026-11-11T09:00:00+09:00');
  for (const filed of november.slice(0, 4)) await answer(filed);
  await app.mustAct(disdik, await app.caseId(toDeliver.registerNumber), 'grant', {
    form: 'hardcopy',
    cost: { copy: 0, delivery: 0, other: 0 },
    provideOn: '2026-12-11',
    fileIds: [],
    explanation: 'Salinan dapat diambil di loket PPID.',
  });
  await app.passTo('2026-11-18T14:00:00+09:00');
  const undivided = await app.fileRequest(variants.vague());
  const named = await app.fileRequest(body(20, 'disdik'));
  const today = await app.fileRequest(body(21, 'disdik'));
  await app.passTo('2026-11-20T09:00:00+09:00');
  const due = await app.fileRequest(variants.toDukcapil());
  await app.mustAct(disdik, await app.caseId(named.registerNumber), 'claim');
  await app.passTo('2026-12-01T09:00:00+09:00');
  const waiting = await app.fileRequest(variants.toDukcapil());
  await app.mustAct(desk, await app.caseId(waiting.registerNumber), 'declare-incomplete', {
    missing: ['description'],
    note: 'Sebutkan tahun dan kecamatannya.',
  });
  await app.passTo('2026-12-02T10:15:00+09:00');
  const fresh = await app.fileRequest(body(30, 'disdik'));
  await app.sweep();
  void [incomplete, undivided, today, due];
  return { fresh, lateId: await app.caseId((early[5] as FiledRequest).registerNumber) };
}
