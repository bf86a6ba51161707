import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import { useApp } from '../support/app.js';
import type { FiledRequest, TrackedRequest } from '../support/answers.js';
import { blockDay, explainedOn, trackedPage } from '../rules/explained-page.js';
import { granting, ObjectionWorld, STORY } from '../objections/objection-world.js';

/*
 * An order that is not carried out keeps its objection answered (law.md row 24), so that the day to go to the commission
 * passes while the page still speaks of it. What has passed is told as passed, in both languages; what is owed stays owed.
 */

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);
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

/** The same for somebody without mail, whose letter with the answer nobody has sent. */
async function onPaper(): Promise<{ readonly filed: FiledRequest; readonly number: string }> {
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
  await world.mustAct(SUPERIOR, number, 'reply', { outcome: 'upheld', reasons: 'Jawaban sudah sesuai.' });
  return { filed, number };
}
