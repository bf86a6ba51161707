import { readPdf } from '../letters/read-pdf.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

async function enterWithoutMail(): Promise<{ filed: FiledRequest; id: string }> {
  const desk = await app.signIn('desk');
  const body = {
    ...requestBody({ delivery: 'pickup' }),
    channel: 'counter',
    requester: { ...requestBody().requester, name: 'Yohana Tuhumury', email: null, phone: '081234567890' },
  };
  const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
  return { filed, id: await app.caseId(filed.registerNumber) };
}

async function tasksOf(caseId: string): Promise<{ id: string; mail: string; open: boolean }[]> {
  return app.sql<{ id: string; mail: string; open: boolean }>(
    `SELECT id, facts->>'mail' AS mail, done_at IS NULL AS open FROM tasks WHERE case_id = $1 ORDER BY created_at, id`,
    [caseId],
  );
}

async function record(taskId: string, fields: Readonly<Record<string, string>>) {
  const desk = await app.signIn('desk');
  const path = `/petugas/tugas/${taskId}/cetak`;
  const page = await desk.page(path);
  return desk.submit(path, { ...hiddenFields(page.text, 'cetak'), ...fields });
}

const sent = (hari: string, bulan: string): Record<string, string> => ({
  cara: 'post',
  hari,
  bulan,
  tahun: '2026',
});
const got = (hari: string, bulan: string): Record<string, string> => ({
  terima_hari: hari,
  terima_bulan: bulan,
  terima_tahun: '2026',
});

describe('news without e-mail', () => {
  it('is a letter to print with the person on it, and leaves the list once posted', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    const task = (await tasksOf(id))[0];
    if (task === undefined) throw new Error('no task');
    expect(task.mail).toBe('registered');
    expect((await desk.page('/petugas/tugas')).text).toContain(`/petugas/tugas/${task.id}/cetak`);
    const download = async (): Promise<Buffer> => {
      const answer = await fetch(new URL(`/petugas/tugas/${task.id}/cetak/surat.pdf`, app.baseUrl), {
        headers: { cookie: cookieOf(desk) },
      });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    const first = await download();
    const { text } = readPdf(first);
    for (const words of ['Yohana Tuhumury', filed.registerNumber, '8 Desember 2026'])
      expect(text.replaceAll('\u00a0', ' ')).toContain(words);
    expect(text).not.toContain(filed.trackingCode);
    expect((await download()).equals(first)).toBe(true);
    expect((await record(task.id, { cara: '' })).status).toBe(422);
    const early = await record(task.id, sent('23', '11'));
    expect(early.text).toContain('Tanggal kirim harus tanggal yang ada');
    expect((await record(task.id, sent('24', 'Nov'))).headers.get('location')).toBe(
      '/petugas/tugas?selesai=kirim',
    );
    expect((await tasksOf(id))[0]?.open).toBe(false);
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.page(`/petugas/tugas/${task.id}/cetak`)).status).toBe(403);
  });

  it('starts the term to complete on the day the letter of incompleteness is received', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '' });
    await app.sweep();
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', dueDate: null });
    expect((await app.citizen.page(new URL(filed.links.tracking).pathname)).status).toBeLessThan(500);
    const task = (await tasksOf(id)).find(({ mail }) => mail === 'needs-completing');
    if (task === undefined) throw new Error('no task');
    const page = await desk.page(`/petugas/tugas/${task.id}/cetak`);
    expect(page.text).toContain('Surat keterangan tidak lengkap');
    expect((await record(task.id, sent('24', '11'))).headers.get('location')).toBe(
      '/petugas/tugas?selesai=menunggu-terima',
    );
    await app.passTo('2026-12-02T09:00:00+09:00');
    expect((await app.track(filed)).status).toBe('incomplete');
    expect((await record(task.id, { ...sent('24', '11'), ...got('3', '12') })).status).toBe(422);
    expect((await record(task.id, { ...sent('24', '11'), ...got('1', 'Des') })).status).toBe(303);
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-12-04' });
    await app.passTo('2026-12-05T00:30:00+09:00');
    expect((await app.track(filed)).status).toBe('closed_incomplete');
    await app.setClock('2026-11-24T10:00:00+09:00');
  });

  it('handed over at the counter starts it at once', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity'], note: '', handedOver: true });
    expect(await app.track(filed)).toMatchObject({ status: 'incomplete', repairDueDate: '2026-11-27' });
  });

  it('gives the right to object to the day the notice was received', async () => {
    const desk = await app.signIn('desk');
    const { filed, id } = await enterWithoutMail();
    await app.mustAct(desk, id, 'answer-not-yet-held', { reason: 'Laporan baru selesai bulan depan.' });
    await app.sweep();
    const before = (await app.track(filed)).rights.objectionUntil ?? '';
    const task = (await tasksOf(id)).find(({ mail }) => mail === 'answered');
    if (task === undefined) throw new Error('no task');
    const page = await desk.page(`/petugas/tugas/${task.id}/cetak`);
    expect(page.text).toContain('Pemberitahuan tertulis');
    await app.setClock('2026-11-27T10:00:00+09:00');
    expect((await record(task.id, { ...sent('24', '11'), ...got('27', '11') })).status).toBe(303);
    const after = (await app.track(filed)).rights.objectionUntil ?? '';
    expect(after > before).toBe(true);
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

function cookieOf(client: unknown): string {
  const { cookies } = client as { cookies: ReadonlyMap<string, string> };
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
