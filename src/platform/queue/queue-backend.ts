import { createPostgresBackend, Queue, runMigrations, Worker, type Processor } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

import { GuardedPool } from '../database/guarded-pool.js';
import { QUEUE_LIMITS } from './queue-limits.js';

/** Name of the one queue; all it carries are wakes. */
const QUEUE = 'tenggat';
const SCHEMA = 'bullmq';
const ROLE = 'tenggat_app';

/** Where the queue lives: Redis by its address alone, else the database. */
export interface QueuePlace {
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
}

/** What was opened, and how to close all of it. */
export interface Opened<T> {
  readonly it: T;
  close(): Promise<void>;
}

const MIGRATION_LOCK = 7_421_004;

/** Makes BullMQ's schema in the database with the administrator's login; safe to repeat and to run at once. */
export async function migrateQueue(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Two that grant at once would collide; the lock ends with the connection.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations(client as never);
    await client.query(`
      GRANT USAGE ON SCHEMA ${SCHEMA} TO ${ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${ROLE};
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO ${ROLE};`);
  } finally {
    await client.end();
  }
}

/** The producing end: every command fails within `produceMilliseconds` when the store is away. */
export function openProducer(place: QueuePlace, onError: (error: Error) => void): Opened<Queue> {
  if (place.redisUrl !== null) {
    const redis = new Redis(place.redisUrl, {
      maxRetriesPerRequest: 0,
      // Commands wait for the first connection; each failed attempt to connect rejects them all.
      connectTimeout: QUEUE_LIMITS.produceMilliseconds,
      commandTimeout: QUEUE_LIMITS.produceMilliseconds,
      retryStrategy: (times) => Math.min(times * 100, 1_000),
    });
    redis.on('error', onError);
    const queue = new Queue(QUEUE, { connection: redis, skipWaitingForReady: true, skipMetasUpdate: true });
    queue.on('error', onError);
    return {
      it: queue,
      close: async () =>
        closeAll(
          () => queue.close(),
          () => redis.disconnect(),
        ),
    };
  }
  const pool = openPool(place.databaseUrl, QUEUE_LIMITS.producerPool, onError, {
    connectionTimeoutMillis: QUEUE_LIMITS.produceMilliseconds,
    query_timeout: QUEUE_LIMITS.produceMilliseconds,
  });
  const queue = new Queue(
    QUEUE,
    { connection: pool as never, skipMetasUpdate: true },
    createPostgresBackend as never,
  );
  queue.on('error', onError);
  return {
    it: queue,
    close: async () =>
      closeAll(
        () => queue.close(),
        () => pool.end(),
      ),
  };
}

/** The working end; it waits for its store for ever and takes up work again by itself. */
export function openWorker(
  place: QueuePlace,
  work: Processor,
  onError: (error: Error) => void,
): Opened<Worker> {
  const options = {
    concurrency: QUEUE_LIMITS.concurrency,
    maxStalledCount: QUEUE_LIMITS.maxStalledCount,
    // A count here deadlocks on PostgreSQL and marks done jobs failed; an age does not.
    removeOnComplete: { age: 60 },
    removeOnFail: { age: 3_600 },
    runRetryDelay: 1_000,
  };
  if (place.redisUrl !== null) {
    let closing = false;
    const redis = new Redis(place.redisUrl, {
      maxRetriesPerRequest: null,
      // BullMQ copies the connection with these options; null lets the copy end as well.
      retryStrategy: (times) => (closing ? null : Math.min(times * 100, 2_000)),
    });
    redis.on('error', onError);
    const worker = new Worker(QUEUE, work, { ...options, connection: redis });
    worker.on('error', onError);
    return {
      it: worker,
      close: async () =>
        closeAll(
          () => (closing = true),
          () => closeWorker(worker),
          () => redis.disconnect(),
        ),
    };
  }
  const pool = openPool(place.databaseUrl, QUEUE_LIMITS.workerPool, onError, {});
  const worker = new Worker(
    QUEUE,
    work,
    { ...options, connection: pool as never },
    createPostgresBackend as never,
  );
  worker.on('error', onError);
  return {
    it: worker,
    close: async () =>
      closeAll(
        () => closeWorker(worker),
        () => pool.end(),
      ),
  };
}

function openPool(url: string, max: number, onError: (error: Error) => void, more: pg.PoolConfig): pg.Pool {
  const pool = new GuardedPool({
    connectionString: url,
    max,
    keepAlive: true,
    application_name: 'tenggat queue',
    options: `-c search_path=${SCHEMA} -c role=${ROLE} -c timezone=UTC`,
    ...more,
  });
  pool.on('error', onError);
  return pool;
}

async function closeWorker(worker: Worker): Promise<void> {
  const forced = setTimeout(
    () => void worker.close(true).catch(() => undefined),
    QUEUE_LIMITS.closeMilliseconds,
  );
  await worker.close().finally(() => clearTimeout(forced));
}

/** Closes what it can: a store that is away must not keep the process from ending. */
async function closeAll(...steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, QUEUE_LIMITS.closeMilliseconds + 500);
    });
    await Promise.race([Promise.resolve(step()).catch(() => undefined), limit]);
    clearTimeout(timer);
  }
}
