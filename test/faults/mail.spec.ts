import { freshDatabase, type TestDatabase } from '../support/database.js';
import type { FiledRequest } from '../support/answers.js';
import { expectStatus } from '../support/http-client.js';
import { requestBody } from '../support/request-bodies.js';
import type { Behaviour } from '../support/smtp-servers.js';
import { FilingLoad } from './kit/filing-load.js';
import { faultsOfMail } from './kit/mail-truth.js';
import { mailIsQuiet, moveClock, sweep, until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { StaffMember } from './kit/staff.js';
import { Topology } from './kit/topology.js';

const FILINGS = FULL ? 1_700 : 30;
/** R6: at least so many mails a second once the server is back. */
const DRAIN_PER_SECOND = 5;
/** A mail of this kind may lose its meaning while it waits; every other must arrive. */
const MAY_BE_LATE = /reminder|digest|code$|draft|link-requested/u;

let database: TestDatabase;
let topology: Topology;
let outside: Outside;
const random = randomOfRun('mail');

beforeAll(async () => {
  database = await freshDatabase();
  const masterKeyFile = process.env.TENGGAT_TEST_MASTER_KEY ?? '';
  topology = new Topology({
    web: 1,
    workers: 2,
    queue: 'postgres',
    database: { url: database.url, masterKeyFile },
  });
  await topology.start();
  outside = new Outside(() => database.url);
}, 120_000);
afterAll(async () => {
  await topology.stop();
  await database.drop();
}, 60_000);

const waiting = (): Promise<number> => outside.count(`SELECT count(*) FROM outbox WHERE state = 'waiting'`);

async function file(count: number): Promise<void> {
  const load = new FilingLoad(() => topology.webs.map(({ url }) => url), random);
  await load.run(count, 8);
  load.stop();
}

describe('a mail server that is away for seven days', () => {
  it('loses no mail, tries again at least each half hour, and comes too late for nothing of the law', async () => {
    await topology.mail.away();
    await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
    await file(FILINGS);
    for (let step = 0; step < 18; step += 1) {
      await moveClock(topology, { advance: 'PT10M' });
      await sweep(topology);
    }
    const [pauses] = await outside.views<{ longest: number }>(
      `SELECT coalesce(extract(epoch FROM max(pause)), 0)::int AS longest FROM (
         SELECT started_at - lag(started_at) OVER (PARTITION BY effect_key ORDER BY fence) AS pause FROM attempts) p`,
    );
    expect(pauses?.longest).toBeGreaterThan(60);
    // Half an hour, and the ten minutes by which this test goes on at a time.
    expect(pauses?.longest).toBeLessThanOrEqual(41 * 60);
    for (let step = 0; step < 28; step += 1) {
      await moveClock(topology, { advance: 'PT6H' });
      await sweep(topology);
    }
    expect(topology.mail.log).toEqual([]);
    const held = await waiting();
    expect(held).toBeGreaterThanOrEqual(FILINGS);

    await topology.mail.heal();
    const since = performance.now();
    await moveClock(topology, { advance: 'PT31M' });
    await sweep(topology);
    const perSecond = (held * 1_000) / (performance.now() - since);
    process.stderr.write(
      `  ${String(held)} mails after seven days, drained ${perSecond.toFixed(0)} a second\n`,
    );
    expect(await waiting()).toBe(0);
    expect(perSecond).toBeGreaterThanOrEqual(DRAIN_PER_SECOND);
    const given = await outside.views<{ kind: string }>(
      `SELECT DISTINCT kind FROM outbox WHERE state = 'superseded'`,
    );
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter(({ kind }) => !MAY_BE_LATE.test(kind))).toEqual([]);
    expect(await faultsOfMail(outside, topology.mail.log)).toEqual([]);
  }, 600_000);
});

describe('a mail server in a bad mood', () => {
  const moods: readonly (readonly [string, Behaviour])[] = [
    ['says later to the recipient', 'temporary-recipient'],
    ['says later after the final dot', 'temporary-data'],
    ['breaks the line early', 'drop-early'],
    ['takes the mail and its yes is lost', 'drop-after-dot'],
  ];
  it.each(moods)('%s: every mail arrives, a copy only where its fate was in doubt', async (_, behaviour) => {
    let left = 4;
    topology.mail.mood = () => ((left -= 1) >= 0 ? behaviour : 'accept');
    await file(3);
    await until(() => left < 0 || waiting().then((count) => count === 0));
    await topology.mail.heal();
    await mailIsQuiet(topology, outside);
    expect(await faultsOfMail(outside, topology.mail.log)).toEqual([]);
  });

  it('is slow, and three senders at once send each mail once', async () => {
    topology.mail.slow(400);
    await file(FULL ? 60 : 10);
    await Promise.all([sweep(topology), sweep(topology)]);
    await topology.mail.heal();
    await mailIsQuiet(topology, outside);
    expect(await faultsOfMail(outside, topology.mail.log)).toEqual([]);
    const [row] = await outside.views<{ doubts: number }>(
      `SELECT count(*)::int AS doubts FROM attempts WHERE outcome = 'lost'`,
    );
    expect(row).toEqual({ doubts: 0 });
  });

  it('takes two connections and no more', async () => {
    topology.mail.limitConnections(2);
    await file(10);
    await mailIsQuiet(topology, outside);
    await topology.mail.heal();
    expect(await faultsOfMail(outside, topology.mail.log)).toEqual([]);
  });

  it('refuses for good: the desk has it as work within two minutes', async () => {
    const desk = await StaffMember.signIn(topology, 'desk');
    topology.mail.mood = (to) => (to.startsWith('pindah') ? 'refuse-recipient' : 'accept');
    const body = requestBody();
    const requester = { ...body.requester, email: 'pindah@contoh.test' };
    const { registerNumber } = expectStatus(
      await desk.client.post<FiledRequest>('/api/v1/requests', { ...body, requester }),
      201,
    );
    await until(async () => (await desk.client.page('/petugas/tugas')).text.includes(registerNumber), 120);
    await topology.mail.heal();
  }, 150_000);
});
