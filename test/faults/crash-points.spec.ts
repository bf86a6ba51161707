import { freshDatabase, type TestDatabase } from '../support/database.js';
import {
  CRASH_STEPS,
  type CrashingAct,
  type CrashPoint,
  type CrashStep,
  CrashWalk,
  type Crossing,
} from './kit/crash-walk.js';
import { crashingActs } from './kit/crashing-acts.js';
import { faultsOfFiles } from './kit/filing-truth.js';
import { faultsOfMail } from './kit/mail-truth.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { HAS_REDIS } from './kit/redis-server.js';
import { type QueueKind, Topology } from './kit/topology.js';

const random = randomOfRun('crash points');
const ACTS = ['filing', 'transition', 'sweep', 'sending', 'upload', 'calendar import'];
const QUEUES: readonly QueueKind[] = [...(HAS_REDIS ? (['redis'] as const) : []), 'postgres', 'none'];

let database: TestDatabase;
let topology: Topology;
let outside: Outside;
let walk: CrashWalk;
let acts: readonly CrashingAct<never>[];
const points = new Map<string, readonly CrashPoint[]>();

function actOf(name: string): CrashingAct<never> {
  const act = acts.find((one) => one.name === name);
  if (act === undefined) throw new Error(`no act ${name}`);
  return act;
}

function inWords({ step, n, died }: Crossing): string {
  return `${step}:${String(n)}${died ? '' : ' survived'}`;
}

/**
 * Where a short walk goes, for each point costs the start of a process: before one of the commits of each act, and at one
 * of the steps in which it touches something else than the database; at any statement where it touches nothing else.
 */
function someOf({ steps }: CrashingAct<never>): CrashPoint[] {
  const outside = (['smtp', 'file'] as const).filter((step) => step in steps);
  const kinds: readonly CrashStep[] = ['commit', ...(outside.length > 0 ? outside : (['sql'] as const))];
  return kinds.map((step) => ({ step, n: random.between(1, steps[step] ?? 1) }));
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
      for (const act of acts) points.set(act.name, FULL ? [] : someOf(act));
      walk.announce([...points.values()].flat());
    }, 120_000);
    afterAll(async () => {
      await walk.end();
      await topology.stop();
      await database.drop();
    }, 60_000);

    it.each(ACTS)(
      'leaves of %s what comes to the same end',
      async (name) => {
        const act = actOf(name);
        const whole = await walk.whole(act);
        const walked: Crossing[] = [];
        // Full: every point of every kind of step, also where the act is said to pass none.
        if (FULL) for (const step of CRASH_STEPS) walked.push(...(await walk.every(act, step)));
        else for (const point of points.get(name) ?? []) walked.push(await walk.at(act, point));
        process.stderr.write(`  ${name}: ${walked.map(inWords).join(', ')}\n`);
        for (const { step, n, state } of walked)
          expect({ step, n, state }).toEqual({ step, n, state: whole });
        for (const step of CRASH_STEPS) {
          const deaths = walked.filter((one) => one.step === step && one.died).length;
          const expected = FULL
            ? (act.steps[step] ?? 0)
            : (points.get(name) ?? []).filter((one) => one.step === step).length;
          expect({ step, enough: deaths >= expected }).toEqual({ step, enough: true });
        }
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
