import { useApp } from '../support/app.js';
import { expectStatus, type Answer, type Problem } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { readPdf } from '../letters/read-pdf.js';
import { FULL, noOf, PARTIAL, refusalCase, type RefusalCase } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Parts {
  readonly code: string;
  readonly missing: readonly string[];
}

/** Everything that a refused step may not have changed. */
const fieldsOf = (answer: Answer<unknown>) =>
  ((answer.body as Problem).errors ?? []).map(({ field }) => field);

const traces = (id: string) =>
  app.sql(
    `SELECT c.status, c.version, (SELECT count(*)::int FROM audit a WHERE a.case_id = c.id) AS trail,
       (SELECT count(*)::int FROM test_sheets) AS sheets, (SELECT count(*)::int FROM refusal_proposals) AS proposals,
       (SELECT count(*)::int FROM exemption_decrees) AS decrees, (SELECT count(*)::int FROM outbox) AS mails,
       (SELECT coalesce(sum(last_number), 0)::int FROM letter_counters) AS numbers
     FROM cases c WHERE c.id = $1`,
    [id],
  );

const propose = ({ id, officer }: RefusalCase, body: object = FULL) =>
  app.act(officer, id, 'propose-refusal', { ...body });

async function proposed(body: object = FULL, agency?: string): Promise<RefusalCase> {
  const one = await refusalCase(app, agency);
  expectStatus(await propose(one, body), 200);
  return one;
}

const papers = async (one: RefusalCase) =>
  (await app.track(one.filed)).documents.filter(({ name }) => name.endsWith('.pdf'));

describe('proposing a refusal', () => {
  it.each<[string, object]>([
    ['article17', { article17: [] }],
    ['article17', { article17: undefined }],
    ['statute', { statute: ' ' }],
    ['statute', { statute: 'Perwali Ambon 10/2020' }],
    ['harmIfOpened', { harmIfOpened: '' }],
    ['harmIfClosed', { harmIfClosed: null }],
    ['exemptUntil', { article17: ['a'], statute: 'UU 8/1981', exemptUntil: null }],
    ['exemptUntil', { article17: ['a'], exemptUntil: '2056-11-25' }],
    ['exemptUntil', { exemptUntil: '2026-11-24' }],
    ['testers', { testers: [] }],
    ['testers', { testers: [{ name: 'Nurul', position: '', unit: 'Bidang' }] }],
  ])('names the missing part %s of %j and changes nothing', async (part, change) => {
    const one = await refusalCase(app);
    const before = await traces(one.id);
    const answer = await propose(one, { ...FULL, ...change });
    expect(noOf(answer)).toEqual([409, 'test-sheet-incomplete']);
    expect((answer.body as unknown as Parts).missing).toEqual([part]);
    expect(await traces(one.id)).toEqual(before);
  });

  it.each<[string, object]>([
    ['extent', { extent: 'some' }],
    ['article17.0', { article17: ['k'] }],
    ['exemptUntil', { exemptUntil: '2026-02-31' }],
    ['exemptUntil', { exemptUntil: 'besok' }],
    ['testers', { testers: 'Nurul' }],
    ['grant', { extent: 'partial', grant: null }],
    ['grant.provideOn', { ...PARTIAL, grant: { ...PARTIAL.grant, provideOn: '2026-11-01' } }],
    ['grant.fileIds', { ...PARTIAL, grant: { ...PARTIAL.grant, fileIds: [crypto.randomUUID()] } }],
    ['decreeId', { decreeId: crypto.randomUUID() }],
  ])('refuses a form that cannot be: %s of %j', async (field, change) => {
    const one = await refusalCase(app);
    const before = await traces(one.id);
    const answer = await propose(one, { ...FULL, ...change });
    expect([answer.status, (answer.body as unknown as Problem).errors?.[0]?.field.split('.0')[0]]).toEqual([
      422,
      field.split('.0')[0],
    ]);
    expect(await traces(one.id)).toEqual(before);
  });

  it('waits for the superior while the clock runs, and hides that from the citizen', async () => {
    const one = await refusalCase(app);
    const answer = expectStatus(await propose(one), 200);
    expect(answer).toMatchObject({ status: 'consent_pending', dueDate: '2026-12-08', workingDaysLeft: 10 });
    expect(answer.actions).toEqual(expect.arrayContaining(['extend']));
    expect(answer.actions).not.toEqual(expect.arrayContaining(['consent']));
    expect(answer.timeline.at(-1)?.event).toBe('proposed');
    const tracked = await app.track(one.filed);
    expect(tracked).toMatchObject({ status: 'processing', outcome: null, documents: [] });
    expect(tracked.timeline.map(({ event }) => event)).not.toContain('proposed');
    await app.sweep();
    const superior = app.account('superior').email;
    const wanted = (await app.mails(superior)).filter(({ subject }) =>
      subject.includes(one.filed.registerNumber),
    );
    expect(wanted).toHaveLength(1);
    expect(wanted[0]?.text).toContain(`/pengawas/persetujuan/${one.id}`);
    const seen = await app.readCase(one.superior, one.id);
    expect(seen.actions).toEqual(expect.arrayContaining(['consent', 'return']));
    expect(noOf(await propose(one))).toEqual([409, 'not-in-this-state']);
  });
});

describe('consenting', () => {
  it('closes a refusal in full with notice, decree and sheet, and opens ground a', async () => {
    const one = await proposed();
    const done = await app.mustAct(one.superior, one.id, 'consent');
    expect(done).toMatchObject({ status: 'closed_refused', workingDaysLeft: null });
    await app.sweep();
    const tracked = await app.track(one.filed);
    expect(tracked).toMatchObject({ status: 'closed_refused', outcome: 'refused_exempt' });
    expect(tracked.rights.objectionUntil).toBe('2027-01-11');
    expect(tracked.timeline.at(-1)?.event).toBe('refused');
    expect(tracked.timeline.map(({ event }) => event)).not.toContain('consented');
    expect((await papers(one)).map(({ kind }) => kind).sort()).toEqual([
      'exemption-decree',
      'refusal-notice',
      'test-sheet',
    ]);
    const mail = (await app.mails()).find(
      ({ subject }) => subject === `Jawaban ${one.filed.registerNumber} tersedia`,
    );
    expect(mail?.text).toContain('ditolak karena dikecualikan');
    expect(mail?.text).toContain('11 Januari 2027');
    const objected = await app.citizenAct(one.filed, 'object', {
      grounds: ['a'],
      story: 'Saya tidak setuju dengan pengecualian ini.',
    });
    expect(objected.status).toBe(201);
    const [open] = await app.sql(
      `SELECT count(*)::int AS n FROM due_rows WHERE case_id = $1 AND kind = 'reply' AND done_at IS NULL`,
      [one.id],
    );
    expect(open).toEqual({ n: 0 });
  });

  it('keeps what was printed: numbers, hash and real fields', async () => {
    const one = await proposed();
    await app.mustAct(one.superior, one.id, 'consent', { letterNumber: '9/PPID/XI/2026' });
    await app.sweep();
    const documents = await papers(one);
    const texts = await Promise.all(
      documents.map(async ({ url, sha256 }) => {
        const answer = await fetch(new URL(url, app.baseUrl));
        const bytes = Buffer.from(await answer.arrayBuffer());
        const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
        expect(digest).toBe(sha256);
        return readPdf(bytes).text;
      }),
    );
    const all = texts.join('\n');
    for (const words of [
      '9/PPID/XI/2026',
      'Maria Latuconsina',
      'Pasal 17 huruf h UU 14/2008 jo. UU 23/2006',
      'Identitas warga dapat disalahgunakan',
      'merupakan Informasi yang Dikecualikan',
      'Analis kependudukan',
    ])
      expect(all).toContain(words);
    const [decree] = await app.sql<{ number: string }>(
      'SELECT number FROM exemption_decrees ORDER BY at DESC LIMIT 1',
    );
    expect(decree?.number).toMatch(/^Nomor \d+ Tahun 2026$/u);
    expect(all).toContain(String(decree?.number).toUpperCase());
  });

  it('says in the letter what stays open, as it was written', async () => {
    const stillOpen = 'Jumlah penduduk per RT, tanpa nama dan NIK.';
    const long = await propose(await refusalCase(app), { ...FULL, stillOpen: 'x'.repeat(2001) });
    expect([long.status, fieldsOf(long)]).toEqual([422, ['stillOpen']]);
    const letterOf = async (body: object, kind: string): Promise<string> => {
      const one = await proposed(body);
      await app.mustAct(one.superior, one.id, 'consent');
      await app.sweep();
      const { url } = (await papers(one)).find((paper) => paper.kind === kind) ?? { url: '' };
      return readPdf(Buffer.from(await (await fetch(new URL(url, app.baseUrl))).arrayBuffer())).text;
    };
    expect(await letterOf({ ...FULL, stillOpen }, 'refusal-notice')).toContain(
      `Yang tetap terbuka ${stillOpen}`,
    );
    expect(await letterOf({ ...PARTIAL, stillOpen }, 'decision-notice')).toContain(
      `Yang tetap terbuka ${stillOpen}`,
    );
    // A refusal in full that names nothing says so; a part that is given speaks for itself.
    expect(await letterOf(FULL, 'refusal-notice')).toContain(
      'Yang tetap terbuka Tidak ada bagian dari informasi yang diminta yang dapat dibuka.',
    );
    expect(await letterOf(PARTIAL, 'decision-notice')).not.toContain('Yang tetap terbuka');
  });

  it('grants a part, runs T6 and closes when it is delivered', async () => {
    const one = await proposed(PARTIAL);
    const done = await app.mustAct(one.superior, one.id, 'consent');
    expect(done.status).toBe('granted_open');
    expect(done.clocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['T6', 'T7']));
    await app.sweep();
    const tracked = await app.track(one.filed);
    expect(tracked).toMatchObject({ status: 'granted_open', outcome: 'granted_partial' });
    expect(tracked.timeline.map(({ event }) => event)).toContain('granted-partly');
    expect((await papers(one)).map(({ kind }) => kind).sort()).toEqual([
      'decision-notice',
      'exemption-decree',
      'test-sheet',
    ]);
    const delivered = await app.mustAct(one.officer, one.id, 'deliver', {
      channel: 'online',
      deliveredOn: '2026-11-24',
    });
    expect(delivered.status).toBe('closed_granted_partial');
  });

  it('names the cuts that were typed, else what the test is about', async () => {
    const cut = { part: 'Kolom NIK', reason: 'Data pribadi warga', law: 'Pasal 17 huruf h UU 14/2008' };
    const typed = await proposed({ ...PARTIAL, grant: { ...PARTIAL.grant, blackouts: [cut] } });
    const plain = await proposed(PARTIAL);
    const cutsOf = async (id: string) =>
      (
        await app.sql<{ blackouts: object[] }>('SELECT blackouts FROM item_decisions WHERE case_id = $1', [
          id,
        ])
      )[0]?.blackouts;
    expect(await cutsOf(typed.id)).toEqual([cut]);
    expect(await cutsOf(plain.id)).toMatchObject([{ part: PARTIAL.information }]);
    const unnamed = await proposed({ ...PARTIAL, information: null });
    expect(await cutsOf(unnamed.id)).toMatchObject([
      { part: 'Bagian yang dihitamkan pada berkas yang diberikan' },
    ]);
  });

  it('delivers at once what is online, free and there', async () => {
    const one = await refusalCase(app);
    const pdf = new Uint8Array(sampleFiles.pdf());
    const { fileId } = expectStatus(await one.officer.upload(pdf, 'jumlah.pdf', 'application/pdf'), 201);
    expectStatus(await propose(one, { ...PARTIAL, grant: { ...PARTIAL.grant, fileIds: [fileId] } }), 200);
    expect((await app.track(one.filed)).documents).toEqual([]);
    const done = await app.mustAct(one.superior, one.id, 'consent');
    expect(done.status).toBe('closed_granted_partial');
    const kinds = (await app.track(one.filed)).documents.map(({ kind }) => kind);
    expect(kinds).toContain('answer');
  });

  it('needs another person, whatever roles one has', async () => {
    const one = await refusalCase(app);
    const email = app.account('officer', 'disdukcapil').email;
    await app.sql(`UPDATE staff SET roles = roles || '{superior}' WHERE email = $1`, [email]);
    const both = app.client();
    expectStatus(
      await both.post('/api/v1/session', { email, password: app.account('officer', 'disdukcapil').password }),
      200,
    );
    expectStatus(await app.act(both, one.id, 'propose-refusal', { ...FULL }), 200);
    const before = await traces(one.id);
    expect(noOf(await app.act(both, one.id, 'consent'))).toEqual([409, 'same-person']);
    expect(noOf(await app.act(both, one.id, 'return', { reason: 'Perlu diperbaiki dahulu.' }))).toEqual([
      409,
      'same-person',
    ]);
    expect((await app.readCase(both, one.id)).actions).not.toContain('consent');
    expect(await traces(one.id)).toEqual(before);
    await app.sql(`UPDATE staff SET roles = '{officer}' WHERE email = $1`, [email]);
    expect((await app.mustAct(one.superior, one.id, 'consent')).status).toBe('closed_refused');
  });

  it('is the superior\u2019s alone', async () => {
    const one = await proposed();
    for (const staff of [one.officer, await app.signIn('desk'), await app.signIn('supervisor')]) {
      expect(noOf(await app.act(staff, one.id, 'consent'))).toEqual([403, 'not-your-role']);
    }
  });
});

async function itemised(): Promise<{ one: RefusalCase; ids: readonly string[] }> {
  const one = await refusalCase(app);
  const { items } = (await app.mustAct(one.officer, one.id, 'itemise', {
    items: [{ text: 'Nama dan NIK penduduk RT 003' }, { text: 'Jumlah penduduk RT 003' }],
  })) as unknown as { items: readonly { id: string }[] };
  return { one, ids: items.map(({ id }) => id) };
}

describe('a question of several items', () => {
  const grant = {
    form: 'softcopy',
    cost: { copy: 0, delivery: 0, other: 0 },
    provideOn: '2026-12-04',
    explanation: 'Jumlah per RT.',
  };

  it('is refused in one item and granted in the other by one notice', async () => {
    const { one, ids } = await itemised();
    const first = expectStatus(await propose(one, { ...FULL, itemIds: [ids[0]] }), 200);
    expect(first.status).toBe('processing');
    expect(noOf(await app.act(one.superior, one.id, 'consent'))).toEqual([409, 'not-in-this-state']);
    const all = await app.mustAct(one.officer, one.id, 'grant', { ...grant, itemIds: [ids[1]] });
    expect(all.status).toBe('consent_pending');
    const done = await app.mustAct(one.superior, one.id, 'consent');
    expect(done.status).toBe('granted_open');
    await app.sweep();
    expect((await papers(one)).map(({ kind }) => kind).sort()).toEqual([
      'decision-notice',
      'exemption-decree',
      'test-sheet',
    ]);
    const [sheet] = await app.sql('SELECT information FROM test_sheets ORDER BY at DESC LIMIT 1');
    expect(sheet).toEqual({ information: 'Nama dan NIK penduduk RT 003' });
  });

  it('opens only the exempt items again when it is returned', async () => {
    const { one, ids } = await itemised();
    await app.mustAct(one.officer, one.id, 'grant', { ...grant, itemIds: [ids[1]] });
    expectStatus(await propose(one), 200);
    const back = await app.mustAct(one.superior, one.id, 'return', {
      reason: 'Lengkapi akibat bila ditutup.',
    });
    expect(back.status).toBe('processing');
    expect(noOf(await app.act(one.officer, one.id, 'grant', { ...grant, itemIds: [ids[1]] }))).toEqual([
      409,
      'already-answered',
    ]);
    expect(expectStatus(await propose(one), 200).status).toBe('consent_pending');
  });
});

describe('returning', () => {
  it('gives the case back with a reason and leaves the clock alone', async () => {
    const one = await proposed();
    expect((await app.act(one.superior, one.id, 'return', { reason: ' ' })).status).toBe(422);
    const done = await app.mustAct(one.superior, one.id, 'return', {
      reason: 'Sebut pasal undang-undangnya dengan lengkap.',
    });
    expect(done).toMatchObject({ status: 'processing', dueDate: '2026-12-08' });
    const why = 'Sebut pasal undang-undangnya dengan lengkap.';
    const trail = (await one.officer.get<{ timeline: object[] }>(`/api/v1/cases/${one.id}`)).body.timeline;
    expect(trail).toContainEqual(expect.objectContaining({ event: 'returned', reason: why }));
    const page = (await one.officer.page(`/petugas/kasus/${one.id}`)).text;
    expect(page).toContain(`Usulan penolakan dikembalikan Atasan PPID: ${why}`);
    await app.sweep();
    const mails = await app.mails(app.account('officer', 'disdukcapil').email);
    expect(
      mails.filter(
        ({ subject, text }) => subject.includes(one.filed.registerNumber) && text.includes('mengembalikan'),
      ),
    ).toHaveLength(1);
    expect(noOf(await app.act(one.superior, one.id, 'consent'))).toEqual([409, 'not-in-this-state']);
    expectStatus(await propose(one), 200);
    expect((await app.mustAct(one.superior, one.id, 'consent')).status).toBe('closed_refused');
    const rounds = await app.sql(
      `SELECT round, status FROM refusal_proposals WHERE case_id = $1 ORDER BY round`,
      [one.id],
    );
    expect(rounds).toEqual([
      { round: 1, status: 'returned' },
      { round: 2, status: 'consented' },
    ]);
  });

  it('leads back to the extension that was given meanwhile', async () => {
    const one = await proposed();
    const extended = await app.mustAct(one.officer, one.id, 'extend', {
      reasons: ['statusUndecided'],
      explanation: 'Uji konsekuensi masih ditinjau Atasan PPID.',
    });
    expect(extended).toMatchObject({ status: 'consent_pending', dueDate: '2026-12-17' });
    expect((await app.track(one.filed)).status).toBe('extended');
    const back = await app.mustAct(one.superior, one.id, 'return', {
      reason: 'Lengkapi akibat bila ditutup.',
    });
    expect(back).toMatchObject({ status: 'extended', dueDate: '2026-12-17' });
  });

  it('ends with a withdrawal', async () => {
    const one = await proposed();
    expectStatus(await app.citizenAct(one.filed, 'withdraw', {}), 200);
    expect(noOf(await app.act(one.superior, one.id, 'consent'))).toEqual([409, 'not-in-this-state']);
    const [proposal] = await app.sql(
      `SELECT p.status, p.ended_at = w.at AS together, p.decided_at, (SELECT count(*)::int FROM due_rows d
         WHERE d.case_id = p.case_id AND d.kind = 'consent-reminder' AND d.done_at IS NULL) AS reminders
       FROM refusal_proposals p JOIN withdrawals w USING (case_id) WHERE p.case_id = $1`,
      [one.id],
    );
    expect(proposal).toEqual({ status: 'ended', together: true, decided_at: null, reminders: 0 });
  });
});

describe('a decree', () => {
  it('is reused by a later request while it is in force', async () => {
    const first = await proposed({ ...FULL, exemptUntil: '2027-06-30' });
    await app.mustAct(first.superior, first.id, 'consent');
    const [decree] = await app.sql<{ id: string; number: string }>(
      'SELECT id, number FROM exemption_decrees ORDER BY at DESC LIMIT 1',
    );
    const counts = () =>
      app.sql('SELECT (SELECT count(*) FROM test_sheets) s, (SELECT count(*) FROM exemption_decrees) d');
    const before = await counts();
    const second = await proposed({ extent: 'full', decreeId: decree?.id });
    const papers = `/pengawas/persetujuan/${second.id}`;
    for (const [paper, isDraft] of [
      ['penetapan', false],
      ['uji', false],
      ['surat', true],
    ] as const) {
      const { text } = readPdf(await second.superior.download(`${papers}/${paper}.pdf`));
      expect([paper, text.includes('RANCANGAN')]).toEqual([paper, isDraft]);
    }
    await app.mustAct(second.superior, second.id, 'consent');
    expect(await counts()).toEqual(before);
    const [row] = await app.sql<{ law: string }>('SELECT law FROM decisions WHERE case_id = $1', [second.id]);
    expect(row?.law).toContain('UU 23/2006');
    const foreign = await refusalCase(app, 'disdik');
    const no = await propose(foreign, { extent: 'full', decreeId: decree?.id });
    expect([no.status, (no.body as unknown as Problem).errors?.[0]?.code]).toEqual([422, 'unknown-decree']);
  });

  it('keeps a typed number, and another paper cannot have it', async () => {
    const one = await proposed({ ...FULL, testSheetNumber: 'LU/7/2026' });
    await app.mustAct(one.superior, one.id, 'consent', { decreeNumber: 'SK 77 Tahun 2026' });
    expect(await app.sql(`SELECT 1 FROM exemption_decrees WHERE number = 'SK 77 Tahun 2026'`)).toHaveLength(
      1,
    );
    const other = await proposed();
    const taken = await app.act(other.superior, other.id, 'consent', { decreeNumber: 'sk 77 tahun 2026' });
    expect([taken.status, (taken.body as unknown as Problem).errors?.[0]?.code]).toEqual([
      422,
      'number-taken',
    ]);
    expect((await app.readCase(other.superior, other.id)).status).toBe('consent_pending');
  });

  it('holds the mayor\u2019s approval when it is given, whole or not at all', async () => {
    const one = await proposed();
    const half = await app.act(one.superior, one.id, 'consent', { approvalNumber: '180/7/2026' });
    expect([half.status, (half.body as unknown as Problem).errors?.map(({ field }) => field)]).toEqual([
      422,
      ['approvedOn'],
    ]);
    await app.mustAct(one.superior, one.id, 'consent', {
      approvalNumber: '180/7/2026',
      approvedOn: '2026-11-24',
    });
    const [row] = await app.sql('SELECT approval_number FROM exemption_decrees ORDER BY at DESC LIMIT 1');
    expect(row).toEqual({ approval_number: '180/7/2026' });
  });
});

describe('time while a refusal waits', () => {
  let waiting: RefusalCase;

  it('recalls the superior after a working day', async () => {
    waiting = await proposed();
    const wanted = async () =>
      (await app.mails(app.account('superior').email)).filter(
        ({ subject, text }) =>
          subject.includes(waiting.filed.registerNumber) && text.includes('Menunggu Anda'),
      ).length;
    await app.passTo('2026-11-25T12:00:00+09:00');
    expect(await wanted()).toBe(1);
    await app.passTo('2026-11-26T08:30:00+09:00');
    expect(await wanted()).toBe(2);
  });

  it('passes in silence as for any other request', async () => {
    await app.passTo('2026-12-09T00:30:00+09:00');
    const staff = await app.readCase(waiting.superior, waiting.id);
    expect(staff).toMatchObject({ status: 'consent_pending', overdue: true });
    const tracked = await app.track(waiting.filed);
    expect(tracked).toMatchObject({
      status: 'processing',
      overdue: true,
      preparedObjection: { grounds: ['c'], until: '2027-01-25' },
    });
  });

  it('is late when the consent comes after the due moment, and bears ground g', async () => {
    await app.setClock('2026-12-09T09:00:00+09:00');
    await app.mustAct(waiting.superior, waiting.id, 'consent');
    const [row] = await app.sql('SELECT outcome, late FROM decisions WHERE case_id = $1', [waiting.id]);
    expect(row).toEqual({ outcome: 'refused_exempt', late: true });
    const answer = await app.citizenAct(waiting.filed, 'object', {
      grounds: ['a', 'g'],
      story: 'Penolakan ini datang setelah batas jawaban lewat.',
    });
    expect(answer.status).toBe(201);
  });

  it('ends an exemption: a task and a mail thirty working days before, then open by itself', async () => {
    const [decree] = await app.sql<{ id: string; number: string }>(
      `SELECT id, number FROM exemption_decrees WHERE exempt_until = '2027-06-30'`,
    );
    const rows = await app.sql<{ kind: string; due_at: Date }>(
      'SELECT kind, due_at FROM due_rows WHERE stage = $1 ORDER BY due_at',
      [decree?.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['exemption-review', 'exemption-end']);
    expect(rows[1]?.due_at.toISOString()).toBe('2027-06-29T15:00:00.000Z');
    await app.passTo('2027-05-31T12:00:00+09:00');
    const desk = await app.signIn('desk');
    expect((await desk.page('/petugas/tugas')).text).toContain('Pengecualian akan berakhir');
    const mails = await app.mails(app.account('desk').email);
    expect(mails.filter(({ subject }) => subject.includes(String(decree?.number)))).toHaveLength(1);
    await app.passTo('2027-06-30T00:01:00+09:00');
    const [opened] = await app.sql<{ opened_at: Date }>(
      'SELECT opened_at FROM exemption_decrees WHERE id = $1',
      [decree?.id],
    );
    expect(opened?.opened_at.toISOString()).toBe('2027-06-29T15:00:00.000Z');
    const trail = await app.sql('SELECT event FROM audit WHERE stream = $1 ORDER BY seq', [
      `decree:${String(decree?.id)}`,
    ]);
    expect(trail).toEqual([{ event: 'exemption-decreed' }, { event: 'exemption-ended' }]);
    const late = await refusalCase(app);
    const no = await propose(late, { extent: 'full', decreeId: decree?.id });
    expect([no.status, (no.body as unknown as Problem).errors?.[0]?.code]).toEqual([422, 'decree-ended']);
  });
});

it('counts the promised days from the notice where consent comes after the day that was named', async () => {
  const one = await refusalCase(app);
  const [days] = await app.sql<Record<'today' | 'later', string>>(
    `SELECT d::text AS today, (d + 14)::text AS later
     FROM (SELECT (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date AS d) now`,
  );
  const { today = '', later = '' } = days ?? {};
  const count = async (from: string, n: number): Promise<string> => {
    const path = `/api/v1/working-days?from=${from}&count=${String(n)}`;
    return expectStatus(await app.citizen.get<{ dueDate: string }>(path), 200).dueDate;
  };
  const third = await count(today, 3);
  expectStatus(
    await propose(one, { ...PARTIAL, grant: { ...PARTIAL.grant, form: 'hardcopy', provideOn: third } }),
    200,
  );
  await app.passTo(`${later}T09:00:00+09:00`);
  await app.mustAct(one.superior, one.id, 'consent');
  const promised = await count(later, 3);
  const kept = `SELECT provide_on::text FROM cases WHERE id = $1
    UNION ALL SELECT provide_on::text FROM item_decisions WHERE case_id = $1`;
  expect(await app.sql(kept, [one.id])).toEqual([{ provide_on: promised }, { provide_on: promised }]);
  const [letter] = await app.sql<{ facts: object }>(
    `SELECT facts FROM letters WHERE case_id = $1 AND kind = 'decision-notice'`,
    [one.id],
  );
  expect(letter?.facts).toMatchObject({ granted: { provideWorkingDays: 3, providedBy: { iso: promised } } });
});

it('consents only while the day that another item names is still to come', async () => {
  const { one, ids } = await itemised();
  const named = { itemIds: [ids[1]], reason: 'Rekap belum disusun.' };
  const [days] = await app.sql<{ today: string; tomorrow: string }>(
    `SELECT d::text AS today, (d + 1)::text AS tomorrow
     FROM (SELECT (tenggat_now() AT TIME ZONE 'Asia/Jayapura')::date AS d) now`,
  );
  const { today = '', tomorrow = '' } = days ?? {};
  await app.mustAct(one.officer, one.id, 'answer-not-documented', { ...named, availableOn: today });
  expectStatus(await propose(one), 200);
  await app.passTo(`${tomorrow}T09:00:00+09:00`);
  const refused = await app.act(one.superior, one.id, 'consent');
  expect(noOf(refused)).toEqual([409, 'promise-over']);
  const [year, month, day] = today.split('-');
  expect((refused.body as unknown as Problem).title).toContain(`${day}/${month}/${year}`);
  const reason = 'Beri tanggal baru untuk rekap.';
  await app.mustAct(one.superior, one.id, 'return', { reason });
  await app.mustAct(one.officer, one.id, 'answer-not-documented', { ...named, availableOn: tomorrow });
  expectStatus(await propose(one), 200);
  await app.mustAct(one.superior, one.id, 'consent');
  const told = await app.sql(
    `SELECT available_on::text FROM decisions WHERE case_id = $1 AND outcome = 'not_documented'`,
    [one.id],
  );
  expect(told).toEqual([{ available_on: tomorrow }]);
});
