import { type Config, settle } from '../config/config.js';
import { ConfigError } from '../config/variables.js';
import { migrate } from '../database/connection.js';
import { schemaFor } from '../database/schema-owner.js';
import { databaseIsAway } from '../database/database-away.js';
import { hasEmbeddedDatabase, openEmbeddedDatabase, type Purpose } from '../embedded/embedded-database.js';
import { checkDurability } from './durability.js';

/** Whether whoever opens the database may wake somebody: a command that only reads has no use for the queue. */
export type QueueUse = 'used' | 'unused';

/** A database that is there, at head, and safe; and how to let go of it. */
export interface OpenDatabase {
  readonly config: Config;
  /** What the operator should know about where the data lives. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * The database of the settings, ready for use: embedded it is started (or, for a command, used beside the running
 * program), served it must be reachable. Brings the schema to head, the queue's too where it is used; safe when many
 * processes start at once.
 */
export async function openDatabase(
  config: Config,
  purpose: Purpose,
  queue: QueueUse = 'used',
): Promise<OpenDatabase> {
  const server = await openServer(config, purpose);
  try {
    await checkDurability(server.config);
    const { databaseAdminUrl } = server.config;
    if ((await schemaFor(databaseAdminUrl)) === 'at head, of another') return server;
    await migrate(databaseAdminUrl);
    if (queue === 'used') await headOfQueue(databaseAdminUrl);
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The server alone, whatever its schema. */
async function openServer(config: Config, purpose: Purpose): Promise<OpenDatabase> {
  if (!config.embedded) return { config, notes: [], close: () => Promise.resolve() };
  const embedded = await openEmbeddedDatabase({
    dataDir: config.dataDir,
    purpose,
    say: (line) => console.error(line),
  });
  return {
    config: settle(config, { databaseUrl: embedded.url }),
    notes: embedded.notes,
    close: () => embedded.stop(),
  };
}

/**
 * Runs a command's work on the database and lets go of it whatever happens. A database that is away, at the start or
 * in between, is an error whose message is a sentence for the operator.
 */
export async function withDatabase<T>(
  config: Config,
  work: (config: Config) => Promise<T>,
  queue: QueueUse = 'used',
): Promise<T> {
  return lettingGo(await openDatabase(config, 'command', queue).catch(tellAway), work);
}

/**
 * Like `withDatabase`, with the server as it is: the schema is left alone, so that a backup can be made before an upgrade.
 * @throws Error when the server would first have to be made, unless it `may be made`.
 */
export async function withServer<T>(
  config: Config,
  work: (config: Config, notes: readonly string[]) => Promise<T>,
  server: 'must be there' | 'may be made' = 'must be there',
): Promise<T> {
  if (server === 'must be there' && config.embedded && !hasEmbeddedDatabase(config.dataDir))
    throw new ConfigError('DATA_DIR', `"${config.dataDir}" holds no database`);
  return lettingGo(await openServer(config, 'command').catch(tellAway), work);
}

async function lettingGo<T>(
  database: OpenDatabase,
  work: (config: Config, notes: readonly string[]) => Promise<T>,
): Promise<T> {
  try {
    return await work(database.config, database.notes);
  } catch (error) {
    return tellAway(error);
  } finally {
    await database.close();
  }
}

// Loaded where it is used: the queue's library is not small.
async function headOfQueue(adminUrl: string): Promise<void> {
  const { migrateQueue } = await import('../queue/queue-backend.js');
  await migrateQueue(adminUrl);
}

function tellAway(error: unknown): never {
  if (error instanceof ConfigError || !databaseIsAway(error)) throw error;
  throw new Error(
    'Basis data tidak terjangkau atau terlalu lambat menjawab. Periksa apakah servernya berjalan, lalu ulangi perintah ini.',
    { cause: error },
  );
}
