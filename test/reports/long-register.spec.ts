import { useApp } from '../support/app.js';
import type { Answer } from '../support/http-client.js';
import { plantCases } from '../workspace/many-cases.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

async function printed(): Promise<Answer<string>> {
  const supervisor = await app.signIn('supervisor');
  const page = await supervisor.page('/pengawas/register');
  return supervisor.submit('/pengawas/register/unduh', {
    _csrf: /name="_csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '',
    tujuan: 'Lampiran laporan layanan untuk Komisi Informasi',
    format: 'pdf',
  });
}

it('prints more than 1,000 entries in one document, and says where a document ends', async () => {
  const id = await app.caseId((await app.fileRequest()).registerNumber);
  await plantCases(app, id, 1_200, 2);
  await app.advance('PT10S'); // planted cases are entered up to 3.8 s after the first request
  const { status, text } = await printed();
  expect([status, text.slice(0, 5)]).toEqual([201, '%PDF-']);
  expect(text.match(/\/Type \/Page\b/gu)?.length).toBeGreaterThan(50);
  await plantCases(app, id, 3_800, 2);
  const refused = await printed();
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('paling banyak 5.000 entri');
}, 120_000);
