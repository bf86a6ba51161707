import type { CaseDetail } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { hiddenFields, submitAct } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface WithItems extends CaseDetail {
  readonly items: readonly { readonly id: string; readonly text: string; readonly outcome: string | null }[];
  readonly outcome: string | null;
}

type Filed = Awaited<ReturnType<typeof app.fileRequest>>;

const officer = (): ReturnType<typeof app.signIn> => app.signIn('officer', 'disdik');

async function file(items: readonly string[] = []): Promise<{ filed: Filed; id: string }> {
  const body = items.length === 0 ? {} : { items: items.map((text) => ({ text })) };
  const filed = await app.fileRequest(body as Parameters<typeof app.fileRequest>[0]);
  await app.sweep();
  return { filed, id: await app.caseId(filed.registerNumber) };
}

const read = async (id: string): Promise<WithItems> =>
  (await app.readCase(await officer(), id)) as unknown as WithItems;

/** Everything that an act may change: an illegal one leaves it as it was. */
const facts = async (id: string): Promise<unknown> =>
  app.sql(
    `SELECT c.status, c.version, c.outcome, (SELECT count(*) FROM audit a WHERE a.case_id = c.id) AS trail,
       (SELECT json_agg(i.text ORDER BY i.position) FROM case_items i WHERE i.case_id = c.id) AS items,
       (SELECT count(*) FROM item_decisions d WHERE d.case_id = c.id) AS decisions,
       (SELECT count(*) FROM letters l WHERE l.case_id = c.id) AS letters,
       (SELECT count(*) FROM outbox o WHERE o.case_id = c.id) AS mails
     FROM cases c WHERE c.id = $1`,
    [id],
  );

async function refused(id: string, act: string, body: object, status: number, code?: string): Promise<void> {
  const before = await facts(id);
  const answer = await app.act(await officer(), id, act, body as Readonly<Record<string, unknown>>);
  expect([act, answer.status]).toEqual([act, status]);
  if (code !== undefined) expect(answer.body).toMatchObject({ code });
  expect(await facts(id)).toEqual(before);
}

const letterText = async (id: string): Promise<readonly { kind: string; facts: Record<string, unknown> }[]> =>
  app.sql('SELECT kind, facts FROM letters WHERE case_id = $1 ORDER BY issued_at', [id]);

const GRANT = {
  form: 'softcopy',
  cost: { copy: 0, delivery: 0, other: 0 },
  provideOn: '2026-12-04',
  explanation: 'Rekap terlampir.',
};

describe('a question in several items', () => {
  it('keeps state and clock until the last item, then sends one notice that names each', async () => {
    const { filed, id } = await file();
    const staff = await officer();
    const split = (await app.mustAct(staff, id, 'itemise', {
      items: [{ text: 'Rincian Dana BOS 2025' }, { text: 'Data guru SMA' }, { text: 'Laporan 2026' }],
    })) as unknown as WithItems;
    expect(split.items.map(({ text, outcome }) => [text, outcome])).toEqual([
      ['Rincian Dana BOS 2025', null],
      ['Data guru SMA', null],
      ['Laporan 2026', null],
    ]);
    const [bos = '', sma = ''] = split.items.map((item) => item.id);

    await app.mustAct(staff, id, 'answer-not-held', {
      itemIds: [sma],
      holder: 'Dinas Pendidikan Provinsi Maluku',
    });
    const half = await read(id);
    expect([half.status, half.outcome]).toEqual(['processing', null]);
    expect(half.items.map(({ outcome }) => outcome)).toEqual([null, 'not_held', null]);
    expect(half.clocks.find(({ kind }) => kind === 'T4')?.stoppedAt).toBeNull();
    const before = await app.track(filed);
    expect(before).toMatchObject({ status: 'processing', outcome: null, documents: [] });
    expect(JSON.stringify(before)).not.toMatch(/not_held|Provinsi|SMA/u);

    await refused(id, 'itemise', { items: [{ text: 'Semua' }] }, 409, 'already-decided');
    await refused(id, 'grant', { ...GRANT, itemIds: [sma] }, 409, 'already-answered');
    await refused(id, 'grant', { ...GRANT, itemIds: [filed.registerNumber] }, 422);
    await refused(id, 'grant', { ...GRANT, itemIds: ['0190a0a0-0000-7000-8000-000000000000'] }, 422);

    await app.mustAct(staff, id, 'grant', {
      ...GRANT,
      itemIds: [bos],
      cost: { copy: 12_000, delivery: 0, other: 0 },
    });
    await app.mustAct(staff, id, 'answer-not-documented', { availableOn: '2027-02-01' });
    const done = await read(id);
    expect([done.status, done.outcome]).toEqual(['granted_open', 'granted_partial']);
    expect(done.clocks.find(({ kind }) => kind === 'T4')?.stoppedAt).not.toBeNull();
    await app.sweep();

    const letters = await letterText(id);
    expect(letters.map(({ kind }) => kind)).toEqual(['decision-notice']);
    expect(letters[0]?.facts).toMatchObject({
      extent: 'partial',
      granted: { items: [{ number: 1, information: 'Rincian Dana BOS 2025', cost: { amount: 12_000 } }] },
      heldElsewhere: [{ number: 2, holder: 'Dinas Pendidikan Provinsi Maluku' }],
      unavailable: [{ number: 3, information: 'Laporan 2026', kind: 'notDocumented' }],
    });
    const answered = await app.sql(`SELECT 1 FROM outbox WHERE case_id = $1 AND kind = 'answered'`, [id]);
    expect(answered).toHaveLength(1);
    const tracked = await app.track(filed);
    expect(tracked).toMatchObject({ status: 'granted_open', outcome: 'granted_partial' });
    expect(tracked.documents.map(({ kind }) => kind)).toEqual(['decision-notice']);
    await refused(id, 'answer-not-yet-held', { reason: 'Sudah terlambat sekali.' }, 409, 'already-answered');
  });

  it('decides all that is left by one act, and gives a whole question one short letter', async () => {
    const { id } = await file(['Data guru SMA', 'Data siswa SMK']);
    const staff = await officer();
    await app.mustAct(staff, id, 'answer-not-held', { searchRecord: 'Arsip 2019 sampai 2024 diperiksa.' });
    expect((await read(id)).items.map(({ outcome }) => outcome)).toEqual(['not_held', 'not_held']);
    expect((await letterText(id)).map(({ kind }) => kind)).toEqual(['not-held-notice']);
  });

  it('takes the strongest refusal where nothing is given', async () => {
    const { id } = await file(['Data guru SMA', 'Daftar alamat rumah']);
    const staff = await officer();
    const [first = '', second = ''] = (await read(id)).items.map((item) => item.id);
    await app.mustAct(staff, id, 'answer-not-held', { itemIds: [first], holder: 'Provinsi Maluku' });
    const law = 'UU 43/2009 tentang Kearsipan Pasal 44';
    await refused(id, 'refuse-other', { itemIds: [second], reason: 'Bertentangan dengan aturan.' }, 422);
    const exempt = {
      itemIds: [second],
      law: 'Pasal 17 huruf h UU 14/2008',
      reason: 'Rahasia pribadi murid.',
    };
    await refused(id, 'refuse-other', exempt, 422);
    await refused(id, 'refuse-other', { ...exempt, law: 'karena repot' }, 422);
    expect((await read(id)).items.map(({ outcome }) => outcome)).toEqual(['not_held', null]);
    await app.mustAct(staff, id, 'refuse-other', { law, reason: 'Arsip tertutup selama 25 tahun.' });
    const done = await read(id);
    expect([done.status, done.outcome]).toEqual(['closed_refused', 'refused_other']);
    await app.sweep();
    expect((await letterText(id))[0]?.facts).toMatchObject({
      extent: 'none',
      refused: [{ number: 2, kind: 'other', law }],
      heldElsewhere: [{ number: 1 }],
    });
  });

  it('sends nobody from one agency of the city to the next', async () => {
    const { id } = await file();
    const staff = await officer();
    await refused(
      id,
      'answer-not-held',
      { holder: 'Dinas Kependudukan dan Pencatatan Sipil Kota Ambon' },
      422,
    );
    await submitAct(staff, id, 'jawab/1', { keputusan: 'not-held' });
    await submitAct(staff, id, 'jawab/2', { penguasa: 'Dinas Dukcapil' });
    const preview = await staff.page(`/petugas/kasus/${id}/jawab/4`);
    const sent = await staff.submit(`/petugas/kasus/${id}/jawab/5`, hiddenFields(preview.text, 'jawab/5'));
    expect([sent.status, sent.text.includes('Kembalikan kasus ke meja PPID')]).toEqual([422, true]);
    expect((await read(id)).status).toBe('received');
    await app.mustAct(staff, id, 'hand-back', { reason: 'Urusan Dukcapil.', suggestedAgency: 'disdukcapil' });
  });

  it('splits nothing once the answer is sent or a repair is awaited', async () => {
    const { id } = await file();
    const staff = await officer();
    await refused(id, 'itemise', { items: [] }, 422);
    await refused(id, 'itemise', { items: [{ text: ' ' }] }, 422);
    await app.mustAct(staff, id, 'refuse-other', { law: 'UU 43/2009', reason: 'Arsip masih tertutup.' });
    await refused(id, 'itemise', { items: [{ text: 'Satu butir' }] }, 409, 'already-answered');
    const other = await file();
    await app.mustAct(await app.signIn('desk'), other.id, 'declare-incomplete', {
      missing: ['description'],
      note: '',
    });
    await refused(other.id, 'itemise', { items: [{ text: 'Satu butir' }] }, 409, 'not-in-this-state');
  });

  it('marks a notice late on every item when the last came after the term', async () => {
    const { filed, id } = await file(['Satu hal', 'Hal kedua']);
    const staff = await officer();
    const [first = ''] = (await read(id)).items.map((item) => item.id);
    await app.mustAct(staff, id, 'answer-not-yet-held', { itemIds: [first], reason: 'Laporan belum masuk.' });
    await app.passTo('2026-12-09T09:00:00+09:00');
    expect(await app.track(filed)).toMatchObject({ overdue: true });
    await app.mustAct(staff, id, 'answer-not-yet-held', { reason: 'Laporan belum masuk.' });
    expect(await app.sql('SELECT late FROM decisions WHERE case_id = $1', [id])).toEqual([
      { late: true },
      { late: true },
    ]);
    expectStatus(await staff.get(`/petugas/kasus/${id}`), 200);
  });

  it('opens an item again whose promised day is over when the last one is decided', async () => {
    const { id } = await file(['Hasil uji', 'Data guru SMA']);
    const staff = await officer();
    const [first = '', second = ''] = (await read(id)).items.map((item) => item.id);
    const promise = { itemIds: [first], reason: 'Hasil uji belum disusun.' };
    await app.mustAct(staff, id, 'answer-not-documented', { ...promise, availableOn: '2026-12-10' });
    await app.passTo('2026-12-11T09:00:00+09:00');
    const elsewhere = { itemIds: [second], holder: 'Provinsi Maluku' };
    expect((await app.mustAct(staff, id, 'answer-not-held', elsewhere)).status).toBe('processing');
    const half = await read(id);
    expect(half.items.map(({ outcome }) => outcome)).toEqual([null, 'not_held']);
    expect(half.timeline.map(({ event }) => event)).toContain('promise-over');
    await app.mustAct(staff, id, 'answer-not-documented', { ...promise, availableOn: '2026-12-11' });
    expect((await letterText(id))[0]?.facts).toMatchObject({
      unavailable: [{ number: 1, availableOn: { long: '11 Desember 2026' } }],
    });
  });
});
