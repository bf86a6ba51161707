import { setTimeout as pause } from 'node:timers/promises';
import { FilingLoad } from './kit/filing-load.js';
import { mailIsQuiet, moveClock, sweep, until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { randomOfRun } from './kit/random.js';
import { SetClock, wrongMachine } from './kit/set-clock.js';
import { StaffMember } from './kit/staff.js';
import { Topology } from './kit/topology.js';

const HOUR = 3_600;
const CASES = 12;

let databaseClock: SetClock;
let topology: Topology;
let outside: Outside;
const random = randomOfRun('clocks');

const file = async (cases: number): Promise<FilingLoad> => {
  const load = new FilingLoad(() => topology.webs.map(({ url }) => url), random);
  await load.run(cases, 4);
  load.stop();
  return load;
};
const steps = (): Promise<number> =>
  outside.count(`SELECT count(*) FROM due_rows WHERE done_at IS NOT NULL AND outcome <> 'stopped'`);
const hold = async (): Promise<number | null> => {
  const [row] = await outside.asOwner<{ jump: number | null }>(
    `SELECT (SELECT (value->>'jumpSeconds')::int FROM settings WHERE key = 'clock-hold') AS jump`,
  );
  return row?.jump ?? null;
};
const leftAhead = async (): Promise<object | undefined> =>
  (
    await outside.asOwner(
      `SELECT (SELECT count(*)::int FROM due_rows WHERE kind = 'suggest-routing' AND done_at IS NULL) AS unrouted,
         (SELECT count(*)::int FROM outbox
          WHERE state = 'waiting' AND next_attempt_at > tenggat_now() + interval '10 days') AS mails,
         (SELECT sum(jsonb_array_length(facts->'cases'))::int FROM tasks WHERE kind = 'dates-ahead') AS named`,
    )
  )[0];
const jumpsBack = async (): Promise<void> => {
  databaseClock.set(0);
  await until(async () => (await hold()) === null, 60);
};

describe('clocks that are wrong', () => {
  beforeAll(async () => {
    databaseClock = new SetClock();
    topology = new Topology({
      web: 1,
      workers: 2,
      queue: 'postgres',
      databaseEnv: databaseClock.env,
      beforeSchema: (url) => databaseClock.hangIn(url),
    });
    await topology.start();
    outside = new Outside(() => topology.databaseUrl);
    await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
    await file(CASES);
    await sweep(topology);
  }, 180_000);
  afterAll(async () => {
    await topology.stop();
    databaseClock.remove();
  }, 60_000);

  it.each([
    ['ahead', 5 * HOUR],
    ['behind', -5 * HOUR],
  ])(
    'of a program five hours %s: nothing is early, nothing late',
    async (_where, seconds) => {
      const [worker, other] = topology.workers;
      await Promise.all([worker?.end(), other?.end()]);
      await worker?.start(wrongMachine(seconds));
      const [next] = await outside.views<{ due_at: Date }>(
        'SELECT min(due_at) AS due_at FROM due_rows WHERE done_at IS NULL',
      );
      const fired = (): Promise<number> =>
        outside.count('SELECT count(*) FROM due_rows WHERE due_at = $1 AND done_at IS NOT NULL', [
          next?.due_at,
        ]);
      await moveClock(topology, { set: new Date((next?.due_at.getTime() ?? NaN) - 20_000).toISOString() });
      // It knows the moment as a job of the queue too, and holds its own clock against it.
      await pause(10_000);
      expect(await fired()).toBe(0);
      await until(async () => (await fired()) > 0, 90);
      const [late] = await outside.views<{ least: number; most: number }>(
        `SELECT min(extract(epoch FROM recorded_at - due_at))::float8 AS least,
           max(extract(epoch FROM recorded_at - due_at))::float8 AS most
         FROM due_rows WHERE due_at = $1 AND done_at IS NOT NULL`,
        [next?.due_at],
      );
      expect(late?.least).toBeGreaterThanOrEqual(0);
      expect(late?.most).toBeLessThan(60);
      await worker?.end();
      await Promise.all([worker?.start(), other?.start()]);
      await mailIsQuiet(topology, outside);
    },
    180_000,
  );

  it.each([
    ['ahead', 400 * 24 * HOUR],
    ['back', -3 * HOUR],
  ])(
    'of a database that jumps %s: no deadline runs, filing goes on',
    async (where, seconds) => {
      const before = await steps();
      const mails = await outside.count('SELECT count(*) FROM outbox');
      databaseClock.set(seconds);
      await until(async () => (await hold()) !== null, 60);
      expect(Math.sign((await hold()) ?? 0)).toBe(Math.sign(seconds));
      expect((await file(2)).filings.map(({ tries }) => tries.at(-1)?.outcome)).toEqual(['ok', 'ok']);
      await sweep(topology);
      expect(await steps()).toBe(before);
      const [web] = topology.webs;
      const ready = await fetch(`${web?.url ?? ''}/health/ready`);
      expect(ready.status).toBe(200);
      expect(await ready.text()).toContain('"clockJump":{"status":"warn"');
      const admin = await StaffMember.signIn(topology, 'admin');
      await until(async () =>
        (await admin.client.page('/admin')).text.includes(
          `melompat ${where === 'ahead' ? 'maju' : 'mundur'}`,
        ),
      );
      await jumpsBack();
      await sweep(topology);
      // What was filed meanwhile is routed now, its mails have left or wait for the morning. The dates of what came in
      // ahead are for people; what came in while the clock was behind adds nothing to them.
      expect(await leftAhead()).toEqual({ unrouted: 0, mails: 0, named: 2 });
      expect(await (await fetch(`${web?.url ?? ''}/health/ready`)).text()).toContain(
        '"datesAhead":{"status":"warn"',
      );
      // Nothing else was due, and nothing was done twice.
      expect(
        await outside.count(`SELECT count(*) FROM (SELECT case_id, kind, stage FROM due_rows
      WHERE outcome <> 'stopped' GROUP BY 1, 2, 3 HAVING count(*) > 1) twice`),
      ).toBe(0);
      expect(await outside.count('SELECT count(*) - count(DISTINCT effect_key) FROM outbox')).toBe(0);
      expect(await outside.count('SELECT count(*) FROM outbox')).toBeGreaterThan(mails);
    },
    240_000,
  );

  it('goes on by the new time once an admin vouches for it', async () => {
    const due = await outside.count(`SELECT count(*) FROM due_rows WHERE done_at IS NULL`);
    databaseClock.set(2 * HOUR);
    await until(async () => (await hold()) !== null, 60);
    const admin = await StaffMember.signIn(topology, 'admin');
    const page = await admin.client.page('/admin');
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    expect(page.text).toContain('Waktu ini benar, jalankan batas waktu');
    expect((await admin.client.submit('/admin/jam', { _csrf: csrf })).status).toBe(303);
    expect(await hold()).toBeNull();
    await file(1);
    await until(async () => (await hold()) === null && (await steps()) > 0, 30);
    await moveClock(topology, { advance: 'P20D' });
    await until(
      async () => (await outside.count(`SELECT count(*) FROM due_rows WHERE done_at IS NULL`)) < due + 1,
      60,
    );
    expect(await hold()).toBeNull();
  }, 240_000);
});
