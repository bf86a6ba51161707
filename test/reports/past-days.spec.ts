import { parse } from 'csv-parse/sync';
import { granting, ObjectionWorld, REASONS, STORY } from '../objections/objection-world.js';
import { FULL, refusalCase } from '../refusals/office.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';

/* What is carried out, repaired, withdrawn or ended later rewrites no register of a day before (law.md 4.9, 4.10). */
const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const KINDS = ['permintaan', 'keberatan'] as const;
type Kind = (typeof KINDS)[number];
const PROVIDED = 'Hari dan Tanggal: Pemberian Informasi';
const NOTICED = 'Hari dan Tanggal: Pemberitahuan Tertulis';
const COST = 'Biaya & Cara Pembayaran: Biaya';
type Row = Readonly<Record<string, string>>;

const evenings = new Map<string, string>();
let refused: FiledRequest;
let incomplete: FiledRequest;
let lapsed: FiledRequest;
let withdrawn: FiledRequest;
let costly: FiledRequest;
let late: FiledRequest;
let waitedInVain: FiledRequest;
let closedAt: { readonly closed_at: Date } | undefined;
let objection = '';
let slow = '';

async function download(kind: Kind, day = ''): Promise<string> {
  const supervisor = await app.signIn('supervisor');
  const page = await supervisor.page('/pengawas/register');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
  const fields = {
    _csrf: csrf,
    tujuan: 'Lampiran laporan layanan untuk Komisi Informasi',
    dari: '2026-01-01',
    sampai: '2026-12-31',
  };
  const sent = { ...fields, jenis: kind, ...(day === '' ? {} : { pada: day }) };
  return (await supervisor.submit('/pengawas/register/unduh', sent)).text;
}

/** Nothing more happens on this day: what both registers say in the evening. */
async function evening(day: string): Promise<void> {
  for (const kind of KINDS) evenings.set(`${day} ${kind}`, await download(kind));
}

function rowOf(text: string, number: string): Row {
  const rows: readonly Row[] = parse(text, { columns: true, bom: true, delimiter: ';' });
  const row = rows.find((one) => (one['No'] ?? one['No.']) === number);
  if (row === undefined) throw new Error(`no row ${number}`);
  return row;
}

function then(day: string, kind: Kind, number: string): Row {
  return rowOf(evenings.get(`${day} ${kind}`) ?? '', number);
}

beforeAll(async () => {
  const world = new ObjectionWorld(app);
  const { filed, id, officer, superior } = await refusalCase(app);
  const desk = await app.signIn('desk');
  refused = filed;
  incomplete = await app.fileRequest();
  withdrawn = await app.fileRequest({ agency: 'disdukcapil' });
  await app.sweep();
  await app.mustAct(officer, id, 'propose-refusal', { ...FULL });
  await app.mustAct(superior, id, 'consent');
  const asked = { missing: ['description'], note: 'Sebutkan tahun dan kecamatannya.' };
  const incompleteId = await app.caseId(incomplete.registerNumber);
  await app.mustAct(desk, incompleteId, 'declare-incomplete', asked);
  await app.mustAct(officer, await app.caseId(withdrawn.registerNumber), 'grant', {
    ...{ form: 'hardcopy', cost: { copy: 12_000, delivery: 0, other: 0 }, provideOn: '2026-12-04' },
    ...{ fileIds: [], explanation: 'Salinan dapat diambil di loket PPID.' },
  });
  costly = await app.fileRequest({ agency: 'disdukcapil', delivery: 'pickup', format: 'hardcopy' });
  await app.mustAct(officer, await app.caseId(costly.registerNumber), 'grant', {
    ...{ form: 'hardcopy', cost: { copy: 80_000, delivery: 10_000, other: 0 }, provideOn: '2026-12-11' },
    ...{ fileIds: [], explanation: 'Salinan dapat diambil di loket PPID.' },
  });
  late = await app.fileRequest({ agency: 'disdukcapil' });
  waitedInVain = await app.fileRequest({ agency: 'disdukcapil' });
  const unheld = { reason: 'Data tahun berjalan belum selesai dihimpun.' };
  await app.mustAct(officer, await app.caseId(late.registerNumber), 'answer-not-yet-held', unheld);
  await evening('2026-11-24');

  await app.passTo('2026-11-25T10:00:00+09:00');
  const body = { grounds: ['a'], story: STORY };
  objection = (await world.file(refused, body)).body.objectionNumber;
  const order = { text: 'Berikan salinan yang diminta.', carryOutBy: '2026-12-04' };
  await world.mustAct(['superior'], objection, 'reply', { outcome: 'granted', reasons: REASONS, order });
  const cost = (await world.mustFile(costly, ['f'])).objectionNumber;
  await world.mustAct(['superior'], cost, 'reply', granting('2026-12-04'));
  await evening('2026-11-25');

  await app.passTo('2026-12-01T10:00:00+09:00');
  // An objection changes nothing of the request, least of all the day on which it was closed.
  await world.mustFile(incomplete, ['e']);
  [closedAt] = await app.sql('SELECT closed_at FROM cases WHERE register_number = $1', [
    incomplete.registerNumber,
  ]);
  await evening('2026-12-01');

  await app.passTo('2026-12-02T10:00:00+09:00');
  const done = { explanation: 'Salinan diserahkan.', fileIds: [] };
  await world.mustAct(['officer', 'disdukcapil'], objection, 'carry-out', {
    ...done,
    fileIds: [await world.copy()],
  });
  await world.mustAct(['officer', 'disdukcapil'], cost, 'carry-out', {
    ...done,
    cost: 5_000,
  });
  await app.citizenAct(incomplete, 'complete', { text: 'Tahun 2025, Kecamatan Sirimau.', fileIds: [] });
  await app.mustAct(desk, incompleteId, 'accept-late-repair', { reason: 'Kelengkapan sudah jelas.' });
  await app.citizenAct(withdrawn, 'withdraw', { reason: 'Sudah mendapat jawaban lain.' });
  lapsed = await app.fileRequest();
  await app.mustAct(desk, await app.caseId(lapsed.registerNumber), 'declare-incomplete', asked);
  slow = (await world.mustFile(costly, ['d'])).objectionNumber;
  await evening('2026-12-02');

  // Nothing sweeps for weeks.
  await app.passTo('2027-01-25T10:00:00+09:00');
  const beyond = (await world.mustFile(late, ['e'])).objectionNumber;
  const upheld = { outcome: 'upheld', reasons: REASONS, order: null };
  await world.mustAct(['superior'], slow, 'reply', upheld);
  await world.mustAct(['superior'], beyond, 'reply', granting('2027-02-05'));
  const { fileId } = expectStatus(
    await app.citizen.upload(sampleFiles.pdf('Rekapitulasi'), 'rekapitulasi.pdf', ''),
    201,
  );
  await world.mustAct(['officer', 'disdukcapil'], beyond, 'carry-out', { ...done, fileIds: [fileId] });
  await app.citizenAct(waitedInVain, 'withdraw', { reason: 'Terlalu lama menunggu.' });
}, 180_000);

it('says of every past day what an export of that evening said', async () => {
  expect([...evenings.keys()]).toHaveLength(8);
  for (const [key, text] of evenings) {
    const [day, kind] = key.split(' ') as [string, Kind];
    expect([key, await download(kind, day)]).toEqual([key, text]);
  }
}, 120_000);

it('keeps the decision of the notice beside its reason and names the order that followed', async () => {
  const before = then('2026-12-01', 'permintaan', refused.registerNumber);
  expect(before['Keputusan']).toBe('Ditolak (dikecualikan)');
  expect(before['Alasan Penolakan']).toContain('Pasal 17 huruf h, j');
  const after = rowOf(await download('permintaan'), refused.registerNumber);
  expect(after['Keputusan']).toBe(
    'Ditolak (dikecualikan); perintah Atasan PPID atas keberatan dilaksanakan 02/12/2026',
  );
  expect(after['Alasan Penolakan']).toBe(before['Alasan Penolakan']);
});

it('keeps a closing that a late repair undid, and a grant that was withdrawn', () => {
  const decisions = (filed: FiledRequest): readonly (string | undefined)[] =>
    ['2026-11-24', '2026-12-01', '2026-12-02'].map(
      (day) => then(day, 'permintaan', filed.registerNumber)['Keputusan'],
    );
  expect(decisions(incomplete)).toEqual([
    'Menunggu dilengkapi pemohon; surat 24/11/2026',
    'Tanpa tindak lanjut (Ps. 33 ayat (4)); ditutup 27/11/2026',
    expect.stringMatching(/^Belum dijawab; batas /u),
  ]);
  const noticed = ['2026-11-24', '2026-12-01', '2026-12-02'].map(
    (day) => then(day, 'permintaan', incomplete.registerNumber)[NOTICED],
  );
  expect(noticed).toEqual(['', 'Selasa 24/11/2026', '']);
  expect(closedAt?.closed_at.toISOString()).toBe('2026-11-27T15:00:00.000Z');
  expect(decisions(withdrawn)).toEqual([
    'Diberikan seluruhnya',
    'Diberikan seluruhnya',
    'Diberikan seluruhnya; dicabut pemohon 02/12/2026',
  ]);
});

it('counts as late what was withdrawn after its date had passed, and what was decided before as decided', async () => {
  const row = rowOf(await download('permintaan'), waitedInVain.registerNumber);
  expect(row['Keputusan']).toBe('Dicabut pemohon 25/01/2027; lewat batas 08/12/2026');
  const supervisor = await app.signIn('supervisor');
  const { text } = await supervisor.page('/pengawas/laporan?tahun=2026');
  const linked = (filter: string) => new RegExp(`${filter}[^"]*">(\\d+)</a>`, 'u').exec(text)?.[1];
  expect([linked('lewat=yes'), linked('hasil=withdrawn'), linked('hasil=granted_full')]).toEqual([
    '2',
    '1',
    '2',
  ]);
  const late = await supervisor.page('/pengawas/register?dari=2026-01-01&sampai=2026-12-31&lewat=yes');
  for (const { registerNumber } of [waitedInVain, incomplete]) expect(late.text).toContain(registerNumber);
});

it('closes on the day on which the term ended, whenever the program came to it', async () => {
  const decisionOn = async (day: string): Promise<string | undefined> =>
    rowOf(await download('permintaan', day), lapsed.registerNumber)['Keputusan'];
  expect(await decisionOn('2026-12-04')).toBe('Menunggu dilengkapi pemohon; surat 02/12/2026');
  for (const day of ['2026-12-08', '2026-12-10', '2027-01-25'])
    expect(await decisionOn(day)).toBe('Tanpa tindak lanjut (Ps. 33 ayat (4)); ditutup 07/12/2026');
});

it('shows the cost that was in force, before and after an order lowered it', async () => {
  const costs = ['2026-11-24', '2026-12-01', '2026-12-02'].map(
    (day) => then(day, 'permintaan', costly.registerNumber)[COST],
  );
  expect([...costs, rowOf(await download('permintaan'), costly.registerNumber)[COST]]).toEqual([
    '90.000',
    '90.000',
    '5.000',
    '5.000',
  ]);
});

it('says what a late objection brought, of a request that stays final, and the report counts it', async () => {
  expect(await app.track(late)).toMatchObject({ status: 'final', outcome: 'granted_full' });
  expect((await app.track(late)).documents).toContainEqual(
    expect.objectContaining({ kind: 'answer', providedOn: '2027-01-25' }),
  );
  const row = rowOf(await download('permintaan'), late.registerNumber);
  expect(row['Keputusan']).toBe(
    'Belum dikuasai; perintah Atasan PPID atas keberatan dilaksanakan 25/01/2027',
  );
  expect(row[PROVIDED]).toBe('Senin 25/01/2027');
  const before = rowOf(await download('permintaan', '2027-01-24'), late.registerNumber);
  expect([before['Keputusan'], before[PROVIDED]]).toEqual(['Belum dikuasai', '']);
  const supervisor = await app.signIn('supervisor');
  const { text } = await supervisor.page('/pengawas/laporan?tahun=2026');
  expect(text).toMatch(/perintah=yes[^"]*">2<\/a>/u);
  const listed = await supervisor.page(
    '/pengawas/register?dari=2026-01-01&sampai=2026-12-31&golongan=statutory&perintah=yes',
  );
  expect(listed.text).toContain(late.registerNumber);
  expect(listed.text).not.toContain(costly.registerNumber);
});

it('knows no renounced dispute before its term is over', async () => {
  const column = 'Tanggapan Pemohon Informasi';
  for (const day of ['2026-11-25', '2026-12-02'])
    expect([day, then(day, 'keberatan', objection)[column]]).toEqual([day, '']);
  expect(rowOf(await download('keberatan'), objection)[column]).toBe('Tidak mengajukan sengketa');
});

it('marks a reply of the superior that came after its date', async () => {
  const column = 'Keputusan Atasan PPID';
  const day = /^Belum ditanggapi; batas (\S+)$/u.exec(
    then('2026-12-02', 'keberatan', slow)[column] ?? '',
  )?.[1];
  expect(rowOf(await download('keberatan', '2027-01-24'), slow)[column]).toBe(
    `Belum ditanggapi; lewat batas ${String(day)}`,
  );
  expect(rowOf(await download('keberatan'), slow)[column]).toBe(
    `Menguatkan keputusan PPID; terlambat (batas ${String(day)})`,
  );
});

it('reports the refusal with its reasons as the register prints it', async () => {
  const supervisor = await app.signIn('supervisor');
  const { text } = await supervisor.page('/pengawas/laporan?tahun=2026');
  for (const filter of ['hasil=refused_exempt', 'alasan=h', 'alasan=j'])
    expect(text).toMatch(new RegExp(`${filter}[^"]*">1</a>`, 'u'));
  for (const filter of ['hasil=refused_exempt', 'alasan=h']) {
    const rows = await supervisor.page(`/pengawas/register?dari=2026-01-01&sampai=2026-12-31&${filter}`);
    expect(rows.text).toContain(refused.registerNumber);
  }
});
