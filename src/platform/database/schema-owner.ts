import pg from 'pg';
import { ConfigError } from '../config/variables.js';
import { MIGRATIONS } from './migrations/list.js';

const CONNECT_MILLISECONDS = 10_000;

/**
 * Whether this login can bring the schema to head. One of least rights cannot, and need not where the owner has done it:
 * a process that is given nothing more than `tenggat_app` starts on a schema at head.
 * @throws ConfigError naming DATABASE_ADMIN_URL when the schema is behind and the login does not own it.
 */
export async function schemaFor(adminUrl: string): Promise<'its own' | 'at head, of another'> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ owns: boolean }>(
      `SELECT coalesce(
         (SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('public.schema_migrations')),
         has_database_privilege(current_database(), 'CREATE')) AS owns`,
    );
    if (rows[0]?.owns === true) return 'its own';
    if (await isAtHead(client)) return 'at head, of another';
  } finally {
    await client.end().catch(() => undefined);
  }
  throw new ConfigError(
    'DATABASE_ADMIN_URL',
    'the schema is not at head and this login does not own it; run `npx tenggat migrate` with the owner',
  );
}

async function isAtHead(client: pg.Client): Promise<boolean> {
  try {
    await client.query('SET ROLE tenggat_app');
    const { rows } = await client.query<{ name: string }>('SELECT name FROM public.schema_migrations');
    const done = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.every(({ name }) => done.has(name));
  } catch {
    return false; // no such table, or not for this login to read
  }
}
