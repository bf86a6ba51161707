import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DayRow } from '../../src/law/free-days.js';
import { addCalendarDays, laterOf, localDayOf, type LocalDate } from '../../src/law/local-date.js';
import { clocksAtFiling } from '../../src/law/reply-clock.js';
import { DEFAULT_RULESET, type Ruleset } from '../../src/law/ruleset.js';
import { channelAccepted, type Channel } from '../../src/law/filing-form.js';
import { dayOfReceipt } from '../../src/law/term.js';
import { loadCity } from '../../src/platform/config/city.js';
import type { WorkingCalendar } from '../../src/law/working-calendar.js';
import { calendarUnder, cityDays } from '../law/city-calendar.js';
import type { FiledRequest } from '../support/answers.js';
import type { TestApp } from '../support/app.js';
import { expectStatus, type Answer, type HttpClient } from '../support/http-client.js';
import { requestBody, variants } from '../support/request-bodies.js';
import { recordLetter } from './record-letter.js';
import { sampleFiles } from '../support/sample-files.js';
import { BROKEN_OF_THE_REGISTERS } from './invariants.js';
import { newCase, type ModelCase } from './model-case.js';
import { TEXT, type Body, type Move } from './move.js';
import { placeOf } from './places.js';
import { TRUTH, type Truth } from './truth.js';

/** How a request comes in: by the site, or as a paper that the desk enters days after it was received. */
export interface Filing {
  readonly channel: Exclude<Channel, 'api'>;
  readonly daysAgo: number;
  /** The requester has no mail address. */
  readonly byPost?: boolean;
}

const ONLINE: Filing = { channel: 'web', daysAgo: 0 };

/** The program of a game, seen from outside: its API, its clock, its rows. */
export class Program {
  private days = cityDays();
  private counted: WorkingCalendar | undefined;
  private rules: Ruleset = DEFAULT_RULESET;
  /** When the office closes: after that a filing may count as of the next working day (D5). */
  readonly closes = loadCity().desk.closes;
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
    return this.now();
  }

  get calendar(): WorkingCalendar {
    this.counted ??= calendarUnder(this.rules, this.days);
    return this.counted;
  }

  /** A new request, and the model of it. What comes by word or post where D13 forbids it is refused, and comes online. */
  async file(agency = 'disdik', how: Filing = ONLINE): Promise<ModelCase> {
    const { rules, calendar, closes } = this;
    const now = await this.now();
    const today = localDayOf(now);
    const paperDay = how.channel === 'web' ? null : addCalendarDays(today, -how.daysAgo);
    const receivedOn = paperDay ?? dayOfReceipt(now, calendar, rules, closes);
    const enteredOn = laterOf(today, receivedOn);
    const filed = await this.filed(agency, how, paperDay);
    if (filed === null) return this.file(agency, { ...how, channel: 'web' });
    const clocks = clocksAtFiling({ receivedOn, enteredOn }, calendar, rules);
    return newCase({
      filed,
      rules,
      id: await this.app.caseId(filed.registerNumber),
      agency,
      receivedOn,
      enteredOn,
      onPaper: paperDay !== null,
      byPost: how.byPost === true,
      completenessDue: clocks.completenessDue.date,
      replyDue: clocks.replyDue.date,
    });
  }

  private async filed(
    agency: string,
    { channel, daysAgo, byPost = false }: Filing,
    day: LocalDate | null,
  ): Promise<FiledRequest | null> {
    const plain = byPost ? variants.withoutMail({ agency }) : requestBody({ agency });
    // A group owes the most papers, so that the moves can ask for several.
    const wish = { ...plain, requester: { ...plain.requester, kind: 'group' } };
    if (channel === 'web') return this.app.fileRequest(wish);
    const earlier = daysAgo === 0 ? {} : { backdatingReason: TEXT, backdatingFileId: await this.paper() };
    const readBack = channel === 'spoken' ? { readBack: true } : {};
    const desk = await this.app.signIn('desk');
    const body = { ...wish, channel, receivedOn: day, ...earlier, ...readBack };
    const answer = await desk.post<FiledRequest>('/api/v1/cases', body, { key: randomUUID() });
    if (channelAccepted(channel, this.rules)) return expectStatus(answer, 201);
    expectStatus(answer, 422);
    return null;
  }

  /** The moment that the database shows. */
  private async now(): Promise<Date> {
    const { rows } = await this.eye.query<{ now: Date }>('SELECT tenggat_now() AS now');
    return rows[0]?.now ?? new Date(NaN);
  }

  async truth({ id, alone }: Pick<ModelCase, 'id' | 'alone'>): Promise<Truth> {
    const values = [id, alone.map(({ number }) => number)];
    const { rows } = await this.eye.query<Truth>({ name: 'truth', text: TRUTH, values });
    const [row] = rows;
    if (row === undefined) throw new Error('the case is gone');
    return { ...row, clocks: [...row.clocks].sort() };
  }

  async brokenRegisters(): Promise<readonly string[]> {
    return (await this.app.sql<{ broken: string }>(BROKEN_OF_THE_REGISTERS)).map(({ broken }) => broken);
  }

  /** Sends a move to where it belongs; what does not exist is asked for by an id that nothing has. */
  async send(move: Move, model: ModelCase, truth: Truth, body: Body, lawful: boolean): Promise<Answer> {
    const file = await this.fileOf(move, lawful);
    if (move.at === 'tracking')
      return this.app.citizenAct<unknown>(model.filed as FiledRequest, move.act, { ...body, ...file });
    if (move.at === 'letter') return recordLetter(this.app, model, move.act, body, lawful);
    const caller = move.mover === 'citizen' ? this.app.citizen : await this.staff(move, model);
    const { path, version } = placeOf(move, model, truth, await this.versionOf(model.twin));
    const seen = version === null ? {} : { version };
    return caller.post(path, { ...body, ...file, ...seen }, { key: randomUUID() });
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

  private async versionOf(one: ModelCase | null): Promise<number> {
    if (one === null) return 1;
    const { rows } = await this.eye.query<{ version: number }>('SELECT version FROM cases WHERE id = $1', [
      one.id,
    ]);
    return rows[0]?.version ?? 1;
  }

  private async fileOf({ paper }: Move, lawful: boolean): Promise<Body> {
    if (paper === undefined) return {};
    if (paper === 'fileId') return { fileId: lawful ? await this.paper() : randomUUID() };
    const id = await this.paper();
    return paper === 'fileIds' ? { fileIds: [id] } : { [paper]: id };
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
