import { useApp } from '../support/app.js';
import { follow, useBrowser } from '../support/browser.js';
import { decreeRow, HEADER, sendDecree, twoAdmins } from '../calendar/office.js';
import { expectStatus, type HttpClient } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { granting, ObjectionWorld } from '../objections/objection-world.js';
import { FULL, refusalCase } from '../refusals/office.js';
import { hiddenFields, signedInContext } from './office.js';
import { lookAt, Readers, type Shown } from './page-looks.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const browser = useBrowser();
const world = new ObjectionWorld(app);

const seen = {
  open: '',
  checked: '',
  ordered: '',
  agreed: '',
  costly: '',
  silent: '',
  incomplete: '',
  letter: '',
  task: '',
  entered: '',
  decree: '',
};

beforeAll(async () => {
  const filed = await world.answered();
  const caseId = await app.caseId(filed.registerNumber);
  seen.ordered = await world.id((await world.mustFile(filed, ['d', 'e'])).objectionNumber);
  const other = await world.mustFile(await world.answered(), ['d']);
  seen.open = await world.id(other.objectionNumber);
  const [number] = await app.sql<{ number: string }>(
    'SELECT register_number AS number FROM objections WHERE id = $1',
    [seen.ordered],
  );
  await world.mustAct(['superior'], number?.number ?? '', 'reply', granting('2026-12-11'));
  const agreed = await world.mustFile(await world.answered(), ['d', 'e']);
  seen.agreed = await world.id(agreed.objectionNumber);
  await world.mustAct(['desk'], agreed.objectionNumber, 'settle', {
    record: 'Disepakati pada 24 November 2026: rekapitulasi diberikan kepada pemohon.',
    order: { text: 'Serahkan rekapitulasi per triwulan.', carryOutBy: '2026-12-11' },
  });
  seen.costly = await costlyObjection();
  seen.checked = await checkedReply();
  const desk = await app.signIn('desk');
  const vague = await app.caseId((await app.fileRequest()).registerNumber);
  await app.mustAct(desk, vague, 'declare-incomplete', { missing: ['identity', 'description'], note: '' });
  const [letter] = await app.sql<{ id: string }>('SELECT id FROM letters WHERE case_id = $1', [caseId]);
  seen.incomplete = `/petugas/kasus/${vague}/lengkapi/loket`;
  seen.letter = `/petugas/kasus/${caseId}/surat/${letter?.id ?? ''}`;
  await app.sweep();
  seen.entered = await enterOnPaper(desk);
  const [task] = await app.sql<{ id: string }>(`SELECT id FROM tasks WHERE kind = 'print-mail' LIMIT 1`);
  seen.task = task?.id ?? '';
  const [admin] = await twoAdmins(app);
  const rows = ['2026-12-02', '2026-12-03'].map((day) => decreeRow(day)).join('\n');
  seen.decree = expectStatus(await sendDecree(admin, `${HEADER}\n${rows}\n`), 201).id ?? '';
}, 120_000);

/** An objection to the cost of a copy. */
async function costlyObjection(): Promise<string> {
  const filed = await app.fileRequest({ agency: 'disdik' });
  await app.mustAct(await app.signIn('officer', 'disdik'), await app.caseId(filed.registerNumber), 'grant', {
    form: 'softcopy',
    cost: { copy: 40_000, delivery: 0, other: 0 },
    ...{ provideOn: '2026-12-04', fileIds: [await world.copy()], explanation: 'Tersedia setelah dibayar.' },
  });
  return world.id((await world.mustFile(filed, ['f'])).objectionNumber);
}

/** An objection to a refusal whose answer is written and waits to be sent; the day of its order is free. */
async function checkedReply(): Promise<string> {
  const { filed, id, officer, superior } = await refusalCase(app);
  await app.mustAct(officer, id, 'propose-refusal', { ...FULL });
  await app.mustAct(superior, id, 'consent', {});
  const objection = await world.id((await world.mustFile(filed, ['a'])).objectionNumber);
  const path = `/pengawas/keberatan/${objection}`;
  const page = await superior.page(path);
  const checked = await superior.submit(`${path}/periksa`, {
    ...hiddenFields(page.text, 'periksa'),
    hasil: 'partlyGranted',
    uraian: 'Jumlah penduduk per RT tidak memuat data pribadi, sehingga tidak dikecualikan.',
    perintah: 'Berikan jumlah penduduk per RT.\nLaporkan pelaksanaannya kepada Atasan PPID.',
    hari: '25',
    bulan: '12',
    tahun: '2026',
  });
  expect(checked.headers.get('location')).toBe(`${path}/periksa`);
  return objection;
}

/** A request by word of mouth of a person whom only the post reaches; gives the page of its receipt. */
async function enterOnPaper(desk: HttpClient): Promise<string> {
  const requester = { ...requestBody().requester, email: null, phone: null, nationalId: null };
  const body = {
    ...requestBody({ delivery: 'pickup', requester }),
    channel: 'spoken',
    declarationAccepted: null,
  };
  expectStatus(await desk.post('/api/v1/cases', body), 201);
  const page = await desk.page('/petugas/kasus/baru');
  const sent = await desk.submit('/petugas/kasus/baru', {
    ...hiddenFields(page.text, 'baru'),
    kanal: 'counter',
    hari: '24',
    bulan: 'Nov',
    tahun: '2026',
    rincian: 'Salinan peta rawan longsor Kelurahan Batu Gajah tahun 2026.',
    tujuan: 'personal',
    cara: 'copy/pickup/hardcopy',
    pemohon: 'individual',
    identitas: 'atDesk',
    nama: 'Yohana Tuhumury',
    alamat: 'Jalan Sultan Hairun 2, Ambon',
    telepon: '081234567890',
    email: 'yohana@contoh.test',
  });
  return sent.headers.get('location') ?? '/petugas/kasus/baru';
}

function pages(): readonly Shown[] {
  return [
    { name: 'objections', who: 'superior', path: '/pengawas/keberatan' },
    { name: 'objection', who: 'superior', path: `/pengawas/keberatan/${seen.open}` },
    { name: 'objection-answered', who: 'superior', path: `/pengawas/keberatan/${seen.ordered}` },
    { name: 'objection-agreed', who: 'officer', path: `/petugas/keberatan/${seen.agreed}` },
    { name: 'objection-draft', who: 'superior', path: `/pengawas/keberatan/${seen.checked}` },
    { name: 'objection-check', who: 'superior', path: `/pengawas/keberatan/${seen.checked}/periksa` },
    { name: 'objections-desk', who: 'desk', path: '/petugas/keberatan' },
    { name: 'objection-desk', who: 'desk', path: `/petugas/keberatan/${seen.open}` },
    { name: 'objection-officer', who: 'officer', path: `/petugas/keberatan/${seen.ordered}` },
    { name: 'periodic', who: 'citizen', path: '/keberatan/berkala' },
    { name: 'periodic-en', who: 'citizen', path: '/en/keberatan/berkala' },
    { name: 'intake', who: 'desk', path: '/petugas/kasus/baru' },
    { name: 'intake-empty', who: 'desk', path: '/petugas/kasus/baru', press: 'Daftarkan' },
    {
      name: 'objection-empty',
      who: 'superior',
      path: `/pengawas/keberatan/${seen.open}`,
      press: 'Periksa dulu',
    },
    {
      name: 'decree-empty',
      who: 'admin',
      path: '/admin/kalender/keputusan',
      press: 'Lihat akibatnya',
    },
    { name: 'intake-done', who: 'desk', path: seen.entered },
    { name: 'counter', who: 'desk', path: seen.incomplete },
    { name: 'letter', who: 'desk', path: seen.letter },
    { name: 'print', who: 'desk', path: `/petugas/tugas/${seen.task}/cetak` },
    { name: 'calendar', who: 'admin', path: '/admin/kalender' },
    { name: 'decree-form', who: 'admin', path: '/admin/kalender/keputusan' },
    { name: 'decree', who: 'admin', path: `/admin/kalender/keputusan/${seen.decree}` },
    { name: 'rules', who: 'admin', path: '/admin/aturan' },
    { name: 'public-register', who: 'citizen', path: '/register' },
    { name: 'calculator', who: 'citizen', path: '/hitung' },
    { name: 'calculator-counted', who: 'citizen', path: '/hitung?hari=24&bulan=11&tahun=2026&jumlah=10' },
  ];
}

it('shows every page at the desk and on a phone without faults', async () => {
  expect(await new Readers(app, browser).faultsOf(pages())).toEqual([]);
}, 300_000);

it('keeps, checks and sends an answer to an objection with script off', async () => {
  const who = { role: 'superior' } as const;
  const context = await signedInContext(app, browser, who, { width: 'phone', script: false });
  const page = await context.newPage();
  const press = (name: string) => follow(page.getByRole('button', { name, exact: true }));
  const at = `${app.baseUrl}/pengawas/keberatan/${seen.checked}`;
  await page.goto(`${at}/periksa`);
  await follow(page.getByRole('link', { name: 'Ubah tanggapan' }));
  await page.fill('[name=uraian]', 'Baris pertama.\nBaris kedua.');
  await press('Simpan draf');
  expect(page.url()).toBe(`${at}?selesai=draf`);
  expect(await page.inputValue('[name=uraian]')).toBe('Baris pertama.\nBaris kedua.');
  await press('Periksa dulu');
  expect(page.url()).toBe(`${at}/periksa`);
  expect(await page.locator('.paper').innerText()).toContain('Baris pertama.\nBaris kedua.');
  await press('Kirim');
  expect(page.url()).toBe(`${at}?selesai=ditanggapi`);
  expect(await page.locator('main').innerText()).toContain('Tanggapan dikirim. Pemohon diberi tahu.');
}, 120_000);

it('files a periodic objection in a browser and shows its own page', async () => {
  const page = await new Readers(app, browser).windowOf('citizen');
  await page.goto(`${app.baseUrl}/keberatan/berkala`);
  await page.fill('[name=cerita]', 'Laporan keuangan tahun 2025 belum terbit di situs.');
  await page.check('[name=tujuan][value=oversight]');
  await page.fill('[name=nama]', 'Elsye Contoh Manuputty');
  await page.fill('[name=alamat]', 'Jalan Contoh Batu Merah Nomor 9');
  await page.fill('[name=email]', 'elsye@contoh.test');
  await follow(page.locator('main form button:not([formaction])'));
  await page.waitForURL('**/keberatan-saya');
  expect(await lookAt(page, 'own-objection', await page.content())).toEqual([]);
}, 120_000);

it('shows the form of a settlement with its faults, at both widths', async () => {
  const page = await new Readers(app, browser).windowOf('desk');
  await page.goto(`${app.baseUrl}/petugas/keberatan/${seen.costly}`);
  await page
    .locator('details', { hasText: 'Catat hasil musyawarah' })
    .evaluate((fold) => fold.setAttribute('open', ''));
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.status() === 422),
    follow(page.getByRole('button', { name: 'Catat hasil musyawarah', exact: true })),
  ]);
  const html = await answer.text();
  for (const name of ['catatan', 'sepakat_hari', 'kesepakatan', 'pemberian', 'biaya_sepakat'])
    expect(html).toContain(`name="${name}"`);
  expect(await lookAt(page, 'objection-settle', html)).toEqual([]);
}, 120_000);
