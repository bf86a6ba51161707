import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DayRow } from '../../src/law/free-days.js';
import { addCalendarDays, type LocalDate } from '../../src/law/local-date.js';
import { clocksAtFiling } from '../../src/law/reply-clock.js';
import { DEFAULT_RULESET, type Ruleset } from '../../src/law/ruleset.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import { cityCalendar, cityDays } from '../law/city-calendar.js';
import type { FiledRequest } from '../support/answers.js';
import type { TestApp } from '../support/app.js';
import { expectStatus, type Answer, type HttpClient } from '../support/http-client.js';
import { sampleFiles } from '../support/sample-files.js';
import { BROKEN_OF_A_CASE, BROKEN_OF_THE_REGISTERS } from './invariants.js';
import { newCase, type ModelCase } from './model-case.js';
import type { Body, Move } from './move.js';

/** What the database says of the case where the model has its own opinion, and how to act on it. */
export interface Truth {
  readonly request: Readonly<Record<string, unknown>>;
  readonly parts: readonly { readonly id: string; readonly status: string; readonly version: number }[];
  readonly objections: readonly TrueObjection[];
  readonly clocks: readonly string[];
  readonly itemIds: readonly string[];
  readonly version: number;
  /** Rows of the law are due that no sweep has taken. */
  readonly ripe: boolean;
  readonly now: Date;
  readonly broken: readonly string[];
}

interface TrueObjection {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly replyDue: string;
  readonly commissionUntil: string | null;
  readonly dispute: {
    readonly id: string;
    readonly version: number;
    readonly status: string;
    readonly furtherUntil: string | null;
    readonly startDue: string;
    readonly endDue: string;
  } | null;
}

const CLOCKS = `('completeness-check', 'repair', 'reply', 'delivery', 'objection-window', 'objection-reply',
  'order-execution', 'commission-window', 'court-window', 'cassation-window', 'dispute-order', 'material')`;

/** One statement, one look: case, parts, objections, disputes, clocks and every broken invariant. */
const TRUTH = `
  SELECT jsonb_build_object('status', c.status, 'due', c.due_on, 'repairDue', c.repair_due_on,
      'extended', c.extended_at IS NOT NULL, 'objectionUntil', c.objection_until, 'provideOn', c.provide_on,
      'outcome', c.outcome, 'agency', c.agency_code) AS request,
    c.version, tenggat_now() AS now,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'status', p.status, 'version', p.version)
      ORDER BY p.register_number) FROM cases p WHERE p.parent_id = c.id), '[]') AS parts,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'status', o.status,
      'replyDue', o.reply_due_on, 'commissionUntil', o.commission_until, 'dispute',
      (SELECT jsonb_build_object('id', d.id, 'version', d.version, 'status', d.status, 'furtherUntil', d.further_until,
        'startDue', d.start_due_on, 'endDue', d.end_due_on) FROM disputes d WHERE d.objection_id = o.id))
      ORDER BY o.register_year, o.register_seq) FROM objections o WHERE o.case_id = c.id), '[]') AS objections,
    coalesce((SELECT jsonb_agg(d.kind || ' ' || ((d.due_at AT TIME ZONE 'Asia/Jayapura')::date - 1)::text)
      FROM due_rows d WHERE d.case_id = c.id AND d.done_at IS NULL AND d.kind IN ${CLOCKS}), '[]')
      || coalesce((SELECT jsonb_agg(d.kind || ' ' || (d.due_at AT TIME ZONE 'Asia/Jayapura')::date::text)
        FROM cases f JOIN refusal_proposals p ON p.case_id = f.id JOIN due_rows d ON d.case_id IS NULL
          AND d.kind = 'exemption-review' AND d.stage = p.decree_id::text
        WHERE (f.id = c.id OR f.parent_id = c.id) AND d.done_at IS NULL AND d.due_at > tenggat_now()), '[]') AS clocks,
    coalesce((SELECT jsonb_agg(i.id ORDER BY i.position) FROM case_items i WHERE i.case_id = c.id), '[]') AS "itemIds",
    EXISTS (SELECT 1 FROM due_rows d WHERE d.case_id = c.id AND d.done_at IS NULL AND d.due_at <= tenggat_now()
      AND (d.kind IN ${CLOCKS} OR d.kind = 'dispute-end')) AS ripe,
    array(SELECT broken FROM (${BROKEN_OF_A_CASE}) b) AS broken
  FROM cases c WHERE c.id = $1`;

/** The program of a game, seen from outside: its API, its clock, its rows. */
export class Program {
  private days = cityDays();
  private counted: WorkingCalendar | undefined;
  private rules: Ruleset = DEFAULT_RULESET;
  private closures = 0;
  private prints = true;
  /** The supervisor's account. */
  delegateId = '';
  private admins: readonly [HttpClient, HttpClient] | undefined;

  private opened: pg.Client | undefined;

  constructor(readonly app: TestApp) {}

  /**
   * Mails are written and frozen as always, but stay in the outbox: the game reads none, and sends 30 a game. Letters are
   * numbered and frozen; printing them, a third of the program's work, is left out in the games that say so.
   */
  async open(): Promise<void> {
    // One long statement, asked after every step: planned once, and never compiled.
    this.opened = new pg.Client({
      connectionString: this.app.databaseUrl,
      options: '-c tenggat.test_hooks=on -c jit=off -c plan_cache_mode=force_generic_plan',
    });
    await this.eye.connect();
    await this.eye.query(`
      CREATE FUNCTION public.stays_here() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.next_attempt_at := '9999-01-01'; RETURN NEW; END $$;
      CREATE TRIGGER stays_here BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION public.stays_here();
      CREATE FUNCTION public.unprinted() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.due_at := '9999-01-01'; RETURN NEW; END $$;
      CREATE TRIGGER unprinted BEFORE INSERT ON due_rows FOR EACH ROW WHEN (NEW.kind = 'issue-letter')
        EXECUTE FUNCTION public.unprinted();
      ALTER TABLE due_rows DISABLE TRIGGER unprinted;`);
    const { email } = this.app.account('supervisor');
    const [person] = await this.app.sql<{ id: string }>('SELECT id FROM staff WHERE email = $1', [email]);
    this.delegateId = person?.id ?? '';
  }

  /** Whether the letters of the games that follow are printed. */
  async printLetters(wanted: boolean): Promise<void> {
    if (wanted === this.prints) return;
    await this.eye.query(`ALTER TABLE due_rows ${wanted ? 'DISABLE' : 'ENABLE'} TRIGGER unprinted`);
    this.prints = wanted;
  }

  async close(): Promise<void> {
    await this.opened?.end();
  }

  private get eye(): pg.Client {
    if (this.opened === undefined) throw new Error('the game is opened before it is played');
    return this.opened;
  }

  /** From now on requests are filed under these readings of the law: a new version of the city's rule set. */
  async readLawAs(readings: Partial<Ruleset>): Promise<void> {
    const rules: Ruleset = { ...DEFAULT_RULESET, ...readings };
    if (JSON.stringify(rules) === JSON.stringify(this.rules)) return;
    await this.eye.query(
      `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
       VALUES ($1, '2026-01-01', sha256(convert_to($2, 'UTF8')), tenggat_now(), 'game')`,
      [JSON.stringify(rules), randomUUID()],
    );
    this.rules = rules;
    this.counted = undefined;
    // The page of the rule sets is where the program looks for a new version at once.
    const [admin] = await this.twoAdmins();
    const page = await admin.page('/admin/aturan');
    if (page.status !== 200) throw new Error(`the rule sets: ${String(page.status)}`);
  }

  /** Moves the clock to a moment; nothing is swept yet. */
  setClock(at: string): Promise<Date> {
    return this.moveClock('$1::timestamptz - clock_timestamp()', at);
  }

  /** Moves the clock on by days of 24 hours; nothing is swept yet. */
  advance(days: number): Promise<Date> {
    return this.moveClock(`shift + $1 * interval '24 hours'`, days);
  }

  private async moveClock(shift: string, by: string | number): Promise<Date> {
    await this.eye.query(`UPDATE test_clock SET shift = ${shift}`, [by]);
    const { rows } = await this.eye.query<{ now: Date }>('SELECT tenggat_now() AS now');
    return rows[0]?.now ?? new Date(NaN);
  }

  get calendar(): WorkingCalendar {
    this.counted ??= cityCalendar(this.rules.collectiveLeave === 'free' ? 'A' : 'B', this.days);
    return this.counted;
  }

  /** A new request, and the model of it. */
  async file(agency = 'disdik'): Promise<ModelCase> {
    const filed = await this.app.fileRequest({ agency });
    const receivedOn = filed.receivedOn as LocalDate;
    const clocks = clocksAtFiling({ receivedOn, enteredOn: receivedOn }, this.calendar, this.rules);
    return newCase({
      filed,
      rules: this.rules,
      id: await this.app.caseId(filed.registerNumber),
      agency,
      receivedOn,
      completenessDue: clocks.completenessDue.date,
      replyDue: clocks.replyDue.date,
    });
  }

  async truth(caseId: string): Promise<Truth> {
    const { rows } = await this.eye.query<Truth>({ name: 'truth', text: TRUTH, values: [caseId] });
    const [row] = rows;
    if (row === undefined) throw new Error('the case is gone');
    return { ...row, clocks: [...row.clocks].sort() };
  }

  async brokenRegisters(): Promise<readonly string[]> {
    return (await this.app.sql<{ broken: string }>(BROKEN_OF_THE_REGISTERS)).map(({ broken }) => broken);
  }

  /** Sends a move to where it belongs; what does not exist is asked for by an id that nothing has. */
  async send(move: Move, model: ModelCase, truth: Truth, body: Body, lawful: boolean): Promise<Answer> {
    if (move.at === 'tracking')
      return this.app.citizenAct<unknown>(model.filed as FiledRequest, move.act, body);
    const staff = await this.staff(move, model);
    const fileId = move.paper === undefined ? {} : { fileId: lawful ? await this.paper() : randomUUID() };
    const { path, version } = placeOf(move, model, truth);
    const seen = version === null ? {} : { version };
    return staff.post(path, { ...body, ...fileId, ...seen }, { key: randomUUID() });
  }

  /** A day off of the city's own is decreed, or one taken back: two people, and every open date anew. */
  async decree(wish: 'close' | 'open again', today: LocalDate, mostClosed: number): Promise<string | null> {
    const closed = await this.app.sql<{ date: LocalDate; name_id: string }>(
      `SELECT date::text, name_id FROM calendar_days WHERE kind = 'local_closure' AND removed_version IS NULL ORDER BY date`,
    );
    const ahead = closed.filter(({ date }) => date > today);
    const close = wish === 'close' && closed.length < mostClosed;
    const [last] = ahead;
    if (!close && last === undefined) return null;
    const day = close ? this.calendar.nextWorkingDay(addCalendarDays(today, 2)) : (last?.date ?? today);
    const name = close ? `Kantor ditutup ${String((this.closures += 1))}` : (last?.name_id ?? '');
    const change = close ? 'add' : 'remove';
    await this.decreed(
      `${day},local_closure,${name},Closed,Edaran Wali Kota ${String(this.closures)},${today},${change}`,
    );
    this.days = await this.daysOfDatabase();
    this.counted = undefined;
    return `${change} ${day}`;
  }

  private async decreed(line: string): Promise<void> {
    const csv = `date,kind,name_id,name_en,decree,decree_date,change\n${line}`;
    const [first, second] = await this.twoAdmins();
    const headers = { 'content-type': 'text/csv' };
    const proposed = await first.post<{ id: string }>('/api/v1/calendar/decrees', csv, { headers });
    const { id } = expectStatus(proposed, 201);
    expectStatus(await second.post(`/api/v1/calendar/decrees/${id}/apply`), 200);
  }

  private async twoAdmins(): Promise<readonly [HttpClient, HttpClient]> {
    if (this.admins !== undefined) return this.admins;
    const clients = this.app.accountsOf('admin').map(async ({ email, password }) => {
      const client = this.app.client();
      await client.post('/api/v1/session', { email, password });
      return client;
    });
    const [first, second] = await Promise.all(clients);
    if (first === undefined || second === undefined) throw new Error('a decree needs two admins');
    this.admins = [first, second];
    return this.admins;
  }

  private staff(move: Move, model: ModelCase): Promise<HttpClient> {
    if (move.mover === 'officer') return this.app.signIn('officer', model.agency ?? 'disdik');
    return this.app.signIn(move.mover as 'desk' | 'supervisor' | 'superior');
  }

  private async paper(): Promise<string> {
    const kept = await this.app.citizen.upload(sampleFiles.pdf('Putusan'), 'putusan.pdf', '');
    return expectStatus(kept, 201).fileId;
  }

  private async daysOfDatabase(): Promise<DayRow[]> {
    return this.app.sql<{
      readonly date: LocalDate;
      readonly kind: DayRow['kind'];
      readonly nameId: string;
      readonly nameEn: string;
      readonly decree: string;
      readonly decreeDate: LocalDate;
    }>(
      `SELECT date::text, kind, name_id AS "nameId", name_en AS "nameEn", decree, decree_date::text AS "decreeDate"
       FROM calendar_days WHERE removed_version IS NULL`,
    );
  }
}

function placeOf(
  move: Move,
  model: ModelCase,
  truth: Truth,
): { readonly path: string; readonly version: number | null } {
  const nobody = { id: randomUUID(), version: 1 };
  switch (move.at) {
    case 'disputes':
      return { path: '/api/v1/disputes', version: null };
    case 'dispute': {
      const found = truth.objections.filter(({ dispute }) => dispute !== null).at(-1)?.dispute ?? nobody;
      return { path: `/api/v1/disputes/${found.id}/${move.act}`, version: found.version };
    }
    case 'objection': {
      const found = truth.objections.at(-1) ?? nobody;
      return { path: `/api/v1/objections/${found.id}/${move.act}`, version: found.version };
    }
    case 'part 0':
    case 'part 1': {
      const found = truth.parts[move.at === 'part 0' ? 0 : 1] ?? nobody;
      return { path: `/api/v1/cases/${found.id}/${move.act}`, version: found.version };
    }
    default:
      return { path: `/api/v1/cases/${model.id}/${move.act}`, version: truth.version };
  }
}
