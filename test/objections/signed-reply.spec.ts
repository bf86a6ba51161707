import { randomUUID } from 'node:crypto';
import type { TrackedRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields } from '../workspace/office.js';
import { ObjectionWorld, REASONS, type FiledObjection } from './objection-world.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);

it('takes the signed copy of an answer with its form, also where no request is', async () => {
  const { requester } = requestBody();
  const body = { grounds: ['b'], story: 'Laporan keuangan 2025 belum terbit di situs.', requester };
  const filed = expectStatus(
    await app.citizen.post<FiledObjection>('/api/v1/objections', body, { key: randomUUID() }),
    201,
  );
  const superior = await app.signIn('superior');
  const path = `/pengawas/keberatan/${await world.id(filed.objectionNumber)}`;
  const fields = hiddenFields((await superior.page(path)).text, path);
  const form = (bytes: Buffer, name: string): FormData => {
    const made = new FormData();
    const typed = { ...fields, hasil: 'upheld', uraian: REASONS, 'nomor-surat': '12/SETDA/XI/2026' };
    for (const [field, value] of Object.entries(typed)) made.set(field, value);
    made.set('salinan', new Blob([Uint8Array.from(bytes)]), name);
    return made;
  };
  const wrong = await superior.form(`${path}/periksa`, form(await sampleFiles.png(), 'surat.png'));
  expect([wrong.status, wrong.text.includes('href="#salinan"')]).toEqual([422, true]);
  const signed = sampleFiles.pdf('Ditandatangani');
  const checked = await superior.form(`${path}/periksa`, form(signed, 'surat.pdf'));
  expect([checked.status, checked.headers.get('location')]).toEqual([303, `${path}/periksa`]);
  const check = (await superior.page(`${path}/periksa`)).text;
  expect(check).toContain('surat.pdf. Salinan ini yang diterima pemohon.');
  expect(check).toContain('12/SETDA/XI/2026');
  const sent = await superior.submit(`${path}/kirim`, hiddenFields(check, `${path}/kirim`));
  expect(sent.headers.get('location')).toBe(`${path}?selesai=ditanggapi`);
  await app.sweep();
  const { objectionNumber: registerNumber, trackingCode } = filed;
  const tracked = expectStatus(
    await app.citizen.post<TrackedRequest>(
      '/api/v1/tracking',
      { registerNumber, trackingCode },
      { key: null },
    ),
    200,
  );
  const [letter, ...others] = tracked.documents.filter(({ kind }) => kind === 'objection-reply');
  expect(others).toEqual([]);
  const { pathname, search } = new URL(String(letter?.url));
  expect(await app.citizen.download(`${pathname}${search}`)).toEqual(signed);
});
