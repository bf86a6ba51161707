import type { TestApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { requestBody, variants } from '../support/request-bodies.js';

/** The filings of the lived-in weeks that specs name. */
export interface OfficeYear {
  readonly granted: FiledRequest;
  readonly notHeld: FiledRequest;
  readonly late: FiledRequest;
  readonly silent: FiledRequest;
  readonly extended: FiledRequest;
  readonly withdrawn: FiledRequest;
  readonly incomplete: FiledRequest;
  readonly undocumented: FiledRequest;
  readonly officialHelp: FiledRequest;
  readonly entity: FiledRequest;
  readonly waiting: FiledRequest;
  readonly fresh: FiledRequest;
}

export const WHOLE_NAME = '=Cmd|Formula Latuharhary';

/** Mixed outcomes through the real API, Mon 2026-10-12 to Wed 2026-12-02: every kind of row a register may hold. */
export async function liveThroughAutumn(
  app: TestApp,
  atEvening: (day: string) => Promise<void>,
): Promise<OfficeYear> {
  const desk = await app.signIn('desk');
  const disdik = await app.signIn('officer', 'disdik');
  const dukcapil = await app.signIn('officer', 'disdukcapil');
  const idOf = (filed: FiledRequest): Promise<string> => app.caseId(filed.registerNumber);
  const notHeldBody = {
    holder: 'Dinas Pendidikan dan Kebudayaan Provinsi Maluku',
    reason: 'Dokumen ini dibuat dan disimpan oleh provinsi, bukan oleh kota.',
  };

  const granted = await app.fileRequest({
    ...variants.onPaper(),
    requester: { ...requestBody().requester, name: WHOLE_NAME, occupation: 'Guru' },
  });
  const notHeld = await app.fileRequest();
  const late = await app.fileRequest();
  const silent = await app.fileRequest();
  const withdrawn = await app.fileRequest();
  await app.sweep();
  await app.citizenAct(withdrawn, 'withdraw', { reason: 'Sudah mendapat jawaban lain.' });
  await app.passTo('2026-10-15T10:00:00+09:00');
  await app.mustAct(disdik, await idOf(notHeld), 'answer-not-held', notHeldBody);
  await app.mustAct(disdik, await idOf(granted), 'grant', {
    form: 'hardcopy',
    cost: { copy: 12_000, delivery: 0, other: 0 },
    provideOn: '2026-10-20',
    fileIds: [],
    explanation: 'Salinan dapat diambil di loket PPID.',
  });
  const extended = await app.fileRequest(variants.toDukcapil());
  const officialHelp = await app.fileRequest(variants.publicBody());
  const entity = await app.fileRequest(variants.legalEntity());
  // The day on which a colleague is to hand in material is not the day of the reply.
  await app.mustAct(dukcapil, await idOf(extended), 'request-material', {
    from: 'Arsip',
    dueOn: '2026-10-20',
    text: 'Berkas asli dari arsip pusat.',
  });
  await atEvening('2026-10-15');
  await app.passTo('2026-10-20T09:00:00+09:00');
  await app.mustAct(desk, await idOf(granted), 'record-payment', { amount: 12_000, method: 'cash' });
  await app.mustAct(desk, await idOf(granted), 'deliver', { channel: 'pickup', deliveredOn: '2026-10-20' });
  await app.passTo('2026-10-29T09:00:00+09:00');
  await app.mustAct(dukcapil, await idOf(extended), 'extend', {
    reasons: ['statusUndecided'],
    explanation: 'Status berkas masih diperiksa bersama arsip pusat.',
  });
  await app.mustAct(disdik, await idOf(late), 'answer-not-held', notHeldBody);
  await app.citizenAct(silent, 'object', { prepared: true });
  const undocumented = await app.fileRequest();
  const incomplete = await app.fileRequest(variants.identityAtDesk());
  await app.mustAct(desk, await idOf(incomplete), 'declare-incomplete', {
    missing: ['description'],
    note: 'Sebutkan tahun dan kecamatannya.',
  });
  await app.mustAct(disdik, await idOf(undocumented), 'answer-not-documented', {
    availableOn: '2027-01-29',
    reason: 'Hasil uji belum disusun menjadi dokumen.',
  });
  await atEvening('2026-10-29');
  await app.passTo('2026-11-09T09:00:00+09:00');
  await app.mustAct(dukcapil, await idOf(extended), 'answer-not-held', notHeldBody);
  await app.passTo('2026-12-01T09:00:00+09:00');
  const waiting = await app.fileRequest(variants.toDukcapil());
  await app.mustAct(desk, await idOf(waiting), 'declare-incomplete', {
    missing: ['description'],
    note: 'Sebutkan tahun dan kecamatannya.',
  });
  await app.passTo('2026-12-02T10:15:00+09:00');
  const fresh = await app.fileRequest();
  await app.sweep();
  return {
    ...{ granted, notHeld, late, silent, extended, withdrawn, incomplete, undocumented, officialHelp },
    ...{ entity, waiting, fresh },
  };
}
