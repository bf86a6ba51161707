import { freshDatabase, type TestDatabase } from '../support/database.js';
import { FilingLoad } from './kit/filing-load.js';
import { moveClock, until } from './kit/moments.js';
import { randomOfRun } from './kit/random.js';
import { StaffMember } from './kit/staff.js';
import { Topology } from './kit/topology.js';

/** R22, less the minute after which work counts as stuck: the clock is moved over it. */
const MOST_SECONDS = 60;

let database: TestDatabase;
let topology: Topology;
const random = randomOfRun('stuck work');

// Web processes alone: mail and due rows wait for a worker that never comes.
beforeAll(async () => {
  database = await freshDatabase();
  topology = new Topology({
    web: 1,
    workers: 0,
    database: { url: database.url, masterKeyFile: process.env.TENGGAT_TEST_MASTER_KEY ?? '' },
  });
  await topology.start();
}, 120_000);
afterAll(async () => {
  await topology.stop();
  await database.drop();
}, 60_000);

describe('work that nobody does', () => {
  it('is called out within two minutes by banner, metric and log, though nobody asks for the health', async () => {
    await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
    const load = new FilingLoad(() => topology.webs.map(({ url }) => url), random);
    await load.run(3, 3);
    load.stop();
    const staff = [
      [await StaffMember.signIn(topology, 'supervisor'), '/pengawas'],
      [await StaffMember.signIn(topology, 'admin'), '/admin'],
    ] as const;
    const [web] = topology.webs;
    const banners = async (words: string): Promise<boolean[]> =>
      Promise.all(
        staff.map(async ([{ client }, page]) => {
          const { text } = await client.page(page);
          return (/<aside class="alarms"[\s\S]*?<\/aside>/u.exec(text)?.[0] ?? '').includes(words);
        }),
      );
    expect(await banners('surat tertahan')).toEqual([false, false]);
    await moveClock(topology, { advance: 'PT61S' });
    const since = performance.now();
    await until(async () => (await banners('surat tertahan')).every((isThere) => isThere), MOST_SECONDS);
    process.stderr.write(`  seen after ${((performance.now() - since) / 1_000).toFixed(0)} s and a minute\n`);
    const said = web?.output() ?? '';
    for (const words of ['mail: mail is stuck', 'rounds: no worker has swept']) expect(said).toContain(words);
    const metrics = await (await fetch(`${web?.url ?? ''}/metrics`)).text();
    expect(Number(/^tenggat_mail_oldest_due_seconds (\d+)/mu.exec(metrics)?.[1])).toBeGreaterThan(60);
    expect(metrics).toMatch(/^tenggat_mail_state [12]$/mu);
    // A worker comes, and all is well by itself.
    const swept = await fetch(`${web?.url ?? ''}/_test/sweep`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(swept.status).toBe(200);
    await until(async () => !(await banners('surat tertahan')).some((isThere) => isThere), MOST_SECONDS);
  }, 240_000);
});
