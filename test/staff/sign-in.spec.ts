import { AddAccount } from '../../src/office/staff/add-account.js';
import { DisableAccount } from '../../src/office/staff/disable-account.js';
import { ResetAccount } from '../../src/office/staff/reset-account.js';
import type { Problem } from '../support/http-client.js';
import { useOffice } from './office.js';

const office = useOffice();
const WRONG = 'kata-sandi-yang-salah';

/** A fresh officer with the password that was printed. */
async function newOfficer(email: string): Promise<{ email: string; password: string; id: string }> {
  const wish = { email, name: 'Rina Matulessy', roles: ['officer'], agency: 'disdik' };
  return { email, ...(await office.get(AddAccount).run(wish)) };
}

const signIn = (email: string, password: string, code?: string) =>
  office
    .client()
    .post<Problem>('/api/v1/session', { email, password, ...(code === undefined ? {} : { code }) });

describe('sign-in of a program', () => {
  it('answers roles, agency and name, and sets a cookie', async () => {
    const { email, password } = await newOfficer('masuk@ambon.example');
    const answer = await signIn(email.toUpperCase(), password);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ roles: ['officer'], agency: 'disdik', name: 'Rina Matulessy' });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^tenggat_petugas=[\w-]{43};/u);
    expect(cookie).toMatch(/HttpOnly/u);
    expect(cookie).toMatch(/SameSite=Lax/u);
    expect(cookie).toMatch(/Path=\//u);
  });

  it('keeps only the hash of the session secret', async () => {
    const { email, password, id } = await newOfficer('hash@ambon.example');
    const answer = await signIn(email, password);
    const secret = /tenggat_petugas=([\w-]+)/u.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const rows = await office.sql<{ fits: boolean }>(
      `SELECT id_hash = sha256(convert_to($2, 'UTF8')) AS fits FROM staff_sessions WHERE staff_id = $1`,
      [id, secret],
    );
    expect(rows).toEqual([{ fits: true }]);
  });

  it('gives one answer for wrong, unknown, disabled and paused', async () => {
    const wrong = await newOfficer('salah@ambon.example');
    const disabled = await newOfficer('tutup@ambon.example');
    await office.get(DisableAccount).run(disabled.email);
    const paused = await newOfficer('jeda@ambon.example');
    for (let at = 0; at < 9; at += 1) await signIn(paused.email, WRONG);
    const answers = [
      await signIn(wrong.email, WRONG),
      await signIn('tidak.ada@ambon.example', WRONG),
      await signIn(disabled.email, disabled.password),
      await signIn(paused.email, paused.password),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.body.code).toBe('sign-in-failed');
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect({ ...answer.body, trace: '' }).toEqual({ ...answers[0]?.body, trace: '' });
    }
  });

  it('lets the right password in again when the pause is over', async () => {
    const { email, password } = await newOfficer('lewat@ambon.example');
    for (let at = 0; at < 9; at += 1) await signIn(email, WRONG);
    expect((await signIn(email, password)).status).toBe(401);
    await office.sql(`UPDATE attempt_counters SET window_start = window_start - interval '3 minutes'`);
    expect((await signIn(email, password)).status).toBe(200);
    for (let at = 0; at < 7; at += 1) await signIn(email, WRONG);
    expect((await signIn(email, password)).status).toBe(200);
  });

  it('lengthens the pause with each further failure', async () => {
    const { email, password } = await newOfficer('tumbuh@ambon.example');
    for (let at = 0; at < 8; at += 1) await signIn(email, WRONG);
    const age = `UPDATE attempt_counters SET window_start = window_start - interval '70 seconds'`;
    await office.sql(age);
    await signIn(email, WRONG); // the first pause is over: this one counts
    await office.sql(age);
    expect((await signIn(email, password)).status).toBe(401); // two minutes now, not one
    await office.sql(age);
    expect((await signIn(email, password)).status).toBe(200);
  });

  it('judges parallel guesses one after the other', async () => {
    const { email, password } = await newOfficer('sejajar@ambon.example');
    const guesses = await Promise.all(Array.from({ length: 20 }, () => signIn(email, WRONG)));
    expect(guesses.every((answer) => answer.status === 401)).toBe(true);
    expect((await signIn(email, password)).status).toBe(401);
    const [row] = await office.sql<{ most: number }>(
      `SELECT max(n)::int AS most FROM (SELECT sum(attempts) AS n FROM attempt_counters
       WHERE scope = 'sign-in-email' GROUP BY key_hash) counted`,
    );
    expect(row?.most).toBeLessThanOrEqual(10);
  });

  it('lets many right sign-ins of one person in at once', async () => {
    const { email, password } = await newOfficer('ramai@ambon.example');
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(email, password)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 12 }, () => 200));
  });

  it('names the faulty fields of a bad body', async () => {
    const bodies: unknown[] = [
      {},
      { email: 1, password: [] },
      { email: 'a@b.id', password: 'x', admin: true },
      [],
      null,
    ];
    for (const body of bodies) {
      const answer = await office.client().post<Problem>('/api/v1/session', JSON.stringify(body));
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.length).toBeGreaterThan(0);
    }
  });

  it('refuses bodies that are not JSON and other origins', async () => {
    const { email, password } = await newOfficer('asal@ambon.example');
    const form = await office.client().submit('/api/v1/session', { email, password });
    expect(form.status).toBe(415);
    const foreign = await office
      .client()
      .post<Problem>(
        '/api/v1/session',
        { email, password },
        { headers: { origin: 'https://jahat.example' } },
      );
    expect(foreign.status).toBe(403);
    const own = await office
      .client()
      .post('/api/v1/session', { email, password }, { headers: { origin: office.baseUrl } });
    expect(own.status).toBe(200);
  });
});

describe('a session', () => {
  const newSession = async (email: string) => {
    const officer = await newOfficer(email);
    await office.sql('UPDATE staff SET must_change_password = false WHERE id = $1', [officer.id]);
    const client = office.client();
    const signedIn = await client.post('/api/v1/session', { email, password: officer.password });
    expect(signedIn.status).toBe(200);
    return { client, ...officer };
  };

  it('opens the own pages until it is ended', async () => {
    const { client, id } = await newSession('akhir@ambon.example');
    expect((await client.page('/petugas/profil')).status).toBe(200);
    expect((await client.delete('/api/v1/session')).status).toBe(204);
    expect(await office.sql('SELECT 1 FROM staff_sessions WHERE staff_id = $1', [id])).toEqual([]);
    const after = await client.page('/petugas/profil');
    expect([after.status, after.headers.get('location')]).toEqual([
      303,
      `/petugas/masuk?kembali=${encodeURIComponent('/petugas/profil')}`,
    ]);
  });

  it('ends when idle for an hour and twelve hours after sign-in', async () => {
    const idle = await newSession('diam@ambon.example');
    await office.sql(
      `UPDATE staff_sessions SET last_seen_at = clock_timestamp() - interval '61 minutes' WHERE staff_id = $1`,
      [idle.id],
    );
    expect((await idle.client.page('/petugas/profil')).status).toBe(303);
    const old = await newSession('lama@ambon.example');
    await office.sql(`UPDATE staff_sessions SET expires_at = clock_timestamp() WHERE staff_id = $1`, [
      old.id,
    ]);
    expect((await old.client.page('/petugas/profil')).status).toBe(303);
  });

  it('notes a visit at most once a minute', async () => {
    const { client, id } = await newSession('jejak@ambon.example');
    const seen = async (): Promise<string | undefined> =>
      (
        await office.sql<{ at: string }>(
          'SELECT last_seen_at::text AS at FROM staff_sessions WHERE staff_id = $1',
          [id],
        )
      )[0]?.at;
    const first = await seen();
    await client.page('/petugas/profil');
    expect(await seen()).toBe(first);
    await office.sql(
      `UPDATE staff_sessions SET last_seen_at = last_seen_at - interval '2 minutes' WHERE staff_id = $1`,
      [id],
    );
    const aged = await seen();
    await client.page('/petugas/profil');
    expect(await seen()).not.toBe(aged);
  });

  it('is another one after each sign-in of the same browser', async () => {
    const { client, email, password, id } = await newSession('putar@ambon.example');
    const hash = () =>
      office.sql<{ id_hash: Buffer }>('SELECT id_hash FROM staff_sessions WHERE staff_id = $1', [id]);
    const before = await hash();
    await client.post('/api/v1/session', { email, password });
    const after = await hash();
    expect(after).toHaveLength(1);
    expect(after[0]?.id_hash.equals(before[0]?.id_hash ?? Buffer.alloc(0))).toBe(false);
  });

  it('dies with its account and after a reset', async () => {
    const closed = await newSession('tutup2@ambon.example');
    expect(await office.get(DisableAccount).run(closed.email)).toEqual({ sessionsEnded: 1 });
    expect((await closed.client.page('/petugas/profil')).status).toBe(303);
    const lost = await newSession('hilang@ambon.example');
    const { password } = await office.get(ResetAccount).run(lost.email);
    expect((await lost.client.page('/petugas/profil')).status).toBe(303);
    expect((await signIn(lost.email, lost.password)).status).toBe(401);
    expect((await signIn(lost.email, password)).status).toBe(200);
  });
});

describe('the trail of sign-ins', () => {
  it('names sign-in and pause by id and never by address', async () => {
    const { email, password, id } = await newOfficer('rekam@ambon.example');
    await signIn(email, password);
    for (let at = 0; at < 9; at += 1) await signIn(email, WRONG);
    const rows = await office.sql<{ event: string; facts: unknown }>(
      `SELECT event, facts FROM audit WHERE stream = 'staff' AND facts->>'staffId' = $1 ORDER BY seq`,
      [id],
    );
    expect(rows.map((row) => row.event)).toEqual(['account-added', 'signed-in', 'sign-in-paused']);
    expect(JSON.stringify(rows)).not.toContain('rekam');
  });
});

describe('a network', () => {
  const limited = useOffice({ env: { LIMITS: 'on' } });
  const from = (network: string, email: string, password: string) =>
    limited
      .client()
      .post('/api/v1/session', { email, password }, { headers: { 'x-forwarded-for': network } });

  it('pauses after many failures while other networks go on', async () => {
    const { password } = await limited
      .get(AddAccount)
      .run({ email: 'jaringan@ambon.example', name: 'Ani', roles: ['desk'] });
    for (let at = 0; at < 60; at += 1) await from('203.0.113.9', `tebak${String(at)}@ambon.example`, WRONG);
    expect((await from('203.0.113.9', 'jaringan@ambon.example', password)).status).toBe(401);
    expect((await from('203.0.113.10', 'jaringan@ambon.example', password)).status).toBe(200);
  });
});
