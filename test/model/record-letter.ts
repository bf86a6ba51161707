import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import type { Answer } from '../support/http-client.js';
import { hiddenFields } from '../workspace/office.js';
import type { ModelCase } from './model-case.js';
import type { Body } from './move.js';

/** The desk fills in the page of a printed letter. Where none waits there is no page to fill in. */
export async function recordLetter(
  app: TestApp,
  { id }: ModelCase,
  kind: string,
  body: Body,
  lawful: boolean,
): Promise<Answer> {
  const desk = await app.signIn('desk');
  const [task] = await app.sql<{ id: string }>(
    `SELECT id FROM tasks WHERE case_id = $1 AND kind = 'print-mail' AND done_at IS NULL AND facts->>'mail' = $2
       ORDER BY created_at DESC LIMIT 1`,
    [id, kind],
  );
  const path = `/petugas/tugas/${lawful && task !== undefined ? task.id : randomUUID()}/cetak`;
  const page = await desk.page(path);
  if (page.status !== 200) return page;
  const [year = '', month = '', day = ''] = String(body['today']).split('-');
  const receipt = { terima_hari: day, terima_bulan: month, terima_tahun: year };
  const answer = await desk.submit(path, {
    ...hiddenFields(page.text, 'cetak'),
    ...{ cara: 'post', hari: day, bulan: month, tahun: year },
    ...(body['isReceived'] === true ? receipt : {}),
  });
  return answer.status === 303 ? { ...answer, status: 200 } : answer;
}
