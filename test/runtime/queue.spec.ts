import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { loadConfig, settle, type Config } from '../../src/platform/config/config.js';
import { freePort } from '../../src/platform/embedded/free-port.js';
import { migrateQueue, openProducer } from '../../src/platform/queue/queue-backend.js';
import { WakeQueue } from '../../src/platform/queue/wake-queue.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { describeWithRedis } from '../support/redis.js';

const HOUR = 3_600_000;

let database: TestDatabase;
const queues: WakeQueue[] = [];

beforeAll(async () => {
  database = await freshDatabase({ empty: true });
  await database.sql(
    `DO $$ BEGIN CREATE ROLE tenggat_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
  );
  await Promise.all([migrateQueue(database.url), migrateQueue(database.url), migrateQueue(database.url)]);
});

afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.onApplicationShutdown()));
});

afterAll(async () => {
  await database.drop();
});

function open(config: Config): WakeQueue {
  const queue = new WakeQueue(config);
  queues.push(queue);
  return queue;
}

/** Arms a row. A busy store may answer later than a caller waits: then once more, as the hourly pass would. */
async function mustArm(queue: WakeQueue, ...row: Parameters<WakeQueue['arm']>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) if (await queue.arm(...row)) return;
  throw new Error(`${row[0]} was never armed`);
}

/** Wakes until the worker has run so often: a wake that a busy store took too late is lost, as is lawful. */
async function wakeUntil(worker: ReturnType<typeof listen>, count: number, wake: () => void): Promise<void> {
  const again = setInterval(wake, 2_000);
  wake();
  await worker.runs(count).finally(() => {
    clearInterval(again);
  });
}

/** A worker that notes each run; `runs(n)` settles once there were n. */
function listen(
  queue: WakeQueue,
  kind: 'sweep' | 'mail' = 'sweep',
): { times: number[]; runs(count: number): Promise<void> } {
  const times: number[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  queue.onWake(kind, async () => {
    times.push(performance.now());
    for (const waiter of waiting) if (times.length >= waiter.count) waiter.done();
    return Promise.resolve();
  });
  return {
    times,
    runs: (count) => new Promise((done) => (times.length >= count ? done() : waiting.push({ count, done }))),
  };
}

function behavesOn(name: string, config: () => Config): void {
  describe(`the queue on ${name}`, () => {
    it('wakes a worker of another process', async () => {
      const worker = listen(open(config()), 'mail');
      const web = open(config());
      await wakeUntil(worker, 1, () => {
        web.wake('mail');
      });
    });

    it('fires a due row when it falls due', async () => {
      const worker = listen(open(config()));
      const now = new Date();
      const from = performance.now();
      const due = new Date(now.getTime() + 300);
      await mustArm(open(config()), 'c1:T4:overdue', due, { dueRowId: '1' }, now);
      await worker.runs(1);
      expect(performance.now() - from).toBeGreaterThan(290);
    });

    it('counts the delay by the moved clock', async () => {
      const worker = listen(open(config()));
      const tenDaysOn = new Date(Date.now() + 240 * HOUR);
      const due = new Date(tenDaysOn.getTime() - 5);
      await mustArm(open(config()), 'c2:T4:overdue', due, { dueRowId: '2' }, tenDaysOn);
      await worker.runs(1);
    });

    it('arms the same row once and a moved one again', async () => {
      const queue = open(config());
      const now = new Date();
      const soon = new Date(now.getTime() + 300);
      for (let pass = 0; pass < 5; pass += 1)
        await mustArm(queue, 'c3:T5:overdue', soon, { dueRowId: '3' }, now);
      const later = new Date(soon.getTime() + 500);
      await mustArm(queue, 'c3:T5:overdue', later, { dueRowId: '3' }, now);
      const worker = listen(open(config()));
      await worker.runs(2);
      expect(worker.times).toHaveLength(2);
    });

    it('leaves rows over a day ahead to the hourly pass', async () => {
      const now = new Date();
      const far = new Date(now.getTime() + 25 * HOUR);
      expect(await open(config()).arm('c4:T4:overdue', far, { dueRowId: '4' }, now)).toBe(false);
    });

    it('understands what older programs left in it, and lets what it does not know pass', async () => {
      const place = config();
      const left = openProducer(place, () => undefined);
      // As the first release armed a row and woke a worker; and a kind that no program has.
      for (const [kind, data] of [
        ['sweep', { dueRowId: '7' }],
        ['mail', {}],
        ['gone', { anything: 1 }],
      ] as const)
        await left.it.add(kind, data, { jobId: `old-${kind}` });
      const queue = open(place);
      const [sweeps, mails] = [listen(queue), listen(queue, 'mail')];
      await Promise.all([sweeps.runs(1), mails.runs(1)]);
      while ((await left.it.getJob('old-gone'))?.finishedOn === undefined) await left.it.getJobCounts();
      expect(await left.it.getFailedCount()).toBe(0);
      await left.close();
    });

    it('refuses a second handler of one kind', () => {
      const queue = open(config());
      queue.onWake('mail', () => Promise.resolve());
      expect(() => queue.onWake('mail', () => Promise.resolve())).toThrow('two handlers');
    });
  });
}

behavesOn('PostgreSQL', () => settle(loadConfig({}), { databaseUrl: database.url }));

describe('the queue without its store', () => {
  it.each(['redis', 'postgres'])('answers within half a second without %s', async (store) => {
    const port = await freePort(null);
    const config =
      store === 'redis'
        ? settle(loadConfig({ REDIS_URL: `redis://127.0.0.1:${port}` }), { databaseUrl: database.url })
        : settle(loadConfig({}), { databaseUrl: `postgres://x:y@127.0.0.1:${port}/z` });
    const now = new Date();
    const waits: number[] = [];
    // The quickest of three callers: a busy machine adds to each, a caller that is kept is kept three times.
    for (let caller = 0; caller < 3; caller += 1) {
      const queue = open(config);
      const from = performance.now();
      expect(await queue.arm('c5:T4:overdue', now, { dueRowId: '5' }, now)).toBe(false);
      waits.push(performance.now() - from);
      queue.wake('sweep');
    }
    expect(Math.min(...waits)).toBeLessThan(500);
  });

  it('still wakes the worker of its own process', async () => {
    const port = await freePort(null);
    const config = settle(loadConfig({ REDIS_URL: `redis://127.0.0.1:${port}` }), {
      databaseUrl: database.url,
    });
    const queue = open(config);
    const worker = listen(queue);
    queue.wake('sweep');
    await worker.runs(1);
  });
});

describeWithRedis('with Redis', () => {
  let folder: string;
  let port: number;
  let server: ChildProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenggat-redis-'));
    port = await freePort(null);
    await start();
  });

  afterAll(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });

  const config = (): Config =>
    settle(loadConfig({ REDIS_URL: `redis://127.0.0.1:${port}` }), { databaseUrl: database.url });

  async function start(): Promise<void> {
    server = spawn('redis-server', [
      '--port',
      String(port),
      '--dir',
      folder,
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
    ]);
    const probe = new Redis(port, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    probe.on('error', () => undefined);
    await probe.ping();
    probe.disconnect();
  }

  async function stop(): Promise<void> {
    const ended = once(server, 'exit');
    if (server.exitCode === null && server.signalCode === null && server.kill('SIGKILL')) await ended;
  }

  behavesOn('Redis', config);

  it('takes new work after everything in Redis was lost', async () => {
    const worker = listen(open(config()));
    const web = open(config());
    const wake = (): void => {
      web.wake('sweep');
    };
    await wakeUntil(worker, 1, wake);
    const probe = new Redis(port);
    await probe.flushall();
    probe.disconnect();
    await wakeUntil(worker, worker.times.length + 1, wake);
  });

  it('takes new work after Redis was killed and came back', async () => {
    const worker = listen(open(config()));
    const web = open(config());
    await wakeUntil(worker, 1, () => {
      web.wake('sweep');
    });
    const before = worker.times.length;
    await stop();
    const now = new Date();
    expect(await web.arm('c6:T4:overdue', now, { dueRowId: '6' }, now)).toBe(false);
    await start();
    let armed = false;
    for (let attempt = 0; attempt < 50 && !armed; attempt += 1) {
      armed = await web.arm(`c6:T4:${attempt}`, now, { dueRowId: '6' }, now);
    }
    await worker.runs(before + 1);
  });
});
