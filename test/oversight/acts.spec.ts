import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../support/http-client.js';
import { useApp } from '../support/app.js';
import { hidden, plain } from './board-reading.js';

const app = useApp({ at: '2026-11-02T09:00:00+09:00' });
let supervisor: HttpClient;

beforeAll(async () => {
  supervisor = await app.signIn('supervisor');
});

async function newCase(): Promise<string> {
  const id = await app.caseId((await app.fileRequest()).registerNumber);
  await app.sweep();
  return id;
}

async function version(id: string): Promise<number> {
  return (await app.readCase(supervisor, id)).version;
}

async function reminders(id: string): Promise<number> {
  const rows = await app.sql<{ n: number }>(
    `SELECT count(*)::integer AS n FROM outbox WHERE case_id = $1 AND kind = 'reminded'`,
    [id],
  );
  return rows[0]?.n ?? -1;
}

/** The hidden fields of a form of this session. */
async function form(path: string): Promise<{ _csrf: string; _kunci: string; _versi: string }> {
  const html = (await supervisor.page(path)).text;
  return {
    _csrf: hidden(html, '_csrf'),
    _kunci: hidden(html, '_kunci'),
    _versi: hidden(html, '_versi'),
  };
}

describe('a reminder from the board', () => {
  it('goes to whoever answers for the case, once a key', async () => {
    const id = await newCase();
    const { _csrf, _kunci } = await form(`/pengawas/pengingat?kasus=${id}`);
    const fields = { _csrf, _kunci, kasus: `${id}:${String(await version(id))}` };
    const first = await supervisor.submit('/pengawas/pengingat', fields);
    expect([first.status, first.headers.get('location')]).toEqual([303, `/pengawas/kasus/${id}?terkirim=1`]);
    expect((await supervisor.submit('/pengawas/pengingat', fields)).status).toBe(303);
    const officers = await app.sql(
      `SELECT 1 FROM staff WHERE agency_code = 'disdik' AND disabled_at IS NULL`,
    );
    expect(await reminders(id)).toBe(officers.length);
    await app.sweep();
    const mail = (await app.mails(app.account('officer', 'disdik').email)).at(-1);
    expect(mail?.subject).toMatch(/^AMBON-2026-/u);
    expect(plain((await supervisor.page(`/pengawas/kasus/${id}?terkirim=1`)).text)).toContain(
      '1 pengingat dikirim.',
    );
  });

  it('sends nothing by GET', async () => {
    const id = await newCase();
    expect((await supervisor.page(`/pengawas/pengingat?kasus=${id}`)).status).toBe(200);
    expect(await reminders(id)).toBe(0);
  });

  it('gathers what is late or due soon in an agency', async () => {
    const id = await newCase();
    await app.passTo('2026-11-12T09:00:00+09:00');
    const html = (await supervisor.page('/pengawas/pengingat?instansi=disdik')).text;
    expect(html).toContain(`value="${id}:`);
    expect(plain(html)).toMatch(/Kirim \d+ pengingat/u);
  });

  it('leaves out what has changed or needs none, and says so', async () => {
    const [changed, answered] = [await newCase(), await newCase()];
    const old = await version(changed);
    await app.mustAct(await app.signIn('officer', 'disdik'), changed, 'claim');
    await app.mustAct(await app.signIn('officer', 'disdik'), answered, 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Dokumen ini dibuat oleh provinsi.',
    });
    const { _csrf, _kunci } = await form('/pengawas/pengingat?instansi=disdik');
    const fields = new URLSearchParams({ _csrf, _kunci, instansi: 'disdik' });
    fields.append('kasus', `${changed}:${String(old)}`);
    fields.append('kasus', `${answered}:${String(await version(answered))}`);
    fields.append('kasus', `${randomUUID()}:1`);
    const answer = await supervisor.submit(
      '/pengawas/pengingat',
      fields as unknown as Record<string, string>,
    );
    expect(answer.headers.get('location')).toBe(
      '/pengawas/instansi/disdik?terkirim=0&berubah=1&selesai=1&hilang=1',
    );
    expect([await reminders(changed), await reminders(answered)]).toEqual([0, 0]);
  });

  it('needs at least one case', async () => {
    await newCase();
    const { _csrf, _kunci } = await form('/pengawas/pengingat?instansi=disdik');
    const answer = await supervisor.submit('/pengawas/pengingat', { _csrf, _kunci, instansi: 'disdik' });
    expect(answer.status).toBe(422);
  });

  it('is refused without the value of the session', async () => {
    const id = await newCase();
    const fields = { _csrf: 'x', _kunci: randomUUID(), kasus: `${id}:1` };
    expect((await supervisor.submit('/pengawas/pengingat', fields)).status).toBe(403);
    expect(await reminders(id)).toBe(0);
  });
});

describe('reassigning from the board', () => {
  it('moves the case and leaves its due date', async () => {
    const id = await newCase();
    const before = await app.readCase(supervisor, id);
    const path = `/pengawas/kasus/${id}/tugaskan`;
    const fields = { ...(await form(path)), instansi: 'disdukcapil', alasan: 'Data ini ada di Dukcapil.' };
    const answer = await supervisor.submit(path, fields);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/pengawas/kasus/${id}?ditugaskan=disdukcapil`,
    ]);
    const after = await app.readCase(supervisor, id);
    expect([after.agency?.code, after.dueDate]).toEqual(['disdukcapil', before.dueDate]);
    expect((await supervisor.submit(path, fields)).status).toBe(303);
    expect((await app.readCase(supervisor, id)).version).toBe(after.version);
  });

  it('shows what changed meanwhile and keeps the typed reason', async () => {
    const id = await newCase();
    const path = `/pengawas/kasus/${id}/tugaskan`;
    const fields = { ...(await form(path)), instansi: 'disdukcapil', alasan: 'Bukan urusan pendidikan.' };
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'claim');
    const answer = await supervisor.submit(path, fields);
    expect(answer.status).toBe(409);
    expect(plain(answer.text)).toContain('Kasus ini sudah berubah');
    expect(answer.text).toContain('Bukan urusan pendidikan.');
    expect(hidden(answer.text, '_versi')).toBe(String(await version(id)));
    expect((await app.readCase(supervisor, id)).agency?.code).toBe('disdik');
  });

  it.each([
    ['no agency', { instansi: '', alasan: 'Sudah jelas.' }],
    ['an agency that does not exist', { instansi: 'dinas-bulan', alasan: 'Sudah jelas.' }],
    ['no reason', { instansi: 'disdukcapil', alasan: ' ' }],
  ])('answers %s on the form', async (_, typed) => {
    const id = await newCase();
    const path = `/pengawas/kasus/${id}/tugaskan`;
    const answer = await supervisor.submit(path, { ...(await form(path)), ...typed });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Perlu diperbaiki: ');
  });

  it('is not offered once the case is answered', async () => {
    const id = await newCase();
    await app.mustAct(await app.signIn('officer', 'disdik'), id, 'answer-not-held', {
      holder: 'Pemerintah Provinsi Maluku',
      reason: 'Dokumen ini dibuat oleh provinsi.',
    });
    expect((await supervisor.page(`/pengawas/kasus/${id}`)).text).not.toContain('/tugaskan');
    expect((await supervisor.page(`/pengawas/kasus/${id}/tugaskan`)).status).toBe(409);
  });

  it('knows no case that does not exist', async () => {
    for (const id of [randomUUID(), 'x', '%27'])
      expect((await supervisor.page(`/pengawas/kasus/${id}/tugaskan`)).status).toBe(404);
  });
});

describe('naming a holder from the board', () => {
  it('names an officer of the agency that holds the case', async () => {
    const id = await newCase();
    const path = `/pengawas/kasus/${id}/pemegang`;
    const people = await app.sql<{ id: string; name: string }>(
      `SELECT id, name FROM staff WHERE agency_code = 'disdik' AND disabled_at IS NULL`,
    );
    const person = people[0];
    const answer = await supervisor.submit(path, { ...(await form(path)), pemegang: person?.id ?? '' });
    expect(answer.headers.get('location')).toBe(`/pengawas/kasus/${id}?ditunjuk=1`);
    expect(plain((await supervisor.page(`/pengawas/kasus/${id}?ditunjuk=1`)).text)).toContain(
      `Pemegang sekarang ${person?.name ?? ''}.`,
    );
  });

  it('refuses somebody of another agency on the form', async () => {
    const id = await newCase();
    const path = `/pengawas/kasus/${id}/pemegang`;
    const other = await app.sql<{ id: string }>(`SELECT id FROM staff WHERE agency_code = 'disdukcapil'`);
    const answer = await supervisor.submit(path, { ...(await form(path)), pemegang: other[0]?.id ?? '' });
    expect(answer.status).toBe(422);
  });
});
