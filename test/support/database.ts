import { randomBytes } from 'node:crypto';
import { GuardedPool } from '../../src/platform/database/guarded-pool.js';
import pg from 'pg';

export type Row = Record<string, unknown>;

/** A database of its own for one test file, cloned from the migrated template. */
export interface TestDatabase {
  readonly name: string;
  /** Connects as the owner, past row-level security: for looking at the truth, and for DATABASE_URL. */
  readonly url: string;
  /** Runs one statement as owner and answers its rows. */
  sql<T extends object = Row>(text: string, params?: readonly unknown[]): Promise<T[]>;
  /** The same under the application's role, as web and worker see the tables. */
  sqlAsApp<T extends object = Row>(text: string, params?: readonly unknown[]): Promise<T[]>;
  /** Closes the connections of this handle and removes the database. */
  drop(): Promise<void>;
}

const template = 'tenggat_template';

// As in the program: a legal day is a string, not a moment in the machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

function serverUrl(): string {
  const url = process.env.TENGGAT_TEST_POSTGRES;
  if (url === undefined) throw new Error('No test server: run through Jest with test/global-setup.mjs.');
  return url;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Clones the template, or makes an empty database with `{ empty: true }` (for specs of the migrations).
 * WAL_LOG copies page by page without a checkpoint: about 60 ms instead of a second.
 */
export async function freshDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onServer(
    options.empty === true
      ? `CREATE DATABASE ${name}`
      : `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY WAL_LOG`,
  );
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const pool = new GuardedPool({
    connectionString: url.href,
    max: 4,
    options: '-c tenggat.test_hooks=on', // tenggat_now() then answers the moved clock here too
  });
  pool.on('error', () => undefined); // a dropped database ends idle connections; nothing to do about it
  return {
    name,
    url: url.href,
    sql: async <T extends object>(text: string, params: readonly unknown[] = []) =>
      (await pool.query<T>(text, [...params])).rows,
    sqlAsApp: async <T extends object>(text: string, params: readonly unknown[] = []) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('SET LOCAL ROLE tenggat_app');
        const { rows } = await client.query<T>(text, [...params]);
        await client.query('COMMIT');
        return rows;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
    drop: async () => {
      await pool.end();
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** For the top of a spec: makes the database before its tests and drops it after them. */
export function useDatabase(options: { empty?: boolean } = {}): TestDatabase {
  let current: TestDatabase | undefined;
  const running = (): TestDatabase => {
    if (current === undefined)
      throw new Error('The test database is made in beforeAll: use it inside a test.');
    return current;
  };
  beforeAll(async () => {
    current = await freshDatabase(options);
  });
  afterAll(async () => {
    await current?.drop();
  });
  return {
    get name() {
      return running().name;
    },
    get url() {
      return running().url;
    },
    sql: (text, params) => running().sql(text, params),
    sqlAsApp: (text, params) => running().sqlAsApp(text, params),
    drop: () => running().drop(),
  };
}
