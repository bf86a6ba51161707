import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import {
  DataSource,
  type DataSourceOptions,
  type MigrationInterface,
  type Logger as OrmLogger,
  type QueryRunner,
} from 'typeorm';
import pg from 'pg';
import { crashPoint } from '../process/crash-point.js';
import { guardedDriver } from './guarded-pool.js';
import { instantReader } from './instant.js';
import { MIGRATIONS } from './migrations/list.js';
import { DATABASE_LIMITS } from './time-outs.js';

const LEGAL_DAY = 1082;
// A legal day is a string; a JavaScript Date would put it into the machine's time zone.
pg.types.setTypeParser(LEGAL_DAY, (text: string) => text);
const INSTANT = 1184;
pg.types.setTypeParser(INSTANT, instantReader(pg.types.getTypeParser(INSTANT) as (text: string) => unknown));

/** Counts statements for the crash hook; prints nothing. */
class StatementWatch implements OrmLogger {
  logQuery(): void {
    crashPoint('sql');
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** What the application's connections need to know. */
export interface ConnectionSettings {
  readonly url: string;
  readonly testHooks: boolean;
  readonly batchWork: boolean;
}

/** Options of the application's pool: each connection is `tenggat_app` from its first statement on. */
export function applicationOptions(settings: ConnectionSettings): TypeOrmModuleOptions {
  return {
    type: 'postgres',
    driver: guardedDriver,
    url: settings.url,
    autoLoadEntities: true,
    synchronize: false,
    logging: ['query'],
    logger: new StatementWatch(),
    // A start on a busy machine may miss the first time-out while it still reads its own modules.
    retryAttempts: 5,
    retryDelay: 500,
    poolSize: DATABASE_LIMITS.poolSize,
    connectTimeoutMS: DATABASE_LIMITS.connectMilliseconds,
    applicationName: 'tenggat',
    poolErrorHandler: () => undefined,
    extra: {
      connectionTimeoutMillis: DATABASE_LIMITS.connectMilliseconds,
      keepAlive: true,
      // What is sent together (`Promise.all` in one transaction) travels together; the order of sending stays.
      pipeline: true,
      options: sessionOptions(settings),
    },
  };
}

// No disk of today asks four times as much for a page out of turn, and no statement of ours lasts so long that compiling
// it would pay.
const PLANNING = ['random_page_cost=1.1', 'jit=off'] as const;

/** Settings of every connection of the application: its role, zone, time-outs, and what its planner reckons with. */
export function sessionOptions(settings: ConnectionSettings): string {
  const statement = settings.batchWork
    ? DATABASE_LIMITS.workerStatementMilliseconds
    : DATABASE_LIMITS.webStatementMilliseconds;
  return [
    'role=tenggat_app',
    'timezone=UTC',
    `statement_timeout=${String(statement)}`,
    `lock_timeout=${String(DATABASE_LIMITS.lockMilliseconds)}`,
    `idle_in_transaction_session_timeout=${String(DATABASE_LIMITS.idleInTransactionMilliseconds)}`,
    `tenggat.test_hooks=${settings.testHooks ? 'on' : 'off'}`,
    ...PLANNING,
  ]
    .map((option) => `-c ${option}`)
    .join(' ');
}

const MIGRATION_LOCK = 7_421_003;
const DEADLOCK = '40P01';
const ATTEMPTS = 10;

/** Those of the named migrations that this program does not know. */
export function unknownMigrations(names: readonly string[]): readonly string[] {
  const known = new Set<string>(MIGRATIONS.map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

/**
 * Brings the schema to head with the administrator's connection, or through the named migrations alone. Two processes
 * may call it at once: the second waits for the first and then finds nothing to do.
 */
export async function migrate(adminUrl: string, only?: readonly string[]): Promise<void> {
  const gate = new pg.Client({ connectionString: adminUrl });
  gate.on('error', () => undefined);
  await gate.connect();
  try {
    await gate.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const options: DataSourceOptions = {
      type: 'postgres',
      url: adminUrl,
      migrations: MIGRATIONS.filter(({ name }) => only?.includes(name) ?? true).map(afterLocking),
      migrationsTableName: 'schema_migrations',
      migrationsTransactionMode: 'each',
      synchronize: false,
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await runOnce(options);
        return;
      } catch (error) {
        // Somebody reads while a table changes, and PostgreSQL chose us: what is done is done, the rest is done again.
        if (attempt >= ATTEMPTS || codeOf(error) !== DEADLOCK) throw error;
      }
    }
  } finally {
    await gate.end();
  }
}

/**
 * Every table at once, or none: the counter first, which each filing asks for before it has a number, and the others without
 * waiting. Somebody who is at work holds what we want; then nothing is held while they finish. Of a new office there is no
 * table yet, and where no moment is found in time the migration takes its locks one by one.
 */
const LOCK_ALL = /* sql */ `
DO $$
DECLARE
  named text;
  tries integer := 0;
BEGIN
  IF to_regclass('public.register_counters') IS NULL THEN RETURN; END IF;
  SELECT string_agg(format('%I', relname), ', ') INTO named FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migrations';
  LOOP
    BEGIN
      LOCK TABLE register_counters IN ACCESS EXCLUSIVE MODE;
      EXECUTE 'LOCK TABLE ' || named || ' IN ACCESS EXCLUSIVE MODE NOWAIT';
      RETURN;
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      tries := tries + 1;
      IF tries = 200 THEN RETURN; END IF;
      PERFORM pg_sleep(0.01 + random() * 0.05);
    END;
  END LOOP;
END $$`;

/**
 * A migration that has its tables before it changes one. Taken one by one as it goes, they meet the locks of filings that
 * come in meanwhile the other way round, and PostgreSQL stops whoever waits longest: the migration, again and again.
 */
function afterLocking(migration: (typeof MIGRATIONS)[number]): new () => MigrationInterface {
  return class extends (migration as new () => MigrationInterface) {
    override async up(runner: QueryRunner): Promise<void> {
      await runner.query(LOCK_ALL);
      await super.up(runner);
    }
  };
}

async function runOnce(options: DataSourceOptions): Promise<void> {
  const source = await new DataSource(options).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
