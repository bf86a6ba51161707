import { generate } from 'otplib';
import { AddAccount } from '../../src/office/staff/add-account.js';
import { htmlFindings } from '../support/browser.js';
import type { HttpClient } from '../support/http-client.js';
import { useOffice } from './office.js';

const office = useOffice();
const NEW_PASSWORD = 'kuda pasir meja lilin';

async function newAccount(email: string, role = 'officer') {
  const agency = role === 'officer' ? 'disdik' : undefined;
  const { id, password } = await office
    .get(AddAccount)
    .run({ email, name: 'Rina Matulessy', roles: [role], agency });
  return { id, email, password };
}

/** An account that has its own password already. */
async function settled(email: string, role?: string) {
  const account = await newAccount(email, role);
  await office.sql('UPDATE staff SET must_change_password = false WHERE id = $1', [account.id]);
  return account;
}

async function signedIn(
  email: string,
  role?: string,
): Promise<HttpClient & { readonly account: { id: string; password: string } }> {
  const account = await settled(email, role);
  const client = office.client();
  const answer = await client.submit('/petugas/masuk', { email, sandi: account.password });
  expect(answer.status).toBe(303);
  return Object.assign(client, { account });
}

const csrfOf = (html: string): string => /name="_csrf" value="([^"]+)"/u.exec(html)?.[1] ?? '';
const field = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`, 'u').exec(html)?.[1] ?? '';

describe('the sign-in page', () => {
  it('shows two fields and one button in clean HTML', async () => {
    const { status, text } = await office.client().page('/petugas/masuk');
    expect(status).toBe(200);
    expect(text).toMatch(/<title>Masuk - PPID Kota Ambon<\/title>/u);
    expect(text.match(/<button/gu)).toHaveLength(1);
    expect(text).not.toContain('name="kode"');
    expect(await htmlFindings(text)).toEqual([]);
  });

  it('leads each role to its own first page', async () => {
    const pages = {
      desk: '/petugas',
      officer: '/petugas',
      supervisor: '/pengawas',
      superior: '/pengawas',
      admin: '/admin',
    };
    for (const [role, page] of Object.entries(pages)) {
      const { email, password } = await settled(`${role}.awal@ambon.example`, role);
      const answer = await office.client().submit('/petugas/masuk', { email, sandi: password });
      expect([role, answer.status, answer.headers.get('location')]).toEqual([role, 303, page]);
    }
  });

  it('shows the form again with the address and without the password', async () => {
    const { email } = await settled('ulang@ambon.example');
    const answer = await office
      .client()
      .submit('/petugas/masuk', { email, sandi: 'rahasia-yang-salah', kembali: '/petugas/tugas' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<title>Perlu diperbaiki: Masuk/u);
    expect(answer.text).toContain(`value="${email}"`);
    expect(answer.text).toContain('value="/petugas/tugas"');
    expect(answer.text).not.toContain('rahasia-yang-salah');
    expect(answer.text).toContain('Email atau kata sandi tidak cocok');
    expect(await htmlFindings(answer.text)).toEqual([]);
  });

  it('names each empty field', async () => {
    const answer = await office.client().submit('/petugas/masuk', { email: '', sandi: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Masukkan alamat email Anda');
    expect(answer.text).toContain('Masukkan kata sandi Anda');
  });

  it('sends a stranger to the door and back again', async () => {
    const { email, password } = await settled('kembali@ambon.example');
    const client = office.client();
    const away = await client.page('/petugas/sesi');
    const door = away.headers.get('location') ?? '';
    expect(door).toBe('/petugas/masuk?kembali=%2Fpetugas%2Fsesi');
    const form = await client.page(door);
    const answer = await client.submit('/petugas/masuk', {
      email,
      sandi: password,
      kembali: field(form.text, 'kembali'),
    });
    expect(answer.headers.get('location')).toBe('/petugas/sesi');
  });

  it('never goes on to another site', async () => {
    const { email, password } = await settled('jebak@ambon.example');
    for (const kembali of ['//jahat.example', 'https://jahat.example/petugas', '/petugas/\\jahat.example']) {
      const answer = await office.client().submit('/petugas/masuk', { email, sandi: password, kembali });
      expect(answer.headers.get('location')).toBe('/petugas');
    }
  });

  it('tells how to get in again without a password', async () => {
    const { status, text } = await office.client().page('/petugas/lupa-sandi');
    expect(status).toBe(200);
    expect(await htmlFindings(text)).toEqual([]);
  });
});

describe('a one-time password', () => {
  it('opens no page but the one for an own password', async () => {
    const { email, password } = await newAccount('baru@ambon.example');
    const client = office.client();
    const entered = await client.submit('/petugas/masuk', { email, sandi: password });
    expect(entered.headers.get('location')).toBe('/petugas/profil/sandi');
    expect((await client.page('/petugas/profil')).status).toBe(303);
    const page = await client.page('/petugas/profil/sandi');
    expect(page.text).toContain('kata sandi sekali pakai');
    const csrf = csrfOf(page.text);
    const weak = await client.submit('/petugas/profil/sandi', {
      _csrf: csrf,
      lama: password,
      baru: 'pendek',
      ulang: 'lain',
    });
    expect(weak.status).toBe(422);
    expect(weak.text).toMatch(/paling sedikit 12\skarakter/u);
    expect(weak.text).toContain('Kedua kata sandi baru tidak sama');
    expect(await htmlFindings(weak.text)).toEqual([]);
    const changed = await client.submit('/petugas/profil/sandi', {
      _csrf: csrf,
      lama: password,
      baru: NEW_PASSWORD,
      ulang: NEW_PASSWORD,
    });
    expect([changed.status, changed.headers.get('location')]).toEqual([303, '/petugas/profil?selesai=sandi']);
    expect((await client.page('/petugas/profil')).status).toBe(200);
    expect((await office.client().submit('/petugas/masuk', { email, sandi: NEW_PASSWORD })).status).toBe(303);
    expect((await office.client().submit('/petugas/masuk', { email, sandi: password })).status).toBe(422);
  });
});

describe('the own pages', () => {
  it('tell name, role, agency and state of the account in clean HTML', async () => {
    const client = await signedIn('profil@ambon.example');
    const { text } = await client.page('/petugas/profil');
    for (const word of [
      'Rina Matulessy',
      'petugas instansi',
      'Dinas Pendidikan',
      'Belum dipasang',
      'Matikan pintasan',
    ])
      expect(text).toContain(word);
    for (const path of ['/petugas/profil', '/petugas/profil/sandi', '/petugas/profil/kode', '/petugas/sesi'])
      expect([path, await htmlFindings((await client.page(path)).text)]).toEqual([path, []]);
  });

  it('switch the keys off and on', async () => {
    const client = await signedIn('tombol@ambon.example');
    const csrf = csrfOf((await client.page('/petugas/profil')).text);
    await client.submit('/petugas/profil/pintasan', { _csrf: csrf, pintasan: 'mati' });
    expect((await client.page('/petugas/profil')).text).toContain('Hidupkan pintasan');
    await client.submit('/petugas/profil/pintasan', { _csrf: csrf, pintasan: 'hidup' });
    expect((await client.page('/petugas/profil')).text).toContain('Matikan pintasan');
  });

  it('list the sessions and end the others', async () => {
    const client = await signedIn('sesi@ambon.example');
    const { id, password } = client.account;
    const other = office.client();
    await other.submit(
      '/petugas/masuk',
      { email: 'sesi@ambon.example', sandi: password },
      { headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/130' } },
    );
    const page = await client.page('/petugas/sesi');
    expect(page.text).toContain('Chrome, Android');
    expect(page.text).toContain('Sesi ini');
    const ended = await client.submit('/petugas/sesi', {
      _csrf: csrfOf(page.text),
      sesi: field(page.text, 'sesi'),
    });
    expect(ended.status).toBe(303);
    expect((await other.page('/petugas/profil')).status).toBe(303);
    expect((await client.page('/petugas/sesi')).text).toContain('Tidak ada sesi lain');
    expect(await office.sql('SELECT 1 FROM staff_sessions WHERE staff_id = $1', [id])).toHaveLength(1);
  });

  it("do not end a stranger's session", async () => {
    const client = await signedIn('usil@ambon.example');
    const victim = await signedIn('korban@ambon.example');
    const [row] = await office.sql<{ id: string }>(
      `SELECT encode(id_hash, 'hex') AS id FROM staff_sessions WHERE staff_id = $1`,
      [victim.account.id],
    );
    const csrf = csrfOf((await client.page('/petugas/sesi')).text);
    await client.submit('/petugas/sesi', { _csrf: csrf, sesi: row?.id ?? '' });
    expect((await victim.page('/petugas/profil')).status).toBe(200);
  });
});

describe('forms of a session', () => {
  it('are refused without, with a foreign, and with an old value', async () => {
    const client = await signedIn('pemalsu@ambon.example');
    const stranger = await signedIn('asing@ambon.example');
    const foreign = csrfOf((await stranger.page('/petugas/profil')).text);
    const post = (fields: Record<string, string>) =>
      client.submit('/petugas/profil/pintasan', { pintasan: 'mati', ...fields });
    for (const fields of [{}, { _csrf: '' }, { _csrf: foreign }, { _csrf: 'x'.repeat(43) }] as Record<
      string,
      string
    >[]) {
      expect((await post(fields)).status).toBe(403);
    }
    expect((await client.page('/petugas/profil')).text).toContain('Matikan pintasan');
    expect((await client.submit('/petugas/keluar', {})).status).toBe(403);
  });

  it('are refused from another origin', async () => {
    const client = await signedIn('luar@ambon.example');
    const csrf = csrfOf((await client.page('/petugas/profil')).text);
    const answer = await client.submit(
      '/petugas/keluar',
      { _csrf: csrf },
      { headers: { origin: 'https://jahat.example' } },
    );
    expect(answer.status).toBe(403);
    const own = await client.submit(
      '/petugas/keluar',
      { _csrf: csrf },
      { headers: { origin: office.baseUrl } },
    );
    expect([own.status, own.headers.get('location')]).toEqual([303, '/petugas/masuk']);
    expect((await client.page('/petugas/profil')).status).toBe(303);
  });
});

describe('a second factor', () => {
  /** Sets one up over the page and returns the secret. */
  async function withFactor(email: string) {
    const client = await signedIn(email);
    const page = await client.page('/petugas/profil/kode');
    const secret = (/own__key">([A-Z2-7 ]{16,})</u.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
    const fields = { _csrf: csrfOf(page.text), usulan: field(page.text, 'usulan') };
    const wrong = await client.submit('/petugas/profil/kode', { ...fields, kode: '000000' });
    expect(wrong.status).toBe(422);
    expect(field(wrong.text, 'usulan')).toBe(fields.usulan);
    const set = await client.submit('/petugas/profil/kode', { ...fields, kode: await generate({ secret }) });
    expect(set.status).toBe(303);
    await office.sql(`DELETE FROM attempt_counters WHERE scope = 'used-code'`);
    return { ...client.account, email, secret };
  }

  it('is asked for on a page of its own, and only where it is set up', async () => {
    const { email, password, secret } = await withFactor('kode@ambon.example');
    const client = office.client();
    const second = await client.submit('/petugas/masuk', { email, sandi: password });
    expect(second.status).toBe(200);
    expect(second.headers.getSetCookie()).toEqual([]);
    expect(second.text).not.toContain(password);
    expect(await htmlFindings(second.text)).toEqual([]);
    const tiket = field(second.text, 'tiket');
    const wrong = await client.submit('/petugas/masuk', { tiket, kode: '123' });
    expect(wrong.status).toBe(422);
    const code = await generate({ secret });
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const entered = await client.submit('/petugas/masuk', { tiket, kode: spaced });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/petugas']);
  });

  it('keeps a form that waits through both pages, and never a password', async () => {
    const { email, password, secret } = await withFactor('titipan@ambon.example');
    const client = office.client();
    const shut = await client.submit('/petugas/profil/pintasan', { _csrf: 'basi', pintasan: 'mati' });
    expect(shut.status).toBe(401);
    const titipan = field(shut.text, 'titipan');
    const second = await client.submit('/petugas/masuk', { email, sandi: password, titipan });
    const carried = { tiket: field(second.text, 'tiket'), titipan: field(second.text, 'titipan') };
    const wrong = await client.submit('/petugas/masuk', { ...carried, kode: '123' });
    expect(field(wrong.text, 'titipan')).not.toBe('');
    const entered = await client.submit('/petugas/masuk', { ...carried, kode: await generate({ secret }) });
    expect([entered.status, field(entered.text, 'pintasan')]).toEqual([200, 'mati']);
    const fields = { _csrf: csrfOf(entered.text), pintasan: 'mati' };
    expect((await client.submit('/petugas/profil/pintasan', fields)).status).toBe(303);
    const change = { lama: password, baru: NEW_PASSWORD, ulang: NEW_PASSWORD };
    const away = await office.client().submit('/petugas/profil/sandi', change);
    expect([away.status, away.text]).toEqual([303, '']);
  });

  it('opens once with each code', async () => {
    const { email, password, secret } = await withFactor('sekali@ambon.example');
    const body = { email, password, code: await generate({ secret }) };
    expect((await office.client().post('/api/v1/session', body)).status).toBe(200);
    expect((await office.client().post('/api/v1/session', body)).status).toBe(401);
  });

  it('answers a program without a code that one is wanted', async () => {
    const { email, password } = await withFactor('program@ambon.example');
    const answer = await office.client().post<{ code: string }>('/api/v1/session', { email, password });
    expect([answer.status, answer.body.code]).toEqual([401, 'code-wanted']);
  });

  it('takes no forged and no old ticket', async () => {
    const { email, password, secret } = await withFactor('tiket@ambon.example');
    const page = await office.client().submit('/petugas/masuk', { email, sandi: password });
    const tiket = field(page.text, 'tiket');
    const forged = `${tiket.slice(0, -4)}AAAA`;
    const code = await generate({ secret });
    expect((await office.client().submit('/petugas/masuk', { tiket: forged, kode: code })).status).toBe(422);
    expect((await office.client().submit('/petugas/masuk', { tiket, kode: code })).status).toBe(303);
  });

  it('is stored sealed', async () => {
    const { id, secret } = await withFactor('segel@ambon.example');
    const [row] = await office.sql<{ sealed: Buffer }>(
      'SELECT totp_sealed AS sealed FROM staff WHERE id = $1',
      [id],
    );
    expect(row?.sealed.includes(Buffer.from(secret))).toBe(false);
  });
});
