import { useApp } from '../support/app.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00', env: { LIMITS: 'on' } });

describe('guessing of tracking codes', () => {
  it('locks a number after ten wrong codes, like a wrong one', async () => {
    const filed = await app.fileRequest();
    const other = await app.fileRequest();
    const guess = (code: string) =>
      app.citizen.post(
        '/api/v1/tracking',
        { registerNumber: filed.registerNumber, trackingCode: code },
        { key: null },
      );
    const wrong = [];
    for (let at = 0; at < 10; at += 1) wrong.push(await guess('0000-0000-0000-00'));
    const locked = await guess(filed.trackingCode);
    expect(wrong.map(({ status }) => status)).toEqual(Array(10).fill(404));
    expect(locked.status).toBe(404);
    expect(locked.text.length).toBe(wrong[0]?.text.length);
    expect((await app.track(other)).registerNumber).toBe(other.registerNumber);
  });

  it('never locks the link in the mail', async () => {
    const [number] = (
      await app.sql<{ register_number: string }>(
        'SELECT register_number FROM cases ORDER BY register_seq LIMIT 1',
      )
    ).map((row) => row.register_number);
    await app.sweep();
    const mail = (await app.mails()).find(({ subject }) => subject.includes(number ?? '-'));
    const link = /\/permohonan-saya\?k=[\w-]+/u.exec(mail?.text ?? '')?.[0] ?? '';
    const answer = await fetch(`${app.baseUrl}${link}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/permohonan-saya']);
  });

  it('opens again after fifteen minutes', async () => {
    const [row] = await app.sql<{ register_number: string }>(
      'SELECT register_number FROM cases ORDER BY register_seq LIMIT 1',
    );
    expect(row).toBeDefined();
    await app.sql(`UPDATE attempt_counters SET window_start = window_start - interval '16 minutes'`);
    const locks = await app.sql(
      `SELECT 1 FROM attempt_counters WHERE scope = 'tracking-lock' AND window_start > clock_timestamp() - interval '15 minutes'`,
    );
    expect(locks).toEqual([]);
  });
});
