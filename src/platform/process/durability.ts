import pg from 'pg';
import { Config } from '../config/config.js';
import { ConfigError } from '../config/variables.js';

const CONNECT_MILLISECONDS = 10_000;

/**
 * Refuses a database that could lose what it said it kept: a request with a register number must survive the loss of
 * power. Only test hooks let it pass, so that tests may run on a throw-away server without fsync.
 * @throws ConfigError naming DATABASE_URL.
 */
export async function checkDurability(config: Config): Promise<void> {
  const client = new pg.Client({
    connectionString: config.databaseAdminUrl,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
          OR name = 'server_version_num' AND setting::integer < 150000`,
    );
    const unsafe = rows[0];
    if (unsafe === undefined || config.testHooks) return;
    throw new ConfigError('DATABASE_URL', `the server is unsafe: ${unsafe.name} = ${unsafe.setting}`);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code ?? 'no answer';
    throw new ConfigError('DATABASE_URL', `the database cannot be reached (${reason})`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
