import { useApp } from '../support/app.js';
import type { FiledRequest } from '../support/answers.js';

const app = useApp({ at: '2026-11-24T10:15:00+09:00' });

/** A citizen's browser without script: cookies, forms, redirects by hand. */
class Visitor {
  private readonly cookies = new Map<string, string>();

  async get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  async text(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  /** Sends a form with the hidden fields of the page it stands on. */
  async post(page: string, action: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const html = await this.text(page);
    const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/gu)];
    const body = new URLSearchParams({
      ...Object.fromEntries(hidden.map((match) => [String(match[1]), String(match[2])])),
      ...fields,
    });
    return this.send(action, { method: 'POST', body });
  }

  async enter(filed: FiledRequest): Promise<void> {
    const body = new URLSearchParams({ nomor: filed.registerNumber, kode: filed.trackingCode });
    const answer = await this.send('/lacak', { method: 'POST', body });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/permohonan-saya']);
  }

  /** Sends a form as a browser does that may hold files. */
  files(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return this.send(path, { method: 'POST', body });
  }

  async send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${app.baseUrl}${path}`, { ...init, redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`, 'u').exec(html)?.[1] ?? '';

const hiddenOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/gu)].map((match) => [
      String(match[1]),
      String(match[2]),
    ]),
  );

const carriedIn = (html: string, more: Readonly<Record<string, string>> = {}): URLSearchParams =>
  new URLSearchParams({ titipan: hidden(html, 'titipan'), ...more });

/** The page behind the door of a case, opened from a page that carries a form along. */
async function entered(visitor: Visitor, html: string, filed: FiledRequest): Promise<string> {
  const body = carriedIn(html, { nomor: filed.registerNumber, kode: filed.trackingCode });
  return (await visitor.send('/lacak', { method: 'POST', body })).text();
}

async function linkIn(filed: FiledRequest): Promise<string> {
  await app.sweep();
  const mail = (await app.mails()).find(
    ({ subject }) => subject === `Permohonan ${filed.registerNumber} terdaftar`,
  );
  return /\/permohonan-saya\?k=[\w-]+/u.exec(mail?.text ?? '')?.[0] ?? '';
}

describe('pages of a tracked case', () => {
  it('says one sentence for every kind of no', async () => {
    const visitor = new Visitor();
    const filed = await app.fileRequest();
    const wrong = await visitor.post('/lacak', '/lacak', { nomor: filed.registerNumber, kode: 'salah' });
    const unknown = await visitor.post('/lacak', '/lacak', {
      nomor: 'AMBON-2026-999999',
      kode: filed.trackingCode,
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    for (const answer of [wrong, unknown]) {
      expect(await answer.text()).toContain('Nomor atau kode tidak cocok. Periksa kembali');
    }
  });

  it('leads everybody without a session to the front', async () => {
    const visitor = new Visitor();
    for (const page of [
      '',
      '/pesan',
      '/lengkapi',
      '/cabut',
      '/keberatan',
      '/data-saya',
      '/tanda-bukti.pdf',
    ]) {
      const answer = await visitor.get(`/permohonan-saya${page}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/lacak']);
    }
    expect((await visitor.get('/en/permohonan-saya')).headers.get('location')).toBe('/en/lacak');
    expect((await visitor.get('/permohonan-saya?k=AAAAAAAAAAAAAAAAAAAAAA')).headers.get('location')).toBe(
      '/lacak',
    );
  });

  it('moves the secret of the link into the session at once', async () => {
    const filed = await app.fileRequest({
      informationRequested: 'Daftar juru parkir resmi tahun 2026 di Ambon',
    });
    const visitor = new Visitor();
    const entered = await visitor.get(await linkIn(filed));
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/permohonan-saya']);
    const status = await visitor.text('/permohonan-saya');
    expect(status).toContain(filed.registerNumber);
    expect(status).not.toContain('juru parkir');
    expect(status).not.toMatch(/[?&]k=/u);
    for (const page of ['pesan', 'isi', 'data-saya', 'tanda-bukti.pdf']) {
      const answer = await visitor.get(`/permohonan-saya/${page}`);
      expect(answer.headers.get('location')).toMatch(/^\/permohonan-saya\/buka/u);
    }
  });

  it('opens the content by a code from the mail, once', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.get(await linkIn(filed));
    const asked = await visitor.post('/permohonan-saya/buka', '/permohonan-saya/buka/email', {});
    expect(asked.status).toBe(303);
    await app.sweep();
    const mail = (await app.mails()).filter(({ subject }) => subject.startsWith('Kode masuk')).at(-1);
    const code = /\b\d{8}\b/u.exec(mail?.text ?? '')?.[0] ?? '';
    const wrong = await visitor.post('/permohonan-saya/buka?terkirim=1', '/permohonan-saya/buka', {
      'kode-email': '00000000',
    });
    expect(wrong.status).toBe(422);
    const right = await visitor.post('/permohonan-saya/buka?terkirim=1', '/permohonan-saya/buka', {
      'kode-email': code,
    });
    expect([right.status, right.headers.get('location')]).toEqual([303, '/permohonan-saya']);
    expect(await visitor.text('/permohonan-saya/isi')).toContain('Isi permohonan');
    const second = new Visitor();
    await second.get(await linkIn(filed));
    const again = await second.post('/permohonan-saya/buka?terkirim=1', '/permohonan-saya/buka', {
      'kode-email': code,
    });
    expect(again.status).toBe(422);
  });

  it('answers a wish for the link the same for every number', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    const known = await visitor.post('/lacak', '/lacak/tautan', { nomor: filed.registerNumber });
    const unknown = await visitor.post('/lacak', '/lacak/tautan', { nomor: 'AMBON-2026-999998' });
    expect([known.status, known.headers.get('location')]).toEqual([303, '/lacak/tautan']);
    expect([unknown.status, unknown.headers.get('location')]).toEqual([303, '/lacak/tautan']);
    await app.sweep();
    const mails = (await app.mails()).filter(
      ({ subject }) => subject === `Tautan status ${filed.registerNumber}`,
    );
    expect(mails).toHaveLength(1);
  });

  it('refuses a form without the value of its session', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    const answer = await visitor.post('/permohonan-saya/cabut', '/permohonan-saya/cabut', {
      _csrf: 'x',
      yakin: 'ya',
    });
    expect(answer.status).toBe(403);
    expect((await app.track(filed)).status).toBe('received');
  });

  it('keeps what was typed when something is to be mended', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    const answer = await visitor.post('/permohonan-saya/cabut', '/permohonan-saya/cabut', {
      alasan: 'Sudah ketemu',
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('Sudah ketemu');
    expect(html).toContain('<title>Perlu diperbaiki: ');
  });

  it('carries a message through the door when the session ended', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    const id = await app.caseId(filed.registerNumber);
    const messages = () => app.sql('SELECT 1 FROM messages WHERE case_id = $1', [id]);
    await app.sql(`UPDATE track_sessions SET last_seen_at = clock_timestamp() - interval '2 hours'`);
    const shut = await visitor.files('/permohonan-saya/pesan', {
      _csrf: 'basi',
      _kunci: 'kunci-dari-halaman-lama',
      pesan: 'Apakah rekap tahun 2025 sudah ada?',
    });
    expect(shut.status).toBe(401);
    const door = await shut.text();
    expect(door).toContain('Apakah rekap tahun 2025 sudah ada?');
    const wrong = await visitor.send('/lacak', {
      method: 'POST',
      body: new URLSearchParams({ titipan: hidden(door, 'titipan'), nomor: filed.registerNumber, kode: 'x' }),
    });
    expect(wrong.status).toBe(422);
    const titipan = hidden(await wrong.text(), 'titipan');
    const body = new URLSearchParams({ titipan, nomor: filed.registerNumber, kode: filed.trackingCode });
    const opened = await visitor.send('/lacak', { method: 'POST', body });
    const waiting = await opened.text();
    expect([opened.status, waiting.includes(`Untuk ${filed.registerNumber}`)]).toEqual([200, true]);
    expect(waiting).toContain('Formulir: Pesan');
    const again = await visitor.files('/permohonan-saya/pesan', hiddenOf(waiting));
    const page = await again.text();
    expect([again.status, await messages()]).toEqual([200, []]);
    const sent = await visitor.files('/permohonan-saya/pesan', {
      _csrf: hidden(page, '_csrf'),
      _kunci: hidden(page, '_kunci'),
      pesan: /<textarea[^>]*name="pesan"[^>]*>([^<]*)</u.exec(page)?.[1] ?? '',
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/permohonan-saya/pesan?terkirim=1']);
    expect(await messages()).toHaveLength(1);
  });

  it('sends what was written for one case to no other, in a second tab', async () => {
    const [first, second] = [await app.fileRequest(), await app.fileRequest()];
    const visitor = new Visitor();
    await visitor.enter(first);
    const form = hiddenOf(await visitor.text('/permohonan-saya/cabut'));
    await visitor.enter(second);
    const typed = new URLSearchParams({ ...form, alasan: 'Sudah ketemu di situs dinas', yakin: 'ya' });
    const met = await visitor.send('/permohonan-saya/cabut', { method: 'POST', body: typed });
    const page = await met.text();
    expect([met.status, page.includes('milik permohonan lain')]).toEqual([403, true]);
    expect([page.includes('Sudah ketemu'), page.includes(first.registerNumber)]).toEqual([false, true]);
    expect(page).not.toContain('action="/permohonan-saya/cabut"');
    const door = await visitor.send('/lacak', { method: 'POST', body: carriedIn(page) });
    const lookup = await door.text();
    expect([door.status, lookup.includes('Sudah ketemu')]).toEqual([200, false]);
    expect(lookup).toContain(`name="nomor" type="text" value="${first.registerNumber}"`);
    // Through the door of the other case it goes on waiting; through its own it stands there, and asks once more.
    expect(await entered(visitor, lookup, second)).toContain('milik permohonan lain');
    const back = await entered(visitor, lookup, first);
    expect(back).toContain('Formulir: Cabut permohonan ini?');
    expect(back).toContain(`Untuk ${first.registerNumber}`);
    const again = new URLSearchParams(hiddenOf(back));
    const filled = await (
      await visitor.send('/permohonan-saya/cabut', { method: 'POST', body: again })
    ).text();
    expect(filled).toContain('Sudah ketemu di situs dinas');
    expect(filled).toContain(first.registerNumber);
    for (const filed of [first, second]) expect((await app.track(filed)).status).toBe('received');
  });

  it('keeps a form of an ended session for its case', async () => {
    const [first, second] = [await app.fileRequest(), await app.fileRequest()];
    const visitor = new Visitor();
    await visitor.enter(first);
    const form = hiddenOf(await visitor.text('/permohonan-saya/pesan'));
    await app.sql(`UPDATE track_sessions SET last_seen_at = clock_timestamp() - interval '2 hours'`);
    const shut = await visitor.files('/permohonan-saya/pesan', { ...form, pesan: 'Untuk yang pertama' });
    const other = await entered(visitor, await shut.text(), second);
    expect([other.includes('milik permohonan lain'), other.includes('Untuk yang pertama')]).toEqual([
      true,
      false,
    ]);
    // Where only the status of the other case is open, nobody is asked for the code of that one.
    const linked = new Visitor();
    await linked.get(await linkIn(second));
    const met = await linked.files('/permohonan-saya/pesan', { ...form, pesan: 'Untuk yang pertama' });
    expect((await met.text()).includes('milik permohonan lain')).toBe(true);
  });

  it('carries it through the code where only the status is open, in English too', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.get(await linkIn(filed));
    const shut = await visitor.files('/en/permohonan-saya/pesan', { pesan: 'Is the list of 2025 there?' });
    const door = await shut.text();
    expect([shut.status, door.includes('This was not sent yet')]).toEqual([401, true]);
    const carried = { _csrf: hidden(door, '_csrf'), titipan: hidden(door, 'titipan') };
    const mailed = await visitor.send('/en/permohonan-saya/buka/email', {
      method: 'POST',
      body: new URLSearchParams(carried),
    });
    expect(await mailed.text()).toContain('Is the list of 2025 there?');
    const body = new URLSearchParams({ ...carried, kode: filed.trackingCode });
    const opened = await visitor.send('/en/permohonan-saya/buka', { method: 'POST', body });
    expect([opened.status, (await opened.text()).includes('Open the form with what I filled in')]).toEqual([
      200,
      true,
    ]);
  });

  it('withdraws after the box is ticked', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    const answer = await visitor.post('/permohonan-saya/cabut', '/permohonan-saya/cabut', { yakin: 'ya' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/permohonan-saya']);
    expect(await visitor.text('/permohonan-saya')).toContain('Dicabut');
  });

  it('sends one message however often the button is pressed', async () => {
    const filed = await app.fileRequest({ agency: 'disdik' });
    const visitor = new Visitor();
    await visitor.enter(filed);
    const fields = { pesan: 'Baris satu\nBaris dua', _kunci: 'satu-kunci-untuk-dua-kali' };
    for (const _ of [1, 2]) {
      const answer = await visitor.post('/permohonan-saya/pesan', '/permohonan-saya/pesan', fields);
      expect(answer.status).toBe(303);
    }
    const html = await visitor.text('/permohonan-saya/pesan');
    expect(html.match(/Baris dua/gu)).toHaveLength(1);
  });

  it('hands out receipt, calendar and own data behind the code', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    const receipt = Buffer.from(await (await visitor.get('/permohonan-saya/tanda-bukti.pdf')).arrayBuffer());
    expect(receipt.subarray(0, 5).toString()).toBe('%PDF-');
    const ics = await visitor.text('/permohonan-saya/kalender.ics');
    expect(ics).toContain(`SUMMARY:Batas jawaban PPID ${filed.registerNumber}`);
    const data = JSON.parse(await visitor.text('/permohonan-saya/data-saya.json')) as {
      requester: { name: string; nationalId: string };
    };
    expect(data.requester.name).toBe('Maria Latuconsina');
    expect(data.requester.nationalId).toMatch(/^\*{12}\d{4}$/u);
  });

  it('shows no document of another case', async () => {
    const officer = await app.signIn('officer', 'disdik');
    const answered = await app.fileRequest({ agency: 'disdik' });
    await app.mustAct(officer, await app.caseId(answered.registerNumber), 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Urusan provinsi',
    });
    await app.sweep();
    const { documents } = await app.track(answered);
    const letter = documents[0];
    expect(letter).toMatchObject({ kind: 'not-held-notice', type: 'application/pdf' });
    const other = new Visitor();
    await other.enter(await app.fileRequest());
    expect((await other.get(`/permohonan-saya/berkas/${String(letter?.id)}`)).status).toBe(404);
    const own = new Visitor();
    await own.enter(answered);
    expect((await own.get(`/permohonan-saya/berkas/${String(letter?.id)}`)).status).toBe(200);
    expect((await fetch(String(letter?.url).replace(/^https?:\/\/[^/]+/u, app.baseUrl))).status).toBe(200);
    const forged = `${String(letter?.url).slice(0, -4)}AAAA`.replace(/^https?:\/\/[^/]+/u, app.baseUrl);
    expect((await fetch(forged)).status).toBe(404);
  });

  it('lets somebody leave', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    expect(
      (await visitor.post('/permohonan-saya', '/permohonan-saya/keluar', {})).headers.get('location'),
    ).toBe('/lacak');
    expect((await visitor.get('/permohonan-saya')).headers.get('location')).toBe('/lacak');
    const [row] = await app.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM track_sessions WHERE case_id = $1',
      [await app.caseId(filed.registerNumber)],
    );
    expect(row?.n).toBe(0);
  });

  it('ends a session that nobody used for an hour', async () => {
    const filed = await app.fileRequest();
    const visitor = new Visitor();
    await visitor.enter(filed);
    await app.sql(`UPDATE track_sessions SET last_seen_at = last_seen_at - interval '61 minutes'`);
    expect((await visitor.get('/permohonan-saya')).headers.get('location')).toBe('/lacak');
  });
});
