import { until } from '../faults/kit/moments.js';
import { useApp } from '../support/app.js';

// No worker beside it. A move of the test clock is no jump, so nothing is held: what is left is what a jump leaves behind.
const app = useApp({ at: '2026-11-24T20:00:00+09:00', role: 'web' });

const filed: string[] = [];

const routed = async (): Promise<number> =>
  (
    await app.sql(
      `SELECT 1 FROM due_rows d JOIN cases c ON c.id = d.case_id
       WHERE d.kind = 'suggest-routing' AND d.done_at IS NOT NULL AND c.register_number = ANY ($1)`,
      [filed],
    )
  ).length;
const receipts = async (): Promise<string[]> =>
  (
    await app.sql<{ state: string }>(
      `SELECT o.state FROM outbox o JOIN cases c ON c.id = o.case_id
       WHERE o.kind LIKE 'registered%' AND c.register_number = ANY ($1)`,
      [filed],
    )
  ).map(({ state }) => state);
const tasks = (): Promise<{ facts: { numbers: string[] } }[]> =>
  app.sql(`SELECT facts FROM tasks WHERE kind = 'dates-ahead'`);

interface Ready {
  readonly checks: Readonly<
    Record<string, { readonly status: string; readonly alarm?: string; readonly figures?: object }>
  >;
}
const checks = async (): Promise<Ready['checks']> =>
  (await app.citizen.get<Ready>('/health/ready')).body.checks;

describe('a clock that was twenty days ahead for a while and is set right', () => {
  beforeAll(async () => {
    await app.fileRequest({ agency: 'disdik' });
    await app.sweep();
    await app.advance('P20D');
    for (let count = 0; count < 3; count += 1)
      filed.push((await app.fileRequest({ agency: null })).registerNumber);
    await app.setClock('2026-11-24T20:05:00+09:00');
  });

  it('is called out as long as a case came in later than now', async () => {
    expect((await checks())['datesAhead']).toMatchObject({
      status: 'warn',
      alarm: 'found',
      figures: { cases: 3 },
    });
    expect((await app.citizen.get('/metrics')).text).toContain('tenggat_dates_ahead_cases 3');
    // Nobody has looked at them, so they are not work of the desk.
    expect((await checks())['routing']?.figures).toMatchObject({ atDesk: 0, unrouted: 3 });
    const admin = await app.signIn('admin');
    await until(async () => (await admin.page('/admin')).text.includes('bertanggal terima sesudah hari ini'));
  });

  it('has the program do at once what was written for at once', async () => {
    expect([await routed(), await receipts()]).toEqual([0, ['waiting', 'waiting', 'waiting']]);
    await app.sweep();
    expect([await routed(), await receipts()]).toEqual([3, ['accepted', 'accepted', 'accepted']]);
  });

  it('has nothing early that has its own moment', async () => {
    const waiting = await app.sql<{ kind: string; at: string }>(
      `SELECT kind, to_char(next_attempt_at AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD HH24:MI') AS at
       FROM outbox WHERE state = 'waiting'`,
    );
    expect(waiting.length).toBeGreaterThan(0);
    expect(new Set(waiting.map(({ at }) => at))).toEqual(new Set(['2026-11-25 07:30']));
  });

  it('leaves the dates to people: one task of the desk, once', async () => {
    expect((await tasks()).map(({ facts }) => [...facts.numbers].sort())).toEqual([[...filed].sort()]);
    const page = await (await app.signIn('desk')).page('/petugas/tugas');
    for (const number of filed) expect(page.text).toContain(number);
    await app.sql(`UPDATE tasks SET done_at = tenggat_now() WHERE kind = 'dates-ahead'`);
    await app.sweep();
    expect(await tasks()).toHaveLength(1);
    await app.advance('P20D');
    expect((await checks())['datesAhead']?.status).toBe('ok');
  });
});
