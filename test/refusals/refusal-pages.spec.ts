import { readPdf } from '../letters/read-pdf.js';
import { useApp } from '../support/app.js';
import type { Answer, HttpClient } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { submitFiles } from '../workspace/office.js';
import { FULL, refusalCase, type RefusalCase } from './office.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

/** Every hidden, typed and chosen field of the form that posts to `action`, as a browser would send it. */
function fieldsOf({ text }: Answer<unknown>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of text.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)) {
    const name = /name="([^"]+)"/u.exec(tag)?.[1];
    if (name !== undefined) fields[name] = /value="([^"]*)"/u.exec(tag)?.[1] ?? '';
  }
  return fields;
}

/** What a reader sees as one space is one here. */
const plain = ({ text }: Answer<unknown>): string => text.replaceAll('\u00a0', ' ');

/** Nothing that waits for its consent reads as if it had it. */
function expectDraft(paper: Buffer): void {
  const { text } = readPdf(paper);
  expect(text).toContain('RANCANGAN');
  expect(text).not.toMatch(/Disetujui|Tempat tanda tangan elektronik/u);
}

async function send(who: HttpClient, path: string, typed: Readonly<Record<string, string>>) {
  const form = fieldsOf(await who.page(path));
  return who.submit(path, { ...form, ...typed });
}

const TYPED = {
  luas: 'full',
  huruf: 'h',
  'undang-undang': FULL.statute,
  dibuka: FULL.harmIfOpened,
  ditutup: FULL.harmIfClosed,
  sampai: 'perlu',
  'penguji-nama-1': 'Nurul Contoh',
  'penguji-jabatan-1': 'Analis kependudukan',
  'penguji-unit-1': 'Bidang Pencatatan Sipil',
  'tetap-terbuka': 'Jumlah penduduk per RT tanpa nama.',
};

describe('the pages of a refusal', () => {
  let one: RefusalCase;
  let base: string;

  beforeAll(async () => {
    one = await refusalCase(app);
    base = `/petugas/kasus/${one.id}/jawab`;
  }, 120_000);

  it('lead from the decision to the test sheet', async () => {
    const first = await one.officer.page(`${base}/1`);
    expect(plain(first)).toContain('Ditolak karena dikecualikan');
    const answer = await send(one.officer, `${base}/1`, { keputusan: 'full' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/uji?luas=full`]);
  });

  it('name every missing part beside its field and keep what was typed', async () => {
    const answer = await send(one.officer, `${base}/uji`, {
      luas: 'full',
      huruf: 'j',
      'undang-undang': 'Perwali 10/2020',
      dibuka: 'Identitas warga tersebar.',
    });
    expect(answer.status).toBe(422);
    for (const words of [
      'untuk huruf j peraturan di bawah undang-undang tidak cukup',
      'Tuliskan akibat bila informasi ditutup',
      'Isi paling sedikit satu penguji',
      'Isi tanggal setelah hari ini',
      'Identitas warga tersebar.',
    ])
      expect(plain(answer)).toContain(words);
    const closed = await one.officer.page(`${base}/ajukan`);
    expect(closed.headers.get('location')).toBe(`${base}/uji`);
  });

  it('show the three papers before anything is proposed', async () => {
    const saved = await send(one.officer, `${base}/uji`, TYPED);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${base}/ajukan`]);
    const preview = await one.officer.page(`${base}/ajukan`);
    expect(preview.status).toBe(200);
    expect(plain(preview)).toContain('Pasal 17 huruf h UU 14/2008 jo. UU 23/2006');
    expect(plain(preview)).toContain('Jumlah penduduk per RT tanpa nama.');
    expect(readPdf(await one.officer.download(`${base}/ajukan/surat.pdf`)).text).toContain(
      'Yang tetap terbuka Jumlah penduduk per RT tanpa nama.',
    );
    for (const paper of ['surat', 'penetapan', 'uji']) {
      const answer = await one.officer.page(`${base}/ajukan/${paper}.pdf`);
      expect([answer.status, answer.text.slice(0, 5)]).toEqual([200, '%PDF-']);
      expectDraft(await one.officer.download(`${base}/ajukan/${paper}.pdf`));
    }
    expect(await app.sql('SELECT 1 FROM refusal_proposals')).toEqual([]);
  });

  it('lay it before the superior', async () => {
    const sent = await send(one.officer, `${base}/ajukan`, {});
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `/petugas/kasus/${one.id}?selesai=ajukan`,
    ]);
    const page = await one.officer.page(`/petugas/kasus/${one.id}?selesai=ajukan`);
    expect(plain(page)).toContain('Usul penolakan diajukan kepada Atasan PPID');
    expect((await one.officer.page('/petugas?tampilan=menunggu-persetujuan')).text).toContain(one.id);
    expect((await one.officer.page(`${base}/uji`)).status).toBe(409);
  });

  it('let the superior read everything and return it with a reason', async () => {
    const list = await one.superior.page('/pengawas/persetujuan');
    expect(plain(list)).toContain(one.filed.registerNumber);
    expect(plain(list)).toContain('10 hari kerja lagi');
    const path = `/pengawas/persetujuan/${one.id}`;
    const page = await one.superior.page(path);
    for (const words of [
      FULL.harmIfOpened,
      FULL.harmIfClosed,
      'Jumlah penduduk per RT tanpa nama.',
      'Nurul Contoh',
      'Anda orang kedua',
    ])
      expect(plain(page)).toContain(words);
    expect(plain(page)).not.toContain('Maria Latuconsina');
    for (const paper of ['surat', 'penetapan', 'uji'])
      expectDraft(await one.superior.download(`${path}/${paper}.pdf`));
    const empty = await send(one.superior, path, { putusan: 'kembali', alasan: '' });
    expect(empty.status).toBe(422);
    expect(plain(empty)).toContain('Tuliskan alasannya');
    const back = await send(one.superior, path, {
      putusan: 'kembali',
      alasan: 'Sebut pasalnya dengan lengkap.',
    });
    expect([back.status, back.headers.get('location')]).toEqual([
      303,
      '/pengawas/persetujuan?selesai=kembali',
    ]);
    expect((await one.officer.page(`${base}/uji`)).text).toContain('Sebut pasalnya dengan lengkap.');
  });

  it('end with a notice whose ground the citizen reads in a plain sentence', async () => {
    await send(one.officer, `${base}/uji`, TYPED);
    await send(one.officer, `${base}/ajukan`, {});
    const done = await send(one.superior, `/pengawas/persetujuan/${one.id}`, { putusan: 'setuju' });
    expect(done.headers.get('location')).toBe('/pengawas/persetujuan?selesai=setuju');
    await app.sweep();
    const citizen = app.client();
    const form = fieldsOf(await citizen.page('/lacak'));
    await citizen.submit('/lacak', {
      ...form,
      nomor: one.filed.registerNumber,
      kode: one.filed.trackingCode,
    });
    const page = await citizen.page('/permohonan-saya');
    for (const words of [
      'Pasal 17 huruf h UU 14/2008 jo. UU 23/2006',
      'Penetapan informasi yang dikecualikan',
      'Lembar pengujian konsekuensi',
      'Surat pemberitahuan penolakan',
    ])
      expect(plain(page)).toContain(words);
    expect(plain(page)).not.toContain('Atasan PPID menyetujui');
  });

  it('list the decree for the desk', async () => {
    const desk = await app.signIn('desk');
    const list = await desk.page('/petugas/pengecualian');
    const href = /href="(\/petugas\/pengecualian\/[0-9a-f-]+)"/u.exec(list.text)?.[1] ?? '';
    const page = await desk.page(href);
    expect(plain(page)).toContain(one.filed.registerNumber);
    expect(plain(page)).toContain('Berlaku');
    expect((await one.officer.page('/petugas/pengecualian')).status).toBe(403);
  });

  it('stop the person who proposed it, by name', async () => {
    const own = await refusalCase(app);
    const { email, password } = app.account('officer', 'disdukcapil');
    await app.sql(`UPDATE staff SET roles = roles || '{superior}' WHERE email = $1`, [email]);
    const both = app.client();
    await both.post('/api/v1/session', { email, password });
    await app.mustAct(both, own.id, 'propose-refusal', { ...FULL });
    const page = await both.page(`/pengawas/persetujuan/${own.id}`);
    expect(plain(page)).toContain('Diusulkan oleh Anda sendiri');
    expect(plain(page)).not.toContain('name="putusan"');
    expect((await both.page('/pengawas/persetujuan')).text).toContain('orang lain yang memutuskan');
  });

  it('keep the items chosen first, and a file that comes with the form', async () => {
    const two = await refusalCase(app);
    const items = [{ text: 'Jumlah penduduk per RT' }, { text: 'Nama dan alamat penduduk' }];
    const split = await app.mustAct(two.officer, two.id, 'itemise', { items });
    const [, names] = (split as unknown as { items: { id: string }[] }).items;
    const butir = names?.id ?? '';
    const path = `/petugas/kasus/${two.id}/jawab`;
    const first = await send(two.officer, `${path}/1`, { keputusan: 'partial', butir });
    expect(first.headers.get('location')).toBe(`${path}/uji?luas=partial&butir=${butir}`);
    const page = await two.officer.page(first.headers.get('location') ?? '');
    const boxes = [...page.text.matchAll(/<input[^>]*name="butir"[^>]*>/gu)].map(([tag]) => tag);
    expect(boxes.map((tag) => [tag.includes(butir), tag.includes(' checked')])).toEqual([
      [false, false],
      [true, true],
    ]);
    const day = { bentuk: 'softcopy', hari: '4', bulan: 'Des', tahun: '2026' };
    const form = new FormData();
    for (const [name, value] of Object.entries({
      ...fieldsOf(page),
      ...TYPED,
      ...day,
      luas: 'partial',
      butir,
    }))
      form.set(name, value);
    form.append('huruf', 'g');
    const unnamed = await submitFiles(two.officer, `${path}/uji`, form);
    expect([unnamed.status, unnamed.text.includes('Sebutkan bagian yang dikecualikan')]).toEqual([422, true]);
    form.set('informasi', 'Kolom nama dan NIK');
    // The draft was kept: the form that comes back names its new state.
    const again = fieldsOf(await two.officer.page(`${path}/uji`));
    for (const [name, value] of Object.entries(again)) form.set(name, value);
    form.set('berkas', new Blob([Buffer.from(sampleFiles.pdf('Tabel'))]), 'tabel.pdf');
    expect(await submitFiles(two.officer, `${path}/uji`, form)).toMatchObject({ status: 303 });
    expect((await two.officer.page(`${path}/uji`)).text).toContain('tabel.pdf');
    const proposed = plain(await two.officer.page(`${path}/ajukan`));
    expect(proposed).toContain('1 butir');
    expect(proposed).toMatch(/Pasal 17 huruf g(?: dan |, )(?:huruf )?h/u);
    expect((await send(two.officer, `${path}/ajukan`, {})).status).toBe(303);
    const after = (await app.readCase(two.officer, two.id)) as unknown as {
      items: { outcome: string | null }[];
    };
    expect(after.items.map(({ outcome }) => outcome)).toEqual([null, 'granted_partial']);
  });
});
