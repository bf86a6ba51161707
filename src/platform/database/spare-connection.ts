import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { sessionOptions, type ConnectionSettings } from './connection.js';
import { GuardedPool } from './guarded-pool.js';
import { DATABASE_LIMITS } from './time-outs.js';

/**
 * One connection beside the pool, for what a process keeps and reads again in the midst of transactions: if that had to
 * wait for a connection of the pool, the transactions that hold them all would wait for it, and none would ever go on.
 */
@Injectable()
export class SpareConnection implements OnModuleDestroy {
  private readonly pool: GuardedPool;

  constructor(settings: ConnectionSettings) {
    this.pool = new GuardedPool({
      connectionString: settings.url,
      max: 1,
      application_name: 'tenggat',
      connectionTimeoutMillis: DATABASE_LIMITS.connectMilliseconds,
      // A frozen server answers no time-out of its own.
      query_timeout: DATABASE_LIMITS.connectMilliseconds,
      keepAlive: true,
      options: sessionOptions(settings),
    });
    this.pool.on('error', () => undefined);
  }

  /** One statement without actor and scope: row-level security shows it no case and no person. */
  async rows<Row>(sql: string, params: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query(sql, [...params]);
    return rows as Row[];
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }
}
