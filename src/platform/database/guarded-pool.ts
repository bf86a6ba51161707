import pg from 'pg';

/**
 * A pool whose connections always have somebody who hears their errors. A line that is cut may report more than once,
 * and pg, its pool and TypeORM each stop listening at the first report; an error that nobody hears ends the process.
 */
export class GuardedPool extends pg.Pool {
  constructor(options?: pg.PoolConfig) {
    super(options);
    this.on('connect', (client) => {
      client.on('error', () => undefined);
    });
  }
}

/** pg as TypeORM loads it, with the guarded pool in place of its own. */
export const guardedDriver: unknown = Object.create(pg, { Pool: { value: GuardedPool } });
