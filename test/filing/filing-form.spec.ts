import { readPdf } from '../letters/read-pdf.js';
import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { fillForm, FormClient, hiddenOf, pagesOf, sendForm } from './form-client.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00' });
const visitor = (): FormClient => new FormClient(() => app.baseUrl);

async function caseCount(): Promise<number> {
  const [row] = await app.sql<{ n: string }>('SELECT count(*) AS n FROM cases');
  return Number(row?.n);
}

describe('the filing form', () => {
  it('files what was typed and shows the same receipt on reload', async () => {
    const client = visitor();
    await fillForm(client, 'yosina@contoh.id');
    expect((await sendForm(client)).headers.get('location')).toBe('/permohonan/terkirim');
    const receipt = expectStatus(await client.get('/permohonan/terkirim'), 200);
    const [number] = /AMBON-2026-\d{6}/.exec(receipt) ?? [];
    expect(receipt).toContain('Selasa,');
    expect(receipt).toContain('yosina@contoh.id');
    const [row] = await app.sql<{ channel: string; agency_code: string; due_on: string }>(
      'SELECT channel, agency_code, due_on::text FROM cases WHERE register_number = $1',
      [number],
    );
    expect(row).toEqual({ channel: 'web', agency_code: 'disdik', due_on: '2026-12-08' });
    const code = (html: string) => /ticket__code">(.*?)<\/p>/s.exec(html)?.[1];
    expect(code(expectStatus(await client.get('/permohonan/terkirim'), 200))).toBe(code(receipt));
  });

  it('makes one case of many presses at once', async () => {
    const client = visitor();
    await fillForm(client);
    const fields = { ...hiddenOf((await client.get('/permohonan/baru/8')).text), benar: '1' };
    const before = await caseCount();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client.post('/permohonan/baru/8', fields)),
    );
    expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(
      new Set(['/permohonan/terkirim']),
    );
    expect(await caseCount()).toBe(before + 1);
  });

  it('keeps typed text and received files after a fault', async () => {
    const client = visitor();
    const pdf = { field: 'lampiran', name: 'surat.pdf', content: sampleFiles.pdf() };
    const faulty = await client.submit('/permohonan/baru/1', { rincian: 'Dana BOS' }, pdf);
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Tuliskan lebih rinci, paling sedikit 20 karakter');
    expect(faulty.text).toContain('>Dana BOS</textarea>');
    expect(faulty.text).toContain('surat.pdf tersimpan');
    const again = await client.get('/permohonan/baru/1');
    expect(again.text).toContain('surat.pdf tersimpan');
    const zip = { field: 'lampiran', name: 'anggaran.zip', content: Buffer.from('PK\u0003\u0004 x') };
    const wrong = await client.submit('/permohonan/baru/1', { rincian: pagesOf()[0][1].rincian }, zip);
    expect(wrong.text).toContain('anggaran.zip harus berupa PDF, JPG, PNG, DOCX, atau XLSX');
    expect(wrong.text).toContain('surat.pdf tersimpan');
  });

  it('removes a received file on Hapus and keeps the text', async () => {
    const client = visitor();
    const pdf = { field: 'lampiran', name: 'surat.pdf', content: sampleFiles.pdf() };
    await client.submit('/permohonan/baru/1', { rincian: 'Dana BOS' }, pdf);
    const page = await client.get('/permohonan/baru/1');
    const id = /name="hapus" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const removed = await client.submit('/permohonan/baru/1', { rincian: 'Dana BOS lagi', hapus: id });
    expect(removed.status).toBe(303);
    const after = await client.get('/permohonan/baru/1');
    expect(after.text).not.toContain('surat.pdf');
    expect(after.text).toContain('Dana BOS lagi');
  });

  it('returns to the check page after a change', async () => {
    const client = visitor();
    await fillForm(client);
    const check = expectStatus(await client.get('/permohonan/baru/8'), 200);
    expect(check).toContain('/permohonan/baru/7?kembali=8');
    const changed = await client.submit('/permohonan/baru/7?kembali=8', pagesOf('baru@contoh.id')[7][1]);
    expect(changed.headers.get('location')).toBe('/permohonan/baru/8');
    expect((await client.get('/permohonan/baru/8')).text).toContain('baru@contoh.id');
    const kind = await client.submit('/permohonan/baru/5?kembali=8', { pemohon: 'group' });
    expect(kind.headers.get('location')).toBe('/permohonan/baru/6');
  });

  it('leads back to the first page that is not done', async () => {
    const client = visitor();
    await client.submit('/permohonan/baru/1', pagesOf()[0][1]);
    expect((await client.get('/permohonan/baru/8')).headers.get('location')).toBe('/permohonan/baru/2');
    expect((await client.get('/permohonan/baru/6')).headers.get('location')).toBe('/permohonan/baru/2');
    expect((await client.get('/permohonan/baru/9')).status).toBe(404);
  });

  it('suggests agencies by the own words of the citizen', async () => {
    const client = visitor();
    await client.submit('/permohonan/baru/1', pagesOf()[0][1]);
    const page = expectStatus(await client.get('/permohonan/baru/2'), 200);
    expect(page).toMatch(/Karena Anda menulis <strong>[^<]*dana BOS[^<]*<\/strong>/i);
    const english = expectStatus(await client.get('/en/permohonan/baru/2'), 200);
    expect(english).toContain('Because you wrote');
  });

  it('offers the address that was probably meant', async () => {
    const client = visitor();
    await fillForm(client, 'yosina@gmial.com');
    const check = expectStatus(await client.get('/permohonan/baru/8'), 200);
    expect(check).toContain('Maksud Anda yosina@gmail.com?');
    await client.post('/permohonan/baru/8/saran', { _csrf: hiddenOf(check)['_csrf'] ?? '' });
    expect((await client.get('/permohonan/baru/8')).text).toContain('yosina@gmail.com');
  });

  it('wants the statement ticked before it sends', async () => {
    const client = visitor();
    await fillForm(client);
    const refused = await client.submit('/permohonan/baru/8', { terbit: '1' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Centang pernyataan ini untuk mengirim permohonan');
    expect(refused.text).toMatch(/id="terbit"[^>]* checked/);
  });

  it('keeps the text of a page whose draft has ended', async () => {
    const client = visitor();
    await client.submit('/permohonan/baru/1', pagesOf()[0][1]);
    const page = await client.get('/permohonan/baru/2');
    await app.sql('DELETE FROM drafts');
    const ended = await client.post('/permohonan/baru/7', {
      ...hiddenOf(page.text),
      email: 'tetap@contoh.id',
      alamat: 'Jalan yang tetap ada 7',
    });
    expect(ended.status).toBe(422);
    expect(ended.text).toContain('Draf sebelumnya sudah berakhir');
    expect(ended.text).toContain('Jalan yang tetap ada 7');
  });

  it('refuses forms of other sites and never takes a foreign draft', async () => {
    const client = visitor();
    await client.submit('/permohonan/baru/1', pagesOf()[0][1]);
    const draft = client.cookie('tenggat_draf') ?? '';
    const foreign = await fetch(`${app.baseUrl}/permohonan/baru/3`, {
      method: 'POST',
      headers: { origin: 'https://jahat.example', cookie: `tenggat_draf=${draft}` },
      body: new URLSearchParams({ tujuan: 'news' }),
    });
    expect(foreign.status).toBe(403);
    const unsigned = await client.post('/permohonan/baru/3', { tujuan: 'news' });
    expect(unsigned.status).toBe(422);
    expect(client.cookie('tenggat_draf')).not.toBe(draft);
  });

  it('leads to Lacak when nothing was filed, and forgets on Keluar', async () => {
    const client = visitor();
    expect((await client.get('/permohonan/terkirim')).headers.get('location')).toBe('/lacak');
    await fillForm(client);
    await sendForm(client);
    expect((await client.get('/permohonan/terkirim')).status).toBe(200);
    await client.post('/permohonan/terkirim/keluar', {});
    expect((await client.get('/permohonan/terkirim')).headers.get('location')).toBe('/lacak');
  });

  it('begins a new draft after one was sent', async () => {
    const client = visitor();
    await fillForm(client);
    await sendForm(client);
    const page = expectStatus(await client.get('/permohonan/baru/1'), 200);
    expect(page).not.toContain('Laporan penggunaan dana BOS SMP');
  });

  it('prints the receipt with the code only for who filed', async () => {
    const client = visitor();
    await fillForm(client);
    await sendForm(client);
    const page = (await client.get('/permohonan/terkirim')).text;
    const href = /href="(\/permohonan\/terkirim\/tanda-bukti\.pdf[^"]+)"/.exec(page)?.[1] ?? '';
    const pdf = await fetch(`${app.baseUrl}${href.replaceAll('&amp;', '&')}`);
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename="tanda-bukti-AMBON-2026-/);
    const { text } = readPdf(Buffer.from(await pdf.arrayBuffer()));
    const code = (/ticket__code">(.*?)<\/p>/s.exec(page)?.[1] ?? '').replace(/<[^>]+>/g, '');
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    expect(text).toContain(code);
    expect(text).toContain('Yosina Tahalele');
    expect(text).toContain('8 Desember 2026');
    const forgedHref = href.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    expect((await fetch(`${app.baseUrl}${forgedHref}`)).status).toBe(404);
  });

  it('keeps the text of a form whose files were cut off', async () => {
    const client = visitor();
    const page = await client.get('/permohonan/baru/1');
    const part = (name: string, value: string): string =>
      `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const answer = await client.raw(
      '/permohonan/baru/1',
      'multipart/form-data; boundary=x',
      part('_csrf', hiddenOf(page.text)['_csrf'] ?? '') +
        part('rincian', 'Teks yang harus tetap ada di halaman') +
        '--x\r\ncontent-disposition: form-data; name="lampiran"; filename="a.pdf"\r\n\r\n%PDF-1.4 half',
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Unggahan terputus. Pilih berkas lagi');
    expect(answer.text).toContain('Teks yang harus tetap ada di halaman');
  });

  it('stores no draft, name or NIK in the clear', async () => {
    const client = visitor();
    await fillForm(client, 'rahasia.sekali@contoh.id');
    const [found] = await app.sql<{ dump: string }>(
      `SELECT string_agg(encode(sealed, 'escape'), '') AS dump FROM drafts`,
    );
    for (const secret of ['Yosina', 'rahasia.sekali', '8171', client.cookie('tenggat_draf') ?? '-'])
      expect(found?.dump).not.toContain(secret);
  });
});
