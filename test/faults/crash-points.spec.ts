import { freshDatabase, type TestDatabase } from '../support/database.js';
import { CRASH_STEPS, CrashWalk, type CrashingAct, type CrashStep, type Crossing } from './kit/crash-walk.js';
import { crashingActs } from './kit/crashing-acts.js';
import { faultsOfFiles } from './kit/filing-truth.js';
import { faultsOfMail } from './kit/mail-truth.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { HAS_REDIS } from './kit/redis-server.js';
import { type QueueKind, Topology } from './kit/topology.js';

const random = randomOfRun('crash points');
const EVERY_ACT = ['filing', 'transition', 'sweep', 'sending', 'upload', 'calendar import'];
// Each point costs the start of a process: the short form takes half of the acts, by the seed.
const ACTS = FULL ? EVERY_ACT : random.sample(EVERY_ACT, 3);
const QUEUES: readonly QueueKind[] = [...(HAS_REDIS ? (['redis'] as const) : []), 'postgres', 'none'];

let database: TestDatabase;
let topology: Topology;
let outside: Outside;
let walk: CrashWalk;
let acts: readonly CrashingAct<never>[];

function actOf(name: string): CrashingAct<never> {
  const act = acts.find((one) => one.name === name);
  if (act === undefined) throw new Error(`no act ${name}`);
  return act;
}

/** Full: every point of every kind of step. Short: one point of one kind, by the seed. */
async function crossings(act: CrashingAct<never>): Promise<Crossing[]> {
  const steps = CRASH_STEPS.filter((step) => step in act.steps);
  if (FULL) {
    const walked: Crossing[] = [];
    for (const step of steps) walked.push(...(await walk.every(act, step)));
    return walked;
  }
  const step: CrashStep = random.pick(steps);
  return [await walk.at(act, step, random.between(1, act.steps[step] ?? 1))];
}

describe.each(FULL ? QUEUES : [random.pick(QUEUES)])(
  'a process that dies in the middle, queue: %s',
  (queue) => {
    // One process that lives; the mortal ones come and go beside it. Nothing runs by itself: each step is told.
    beforeAll(async () => {
      database = await freshDatabase();
      topology = new Topology({
        web: 1,
        workers: 0,
        queue,
        database: { url: database.url, masterKeyFile: process.env.TENGGAT_TEST_MASTER_KEY ?? '' },
      });
      await topology.start();
      outside = new Outside(() => database.url);
      walk = new CrashWalk(topology);
      acts = await crashingActs(topology, outside);
    }, 120_000);
    afterAll(async () => {
      await topology.stop();
      await database.drop();
    }, 60_000);

    it.each(ACTS)(
      'leaves of %s what comes to the same end',
      async (name) => {
        const act = actOf(name);
        const whole = await walk.whole(act);
        const walked = await crossings(act);
        process.stderr.write(
          `  ${walked.map(({ point, died }) => `${point}${died ? '' : ' (survived)'}`).join('\n  ')}\n`,
        );
        for (const { point, state } of walked) expect({ point, state }).toEqual({ point, state: whole });
        if (FULL) expect(walked.filter(({ died }) => died).length).toBeGreaterThan(3);
      },
      FULL ? 900_000 : 300_000,
    );

    it('has not sent what never came to be, nor anything twice without saying so', async () => {
      // Leases were ended from outside after each death, so how long one lasted says nothing here.
      expect(await faultsOfMail(outside, topology.mail.log, '-infinity')).toEqual([]);
    });

    it('has left no file without its bytes and no number without its case', async () => {
      const [row] = await outside.views<{ gaps: number }>(
        'SELECT max(register_seq) - count(*)::int AS gaps FROM cases',
      );
      expect(row).toEqual({ gaps: 0 });
      expect(await faultsOfFiles(outside, topology.filesDir)).toEqual([]);
    });
  },
);
