import { GuardedPool } from '../../src/platform/database/guarded-pool.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase({ empty: true });

describe('a statement without values', () => {
  it('is planned once a connection, and several in one text are sent as they stand', async () => {
    const pool = new GuardedPool({ connectionString: database.url, max: 1 });
    const kept = async (): Promise<number> => {
      const { rows } = await pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM pg_prepared_statements',
      );
      return rows[0]?.n ?? -1;
    };
    await pool.query('SELECT 1 AS one', []);
    await pool.query('SELECT 1 AS one', []);
    expect(await kept()).toBe(1);
    await pool.query('SELECT 1; SELECT 2', []);
    expect(await kept()).toBe(1);
    await pool.end();
  });
});

describe('a pool of guarded connections', () => {
  it('hears every report of a line that is cut', async () => {
    const pool = new GuardedPool({ connectionString: database.url, max: 1 });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    expect(() => client.emit('error', new Error('cut'))).not.toThrow();
    expect(() => client.emit('error', new Error('cut again'))).not.toThrow();
    client.release(true);
    await pool.end();
  });
});
