import { freePort } from '../../../src/platform/embedded/free-port.js';
import { Slot } from './slot.js';
import type { Topology } from './topology.js';

export const CRASH_STEPS = ['sql', 'commit', 'smtp', 'file'] as const;
export type CrashStep = (typeof CRASH_STEPS)[number];

/** An act of the program that may die at any of its steps, and what its client and the next worker do then. */
export interface CrashingAct<Subject> {
  readonly name: string;
  /** Steps of the kinds that it passes, roughly: where a short walk looks. */
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

/** One point at which the process was told to die, and what came of it. */
export interface Crossing {
  readonly point: string;
  readonly died: boolean;
  readonly state: unknown;
}

/** No act passes more steps of a kind than this; one that never survives is a fault. */
const MOST_STEPS = 600;

/** Lets a second web process die at chosen steps of an act, beside the one of the topology that lives on. */
export class CrashWalk {
  private before: Readonly<Record<CrashStep, number>> | null = null;

  constructor(private readonly topology: Topology) {}

  /** The act without a crash. */
  async whole<Subject>(act: CrashingAct<Subject>): Promise<unknown> {
    const subject = await act.prepare();
    await act.act(this.topology.webs[0]?.url ?? '', subject);
    await act.finish(subject);
    return act.state(subject);
  }

  /** Every step of this kind from the first until the act survives. */
  async every<Subject>(act: CrashingAct<Subject>, step: CrashStep): Promise<Crossing[]> {
    const crossings: Crossing[] = [];
    for (let n = 1; n <= MOST_STEPS; n += 1) {
      const crossing = await this.at(act, step, n);
      crossings.push(crossing);
      if (!crossing.died) return crossings;
    }
    throw new Error(`${act.name} never survives ${step}`);
  }

  /** The act with a crash at its n-th step of this kind. */
  async at<Subject>(act: CrashingAct<Subject>, step: CrashStep, n: number): Promise<Crossing> {
    const subject = await act.prepare();
    this.before ??= await this.stepsOfStart();
    const { url, slot } = await this.startMortal(`${step}:${String(this.before[step] + n)}`);
    await Promise.resolve(act.act(url, subject)).catch(() => undefined);
    // A kill is told to us a moment after the line broke.
    const died = await Promise.race([slot.gone().then(() => true), pause(slot)]);
    await slot.kill();
    await act.finish(subject);
    return { point: `${act.name} at ${step}:${String(n)}`, died, state: await act.state(subject) };
  }

  private async stepsOfStart(): Promise<Readonly<Record<CrashStep, number>>> {
    const { slot } = await this.startMortal('sql:1000000');
    const told = /Langkah uji lewat sql (\d+), commit (\d+), smtp (\d+), file (\d+)/u.exec(slot.output());
    await slot.kill();
    if (told === null) throw new Error('the program does not tell its steps');
    const [sql = 0, commit = 0, smtp = 0, file = 0] = told.slice(1).map(Number);
    return { sql, commit, smtp, file };
  }

  private async startMortal(crashAt: string): Promise<{ readonly url: string; readonly slot: Slot }> {
    const env = { ...this.topology.settings(), PORT: String(await freePort(null)), TEST_CRASH_AT: crashAt };
    const slot = new Slot('mortal', 'web', env);
    await slot.start();
    return { url: slot.url, slot };
  }
}

/** False when the process still lives: it answers its health page. */
async function pause(slot: Slot): Promise<false> {
  const isAlive = await fetch(`${slot.url}/health/live`).then(
    ({ status }) => status === 200,
    () => false,
  );
  return isAlive ? false : new Promise<false>(() => undefined);
}
