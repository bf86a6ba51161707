import { Global, Module, type DynamicModule } from '@nestjs/common';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { DEFAULT_RULESET } from '../../src/law/ruleset.js';
import { AccessModule } from '../../src/office/access/access.module.js';
import { parseAgencies } from '../../src/office/agencies/agencies-file.js';
import { AgenciesModule } from '../../src/office/agencies/agencies.module.js';
import { loadAgencies } from '../../src/office/agencies/load-agencies.js';
import { AuditModule } from '../../src/office/audit/audit.module.js';
import { CalendarModule } from '../../src/office/calendar/calendar.module.js';
import { parseHolidaysFile } from '../../src/office/calendar/holidays-file.js';
import { loadCalendar } from '../../src/office/calendar/load-calendar.js';
import { loadRuleSet } from '../../src/office/calendar/load-rule-set.js';
import { StaffModule } from '../../src/office/staff/staff.module.js';
import { City, loadCity } from '../../src/platform/config/city.js';
import { Config, loadConfig, settle } from '../../src/platform/config/config.js';
import { CryptoModule } from '../../src/platform/crypto/crypto.module.js';
import { MasterKey } from '../../src/platform/crypto/master-key.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { Database } from '../../src/platform/database/database.js';
import { NOTHING, SYSTEM } from '../../src/platform/database/scope.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { PendingFormsModule } from '../../src/platform/http/pending-forms.module.js';
import { ViewsModule } from '../../src/platform/views/views.module.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { HttpClient } from '../support/http-client.js';

export interface OfficeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** False = no agencies, no calendar: for specs of the loading itself. */
  readonly loaded?: boolean;
}

/** The office's rooms that this folder proves (staff, agencies, calendar), over real HTTP on a database of their own. */
export class Office {
  private base: TestDatabase | undefined;
  private app: NestFastifyApplication | undefined;
  private folder = '';
  private address = '';

  constructor(private readonly options: OfficeOptions) {}

  async start(): Promise<void> {
    this.base = await freshDatabase();
    this.folder = await mkdtemp(join(tmpdir(), 'tenggat-staff-'));
    const config = settle(
      loadConfig({
        NODE_ENV: 'test',
        DATA_DIR: this.folder,
        DATABASE_URL: this.base.url,
        MASTER_KEY_FILE: join(this.folder, 'master.key'),
        TEST_HOOKS: 'on',
        LIMITS: 'off',
        PORT: '0',
        ...this.options.env,
      }),
      {},
    );
    this.app = await createHttpApp(
      officeModule(config),
      { trustedProxies: ['127.0.0.1'], https: false, fileBytes: 1_000_000 },
      false as never,
    );
    await this.app.listen(0, '127.0.0.1');
    this.address = (await this.app.getUrl()).replace('[::1]', '127.0.0.1');
    await this.database.transaction(SYSTEM, NOTHING, (tx) =>
      loadRuleSet(tx, { ruleset: DEFAULT_RULESET, effectiveFrom: null }),
    );
    if (this.options.loaded !== false) await this.load();
  }

  async stop(): Promise<void> {
    await this.app?.close();
    await this.base?.drop();
    if (this.folder !== '') await rm(this.folder, { recursive: true, force: true });
  }

  get baseUrl(): string {
    return this.address;
  }

  get dataDir(): string {
    return this.folder;
  }

  get database(): Database {
    return this.get(Database);
  }

  /** A use case or query of the application. */
  get<T>(type: abstract new (...args: never[]) => T): T {
    if (this.app === undefined) throw new Error('the office opens in beforeAll: use it inside a test');
    return this.app.get<T>(type as never, { strict: false });
  }

  sql<T extends object = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<T[]> {
    if (this.base === undefined) throw new Error('the office opens in beforeAll: use it inside a test');
    return this.base.sql<T>(text, params);
  }

  client(): HttpClient {
    return new HttpClient(() => this.address);
  }

  /** Agencies and calendar from `config/`, as `load-config` does it. */
  async load(): Promise<void> {
    const agencies = parseAgencies(await readFile('config/agencies.csv', 'utf8'));
    const holidays = parseHolidaysFile(await readFile('config/holidays.csv', 'utf8'));
    if (!holidays.ok) throw new Error('config/holidays.csv is faulty');
    await this.database.transaction(SYSTEM, NOTHING, async (tx) => {
      await loadAgencies(tx, agencies);
      await loadCalendar(tx, holidays.rows, 'config/holidays.csv');
    });
  }
}

function officeModule(config: Config): DynamicModule {
  @Global()
  @Module({
    providers: [
      { provide: Config, useValue: config },
      { provide: City, useValue: loadCity() },
    ],
    exports: [Config, City],
  })
  class Settings {}
  @Module({})
  class OfficeRooms {}
  return {
    module: OfficeRooms,
    imports: [
      Settings,
      DatabaseModule.for({ url: config.databaseUrl, testHooks: config.testHooks, batchWork: false }),
      CryptoModule.for(MasterKey.readOrMake(config.masterKeyFile)),
      ViewsModule,
      PendingFormsModule,
      AuditModule,
      AccessModule,
      StaffModule,
      AgenciesModule,
      CalendarModule,
    ],
  };
}

/** For the top of a spec: opens the office before its tests and closes it after them. */
export function useOffice(options: OfficeOptions = {}): Office {
  const office = new Office(options);
  beforeAll(() => office.start(), 120_000);
  afterAll(() => office.stop(), 120_000);
  return office;
}
