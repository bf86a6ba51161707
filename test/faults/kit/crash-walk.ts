import { freePort } from '../../../src/platform/embedded/free-port.js';
import { Slot } from './slot.js';
import type { Topology } from './topology.js';

export const CRASH_STEPS = ['sql', 'commit', 'smtp', 'file'] as const;
export type CrashStep = (typeof CRASH_STEPS)[number];

/** An act of the program that may die at any of its steps, and what its client and the next worker do then. */
export interface CrashingAct<Subject> {
  readonly name: string;
  /** So many steps of each kind it passes at least: where a short walk looks. */
  readonly steps: Partial<Record<CrashStep, number>>;
  /** Makes what it acts on, by a process that does not crash. */
  prepare(): Promise<Subject>;
  /** Does it at the process at `url`; the line may break at any moment. */
  act(url: string, subject: Subject): Promise<unknown>;
  /** What brings it to its end after that, by a process that does not crash. */
  finish(subject: Subject): Promise<unknown>;
  /** What is there in the end, without whatever differs from one subject to the next. */
  state(subject: Subject): Promise<unknown>;
}

/** A place at which a process is told to die: the n-th step of a kind that the act passes. */
export interface CrashPoint {
  readonly step: CrashStep;
  readonly n: number;
}

/** One point at which the process was told to die, and what came of it. */
export interface Crossing extends CrashPoint {
  readonly died: boolean;
  readonly state: unknown;
}

/** No act passes more steps of a kind than this; one that never survives is a fault. */
const MOST_STEPS = 600;
/** So many processes are started while others still die: a start is most of what a crossing costs. */
const AHEAD = 2;
/** A process that waits longer for its act may look after its health meanwhile, and pass steps of its own. */
const FRESH_MILLISECONDS = 10_000;

interface Mortal {
  readonly slot: Slot;
  readonly url: string;
  readonly readyAt: number;
}

/** Lets a second web process die at chosen steps of an act, beside the one of the topology that lives on. */
export class CrashWalk {
  private before: Promise<Readonly<Record<CrashStep, number>>> | null = null;
  /** Where the next ones will die, in the order in which they will be asked for. */
  private coming: CrashPoint[] = [];
  private readonly started: { readonly point: CrashPoint; readonly mortal: Promise<Mortal> }[] = [];

  constructor(private readonly topology: Topology) {}

  /** The act without a crash. */
  async whole<Subject>(act: CrashingAct<Subject>): Promise<unknown> {
    const subject = await act.prepare();
    await act.act(this.topology.webs[0]?.url ?? '', subject);
    await act.finish(subject);
    return act.state(subject);
  }

  /** Says what will be asked for, so that processes are ready when it is. */
  announce(points: readonly CrashPoint[]): void {
    this.coming.push(...points);
    this.startAhead();
  }

  /** Every step of this kind from the first until the act survives. */
  async every<Subject>(act: CrashingAct<Subject>, step: CrashStep): Promise<Crossing[]> {
    this.announce(Array.from({ length: MOST_STEPS }, (_, at) => ({ step, n: at + 1 })));
    const crossings: Crossing[] = [];
    try {
      for (let n = 1; n <= MOST_STEPS; n += 1) {
        const crossing = await this.at(act, { step, n });
        crossings.push(crossing);
        if (!crossing.died) return crossings;
      }
    } finally {
      await this.end();
    }
    throw new Error(`${act.name} never survives ${step}`);
  }

  /** The act with a crash at this point. */
  async at<Subject>(act: CrashingAct<Subject>, point: CrashPoint): Promise<Crossing> {
    const subject = await act.prepare();
    const { url, slot } = await this.mortal(point);
    await Promise.resolve(act.act(url, subject)).catch(() => undefined);
    // A kill is told to us a moment after the line broke.
    const died = await Promise.race([slot.gone().then(() => true), pause(slot)]);
    await slot.kill();
    await act.finish(subject);
    return { ...point, died, state: await act.state(subject) };
  }

  /** Nobody waits for his death any more. */
  async end(): Promise<void> {
    this.coming = [];
    await Promise.all(
      this.started.splice(0).map(async ({ mortal }) => (await mortal.catch(() => null))?.slot.kill()),
    );
  }

  /** A fresh process that dies there: one that was started ahead, where there is one. */
  private async mortal(point: CrashPoint): Promise<Mortal> {
    const at = this.started.findIndex((one) => isSame(one.point, point));
    const [ahead] = at < 0 ? [] : this.started.splice(at, 1);
    this.startAhead();
    const mortal = await (ahead?.mortal ?? this.start(point));
    if (performance.now() - mortal.readyAt < FRESH_MILLISECONDS) return mortal;
    await mortal.slot.kill();
    return this.start(point);
  }

  private startAhead(): void {
    while (this.started.length < AHEAD) {
      const point = this.coming.shift();
      if (point === undefined) return;
      const mortal = this.start(point);
      mortal.catch(() => undefined);
      this.started.push({ point, mortal });
    }
  }

  private async start({ step, n }: CrashPoint): Promise<Mortal> {
    const before = await (this.before ??= this.stepsOfStart());
    return this.startMortal(`${step}:${String(before[step] + n)}`);
  }

  private async stepsOfStart(): Promise<Readonly<Record<CrashStep, number>>> {
    const { slot } = await this.startMortal('sql:1000000');
    const told = /Langkah uji lewat sql (\d+), commit (\d+), smtp (\d+), file (\d+)/u.exec(slot.output());
    await slot.kill();
    if (told === null) throw new Error('the program does not tell its steps');
    const [sql = 0, commit = 0, smtp = 0, file = 0] = told.slice(1).map(Number);
    return { sql, commit, smtp, file };
  }

  private async startMortal(crashAt: string): Promise<Mortal> {
    const env = { ...this.topology.settings(), PORT: String(await freePort(null)), TEST_CRASH_AT: crashAt };
    const slot = new Slot('mortal', 'web', env);
    await slot.start();
    return { url: slot.url, slot, readyAt: performance.now() };
  }
}

function isSame(one: CrashPoint, other: CrashPoint): boolean {
  return one.step === other.step && one.n === other.n;
}

/** False when the process still lives: it answers its health page. */
async function pause(slot: Slot): Promise<false> {
  const isAlive = await fetch(`${slot.url}/health/live`).then(
    ({ status }) => status === 200,
    () => false,
  );
  return isAlive ? false : new Promise<false>(() => undefined);
}
