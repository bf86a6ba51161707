import { setTimeout } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { OutboxWorld } from './outbox-world.js';
import { MisbehavingServer } from '../support/smtp-servers.js';

const script = fileURLToPath(new URL('./drain-once.mjs', import.meta.url));
const world = new OutboxWorld();
const server = new MisbehavingServer();

beforeAll(async () => {
  await world.start();
  await server.start();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.stop();
});
beforeEach(async () => {
  await world.empty();
  server.taken.splice(0);
});

/** Runs a sender in a process of its own; answers whether it was killed. */
async function drainInProcess(crash: string): Promise<boolean> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [script, world.databaseUrl, world.keyFile, server.url, crash], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(true);
      else if (code === 0) resolve(false);
      else reject(new Error(complaint));
    });
  });
}

describe('a killed sender', () => {
  it.each(['smtp:1', 'smtp:3', 'smtp:4', 'commit:1', 'commit:2', 'sql:2'])(
    'leaves at %s what the next one finishes',
    async (crash) => {
      await world.work((tx) => world.outbox.enqueue(tx, world.message('k1')));
      const killed = await drainInProcess(crash);
      const open = await world.attempts('k1');
      if (killed) {
        // A minute later, by the machine's clock, the lease of the dead is over.
        await world.sql(
          `UPDATE outbox SET leased_until = clock_timestamp() - interval '1 second' WHERE leased_until IS NOT NULL`,
        );
      }
      // PostgreSQL may still hold the row of the dead for a moment: the next one comes by again, as its round does.
      for (let round = 0; round < 50 && (await world.row('k1')).state === 'waiting'; round += 1) {
        if (round > 0) await setTimeout(100);
        await world.sender(server.url).drain();
      }
      const row = await world.row('k1');
      expect(row).toMatchObject({ state: 'accepted', sealed: null });
      const outcomes = (await world.attempts('k1')).map((attempt) => attempt.outcome);
      expect(outcomes).toEqual(killed && open.length > 0 ? ['lost', 'accepted'] : ['accepted']);
      expect(row.ambiguous).toBe(outcomes.includes('lost'));
      expect(server.taken.length).toBeGreaterThanOrEqual(1);
      expect(server.taken.length).toBeLessThanOrEqual(outcomes.length);
      for (const { raw } of server.taken) {
        expect(raw).toBe(server.taken[0]?.raw);
        expect((await simpleParser(raw)).messageId).toBe(row.message_id);
      }
    },
    120_000,
  );
});
