import { readPdf } from '../letters/read-pdf.js';
import { useApp, type StaffRole } from '../support/app.js';
import { expectStatus, type HttpClient } from '../support/http-client.js';
import { variants } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';
import { htmlFindings } from '../support/browser.js';
import { filledFields, hiddenFields, submitAct, submitFiles } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

async function file(body: Parameters<typeof app.fileRequest>[0] = {}): Promise<string> {
  const id = await app.caseId((await app.fileRequest(body)).registerNumber);
  await app.sweep();
  return id;
}

async function statusOf(id: string): Promise<string> {
  return (await app.sql<{ status: string }>('SELECT status FROM cases WHERE id = $1', [id]))[0]?.status ?? '';
}

const officerOf = (agency = 'disdik'): ReturnType<typeof app.signIn> => app.signIn('officer', agency);
const desk = (): ReturnType<typeof app.signIn> => app.signIn('desk');

describe('completeness', () => {
  it('declares complete when every row is there', async () => {
    const id = await file();
    const done = await submitAct(await officerOf(), id, 'verifikasi', {
      'cek-description': 'ada',
      'cek-purpose': 'ada',
    });
    expect(done).toMatchObject({ status: 303, location: `/petugas/kasus/${id}?selesai=verifikasi` });
    expect(await statusOf(id)).toBe('processing');
    expect((await (await officerOf()).page(done.location)).text).toContain('dinyatakan lengkap');
  });

  it('asks for what is missing and keeps what was typed after a fault', async () => {
    const id = await file();
    const staff = await desk();
    const faulty = await submitAct(staff, id, 'verifikasi', { catatan: 'Sebut tahun anggaran' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Pilih Ada atau Kurang untuk Identitas');
    expect(faulty.text).toContain('Sebut tahun anggaran');
    const done = await submitAct(staff, id, 'verifikasi', {
      'cek-identity': 'ada',
      'cek-description': 'kurang',
      'cek-purpose': 'ada',
      catatan: 'Sebut tahun anggaran',
    });
    expect(done.location).toContain('selesai=diminta');
    expect(await statusOf(id)).toBe('incomplete');
  });

  it('accepts a late repair with a reason', async () => {
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.mustAct(await desk(), id, 'declare-incomplete', { missing: ['description'], note: '' });
    await app.passTo('2026-12-01T09:00:00+09:00');
    expect(await statusOf(id)).toBe('closed_incomplete');
    await app.citizenAct(filed, 'complete', { text: 'Tahun anggaran 2025', fileIds: [] });
    const unticked = await submitAct(await desk(), id, 'lengkapi', { alasan: 'Listrik padam' });
    expect(unticked.status).toBe(422);
    expect(unticked.text).toContain('Belum ada: rincian informasi');
    expect(await statusOf(id)).toBe('closed_incomplete');
    const ticked = { alasan: 'Listrik padam', ada: 'description' };
    expect((await submitAct(await desk(), id, 'lengkapi', ticked)).status).toBe(303);
    expect(await statusOf(id)).toBe('processing');
  });
});

describe('routing', () => {
  it('gives a vague case to the agency that the desk chooses', async () => {
    const id = await file(variants.vague());
    const staff = await desk();
    expect((await submitAct(staff, id, 'tugaskan', { instansi: 'lain', alasan: 'x' })).status).toBe(422);
    const done = await submitAct(staff, id, 'tugaskan', {
      instansi: 'lain',
      'instansi-lain': 'disdukcapil',
      alasan: 'Data penduduk dipegang Disdukcapil',
    });
    expect(done.status).toBe(303);
    expect((await (await officerOf('disdukcapil')).page(`/petugas/kasus/${id}`)).status).toBe(200);
    expect((await (await officerOf()).page(`/petugas/kasus/${id}`)).status).toBe(404);
  });

  it('forwards what an agency holds to another one, and moves no clock', async () => {
    const id = await file();
    const staff = await desk();
    const dueOn = async () => app.sql('SELECT due_on::text FROM cases WHERE id = $1', [id]);
    const before = await dueOn();
    expect((await staff.page(`/petugas/kasus/${id}`)).text).toContain(`/petugas/kasus/${id}/teruskan`);
    const done = await submitAct(staff, id, 'teruskan', {
      instansi: 'lain',
      'instansi-lain': 'disdukcapil',
      alasan: 'Data penduduk dipegang Disdukcapil',
    });
    expect([done.status, done.location]).toEqual([303, `/petugas/kasus/${id}?selesai=teruskan`]);
    expect((await (await officerOf('disdukcapil')).page(`/petugas/kasus/${id}`)).status).toBe(200);
    expect((await (await officerOf()).page(`/petugas/kasus/${id}`)).status).toBe(404);
    expect(await dueOn()).toEqual(before);
  });

  it('takes a case back from the wrong agency and leads to the queue', async () => {
    const id = await file();
    const done = await submitAct(await officerOf(), id, 'kembalikan', {
      alasan: 'Bukan urusan kami',
      saran: 'disdukcapil',
    });
    expect(done.location).toBe('/petugas?selesai=kembalikan');
    const assign = await (await desk()).page(`/petugas/kasus/${id}/tugaskan`);
    expect(assign.text).toContain('Bukan urusan kami');
    expect(assign.text).toContain('Saran:');
    // What the agency advised is chosen already, never the agency that handed it back.
    expect(assign.text).toMatch(/value="disdukcapil"(?: checked| selected)/u);
    expect(assign.text).not.toMatch(/value="disdik" checked/u);
  });

  it('names a holder and reminds him', async () => {
    const id = await file();
    const officer = await officerOf();
    const page = await officer.page(`/petugas/kasus/${id}/pemegang`);
    const me = /name="pemegang" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    expect((await submitAct(officer, id, 'pemegang', { pemegang: me })).status).toBe(303);
    expect((await submitAct(await desk(), id, 'ingatkan', {})).status).toBe(303);
    await app.sweep();
    const { email } = app.account('officer', 'disdik');
    expect((await app.mails(email)).some((mail) => mail.subject.includes('AMBON-2026'))).toBe(true);
  });
});

describe('the letter of an act', () => {
  async function preview(staff: HttpClient, id: string, act: string, fields: Record<string, string>) {
    const shown = await staff.page(`/petugas/kasus/${id}/${act}`);
    expect(shown.text).toContain(`formaction="/petugas/kasus/${id}/${act}/pratinjau"`);
    const typed = { ...hiddenFields(shown.text, act), ...fields };
    const answer = await staff.submit(`/petugas/kasus/${id}/${act}/pratinjau`, typed);
    return { status: answer.status, type: answer.headers.get('content-type'), text: answer.text };
  }

  /** All that a preview must leave as it was. */
  const kept = async (id: string): Promise<unknown> =>
    app.sql(
      `SELECT c.version, c.status, c.due_on, (SELECT count(*) FROM letters) AS letters,
         (SELECT count(*) FROM outbox) AS mails, (SELECT count(*) FROM audit) AS trail,
         (SELECT json_agg(n) FROM letter_counters n) AS numbers
       FROM cases c WHERE c.id = $1`,
      [id],
    );

  it.each([
    [
      'verifikasi',
      desk,
      { 'cek-identity': 'ada', 'cek-description': 'kurang', 'cek-purpose': 'ada', catatan: 'Tahun?' },
    ],
    ['perpanjang', officerOf, { alasan: 'statusUndecided', penjelasan: 'Masih dibahas.' }],
  ] as const)('is shown before %s, and nothing is kept', async (act, who, fields) => {
    const id = await file();
    const staff = await who();
    const before = await kept(id);
    const seen = await preview(staff, id, act, fields);
    expect([seen.status, seen.type, seen.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    const faulty = act === 'perpanjang' ? { ...fields, penjelasan: ' ' } : { ...fields, 'cek-purpose': '' };
    expect((await preview(staff, id, act, faulty)).status).toBe(422);
    expect(await kept(id)).toEqual(before);
    expect((await submitAct(staff, id, act, fields)).status).toBe(303);
  });

  it('shows the number that was typed, and leaves open the one that the counter gives', async () => {
    const id = await file();
    const staff = await officerOf();
    const shown = await staff.page(`/petugas/kasus/${id}/perpanjang`);
    const fields = { alasan: 'statusUndecided', penjelasan: 'Masih dibahas.' };
    const printed = async (more: Record<string, string>): Promise<string> => {
      const form = { ...hiddenFields(shown.text, 'perpanjang'), ...fields, ...more };
      return readPdf(await staff.download(`/petugas/kasus/${id}/perpanjang/pratinjau`, form)).text;
    };
    expect(await printed({ 'nomor-surat': '88/X/2026' })).toContain('88/X/2026');
    const counted = await printed({});
    expect([counted.includes('[nomor surat]'), counted.includes('88/X/2026')]).toEqual([true, false]);
  });

  it('is not shown where the act makes none', async () => {
    const id = await file();
    const whole = { 'cek-identity': 'ada', 'cek-description': 'ada', 'cek-purpose': 'ada' };
    const seen = await preview(await desk(), id, 'verifikasi', whole);
    expect([seen.status, seen.text.includes('Isian ini tidak menghasilkan surat')]).toEqual([422, true]);
  });
});

describe('extension', () => {
  it('shows old and new date, extends once, then says why not', async () => {
    const id = await file();
    const officer = await officerOf();
    const page = await officer.page(`/petugas/kasus/${id}/perpanjang`);
    expect(page.text).toMatch(/Perpanjang sampai/u);
    const fields = { alasan: 'statusUndecided', penjelasan: 'Masih dibahas apakah dikecualikan.' };
    expect((await submitAct(officer, id, 'perpanjang', { ...fields, penjelasan: ' ' })).status).toBe(422);
    const unlawful = await submitAct(officer, id, 'perpanjang', { ...fields, alasan: 'sibuk' });
    expect([unlawful.status, unlawful.text.includes(fields.penjelasan)]).toEqual([422, true]);
    expect((await submitAct(officer, id, 'perpanjang', fields)).status).toBe(303);
    expect(await statusOf(id)).toBe('extended');
    const again = await officer.page(`/petugas/kasus/${id}/perpanjang`);
    expect(again.status).toBe(409);
    expect(again.text).toContain('tidak mungkin sekarang');
  });
});

describe('answering', () => {
  async function write(id: string, decision: string, fields: Record<string, string>): Promise<void> {
    const officer = await officerOf();
    const first = await submitAct(officer, id, 'jawab/1', { keputusan: decision });
    expect(first).toMatchObject({ status: 303, location: `/petugas/kasus/${id}/jawab/2` });
    expect((await submitAct(officer, id, 'jawab/2', fields)).status).toBe(303);
  }

  async function send(id: string): Promise<{ status: number; location: string }> {
    const officer = await officerOf();
    const preview = await officer.page(`/petugas/kasus/${id}/jawab/4`);
    expect(preview.text).toContain('[nama pemohon]');
    const answer = await officer.submit(
      `/petugas/kasus/${id}/jawab/5`,
      hiddenFields(preview.text, 'jawab/5'),
    );
    return { status: answer.status, location: answer.headers.get('location') ?? '' };
  }

  it('sends a free answer with a file at once', async () => {
    const id = await file();
    await write(id, 'granted', { bentuk: 'softcopy', hari: '24', bulan: 'Des', tahun: '2026' });
    const officer = await officerOf();
    const page = await officer.page(`/petugas/kasus/${id}/jawab/3`);
    const form = new FormData();
    for (const [name, value] of Object.entries(hiddenFields(page.text, 'jawab/3'))) form.append(name, value);
    form.append('berkas', new Blob([new Uint8Array(sampleFiles.pdf('Rincian'))]), 'rincian.pdf');
    const added = await submitFiles(officer, `/petugas/kasus/${id}/jawab/3`, form);
    expect(added.status).toBe(303);
    const preview = await officer.page(`/petugas/kasus/${id}/jawab/4`);
    const fields = hiddenFields(preview.text, 'jawab/5');
    const answers = [
      await officer.submit(`/petugas/kasus/${id}/jawab/5`, fields),
      await officer.submit(`/petugas/kasus/${id}/jawab/5`, fields),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, `/petugas/kasus/${id}?selesai=jawab`],
      [303, `/petugas/kasus/${id}?selesai=jawab`],
    ]);
    expect(await statusOf(id)).toBe('closed_granted');
  });

  it('sends that another body holds it', async () => {
    const id = await file();
    const officer = await officerOf();
    await submitAct(officer, id, 'jawab/1', { keputusan: 'not-held' });
    const faulty = await submitAct(officer, id, 'jawab/2', { penjelasan: 'Guru SMA diurus provinsi.' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Guru SMA diurus provinsi.');
    await write(id, 'not-held', { penguasa: 'Dinas Pendidikan Provinsi Maluku' });
    expect((await send(id)).status).toBe(303);
    expect(await statusOf(id)).toBe('closed_not_held');
  });

  it.each([
    ['not-yet-held', { penjelasan: 'Laporan baru selesai bulan depan.' }, 'closed_not_yet_held'],
    ['not-documented', { hari: '30', bulan: '12', tahun: '2026' }, 'closed_not_documented'],
  ])('sends %s', async (decision, fields, status) => {
    const id = await file();
    await write(id, decision, fields);
    expect((await send(id)).status).toBe(303);
    expect(await statusOf(id)).toBe(status);
  });

  it('records payment before the hand-over', async () => {
    const id = await file(variants.onPaper());
    await write(id, 'granted', {
      bentuk: 'hardcopy',
      'biaya-salinan': 'Rp12.500',
      hari: '24',
      bulan: '12',
      tahun: '2026',
    });
    expect((await send(id)).status).toBe(303);
    const officer = await officerOf();
    expect((await officer.page(`/petugas/kasus/${id}/serahkan`)).status).toBe(409);
    expect((await submitAct(officer, id, 'bayar', { jumlah: '12.500', cara: 'cash' })).status).toBe(303);
    expect((await submitAct(officer, id, 'serahkan', { cara: 'pickup' })).status).toBe(422);
    const day = { hari: '24', bulan: '11', tahun: '2026' };
    const [now] = await app.sql<{ day: string }>(
      `SELECT to_char(tenggat_now() AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD') AS day`,
    );
    const [tahun = '', bulan = '', hari = ''] = (now?.day ?? '').split('-');
    expect(
      (await submitAct(officer, id, 'serahkan', { ...day, cara: 'pickup', hari, bulan, tahun })).status,
    ).toBe(303);
    expect(await statusOf(id)).toBe('closed_granted');
  });

  it('tells the second officer what changed and keeps the words', async () => {
    const id = await file();
    const officer = await officerOf();
    const path = `/petugas/kasus/${id}/perpanjang`;
    const page = await officer.page(path);
    await submitAct(officer, id, 'catatan', { teks: 'Bendahara berjanji Jumat siang.' });
    const late = await officer.submit(path, {
      ...hiddenFields(page.text, 'perpanjang'),
      alasan: 'statusUndecided',
      penjelasan: 'Teks yang panjang milik saya.',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Catatan internal');
    expect(late.text).toContain('Teks yang panjang milik saya.');
    const again = await officer.submit(path, {
      ...hiddenFields(late.text, 'perpanjang'),
      penjelasan: 'Teks yang panjang milik saya.',
    });
    expect(again.status).toBe(200);
    expect(again.text).toContain('Teks yang panjang milik saya.');
    expect(await statusOf(id)).toBe('received');
    const done = await officer.submit(path, {
      ...hiddenFields(again.text, 'perpanjang'),
      alasan: 'statusUndecided',
      penjelasan: 'Teks yang panjang milik saya.',
    });
    expect(done.status).toBe(303);
  });

  it('never overwrites a draft that another officer saved meanwhile', async () => {
    const id = await file();
    const officer = await officerOf();
    await submitAct(officer, id, 'jawab/1', { keputusan: 'not-yet-held' });
    const path = `/petugas/kasus/${id}/jawab/2`;
    const old = await officer.page(path);
    await submitAct(officer, id, 'jawab/2', { penjelasan: 'Tulisan orang lain.' });
    const late = await officer.submit(path, {
      ...hiddenFields(old.text, 'jawab/2'),
      penjelasan: 'Tulisan saya.',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Draf jawaban disimpan');
    expect(late.text).toContain('Tulisan saya.');
  });
});

describe('messages, notes and withdrawal', () => {
  it('keeps a note inside and sends a message out', async () => {
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    await app.sweep();
    const officer = await officerOf();
    expect((await submitAct(officer, id, 'catatan', { teks: 'Hanya untuk kami.' })).status).toBe(303);
    expect((await submitAct(officer, id, 'pesan', { teks: 'Rekap sedang disiapkan.' })).status).toBe(303);
    const tracked = JSON.stringify(await app.track(filed));
    expect(tracked).not.toContain('Hanya untuk kami.');
    expect((await officer.page(`/petugas/kasus/${id}?linimasa=catatan`)).text).toContain('Hanya untuk kami.');
  });

  it('withdraws only with the written word', async () => {
    const id = await file();
    const staff = await desk();
    const page = await staff.page(`/petugas/kasus/${id}/cabut`);
    const empty = new FormData();
    for (const [name, value] of Object.entries(hiddenFields(page.text, 'cabut'))) empty.append(name, value);
    expect((await submitFiles(staff, `/petugas/kasus/${id}/cabut`, empty)).status).toBe(422);
    const form = new FormData();
    for (const [name, value] of Object.entries(hiddenFields(page.text, 'cabut'))) form.append(name, value);
    form.append('berkas', new Blob([new Uint8Array(sampleFiles.pdf('Cabut'))]), 'surat.pdf');
    expect((await submitFiles(staff, `/petugas/kasus/${id}/cabut`, form)).status).toBe(303);
    expect(await statusOf(id)).toBe('withdrawn');
  });
});

describe('doors', () => {
  it('answers another agency as if the case were missing, on every page', async () => {
    const id = await file();
    const other = await officerOf('disdukcapil');
    for (const act of [
      '',
      '/jawab/1',
      '/perpanjang',
      '/pesan',
      '/catatan',
      '/kembalikan',
      '/pemegang',
      '/verifikasi',
    ])
      expect([act, (await other.page(`/petugas/kasus/${id}${act}`)).status]).toEqual([act, 404]);
    expect((await other.get(`/api/v1/cases/${id}`)).status).toBe(404);
  });

  it('refuses a form without its anti-forgery value', async () => {
    const id = await file();
    const officer = await officerOf();
    expect((await officer.submit(`/petugas/kasus/${id}/catatan`, { teks: 'x', _versi: '1' })).status).toBe(
      403,
    );
  });

  it('does a double press once', async () => {
    const id = await file();
    const officer = await officerOf();
    const path = `/petugas/kasus/${id}/catatan`;
    const fields = { ...hiddenFields((await officer.page(path)).text, 'catatan'), teks: 'Sekali saja.' };
    const [one, two] = await Promise.all([officer.submit(path, fields), officer.submit(path, fields)]);
    expect([one?.status, two?.status]).toEqual([303, 303]);
    const notes = await app.sql('SELECT 1 FROM notes WHERE case_id = $1', [id]);
    expect(notes).toHaveLength(1);
  });
});

describe('a form that is turned away before its act', () => {
  const words = 'Bendahara berjanji Jumat siang.\nRekap menyusul "segera" & lengkap.';

  // Of its own, so that its end ends nobody else's.
  async function newcomer(role: StaffRole): Promise<HttpClient> {
    const { email, password } = app.account(role, role === 'officer' ? 'disdik' : undefined);
    const client = app.client();
    expectStatus(await client.post('/api/v1/session', { email, password }), 200);
    return client;
  }

  const endNewestSession = () =>
    app.sql(`UPDATE staff_sessions SET expires_at = clock_timestamp() WHERE id_hash =
      (SELECT id_hash FROM staff_sessions ORDER BY created_at DESC LIMIT 1)`);

  async function open(
    act: string,
    who: StaffRole = 'officer',
  ): Promise<{
    readonly id: string;
    readonly path: string;
    readonly officer: HttpClient;
    readonly fields: Record<string, string>;
  }> {
    const id = await file();
    const officer = await newcomer(who);
    const path = `/petugas/kasus/${id}/${act}`;
    return { id, path, officer, fields: hiddenFields((await officer.page(path)).text, act) };
  }

  const notesOf = (id: string) =>
    app.sql<{ text: string }>('SELECT text FROM notes WHERE case_id = $1', [id]);

  it('waits for the sign-in when its session ended, and is sent by a press', async () => {
    const { id, path, officer, fields } = await open('catatan');
    await endNewestSession();
    const shut = await officer.submit(path, { ...fields, teks: words });
    expect(shut.status).toBe(401);
    expect(shut.text).toContain('isinya ikut');
    expect(shut.text).toContain('<h1>Masuk</h1>');
    expect(await htmlFindings(shut.text)).toEqual([]);
    const { email, password } = app.account('officer', 'disdik');
    const { titipan = '' } = hiddenFields(shut.text, '/petugas/masuk');
    const wrong = await officer.submit('/petugas/masuk', { email, sandi: 'keliru-sekali', titipan });
    expect(wrong.status).toBe(422);
    const kept = hiddenFields(wrong.text, '/petugas/masuk');
    const entered = await officer.submit('/petugas/masuk', { ...kept, email, sandi: password });
    expect([entered.status, entered.text.includes('Tulisan Anda belum terkirim')]).toEqual([200, true]);
    expect(await htmlFindings(entered.text)).toEqual([]);
    expect(await notesOf(id)).toEqual([]);
    const [row] = await app.sql<{ number: string }>(
      'SELECT register_number AS number FROM cases WHERE id = $1',
      [id],
    );
    expect(entered.text).toContain('Formulir: Tulis catatan internal');
    expect(entered.text).toContain(`Untuk ${row?.number ?? ''}`);
    const opened = await officer.submit(path, filledFields(entered.text, 'catatan'));
    expect([opened.status, await notesOf(id)]).toEqual([200, []]);
    const again = filledFields(opened.text, 'catatan');
    expect(again['_kunci']).not.toBe(fields['_kunci']);
    expect((await officer.submit(path, again)).status).toBe(303);
    expect(await notesOf(id)).toHaveLength(1);
  });

  it('comes back with a new key when the old one has sent other words', async () => {
    const { id, path, officer, fields } = await open('catatan');
    expect((await officer.submit(path, { ...fields, teks: 'Catatan pertama.' })).status).toBe(303);
    const second = await officer.submit(path, { ...fields, teks: words });
    expect([second.status, second.text.includes('sudah pernah terkirim')]).toEqual([422, true]);
    expect(second.text).not.toContain('Pakai kunci baru');
    expect(await notesOf(id)).toHaveLength(1);
    // The first note has changed the case: the form is opened on what stands there now, with the words.
    const opened = await officer.submit(path, filledFields(second.text, 'catatan'));
    expect([opened.status, opened.text.includes('Bendahara')]).toEqual([200, true]);
    expect((await officer.submit(path, filledFields(opened.text, 'catatan'))).status).toBe(303);
    expect(await notesOf(id)).toHaveLength(2);
  });

  it('comes back with a good form value, and names the file to choose again', async () => {
    const { path, officer, fields } = await open('cabut', 'desk');
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, _csrf: 'basi', alasan: words }))
      form.append(name, value);
    form.append('berkas', new Blob([new Uint8Array(sampleFiles.pdf('Bukti'))]), 'bukti cap.pdf');
    const refused = await submitFiles(officer, path, form);
    expect([refused.status, refused.text.includes('milik peran lain')]).toEqual([403, false]);
    expect(refused.text).toContain('<h1>Formulir ini perlu dikirim sekali lagi</h1>');
    expect(refused.text).toContain('bukti cap.pdf');
    const again = filledFields(refused.text, 'cabut');
    expect([again['_csrf'], again['alasan']?.includes('Bendahara')]).toEqual([fields['_csrf'], true]);
    expect(refused.text).toContain('enctype="multipart/form-data"');
  });

  it('goes along when another role has come in', async () => {
    const { path, officer, fields } = await open('catatan');
    const superior = await app.signIn('superior');
    const { _csrf = '' } = hiddenFields((await superior.page('/petugas/profil')).text, 'keluar');
    const refused = await superior.submit(path, { ...fields, _csrf, teks: words });
    expect([refused.status, refused.text.includes('Bendahara')]).toEqual([403, true]);
    const luggage = hiddenFields(refused.text, '/petugas/masuk');
    const door = await officer.submit('/petugas/masuk', luggage);
    const { email, password } = app.account('officer', 'disdik');
    const luggageOn = hiddenFields(door.text, '/petugas/masuk');
    const entered = await officer.submit('/petugas/masuk', { ...luggageOn, email, sandi: password });
    expect([entered.status, entered.text.includes('Bendahara')]).toEqual([200, true]);
  });

  it('keeps the words of one account from another that signs in', async () => {
    const { path, officer, fields } = await open('catatan', 'desk');
    await endNewestSession();
    const shut = await officer.submit(path, { ...fields, teks: words });
    const another = app.account('officer', 'disdik');
    const entered = await officer.submit('/petugas/masuk', {
      ...hiddenFields(shut.text, '/petugas/masuk'),
      email: another.email,
      sandi: another.password,
    });
    expect([entered.status, entered.text.includes('Bendahara')]).toEqual([200, false]);
    expect(entered.text).toContain('ditulis dengan akun lain');
    const own = app.account('desk');
    const again = await officer.submit('/petugas/masuk', hiddenFields(entered.text, '/petugas/masuk'));
    const back = await officer.submit('/petugas/masuk', {
      ...hiddenFields(again.text, '/petugas/masuk'),
      email: own.email,
      sandi: own.password,
    });
    expect([back.status, back.text.includes('Bendahara')]).toEqual([200, true]);
  });

  it('keeps them from another account of the same role after a sign-out', async () => {
    const { path, officer, fields } = await open('catatan');
    const { _csrf = '' } = hiddenFields((await officer.page('/petugas/profil')).text, 'keluar');
    await officer.submit('/petugas/keluar', { _csrf });
    const shut = await officer.submit(path, { ...fields, teks: words });
    const other = app.account('officer', 'disdukcapil');
    const entered = await officer.submit('/petugas/masuk', {
      ...hiddenFields(shut.text, '/petugas/masuk'),
      email: other.email,
      sandi: other.password,
    });
    expect([entered.status, entered.text.includes('Bendahara')]).toEqual([200, false]);
    expect(entered.text).toContain('ditulis dengan akun lain');
    // In another tab of that browser the form of the first account is sent by nobody else either.
    const met = await officer.submit(path, { ...fields, teks: words });
    expect([met.status, met.text.includes('Bendahara')]).toEqual([403, false]);
  });

  it('of paper shows every choice in its own form before it is sent', async () => {
    const desk = await newcomer('desk');
    const path = '/petugas/kasus/baru';
    const fields = hiddenFields((await desk.page(path)).text, path);
    const typed = { nama: 'Rina Contoh', nik: '8171010101900001', terbit: 'ya', rincian: words };
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...typed, _csrf: 'basi' }))
      form.append(name, value);
    const refused = await submitFiles(desk, path, form);
    expect([refused.status, refused.text.includes('Formulir: Kasus baru')]).toEqual([403, true]);
    const again = new FormData();
    for (const [name, value] of Object.entries(filledFields(refused.text, path))) again.append(name, value);
    const opened = await submitFiles(desk, path, again);
    expect([opened.status, opened.text.includes('Bendahara')]).toEqual([200, true]);
    expect(opened.text).toContain('value="Rina Contoh"');
    expect(opened.text).toMatch(/name="terbit" value="ya" checked/u);
  });

  it('is never made of what another site sends', async () => {
    const { path, fields } = await open('catatan');
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://jahat.example' };
    const stranger = await app.client().submit(path, { ...fields, teks: words }, { headers });
    expect(stranger.text).not.toContain('Bendahara');
    const { titipan = '' } = hiddenFields(
      (await app.client().submit(path, { ...fields, teks: words })).text,
      '/petugas/masuk',
    );
    const forged = await app.client().submit('/petugas/masuk', { titipan: `${titipan.slice(0, -6)}AAAAAA` });
    expect([titipan === '', forged.text.includes('name="titipan"')]).toEqual([false, false]);
  });
});

describe('tasks', () => {
  it('enters a bounce and completes the task it makes', async () => {
    const filed = await app.fileRequest();
    await app.sweep();
    const staff = await desk();
    const page = await staff.page('/petugas/tugas');
    const fields = hiddenFields(page.text, 'kembali');
    expect(
      (await staff.submit('/petugas/tugas/kembali', { ...fields, nomor: 'AMBON-2026-999999' })).status,
    ).toBe(422);
    const signs = { ...fields, nomor: `${filed.registerNumber}\u0000` };
    expect((await staff.submit('/petugas/tugas/kembali', signs)).status).toBe(422);
    const done = await staff.submit('/petugas/tugas/kembali', { ...fields, nomor: filed.registerNumber });
    expect(done.status).toBe(303);
    const failed = await staff.page('/petugas?tampilan=gagal-kirim');
    expect(failed.text).toContain(await app.caseId(filed.registerNumber));
    const list = await staff.page('/petugas/tugas');
    const action = /action="(\/petugas\/tugas\/[0-9a-f-]{36}\/selesai)"/u.exec(list.text)?.[1] ?? '';
    expect((await staff.submit(action, { _csrf: fields._csrf ?? '' })).status).toBe(303);
    expectStatus(await staff.page('/petugas/tugas'), 200);
  });

  it('sends a refused mail again and closes its task', async () => {
    await app.sql(
      `INSERT INTO settings (key, value, changed_at, changed_by) VALUES ('sending', '"paused"', now(), 'uji')`,
    );
    const filed = await app.fileRequest();
    const id = await app.caseId(filed.registerNumber);
    const [mail] = await app.sql<{ effect_key: string }>(
      `UPDATE outbox SET state = 'refused', leased_until = NULL, fence = fence + 1
       WHERE case_id = $1 AND kind = 'registered' AND state = 'waiting' RETURNING effect_key`,
      [id],
    );
    const taskId = crypto.randomUUID();
    await app.sql(
      `INSERT INTO tasks (id, once_key, kind, case_id, role, facts, created_at)
       VALUES ($1, $2, 'mail-refused', $3, 'desk', jsonb_build_object('effectKey', $2::text), now())`,
      [taskId, mail?.effect_key, id],
    );
    const staff = await desk();
    const page = await staff.page('/petugas/tugas');
    const path = `/petugas/tugas/${taskId}/kirim-lagi`;
    const done = await staff.submit(path, hiddenFields(page.text, 'kirim-lagi'));
    expect(done.status).toBe(303);
    expect((await staff.page('/petugas/tugas?selesai=kirim-lagi')).text).not.toContain(taskId);
    await app.sql(`DELETE FROM settings WHERE key = 'sending'`);
    await app.sweep();
    const rows = await app.sql('SELECT state FROM outbox WHERE effect_key = $1', [mail?.effect_key]);
    expect(rows).toEqual([{ state: 'accepted' }]);
  });
});
