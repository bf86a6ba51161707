import pg from 'pg';
import { BREACHES } from './breaches.js';
import {
  BROKEN_OF_A_CASE,
  BROKEN_OF_THE_REGISTERS,
  NEVER_OF_A_CASE,
  NEVER_OF_THE_REGISTERS,
} from './invariants.js';
import { playHalf, useTable } from './play-games.js';

const table = useTable();

/*
 * Each invariant of the game must be able to fail: for each a breach is planted in the rows of a lawful case, inside a
 * transaction that is rolled back, and it must be the one that is named.
 */
describe('the invariants', () => {
  let db: pg.Client;
  let caseId = '';

  beforeAll(async () => {
    const { app } = table;
    // As the owner, past the guards of the tables: foreign keys and triggers sleep, so that any row can be planted.
    db = new pg.Client({
      connectionString: app.databaseUrl,
      options: '-c tenggat.test_hooks=on -c session_replication_role=replica',
    });
    await db.connect();
    const filed = await app.fileRequest();
    await app.fileRequest();
    caseId = await app.caseId(filed.registerNumber);
    await app.sweep();
  }, 120_000);
  afterAll(() => db.end());

  it('has a breach for every invariant', () => {
    const names = Object.keys({ ...NEVER_OF_A_CASE, ...NEVER_OF_THE_REGISTERS });
    expect(Object.keys(BREACHES).sort()).toEqual([...names].sort());
  });

  it('finds nothing in a lawful case', async () => {
    expect(await broken()).toEqual([]);
  });

  it.each(Object.entries(BREACHES))('names "%s"', async (name, statements) => {
    await db.query('BEGIN');
    try {
      for (const sql of statements) await db.query(sql, sql.includes('$1') ? [caseId] : []);
      expect((await broken()).map((line) => line.split(': ')[0])).toContain(name);
    } finally {
      await db.query('ROLLBACK');
    }
  });

  async function broken(): Promise<readonly string[]> {
    const ofCase = await db.query<{ broken: string }>(BROKEN_OF_A_CASE, [caseId]);
    const ofRegisters = await db.query<{ broken: string }>(BROKEN_OF_THE_REGISTERS);
    return [...ofCase.rows, ...ofRegisters.rows].map((row) => row.broken);
  }
});

playHalf(table, 1);
