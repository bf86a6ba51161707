import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app.js';
import { expectStatus, type HttpClient } from '../support/http-client.js';
import { readPdf } from '../letters/read-pdf.js';
import { FULL, refusalCase } from '../refusals/office.js';
import { sampleFiles } from '../support/sample-files.js';
import { granting, ObjectionWorld, REASONS } from './objection-world.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const world = new ObjectionWorld(app);

const faultsOf = (html: string): string[] =>
  [...(/error-summary__list[\s\S]*?<\/ul>/u.exec(html)?.[0] ?? '').matchAll(/href="([^"]*)"/gu)].map(
    ([, at]) => at ?? '',
  );
const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';

/** Opens a page and gives back what its forms carry. */
async function carried(client: HttpClient, path: string) {
  const { status, text } = await client.page(path);
  return {
    status,
    text,
    fields: { _csrf: hidden(text, '_csrf'), _kunci: hidden(text, '_kunci'), _versi: hidden(text, '_versi') },
  };
}

describe('the pages of objections', () => {
  let number = '';
  let id = '';

  beforeAll(async () => {
    number = (await world.mustFile(await world.answered(), ['d'])).objectionNumber;
    id = await world.id(number);
  }, 120_000);

  it('are the superior’s, and nobody’s who oversees', async () => {
    const list = await (await app.signIn('superior')).page('/pengawas/keberatan');
    expect(list.status).toBe(200);
    expect(list.text).toContain(number);
    for (const role of ['supervisor', 'desk'] as const) {
      const client = await app.signIn(role);
      expect((await client.page('/pengawas/keberatan')).status).toBe(403);
      expect((await client.page(`/pengawas/keberatan/${id}`)).status).toBe(403);
    }
    const foreign = await app.signIn('officer', 'disdukcapil');
    expect((await foreign.page(`/petugas/keberatan/${id}`)).status).toBe(404);
  });

  it('show both sides, the clock in both readings, and no person', async () => {
    const { text } = await (await app.signIn('superior')).page(`/pengawas/keberatan/${id}`);
    for (const words of [
      'Urusan SMA ada pada provinsi.',
      'd. Ditanggapi tidak sebagaimana diminta',
      'Sen 11 Jan 2027',
      'Tanggal aman',
      'Mengabulkan sebagian',
    ])
      expect(text.replaceAll('\u00a0', ' ')).toContain(words);
    expect(text).not.toContain('Latuconsina');
  });

  it('give a faulty form back, say in words what will be sent, and send what was checked', async () => {
    const superior = await app.signIn('superior');
    const path = `/pengawas/keberatan/${id}`;
    const { fields, text: form } = await carried(superior, path);
    // Unless it is chosen the order gives what the outcome says.
    expect(form).toMatch(/name="pemberian-perintah" value="" checked/u);
    expect((await superior.page(`${path}/periksa`)).headers.get('location')).toBe(path);
    const typed = { ...fields, hasil: 'granted', uraian: REASONS, perintah: 'Kirim salinan kontrak.' };
    const faulty = await superior.submit(`${path}/periksa`, {
      ...typed,
      hari: '20',
      bulan: '11',
      tahun: '2026',
    });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Tanggal pelaksanaan sudah lewat');
    expect(faulty.text).toContain('Kirim salinan kontrak.');
    const part = { ...typed, 'pemberian-perintah': 'part' };
    const chosen = await superior.submit(`${path}/periksa`, { ...part, uraian: '' });
    expect(chosen.text).toMatch(/name="pemberian-perintah" value="part" checked/u);
    const good = { ...part, hari: '11', bulan: 'Des', tahun: '2026' };
    expect((await superior.submit(`${path}/periksa`, { ...good, uraian: '' })).status).toBe(422);
    const checked = await superior.submit(`${path}/periksa`, good);
    expect([checked.status, checked.headers.get('location')]).toEqual([303, `${path}/periksa`]);
    const page = await carried(superior, `${path}/periksa`);
    const shown = page.text.replaceAll('\u00a0', ' ');
    for (const words of [
      'Periksa dulu sebelum dikirim',
      'Mengabulkan seluruhnya',
      'Pemohon, lewat email dan halaman lacak',
      'Kirim salinan kontrak.',
      'Sebagian informasi yang diminta',
      'Dilaksanakan paling lambat Jumat, 11 Desember 2026',
      'sampai Senin, 14 Desember 2026, 14 hari kerja',
      'Berhenti hari ini',
      'RANCANGAN',
      '[nama pemohon]',
      'Diberitahukan kepada Rina M.',
    ])
      expect(shown).toContain(words);
    expect(shown).not.toContain('hari libur');
    expect(shown).not.toContain('Latuconsina');
    // Nothing has gone out: no letter, no mail, no number, no clock.
    expect((await world.read(number)).status).toBe('open');
    expect(await app.sql(`SELECT 1 FROM letters WHERE objection_id = $1`, [id])).toEqual([]);
    const print = readPdf(await superior.download(`${path}/rancangan.pdf`)).text;
    expect(print).toContain('RANCANGAN');
    expect(print).toContain('Kirim salinan kontrak.');
    expect(print).toContain('[nama pemohon]');
    expect(print).not.toContain('menunggu persetujuan');
    const send = { ...page.fields, _draf: hidden(page.text, '_draf') };
    const sent = await superior.submit(`${path}/kirim`, send);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?selesai=ditanggapi`]);
    const after = await superior.page(`${path}?selesai=ditanggapi`);
    expect(after.text).toContain('Tanggapan dikirim.');
    const repeated = await superior.submit(`${path}/kirim`, send);
    expect(repeated.headers.get('location')).toBe(`${path}?selesai=ditanggapi`);
    expect((await superior.submit(`${path}/periksa`, good)).status).toBe(409);
    expect((await superior.submit(`${path}/draf`, good)).status).toBe(409);
    expect((await superior.page(`${path}/periksa`)).headers.get('location')).toBe(path);
    expect((await superior.page(`${path}/rancangan.pdf`)).status).toBe(404);
  });

  it('let the officer carry the order out', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const path = `/petugas/keberatan/${id}`;
    const { text, fields } = await carried(officer, path);
    expect(text).toContain('Kirim salinan kontrak.');
    const [request] = await app.sql<{ id: string }>('SELECT case_id AS id FROM objections WHERE id = $1', [
      id,
    ]);
    const caseText = (await officer.page(`/petugas/kasus/${request?.id ?? ''}`)).text;
    expect(caseText.replaceAll('\u00a0', ' ')).toContain('laksanakan paling lambat Jumat, 11 Desember 2026');
    const brief = await officer.submit(`${path}/laksanakan`, { ...fields, penjelasan: ' ' });
    expect(brief.status).toBe(422);
    const report = { ...fields, penjelasan: 'Salinan kontrak sudah dikirim.' };
    const empty = await officer.submit(`${path}/laksanakan`, report);
    expect([empty.status, faultsOf(empty.text)]).toEqual([422, ['#berkas']]);
    const given = new FormData();
    for (const [name, value] of Object.entries(report)) given.set(name, value);
    given.set('berkas', new Blob([Buffer.from(sampleFiles.pdf('Kontrak'))]), 'kontrak.pdf');
    const done = await officer.form(`${path}/laksanakan`, given);
    expect(done.headers.get('location')).toBe(`${path}?selesai=dilaksanakan`);
    expect((await world.read(number)).order?.carriedOutOn).toBe('2026-11-24');
  });

  it('let the desk settle and withdraw', async () => {
    const desk = await app.signIn('desk');
    for (const [act, words, status] of [
      ['musyawarah', { catatan: 'Kedua pihak sepakat pada 24 November 2026.' }, 'settled'],
      ['cabut', { alasan: 'Surat pemohon' }, 'withdrawn'],
    ] as const) {
      const other = (await world.mustFile(await world.answered(), ['e'])).objectionNumber;
      const path = `/petugas/keberatan/${await world.id(other)}`;
      const { fields } = await carried(desk, path);
      const sent = await desk.submit(`${path}/${act}`, { ...fields, ...words });
      expect(sent.status).toBe(303);
      expect((await world.read(other)).status).toBe(status);
    }
  });

  it('let the superior leave it to somebody, who then may open it', async () => {
    const other = (await world.mustFile(await world.answered(), ['d'])).objectionNumber;
    const path = `/pengawas/keberatan/${await world.id(other)}`;
    const superior = await app.signIn('superior');
    const { fields } = await carried(superior, path);
    const [delegate] = await app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      app.account('supervisor').email,
    ]);
    const named = await superior.submit(`${path}/limpahkan`, { ...fields, petugas: delegate?.id ?? '' });
    expect(named.status).toBe(303);
    const supervisor = await app.signIn('supervisor');
    expect((await supervisor.page(path)).status).toBe(200);
    expect(granting('2026-12-11').order.carryOutBy).toBe('2026-12-11');
  });
});

describe('the papers that an objection is decided on', () => {
  let path = '';
  let superior: HttpClient;

  /** Every address that the page links to, in its frame too. */
  const linksOf = (html: string): string[] => [
    ...new Set([...html.matchAll(/<a\b[^>]*href="(\/[^"#]*)"/gu)].map(([, at]) => String(at))),
  ];

  beforeAll(async () => {
    const refusal = await refusalCase(app);
    superior = refusal.superior;
    await app.mustAct(refusal.officer, refusal.id, 'propose-refusal', { ...FULL });
    await app.mustAct(superior, refusal.id, 'consent', {});
    await app.sweep();
    path = `/pengawas/keberatan/${await world.id((await world.mustFile(refusal.filed, ['a'])).objectionNumber)}`;
  });

  it('are linked from its page and open without the person', async () => {
    const { text } = await superior.page(path);
    for (const paper of [
      'Pernyataan keberatan dan tanda buktinya',
      'Surat penolakan',
      'Lembar uji konsekuensi',
      'Penetapan pengecualian',
      'Riwayat permohonan',
    ])
      expect(text).toContain(paper);
    const printed = linksOf(text).filter((at) => at.startsWith(`${path}/`));
    expect(printed).toHaveLength(4);
    const words = await Promise.all(printed.map(async (at) => readPdf(await superior.download(at)).text));
    expect(words.join(' ')).toContain('Pemberitahuan Penolakan');
    expect(words.join(' ')).toContain('Lembar Pengujian Konsekuensi');
    expect(words[0]).toContain('[nama pemohon]');
    for (const print of words) expect(print).not.toContain('Latuconsina');
    const other = `${path}/surat/01890000-0000-7000-8000-000000000000`;
    expect((await superior.page(other)).status).toBe(404);
    const desk = await app.signIn('desk');
    for (const at of printed) expect((await desk.page(at)).status).toBe(403);
  });

  it.each([
    ['superior', undefined],
    ['supervisor', undefined],
    ['officer', 'disdik'],
    ['officer', 'disdukcapil'],
  ] as const)('are shown to the %s (%s) with no door that is closed', async (role, agency) => {
    const client = await app.signIn(role, agency);
    if (role !== 'superior')
      await app.sql(
        `UPDATE objections SET delegate_id = s.id FROM staff s WHERE s.email = $2 AND objections.id = $1`,
        [path.split('/').at(-1), app.account(role, agency).email],
      );
    const { status, text } = await client.page(path);
    expect(status).toBe(200);
    const closed = [];
    for (const at of linksOf(text)) {
      const opened = await client.page(at.replaceAll('&amp;', '&'));
      if (opened.status !== 200) closed.push(`${at}: ${String(opened.status)}`);
    }
    expect(closed).toEqual([]);
    expect(text).toContain('Surat penolakan');
    expect(text.includes('Riwayat permohonan')).toBe(agency !== 'disdik');
  });
});

describe('a reply in the making', () => {
  let path = '';
  let id = '';
  let superior: HttpClient;
  const drafts = () => app.sql<{ sealed: Buffer }>('SELECT sealed FROM drafts');
  const words = 'Menurut catatan register, keberatan ini beralasan.';

  beforeAll(async () => {
    const { objectionNumber } = await world.mustFile(await world.answered(), ['d']);
    id = await world.id(objectionNumber);
    path = `/pengawas/keberatan/${id}`;
    superior = await app.signIn('superior');
    await app.sql('DELETE FROM drafts');
  });

  it('is kept as it was typed, sealed, and is there on the next visit', async () => {
    const { fields, text } = await carried(superior, path);
    const copy = new FormData();
    for (const [name, value] of Object.entries({
      ...fields,
      _draf: hidden(text, '_draf'),
      uraian: words,
      hari: '31',
    }))
      copy.set(name, value);
    copy.set('salinan', new Blob([Buffer.from(sampleFiles.pdf('Tanggapan'))]), 'bertanda.pdf');
    const kept = await superior.form(`${path}/draf`, copy);
    expect([kept.status, kept.headers.get('location')]).toEqual([303, `${path}?selesai=draf`]);
    const again = await superior.page(`${path}?selesai=draf`);
    for (const said of ['Draf disimpan.', 'Draf tersimpan', words, 'value="31"', 'bertanda.pdf'])
      expect(again.text).toContain(said);
    const [row] = await drafts();
    expect(Buffer.from(row?.sealed ?? []).includes(words)).toBe(false);
    // What could not be sent is no check yet.
    expect((await superior.page(`${path}/periksa`)).status).toBe(422);
  });

  it('is nobody else’s, not even the delegate’s', async () => {
    const [delegate] = await app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      app.account('supervisor').email,
    ]);
    const { fields } = await carried(superior, path);
    await superior.submit(`${path}/limpahkan`, { ...fields, petugas: delegate?.id ?? '' });
    const seen = await (await app.signIn('supervisor')).page(path);
    expect([seen.status, seen.text.includes(words)]).toEqual([200, false]);
    expect((await superior.page(path)).text).toContain(words);
  });

  it('is not overwritten from a page that was opened before it was saved again', async () => {
    const { fields, text } = await carried(superior, path);
    const old = { ...fields, _draf: hidden(text, '_draf'), uraian: `${words} Tambahan.` };
    expect((await superior.submit(`${path}/draf`, old)).status).toBe(303);
    const late = await superior.submit(`${path}/draf`, { ...old, uraian: 'Tulisan dari tab lain.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Tulisan dari tab lain.');
    expect(late.text).toContain('sudah disimpan dari halaman lain');
    expect((await superior.page(path)).text).toContain(`${words} Tambahan.`);
  });

  it('is sent only as it was checked, says that a day is free, and is gone once it is sent', async () => {
    const { fields, text } = await carried(superior, path);
    const order = { perintah: 'Jawab permohonan.', hari: '25', bulan: '12', tahun: '2026' };
    const typed = { ...fields, hasil: 'granted', uraian: words, ...order };
    const first = await superior.submit(`${path}/periksa`, { ...typed, _draf: hidden(text, '_draf') });
    expect(first.headers.get('location')).toBe(`${path}/periksa`);
    const check = await carried(superior, `${path}/periksa`);
    expect(check.text.replaceAll('\u00a0', ' ')).toMatch(
      /hari libur: Kelahiran Yesus Kristus; hari kerja berikutnya Senin, 28 Desember 2026/u,
    );
    const send = { ...check.fields, _draf: hidden(check.text, '_draf') };
    const since = await superior.submit(`${path}/draf`, {
      ...typed,
      _draf: send._draf,
      tahun: '2027',
      hari: '9',
      bulan: '1',
    });
    expect(since.status).toBe(303);
    const held = await superior.submit(`${path}/kirim`, send);
    expect(held.headers.get('location')).toBe(`${path}/periksa?berubah=1`);
    const renewed = await carried(superior, `${path}/periksa?berubah=1`);
    expect(renewed.text).toContain('Draf ini disimpan lagi');
    expect(renewed.text.replaceAll('\u00a0', ' ')).toContain(
      'hari libur: Sabtu; hari kerja berikutnya Senin, 11 Januari 2027',
    );
    const sent = await superior.submit(`${path}/kirim`, {
      ...renewed.fields,
      _draf: hidden(renewed.text, '_draf'),
    });
    expect(sent.headers.get('location')).toBe(`${path}?selesai=ditanggapi`);
    expect(await drafts()).toEqual([]);
  });

  it('goes also with an answer that came by another way', async () => {
    const other = (await world.mustFile(await world.answered(), ['d'])).objectionNumber;
    const at = `/pengawas/keberatan/${await world.id(other)}`;
    const { fields } = await carried(superior, at);
    await superior.submit(`${at}/draf`, { ...fields, uraian: words });
    expect(await drafts()).toHaveLength(1);
    await world.mustAct(['superior'], other, 'reply', granting('2026-12-11'));
    expect(await drafts()).toEqual([]);
  });
});

describe('the requester of an objection behind a request', () => {
  it('reads what was decided, until when it is carried out, and takes an undecided one back', async () => {
    const filed = await world.answered();
    const { objectionNumber } = await world.mustFile(filed, ['d']);
    const citizen = app.client();
    await citizen.submit('/lacak', { nomor: filed.registerNumber, kode: filed.trackingCode });
    const path = '/permohonan-saya/keberatan/cabut';
    expect((await citizen.page('/permohonan-saya')).text).toContain(`href="${path}"`);
    const form = await citizen.page(path);
    const fields = { _csrf: hidden(form.text, '_csrf'), _kunci: hidden(form.text, '_kunci') };
    const unsure = await citizen.submit(path, { ...fields, alasan: 'Sudah dijelaskan lisan.' });
    expect(unsure.status).toBe(422);
    expect(unsure.text).toContain('benar-benar mencabut keberatan ini');
    const gone = await citizen.submit(path, { ...fields, yakin: 'ya' });
    expect([gone.status, gone.headers.get('location')]).toEqual([303, '/permohonan-saya']);
    expect((await world.read(objectionNumber)).status).toBe('withdrawn');
    expect((await citizen.page(path)).headers.get('location')).toBe('/permohonan-saya');
    expect((await app.track(filed)).status).toBe('closed_not_held');
    const second = await world.mustFile(filed, ['e']);
    await world.mustAct(['superior'], second.objectionNumber, 'reply', granting('2026-12-11'));
    const { text } = await citizen.page('/permohonan-saya');
    expect(text).not.toContain(`href="${path}"`);
    expect(text).toContain('Mengabulkan seluruhnya');
    const plain = text.replaceAll('\u00a0', ' ');
    expect(plain).toContain('11 Desember 2026');
    // T10 runs from the answer and is told day by day: 14 working days after Tue 24 November end on Mon 14 December.
    expect(plain).toMatch(/Tanggapan diterima [^.<]*24 November 2026/u);
    expect(plain).toContain('14 Desember 2026');
  });

  it('is offered what may still be objected to, and told what was decided', async () => {
    const filed = await world.answered();
    const citizen = app.client();
    await citizen.submit('/lacak', { nomor: filed.registerNumber, kode: filed.trackingCode });
    const offer = 'href="/permohonan-saya/keberatan"';
    const decide = async (ground: string): Promise<string> => {
      const { objectionNumber } = await world.mustFile(filed, [ground]);
      await world.mustAct(['superior'], objectionNumber, 'reply', {
        outcome: 'upheld',
        reasons: REASONS,
        order: null,
      });
      return objectionNumber;
    };
    const first = await decide('e');
    expect((await citizen.page('/permohonan-saya')).text).toContain(offer);
    const form = (await citizen.page('/permohonan-saya/keberatan')).text;
    expect(form).toContain(`Sudah ditanggapi dalam ${first}.`);
    const [now = '', others = ''] = form.split('Alasan lain');
    expect([/value="d"/u.test(now), /value="e"/u.test(now), /value="e"/u.test(others)]).toEqual([
      true,
      false,
      true,
    ]);
    await decide('d');
    expect((await citizen.page('/permohonan-saya')).text).not.toContain(offer);
  });
});

describe('the letter that confirms a refusal', () => {
  it('names the decree that the refusal rests on, unless another was typed', async () => {
    const { filed, id, officer, superior } = await refusalCase(app);
    await app.mustAct(officer, id, 'propose-refusal', { ...FULL });
    await app.mustAct(superior, id, 'consent', {});
    await app.sweep();
    const [decree] = await app.sql<{ number: string }>(
      'SELECT number FROM exemption_decrees ORDER BY at DESC LIMIT 1',
    );
    const { objectionNumber } = await world.mustFile(filed, ['a']);
    const page = await superior.page(`/pengawas/keberatan/${await world.id(objectionNumber)}`);
    expect(page.text).toContain(decree?.number);
    await world.mustAct(['superior'], objectionNumber, 'reply', {
      outcome: 'upheld',
      reasons: REASONS,
      order: null,
    });
    await app.sweep();
    const [kept] = await app.sql<{ number: string | null }>(
      `SELECT r.decree_number AS number FROM objection_replies r JOIN objections o ON o.id = r.objection_id
       WHERE o.register_number = $1`,
      [objectionNumber],
    );
    expect([kept?.number, decree === undefined]).toEqual([decree?.number, false]);
    const letter = (await app.track(filed)).documents.find(({ kind }) => kind === 'objection-reply');
    const printed = await fetch(String(letter?.url));
    expect(readPdf(Buffer.from(await printed.arrayBuffer())).text).toContain(decree?.number);
  });
});

describe('the letter that grants an objection to a refusal', () => {
  it('names the exemption that it lifts, and no later refusal rests on it', async () => {
    const { filed, id, officer, superior } = await refusalCase(app);
    await app.mustAct(officer, id, 'propose-refusal', { ...FULL, exemptUntil: '2028-06-30' });
    await app.mustAct(superior, id, 'consent', {});
    await app.sweep();
    const { objectionNumber } = await world.mustFile(filed, ['a']);
    await world.mustAct(['superior'], objectionNumber, 'reply', granting('2026-12-11'));
    await app.sweep();
    const [decree] = await app.sql<{ id: string; number: string; opened: boolean }>(
      'SELECT id, number, opened_at IS NOT NULL AS opened FROM exemption_decrees ORDER BY at DESC LIMIT 1',
    );
    expect(decree?.opened).toBe(true);
    const letter = (await app.track(filed)).documents.find(({ kind }) => kind === 'objection-reply');
    const printed = await fetch(String(letter?.url));
    const { text } = readPdf(Buffer.from(await printed.arrayBuffer()));
    expect(text).toContain(`Penetapan ${decree?.number ?? ''} tentang Klasifikasi`);
    expect(text).toContain('tidak berlaku lagi: informasinya terbuka.');
    const later = await refusalCase(app);
    const onIt = { extent: 'full', decreeId: decree?.id };
    expect((await app.act(later.officer, later.id, 'propose-refusal', onIt)).status).toBe(422);
  });

  it('is lifted by the order of a dispute too, wherever the same information was refused', async () => {
    const [one, twin] = [await refusalCase(app), await refusalCase(app)];
    for (const { officer, superior, id } of [one, twin]) {
      await app.mustAct(officer, id, 'propose-refusal', { ...FULL, exemptUntil: '2028-07-31' });
      await app.mustAct(superior, id, 'consent', {});
    }
    const inForce = () =>
      app.sql<{ n: number }>(
        `SELECT count(*)::integer AS n FROM exemption_decrees
         WHERE exempt_until = '2028-07-31' AND opened_at IS NULL`,
      );
    expect(await inForce()).toEqual([{ n: 2 }]);
    const { objectionNumber } = await world.mustFile(one.filed, ['a']);
    await world.mustAct(['superior'], objectionNumber, 'reply', {
      outcome: 'upheld',
      reasons: REASONS,
      order: null,
    });
    const [day] = await app.sql<{ on: string }>(
      'SELECT received_on::text AS "on" FROM objections WHERE register_number = $1',
      [objectionNumber],
    );
    const desk = await app.signIn('desk');
    const send = async (path: string, body: Readonly<Record<string, unknown>>) => {
      const sent = await desk.post<{ id: string; version: number }>(path, body, { key: randomUUID() });
      return expectStatus(sent, path.endsWith('disputes') ? 201 : 200);
    };
    const opened = await send('/api/v1/disputes', {
      objectionNumber,
      commissionNumber: '031/REG-PSI/XII/2026',
      filedOn: day?.on,
    });
    const ruling = await app.citizen.upload<{ fileId: string }>(
      sampleFiles.pdf('Putusan'),
      'putusan.pdf',
      '',
    );
    const ruled = await send(`/api/v1/disputes/${opened.id}/ruling`, {
      version: opened.version,
      decidedOn: day?.on,
      fileId: expectStatus(ruling, 201).fileId,
      order: { text: 'Menyatakan informasi terbuka; berikan kepada pemohon.', carryOutBy: '2027-03-31' },
    });
    expect(await inForce()).toEqual([{ n: 2 }]);
    const citizen = app.client();
    await citizen.submit('/lacak', { nomor: one.filed.registerNumber, kode: one.filed.trackingCode });
    const told = (await citizen.page('/permohonan-saya')).text.replaceAll('\u00a0', ' ');
    expect(told).toMatch(/Komisi Informasi[^<]* sudah memutus pada \w+, 24 November 2026/u);
    expect(told).toContain('Putusan Komisi Informasi dilaksanakan PPID paling lambat Rabu, 31 Maret 2027');
    await send(`/api/v1/disputes/${opened.id}/carry-out`, {
      version: ruled.version,
      explanation: 'Daftar sudah diserahkan kepada pemohon di loket.',
    });
    expect(await inForce()).toEqual([{ n: 0 }]);
  });
});

describe('the page of periodic information', () => {
  const typed = {
    cerita: 'Laporan keuangan tahun 2025 belum terbit di situs.',
    tujuan: 'oversight',
    nama: 'Elsye Contoh Manuputty',
    nik: '',
    alamat: 'Jalan Contoh Batu Merah Nomor 9',
    email: 'elsye@contoh.test',
    telepon: '',
  };

  it.each(['', '/en'])('files without a request and opens what was filed (%s)', async (language) => {
    const citizen = app.client();
    const form = await citizen.page(`${language}/keberatan/berkala`);
    expect(form.status).toBe(200);
    const _kunci = hidden(form.text, '_kunci');
    const faulty = await citizen.submit(`${language}/keberatan/berkala`, { ...typed, _kunci, cerita: 'x' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Elsye Contoh Manuputty');
    const sent = await citizen.submit(`${language}/keberatan/berkala`, { ...typed, _kunci });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${language}/keberatan-saya`]);
    const own = await citizen.page(`${language}/keberatan-saya`);
    const number = /AMBON-K-2026-\d{6}/u.exec(own.text)?.[0] ?? '';
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/u.exec(own.text)?.[0] ?? '';
    expect([number !== '', code !== '']).toEqual([true, true]);
    const pdf = await citizen.page(`${language}/keberatan-saya/formulir.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const other = app.client();
    const entered = await other.submit(`${language}/lacak`, { nomor: number, kode: code });
    expect(entered.headers.get('location')).toBe(`${language}/keberatan-saya`);
    const seen = await other.page(`${language}/keberatan-saya`);
    expect(seen.text).toContain('Laporan keuangan tahun 2025');
    const withdrawal = { _csrf: hidden(seen.text, '_csrf'), _kunci: hidden(seen.text, '_kunci') };
    expect((await other.submit(`${language}/keberatan-saya/cabut`, withdrawal)).status).toBe(422);
    const gone = await other.submit(`${language}/keberatan-saya/cabut`, { ...withdrawal, yakin: 'ya' });
    expect(gone.status).toBe(303);
    expect((await world.read(number)).status).toBe('withdrawn');
  });

  it('asks all that the official form asks, and prints it so', async () => {
    const citizen = app.client();
    const path = '/keberatan/berkala';
    const _kunci = hidden((await citizen.page(path)).text, '_kunci');
    const form = (fields: Record<string, string>): FormData => {
      const made = new FormData();
      for (const [name, value] of Object.entries({ ...typed, _kunci, ...fields })) made.set(name, value);
      return made;
    };
    const none = await citizen.form(path, form({ tujuan: '', 'kuasa-alamat': 'Jalan Contoh Passo 3' }));
    expect(none.status).toBe(422);
    expect(faultsOf(none.text)).toEqual(['#tujuan', '#kuasa-untuk', '#berkas']);
    const asked = { tujuan: 'other', pekerjaan: 'Nelayan', 'kuasa-untuk': 'Marthen Contoh Pattinama' };
    const withLetter = form({ ...asked, 'kuasa-alamat': 'Jalan Contoh Passo 3' });
    withLetter.set('berkas', new Blob([Buffer.from(sampleFiles.pdf('Surat kuasa'))]), 'kuasa.pdf');
    const kept = await citizen.form(path, withLetter);
    expect([kept.status, faultsOf(kept.text)]).toEqual([422, ['#tujuan-lain']]);
    expect(kept.text).toContain('kuasa.pdf');
    const words = { 'tujuan-lain': 'Mengawasi anggaran negeri', 'simpan-1': hidden(kept.text, 'simpan-1') };
    const sent = await citizen.form(
      path,
      form({ ...asked, 'kuasa-alamat': 'Jalan Contoh Passo 3', ...words }),
    );
    expect(sent.status).toBe(303);
    const { text } = readPdf(await citizen.download('/keberatan-saya/formulir.pdf'));
    const print = text.replaceAll(/\s+/gu, ' ');
    expect(print).toContain('Tujuan Penggunaan Informasi Mengawasi anggaran negeri');
    expect(print).toContain('Nama Marthen Contoh Pattinama Alamat Jalan Contoh Passo 3');
    expect(print).toContain('Nama Elsye Contoh Manuputty');
  });

  it('shows by the link of the mail what is no secret, and the rest behind the code', async () => {
    await app.sweep();
    const mail = (await app.mails('elsye@contoh.test'))[0];
    const path = /\/keberatan-saya\?k=[\w-]{22}/u.exec(mail?.text ?? '')?.[0] ?? '';
    const citizen = app.client();
    expect((await citizen.page(path)).headers.get('location')).toBe('/keberatan-saya');
    const status = await citizen.page('/keberatan-saya');
    expect(status.text).not.toContain('Laporan keuangan tahun 2025');
    expect((await citizen.page('/keberatan-saya/formulir.pdf')).status).toBe(303);
  });
});
