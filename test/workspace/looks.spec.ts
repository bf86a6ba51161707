import { useApp } from '../support/app.js';
import { useBrowser } from '../support/browser.js';
import { expectStatus } from '../support/http-client.js';
import { variants } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { hiddenFields } from './office.js';
import { Readers, type Shown } from './page-looks.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const browser = useBrowser();
const ids = { plain: '', duk: '', vague: '', fresh: '', costly: '', closed: '' };
const desk = 'desk' as const;
const officer = 'officer' as const;

beforeAll(async () => {
  const file = async (body: Parameters<typeof app.fileRequest>[0] = {}): Promise<string> =>
    app.caseId((await app.fileRequest(body)).registerNumber);
  ids.plain = await file();
  ids.duk = await file(variants.toDukcapil());
  ids.vague = await file(variants.vague());
  ids.costly = await file(variants.onPaper());
  ids.closed = await file();
  for (let n = 0; n < 6; n += 1)
    await file({ informationRequested: `Daftar guru honorer SMP tahun ${String(2018 + n)} di Kota Ambon` });
  await app.passTo('2026-12-04T10:15:00+09:00');
  const fresh = await app.citizen.upload(sampleFiles.pdf(), 'surat-tugas.pdf', 'application/pdf');
  ids.fresh = await file({
    ...variants.identityAtDesk(),
    fileIds: [expectStatus(fresh, 201).fileId],
  } as never);
  await app.sweep();
  const staff = await app.signIn('officer', 'disdik');
  await app.mustAct(staff, ids.costly, 'grant', {
    form: 'hardcopy',
    cost: { copy: 12_500, delivery: 0, other: 0 },
    provideOn: '2026-12-09',
    fileIds: [],
    explanation: 'Salinan cetak dapat diambil di loket.',
  });
  await app.mustAct(staff, ids.closed, 'answer-not-held', { holder: 'Dinas Pendidikan Provinsi Maluku' });
  await app.mustAct(staff, ids.plain, 'note', { text: 'Laporan triwulan IV masih diperbaiki sekolah.' });
  await app.mustAct(staff, ids.plain, 'message', { text: 'Rekap per triwulan sedang disiapkan.' });
}, 120_000);

function pages(): readonly Shown[] {
  const at = (id: string, rest = ''): string => `/petugas/kasus/${id}${rest}`;
  const acts = ['pemegang', 'perpanjang', 'kembalikan', 'pesan', 'catatan', 'jawab/1', 'jawab/4'];
  return [
    { name: 'queue', who: officer, path: '/petugas' },
    { name: 'queue-desk', who: desk, path: '/petugas' },
    { name: 'queue-empty', who: officer, path: '/petugas?tampilan=gagal-kirim' },
    { name: 'queue-search', who: officer, path: '/petugas?kata=tidakada&status=processing' },
    { name: 'case', who: officer, path: at(ids.plain, '?tampilan=tiga-hari') },
    { name: 'case-desk', who: desk, path: at(ids.vague) },
    { name: 'case-fresh', who: desk, path: at(ids.fresh) },
    { name: 'case-closed', who: officer, path: at(ids.closed) },
    { name: 'tasks', who: desk, path: '/petugas/tugas' },
    { name: 'verifikasi', who: desk, path: at(ids.fresh, '/verifikasi') },
    { name: 'verifikasi-officer', who: officer, path: at(ids.fresh, '/verifikasi') },
    { name: 'identitas', who: desk, path: at(ids.fresh, '/identitas') },
    { name: 'tugaskan', who: desk, path: at(ids.vague, '/tugaskan') },
    { name: 'tugaskan-held', who: desk, path: at(ids.duk, '/tugaskan') },
    { name: 'ingatkan', who: desk, path: at(ids.plain, '/ingatkan') },
    { name: 'cabut', who: desk, path: at(ids.plain, '/cabut') },
    { name: 'bayar', who: officer, path: at(ids.costly, '/bayar') },
    { name: 'serahkan-refused', who: officer, path: at(ids.costly, '/serahkan'), status: 409 },
    { name: 'perpanjang-refused', who: officer, path: at(ids.closed, '/perpanjang'), status: 409 },
    ...acts.map((act) => ({
      name: act.replace('/', '-'),
      who: officer,
      path: at(ids.plain, `/${act}`),
    })),
  ];
}

it('keeps a draft for the preview that the next pages show', async () => {
  const staff = await app.signIn('officer', 'disdik');
  const path = `/petugas/kasus/${ids.plain}/jawab`;
  const send = async (step: number, fields: Record<string, string>): Promise<number> => {
    const page = await staff.page(`${path}/${String(step)}`);
    const answer = await staff.submit(`${path}/${String(step)}`, {
      ...hiddenFields(page.text, 'jawab'),
      ...fields,
    });
    return answer.status;
  };
  expect(await send(1, { keputusan: 'granted' })).toBe(303);
  expect(await send(2, { bentuk: 'softcopy', hari: '7', bulan: 'Des', tahun: '2026' })).toBe(303);
});

it('shows every page at the desk and on a phone without faults', async () => {
  expect(await new Readers(app, browser).faultsOf(pages())).toEqual([]);
}, 300_000);
