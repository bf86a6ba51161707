import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitAct } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const person = {
  kind: 'individual',
  name: 'Zefanya Wattimury-Qx',
  nationalId: '8171030505919933',
  address: 'Lorong Qwertz Nomor 77, Kelurahan Batu Gajah',
  email: 'zefanya.qx@contoh.test',
  phone: '081298765411',
};
const secrets = ['Zefanya', 'Wattimury', '8171030505919933', 'Qwertz', 'zefanya.qx', '81298765411'];
let [caseId, fileId] = ['', ''];

beforeAll(async () => {
  const file = expectStatus(
    await app.citizen.upload(sampleFiles.pdf(), 'Zefanya-Wattimury.pdf', 'application/pdf'),
    201,
  ).fileId;
  fileId = file;
  const body = { ...requestBody({ requester: person }), fileIds: [file] };
  caseId = await app.caseId((await app.fileRequest(body)).registerNumber);
  await app.sweep();
}, 120_000);

function leaks(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret));
}

it('shows the answering unit no word of who asks, on any page or answer', async () => {
  const officer = await app.signIn('officer', 'disdik');
  const at = `/petugas/kasus/${caseId}`;
  for (const [step, fields] of [
    ['1', { keputusan: 'granted' }],
    ['2', { bentuk: 'softcopy', hari: '30', bulan: '11', tahun: '2026' }],
  ] as const) {
    const page = await officer.page(`${at}/jawab/${step}`);
    await officer.submit(`${at}/jawab/${step}`, { ...hiddenFields(page.text, 'jawab'), ...fields });
  }
  const paths = [
    '/petugas',
    '/petugas/tugas',
    '/petugas?kata=zefanya',
    at,
    ...['semua', 'surat', 'catatan', 'sistem'].map((tab) => `${at}?linimasa=${tab}`),
    ...['verifikasi', 'perpanjang', 'kembalikan', 'pemegang', 'pesan', 'catatan'].map(
      (act) => `${at}/${act}`,
    ),
    ...['1', '2', '3', '4', '4?lihat=email', '4?lihat=berkas', 'pratinjau.pdf'].map(
      (step) => `${at}/jawab/${step}`,
    ),
    '/api/v1/cases',
    `/api/v1/cases/${caseId}`,
  ];
  for (const path of paths) {
    const answer = await officer.get(path, { headers: { accept: '*/*' } });
    expect([path, answer.status]).toEqual([path, 200]);
    expect([path, leaks(answer.text)]).toEqual([path, path.includes('kata=') ? leaks('') : []]);
  }
});

it('answers the unit with 404 for papers and attachments of the requester', async () => {
  const officer = await app.signIn('officer', 'disdik');
  const files = await app.sql<{ id: string }>(`SELECT id FROM files WHERE case_id = $1`, [caseId]);
  expect(files.length).toBeGreaterThan(0);
  for (const { id } of files)
    expect((await officer.page(`/petugas/kasus/${caseId}/berkas/${id}`)).status).toBe(404);
  expect((await officer.page(`/petugas/kasus/${caseId}/identitas`)).status).toBe(403);
});

it('opens an attachment to the unit once the desk has marked it, under a name of ours', async () => {
  const desk = await app.signIn('desk');
  const done = await submitAct(desk, caseId, `berkas/${fileId}/bebas-identitas`, {});
  expect(done.status).toBe(303);
  const officer = await app.signIn('officer', 'disdik');
  const got = await officer.page(`/petugas/kasus/${caseId}/berkas/${fileId}`);
  expect(got.status).toBe(200);
  expect(got.headers.get('content-disposition')).toContain('lampiran-pemohon.pdf');
  expect(leaks(got.headers.get('content-disposition') ?? '')).toEqual([]);
  expect(leaks((await officer.get(`/api/v1/cases/${caseId}`)).text)).toEqual([]);
});

it('opens the person to the desk with a recorded reason, for ten minutes', async () => {
  const desk = await app.signIn('desk');
  const path = `/petugas/kasus/${caseId}/identitas`;
  expect(leaks((await desk.page(path)).text)).toEqual([]);
  expect((await submitAct(desk, caseId, 'identitas', { alasan: '' })).status).toBe(422);
  expect((await submitAct(desk, caseId, 'identitas', { alasan: 'Memeriksa KTP di loket' })).status).toBe(303);
  expect(leaks((await desk.page(path)).text)).toHaveLength(secrets.length);
  const trail = await app.sql<{ facts: { reason: string } }>(
    `SELECT facts FROM audit WHERE case_id = $1 AND event = 'identity-opened'`,
    [caseId],
  );
  expect(trail.map((row) => row.facts.reason)).toEqual(['Memeriksa KTP di loket']);
  await app.advance('PT11M');
  expect(leaks((await desk.page(path)).text)).toEqual([]);
});

it('writes no person into mails to staff', async () => {
  await app.sweep();
  const staffMails = (await app.mails()).filter((mail) => mail.to !== person.email);
  expect(staffMails.length).toBeGreaterThan(0);
  expect(staffMails.flatMap((mail) => leaks(`${mail.subject}\n${mail.text}`))).toEqual([]);
});
