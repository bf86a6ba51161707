import { setTimeout as pause } from 'node:timers/promises';
import { TestApp } from '../support/app.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';

const PROMPT_MILLISECONDS = 3_000;
const AHEAD = '2026-12-08T23:59:59.300+09:00';

/**
 * Due rows taken within three seconds, three times in a row: the round of 15 seconds would be that lucky once in forty
 * times, for a busy machine has three tries.
 */
async function isPrompt(app: TestApp): Promise<void> {
  let inARow = 0;
  for (let tries = 3; inARow < 3 && tries > 0;) {
    if (await isTakenAtOnce(app)) {
      inARow += 1;
    } else {
      inARow = 0;
      tries -= 1;
    }
  }
  expect(inARow).toBe(3);
}

async function isTakenAtOnce(app: TestApp): Promise<boolean> {
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
  while (performance.now() < giveUp) {
    await pause(50);
    const [{ outcome } = { outcome: null }] = await app.sql<{ outcome: string | null }>(
      `SELECT outcome FROM due_rows WHERE case_id = $1 AND kind = 'reply'`,
      [id],
    );
    if (outcome === 'taken') return true;
  }
  return false;
}

describe('the queue in PostgreSQL makes due rows prompt', () => {
  const app = new TestApp();
  beforeAll(() => app.start(), 120_000);
  afterAll(() => app.stop());

  it('takes a row within seconds of its due moment', () => isPrompt(app), 180_000);
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

  it('takes a row within seconds of its due moment', () => isPrompt(app), 180_000);

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
