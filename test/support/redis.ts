import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../src/platform/embedded/free-port.js';

const present = spawnSync('redis-server', ['--version']).status === 0;

/** `describe` where a redis-server is on the path, else the same specs counted as skipped. */
export const describeWithRedis = present ? describe : describe.skip;

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a Redis of its own on a free port, without anything on disk. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort(null);
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-redis-'));
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}`)));
    server.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    stop: async () => {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
