import { GuardedPool } from '../../src/platform/database/guarded-pool.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase({ empty: true });

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
