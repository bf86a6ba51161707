import { FindCase } from '../../src/desks/tracking/find-case.js';
import { TrackSessions } from '../../src/desks/tracking/track-sessions.js';
import { TrackedCases } from '../../src/desks/tracking/tracked-case.queries.js';
import { Database } from '../../src/platform/database/database.js';
import { ALL, CASE_IN_SIGHT, PUBLIC } from '../../src/platform/database/scope.js';
import { useInside } from '../policy/inside.js';
import { useApp } from '../support/app.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00', env: { LIMITS: 'on' } });
const inside = useInside(app);

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

describe('what travels behind the search for a case', () => {
  // Written down by the packet itself: whoever is turned away is told of nothing.
  const note = {
    sql: `INSERT INTO settings VALUES ('spec-in-sight', coalesce(to_jsonb(${CASE_IN_SIGHT}), 'null'), now(), 'spec')
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    params: [],
  };
  const seen = async (): Promise<unknown> =>
    (await app.sql<{ value: unknown }>(`SELECT value FROM settings WHERE key = 'spec-in-sight'`))[0]?.value;
  const network = '203.0.113.9';

  it('sees that case with the right code, and none with any other, or while it is locked', async () => {
    const filed = await app.fileRequest();
    const [number, code] = [filed.registerNumber, filed.trackingCode];
    const find = inside.get(FindCase);
    expect((await find.byCodeWith({ number, code, network }, [note]))?.row.register_number).toBe(number);
    expect(await seen()).toBe(await app.caseId(number));
    for (let at = 0; at < 10; at += 1) {
      expect(await find.byCodeWith({ number, code: '0000-0000-0000-00', network }, [note])).toBeNull();
      expect(await seen()).toBeNull();
    }
    await app.sql(`UPDATE settings SET value = '"before"' WHERE key = 'spec-in-sight'`);
    expect(await find.byCodeWith({ number, code, network }, [note])).toBeNull();
    expect(await seen()).toBeNull();
    await app.sql(`UPDATE settings SET value = '"before"' WHERE key = 'spec-in-sight'`);
    expect(await find.byCodeWith({ number: `${number}9`, code, network }, [note])).toBeNull();
    expect(await seen()).toBeNull();
  });

  it('sees the case of a session until it ends', async () => {
    const id = await app.caseId((await app.fileRequest()).registerNumber);
    const sessions = inside.get(TrackSessions);
    const secret = await sessions.begin(id, 'status', undefined);
    expect((await sessions.findWith(secret, [note]))?.session.row.id).toBe(id);
    expect(await seen()).toBe(id);
    await app.sql(`UPDATE track_sessions SET last_seen_at = last_seen_at - interval '61 minutes'`);
    expect(await sessions.findWith(secret, [note])).toBeNull();
    expect(await seen()).toBeNull();
  });

  it('tells no story where no case is in sight, and leaves no sight to who comes next', async () => {
    const stories = inside.get(TrackedCases).story;
    const [[story], files] = await inside
      .get(Database)
      .together<[{ id: string | null; events: unknown }, unknown]>(PUBLIC, ALL, stories);
    expect([story?.id, story?.events, files]).toEqual([null, [], []]);
    const next = Array.from({ length: 20 }, () =>
      inside.get(Database).single<{ id: string | null }>(`SELECT ${CASE_IN_SIGHT} AS id`),
    );
    for (const [row] of await Promise.all(next)) expect(row?.id).toBeNull();
  });
});
