import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { claimNext, LEASE_SECONDS, renewLeases } from '../../src/office/notifications/sender-rows.js';
import { MailHealth } from '../../src/office/notifications/mail-health.js';
import { switchSending } from '../../src/office/notifications/sending-switch.js';
import { HealthRegistry } from '../../src/platform/health/health-registry.js';
import { OutboxWorld } from './outbox-world.js';
import { MisbehavingServer, type Step } from '../support/smtp-servers.js';

const world = new OutboxWorld();
let server: MisbehavingServer;

beforeAll(() => world.start(), 120_000);
afterAll(() => world.stop());
beforeEach(async () => {
  await world.empty();
  server = new MisbehavingServer();
  await server.start();
});
afterEach(() => server.stop());

const enqueue = (...keys: string[]): Promise<void> =>
  world.work((tx) =>
    world.outbox.enqueueAll(
      tx,
      keys.map((key) => world.message(key)),
    ),
  );
const keysOf = (count: number): string[] =>
  Array.from({ length: count }, (_none, index) => `k${String(index)}`);
const openTasks = (): Promise<readonly { kind: string; facts: Readonly<Record<string, unknown>> }[]> =>
  world.work((tx) => world.tasks.listOpen(tx, { role: 'desk', agency: null }));

describe('sender', () => {
  it('sends what is due, keeps the reply as proof and forgets the body', async () => {
    await enqueue('k1');
    expect(await world.sender(server.url).drain()).toBe(1);
    expect(server.taken.map((mail) => mail.to)).toEqual(['warga@contoh.test']);
    const row = await world.row('k1');
    expect(row).toMatchObject({ state: 'accepted', sealed: null, attempts: 1, ambiguous: false });
    expect(row.accepted_at).not.toBeNull();
    const [attempt] = await world.attempts('k1');
    expect(attempt?.reply).toContain('250 2.0.0 queued');
    expect(attempt).toMatchObject({
      outcome: 'accepted',
    });
    expect((await simpleParser(server.taken[0]?.raw ?? '')).messageId).toBe(row.message_id);
    expect(await world.sender(server.url).drain()).toBe(0);
  });

  it('sends once when several drains race', async () => {
    const keys = keysOf(40);
    await enqueue(...keys);
    const worked = await Promise.all([1, 2, 3].map(() => world.sender(server.url).drain()));
    expect(worked.reduce((sum, count) => sum + count, 0)).toBe(40);
    const ids = await Promise.all(server.taken.map(async ({ raw }) => (await simpleParser(raw)).messageId));
    expect(new Set(ids).size).toBe(40);
    expect(ids).toHaveLength(40);
    expect(await world.sql(`SELECT 1 FROM mail_attempts`)).toHaveLength(40);
  });

  it('tries again after growing pauses, by the moved clock', async () => {
    server.behave = () => 'temporary-data';
    await enqueue('k1');
    const sender = world.sender(server.url);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(await sender.drain()).toBe(1);
      expect(await sender.drain()).toBe(0);
      pauses.push(Math.round((await world.row('k1')).wait / 60));
      await world.advance(`${String(pauses.at(-1))} minutes 1 second`);
    }
    expect(pauses).toEqual([1, 2, 5, 10, 20, 30, 30]);
    server.behave = () => 'accept';
    await sender.drain();
    expect((await world.row('k1')).state).toBe('accepted');
    expect((await world.attempts('k1')).map((attempt) => attempt.outcome)).toEqual([
      ...Array<string>(7).fill('temporary'),
      'accepted',
    ]);
    expect(server.taken).toHaveLength(1);
  });

  it('makes a task and a mail to the desk of a refusal for good', async () => {
    server.behave = (to) => (to === 'warga@contoh.test' ? 'refuse-recipient' : 'accept');
    await enqueue('k1');
    await world.sender(server.url).drain();
    const row = await world.row('k1');
    expect(row.state).toBe('refused');
    expect(row.server_reply).toContain('550 5.1.1');
    expect(row.server_reply).not.toContain('warga');
    expect((await openTasks()).map((task) => [task.kind, task.facts['mail']])).toEqual([
      ['mail-refused', 'message'],
    ]);
    const told = await simpleParser(
      server.taken.find((mail) => mail.to === world.city.desk.email)?.raw ?? '',
    );
    expect(told.subject).toBe('PPID Kota Ambon: email gagal');
    expect(told.text).toContain('"Pesan baru"');
    expect(told.text).not.toContain('warga@');
  });

  it('does not write about a failed mail to a desk that refuses mails', async () => {
    server.behave = () => 'refuse-data';
    await enqueue('k1');
    await world.sender(server.url).drain();
    const kinds = await world.sql<{ kind: string; state: string }>(
      'SELECT kind, state FROM outbox ORDER BY id',
    );
    expect(kinds).toEqual([
      { kind: 'message', state: 'refused' },
      { kind: 'mail-failed', state: 'refused' },
    ]);
    expect((await openTasks()).map((task) => task.kind)).toEqual(['mail-refused', 'mail-refused']);
  });

  it.each<[string, Partial<Record<Step, string>>]>([
    ['greeting', { GREETING: '554 5.7.1 blocked' }],
    ['EHLO', { EHLO: '550 not you' }],
    ['STARTTLS', { STARTTLS: '554 no TLS today' }],
    ['sign-in', { AUTH: '535 5.7.8 wrong password' }],
    ['MAIL FROM', { MAIL: '550 5.7.1 sender unknown' }],
    ['MAIL FROM with a sign-in demand', { MAIL: '530 5.7.0 sign in first' }],
    ['RCPT TO with a sign-in demand', { RCPT: '530 5.7.0 sign in first' }],
    ['the final dot with an encryption demand', { DOT: '538 encrypt first' }],
    ['MAIL FROM with an unreadable code', { MAIL: '999 what' }],
  ])('keeps trying a server that refuses us at %s', async (step, replies) => {
    server.replies = replies;
    await enqueue('k1');
    const signIn = step === 'sign-in' ? '//uji:salah@' : '//';
    const sender = world.sender(server.url.replace('//', signIn));
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await world.advance('61 minutes');
      await sender.drain();
    }
    expect(await world.row('k1')).toMatchObject({ state: 'waiting', attempts: 3, ambiguous: false });
    expect((await openTasks()).map((task) => task.kind)).toEqual([]);
    expect(await health.check()).toMatchObject({ status: 'warn', note: 'mail server away' });
    server.replies = {};
    await world.advance('61 minutes');
    await world.sender(server.url).drain();
    expect(await world.row('k1')).toMatchObject({ state: 'accepted' });
  });

  it('stops asking a server that refuses us after a few mails', async () => {
    server.replies = { MAIL: '550 5.7.1 sender unknown' };
    await enqueue(...keysOf(30));
    expect(await world.sender(server.url).drain()).toBeLessThan(12);
    expect(await world.sql(`SELECT 1 FROM outbox WHERE state <> 'waiting' OR ambiguous`)).toEqual([]);
  });

  it.each<[string, Partial<Record<Step, string>>, object]>([
    ['at RCPT TO', { RCPT: '999 what' }, { state: 'waiting', ambiguous: false }],
    ['at DATA', { DATA: '554 no' }, { state: 'waiting', ambiguous: false }],
    ['after the final dot', { DOT: '999 what' }, { state: 'waiting', ambiguous: true }],
    ['beyond 599', { DOT: '600 what' }, { state: 'waiting', ambiguous: true }],
    ['refused after the dot', { DOT: '554 5.7.1 no' }, { state: 'refused', ambiguous: false }],
    ['refused at RCPT TO', { RCPT: '550 5.1.1 no' }, { state: 'refused', ambiguous: false }],
  ])('reads an odd answer with care: %s', async (_name, replies, expected) => {
    server.replies = replies;
    await enqueue('k1');
    await world.sender(server.url).drain();
    expect(await world.row('k1')).toMatchObject(expected);
  });

  it('flags a lost reply as ambiguous and repeats the same bytes', async () => {
    server.behave = () => 'drop-after-dot';
    await enqueue('k1');
    const sender = world.sender(server.url);
    await sender.drain();
    expect(await world.row('k1')).toMatchObject({ state: 'waiting', ambiguous: true });
    expect((await world.attempts('k1')).map((attempt) => attempt.outcome)).toEqual(['ambiguous']);
    server.behave = () => 'accept';
    await world.advance('2 minutes');
    await sender.drain();
    expect(await world.row('k1')).toMatchObject({ state: 'accepted', ambiguous: true });
    expect(server.taken).toHaveLength(2);
    expect(server.taken[1]?.raw).toBe(server.taken[0]?.raw);
  });

  it('takes over from a dead worker and counts its attempt as lost', async () => {
    await enqueue('k1');
    await world.sql(
      `UPDATE outbox SET fence = 1, attempts = 1, leased_until = clock_timestamp() - interval '1 second'`,
    );
    await world.sql(
      `INSERT INTO mail_attempts (outbox_id, fence, started_at) SELECT id, 1, clock_timestamp() FROM outbox`,
    );
    await world.sender(server.url).drain();
    expect(await world.row('k1')).toMatchObject({ state: 'accepted', fence: 2, ambiguous: true });
    expect((await world.attempts('k1')).map((attempt) => attempt.outcome)).toEqual(['lost', 'accepted']);
  });

  it('waits one lease for a dead worker, however far the clock was set back', async () => {
    await enqueue('k1');
    await world.sql(
      `UPDATE outbox SET fence = 1, attempts = 1, leased_until = clock_timestamp() + interval '9 hours'`,
    );
    await world.sql(
      `INSERT INTO mail_attempts (outbox_id, fence, started_at) SELECT id, 1, clock_timestamp() FROM outbox`,
    );
    await world.advance('2 minutes');
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    expect(await health.check()).toMatchObject({ alarm: 'stuck' });
    // Its sender may live, and renews its lease: nothing is taken from it at once.
    expect(await world.sender(server.url).drain()).toBe(0);
    const [row] = await world.sql<{ seconds: number }>(
      `SELECT extract(epoch FROM leased_until - clock_timestamp())::float AS seconds FROM outbox`,
    );
    expect(row?.seconds).toBeGreaterThan(LEASE_SECONDS - 20);
    expect(row?.seconds).toBeLessThanOrEqual(LEASE_SECONDS);
    await world.sql(`UPDATE outbox SET leased_until = leased_until - interval '60 seconds'`);
    expect(await world.sender(server.url).drain()).toBe(1);
    expect((await world.attempts('k1')).map((attempt) => attempt.outcome)).toEqual(['lost', 'accepted']);
  });

  it('tries again within half an hour, however far the clock was set back', async () => {
    await enqueue('tried', 'later');
    await world.sql(`UPDATE outbox SET next_attempt_at = tenggat_now() + interval '9 hours'`);
    await world.sql(`UPDATE outbox SET attempts = 1, leased_until = NULL WHERE effect_key = 'tried'`);
    expect(await world.sender(server.url).drain()).toBe(0);
    await world.advance('30 minutes 1 second');
    // What leaves at an hour that was chosen for it leaves then.
    expect(await world.sender(server.url).drain()).toBe(1);
    expect((await world.row('tried')).state).toBe('accepted');
    expect((await world.row('later')).state).toBe('waiting');
  });

  it('leaves a mail that another worker holds alone', async () => {
    await enqueue('k1');
    await world.sql(`UPDATE outbox SET fence = 1, leased_until = clock_timestamp() + interval '5 seconds'`);
    await world.advance('3 days');
    expect(await world.sender(server.url).drain()).toBe(0);
  });

  it('lets a worker that froze and woke change nothing', async () => {
    server.behave = () => 'slow';
    server.slowMilliseconds = 2_000;
    await enqueue('k1');
    const held = new Promise<void>((resolve) => (server.onHeld = resolve));
    const frozen = world.sender(server.url).drain();
    await held;
    server.behave = () => 'temporary-data';
    await world.sql(`UPDATE outbox SET leased_until = clock_timestamp() - interval '1 second'`);
    // Whoever comes next takes over: this sender, or a lane of the other that was late.
    await world.sender(server.url).drain();
    while ((await world.attempts('k1'))[1]?.outcome == null) await sleep(20);
    const before = [
      await world.sql(`SELECT to_jsonb(o) - 'sealed' AS row FROM outbox o`),
      await world.attempts('k1'),
    ];
    await frozen;
    expect([
      await world.sql(`SELECT to_jsonb(o) - 'sealed' AS row FROM outbox o`),
      await world.attempts('k1'),
    ]).toEqual(before);
    expect(await world.row('k1')).toMatchObject({ state: 'waiting', fence: 2, ambiguous: true });
    expect((await world.attempts('k1')).map((attempt) => attempt.outcome)).toEqual(['lost', 'temporary']);
  });

  it('waits for a server that is away and stops asking after a few mails', async () => {
    await enqueue(...keysOf(30));
    const url = server.url;
    const { port } = server;
    await server.stop();
    const sender = world.sender(url);
    const worked = await sender.drain();
    expect(worked).toBeGreaterThanOrEqual(3);
    expect(worked).toBeLessThan(12);
    server = new MisbehavingServer();
    await server.start(port);
    await world.advance('31 minutes');
    expect(await sender.drain()).toBe(30);
    expect(server.taken).toHaveLength(30);
    expect(await world.sql(`SELECT 1 FROM outbox WHERE state <> 'accepted' OR ambiguous`)).toEqual([]);
  });

  it('drops reminders past their end and sends legal notices however late', async () => {
    await world.work(async (tx) => {
      const soon = new Date((await tx.now()).getTime() + 60_000);
      await world.outbox.enqueueAll(tx, [
        world.message('reminder', { notAfter: soon }),
        world.overdue('legal', { notAfter: soon }),
      ]);
    });
    await world.advance('10 days');
    expect(await world.sender(server.url).drain()).toBe(2);
    expect(await world.row('reminder')).toMatchObject({ state: 'superseded', sealed: null, attempts: 0 });
    expect((await world.row('legal')).state).toBe('accepted');
    expect(server.taken).toHaveLength(1);
  });

  it('obeys the switch in the database before the environment', async () => {
    await enqueue('k1');
    expect(await world.sender(server.url, 'paused').drain()).toBe(0);
    const flip = (to: 'on' | 'paused'): Promise<void> => world.work((tx) => switchSending(tx, to, 'uji'));
    await flip('paused');
    expect(await world.sender(server.url).drain()).toBe(0);
    await flip('on');
    expect(await world.sender(server.url, 'paused').drain()).toBe(1);
  });

  it('waits for the mails that another drain of this process holds', async () => {
    server.behave = () => 'slow';
    await enqueue('k1');
    const sender = world.sender(server.url);
    const held = new Promise<void>((resolve) => (server.onHeld = resolve));
    const first = sender.drain();
    await held;
    expect(await sender.drain()).toBe(0);
    expect((await world.row('k1')).state).toBe('accepted');
    expect(await first).toBe(1);
  });

  it('warns when mail is stuck, paused or the server is away', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    expect(await health.check()).toMatchObject({ status: 'ok', figures: { waiting: 0 } });
    await enqueue('k1');
    expect(await health.check()).toMatchObject({ status: 'ok', figures: { waiting: 1 } });
    await world.advance('2 minutes');
    expect(await health.check()).toMatchObject({ status: 'warn', note: 'mail is stuck' });
    await world.sql("UPDATE outbox SET attempts = 3, next_attempt_at = tenggat_now() + interval '1 day'");
    expect(await health.check()).toMatchObject({ status: 'warn', note: 'mail server away' });
    await world.work((tx) => switchSending(tx, 'paused', 'uji'));
    expect(await health.check()).toMatchObject({ status: 'warn', note: 'sending is paused' });
  });

  it('says how many mails a fault concerns, not how many wait for their moment', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    await enqueue(...keysOf(6));
    await world.sql(
      `UPDATE outbox SET next_attempt_at = tenggat_now() + interval '10 hours' WHERE effect_key > 'k1'`,
    );
    await world.advance('2 minutes');
    expect(await health.check()).toMatchObject({ alarm: 'stuck', figures: { waiting: 6, due: 2 } });
    await world.sql(`UPDATE outbox SET attempts = 3, next_attempt_at = tenggat_now() + interval '1 minute'
      WHERE effect_key = 'k1'`);
    await world.sql(`DELETE FROM outbox WHERE effect_key = 'k0'`);
    expect(await health.check()).toMatchObject({
      alarm: 'away',
      figures: { waiting: 5, due: 0, retried: 1 },
    });
  });

  it('calls a server away that is asked in vain, though the others have waited for long', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    const { url } = server;
    await server.stop();
    await enqueue(...keysOf(12));
    await world.sql('UPDATE outbox SET attempts = 3');
    await world.advance('2 minutes');
    await world.sender(url).drain();
    expect(await health.check()).toMatchObject({ alarm: 'away', figures: { retried: 12 } });
  });

  it('calls a server away that took mails until now, as soon as one was tried three times', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    await enqueue(...keysOf(12));
    expect(await world.sender(server.url).drain()).toBe(12);
    const { url } = server;
    await server.stop();
    await enqueue('later');
    for (let attempt = 1; attempt < 3; attempt += 1) {
      await world.sender(url).drain();
      expect(await health.check()).toMatchObject({ status: 'ok' });
      await world.advance('11 minutes');
    }
    await world.sender(url).drain();
    expect(await health.check()).toMatchObject({ alarm: 'away', figures: { retried: 1 } });
  });

  it('does not call a server away for one mail that it does not take, while it takes others', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    await enqueue('k1');
    await world.sender(server.url).drain();
    await enqueue('k2', 'k3');
    await world.sql(`UPDATE outbox SET attempts = 3 WHERE effect_key = 'k2'`);
    await world.advance('2 minutes');
    expect(await health.check()).toMatchObject({ alarm: 'stuck', figures: { retried: 1, due: 2 } });
    // A worker is at it: what is due waits for its turn.
    await world.sql('UPDATE mail_attempts SET started_at = tenggat_now(), finished_at = tenggat_now()');
    expect(await health.check()).toMatchObject({ alarm: 'behind', figures: { retried: 1, due: 2 } });
    await world.sql(`UPDATE outbox SET next_attempt_at = tenggat_now() + interval '10 minutes'`);
    expect(await health.check()).toMatchObject({ status: 'ok', figures: { retried: 1, due: 0 } });
  });

  it('says that a backlog goes out, however many mails are in hand at once', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    await enqueue(...keysOf(20));
    await world.sql('UPDATE outbox SET attempts = 3');
    for (const fence of [1, 2, 3])
      await world.sql(`INSERT INTO mail_attempts (outbox_id, fence, started_at, finished_at, outcome)
        SELECT id, ${String(fence)}, tenggat_now(), tenggat_now(), 'temporary' FROM outbox ORDER BY id`);
    await world.advance('2 minutes');
    expect(await health.check()).toMatchObject({ alarm: 'stuck', figures: { due: 20 } });
    // Two workers have their hands full, and the server took one of what they offered before.
    await world.sql(
      `UPDATE outbox SET state = 'accepted', accepted_at = tenggat_now() WHERE effect_key = 'k0'`,
    );
    await world.sql(`INSERT INTO mail_attempts (outbox_id, fence, started_at, finished_at, outcome)
      SELECT id, 4, tenggat_now(), tenggat_now(), 'accepted' FROM outbox WHERE effect_key = 'k0'`);
    await world.sql(`WITH held AS (UPDATE outbox SET leased_until = clock_timestamp() + interval '50 seconds'
        WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' ORDER BY id LIMIT 15) RETURNING id)
      INSERT INTO mail_attempts (outbox_id, fence, started_at) SELECT id, 4, tenggat_now() FROM held`);
    expect(await health.check()).toMatchObject({ alarm: 'behind', figures: { due: 4, retried: 19 } });
    // Nothing came back from the server for a minute: that is no backlog.
    await world.advance('90 seconds');
    expect(await health.check()).toMatchObject({ alarm: 'away', figures: { due: 4 } });
  });

  it('believes no attempt that lies ahead, once the clock was set back', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    await enqueue('k1');
    await world.sender(server.url).drain();
    await world.sql(`UPDATE mail_attempts SET started_at = tenggat_now() + interval '9 hours',
      finished_at = tenggat_now() + interval '9 hours'`);
    await enqueue('k2', 'k3');
    await world.advance('2 minutes');
    expect(await health.check()).toMatchObject({ alarm: 'stuck', figures: { due: 2 } });
    await world.sql(`INSERT INTO mail_attempts (outbox_id, fence, started_at, finished_at, outcome)
      SELECT id, 1, tenggat_now(), tenggat_now(), 'temporary' FROM outbox WHERE effect_key = 'k2'`);
    expect(await health.check()).toMatchObject({ alarm: 'away', figures: { due: 2 } });
  });

  it('sees within two minutes a server that says nothing to the only mail', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    server.behave = () => 'slow';
    await enqueue('k1');
    const held = new Promise<void>((resolve) => (server.onHeld = resolve));
    const draining = world.sender(server.url).drain();
    await held;
    expect(await health.check()).toMatchObject({ status: 'ok' });
    await world.advance('61 seconds');
    expect(await health.check()).toMatchObject({ alarm: 'away', figures: { due: 0, retried: 0 } });
    await draining;
    expect(await health.check()).toMatchObject({ status: 'ok' });
  });

  it('has an alarm of its own for a mail that cannot be opened, and none of the server', async () => {
    const health = new MailHealth(new HealthRegistry(), world.database, world.config);
    await enqueue('k1', 'k2');
    await world.sql(`UPDATE outbox SET sealed = 'nonsense', attempts = 4 WHERE effect_key = 'k1'`);
    expect(await health.checkContent()).toMatchObject({ status: 'ok', figures: { unopened: 0 } });
    await world.sender(server.url).drain();
    expect(await world.row('k1')).toMatchObject({ state: 'waiting', attempts: 5 });
    expect(await health.check()).toMatchObject({ status: 'ok', figures: { retried: 0 } });
    expect(await health.checkContent()).toMatchObject({ alarm: 'unopened', figures: { unopened: 1 } });
  });

  it('sends over at most five connections side by side', async () => {
    server.behave = () => 'slow';
    await enqueue(...keysOf(12));
    const sender = world.sender(server.url);
    const worked = await Promise.all([sender.drain(), sender.drain()]);
    expect(worked.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(server.taken).toHaveLength(12);
    expect(server.mostHeld).toBeGreaterThan(1);
    expect(server.mostHeld).toBeLessThanOrEqual(5);
  });

  it('keeps the lease of a mail while a slow server thinks', async () => {
    await enqueue('k1');
    const claimed = await world.work((tx) => claimNext(tx, 'on'));
    if (claimed === null || claimed === 'superseded') throw new Error('nothing was claimed');
    await world.sql(`UPDATE outbox SET leased_until = clock_timestamp() + interval '1 second'`);
    await world.work((tx) => renewLeases(tx, [claimed]));
    const left = await world.sql<{ seconds: number }>(
      `SELECT extract(epoch FROM leased_until - clock_timestamp())::float AS seconds FROM outbox`,
    );
    expect(left[0]?.seconds).toBeGreaterThan(LEASE_SECONDS / 2);
    await world.sql('UPDATE outbox SET fence = fence + 1, leased_until = NULL');
    await world.work((tx) => renewLeases(tx, [claimed]));
    expect(await world.sql('SELECT leased_until FROM outbox')).toEqual([{ leased_until: null }]);
  });

  it('lets the desk enter a bounce that came back later', async () => {
    await enqueue('k1');
    const enter = (): Promise<boolean> =>
      world.work((tx) => world.refused.enterBounce(tx, 'k1', 'unknown-address'));
    expect(await enter()).toBe(false);
    await world.sender(server.url).drain();
    expect(await enter()).toBe(true);
    expect(await enter()).toBe(false);
    expect(await world.row('k1')).toMatchObject({ state: 'refused' });
    expect((await openTasks()).map((task) => [task.kind, task.facts['reason']])).toEqual([
      ['mail-bounced', 'unknown-address'],
    ]);
    expect((await world.attempts('k1'))[0]?.reply).toContain('250');
  });
});
