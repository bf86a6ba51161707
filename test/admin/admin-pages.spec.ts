import { useApp } from '../support/app.js';
import { htmlFindings } from '../support/browser.js';
import type { HttpClient } from '../support/http-client.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

const PAGES = [
  '',
  '/pengguna',
  '/pengguna/baru',
  '/kiriman',
  '/instansi',
  '/kalender',
  '/kalender/keputusan',
  '/aturan',
  '/audit',
].map((path) => `/admin${path}`);

const csrfOf = (html: string): string => /name="_csrf" value="([^"]+)"/u.exec(html)?.[1] ?? '';
const keyOf = (html: string): string => /name="_kunci" value="([^"]+)"/u.exec(html)?.[1] ?? '';

async function openForm(admin: HttpClient, path: string): Promise<{ _csrf: string; _kunci: string }> {
  const { text } = await admin.page(path);
  return { _csrf: csrfOf(text), _kunci: keyOf(text) };
}

async function idOf(email: string): Promise<string> {
  const [row] = await app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [email]);
  return row?.id ?? '';
}

/** Adds an officer through the form and answers the password that is shown once. */
async function addOfficer(email: string): Promise<string> {
  const admin = await app.signIn('admin');
  const form = await openForm(admin, '/admin/pengguna/baru');
  const fields = { ...form, nama: 'Selfi Tuhumury', email, peran: 'officer', instansi: 'disdik' };
  expect((await admin.submit('/admin/pengguna/baru', fields)).status).toBe(303);
  const shown = await admin.page('/admin/pengguna/sandi');
  return /own__key">([^<]+)</u.exec(shown.text)?.[1] ?? '';
}

describe('the door of the settings', () => {
  it.each(['desk', 'officer', 'supervisor', 'superior'] as const)('stays shut to %s', async (role) => {
    const staff = await app.signIn(role);
    for (const path of PAGES) expect((await staff.page(path)).status).toBe(403);
    const { text } = await staff.page(role === 'desk' || role === 'officer' ? '/petugas' : '/petugas/profil');
    const refused = await staff.submit('/admin/kiriman', { _csrf: csrfOf(text), kirim: 'jeda' });
    expect(refused.status).toBe(403);
  });

  it('leads a stranger to the sign-in', async () => {
    const answer = await app.client().page('/admin/pengguna');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('/petugas/masuk');
  });

  it('refuses a form that was not made for this session', async () => {
    const admin = await app.signIn('admin');
    expect((await admin.submit('/admin/kiriman', { _csrf: 'lain', kirim: 'jeda' })).status).toBe(403);
  });

  it.each(PAGES)('opens %s to an admin as clean HTML', async (path) => {
    const answer = await (await app.signIn('admin')).page(path);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/<title>[^<]+ - PPID Kota Ambon<\/title>/u);
    expect(await htmlFindings(answer.text)).toEqual([]);
  });

  it('links to nothing that is not there', async () => {
    const admin = await app.signIn('admin');
    const pages = await Promise.all(PAGES.map((path) => admin.page(path)));
    const links = new Set(
      pages.flatMap(({ text }) =>
        [...text.matchAll(/<a\b[^>]*href="(\/[^"#]*)"/gu)].map(([, to]) => to ?? ''),
      ),
    );
    const dead: string[] = [];
    for (const link of links) if ((await admin.page(link)).status !== 200) dead.push(link);
    expect(dead).toEqual([]);
  });
});

describe('accounts', () => {
  it('adds a person who then signs in with the shown password', async () => {
    const password = await addOfficer('selfi@ppid-ambon.example');
    const client = app.client();
    const signedIn = await client.post('/api/v1/session', { email: 'selfi@ppid-ambon.example', password });
    expect(signedIn.status).toBe(200);
    expect(signedIn.body).toMatchObject({ roles: ['officer'], agency: 'disdik' });
  });

  it('shows a one-time password once and keeps it nowhere', async () => {
    const password = await addOfficer('sekali@ppid-ambon.example');
    expect(password).not.toBe('');
    const again = await (await app.signIn('admin')).page('/admin/pengguna/sandi');
    expect(again.status).toBe(303);
    const [row] = await app.sql<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM staff WHERE password_hash LIKE '%' || $1 || '%') AS found`,
      [password],
    );
    expect(row?.found).toBe(false);
  });

  it('makes one account of a double click', async () => {
    const admin = await app.signIn('admin');
    const form = await openForm(admin, '/admin/pengguna/baru');
    const fields = { ...form, nama: 'Ganda Klik', email: 'ganda@ppid-ambon.example', peran: 'desk' };
    const answers = await Promise.all([1, 2].map(() => admin.submit('/admin/pengguna/baru', fields)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const places = answers.map(({ headers }) => headers.get('location')).sort();
    expect(places[0]).toBe(`/admin/pengguna/${await idOf('ganda@ppid-ambon.example')}`);
    expect(places[1]).toBe('/admin/pengguna/sandi');
    const rows = await app.sql(`SELECT 1 FROM staff WHERE email = 'ganda@ppid-ambon.example'`);
    expect(rows).toHaveLength(1);
  });

  it('names every fault of the form and keeps what was typed', async () => {
    const admin = await app.signIn('admin');
    const form = await openForm(admin, '/admin/pengguna/baru');
    const fields = { ...form, nama: 'Tanpa Alamat', email: 'bukan alamat', peran: 'officer', kepala: '1' };
    const answer = await admin.submit('/admin/pengguna/baru', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Perlu diperbaiki: Tambah pengguna');
    expect(answer.text).toContain('Tulis alamat email secara lengkap');
    expect(answer.text).toContain('Pilih instansi tempat petugas ini bekerja');
    expect(answer.text).toContain('value="Tanpa Alamat"');
    expect(await htmlFindings(answer.text)).toEqual([]);
  });

  it('says that an address has an account already', async () => {
    const admin = await app.signIn('admin');
    const form = await openForm(admin, '/admin/pengguna/baru');
    const { email } = app.account('desk');
    const answer = await admin.submit('/admin/pengguna/baru', { ...form, nama: 'Dua', email, peran: 'desk' });
    expect([answer.status, answer.text.includes('sudah punya akun')]).toEqual([422, true]);
  });

  it('ends the sessions of a closed account at once', async () => {
    const email = 'tutup@ppid-ambon.example';
    const password = await addOfficer(email);
    const officer = app.client();
    await officer.post('/api/v1/session', { email, password });
    expect((await officer.get('/api/v1/cases')).status).toBe(200);
    const admin = await app.signIn('admin');
    const path = `/admin/pengguna/${await idOf(email)}`;
    const { _csrf } = await openForm(admin, path);
    expect((await admin.submit(`${path}/tutup`, { _csrf })).status).toBe(303);
    expect((await officer.get('/api/v1/cases')).status).toBe(401);
    expect((await admin.page(path)).text).toContain('Buka akun kembali');
  });

  it('resets a person with a new password that works', async () => {
    const email = 'ulang@ppid-ambon.example';
    const old = await addOfficer(email);
    const admin = await app.signIn('admin');
    const path = `/admin/pengguna/${await idOf(email)}`;
    const { _csrf } = await openForm(admin, path);
    expect((await admin.submit(`${path}/setel-ulang`, { _csrf })).status).toBe(303);
    const shown = await admin.page('/admin/pengguna/sandi');
    const password = /own__key">([^<]+)</u.exec(shown.text)?.[1] ?? '';
    expect((await app.client().post('/api/v1/session', { email, password: old })).status).toBe(401);
    expect((await app.client().post('/api/v1/session', { email, password })).status).toBe(200);
  });

  it('lets nobody close the account in hand', async () => {
    const admin = await app.signIn('admin');
    const path = `/admin/pengguna/${await idOf(app.account('admin').email)}`;
    const page = await admin.page(path);
    expect(page.text).not.toContain('Tutup akun');
    expect((await admin.submit(`${path}/tutup`, { _csrf: csrfOf(page.text) })).status).toBe(404);
    expect((await admin.page('/admin')).status).toBe(200);
  });
});

describe('outgoing mail', () => {
  const press = async (kirim: string): Promise<void> => {
    const admin = await app.signIn('admin');
    const { _csrf } = await openForm(admin, '/admin/kiriman');
    expect((await admin.submit('/admin/kiriman', { _csrf, kirim })).status).toBe(303);
  };

  it('waits while sending is paused and goes out afterwards', async () => {
    const admin = await app.signIn('admin');
    await press('jeda');
    const filed = await app.fileRequest();
    await app.sweep();
    const waiting = await admin.page('/admin/kiriman?tampilan=menunggu');
    expect(waiting.text).toContain('Pengiriman dijeda.');
    expect(waiting.text).toContain(filed.registerNumber);
    const subjects = async (): Promise<string[]> => (await app.mails()).map(({ subject }) => subject);
    expect((await subjects()).filter((one) => one.includes(filed.registerNumber))).toEqual([]);
    await press('jalan');
    await app.sweep();
    expect((await subjects()).some((one) => one.includes(filed.registerNumber))).toBe(true);
    expect((await admin.page('/admin/kiriman')).text).toContain('Diterima server');
  });

  it('shows neither address nor words of a mail', async () => {
    const admin = await app.signIn('admin');
    const { text } = await admin.page('/admin/kiriman');
    expect(text).not.toMatch(/@contoh\.test|Maria Latuconsina|Dana BOS/u);
  });

  it('leaves a trail of who switched it', async () => {
    const rows = await app.sql<{ event: string; actor_kind: string }>(
      `SELECT event, actor_kind FROM audit WHERE event LIKE 'sending-%' ORDER BY id`,
    );
    expect(rows).toEqual([
      { event: 'sending-paused', actor_kind: 'staff' },
      { event: 'sending-on', actor_kind: 'staff' },
    ]);
  });
});

describe('the trail', () => {
  it('tells that nobody has looked, then that the chain is whole', async () => {
    const admin = await app.signIn('admin');
    expect((await admin.page('/admin')).text).toContain('Rantai jejak belum diperiksa.');
    const { _csrf } = await openForm(admin, '/admin/audit');
    expect((await admin.submit('/admin/audit', { _csrf })).status).toBe(303);
    const { text } = await admin.page('/admin/audit');
    expect(text).toContain('Rantai jejak utuh,');
    expect(text).toContain('Pengiriman dijeda');
    expect((await admin.page('/admin')).text).toContain('Rantai jejak utuh,');
  });

  it('tells of a broken chain', async () => {
    await app.sql(
      `UPDATE audit SET event = 'other' WHERE id = (SELECT max(id) FROM audit WHERE case_id IS NOT NULL)`,
    );
    const admin = await app.signIn('admin');
    const { _csrf } = await openForm(admin, '/admin/audit');
    expect((await admin.submit('/admin/audit', { _csrf })).status).toBe(303);
    expect((await admin.page('/admin')).text).toContain('Rantai jejak rusak');
  });
});

describe('the calendar', () => {
  it('lists the days of each year with their decree', async () => {
    const { text } = await (await app.signIn('admin')).page('/admin/kalender');
    expect(text).toContain('Tahun 2022 sampai 2027');
    expect(text).toContain('SKB');
    expect(text).not.toContain('belum dimuat');
  });

  it('misses the next decree from September, and loudly from December', async () => {
    const admin = await app.signIn('admin');
    await app.setClock('2027-08-31T10:00:00+09:00');
    expect((await admin.page('/admin')).text).not.toContain('belum dimuat');
    await app.setClock('2027-09-01T10:00:00+09:00');
    expect((await admin.page('/admin')).text).toContain('Keputusan hari libur tahun 2028 belum dimuat.');
    await app.setClock('2027-12-01T10:00:00+09:00');
    expect((await admin.page('/admin/kalender')).text).toContain('belum dimuat dan sudah diperlukan');
  });
});
