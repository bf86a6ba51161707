import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { hiddenFields } from '../workspace/office.js';

/* What was asked for comes after T3: the desk takes it or leaves it (PerKI 1/2021 art. 33(4); law.md row 5). */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const desk = () => app.signIn('desk');

/** Declared incomplete, closed as such, and completed by its requester a day later. */
async function late() {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await app.fileRequest({ agency: 'disdik' });
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(await desk(), id, 'declare-incomplete', {
    missing: ['description'],
    note: 'Sebut tahunnya.',
  });
  await app.passTo('2026-12-01T08:00:00+09:00');
  await app.sweep();
  expect((await app.track(filed)).status).toBe('closed_incomplete');
  const repair = { text: 'Tahun anggaran 2025, seluruh triwulan.', fileIds: [] };
  expectStatus(await app.citizenAct(filed, 'complete', repair), 200);
  return { filed, id, number: filed.registerNumber };
}

const open = async (id: string) =>
  (
    await app.sql<{ kind: string; role: string }>('SELECT kind, role FROM open_tasks WHERE case_id = $1', [
      id,
    ])
  ).filter(({ kind }) => kind === 'late-repair');

async function listed({ id, number }: { readonly id: string; readonly number: string }) {
  const client = await desk();
  const waiting = await client.get<{ items: { registerNumber: string }[] }>('/api/v1/cases?view=waiting');
  const page = await client.page('/petugas?tampilan=kelengkapan');
  return [
    waiting.body.items.some((item) => item.registerNumber === number),
    page.text.includes(`/petugas/kasus/${id}`),
  ];
}

describe('what comes after its term', () => {
  it('is work of the desk: next act, task, lists', async () => {
    const { id, number } = await late();
    expect((await app.readCase(await desk(), id)).nextAction).toMatchObject({ action: 'decide-late-repair' });
    expect(await open(id)).toEqual([{ kind: 'late-repair', role: 'desk' }]);
    expect(await listed({ id, number })).toEqual([true, true]);
    expect((await (await desk()).page('/petugas/tugas')).text).toContain(
      'Putuskan kelengkapan yang datang terlambat',
    );
  });

  it('is taken with a reason, and no work any more', async () => {
    const { id, number } = await late();
    await app.mustAct(await desk(), id, 'accept-late-repair', {
      reason: 'Hanya lewat sehari.',
      items: ['description'],
    });
    expect(await open(id)).toEqual([]);
    const { nextAction, status } = await app.readCase(await desk(), id);
    expect([nextAction?.action, status]).toEqual(['answer', 'processing']);
    expect(await listed({ id, number })).toEqual([false, false]);
  });

  it('is left by ticking the task off; what comes again is asked again', async () => {
    const { filed, id, number } = await late();
    const client = await desk();
    const [task] = await app.sql<{ id: string }>(
      `SELECT id FROM tasks WHERE case_id = $1 AND kind = 'late-repair'`,
      [id],
    );
    const page = await client.page('/petugas/tugas');
    await client.submit(`/petugas/tugas/${task?.id ?? ''}/selesai`, hiddenFields(page.text, '/selesai'));
    expect(await open(id)).toEqual([]);
    expect(await listed({ id, number })).toEqual([false, false]);
    expect((await app.readCase(await desk(), id)).nextAction).toBeNull();
    expectStatus(
      await app.citizenAct(filed, 'complete', { text: 'Sekali lagi: tahun 2025.', fileIds: [] }),
      200,
    );
    expectStatus(await app.citizenAct(filed, 'complete', { text: 'Triwulan satu saja.', fileIds: [] }), 200);
    expect(await open(id)).toEqual([{ kind: 'late-repair', role: 'desk' }]);
  });

  it('is over with the request', async () => {
    const { filed, id } = await late();
    const until = String((await app.track(filed)).rights.objectionUntil);
    await app.passTo(`${until}T23:59:59+09:00`);
    await app.advance('PT1H');
    await app.sweep();
    expect((await app.track(filed)).status).toBe('final');
    expect(await open(id)).toEqual([]);
  });
});
