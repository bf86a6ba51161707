import { setTimeout as pause } from 'node:timers/promises';
import { until } from './moments.js';
import { Outside } from './outside.js';
import type { Random } from './random.js';
import type { Slot } from './slot.js';
import type { Topology } from './topology.js';

/** Something that goes wrong for a while and is over when its promise settles. */
export interface Fault {
  readonly name: string;
  strike(): Promise<void>;
}

/** Seconds in milliseconds, drawn between `low` and `high`. */
function seconds(random: Random, low: number, high: number): number {
  return random.between(low * 1_000, high * 1_000);
}

async function killed(slot: Slot): Promise<void> {
  await slot.kill();
  await slot.start();
}

async function frozen(slot: Slot, milliseconds: number): Promise<void> {
  slot.freeze();
  await pause(milliseconds);
  slot.thaw();
}

/** Preferably one that is at work; over once PostgreSQL answers again. */
async function killedBackend(outside: Outside): Promise<void> {
  const [victim] = await outside.asOwner<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'tenggat' ORDER BY state <> 'idle' DESC, random() LIMIT 1`,
  );
  if (victim === undefined) throw new Error('PostgreSQL has no backend of the program');
  process.kill(victim.pid, 'SIGKILL');
  await pause(500);
  await until(() =>
    outside.asOwner('SELECT 1').then(
      () => true,
      () => false,
    ),
  );
}

type Draw = (topology: Topology, random: Random) => Fault;

const killedWeb: Draw = (topology, random) => {
  const slot = random.pick(topology.webs);
  return { name: `kill ${slot.name}`, strike: () => killed(slot) };
};

const processFaults: readonly Draw[] = [
  killedWeb,
  (topology, random) => {
    const slot = random.pick(topology.workers);
    return { name: `kill ${slot.name}`, strike: () => killed(slot) };
  },
  (topology, random) => {
    const slot = random.pick(topology.slots);
    const wait = seconds(random, 1, 4);
    return { name: `freeze ${slot.name} ${String(wait)} ms`, strike: () => frozen(slot, wait) };
  },
];

const databaseFaults: readonly Draw[] = [
  (topology, random) => {
    const how = random.pick(['SIGINT', 'SIGQUIT'] as const);
    return { name: `restart PostgreSQL (${how})`, strike: () => topology.restartDatabase(how) };
  },
  (topology) => ({ name: 'kill PostgreSQL', strike: () => topology.restartDatabase('SIGKILL') }),
  (topology) => ({
    name: 'kill a backend of PostgreSQL, which ends them all and recovers',
    strike: () => killedBackend(new Outside(() => topology.databaseUrl)),
  }),
  ({ databaseLine }) => ({
    name: 'cut every line to PostgreSQL',
    strike: async () => databaseLine.cut(),
  }),
  ({ databaseLine }, random) => {
    const wait = seconds(random, 1, 4);
    return {
      name: `half-open lines to PostgreSQL ${String(wait)} ms`,
      strike: async () => {
        databaseLine.halfOpen();
        await pause(wait);
        databaseLine.heal();
      },
    };
  },
  ({ databaseLine }, random) => {
    const wait = seconds(random, 1, 6);
    return {
      name: `frozen lines to PostgreSQL ${String(wait)} ms`,
      strike: async () => {
        databaseLine.freeze();
        await pause(wait);
        databaseLine.heal();
      },
    };
  },
];

const mailFaults: readonly Draw[] = [
  ({ mail }, random) => {
    const wait = seconds(random, 1, 3);
    return {
      name: `mail server away ${String(wait)} ms`,
      strike: async () => {
        await mail.away();
        await pause(wait);
        await mail.heal();
      },
    };
  },
  ({ mail }, random) => {
    const [behaviour, wait] = [
      random.pick(['temporary-recipient', 'temporary-data', 'drop-early', 'slow'] as const),
      1_500,
    ];
    return {
      name: `mail server: ${behaviour}`,
      strike: async () => {
        mail.mood = () => behaviour;
        await pause(wait);
        mail.mood = () => 'accept';
      },
    };
  },
  ({ mail }) => ({
    name: 'mail server takes three and its yes is lost',
    strike: async () => {
      let left = 3;
      mail.mood = () => ((left -= 1) >= 0 ? 'drop-after-dot' : 'accept');
      await pause(1_000);
      mail.mood = () => 'accept';
    },
  }),
];

function redisFaults({ redis }: Topology): readonly Draw[] {
  if (redis === null) return [];
  return [
    () => ({ name: 'flush Redis', strike: () => redis.flush() }),
    (_topology, random) => {
      const wait = seconds(random, 1, 4);
      return {
        name: `freeze Redis ${String(wait)} ms`,
        strike: async () => {
          redis.freeze();
          await pause(wait);
          await redis.heal();
        },
      };
    },
    () => ({
      name: 'fill Redis',
      strike: async () => {
        await redis.fill();
        await pause(2_000);
        await redis.heal();
      },
    }),
    () => ({
      name: 'kill Redis',
      strike: async () => {
        await redis.kill();
        await pause(1_000);
        await redis.heal();
      },
    }),
    ({ redisLine }) => ({
      name: 'half-open lines to Redis',
      strike: async () => {
        redisLine.halfOpen();
        await pause(2_000);
        redisLine.heal();
      },
    }),
  ];
}

/**
 * Lets faults strike one after the other as the work goes on, and keeps what it did. Each kind strikes before any comes
 * again, and first of all a web process dies in the midst of its answers, so that no run is so short that it spares one.
 */
export class FaultPlan {
  readonly struck: string[] = [];
  private deck: Draw[] = [killedWeb];
  private readonly marks: number[];
  private active = 0;
  private readonly running = new Set<Promise<void>>();

  /** `faults` of them, at even steps of `steps`; never more than two at once. */
  constructor(
    private readonly topology: Topology,
    private readonly random: Random,
    faults: number,
    steps: number,
  ) {
    this.marks = Array.from({ length: faults }, (_, at) => Math.floor(((at + 1) * steps) / (faults + 1)));
  }

  /** Whether all of them have struck. */
  get isThrough(): boolean {
    return this.marks.length === 0;
  }

  /** The work has come this far. */
  reached(step: number): void {
    while ((this.marks[0] ?? Infinity) <= step && this.active < 2) {
      this.marks.shift();
      this.begin(this.draw()(this.topology, this.random));
    }
  }

  /** Waits for the end of what is under way and mends everything. */
  async end(): Promise<void> {
    await Promise.all(this.running);
    await this.topology.heal();
  }

  private draw(): Draw {
    if (this.deck.length === 0)
      this.deck = [...processFaults, ...databaseFaults, ...mailFaults, ...redisFaults(this.topology)];
    const drawn = this.random.pick(this.deck);
    this.deck.splice(this.deck.indexOf(drawn), 1);
    return drawn;
  }

  private begin(fault: Fault): void {
    this.active += 1;
    this.struck.push(fault.name);
    const run = fault
      .strike()
      // A fault that finds its victim hurt by another is a fault all the same.
      .catch((error: unknown) => void this.struck.push(`  ${String(error).slice(0, 300)}`))
      .finally(() => {
        this.active -= 1;
        this.running.delete(run);
      });
    this.running.add(run);
  }
}
