import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CaseDetail, CasePage, CaseSummary, FiledRequest, SinkMail, TrackedRequest } from './answers.js';
import { freshDatabase, type Row, type TestDatabase } from './database.js';
import { type Answer, expectStatus, HttpClient } from './http-client.js';
import { projectWithCity } from './other-city.js';
import { type RunningProgram, startProgram } from './program.js';
import { type RequestBody, requestBody } from './request-bodies.js';

export interface AppOptions {
  /** Settings on top of, or instead of, those of a test. */
  readonly env?: Readonly<Record<string, string>>;
  /** The moment at which the clock stands when the tests begin, for instance `2026-11-24T10:00:00+09:00`. */
  readonly at?: string;
  /** `web`: no worker runs beside it; due rows and mails wait for `sweep()`. Default: everything. */
  readonly role?: 'web' | 'all';
  /** Lines of `config/city.yaml` that this city has otherwise. */
  readonly city?: Readonly<Record<string, string>>;
}

export type StaffRole = 'desk' | 'officer' | 'supervisor' | 'superior' | 'admin';

interface Account {
  readonly role: StaffRole;
  readonly agency: string | null;
  readonly email: string;
  readonly password: string;
}

/**
 * The built program as a process on a database of its own: served mode, real SMTP sink in a temporary DATA_DIR, movable
 * clock, no caps. Specs act over HTTP and read the truth from `sql` and `mails()`.
 */
export class TestApp {
  private database: TestDatabase | undefined;
  private program: RunningProgram | undefined;
  private earlierOutput = '';
  private readonly earlierFaults: string[] = [];
  private folder = '';
  private otherCity: string | null = null;
  private accounts: readonly Account[] = [];
  private readonly sessions = new Map<string, HttpClient>();
  /** A citizen or any stranger: no session. */
  readonly citizen = new HttpClient(() => this.baseUrl);

  constructor(private readonly options: AppOptions = {}) {}

  async start(): Promise<void> {
    this.database = await freshDatabase();
    this.folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-app-'));
    await this.boot();
  }

  /** Ends and starts the program on the same database and folder: what must survive a restart. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.end();
    await this.boot(env);
  }

  async stop(): Promise<void> {
    await this.end();
    await this.database?.drop();
    for (const folder of [this.folder, this.otherCity ?? ''])
      if (folder !== '') await fs.rm(folder, { recursive: true, force: true });
  }

  /** What the program has printed since the file began, one line each. */
  get log(): readonly string[] {
    return (this.earlierOutput + (this.program?.output() ?? '')).split('\n');
  }

  /** The faults among it: what is logged as an error. */
  get faults(): readonly string[] {
    return [...this.earlierFaults, ...(this.program?.faults ?? [])].map((line) => line.slice(0, 400));
  }

  get baseUrl(): string {
    if (this.program === undefined)
      throw new Error('The application starts in beforeAll: use it inside a test.');
    return this.program.url;
  }

  /** DATA_DIR of this application: accounts, stored mails, files. */
  get dataDir(): string {
    return this.folder;
  }

  get databaseUrl(): string {
    return this.openDatabase().url;
  }

  /** One statement as owner, past row-level security; `tenggat_now()` answers the moved clock. */
  sql<T extends object = Row>(text: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.openDatabase().sql<T>(text, params);
  }

  /** The same under the application's role, without any scope set. */
  sqlAsApp<T extends object = Row>(text: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.openDatabase().sqlAsApp<T>(text, params);
  }

  /** A caller with its own cookies. */
  client(): HttpClient {
    return new HttpClient(() => this.baseUrl);
  }

  /** Signs in by the accounts file; the session is kept, so asking again costs nothing. */
  async signIn(role: StaffRole, agency?: string): Promise<HttpClient> {
    const name = `${role}/${agency ?? ''}`;
    const known = this.sessions.get(name);
    if (known !== undefined) return known;
    const account = this.account(role, agency);
    const client = this.client();
    expectStatus(
      await client.post('/api/v1/session', { email: account.email, password: account.password }),
      200,
    );
    this.sessions.set(name, client);
    return client;
  }

  account(role: StaffRole, agency?: string): Account {
    const found = this.accounts.find(
      (account) => account.role === role && (agency === undefined || account.agency === agency),
    );
    if (found === undefined) throw new Error(`no account of ${role} ${agency ?? ''} in accounts.json`);
    return found;
  }

  /** Every account of a role: acts that need two people. */
  accountsOf(role: StaffRole): readonly Account[] {
    return this.accounts.filter((account) => account.role === role);
  }

  /** Files a valid request (or the given body) over the API and answers the receipt. */
  async fileRequest(overrides: Partial<RequestBody> = {}): Promise<FiledRequest> {
    return expectStatus(
      await this.citizen.post<FiledRequest>('/api/v1/requests', requestBody(overrides)),
      201,
    );
  }

  /** What the citizen sees with number and code. */
  async track(filed: FiledRequest): Promise<TrackedRequest> {
    const { registerNumber, trackingCode } = filed;
    return expectStatus(
      await this.citizen.post<TrackedRequest>(
        '/api/v1/tracking',
        { registerNumber, trackingCode },
        { key: null },
      ),
      200,
    );
  }

  /** One of the citizen's acts on a tracked case (`complete`, `withdraw`, `object`, ...). */
  citizenAct<T = TrackedRequest>(
    filed: FiledRequest,
    act: string,
    body: Readonly<Record<string, unknown>> = {},
    key: string = randomUUID(),
  ): Promise<Answer<T>> {
    const { registerNumber, trackingCode } = filed;
    return this.citizen.post<T>(
      `/api/v1/tracking/${act}`,
      { registerNumber, trackingCode, ...body },
      { key },
    );
  }

  /** The case of a register number as this person's list shows it, or undefined where it is hidden. */
  async findCase(staff: HttpClient, registerNumber: string): Promise<CaseSummary | undefined> {
    const page = expectStatus(
      await staff.get<CasePage>(`/api/v1/cases?view=all&q=${encodeURIComponent(registerNumber)}`),
      200,
    );
    return page.items.find((item) => item.registerNumber === registerNumber);
  }

  /** The id of a case straight from the database, whoever may see it. */
  async caseId(registerNumber: string): Promise<string> {
    const [row] = await this.sql<{ id: string }>('SELECT id FROM cases WHERE register_number = $1', [
      registerNumber,
    ]);
    if (row === undefined) throw new Error(`no case ${registerNumber}`);
    return row.id;
  }

  async readCase(staff: HttpClient, caseId: string): Promise<CaseDetail> {
    return expectStatus(await staff.get<CaseDetail>(`/api/v1/cases/${caseId}`), 200);
  }

  /**
   * Acts on a case with its current version (or the one in `body`); the answer may be a refusal. What the program does
   * by itself, as routing or several clocks that ring at once, may change the case between the look and the act: then it
   * is looked at again.
   */
  async act(
    staff: HttpClient,
    caseId: string,
    action: string,
    body: Readonly<Record<string, unknown>> = {},
    key: string = randomUUID(),
  ): Promise<Answer<CaseDetail>> {
    const path = `/api/v1/cases/${caseId}/${action}`;
    if ('version' in body) return staff.post<CaseDetail>(path, body, { key });
    const attempt = async (): Promise<Answer<CaseDetail>> => {
      const { version } = await this.readCase(staff, caseId);
      return staff.post<CaseDetail>(path, { ...body, version }, { key });
    };
    let answer = await attempt();
    for (let tries = 1; tries < 10 && answer.text.includes('"code":"stale"'); tries += 1) {
      answer = await attempt();
    }
    return answer;
  }

  /** Acts and expects it to be done. */
  async mustAct(
    staff: HttpClient,
    caseId: string,
    action: string,
    body: Readonly<Record<string, unknown>> = {},
  ): Promise<CaseDetail> {
    return expectStatus(await this.act(staff, caseId, action, body), 200);
  }

  /** Sets the city's clock, for instance to `2026-12-08T23:59:00+09:00`; answers the moment it then shows. */
  setClock(at: string): Promise<Date> {
    return this.moveClock({ set: at });
  }

  /** Moves the clock on by an ISO 8601 duration, for instance `P3D` or `PT2H`. */
  advance(duration: string): Promise<Date> {
    return this.moveClock({ advance: duration });
  }

  resetClock(): Promise<Date> {
    return this.moveClock({ reset: true });
  }

  /** Repeats due rows, routing and mail until nothing is due; answers how much was done. */
  async sweep(): Promise<{ dueRows: number; mails: number }> {
    return expectStatus(
      await this.citizen.post<{ dueRows: number; mails: number }>('/_test/sweep', {}, { key: null }),
      200,
    );
  }

  /** Sets the clock and lets everything happen that then is due. */
  async passTo(at: string): Promise<void> {
    await this.setClock(at);
    await this.sweep();
  }

  /** Mails that the SMTP sink accepted, oldest first; with an address only those to it. */
  async mails(to?: string): Promise<SinkMail[]> {
    const all = expectStatus(await this.citizen.get<SinkMail[]>('/_test/mail'), 200);
    return to === undefined ? all : all.filter((mail) => mail.to === to);
  }

  private async moveClock(move: Readonly<Record<string, unknown>>): Promise<Date> {
    const { now } = expectStatus(
      await this.citizen.post<{ now: string }>('/_test/clock', move, { key: null }),
      200,
    );
    return new Date(now);
  }

  private openDatabase(): TestDatabase {
    if (this.database === undefined)
      throw new Error('The database is made in beforeAll: use it inside a test.');
    return this.database;
  }

  private async end(): Promise<void> {
    const { program } = this;
    if (program === undefined) return;
    program.kill('SIGTERM');
    await program.ended;
    this.earlierOutput += program.output();
    this.earlierFaults.push(...program.faults);
    this.program = undefined;
  }

  /** The settings of the program; for a second process on the same database too. */
  settings(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    return {
      PORT: '0',
      DATA_DIR: this.folder,
      DATABASE_URL: this.openDatabase().url,
      MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
      TEST_HOOKS: 'on',
      LIMITS: 'off',
      ...this.options.env,
      ...more,
    };
  }

  private async boot(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const { role = 'all' } = this.options;
    const { city } = this.options;
    if (city !== undefined) this.otherCity ??= await projectWithCity(city);
    this.program = await startProgram({
      env: this.settings(env),
      args: ['serve', '--role', role],
      ...(this.otherCity === null ? {} : { root: this.otherCity }),
    });
    this.sessions.clear();
    this.accounts = JSON.parse(
      await fs.readFile(path.join(this.folder, 'accounts.json'), 'utf8'),
    ) as readonly Account[];
    if (this.options.at !== undefined) await this.setClock(this.options.at);
  }
}

/** For the top of a spec: starts the application before its tests and ends it after them. */
export function useApp(options: AppOptions = {}): TestApp {
  const app = new TestApp(options);
  beforeAll(() => app.start(), 120_000);
  afterAll(() => app.stop(), 120_000);
  return app;
}
