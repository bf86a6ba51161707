import { Database } from '../../src/platform/database/database.js';
import { NOTHING, PUBLIC, SYSTEM, type Actor, type Scope } from '../../src/platform/database/scope.js';
import { useApp } from '../support/app.js';
import { variants } from '../support/request-bodies.js';
import { useInside } from './inside.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

const OFFICER: Actor = { kind: 'staff', id: null, name: null, agency: 'disdik', roles: ['officer'] };

beforeAll(async () => {
  await app.fileRequest();
  await app.fileRequest(variants.toDukcapil());
  await app.fileRequest(variants.vague());
});

function seen<T>(scope: Scope, sql: string): Promise<T[]> {
  return inside.get(Database).read(OFFICER, scope, (tx) => tx.query<T>(sql));
}

describe('row-level security alone', () => {
  it('shows an agency its own cases only', async () => {
    const rows = await seen<{ agency_code: string | null }>(
      { kind: 'agency', agency: 'disdik' },
      'SELECT agency_code FROM cases',
    );
    expect(rows).toEqual([{ agency_code: 'disdik' }]);
  });

  it('shows an agency no person at all', async () => {
    const scope: Scope = { kind: 'agency', agency: 'disdik' };
    expect(await seen(scope, 'SELECT id FROM requesters')).toEqual([]);
    expect(await seen(scope, 'SELECT r.id FROM requesters r JOIN cases c ON c.requester_id = r.id')).toEqual(
      [],
    );
  });

  it('shows a requester his own case and person', async () => {
    const [own] = await app.sql<{ id: string; requester_id: string }>(
      'SELECT id, requester_id FROM cases LIMIT 1',
    );
    const scope: Scope = { kind: 'case', caseId: own?.id ?? '' };
    expect(await seen(scope, 'SELECT id FROM cases')).toEqual([{ id: own?.id }]);
    expect(await seen(scope, 'SELECT id FROM requesters')).toEqual([{ id: own?.requester_id }]);
  });

  it('answers a plan with parallel workers as any other', async () => {
    const scopes: readonly Scope[] = [NOTHING, { kind: 'agency', agency: 'disdik' }, { kind: 'all' }];
    const persons = scopes.map((scope) =>
      inside.get(Database).read(OFFICER, scope, async (tx) => {
        await tx.query('SET LOCAL debug_parallel_query = on');
        return (await tx.query('SELECT id FROM requesters')).length;
      }),
    );
    expect(await Promise.all(persons)).toEqual([0, 0, 3]);
  });

  it('shows nothing without a scope', async () => {
    expect(await seen(NOTHING, 'SELECT id FROM cases')).toEqual([]);
    expect(await seen(NOTHING, 'SELECT id FROM requesters')).toEqual([]);
    expect(await app.sqlAsApp('SELECT id FROM cases')).toEqual([]);
    expect(await app.sqlAsApp('SELECT id FROM requesters')).toEqual([]);
  });

  it('is not gone around by the views for reports from outside', async () => {
    await expect(app.sqlAsApp('SELECT case_id FROM tenggat_read.cases')).rejects.toMatchObject({
      code: '42501',
    });
    expect(await app.sqlAsApp('SELECT case_id FROM case_measures')).toEqual([]);
  });

  it('lets an agency change no foreign case', async () => {
    const changed = await inside
      .get(Database)
      .transaction(OFFICER, { kind: 'agency', agency: 'disdik' }, (tx) =>
        tx.execute(`UPDATE cases SET question = 'diubah' WHERE agency_code IS DISTINCT FROM 'disdik'`),
      );
    expect(changed).toBe(0);
  });

  it('forgets the scope with the transaction', async () => {
    const database = inside.get(Database);
    await database.read(SYSTEM, { kind: 'all' }, (tx) => tx.query('SELECT 1'));
    const left = await Promise.all(
      Array.from({ length: 12 }, () =>
        database.read(PUBLIC, NOTHING, (tx) => tx.query('SELECT id FROM cases')),
      ),
    );
    expect(left.flat()).toEqual([]);
  });
});

describe('the role of the application', () => {
  it.each([
    ['change the trail', `UPDATE audit SET event = 'x'`],
    ['delete from the trail', 'DELETE FROM audit'],
    ['empty the trail', 'TRUNCATE audit'],
    ['delete a case', 'DELETE FROM cases'],
    ['delete a person', 'DELETE FROM requesters'],
    ['delete a mail', 'DELETE FROM outbox'],
    ['delete a clock', 'DELETE FROM due_rows'],
    ['delete a decision', 'DELETE FROM item_decisions'],
    ['delete an objection', 'DELETE FROM objections'],
    ['change an attempt', `UPDATE mail_attempts SET started_at = now()`],
    ['switch row security off', 'ALTER TABLE cases DISABLE ROW LEVEL SECURITY'],
    ['switch the triggers off', 'SET session_replication_role = replica'],
    ['make a table', 'CREATE TABLE public.mine (id int)'],
    ['become another role', 'ALTER ROLE tenggat_app BYPASSRLS'],
  ])('cannot %s', async (_, statement) => {
    await expect(app.sqlAsApp(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('stands under row security on every table of persons', async () => {
    const rows = await app.sql(
      `SELECT relname FROM pg_class WHERE relname IN ('cases', 'requesters') AND relrowsecurity AND relforcerowsecurity`,
    );
    expect(rows).toHaveLength(2);
  });
});
