import { FULL, PARTIAL } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import { useBrowser } from '../support/browser.js';
import { expectStatus, type HttpClient } from '../support/http-client.js';
import { variants } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields, submitAct } from './office.js';
import { Readers, type Shown } from './page-looks.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const browser = useBrowser();
const ids = { split: '', decree: '', full: '', costly: '', paid: '', inspect: '', member: '', objected: '' };
let staff: HttpClient;

const TEST_SHEET = {
  luas: 'partial',
  informasi: PARTIAL.information,
  huruf: 'h',
  'undang-undang': FULL.statute,
  dibuka: FULL.harmIfOpened,
  ditutup: FULL.harmIfClosed,
  sampai: 'perlu',
  'penguji-nama-1': 'Nurul Contoh',
  'penguji-jabatan-1': 'Analis kependudukan',
  'penguji-unit-1': 'Bidang Pencatatan Sipil',
  bentuk: 'softcopy',
  hari: '4',
  bulan: 'Des',
  tahun: '2026',
};

async function file(body: Parameters<typeof app.fileRequest>[0] = {}): Promise<string> {
  return app.caseId((await app.fileRequest(body)).registerNumber);
}

const GRANT = {
  form: 'hardcopy',
  cost: { copy: 0, delivery: 0, other: 0 },
  provideOn: '2026-12-09',
  fileIds: [],
} as const;
let objected: Awaited<ReturnType<typeof app.fileRequest>>;

beforeAll(async () => {
  ids.split = await file();
  ids.decree = await file({ informationRequested: 'Soal ujian sekolah SMP tahun 2027' });
  ids.full = await file({ informationRequested: 'Daftar nama dan alamat siswa penerima bantuan' });
  ids.costly = await file(variants.onPaper());
  ids.paid = await file(variants.onPaper());
  ids.inspect = await file({ access: 'inspect', format: null, delivery: null } as never);
  ids.member = await file({ informationRequested: 'Rincian Dana BOS SMP Negeri di Kota Ambon tahun 2025' });
  const other = await file({ informationRequested: 'Rincian Dana BOS SMP Negeri di Kota Ambon tahun 2025' });
  objected = await app.fileRequest();
  await app.sweep();
  staff = await app.signIn('officer', 'disdik');
  const superior = await app.signIn('superior');
  const items = [
    { text: 'Laporan Dana BOS tahun 2025 per sekolah' },
    { text: 'Nama penerima bantuan siswa' },
  ];
  await app.mustAct(staff, ids.split, 'itemise', { items });
  await app.mustAct(staff, ids.split, 'request-material', {
    from: 'Bidang Pembinaan SMP',
    text: 'Rekap Dana BOS tahun 2025 per sekolah',
  });
  await app.mustAct(staff, ids.decree, 'propose-refusal', FULL);
  await app.mustAct(superior, ids.decree, 'consent', {});
  await app.mustAct(staff, ids.full, 'propose-refusal', PARTIAL);
  const cost = { copy: 12_500, delivery: 0, other: 0 };
  await app.mustAct(staff, ids.costly, 'grant', { ...GRANT, cost });
  await app.mustAct(staff, ids.paid, 'grant', { ...GRANT, cost });
  await app.mustAct(staff, ids.paid, 'record-payment', { amount: 12_500, method: 'cash' });
  await app.mustAct(await app.signIn('desk'), ids.member, 'group', {
    caseIds: [other],
    reason: 'Menanyakan hal yang sama.',
  });
}, 180_000);

const at = (id: string, rest: string): string => `/petugas/kasus/${id}/${rest}`;

const faultsOf = (pages: readonly Shown[]): Promise<string[]> => new Readers(app, browser).faultsOf(pages);

it('shows every page of an answer, its delivery and its refusal without faults', async () => {
  expect((await submitAct(staff, ids.inspect, 'jawab/1', { keputusan: 'granted' })).status).toBe(303);
  const first = await staff.page(at(ids.split, 'jawab/uji'));
  const kept = { ...hiddenFields(first.text, 'jawab/uji'), ...TEST_SHEET };
  expect((await staff.submit(at(ids.split, 'jawab/uji'), kept)).status).toBe(303);
  const officer = 'officer' as const;
  expect(
    await faultsOf([
      ...['jawab/1', 'jawab/uji', 'jawab/ajukan', 'rincian', 'minta-bahan', 'terima-bahan'].map((act) => ({
        name: act.replace('/', '-'),
        who: officer,
        path: at(ids.split, act),
      })),
      { name: 'jawab-2-inspect', who: officer, path: at(ids.inspect, 'jawab/2') },
      { name: 'bayar', who: officer, path: at(ids.costly, 'bayar') },
      { name: 'serahkan', who: officer, path: at(ids.paid, 'serahkan') },
      { name: 'serahkan-refused', who: officer, path: at(ids.costly, 'serahkan'), status: 409 },
      { name: 'pecah', who: 'desk', path: at(ids.inspect, 'pecah') },
      { name: 'gabung', who: 'desk', path: at(ids.inspect, 'gabung') },
      { name: 'gabung-member', who: 'desk', path: at(ids.member, 'gabung') },
      { name: 'keluar-gabungan', who: 'desk', path: at(ids.member, 'keluar-gabungan') },
      { name: 'jawab-1-empty', who: officer, path: at(ids.member, 'jawab/1'), press: 'Simpan dan lanjutkan' },
      { name: 'uji-empty', who: officer, path: at(ids.member, 'jawab/uji'), press: 'Simpan dan lanjutkan' },
      { name: 'minta-bahan-empty', who: officer, path: at(ids.member, 'minta-bahan'), press: 'Minta bahan' },
      { name: 'catatan-empty', who: officer, path: at(ids.member, 'catatan'), press: 'Simpan catatan' },
      { name: 'pecah-empty', who: 'desk', path: at(ids.inspect, 'pecah'), press: 'Pecah permohonan' },
      {
        name: 'consent-empty',
        who: 'superior',
        path: `/pengawas/persetujuan/${ids.full}`,
        press: 'Simpan keputusan',
      },
      { name: 'consents', who: 'superior', path: '/pengawas/persetujuan' },
      { name: 'consent', who: 'superior', path: `/pengawas/persetujuan/${ids.full}` },
      { name: 'decrees', who: 'desk', path: '/petugas/pengecualian' },
    ]),
  ).toEqual([]);
}, 300_000);

it('shows the pages of decrees and disputes without faults', async () => {
  const desk = await app.signIn('desk');
  const decree = /\/petugas\/pengecualian\/[0-9a-f-]{36}/u.exec(
    (await desk.page('/petugas/pengecualian')).text,
  )?.[0];
  await app.passTo('2026-12-09T09:00:00+09:00');
  const { objectionNumber } = expectStatus(
    await app.citizenAct<{ objectionNumber: string }>(objected, 'object', { prepared: true }),
    201,
  );
  await app.passTo('2027-01-27T09:00:00+09:00');
  const supervisor = await app.signIn('supervisor');
  const body = { objectionNumber, commissionNumber: '012/REG-PSI/I/2027', filedOn: '2027-01-27' };
  const dispute = expectStatus(
    await supervisor.post<{ id: string; version: number }>('/api/v1/disputes', body),
    201,
  );
  const ruling = await app.citizen.upload(sampleFiles.pdf('Putusan'), 'putusan.pdf', '');
  const rulingForm = `/pengawas/sengketa/${dispute.id}/putusan`;
  expect(await faultsOf([{ name: 'dispute-ruling', who: 'supervisor', path: rulingForm }])).toEqual([]);
  await supervisor.post(`/api/v1/disputes/${dispute.id}/ruling`, {
    version: dispute.version,
    decidedOn: '2027-01-27',
    order: { text: 'Serahkan rincian penggunaan Dana BOS kepada pemohon.', carryOutBy: '2027-02-10' },
    fileId: expectStatus(ruling, 201).fileId,
  });
  expect(
    await faultsOf([
      { name: 'decree', who: 'desk', path: decree ?? '' },
      { name: 'disputes', who: 'desk', path: '/petugas/sengketa' },
      { name: 'disputes-oversight', who: 'supervisor', path: '/pengawas/sengketa' },
      { name: 'dispute', who: 'supervisor', path: `/pengawas/sengketa/${dispute.id}` },
      { name: 'dispute-new', who: 'supervisor', path: '/pengawas/sengketa/baru' },
      {
        name: 'dispute-empty',
        who: 'supervisor',
        path: '/pengawas/sengketa/baru',
        press: 'Daftarkan',
      },
      {
        name: 'dispute-suit',
        who: 'supervisor',
        path: `/pengawas/sengketa/${dispute.id}/gugatan`,
      },
    ]),
  ).toEqual([]);
}, 300_000);
