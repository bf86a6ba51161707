import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { addCalendarDays, localDayOf, type LocalDate } from '../../src/law/local-date.js';
import { clocksAtFiling } from '../../src/law/reply-clock.js';
import type { DayRow } from '../../src/law/free-days.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import { cityCalendar } from '../law/city-calendar.js';
import { TestApp } from '../support/app.js';
import type { Answer, HttpClient } from '../support/http-client.js';
import { brokenInvariants } from './invariants.js';
import { countAnew, letTimePass, RULES, type ModelCase } from './model-case.js';
import { MOVES, type Move, type Sight } from './moves.js';

/*
 * The whole law as a game: one request, any act by anybody in any order, and time that passes. After every step the
 * program must say what the rulebook says: done, or 409 and nothing changed; the same state, the same dates; and the
 * invariants of the whole database hold. `npm run test:model` plays 2,000 games of 60 steps; a plain run plays fewer.
 */
const GAMES = Number(process.env['MODEL_GAMES'] ?? 100);
const STEPS = Number(process.env['MODEL_STEPS'] ?? 40);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_261_126);

const app = new TestApp({ at: '2026-03-02T09:00:00+09:00' });
beforeAll(() => app.start(), 120_000);
afterAll(() => app.stop());

let calendar = cityCalendar('A');
let closures = 0;

/** A step: an act, or time. Jumps land inside a day, on the last minute of the next due day, or just after it. */
type Step =
  | { readonly move: string }
  | { readonly decree: 'close' | 'open again' }
  | { readonly days: number }
  | { readonly edge: 'last-minute' | 'just-over' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 24,
    arbitrary: fc
      .constantFrom(...MOVES.keys())
      .map((at) => ({ move: `${String(at)} ${MOVES[at]?.name ?? ''}` })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('close' as const, 'open again' as const).map((decree) => ({ decree })),
  },
  { weight: 4, arbitrary: fc.constantFrom(1, 2, 5, 9, 20, 45).map((days) => ({ days })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('last-minute' as const, 'just-over' as const).map((edge) => ({ edge })),
  },
);
const anyGame = fc.record({
  starts: fc.integer({ min: 0, max: 250 }).map((days) => addCalendarDays('2026-03-02' as LocalDate, days)),
  steps: fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }),
});

it(
  `follows the rulebook through ${GAMES} games of ${STEPS} steps`,
  async () => {
    await fc.assert(
      fc.asyncProperty(anyGame, async ({ starts, steps }) => {
        await app.setClock(`${starts}T09:00:00+09:00`);
        const game = new Game(await file());
        for (const step of steps) await game.play(step);
        await game.end();
      }),
      { numRuns: GAMES, seed: SEED, endOnFailure: true, interruptAfterTimeLimit: 90 * 60_000 },
    );
  },
  95 * 60_000,
);

async function file(): Promise<ModelCase> {
  const filed = await app.fileRequest();
  const receivedOn = filed.receivedOn as LocalDate;
  const clocks = clocksAtFiling({ receivedOn, enteredOn: receivedOn }, calendar, RULES);
  return {
    filed,
    id: await app.caseId(filed.registerNumber),
    receivedOn,
    agency: 'disdik',
    state: 'received',
    completenessDue: clocks.completenessDue.date,
    countedFrom: receivedOn,
    replyDue: clocks.replyDue.date,
    extendedOn: null,
    silent: false,
    prepared: false,
    letterOn: null,
    repairDue: null,
    lateRepairOn: null,
    proposal: null,
    outcome: null,
    provideOn: null,
    deliveryLapsed: false,
    unpaid: 0,
    notices: [],
    foundOn: null,
    objectionUntil: null,
    windowOpen: false,
    objections: [],
  };
}

/** What the database says of the case where the model has its own opinion. */
interface Truth {
  readonly status: string;
  readonly due_on: string | null;
  readonly repair_due_on: string | null;
  readonly extended: boolean;
  readonly objection_until: string | null;
  readonly version: number;
  readonly now: Date;
}

class Game {
  private readonly told: string[] = [];

  constructor(private readonly model: ModelCase) {}

  async play(step: Step): Promise<void> {
    if ('move' in step) await this.try(moveOf(step.move));
    else if ('decree' in step) await this.decree(step.decree);
    else if ('days' in step) await this.wait(`PT${String(step.days * 24)}H`);
    else await this.waitForEdge(step.edge);
    await this.compare();
  }

  /** Leaves nothing behind that later games would have to wait for or count anew. */
  async end(): Promise<void> {
    await app.sql(`UPDATE cases SET status = 'withdrawn', closed_at = clock_timestamp() WHERE id = $1`, [
      this.model.id,
    ]);
    await app.sql(
      `UPDATE objections SET status = 'withdrawn', closed_at = clock_timestamp() WHERE case_id = $1`,
      [this.model.id],
    );
    await app.sql(
      `UPDATE due_rows SET done_at = clock_timestamp(), outcome = 'stopped' WHERE case_id = $1 AND done_at IS NULL`,
      [this.model.id],
    );
  }

  private async try(move: Move): Promise<void> {
    const before = await this.truth();
    const sight: Sight = { now: before.now, today: localDayOf(before.now), calendar };
    // A case that is handed back is no agency's: its officers do not see it.
    const hidden = move.mover === 'officer' && this.model.agency === null;
    const verdict = hidden ? ({ ok: false } as const) : move.judge(this.model, sight);
    const answer = await this.send(move, move.body(this.model, sight), before.version);
    this.told.push(`${before.now.toISOString()} ${move.name}: ${String(answer.status)}`);
    if (verdict.ok) {
      if (answer.status >= 300) this.fail(`the law allows "${move.name}", the program says ${answer.text}`);
      verdict.apply(answer.body);
      return;
    }
    if (![404, 409].includes(answer.status))
      this.fail(
        `the law forbids "${move.name}", the program says ${String(answer.status)} ${answer.text.slice(0, 300)}`,
      );
    if ((await this.truth()).version !== before.version)
      this.fail(`a refused "${move.name}" changed the case`);
  }

  private async send(move: Move, body: Readonly<Record<string, unknown>>, version: number): Promise<Answer> {
    if (move.at === 'tracking') return app.citizenAct<unknown>({ ...this.filed() }, move.act, body);
    const staff = await app.signIn(...this.account(move));
    const key = randomUUID();
    if (move.at === 'case')
      return staff.post(`/api/v1/cases/${this.model.id}/${move.act}`, { ...body, version }, { key });
    const [objection] = await app.sql<{ id: string; version: number }>(
      'SELECT id, version FROM objections WHERE case_id = $1 ORDER BY register_year DESC, register_seq DESC LIMIT 1',
      [this.model.id],
    );
    const path = `/api/v1/objections/${objection?.id ?? randomUUID()}/${move.act}`;
    return staff.post(path, { ...body, version: objection?.version ?? 1 }, { key });
  }

  private filed() {
    return this.model.filed as Parameters<TestApp['citizenAct']>[0];
  }

  private account(move: Move): Parameters<TestApp['signIn']> {
    if (move.mover !== 'officer') return [move.mover as 'desk' | 'superior'];
    return ['officer', this.model.agency ?? 'disdik'];
  }

  /** A day off of the city's own is decreed, or the last one taken back: two people, and every open date anew. */
  private async decree(kind: 'close' | 'open again'): Promise<void> {
    const today = localDayOf((await this.truth()).now);
    const [last] = await app.sql<{ date: LocalDate }>(
      `SELECT date::text FROM calendar_days WHERE kind = 'local_closure' AND removed_version IS NULL AND date > $1 ORDER BY date LIMIT 1`,
      [today],
    );
    if (kind === 'open again' && last === undefined) return;
    const day = kind === 'close' ? calendar.nextWorkingDay(addCalendarDays(today, 2)) : last?.date;
    const name =
      kind === 'close' ? `Kantor ditutup ${String((closures += 1))}` : await closureOn(day ?? today);
    await decreed(
      `${day ?? ''},local_closure,${name},Closed,Edaran Wali Kota ${String(closures)},${today},${kind === 'close' ? 'add' : 'remove'}`,
    );
    await app.sweep();
    calendar = await calendarOfDatabase();
    this.told.push(`${today} decree: ${kind} ${day ?? ''}`);
    countAnew(this.model, today, calendar);
  }

  private async wait(duration: string): Promise<void> {
    const now = await app.advance(duration);
    await this.passed(now);
  }

  private async waitForEdge(edge: 'last-minute' | 'just-over'): Promise<void> {
    const { now } = await this.truth();
    const today = localDayOf(now);
    const days = [
      this.model.completenessDue,
      this.model.repairDue,
      this.model.replyDue,
      this.model.provideOn,
      this.model.objectionUntil,
      ...this.model.objections.flatMap(({ replyDue, commissionUntil }) => [replyDue, commissionUntil]),
    ].filter((day): day is LocalDate => day !== null && day > today);
    const next = days.sort()[0];
    if (next === undefined) return;
    const at = edge === 'last-minute' ? `${next}T23:50:00` : `${addCalendarDays(next, 1)}T00:00:01`;
    await this.passed(await app.setClock(`${at}+09:00`));
  }

  private async passed(now: Date): Promise<void> {
    await app.sweep();
    this.told.push(`${now.toISOString()} time passes`);
    letTimePass(this.model, now, calendar);
  }

  private async compare(): Promise<void> {
    const { model } = this;
    const truth = await this.truth();
    expect({ story: this.told, ...pick(truth) }).toEqual({
      story: this.told,
      status: model.state,
      due_on: model.replyDue,
      repair_due_on: model.repairDue,
      extended: model.extendedOn !== null,
      objection_until: model.objectionUntil,
    });
    const objections = await app.sql<{ status: string; reply_due_on: string }>(
      'SELECT status, reply_due_on::text FROM objections WHERE case_id = $1 ORDER BY register_year, register_seq',
      [model.id],
    );
    expect([this.told, objections]).toEqual([
      this.told,
      model.objections.map(({ status, replyDue }) => ({ status, reply_due_on: replyDue })),
    ]);
    expect([this.told, await brokenInvariants(app, model.id)]).toEqual([this.told, []]);
  }

  private async truth(): Promise<Truth> {
    const [row] = await app.sql<Truth>(
      `SELECT status, due_on::text, repair_due_on::text, extended_at IS NOT NULL AS extended, objection_until::text,
         version, tenggat_now() AS now FROM cases WHERE id = $1`,
      [this.model.id],
    );
    if (row === undefined) throw new Error('the case is gone');
    return row;
  }

  private fail(why: string): never {
    throw new Error([why, ...this.told].join('\n'));
  }
}

function pick({ version: _version, now: _now, ...rest }: Truth): Omit<Truth, 'version' | 'now'> {
  return rest;
}

/** Steps are told by number and name, so that a failed game can be read and played again. */
function moveOf(told: string): Move {
  const move = MOVES[Number.parseInt(told, 10)];
  if (move === undefined) throw new Error(`no such move: ${told}`);
  return move;
}

async function closureOn(day: LocalDate): Promise<string> {
  const [row] = await app.sql<{ name_id: string }>(
    `SELECT name_id FROM calendar_days WHERE kind = 'local_closure' AND removed_version IS NULL AND date = $1`,
    [day],
  );
  return row?.name_id ?? '';
}

async function decreed(line: string): Promise<void> {
  const csv = `date,kind,name_id,name_en,decree,decree_date,change\n${line}`;
  const [first, second] = await admins();
  const headers = { 'content-type': 'text/csv' };
  const proposed = await first.post<{ id: string }>('/api/v1/calendar/decrees', csv, { headers });
  if (proposed.status >= 300) throw new Error(`${line}: ${proposed.text}`);
  const applied = await second.post(`/api/v1/calendar/decrees/${proposed.body.id}/apply`);
  if (applied.status >= 300) throw new Error(`${line}: ${applied.text}`);
}

let signedIn: readonly [HttpClient, HttpClient] | undefined;
async function admins(): Promise<readonly [HttpClient, HttpClient]> {
  if (signedIn !== undefined) return signedIn;
  const clients = app.accountsOf('admin').map(async ({ email, password }) => {
    const client = app.client();
    await client.post('/api/v1/session', { email, password });
    return client;
  });
  const [first, second] = await Promise.all(clients);
  if (first === undefined || second === undefined) throw new Error('a decree needs two admins');
  signedIn = [first, second];
  return signedIn;
}

async function calendarOfDatabase(): Promise<WorkingCalendar> {
  const rows = await app.sql<{ date: string; kind: string; name_id: string; decree: string; on: string }>(
    `SELECT date::text, kind, name_id, decree, decree_date::text AS on FROM calendar_days WHERE removed_version IS NULL`,
  );
  return cityCalendar(
    'A',
    rows.map((row) => ({
      date: row.date as LocalDate,
      kind: row.kind as DayRow['kind'],
      nameId: row.name_id,
      nameEn: row.name_id,
      decree: row.decree,
      decreeDate: row.on as LocalDate,
    })),
  );
}
