import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { useApp } from '../support/app.js';
import type { FiledRequest, TrackedRequest } from '../support/answers.js';
import { blockDay, explainedOn, trackedPage } from '../rules/explained-page.js';
import { DisputeWorld, type Disputed } from '../disputes/dispute-world.js';
import { granting, ObjectionWorld, STORY } from '../objections/objection-world.js';

/*
 * An order that is not carried out keeps its objection answered (law.md row 24), so that the day to go to the commission
 * passes while the page still speaks of it. What has passed is told as passed, in both languages; what is owed stays owed.
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
const disputes = new DisputeWorld(app);
/** What a dispute about an objection without a request has none of. */
const NO_REQUEST: Pick<Disputed, 'filed' | 'id'> = { filed: {} as FiledRequest, id: '' };
const SUPERIOR = ['superior'] as const;
/** The day of the order; the answer of 24 November opens the commission until 14 December, counted by hand. */
const DAY = '2026-12-04';
const T10 = '2026-12-14';

interface Tracked {
  readonly number: string;
  readonly code: string;
}

const plain = (html: string): string => html.replaceAll(/&nbsp;|\s+/gu, ' ');
const asTracked = ({ registerNumber: number, trackingCode: code }: FiledRequest): Tracked => ({
  number,
  code,
});
const pageOf = async (one: Tracked, path: string): Promise<string> =>
  plain(await trackedPage(app, one, path));
const trackOf = async ({ number, code }: Tracked): Promise<TrackedRequest> =>
  expectStatus(
    await app.citizen.post<TrackedRequest>(
      '/api/v1/tracking',
      { registerNumber: number, trackingCode: code },
      { key: null },
    ),
    200,
  );

/** Answered as not held and objected to on ground d; the superior orders to give by that day. */
async function ordered(day = DAY): Promise<{ readonly filed: FiledRequest; readonly number: string }> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const filed = await world.answered();
  const { objectionNumber: number } = await world.mustFile(filed, ['d']);
  await world.mustAct(SUPERIOR, number, 'reply', granting(day));
  return { filed, number };
}

/** An objection without a request that the superior has granted, with an order by that day. */
async function orderedAlone(): Promise<Tracked> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const own = expectStatus(
    await app.citizen.post<{ objectionNumber: string; trackingCode: string }>('/api/v1/objections', {
      grounds: ['b'],
      story: STORY,
      requester: requestBody().requester,
    }),
    201,
  );
  await world.mustAct(SUPERIOR, own.objectionNumber, 'reply', granting(DAY));
  return { number: own.objectionNumber, code: own.trackingCode };
}

/** The entries of the calendar file: whether each counts, by its kind. */
async function calendarOf(filed: FiledRequest): Promise<Readonly<Record<string, string>>> {
  const file = await trackedPage(app, asTracked(filed), '/permohonan-saya/kalender.ics');
  const found = file.matchAll(/UID:([a-z-]+?)-[0-9a-f]{8}-[\s\S]*?STATUS:(\w+)/gu);
  return Object.fromEntries([...found].map(([, kind, status]) => [String(kind), String(status)]));
}

describe('the way to the commission', () => {
  it('is told as open through its last day: headline, block, section, calendar, tracking', async () => {
    const { filed } = await ordered('2027-02-10');
    await app.passTo(`${T10}T23:00:00+09:00`);
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(page).toContain(
      'Bila belum puas, Komisi Informasi Provinsi Maluku sampai Senin, 14 Desember 2026.',
    );
    expect(page).toContain('Anda dapat mengajukan sengketa ke Komisi Informasi Provinsi Maluku sampai');
    expect(blockDay(page)).toBe(T10);
    expect(await calendarOf(filed)).toMatchObject({ 'commission-window': 'CONFIRMED' });
    expect((await app.track(filed)).rights.commissionUntil).toBe(T10);
  });

  it('is told as passed from the next day on, and nowhere as open', async () => {
    const { filed } = await ordered('2027-02-10');
    await app.passTo('2026-12-15T08:00:00+09:00');
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(page).toContain('Batas ke Komisi Informasi Provinsi Maluku lewat pada Senin, 14 Desember 2026.');
    expect(page).toMatch(/sampai Senin, 14 Desember 2026<span class="summary-card__note">Sudah lewat\./u);
    expect(page).not.toMatch(/Bila belum puas|Anda dapat mengajukan sengketa|Lewat 1 hari kerja dari batas/u);
    expect(blockDay(page)).not.toBe(T10);
    expect(explainedOn(page).map(({ intro }) => intro)).not.toContainEqual(
      expect.stringContaining('Tanggapan diterima'),
    );
    const english = await pageOf(asTracked(filed), '/en/permohonan-saya');
    expect(english).toMatch(/The time to go to the [\w ]+ ended on Monday 14 December 2026\./u);
    expect(english).not.toMatch(/If you are not satisfied, [\w ]+ until|You may take a dispute/u);
    expect(await calendarOf(filed)).toMatchObject({ 'commission-window': 'CANCELLED' });
    // The right is over; the objection still names the day that it had (contract.md section 3).
    const { rights, objection } = await app.track(filed);
    expect([rights.commissionUntil, objection]).toMatchObject([null, { commissionUntil: T10 }]);
  });

  it('is told as passed of an objection without a request', async () => {
    const own = await orderedAlone();
    expect(await pageOf(own, '/keberatan-saya')).toContain(
      'Bila belum puas, Komisi Informasi sampai Senin, 14 Desember 2026.',
    );
    await app.passTo('2026-12-15T08:00:00+09:00');
    const page = await pageOf(own, '/keberatan-saya');
    expect(page).toContain('Batas ke Komisi Informasi lewat pada Senin, 14 Desember 2026.');
    expect(page).not.toMatch(/Bila belum puas|Bagaimana batas ke Komisi/u);
    expect(await pageOf(own, '/en/keberatan-saya')).toContain(
      'The time to go to the Information Commission ended on Monday 14 December 2026.',
    );
    const { rights, objection } = await trackOf(own);
    expect([rights.commissionUntil, objection]).toMatchObject([null, { commissionUntil: T10 }]);
  });

  it('is counted from the receipt while the letter with the answer lies at the desk', async () => {
    const { filed, number } = await onPaper();
    await app.passTo('2027-03-01T08:00:00+09:00');
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect((await world.read(number)).status).toBe('answered');
    expect(page).toContain('batas ke Komisi Informasi Provinsi Maluku dihitung sejak surat itu Anda terima.');
    expect(page).not.toMatch(/Maluku lewat pada|Bila belum puas|Anda dapat mengajukan sengketa/u);
  });
});

/** T7 of an order by 4 December: 30 working days after it, counted by hand (24, 25 December, 1 and 5 January are free). */
const T7 = '2027-01-21';

describe('an order of the superior whose day has passed undone', () => {
  it('is told as owed with both ways that are open, and the nearer of their days in the block', async () => {
    const { filed } = await ordered();
    await app.passTo('2026-12-04T23:00:00+09:00');
    expect(await pageOf(asTracked(filed), '/permohonan-saya')).toContain(
      'Perintah Atasan PPID dilaksanakan PPID paling lambat Jumat, 4 Desember 2026. Bila belum puas,',
    );
    await app.passTo('2026-12-05T08:00:00+09:00');
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(page).toContain(
      '<strong>Perintah Atasan PPID belum dilaksanakan.</strong> Seharusnya dilaksanakan PPID paling lambat Jumat, 4 Desember 2026; kewajiban melaksanakannya tetap ada. Anda dapat mengajukan keberatan baru sampai Kamis, 21 Januari 2027. Bila belum puas, Komisi Informasi Provinsi Maluku sampai Senin, 14 Desember 2026.',
    );
    expect(page).toMatch(
      /Jumat, 4 Desember 2026<span class="summary-card__note">Sudah lewat; belum dilaksanakan\./u,
    );
    expect(blockDay(page)).toBe(T10);
    expect(explainedOn(page).map(({ lastDay }) => lastDay)).toContainEqual(
      expect.stringContaining('21 Januari'),
    );
    expect(await pageOf(asTracked(filed), '/en/permohonan-saya')).toContain(
      'The PPID should have carried it out by Friday 4 December 2026; the duty to do it remains. You may file a new objection until Thursday 21 January 2027.',
    );
    expect(await app.track(filed)).toMatchObject({
      turn: 'agency',
      rights: { objectionUntil: T7, commissionUntil: T10 },
    });
    expect(await calendarOf(filed)).toMatchObject({ 'objection-window': 'CONFIRMED' });
  });

  it('leaves the right to object in the block after T10, and the broken day alone after T7', async () => {
    const { filed } = await ordered();
    await app.passTo('2026-12-16T08:00:00+09:00');
    const between = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(blockDay(between)).toBe(T7);
    expect(between).toContain('keberatan baru sampai Kamis, 21 Januari 2027. Batas ke Komisi Informasi');
    await app.passTo('2027-01-22T08:00:00+09:00');
    const after = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(after).toContain('Seharusnya dilaksanakan PPID paling lambat Jumat, 4 Desember 2026;');
    expect(after).not.toContain('Anda dapat mengajukan keberatan baru sampai');
    expect(after).toContain('Anda tetap dapat mengirim; Atasan PPID dapat menyatakannya terlambat.');
    expect(blockDay(after)).toBe(DAY);
    expect(after).toContain('Lewat 31 hari kerja dari batas');
    expect(await calendarOf(filed)).toMatchObject({ 'objection-window': 'CANCELLED' });
    expect((await app.track(filed)).turn).toBe('agency');
  });

  it('is told beside a later objection that it bears', async () => {
    const { filed } = await ordered();
    await app.passTo('2026-12-07T08:00:00+09:00');
    const { objectionNumber: again } = await world.mustFile(filed, ['e']);
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(page).toContain(`Keberatan ${again} diajukan.`);
    expect(page).toContain(
      'Perintah Atasan PPID seharusnya dilaksanakan PPID paling lambat Jumat, 4 Desember 2026; belum dilaksanakan, dan kewajiban melaksanakannya tetap ada.',
    );
    expect(page).not.toContain('keberatan baru sampai');
  });

  it('names no last day to object while the letter with the order lies at the desk', async () => {
    const { filed, number } = await onPaper(granting(DAY));
    await app.passTo('2026-12-07T08:00:00+09:00');
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(page).toContain('<strong>Perintah Atasan PPID belum dilaksanakan.</strong>');
    expect(page).toContain('Anda dapat mengajukan keberatan baru; batasnya dihitung sejak surat itu');
    expect(page).not.toContain('keberatan baru sampai');
    expect(await pageOf(asTracked(filed), '/en/permohonan-saya')).toContain(
      'You can object again; the last day is counted from the day on which you receive it.',
    );
    // After T7 of the notice, too: the one of the order has not begun.
    await app.passTo('2027-03-01T08:00:00+09:00');
    const later = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(later).toContain('Anda dapat mengajukan keberatan baru; batasnya dihitung sejak surat itu');
    expect(later).not.toMatch(/keberatan baru sampai|dapat menyatakannya terlambat/u);
    expect((await app.track(filed)).rights.objectionUntil).toBeNull();
    await app.mustAct(await app.signIn('desk'), await app.caseId(filed.registerNumber), 'record-posting', {
      ...{ mail: 'objection-answered', way: 'counter', sentOn: '2027-03-01' },
    });
    const sent = await pageOf(asTracked(filed), '/permohonan-saya');
    const { objectionUntil } = (await app.track(filed)).rights;
    expect(objectionUntil?.slice(0, 7)).toBe('2027-04');
    expect(sent).toContain('Anda dapat mengajukan keberatan baru sampai');
    expect((await world.read(number)).status).toBe('answered');
  });

  it('is told as waiting for its letter where it was reported and nobody has sent it', async () => {
    const { filed, number } = await onPaper(granting(DAY));
    await world.mustAct(['officer', 'disdik'], number, 'carry-out', {
      ...{ explanation: 'Salinannya disertakan.', fileIds: [await world.copy()] },
    });
    const before = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(before).toContain(
      'dengan surat yang belum tercatat terkirim, paling lambat Jumat, 4 Desember 2026.',
    );
    await app.passTo('2026-12-05T08:00:00+09:00');
    const page = await pageOf(asTracked(filed), '/permohonan-saya');
    expect(page).toContain('<strong>Perintah Atasan PPID belum selesai dilaksanakan.</strong> Seharusnya');
    expect(page).toContain('suratnya belum tercatat terkirim, dan kewajiban mengirimnya tetap ada.');
    // The letter with the answer waits as well: T10 is counted from the end of T8, and T7 has no last day yet.
    expect(page).toContain('Komisi Informasi Provinsi Maluku sampai Jumat, 29 Januari 2027.');
    expect(blockDay(page)).toBe('2027-01-29');
  });

  it('is told of an objection without a request, with the right to object anew', async () => {
    const own = await orderedAlone();
    await app.passTo('2026-12-16T08:00:00+09:00');
    const page = await pageOf(own, '/keberatan-saya');
    expect(page).toContain(
      'Perintah Atasan PPID seharusnya dilaksanakan PPID paling lambat Jumat, 4 Desember 2026; belum dilaksanakan, dan kewajiban melaksanakannya tetap ada.',
    );
    expect(page).toContain('Anda dapat mengajukan keberatan baru sampai Kamis, 21 Januari 2027');
    expect(await pageOf(own, '/en/keberatan-saya')).toContain(
      'The order of the superior should have been carried out by the PPID by Friday 4 December 2026; it has not been, and the duty to do it remains.',
    );
  });
});

describe.each([
  ['mediation-agreed', 'Kesepakatan mediasi', 'What was agreed in mediation'],
  ['ruling', 'Putusan Komisi Informasi', 'The ruling of the Information Commission'],
] as const)('what a dispute has brought by %s, past its day', (act, name, inEnglish) => {
  const undone = `${name} seharusnya dilaksanakan PPID paling lambat Jumat, 4 Desember 2026; belum dilaksanakan, dan kewajiban melaksanakannya tetap ada. Langkah berikutnya adalah pengadilan;`;

  it('is told as owed, and what is next after it', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await disputes.disputed(await world.answered(), 'e');
    await disputes.decided(one, act, DAY);
    await app.passTo('2026-12-04T23:00:00+09:00');
    const before = await pageOf(asTracked(one.filed), '/permohonan-saya');
    expect(before).toContain(`${name} dilaksanakan PPID paling lambat Jumat, 4 Desember 2026.`);
    expect(before).not.toContain('seharusnya');
    await app.passTo('2026-12-05T08:00:00+09:00');
    const page = await pageOf(asTracked(one.filed), '/permohonan-saya');
    expect(page).toContain(undone);
    expect([blockDay(page), page]).toEqual([DAY, expect.stringContaining('Lewat 1 hari kerja dari batas')]);
    expect(await pageOf(asTracked(one.filed), '/en/permohonan-saya')).toContain(
      `${inEnglish} should have been carried out by the PPID by Friday 4 December 2026;`,
    );
    expect((await app.track(one.filed)).turn).toBe('agency');
  });

  it('is told of an objection without a request', async () => {
    const own = await orderedAlone();
    const opened = expectStatus(await disputes.open(own.number), 201);
    const one = { ...NO_REQUEST, objection: own.number, dispute: opened.id };
    await disputes.decided(one, act, DAY);
    await app.passTo('2026-12-05T08:00:00+09:00');
    const page = await pageOf(own, '/keberatan-saya');
    expect(page).toContain(undone);
    // The superior's order, past its day as well, is the commission's matter as long as the dispute runs (0083).
    expect(page).not.toContain('Perintah Atasan PPID seharusnya');
    expect(await trackOf(own)).toMatchObject({ turn: 'agency', rights: { commissionUntil: null } });
  });
});

describe('the order of a ruling that a suit suspends', () => {
  it('is neither told nor owed until the court has spoken', async () => {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const one = await disputes.disputed(await world.answered(), 'e');
    await disputes.decided(one, 'ruling', DAY);
    await app.passTo('2026-12-07T08:00:00+09:00');
    await disputes.mustAct(one, 'suit-filed', { filedOn: '2026-12-07' });
    expect(await pageOf(asTracked(one.filed), '/permohonan-saya')).not.toMatch(
      /seharusnya|lambat Jumat, 4 Desember/u,
    );
    expect((await app.track(one.filed)).turn).toBe('none');
    await disputes.decided(one, 'court-ruling', null);
    expect(await pageOf(asTracked(one.filed), '/permohonan-saya')).toContain(
      'Putusan pengadilan seharusnya dilaksanakan PPID paling lambat Jumat, 4 Desember 2026; belum dilaksanakan',
    );
    expect((await app.track(one.filed)).turn).toBe('agency');
  });
});

/** The same for somebody without mail, whose letter with the answer nobody has sent. */
async function onPaper(
  reply: Readonly<Record<string, unknown>> = { outcome: 'upheld', reasons: 'Jawaban sudah sesuai.' },
): Promise<{ readonly filed: FiledRequest; readonly number: string }> {
  await app.setClock('2026-11-24T10:00:00+09:00');
  const { requester } = requestBody();
  const filed = await app.fileRequest({
    agency: 'disdik',
    requester: { ...requester, email: null, phone: '081234567890' },
  });
  const officer = await app.signIn('officer', 'disdik');
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(officer, id, 'answer-not-held', { holder: 'Pemprov', reason: 'Urusan provinsi.' });
  await app.mustAct(await app.signIn('desk'), id, 'record-posting', {
    ...{ mail: 'answered', way: 'counter', sentOn: '2026-11-24' },
  });
  const { objectionNumber: number } = await world.mustFile(filed, ['d']);
  await world.mustAct(SUPERIOR, number, 'reply', reply);
  return { filed, number };
}
