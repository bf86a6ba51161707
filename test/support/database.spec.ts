import { freshDatabase, useDatabase } from './database.js';

const database = useDatabase({ empty: true });

describe('test database', () => {
  it('is a real PostgreSQL that answers', async () => {
    const [row] = await database.sql<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    expect(row?.version).toBeGreaterThanOrEqual(150_000);
  });

  it('is apart from the database of another file', async () => {
    const other = await freshDatabase();
    try {
      await database.sql('CREATE TABLE only_here (id int)');
      const found = await other.sql(`SELECT to_regclass('only_here') AS found`);
      expect(found).toEqual([{ found: null }]);
    } finally {
      await other.drop();
    }
  });
});
