import { setTimeout as pause } from 'node:timers/promises';
import { TestApp } from '../support/app.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';

const PROMPT_MILLISECONDS = 3_000;
const AHEAD = '2026-12-08T23:59:59.300+09:00';

/**
 * A due row taken within three seconds, three times in a row: the round of 15 seconds would be that lucky once in a
 * hundred runs.
 */
async function isPrompt(app: TestApp): Promise<void> {
  for (let run = 0; run < 3; run += 1) {
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    const id = await app.caseId(filed.registerNumber);
    await app.passTo('2026-12-08T12:00:00+09:00');
    await app.setClock(AHEAD);
    const [row] = await app.sql<{ wait: number }>(
      `SELECT extract(epoch FROM due_at - $2::timestamptz)::float8 * 1000 AS wait FROM due_rows WHERE case_id = $1 AND kind = 'reply'`,
      [id, AHEAD],
    );
    const giveUp = performance.now() + (row?.wait ?? 0) + PROMPT_MILLISECONDS;
    let outcome: string | null = null;
    while (outcome === null && performance.now() < giveUp) {
      await pause(50);
      const rows = await app.sql<{ outcome: string | null }>(
        `SELECT outcome FROM due_rows WHERE case_id = $1 AND kind = 'reply'`,
        [id],
      );
      outcome = rows[0]?.outcome ?? null;
    }
    expect(outcome).toBe('taken');
  }
}

describe('the queue in PostgreSQL makes due rows prompt', () => {
  const app = new TestApp();
  beforeAll(() => app.start(), 120_000);
  afterAll(() => app.stop());

  it('takes a row within seconds of its due moment', () => isPrompt(app), 60_000);
});

describeWithRedis('the queue in Redis makes due rows prompt', () => {
  let redis: TestRedis;
  let app: TestApp;
  beforeAll(async () => {
    redis = await startRedis();
    app = new TestApp({ env: { REDIS_URL: redis.url } });
    await app.start();
  }, 120_000);
  // The last spec has ended Redis; the program must end without it.
  afterAll(() => app.stop(), 120_000);

  it('takes a row within seconds of its due moment', () => isPrompt(app), 60_000);

  it('files and takes due rows with Redis gone', async () => {
    await redis.stop();
    await app.setClock('2026-11-24T10:00:00+09:00');
    const filed = await app.fileRequest({ agency: 'disdik' });
    await app.passTo('2026-12-09T00:00:05+09:00');
    const rows = await app.sql<{ outcome: string }>(
      `SELECT outcome FROM due_rows WHERE case_id = $1 AND kind = 'reply'`,
      [await app.caseId(filed.registerNumber)],
    );
    expect(rows[0]?.outcome).toBe('taken');
  }, 120_000);
});
