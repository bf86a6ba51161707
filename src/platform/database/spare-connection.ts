import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { sessionOptions, type ConnectionSettings } from './connection.js';
import { GuardedPool } from './guarded-pool.js';
import { DATABASE_LIMITS } from './time-outs.js';

/**
 * A connection beside the pool, for what a process keeps and reads again in the midst of transactions: if that had to
 * wait for a connection of the pool, the transactions that hold them all would wait for it, and none would ever go on. A
 * second one only asks whether PostgreSQL is there, also while the first waits for a table that an upgrade holds.
 */
@Injectable()
export class SpareConnection implements OnModuleDestroy {
  private readonly pool: GuardedPool;
  private readonly life: GuardedPool;

  constructor(settings: ConnectionSettings) {
    this.pool = poolOfOne(settings);
    this.life = poolOfOne(settings);
  }

  /** One statement without actor and scope: row-level security shows it no case and no person. */
  async rows<Row>(sql: string, params: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query(sql, [...params]);
    return rows as Row[];
  }

  /** Fails where PostgreSQL gives no answer. */
  async lives(): Promise<void> {
    await this.life.query('SELECT 1');
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.pool.end(), this.life.end()]);
  }
}

function poolOfOne(settings: ConnectionSettings): GuardedPool {
  const pool = new GuardedPool({
    connectionString: settings.url,
    max: 1,
    // Kept: a server that has no connection left for others is there all the same.
    idleTimeoutMillis: 0,
    application_name: 'tenggat',
    connectionTimeoutMillis: DATABASE_LIMITS.connectMilliseconds,
    // A frozen server answers no time-out of its own.
    query_timeout: DATABASE_LIMITS.connectMilliseconds,
    keepAlive: true,
    options: sessionOptions(settings),
  });
  pool.on('error', () => undefined);
  return pool;
}
