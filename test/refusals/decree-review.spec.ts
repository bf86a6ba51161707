import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import { htmlFindings } from '../support/browser.js';
import { expectStatus, type Answer, type HttpClient } from '../support/http-client.js';
import { hiddenFields } from '../workspace/office.js';
import { FULL, noOf, refusalCase } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Decree {
  readonly id: string;
  readonly number: string;
  readonly openedAt: string | null;
  readonly replacedBy: { readonly id: string; readonly number: string } | null;
  readonly reviews: readonly { readonly kind: string; readonly status: string }[];
}

const REASON = 'Alasan tertulis yang cukup panjang untuk diuji.';
const TEST = {
  reason: REASON,
  exemptUntil: '2029-06-30',
  harmIfOpened: FULL.harmIfOpened,
  harmIfClosed: FULL.harmIfClosed,
  testers: FULL.testers,
};

/** A decree of today with this end, and the request that rests on it. */
async function decreed(exemptUntil: string | null, letters: readonly string[] = ['h']): Promise<Decree> {
  const { id, officer, superior } = await refusalCase(app);
  await app.mustAct(officer, id, 'propose-refusal', { ...FULL, article17: letters, exemptUntil });
  await app.mustAct(superior, id, 'consent', {});
  const [row] = await app.sql<Decree>(
    `SELECT e.id, e.number FROM refusal_proposals q JOIN exemption_decrees e ON e.id = q.decree_id
       WHERE q.case_id = $1`,
    [id],
  );
  if (row === undefined) throw new Error('no decree');
  return row;
}

function act(who: HttpClient, decree: Decree, name: string, body: object = {}): Promise<Answer<Decree>> {
  return who.post<Decree>(`/api/v1/exemptions/${decree.id}/${name}`, body, { key: randomUUID() });
}

const openTasks = async (): Promise<number> =>
  (await app.sql(`SELECT 1 FROM tasks WHERE kind = 'exemption-ending' AND done_at IS NULL`)).length;

const clocksOf = async (decree: Decree): Promise<readonly string[]> =>
  (
    await app.sql<{ kind: string }>(
      'SELECT kind FROM due_rows WHERE stage = $1 AND done_at IS NULL ORDER BY kind',
      [decree.id],
    )
  ).map(({ kind }) => kind);

describe('an exemption before its end', () => {
  beforeEach(() => app.setClock('2026-11-24T10:00:00+09:00'));

  it('is decreed anew on a new test, by two people, and the task of its review is done', async () => {
    const decree = await decreed('2027-06-30');
    await app.passTo('2027-06-01T09:00:00+09:00');
    expect(await openTasks()).toBe(1);
    const [desk, superior] = [await app.signIn('desk'), await app.signIn('superior')];
    expect(noOf(await act(superior, decree, 'consent'))).toEqual([409, 'not-in-this-state']);
    const short = await act(desk, decree, 'extend', { ...TEST, exemptUntil: '2027-06-29' });
    expect(noOf(short)).toEqual([409, 'test-sheet-incomplete']);
    expectStatus(await act(desk, decree, 'extend', TEST), 200);
    expect(noOf(await act(desk, decree, 'extend', TEST))).toEqual([409, 'not-in-this-state']);
    expect((await act(desk, decree, 'consent')).status).toBe(403);
    expect((await superior.page('/pengawas/persetujuan')).text).toContain(decree.number);
    const done = expectStatus(await act(superior, decree, 'consent'), 200);
    expect(done.replacedBy?.number).not.toBe(decree.number);
    expect(done.reviews).toMatchObject([{ kind: 'extend', status: 'done' }]);
    expect([await openTasks(), await clocksOf(decree)]).toEqual([0, []]);
    const next = { ...decree, id: done.replacedBy?.id ?? '' };
    expect(await clocksOf(next)).toEqual(['exemption-end', 'exemption-review']);
    const late = await refusalCase(app);
    const onOld = { extent: 'full', decreeId: decree.id, explanation: 'x' };
    expect((await app.act(late.officer, late.id, 'propose-refusal', onOld)).status).toBe(422);
    await app.mustAct(late.officer, late.id, 'propose-refusal', { ...onOld, decreeId: next.id });
    expect(noOf(await act(desk, decree, 'open', { reason: REASON }))).toEqual([409, 'not-in-this-state']);
  });

  it('never lasts longer than 30 years from its first decree on letter a', async () => {
    const decree = await decreed('2027-06-30', ['a']);
    await app.passTo('2027-06-01T09:00:00+09:00');
    const desk = await app.signIn('desk');
    const long = await act(desk, decree, 'extend', { ...TEST, exemptUntil: '2056-11-25' });
    expect(noOf(long)).toEqual([409, 'test-sheet-incomplete']);
    expectStatus(await act(desk, decree, 'extend', { ...TEST, exemptUntil: '2056-11-24' }), 200);
    expectStatus(await act(await app.signIn('superior'), decree, 'return', { reason: REASON }), 200);
    expectStatus(await act(desk, decree, 'open', { reason: REASON }), 200);
  });

  it('is left to end: the review is done, and it opens by itself on its day', async () => {
    const decree = await decreed('2027-06-30');
    await app.passTo('2027-06-01T09:00:00+09:00');
    expect(await openTasks()).toBe(1);
    const desk = await app.signIn('desk');
    expectStatus(await act(desk, decree, 'let-end', { reason: REASON }), 200);
    expect([await openTasks(), await clocksOf(decree)]).toEqual([0, ['exemption-end']]);
    await app.passTo('2027-06-30T00:01:00+09:00');
    const ended = expectStatus(await desk.get<Decree>(`/api/v1/exemptions/${decree.id}`), 200);
    expect(ended.openedAt).toBe('2027-06-29T15:00:00.000Z');
  });

  it('is opened early on its page, with a reason, and nothing rests on it any more', async () => {
    const decree = await decreed(null);
    const desk = await app.signIn('desk');
    const path = `/petugas/pengecualian/${decree.id}`;
    const fields = hiddenFields((await desk.page(path)).text, 'buka');
    expect((await desk.submit(`${path}/buka`, { ...fields, alasan: '' })).status).toBe(422);
    const half = { ...fields, alasan: REASON, 'nomor-persetujuan': '12/2026' };
    expect((await desk.submit(`${path}/buka`, half)).status).toBe(422);
    const done = await desk.submit(`${path}/buka`, { ...fields, alasan: REASON });
    expect([done.status, done.headers.get('location')]).toEqual([303, `${path}?selesai=buka`]);
    expect((await desk.page(`${path}?selesai=buka`)).text).toContain('Informasi kini terbuka.');
    const { officer, id } = await refusalCase(app);
    const no = await app.act(officer, id, 'propose-refusal', { extent: 'full', decreeId: decree.id });
    expect(no.status).toBe(422);
    expect(noOf(await act(desk, decree, 'let-end', { reason: REASON }))).toEqual([409, 'not-in-this-state']);
  });

  it('gets its new term on the pages of desk and superior', async () => {
    const decree = await decreed('2027-06-30');
    const [desk, superior] = [await app.signIn('desk'), await app.signIn('superior')];
    const path = `/petugas/pengecualian/${decree.id}`;
    const page = (await desk.page(path)).text;
    expect(await htmlFindings(page)).toEqual([]);
    expect(page).toContain('Nurul Contoh; Analis kependudukan; Bidang Pencatatan Sipil');
    const proposed = await desk.submit(`${path}/perpanjang`, {
      ...hiddenFields(page, 'perpanjang'),
      ...{ 'sampai-hari': '30', 'sampai-bulan': 'Juni', 'sampai-tahun': '2029', 'alasan-perpanjang': REASON },
      ...{ dibuka: FULL.harmIfOpened, ditutup: FULL.harmIfClosed },
      penguji: 'Nurul Contoh; Analis kependudukan; Bidang Pencatatan Sipil',
    });
    expect(proposed.status).toBe(303);
    const above = `/pengawas/pengecualian/${decree.id}`;
    const seen = (await superior.page(above)).text;
    expect(await htmlFindings(seen)).toEqual([]);
    expect(seen).toContain('30 Juni 2029'.replaceAll(' ', '\u00a0'));
    const consented = await superior.submit(`${above}/setuju`, hiddenFields(seen, 'setuju'));
    expect([consented.status, consented.headers.get('location')]).toEqual([303, `${above}?selesai=setuju`]);
    expect((await desk.page(above)).status).toBe(403);
  });

  it('that begins late says how many working days are left, not how many there should be', async () => {
    const decree = await decreed('2026-12-11');
    await app.sweep();
    const told = (await app.mails()).find(({ subject }) => subject.includes(decree.number));
    expect(told?.text.replaceAll('\u00a0', ' ')).toContain('Jumat, 11 Desember 2026 (13 hari kerja)');
  });
});
