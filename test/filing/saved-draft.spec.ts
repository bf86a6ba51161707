import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { FormClient, pagesOf } from './form-client.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00' });
const visitor = (): FormClient => new FormClient(() => app.baseUrl);

/** Starts a draft, has its link mailed, and answers the link's path. */
async function saved(client: FormClient, email: string): Promise<string> {
  await client.submit('/permohonan/baru/1', { rincian: pagesOf()[0][1].rincian });
  const later = await client.submit('/permohonan/baru/2', { nanti: '1' });
  expect(later.headers.get('location')).toBe('/permohonan/simpan');
  const sent = await client.submit('/permohonan/simpan', { email });
  expect(sent.headers.get('location')).toBe('/permohonan/tersimpan');
  await app.sweep();
  const [mail] = await app.mails(email);
  expect(mail?.subject).toBe('Draf permohonan tersimpan');
  return /\/permohonan\/lanjutkan\?t=[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
}

async function code(email: string): Promise<string> {
  await app.sweep();
  const mails = await app.mails(email);
  return /\b\d{8}\b/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
}

describe('saving a draft for later', () => {
  it('asks for the address, mails a link and says until when', async () => {
    const client = visitor();
    await client.submit('/permohonan/baru/1', { rincian: 'Dana BOS', nanti: '1' });
    expect((await client.submit('/permohonan/simpan', { email: 'bukan alamat' })).status).toBe(422);
    await saved(client, 'nanti1@contoh.id');
    const page = expectStatus(await client.get('/permohonan/tersimpan'), 200);
    expect(page).toContain('nanti1@contoh.id');
    expect(page).toContain('Belum dikirim dan belum terdaftar. Hitungan hari belum berjalan.');
    const [row] = await app.sql<{ days: number }>(
      `SELECT round(extract(epoch FROM expires_at - clock_timestamp()) / 86400)::int AS days FROM drafts
       WHERE resume_token_hash IS NOT NULL`,
    );
    expect(row?.days).toBe(14);
  });

  it('opens on another device by link and code, once', async () => {
    const link = await saved(visitor(), 'nanti2@contoh.id');
    const other = visitor();
    expect((await other.get(link)).headers.get('location')).toBe('/permohonan/lanjutkan');
    const ask = expectStatus(await other.get('/permohonan/lanjutkan'), 200);
    expect(ask).toContain('n***@contoh.id');
    expect(ask).not.toContain('nanti2@');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(ask)?.[1] ?? '';
    await other.post('/permohonan/lanjutkan/kode', { _csrf: csrf });
    const wrong = await other.post('/permohonan/lanjutkan', { _csrf: csrf, kode: '00000000' });
    expect(wrong.status).toBe(422);
    const kode = await code('nanti2@contoh.id');
    const opened = await other.post('/permohonan/lanjutkan', { _csrf: csrf, kode });
    expect(opened.headers.get('location')).toBe('/permohonan/baru/2');
    expect((await other.get('/permohonan/baru/1')).text).toContain(pagesOf()[0][1].rincian);
    const third = visitor();
    await third.get(link);
    expect((await third.get('/permohonan/lanjutkan')).text).toContain('Draf tidak ada atau sudah berakhir.');
  });

  it('says the same for a wrong, used and ended link', async () => {
    const client = visitor();
    await client.get('/permohonan/lanjutkan?t=AAAAAAAAAAAAAAAAAAAAAA');
    const page = expectStatus(await client.get('/permohonan/lanjutkan'), 200);
    expect(page).toContain('Draf tidak ada atau sudah berakhir.');
  });

  it('spoils a code after five wrong guesses', async () => {
    const link = await saved(visitor(), 'nanti3@contoh.id');
    const other = visitor();
    await other.get(link);
    const csrf =
      /name="_csrf" value="([^"]+)"/.exec((await other.get('/permohonan/lanjutkan')).text)?.[1] ?? '';
    await other.post('/permohonan/lanjutkan/kode', { _csrf: csrf });
    const kode = await code('nanti3@contoh.id');
    for (let guess = 0; guess < 5; guess += 1) {
      await other.post('/permohonan/lanjutkan', { _csrf: csrf, kode: String(10_000_000 + guess) });
    }
    expect((await other.post('/permohonan/lanjutkan', { _csrf: csrf, kode })).status).toBe(422);
  });
});
