import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from '../../../src/platform/embedded/free-port.js';

/** Whether this machine has a redis-server. */
export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis that can lose everything, hang, be full, and die. */
export class RedisServer {
  private port = 0;
  private server: ChildProcess | null = null;

  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort(null);
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const server = spawn('redis-server', [...args, '--maxmemory-policy', 'noeviction'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.server = server;
    process.once('exit', () => server.kill('SIGKILL'));
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}`)));
      server.stdout.on('data', (chunk) => {
        if (String(chunk).includes('Ready to accept connections')) resolve();
      });
    });
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  /** Everything in it is gone, delayed jobs too. */
  async flush(): Promise<void> {
    await this.say((redis) => redis.flushall());
  }

  /** It takes no write more. */
  async fill(): Promise<void> {
    await this.say((redis) => redis.config('SET', 'maxmemory', '1'));
  }

  freeze(): void {
    this.server?.kill('SIGSTOP');
  }

  async kill(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  /** Runs again, thawed, with room. */
  async heal(): Promise<void> {
    if (this.server === null) await this.start();
    this.server?.kill('SIGCONT');
    await this.say((redis) => redis.config('SET', 'maxmemory', '0'));
  }

  private async say(what: (redis: Redis) => Promise<unknown>): Promise<void> {
    const redis = new Redis({ ...this.address, maxRetriesPerRequest: 3, commandTimeout: 2_000 });
    redis.on('error', () => undefined);
    try {
      await what(redis);
    } finally {
      redis.disconnect();
    }
  }
}
