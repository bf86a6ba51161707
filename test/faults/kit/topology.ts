import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type PostgresServer, startPostgres } from '../../support/postgres.mjs';
import { freePort } from '../../../src/platform/embedded/free-port.js';
import { runTenggat } from '../../support/program.js';
import { FaultyMailServer } from './mail-server.js';
import { Outside } from './outside.js';
import { RedisServer } from './redis-server.js';
import { Slot } from './slot.js';
import { TcpProxy } from './tcp-proxy.js';

/** Of config/postgres/roles.sql. The password is the one of other specs: the login is of the whole server. */
const LOGIN = 'tenggat_web';
const LOGIN_PASSWORD = 'hanya-untuk-uji';

/** `redis`, `postgres`: where the queue lives. `none`: its Redis is named and never there. */
export type QueueKind = 'redis' | 'postgres' | 'none';

export interface TopologyOptions {
  readonly web?: number;
  readonly workers?: number;
  readonly queue?: QueueKind;
  /** A database that is there already, on a server that is not ours to hurt; else a PostgreSQL of its own. */
  readonly database?: { readonly url: string; readonly masterKeyFile: string };
  readonly env?: Readonly<Record<string, string>>;
  /** More for the environment of its PostgreSQL. */
  readonly databaseEnv?: Readonly<Record<string, string>>;
  /** What is done to its PostgreSQL before the first process makes the schema there. */
  readonly beforeSchema?: (databaseUrl: string) => Promise<void>;
  /** Processes sign in with the login that docker-compose.yml gives them, on a schema that the owner has made. */
  readonly leastRights?: boolean;
  /** Commits are on the disk before they are answered. */
  readonly durable?: boolean;
  /** False: no mail server beside the program, so that each process stores its mails in DATA_DIR/mail. */
  readonly ownMailServer?: boolean;
  /** The project that holds the built program. */
  readonly root?: string;
}

/**
 * The served mode on this machine: real PostgreSQL, real Redis, a mail server, web and worker processes of the built
 * program; each line between them goes through a proxy that can be hurt.
 */
export class Topology {
  folder = '';
  readonly mail = new FaultyMailServer();
  readonly redis: RedisServer | null;
  readonly redisLine = new TcpProxy(() => this.redis?.address ?? { host: '127.0.0.1', port: 9 });
  readonly databaseLine = new TcpProxy(() => {
    const { hostname, port } = new URL(this.databaseUrl);
    return { host: hostname, port: Number(port) };
  });
  readonly slots: Slot[] = [];
  private server: PostgresServer | null = null;
  private redisPort = 0;

  constructor(private readonly options: TopologyOptions = {}) {
    this.redis = options.queue === 'redis' ? new RedisServer() : null;
  }

  /** Starts everything; with its own PostgreSQL the first process brings the schema to head. */
  async start(): Promise<void> {
    this.folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-faults-'));
    const { database, databaseEnv, beforeSchema, durable = false } = this.options;
    if (database === undefined) this.server = await startPostgres({ durable, env: databaseEnv });
    await beforeSchema?.(this.databaseUrl);
    await Promise.all([this.mail.start(), this.redis?.start()]);
    await Promise.all([
      this.databaseLine.listen(),
      this.redis === null ? undefined : this.redisLine.listen(),
    ]);
    this.redisPort = this.redis === null ? await freePort(null) : this.redisLine.port;
    if (this.options.leastRights === true) await this.makeLogin();
    await this.makeSlots();
    const [first, ...others] = this.slots;
    await first?.start();
    await Promise.all(others.map((slot) => slot.start()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.kill()));
    await Promise.all([this.mail.stop(), this.redis?.kill()]);
    await Promise.all([this.databaseLine.close(), this.redisLine.close()]);
    await this.server?.stop();
    if (this.folder !== '') await fs.rm(this.folder, { recursive: true, force: true });
  }

  get webs(): readonly Slot[] {
    return this.slots.filter(({ role }) => role === 'web');
  }

  get workers(): readonly Slot[] {
    return this.slots.filter(({ role }) => role === 'worker');
  }

  /** Straight to the database as its owner, past every proxy: for the truth, and for hurting it. */
  get databaseUrl(): string {
    const url = this.options.database?.url ?? this.server?.url;
    if (url === undefined) throw new Error('the topology is not started');
    return url;
  }

  get filesDir(): string {
    return path.join(this.folder, 'files');
  }

  /** Ends PostgreSQL in this way and starts it again. */
  async restartDatabase(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    await this.server?.restart(signal);
  }

  /** Everything runs and answers again. */
  async heal(): Promise<void> {
    this.databaseLine.heal();
    this.redisLine.heal();
    await Promise.all([this.mail.heal(), this.redis?.heal()]);
    for (const slot of this.slots) slot.thaw();
    await Promise.all(this.slots.map((slot) => slot.start()));
  }

  /** The settings of every process; also for the operator's tool. */
  settings(): Record<string, string> {
    const url = new URL(this.ownUrl);
    if (this.options.leastRights === true) [url.username, url.password] = [LOGIN, LOGIN_PASSWORD];
    const isQueueInRedis = this.options.queue === 'redis' || this.options.queue === 'none';
    return {
      DATA_DIR: path.join(this.folder, 'data'),
      FILES_DIR: this.filesDir,
      DATABASE_URL: url.href,
      MASTER_KEY_FILE: this.options.database?.masterKeyFile ?? path.join(this.folder, 'master.key'),
      ...(this.options.ownMailServer === false
        ? {}
        : { SMTP_URL: this.mail.url, MAIL_FROM: 'ppid@ambon.test' }),
      TEST_HOOKS: 'on',
      LIMITS: 'off',
      ...(isQueueInRedis ? { REDIS_URL: `redis://127.0.0.1:${String(this.redisPort)}` } : {}),
      ...this.options.env,
    };
  }

  /** The owner's, through the proxy. */
  private get ownUrl(): string {
    const url = new URL(this.databaseUrl);
    url.port = String(this.databaseLine.port);
    return url.href;
  }

  private async makeLogin(): Promise<void> {
    const { root = path.resolve(import.meta.dirname, '../../..') } = this.options;
    const outside = new Outside(() => this.databaseUrl);
    await outside.asOwner(await fs.readFile(path.join(root, 'config/postgres/roles.sql'), 'utf8'));
    await outside.asOwner(`ALTER ROLE ${LOGIN} PASSWORD '${LOGIN_PASSWORD}'`);
    await this.makeKey();
    const env = { ...this.settings(), DATABASE_ADMIN_URL: this.ownUrl };
    const { code, stderr } = await runTenggat(['load-config'], { env, root });
    if (code !== 0) throw new Error(`load-config: ${stderr}`);
  }

  private async makeKey(): Promise<void> {
    if (this.options.database !== undefined) return;
    const file = path.join(this.folder, 'master.key');
    await fs.writeFile(file, randomBytes(32), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  }

  private async makeSlots(): Promise<void> {
    const { web = 2, workers = 2, root } = this.options;
    await this.makeKey();
    const settings = this.settings();
    for (let number = 1; number <= web; number += 1) {
      const env = { ...settings, PORT: String(await freePort(null)) };
      this.slots.push(new Slot(`web${String(number)}`, 'web', env, root));
    }
    for (let number = 1; number <= workers; number += 1)
      this.slots.push(new Slot(`worker${String(number)}`, 'worker', settings, root));
  }
}
