import pg from 'pg';
import { until } from '../faults/kit/moments.js';
import { useApp } from '../support/app.js';
import { startProgram } from '../support/program.js';

// No worker runs beside it: what falls due stays, until the spec says otherwise.
const app = useApp({ at: '2026-11-24T10:00:00+09:00', role: 'web' });

interface Ready {
  readonly status: string;
  readonly checks: Readonly<
    Record<
      string,
      { readonly status: string; readonly alarm?: string; readonly figures?: Record<string, number> }
    >
  >;
}

const ready = async (): Promise<Ready> => (await app.citizen.get<Ready>('/health/ready')).body;

/** Nobody can read or write this table until the answer is called. */
async function holdTable(name: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
}

async function metric(name: string): Promise<number | undefined> {
  const { text } = await app.citizen.get('/metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ')[1]);
}

const bannerOf = async (who: 'desk' | 'officer' | 'supervisor' | 'admin', path: string): Promise<string> => {
  const page = await (await app.signIn(who)).page(path);
  expect(page.status).toBe(200);
  return /<aside class="alarms"[\s\S]*?<\/aside>/u.exec(page.text)?.[0] ?? '';
};

describe('a process without worker', () => {
  it('lives, can be given work, and says what it looked at', async () => {
    expect(await app.citizen.get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const { status, checks } = await ready();
    expect(status).toBe('warn');
    expect(Object.keys(checks)).toEqual(
      expect.arrayContaining([
        'calendar',
        'clock',
        'database',
        'deadlines',
        'disk',
        'mail',
        'rounds',
        'routing',
      ]),
    );
    expect(checks.clock).toMatchObject({
      status: 'ok',
      figures: { skewSeconds: expect.any(Number) },
    });
    expect(checks.disk?.figures?.filesPercent).toEqual(expect.any(Number));
    expect(checks.calendar?.figures?.horizonDays).toBeGreaterThan(30);
    expect(checks.rounds).toMatchObject({ status: 'warn', alarm: 'silent' });
  });

  it('sees what is stuck in the tables themselves: clocks, mail, routing', async () => {
    await app.fileRequest({ agency: null });
    const { checks: fresh } = await ready();
    expect([fresh.deadlines?.alarm, fresh.mail?.alarm, fresh.routing?.alarm]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await app.advance('PT90S');
    const { checks } = await ready();
    expect(checks).toMatchObject({
      deadlines: { status: 'warn', alarm: 'late' },
      mail: { status: 'warn', alarm: 'stuck', figures: { waiting: 1 } },
      routing: { status: 'warn', alarm: 'late', figures: { unrouted: 1 } },
    });
    for (const figure of [
      'tenggat_deadlines_oldest_due_seconds',
      'tenggat_mail_oldest_unsent_seconds',
      'tenggat_routing_oldest_unrouted_seconds',
    ])
      expect(await metric(figure)).toBeGreaterThanOrEqual(90);
    expect(await metric('tenggat_deadlines_state')).toBe(1);
  });

  it('tells supervisor and admin above every page, and nobody else', async () => {
    await until(async () => (await bannerOf('admin', '/admin')).includes('surat tertahan'));
    for (const [who, path] of [
      ['supervisor', '/pengawas/kasus'],
      ['admin', '/admin/pengguna'],
    ] as const) {
      const banner = await bannerOf(who, path);
      expect(banner).toContain('Periksa apakah pekerja (worker) berjalan');
      expect(banner).toContain('surat tertahan');
    }
    expect(await bannerOf('desk', '/petugas')).toBe('');
    expect(await bannerOf('officer', '/petugas')).toBe('');
  });

  it('tells the log, once for each', () => {
    const said = app.log.filter((line) => line.includes('"from":"watch"'));
    for (const words of [
      'deadlines: due rows are late',
      'mail: mail is stuck',
      'rounds: no worker has swept',
    ])
      expect(said.filter((line) => line.includes(words))).toHaveLength(1);
  });

  it('is well again once the work is done', async () => {
    await app.sweep();
    const { checks } = await ready();
    expect([checks.deadlines?.status, checks.mail?.status, checks.routing?.status]).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
    await until(async () => !(await bannerOf('supervisor', '/pengawas')).includes('tertahan'));
  });

  it('can be given work while every connection of its pool is at work', async () => {
    const filed = await app.fileRequest();
    const release = await holdTable('cases');
    const waiting = Array.from({ length: 12 }, () => app.track(filed).catch(() => null));
    await until(async () => {
      const [row] = await app.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return (row?.n ?? 0) >= 8;
    });
    expect((await ready()).checks.database).toEqual({ status: 'ok' });
    await release();
    await Promise.all(waiting);
    await app.sweep();
  });

  it('sees a row that fails and is tried again', async () => {
    await app.sql(`INSERT INTO due_rows (kind, stage, due_at, attempts, retry_at, last_error)
      VALUES ('next-decree-check', 'planted', tenggat_now() - interval '1 second', 3, tenggat_now() + interval '9 minutes', 'x')`);
    expect((await ready()).checks.deadlines).toMatchObject({ alarm: 'failing', figures: { failing: 1 } });
    // It is tried again within ten minutes, however far the clock was set back.
    await app.sql(
      `UPDATE due_rows SET retry_at = tenggat_now() + interval '9 hours' WHERE stage = 'planted'`,
    );
    await app.sweep();
    const [row] = await app.sql(
      `DELETE FROM due_rows WHERE stage = 'planted' RETURNING done_at IS NOT NULL AS done`,
    );
    expect(row).toEqual({ done: true });
  });

  it('sees that mail is held back, and that the system was restored', async () => {
    await app.sql(`INSERT INTO settings VALUES ('sending', '"paused"', now(), 'spec')`);
    expect((await ready()).checks.mail).toMatchObject({
      status: 'warn',
      alarm: 'paused',
      figures: { sending: 0 },
    });
    await app.sql(
      `INSERT INTO settings VALUES ('restored', '{"takenAt": "2026-11-20T00:00:00Z"}', now(), 'spec')`,
    );
    await until(async () => (await bannerOf('admin', '/admin')).includes('dipulihkan dari cadangan'));
    await app.sql(`DELETE FROM settings WHERE key IN ('sending', 'restored')`);
  });

  it('sees a worker come, and miss its rounds', async () => {
    const worker = await startProgram({ env: app.settings() });
    const seen = async (): Promise<Ready['checks'][string]> =>
      (await ready()).checks.rounds ?? { status: 'none' };
    const until = performance.now() + 60_000;
    while ((await seen()).status !== 'ok' && performance.now() < until);
    expect(await seen()).toMatchObject({ status: 'ok', figures: { workers: 1, workerSkewSeconds: 0 } });
    worker.kill('SIGKILL');
    await worker.ended;
    // Long ago; or, the clock was set back since, in a time to come.
    for (const moved of ['-61 seconds', '9 hours']) {
      await app.sql(
        `UPDATE worker_rounds SET swept_at = clock_timestamp() + $1::interval, seen_at = clock_timestamp() + $1::interval`,
        [moved],
      );
      expect(await seen()).toMatchObject({ status: 'warn', alarm: 'silent', figures: { workers: 0 } });
    }
  });
});

describe('what the process sees by itself', () => {
  it('is not hastened by whoever asks', async () => {
    // What an earlier spec held back must be over first.
    await until(async () => !(await bannerOf('admin', '/admin/pengguna')).includes('ditahan'));
    await app.sql(`INSERT INTO settings VALUES ('sending', '"paused"', now(), 'spec')`);
    const since = performance.now();
    await until(async () => {
      expect((await ready()).checks.mail?.alarm).toBe('paused');
      return (await bannerOf('admin', '/admin/pengguna')).includes('ditahan');
    });
    // Two looks of its own, fifteen seconds apart; a busy machine only makes it later.
    expect(performance.now() - since).toBeGreaterThan(14_000);
    await app.sql(`DELETE FROM settings WHERE key = 'sending'`);
  });

  it('is also that a check gives no answer, until it does', async () => {
    const release = await holdTable('mail_attempts');
    const words = 'pemeriksaan keadaan program tidak menjawab';
    await until(async () => (await bannerOf('admin', '/admin/pengguna')).includes(`1 ${words}`), 120);
    expect((await ready()).checks.mail).toMatchObject({ status: 'warn', alarm: 'unanswered' });
    await release();
    await until(async () => !(await bannerOf('admin', '/admin/pengguna')).includes(words), 120);
  });

  it('is also that the clock of a worker is wrong', async () => {
    const mark = (skew: number): Promise<unknown> =>
      app.sql(
        `INSERT INTO worker_rounds VALUES ('planted', clock_timestamp(), $1, clock_timestamp())
        ON CONFLICT (worker) DO UPDATE SET seen_at = clock_timestamp(), skew_milliseconds = excluded.skew_milliseconds`,
        [skew],
      );
    await mark(-7_200_000);
    expect((await ready()).checks).toMatchObject({
      workerClock: { status: 'warn', alarm: 'wrong', figures: { skewSeconds: 7_200 } },
    });
    await until(async () => (await bannerOf('admin', '/admin/pengguna')).includes('Jam server pekerja'));
    await mark(900);
    expect((await ready()).checks.workerClock?.status).toBe('ok');
    await app.sql(`DELETE FROM worker_rounds WHERE worker = 'planted'`);
  });
});

describe('a worker that runs', () => {
  it('is not called away while its round hangs', async () => {
    await app.sql('DELETE FROM worker_rounds');
    const worker = await startProgram({ env: app.settings() });
    await until(async () => (await ready()).checks.rounds?.status === 'ok');
    // As if it had not come to the end of a round since.
    await app.sql(`UPDATE worker_rounds SET swept_at = clock_timestamp() - interval '2 minutes'`);
    expect((await ready()).checks.rounds).toMatchObject({
      status: 'warn',
      alarm: 'hanging',
      figures: { workers: 0, workersSeen: 1, lastSweepSeconds: expect.any(Number) },
    });
    // It tells that it lives whatever its round does.
    const release = await holdTable('due_rows');
    await app.sql(`UPDATE worker_rounds SET seen_at = clock_timestamp() - interval '2 minutes'`);
    await until(async () => (await ready()).checks.rounds?.figures?.workersSeen === 1);
    await release();
    worker.kill('SIGKILL');
    await worker.ended;
    // Its last words may still be on their way through the server; and it may have swept once the table was free.
    await until(async () => {
      await app.sql(
        `UPDATE worker_rounds SET seen_at = long_ago, swept_at = long_ago
         FROM (SELECT clock_timestamp() - interval '61 seconds' AS long_ago) t`,
      );
      return (await ready()).checks.rounds?.figures?.workersSeen === 0;
    });
    expect((await ready()).checks.rounds).toMatchObject({ alarm: 'silent', figures: { workersSeen: 0 } });
  });
});

describe('the metrics', () => {
  const get = (headers: Record<string, string>) => app.citizen.get('/metrics', { headers });

  it('are for callers on this machine alone', async () => {
    expect((await get({})).status).toBe(200);
    expect((await get({ 'x-forwarded-for': '10.0.0.9' })).status).toBe(404);
  });

  it('are for whoever has the token where there is one', async () => {
    await app.restart({ METRICS_TOKEN: 'a-token-of-this-spec' });
    expect((await get({})).status).toBe(404);
    expect((await get({ authorization: 'Bearer a-token-of-that-spec' })).status).toBe(404);
    const given = await get({ authorization: 'Bearer a-token-of-this-spec' });
    expect(given.status).toBe(200);
    expect(given.text).toContain('# TYPE tenggat_rounds_state gauge');
  });
});
