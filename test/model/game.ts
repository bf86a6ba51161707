import { randomUUID } from 'node:crypto';
import { addCalendarDays, localDayOf, type LocalDate } from '../../src/law/local-date.js';
import { lawOf, seenOf } from './compared.js';
import { isOver, type ModelCase } from './model-case.js';
import { countAnew, letTimePass } from './model-time.js';
import { NO, type Move, type Sight } from './move.js';
import { isHidden, lawfulMoves, MOVES } from './moves.js';
import type { Program } from './program.js';
import { runningClocks } from './running-clocks.js';
import type { Truth } from './truth.js';

/** An act by name, or by its place among those that the law allows. */
export type Act = { readonly move: string } | { readonly lawful: number };

/**
 * A step: any act by name, an act among those that the law allows now, a decree, or time. Time lands inside a day, on
 * the last minute of the next due day, or just after it; an outage is time in which nothing sweeps and a decree falls.
 * `unswept`: a due moment passes, and somebody acts before the sweep that should have seen it.
 */
export type Step =
  | Act
  | { readonly unswept: Act }
  | { readonly decree: 'close' | 'open again' }
  | { readonly days: number }
  | { readonly outage: readonly [number, number]; readonly falls: 'close' | 'open again' | null }
  | { readonly edge: 'last-minute' | 'just-over' };

/** Closures of the city that may stand at once: with more, no working day would be left. */
const MOST_CLOSED = 12;

/** How the program may refuse. */
const REFUSALS: Readonly<Record<'malformed' | 'stranger' | 'state', readonly number[]>> = {
  malformed: [422],
  stranger: [403],
  state: [404, 409],
};

/** One game: the program and the model side by side. */
export class Game {
  private readonly told: string[] = [];
  private readonly faultsBefore: number;
  /** The last look at the program, and one that was taken since the step. */
  private truth: Truth | undefined;
  private seen: Truth | undefined;

  constructor(
    private readonly program: Program,
    private model: ModelCase,
  ) {
    this.faultsBefore = program.app.faults.length;
  }

  async play(step: Step): Promise<void> {
    if ('unswept' in step) await this.actUnswept(step.unswept);
    else if ('move' in step || 'lawful' in step) await this.act(step);
    else if ('decree' in step) await this.decree(step.decree);
    else if ('days' in step) await this.wait(step.days);
    else if ('outage' in step) await this.outage(step.outage, step.falls);
    else await this.waitForEdge(step.edge);
    await this.compare();
  }

  /** Looks at the registers, and leaves nothing behind that later games would have to wait for or count anew. */
  async end(): Promise<void> {
    const { app } = this.program;
    const faults = app.faults.slice(this.faultsBefore);
    this.same('the registers and the log', [...(await this.program.brokenRegisters()), ...faults], []);
    await app.sql(
      `UPDATE cases SET status = 'withdrawn', closed_at = now() WHERE status NOT IN ('withdrawn', 'final');
       UPDATE objections SET status = 'withdrawn', closed_at = now() WHERE closed_at IS NULL;
       UPDATE disputes SET status = 'final', final_at = now() WHERE status <> 'final';
       UPDATE due_rows SET done_at = clock_timestamp(), outcome = 'stopped'
         WHERE done_at IS NULL AND kind <> 'next-decree-check'`,
    );
  }

  private async act(act: Act): Promise<void> {
    if ('move' in act) await this.try(moveOf(act.move));
    else await this.tryLawful(act.lawful);
  }

  /** What was committed before the due moment wins; what comes after it is late, whatever the sweep has seen. */
  private async actUnswept(act: Act): Promise<void> {
    const at = await this.nextEdge('just-over');
    if (at === null) return;
    const now = await this.program.setClock(at);
    this.told.push(`${now.toISOString()} a due moment is over, nothing has swept`);
    this.truth = undefined;
    await this.act(act);
    this.seen = undefined;
    await this.passed((await this.look()).now);
  }

  private async try(move: Move): Promise<void> {
    const before = this.truth ?? (await this.program.truth(this.model));
    const sight = this.sightOf(before);
    const verdict = isHidden(move, this.model) ? NO : move.judge(this.model, sight);
    const twin = move.groups === true && verdict.ok ? await this.file(this.model.agency) : null;
    const body = move.body(this.model, twin === null ? sight : { ...sight, twinId: twin.id });
    const answer = await this.program.send(move, this.model, before, body, verdict.ok);
    this.told.push(`${before.now.toISOString()} ${move.name}: ${String(answer.status)}`);
    if (verdict.ok) {
      if (answer.status >= 300) this.fail(`the law allows "${move.name}", the program says ${answer.text}`);
      verdict.apply(answer.body);
      if (twin !== null) this.model.twin = twin;
      return;
    }
    if (!REFUSALS[verdict.why ?? 'state'].includes(answer.status))
      this.fail(
        `the law forbids "${move.name}", the program says ${String(answer.status)} ${answer.text.slice(0, 300)}`,
      );
    const after = await this.look();
    this.seen = after;
    if (versionsOf(after) !== versionsOf(before)) this.fail(`a refused "${move.name}" changed the case`);
  }

  private async tryLawful(pick: number): Promise<void> {
    if (isOver(this.model)) {
      this.told.push('over: a new request');
      this.model = { ...(await this.program.file()), alone: this.model.alone };
      this.truth = undefined;
      return;
    }
    const sight = this.sightOf(this.truth ?? (await this.program.truth(this.model)));
    const lawful = lawfulMoves(this.model, sight);
    // Nothing that matters is possible: only time goes on.
    if (lawful.every(({ idle }) => idle === true) && pick % 4 > 0) {
      await this.waitForEdge('just-over');
      return;
    }
    const move = lawful[pick % lawful.length];
    if (move !== undefined) await this.try(move);
  }

  private async decree(wish: 'close' | 'open again'): Promise<void> {
    if (!(await this.decreed(wish))) return;
    await this.program.app.sweep();
    letTimePass(this.model, (await this.look()).now, this.program.calendar);
  }

  private async decreed(wish: 'close' | 'open again'): Promise<boolean> {
    const { now } = await this.look();
    const today = localDayOf(now);
    const changed = await this.program.decree(wish, today, MOST_CLOSED);
    if (changed === null) return false;
    this.told.push(`${today} decree: ${changed}`);
    countAnew(this.model, now, this.program.calendar);
    return true;
  }

  private async wait(days: number): Promise<void> {
    await this.passed(await this.program.advance(days));
  }

  /** Nothing sweeps for days, a decree may fall, then the sweeper catches up: each effect is of its due moment. */
  private async outage(
    [before, after]: readonly [number, number],
    falls: 'close' | 'open again' | null,
  ): Promise<void> {
    const from = await this.program.advance(before);
    this.told.push(`${from.toISOString()} nothing has swept`);
    if (falls !== null) await this.decreed(falls);
    const now = await this.program.advance(after);
    await this.program.app.sweep();
    this.told.push(`${now.toISOString()} swept at last`);
    letTimePass(this.model, now, this.program.calendar);
  }

  private async waitForEdge(edge: 'last-minute' | 'just-over'): Promise<void> {
    const at = await this.nextEdge(edge);
    if (at !== null) await this.passed(await this.program.setClock(at));
  }

  private async nextEdge(edge: 'last-minute' | 'just-over'): Promise<string | null> {
    const today = localDayOf((this.truth ?? (await this.look())).now);
    const [next] = runningClocks(this.model)
      .map((clock) => clock.split(' ')[1] as LocalDate)
      .filter((day) => day > today)
      .sort();
    if (next === undefined) return null;
    const at = edge === 'last-minute' ? `${next}T23:50:00` : `${addCalendarDays(next, 1)}T00:00:01`;
    return `${at}+09:00`;
  }

  private async passed(now: Date): Promise<void> {
    await this.program.app.sweep();
    this.told.push(`${now.toISOString()} time passes`);
    letTimePass(this.model, now, this.program.calendar);
  }

  private async compare(): Promise<void> {
    let truth = this.seen ?? (await this.look());
    this.seen = undefined;
    if (truth.ripe) {
      await this.program.app.sweep();
      letTimePass(this.model, truth.now, this.program.calendar);
      truth = await this.program.truth(this.model);
    }
    for (const [at, objection] of this.model.objections.entries())
      if (objection.number === '') objection.number = truth.objections[at]?.number ?? '';
    this.truth = truth;
    this.compareOne(this.model, truth);
    const { twin } = this.model;
    if (twin !== null) this.compareOne(twin, await this.program.truth(twin));
  }

  private compareOne(model: ModelCase, truth: Truth): void {
    this.same('request, parts, objections, clocks, invariants', seenOf(truth), lawOf(model));
  }

  private sightOf({ now, itemIds, parts }: Truth): Sight {
    const partItemIds = parts.map((part) => part.itemIds);
    const { calendar, closes, delegateId } = this.program;
    return {
      now,
      today: localDayOf(now),
      calendar,
      closes,
      itemIds,
      partItemIds,
      twinId: randomUUID(),
      delegateId,
    };
  }

  private file(agency: string | null): Promise<ModelCase> {
    return this.program.file(agency ?? undefined);
  }

  private look(): Promise<Truth> {
    return this.program.truth(this.model);
  }

  private same(what: string, program: unknown, law: unknown): void {
    try {
      expect(program).toEqual(law);
    } catch (error) {
      this.fail(`${what}: ${error instanceof Error ? error.message : ''}`);
    }
  }

  private fail(why: string): never {
    throw new Error([...this.told, why].join('\n'));
  }
}

function versionsOf({ version, parts, objections, alone }: Truth): string {
  const all = objections.map((one) => [one.version, one.dispute?.version]);
  const lone = alone.map((one) => one.version);
  return JSON.stringify([version, parts.map((part) => part.version), all, lone]);
}

/** Steps are told by number and name, so that a failed game can be read and played again; the name alone will do. */
function moveOf(told: string): Move {
  const move = MOVES[Number.parseInt(told, 10)] ?? MOVES.find(({ name }) => name === told);
  if (move === undefined) throw new Error(`no such move: ${told}`);
  return move;
}
