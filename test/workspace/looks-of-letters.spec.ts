import { ObjectionWorld } from '../objections/objection-world.js';
import { PaperOffice } from '../intake/paper-office.js';
import { useApp } from '../support/app.js';
import { useBrowser } from '../support/browser.js';
import { expectStatus } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { Readers } from './page-looks.js';

/* Pages that show a letter that waits at the desk, an answer of two parts, and an order about the cost. */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const browser = useBrowser();
const office = new PaperOffice(app);
const world = new ObjectionWorld(app);
const NO_COST = { copy: 0, delivery: 0, other: 0 };
const officer = () => app.signIn('officer', 'disdik');

/** Granted for 15 December, the rest promised for 11 January. */
async function mixed(): Promise<string> {
  const body = { items: [{ text: 'Rincian tahun 2026' }, { text: 'Laporan tahun 2027' }] };
  const filed = await app.fileRequest(body as Parameters<typeof app.fileRequest>[0]);
  const id = await app.caseId(filed.registerNumber);
  const { items } = (await app.readCase(await officer(), id)) as unknown as { items: { id: string }[] };
  await app.mustAct(await officer(), id, 'grant', {
    ...{ itemIds: [items[0]?.id], form: 'hardcopy', cost: NO_COST, provideOn: '2026-12-15', fileIds: [] },
    explanation: 'Salinan disiapkan.',
  });
  const rest = { availableOn: '2027-01-11', reason: 'Laporan tahun 2027 belum disusun.' };
  await app.mustAct(await officer(), id, 'answer-not-documented', rest);
  return id;
}

/** The commission orders that a cost of Rp40.000 is lowered. */
async function orderedCost(): Promise<string> {
  const filed = await app.fileRequest({ agency: 'disdik' });
  await app.mustAct(await officer(), await app.caseId(filed.registerNumber), 'grant', {
    ...{ form: 'hardcopy', cost: { ...NO_COST, copy: 40_000 }, pauseUntilPaid: true, fileIds: [] },
    ...{ provideOn: '2027-06-01', explanation: 'Salinan disiapkan.' },
  });
  const { objectionNumber } = await world.mustFile(filed, ['f']);
  await app.passTo('2027-02-02T09:00:00+09:00');
  const supervisor = await app.signIn('supervisor');
  const body = { objectionNumber, commissionNumber: '015/REG-PSI/II/2027', filedOn: '2027-02-02' };
  const opened = await supervisor.post<{ id: string; version: number }>('/api/v1/disputes', body);
  const { id, version } = expectStatus(opened, 201);
  const ruling = await app.citizen.upload(sampleFiles.pdf('Putusan'), 'putusan.pdf', '');
  const ruled = await supervisor.post(`/api/v1/disputes/${id}/ruling`, {
    ...{ version, decidedOn: '2027-02-02', fileId: expectStatus(ruling, 201).fileId },
    order: { text: 'Turunkan biaya salinan.', carryOutBy: '2027-02-16' },
  });
  expectStatus(ruled, 200);
  return id;
}

it('are without faults, in time and late', async () => {
  const readers = new Readers(app, browser);
  const waiting = await office.enter();
  await office.answer(waiting);
  const parts = await mixed();
  const { id: task } = await office.printTask(waiting, 'answered');
  const inTime = [
    { name: 'letter-waits', who: 'desk', path: `/petugas/kasus/${waiting.id}` },
    { name: 'letter-print', who: 'desk', path: `/petugas/tugas/${task}/cetak` },
    { name: 'parts-hand-over', who: 'officer', path: `/petugas/kasus/${parts}/serahkan` },
    { name: 'parts-case', who: 'officer', path: `/petugas/kasus/${parts}` },
  ] as const;
  expect(await readers.faultsOf(inTime)).toEqual([]);
  await app.passTo('2026-12-09T08:01:00+09:00');
  const late = [
    { name: 'letter-late', who: 'desk', path: `/petugas/kasus/${waiting.id}` },
    { name: 'letter-late-tasks', who: 'desk', path: '/petugas/tugas' },
    { name: 'letter-late-queue', who: 'desk', path: '/petugas?tampilan=terlambat' },
  ] as const;
  expect(await readers.faultsOf(late)).toEqual([]);
  const { text } = await (await app.signIn('desk')).page(`/petugas/kasus/${waiting.id}`);
  expect(text).toContain('Batas keberatan berubah');
  const dispute = await orderedCost();
  const cost = {
    name: 'dispute-cost',
    who: 'supervisor',
    path: `/pengawas/sengketa/${dispute}/pelaksanaan`,
  } as const;
  expect(await readers.faultsOf([cost])).toEqual([]);
}, 240_000);
