import { runTenggat } from '../support/program.js';
import { FaultPlan } from './kit/faults.js';
import { FilingLoad } from './kit/filing-load.js';
import { faultsOfFilings } from './kit/filing-truth.js';
import { extras, faultsOfMail } from './kit/mail-truth.js';
import { mailIsQuiet, minuteAfterTheDead, moveClock } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { HAS_REDIS } from './kit/redis-server.js';
import { type QueueKind, Topology } from './kit/topology.js';

const FILINGS = FULL ? 10_000 : 300;
const FAULTS = FULL ? 200 : 8;
const CLIENTS = 16;

// Full: each kind of queue. Short: the one with the most that can break.
const queues: readonly QueueKind[] = FULL
  ? [...(HAS_REDIS ? (['redis'] as const) : []), 'postgres', 'none']
  : [HAS_REDIS ? 'redis' : 'postgres'];

describe.each(queues)('filings under fire, queue: %s', (queue) => {
  const topology = new Topology({ queue });
  const outside = new Outside(() => topology.databaseUrl);
  beforeAll(() => topology.start(), 180_000);
  afterAll(() => topology.stop(), 60_000);

  it(
    'keeps every promise to every client',
    async () => {
      const random = randomOfRun(`filings under fire (${queue})`);
      await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
      const load = new FilingLoad(() => topology.webs.map(({ url }) => url), random, {
        withFiles: 10,
        twice: 10,
      });
      const plan = new FaultPlan(topology, random, FAULTS, FILINGS);
      const since = performance.now();
      await load.run(
        FILINGS,
        CLIENTS,
        (tried) => plan.reached(tried),
        () => plan.isThrough,
      );
      const seconds = (performance.now() - since) / 1_000;
      await plan.end();
      await load.settle();
      // The same key after all of it: the same answer.
      await Promise.all(random.sample(load.filings, 24).map((filing) => load.attempt(filing)));
      const leasesUpTo = await minuteAfterTheDead(topology, outside);
      await mailIsQuiet(topology, outside);

      process.stderr.write(`${describeRun(load, seconds)}; ${String(plan.struck.length)} faults:\n`);
      process.stderr.write(`  ${plan.struck.join('\n  ')}\n`);
      expect({
        filings: await faultsOfFilings(outside, load.filings, topology.filesDir),
        mail: await faultsOfMail(outside, topology.mail.log, leasesUpTo),
      }).toEqual({ filings: [], mail: [] });
      if (FULL) expect(extras(topology.mail.log)).toBeLessThanOrEqual(topology.mail.log.length * 0.005);
      const verified = await runTenggat(['verify-audit'], { env: topology.settings() });
      expect(verified).toMatchObject({ code: 0, stderr: '' });
      load.stop();
    },
    FULL ? 3_600_000 : 500_000,
  );
});

function describeRun(load: FilingLoad, seconds: number): string {
  const tries = load.filings.flatMap((filing) => filing.tries);
  const count = (outcome: string): string => String(tries.filter((one) => one.outcome === outcome).length);
  return (
    `${String(load.filings.length)} filings in ${seconds.toFixed(1)} s: ` +
    ['ok', 'away', 'unknown', 'later', 'refused'].map((outcome) => `${count(outcome)} ${outcome}`).join(', ')
  );
}
