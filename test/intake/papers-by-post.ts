import type { FiledRequest } from '../support/answers.js';
import type { TestApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { hiddenFields } from '../workspace/office.js';

/** A request of somebody whom only the post reaches. */
export interface Paper {
  readonly filed: FiledRequest;
  readonly id: string;
}

/** Received Tue 2026-11-24, to be answered by Tue 2026-12-08. */
export async function enterPaper(app: TestApp): Promise<Paper> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const desk = await app.signIn('desk');
  const body = {
    ...requestBody({ delivery: 'post', format: 'hardcopy' }),
    channel: 'post',
    requester: { ...requestBody().requester, email: null, phone: null },
  };
  const filed = expectStatus(await desk.post<FiledRequest>('/api/v1/cases', body), 201);
  return { filed, id: await app.caseId(filed.registerNumber) };
}

/** The desk records the day on which a printed letter left. */
export async function posted(app: TestApp, { id }: Paper, mail: string, sentOn: string): Promise<void> {
  const [task] = await app.sql<{ id: string }>(
    `SELECT id FROM tasks WHERE case_id = $1 AND kind = 'print-mail' AND facts->>'mail' = $2`,
    [id, mail],
  );
  const desk = await app.signIn('desk');
  const path = `/petugas/tugas/${task?.id ?? ''}/cetak`;
  const page = await desk.page(path);
  const [tahun = '', bulan = '', hari = ''] = sentOn.split('-');
  const typed = { ...hiddenFields(page.text, 'cetak'), cara: 'post', hari, bulan, tahun };
  expect((await desk.submit(path, typed)).status).toBe(303);
}
