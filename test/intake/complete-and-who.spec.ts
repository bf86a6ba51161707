import { readPdf } from '../letters/read-pdf.js';
import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus, type HttpClient, type Problem } from '../support/http-client.js';
import { requestBody, variants, type RequestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { submitAct } from '../workspace/office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

async function upload(client: HttpClient): Promise<string> {
  return expectStatus(await client.upload(await sampleFiles.jpg(), 'surat.jpg', 'image/jpeg'), 201).fileId;
}

async function incomplete(): Promise<{ filed: FiledRequest; id: string; desk: HttpClient }> {
  const desk = await app.signIn('desk');
  const filed = await app.fileRequest();
  const id = await app.caseId(filed.registerNumber);
  await app.mustAct(desk, id, 'declare-incomplete', { missing: ['identity', 'description'], note: '' });
  return { filed, id, desk };
}

describe('a letter of incompleteness', () => {
  it('is refused by the law when it asks for nothing', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    const answer = await app.act(desk, id, 'declare-incomplete', { missing: [], note: 'Kurang.' });
    expect([answer.status, (answer.body as unknown as Problem).code]).toEqual([409, 'reasons-missing']);
    expect(await app.track(filed)).toMatchObject({ status: 'received' });
  });

  it.each([
    [['description'], '1. Rincian informasi yang diminta. Sebutkan sekolahnya. Selanjutnya waktu'],
    [['description', 'purpose'], '2. Tujuan penggunaan informasi. Sebutkan sekolahnya. Selanjutnya waktu'],
  ])('on %j puts the note of the desk where it belongs to', async (missing, words) => {
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    const note = 'Sebutkan sekolahnya.';
    await app.mustAct(await app.signIn('desk'), id, 'declare-incomplete', { missing, note });
    await app.sweep();
    const { documents } = await app.track(filed);
    const letter = documents.find(({ kind }) => kind === 'incomplete-notice');
    const { text } = readPdf(Buffer.from(await (await fetch(String(letter?.url))).arrayBuffer()));
    expect(text).toContain(words);
  });
});

describe('a repair', () => {
  afterEach(() => app.setClock('2026-11-24T10:00:00+09:00'));

  it('brings the identity paper of the requester by its file, and says which paper it is', async () => {
    const { filed, id } = await incomplete();
    const identityFileId = await upload(app.citizen);
    const wrong = await app.citizenAct<Problem>(filed, 'complete', { requester: { identity: 'library' } });
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([422, 'requester.identity']);
    const requester = { identity: 'populationLetter', identityFileId };
    expectStatus(await app.citizenAct(filed, 'complete', { text: 'Tahun 2025.', requester }), 200);
    expect(
      await app.sql(
        `SELECT r.identity_kind AS kind, r.identity_file_id AS file FROM requesters r JOIN cases c ON c.requester_id = r.id
         WHERE c.id = $1`,
        [id],
      ),
    ).toEqual([{ kind: 'populationLetter', file: identityFileId }]);
  });

  it('is taken by the desk at the counter, once, and restarts the reply term', async () => {
    const { filed, id, desk } = await incomplete();
    expect((await app.readCase(desk, id)).actions).toContain('complete');
    const empty = await app.act(desk, id, 'complete', {});
    expect((empty.body as unknown as Problem).errors?.[0]?.field).toBe('text');
    await app.setClock('2026-11-26T09:00:00+09:00');
    await app.mustAct(desk, id, 'complete', {
      text: 'KTP diperlihatkan, tahun anggaran 2025.',
      identityFileId: await upload(desk),
      identityShown: 'KTP diperlihatkan di loket',
    });
    expect(await app.track(filed)).toMatchObject({
      status: 'processing',
      dueDate: '2026-12-10',
      dueDateKind: 'afterRepair',
    });
    const again = await app.act(desk, id, 'complete', { text: 'Sekali lagi.' });
    expect([again.status, (again.body as unknown as Problem).code]).toEqual([409, 'not-in-this-state']);
    const second = await app.act(desk, id, 'declare-incomplete', { missing: ['purpose'], note: '' });
    expect([second.status, (second.body as unknown as Problem).code]).toEqual([409, 'not-in-this-state']);
    const [open] = await app.sql<{ count: string }>(
      `SELECT count(*) FROM due_rows WHERE case_id = $1 AND kind IN ('reply', 'repair') AND done_at IS NULL`,
      [id],
    );
    expect(open?.count).toBe('1');
  });

  it('may come in pieces: the term runs on until the last item is there', async () => {
    const { filed, id } = await incomplete();
    await app.setClock('2026-11-25T09:00:00+09:00');
    const words = await app.citizenAct(filed, 'complete', { text: 'Tahun anggaran 2025.', fileIds: [] });
    expect(words.body).toMatchObject({ status: 'incomplete', repairDueDate: '2026-11-27' });
    await app.sweep();
    const asked = (await app.mails())
      .filter(({ subject }) => subject === `Perlu dilengkapi: ${filed.registerNumber}`)
      .map(({ text }) => /Belum lengkap: ([^.]*)/u.exec(text)?.[1]);
    expect(asked).toContain('identitas');
    const [open] = await app.sql<{ count: string }>(
      `SELECT count(*) FROM due_rows WHERE case_id = $1 AND kind = 'repair' AND done_at IS NULL`,
      [id],
    );
    expect(open?.count).toBe('1');
    const paper = { text: '', fileIds: [await upload(app.citizen)] };
    const whole = await app.citizenAct(filed, 'complete', paper);
    expect(whole.body).toMatchObject({ status: 'processing', dueDateKind: 'afterRepair' });
  });

  it('asks nobody for the papers of others', async () => {
    const desk = await app.signIn('desk');
    const id = await app.caseId((await app.fileRequest({ agency: 'disdik' })).registerNumber);
    const asked = { missing: ['identity', 'legalEntityDeed'], note: '' };
    const answer = await app.act(desk, id, 'declare-incomplete', asked);
    expect([answer.status, (answer.body as unknown as Problem).errors]).toMatchObject([
      422,
      [{ field: 'missing', code: 'unknown-value', message: expect.stringContaining('jenis pemohon ini') }],
    ]);
    await app.mustAct(desk, id, 'declare-incomplete', { ...asked, missing: ['identity'] });
  });

  it('wants a paper for each item and says which is which', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest({ requester: { ...requestBody().requester, kind: 'group' } });
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(desk, id, 'declare-incomplete', {
      missing: ['proxyLetter', 'memberIdentities', 'description'],
      note: '',
    });
    const citizen = app.client();
    await citizen.submit('/lacak', { nomor: filed.registerNumber, kode: filed.trackingCode });
    const page = (await citizen.page('/permohonan-saya/lengkapi')).text;
    for (const field of ['surat-kuasa', 'ktp-anggota', 'berkas'])
      expect(page).toContain(`type="file" id="${field}"`);
    expect(page).not.toContain('id="akta"');
    expect((await desk.page(`/petugas/kasus/${id}/lengkapi/loket`)).text).toContain('id="surat-kuasa"');
    const one = await app.citizenAct(filed, 'complete', { text: '-', fileIds: [await upload(app.citizen)] });
    const missing = ['memberIdentities', 'description'];
    expect(one.body).toMatchObject({ status: 'incomplete', missing });
    expect(await app.readCase(desk, id)).toMatchObject({ missing });
    const unknown = await app.citizenAct(filed, 'complete', { papers: { memberIdentities: [id] } });
    expect([unknown.status, (unknown.body as unknown as Problem).errors]).toMatchObject([
      422,
      [{ field: 'papers.memberIdentities', code: 'unknown-file' }],
    ]);
    const members = [await upload(app.citizen), await upload(app.citizen)];
    const named = { text: 'Tahun anggaran 2025.', papers: { memberIdentities: members } };
    expect((await app.citizenAct(filed, 'complete', named)).body).toMatchObject({ status: 'processing' });
    expect((await desk.page(`/petugas/kasus/${id}`)).text).toContain('identitas para pemberi kuasa');
    const officer = await app.readCase(await app.signIn('officer', 'disdik'), id);
    expect(officer.documents.filter((file) => members.includes(file.id))).toEqual([]);
  });

  it('may lie in a message and then counts from its day', async () => {
    const { filed, id, desk } = await incomplete();
    await app.setClock('2026-11-25T09:00:00+09:00');
    const sent = await app.citizenAct(filed, 'message', {
      text: 'Ini KTP saya dan tahun 2025.',
      fileIds: [await upload(app.citizen)],
    });
    expect(sent.status).toBe(200);
    expect((await app.track(filed)).status).toBe('incomplete');
    await app.setClock('2026-11-27T09:00:00+09:00');
    const [message] = await app.sql<{ id: string }>('SELECT id FROM messages WHERE case_id = $1', [id]);
    const done = await submitAct(desk, id, 'lengkapi/loket', { pesan: message?.id ?? '' });
    expect(done).toMatchObject({ status: 303, location: `/petugas/kasus/${id}?selesai=loket` });
    expect(await app.track(filed)).toMatchObject({ status: 'processing', dueDate: '2026-12-09' });
  });

  it('after the closing needs a reason, and the closing allows an objection until then', async () => {
    const { filed, id, desk } = await incomplete();
    await app.passTo('2026-11-28T00:30:00+09:00');
    const closed = await app.track(filed);
    expect(closed).toMatchObject({ status: 'closed_incomplete', dueDate: null });
    expect(closed.rights.objectionUntil).not.toBeNull();
    const mails = await app.mails();
    expect(
      mails.some(({ subject }) => subject.includes(filed.registerNumber) && /ditutup/u.test(subject)),
    ).toBe(true);
    await app.setClock('2026-11-30T09:00:00+09:00');
    expect((await app.mustAct(desk, id, 'complete', { text: 'Terlambat.' })).status).toBe(
      'closed_incomplete',
    );
    const reason = 'Listrik padam di kampung.';
    // Words alone are no identity: the officer must have every item of the letter, or say that he has.
    for (const items of [undefined, ['description']]) {
      const half = await app.act(desk, id, 'complete', { text: 'Lagi.', reason, items });
      expect(half.status).toBe(422);
      expect((half.body as unknown as { errors: unknown[] }).errors).toMatchObject([{ field: 'items' }]);
    }
    expect((await app.act(desk, id, 'accept-late-repair', { reason })).status).toBe(422);
    expect((await app.track(filed)).status).toBe('closed_incomplete');
    const taken = await app.mustAct(desk, id, 'complete', {
      text: 'Lagi.',
      reason,
      items: ['identity', 'description'],
    });
    expect(taken).toMatchObject({ status: 'processing', dueDate: '2026-12-14' });
  });

  it('leads from a closing to an objection on ground e', async () => {
    const { filed } = await incomplete();
    await app.passTo('2026-11-28T00:30:00+09:00');
    const objected = await app.citizenAct(filed, 'object', {
      grounds: ['e'],
      story: 'Berkas saya sudah lengkap sejak awal.',
      fileIds: [],
    });
    expect(objected.status).toBe(201);
  });
});

describe('who may file', () => {
  async function file(requester: object, more: Partial<RequestBody> = {}): Promise<FiledRequest> {
    return app.fileRequest({ ...more, requester: { ...requestBody().requester, ...requester } });
  }

  async function faultsOf(requester: object): Promise<readonly string[]> {
    const body = requestBody({ requester: { ...requestBody().requester, ...requester } });
    const answer = await app.citizen.post<Problem>('/api/v1/requests', body);
    expect(answer.status).toBe(422);
    return (answer.body.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  }

  it('asks each kind for its papers in the words of the form', async () => {
    const principal = { name: 'Yohana Tuhumury' };
    expect(await faultsOf({ kind: 'proxy', principal, papers: [] })).toEqual([
      'requester.papers: Unggah surat kuasa khusus',
      'requester.papers: Unggah identitas pemberi kuasa',
    ]);
    expect(await faultsOf({ kind: 'group', papers: [] })).toEqual([
      'requester.papers: Unggah surat kuasa khusus',
      'requester.papers: Unggah KTP para anggota kelompok',
    ]);
    expect(await faultsOf({ kind: 'legalEntity', decreeNumber: 'AHU-1', papers: [] })).toEqual([
      'requester.papers: Unggah akta pendirian dan pengesahannya',
    ]);
    expect(await faultsOf({ kind: 'legalEntity', papers: [] })).toEqual([
      'requester.decreeNumber: Masukkan nomor SK pengesahan',
    ]);
    expect(await faultsOf({ identity: 'childCard', nationalId: null })).toEqual([
      'requester.guardian: Tuliskan nama orang tua atau wali',
    ]);
    expect(await faultsOf({ identity: 'ktp', nationalId: null })).toEqual([
      'requester.nationalId: Masukkan NIK Anda',
    ]);
    const fileId = await upload(app.citizen);
    expect(await faultsOf({ papers: [{ paper: 'proxyLetter', fileId }] })).toEqual([
      'requester.papers.0.paper: Dokumen ini bukan syarat untuk jenis pemohon ini',
    ]);
    expect(await faultsOf({ name: '' })).toEqual(['requester.name: Tuliskan nama lengkap Anda']);
  });

  it('checks every paper that the rule asks of the kind', async () => {
    const fileId = await upload(app.citizen);
    const filed = await file({
      kind: 'group',
      papers: [
        { paper: 'proxyLetter', fileId },
        { paper: 'memberIdentity', fileId: await upload(app.citizen) },
      ],
    });
    const desk = await app.signIn('desk');
    const { text } = await desk.page(`/petugas/kasus/${await app.caseId(filed.registerNumber)}/verifikasi`);
    const asked = [...text.matchAll(/name="cek-(\w+)"/gu)].map(([, item]) => item);
    expect([...new Set(asked)]).toEqual(['proxyLetter', 'memberIdentities', 'description', 'purpose']);
  });

  it('keeps papers of a proxy away from the answering unit', async () => {
    const [letter, card] = [await upload(app.citizen), await upload(app.citizen)];
    const filed = await file({
      kind: 'proxy',
      principal: { name: 'Yohana Tuhumury' },
      papers: [
        { paper: 'proxyLetter', fileId: letter, stamped: true },
        { paper: 'principalPaper', fileId: card },
      ],
    });
    const id = await app.caseId(filed.registerNumber);
    const rows = await app.sql<{ paper: string; purpose: string; stamped: boolean | null }>(
      `SELECT p.paper, f.purpose, p.stamped FROM requester_papers p JOIN files f ON f.id = p.file_id
       WHERE p.case_id = $1 ORDER BY p.paper`,
      [id],
    );
    expect(rows).toEqual([
      { paper: 'principalPaper', purpose: 'identity', stamped: null },
      { paper: 'proxyLetter', purpose: 'authority', stamped: true },
    ]);
    const officer = await app.signIn('officer', 'disdik');
    expect((await officer.page(`/petugas/kasus/${id}/berkas/${letter}`)).status).toBe(404);
    const desk = await app.signIn('desk');
    expect((await desk.page(`/petugas/kasus/${id}/berkas/${letter}`)).status).toBe(200);
  });

  it.each([
    ['proxy', 'is there', 'Ada, dari Yohana Tuhumury'],
    ['proxy', 'is not', 'Belum tercatat; pemberi kuasa Yohana Tuhumury'],
    ['group', 'is there', 'Ada'],
    ['group', 'is not', 'Belum tercatat'],
  ])('says on the receipt of a %s whether the letter of authority %s', async (kind, there, words) => {
    const [paper, letter] = [kind === 'proxy' ? 'principalPaper' : 'memberIdentity', 'proxyLetter'];
    const papers = [
      { paper, fileId: await upload(app.citizen) },
      { paper: letter, fileId: await upload(app.citizen) },
    ];
    const filed = await file({
      kind,
      ...(kind === 'proxy' ? { principal: { name: 'Yohana Tuhumury' } } : {}),
      ...(there === 'is there' ? { papers } : {}),
    });
    const { text } = readPdf(Buffer.from(await (await fetch(filed.links.receipt)).arrayBuffer()));
    expect(text).toContain(`Surat kuasa khusus ${words} Rincian`);
  });

  it('takes a child with its parent', async () => {
    const filed = await file({
      identity: 'childCard',
      nationalId: null,
      identityFileId: await upload(app.citizen),
      guardian: { name: 'Ibu Contoh' },
    });
    expect(filed.dueDate).toBe('2026-12-08');
  });

  it.each([
    ['official-help', { ...variants.publicBody().requester }],
    ['courtesy', { citizenship: 'other', identity: 'passport', nationalId: null }],
  ])('runs no statutory clock for %s', async (standing, requester) => {
    const filed = await file(requester);
    expect(filed).toMatchObject({ dueDate: null, completenessDueDate: null });
    await app.sweep();
    const id = await app.caseId(filed.registerNumber);
    const rows = await app.sql<{ kind: string }>(
      `SELECT kind FROM due_rows WHERE case_id = $1 AND kind IN ('completeness-check', 'reply', 'reply-reminder')`,
      [id],
    );
    expect(rows).toEqual([]);
    const told = await app.sql(`SELECT 1 FROM outbox WHERE case_id = $1 AND kind = 'assigned'`, [id]);
    expect(told.length).toBeGreaterThan(0);
    const [view] = await app.sql('SELECT standing FROM tenggat_read.case_standing WHERE case_id = $1', [id]);
    expect(view).toEqual({ standing });
    const desk = await app.signIn('desk');
    const page = await desk.page(`/petugas/kasus/${id}`);
    expect(page.text).toContain(standing === 'courtesy' ? 'Layanan tanpa batas' : 'Bantuan kedinasan');
    const receipt = await app.citizen.get(
      new URL(filed.links.receipt).pathname + new URL(filed.links.receipt).search,
    );
    expect(receipt.status).toBe(200);
    expect((await app.track(filed)).status).toBe('received');
  });

  it.each([
    ['a public body', { ...variants.publicBody().requester }],
    ['a foreigner', { citizenship: 'other', identity: 'passport', nationalId: null }],
  ])(
    'ends the request of %s with its answer: objection is the right of a requester',
    async (_, requester) => {
      const filed = await file(requester);
      const id = await app.caseId(filed.registerNumber);
      await app.sweep();
      const officer = await app.signIn('officer', 'disdik');
      const holder = 'Dinas Pendidikan Provinsi Maluku';
      await app.mustAct(officer, id, 'answer-not-held', { holder });
      await app.sweep();
      const answered = await app.track(filed);
      expect(answered).toMatchObject({ rights: { objectionUntil: null, commissionUntil: null } });
      const objection = { grounds: ['e'], story: 'Kami tidak setuju dengan jawaban ini.', fileIds: [] };
      for (const grounds of [['e'], ['b']]) {
        const refused = await app.citizenAct(filed, 'object', { ...objection, grounds });
        expect([refused.status, (refused.body as unknown as Problem).code]).toEqual([409, 'ground-not-open']);
      }
      const desk = await app.signIn('desk');
      expect((await app.readCase(desk, id)).actions).not.toContain('object');
      const clocks = await app.sql<{ kind: string }>(
        `SELECT kind FROM due_rows WHERE case_id = $1 AND (kind LIKE 'objection%' OR kind LIKE 'commission%')`,
        [id],
      );
      expect(clocks).toEqual([]);
      const letters = await app.sql(`SELECT facts->'objectionDue' AS due FROM letters WHERE case_id = $1`, [
        id,
      ]);
      expect(letters).toEqual([{ due: null }]);
      const mails = (await app.mails()).filter(({ subject }) => subject.includes(filed.registerNumber));
      expect(mails.some(({ subject }) => /jawab/iu.test(subject))).toBe(true);
      expect(mails.filter(({ text }) => /keberatan/iu.test(text))).toEqual([]);
      await app.passTo('2026-11-25T00:30:00+09:00');
      const [ended] = await app.sql('SELECT status, objection_until FROM cases WHERE id = $1', [id]);
      expect(ended).toEqual({ status: 'final', objection_until: null });
      await app.setClock('2026-11-24T10:00:00+09:00');
    },
  );

  it('closes what a public body never completed without a right to object', async () => {
    const filed = await file({ ...variants.publicBody().requester });
    const id = await app.caseId(filed.registerNumber);
    const desk = await app.signIn('desk');
    await app.mustAct(desk, id, 'declare-incomplete', { missing: ['description'], note: '' });
    await app.passTo('2026-11-28T00:30:00+09:00');
    const closed = await app.track(filed);
    expect(closed).toMatchObject({ status: 'closed_incomplete', rights: { objectionUntil: null } });
    const told = (await app.mails()).filter(
      ({ subject }) => subject.includes(filed.registerNumber) && /ditutup/u.test(subject),
    );
    expect(told.map(({ text }) => /keberatan/iu.test(text))).toEqual([false]);
    await app.passTo('2026-11-29T00:30:00+09:00');
    const [ended] = await app.sql('SELECT status FROM cases WHERE id = $1', [id]);
    expect(ended).toEqual({ status: 'final' });
    await app.setClock('2026-11-24T10:00:00+09:00');
  });
});

describe('a withdrawal at the desk', () => {
  it('needs the written word and mails the requester', async () => {
    const desk = await app.signIn('desk');
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    const without = await app.act(desk, id, 'withdraw', { reason: 'Diminta lewat telepon' });
    expect((without.body as unknown as Problem).errors?.[0]?.field).toBe('fileId');
    await app.mustAct(desk, id, 'withdraw', { fileId: await upload(desk) });
    await app.sweep();
    expect((await app.track(filed)).status).toBe('withdrawn');
    const mails = await app.mails();
    expect(
      mails.some(({ subject }) => subject.includes(filed.registerNumber) && /dicabut/u.test(subject)),
    ).toBe(true);
  });
});
