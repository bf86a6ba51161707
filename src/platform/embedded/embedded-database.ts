import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

import { ensureCluster, OWNER, resetPassword, startServer, trimLog } from './cluster.js';
import { choosePlace, type Place } from './place.js';
import { findPostmaster, stopPostmaster, type Listening } from './postmaster.js';

/** Key of the advisory lock that says "this data folder has a master"; it dies with its connection. */
const MASTER_LOCK = [20_261_124, 1] as const;

/** How long a leftover connection of a killed process may still hold the lock. */
const LEFTOVER_MILLISECONDS = 3_000;
/** How long a start waits while a command uses the database for its own time. */
const COMMAND_MILLISECONDS = 60_000;
const CONNECT_MILLISECONDS = 3_000;

/** `run` = the processes of `npm start`; `command` = one command of the operator's tool. */
export type Purpose = 'run' | 'command';

/** The data folder already has a running program. */
export class DataFolderInUse extends Error {
  constructor(dataDir: string, pid: string) {
    super(
      `Tenggat sudah berjalan dengan folder data ${dataDir} (proses ${pid}). ` +
        'Hentikan dahulu yang sedang berjalan, atau pilih folder lain dengan DATA_DIR.',
    );
    this.name = 'DataFolderInUse';
  }
}

export interface EmbeddedDatabase {
  /** By the Unix socket where the server has one: a way to it and back costs less than through the network's layers. */
  readonly url: string;
  /** What the operator should know about where the data lives. */
  readonly notes: readonly string[];
  /** Stops the server if it is ours; a server that another process runs goes on. At most 9 s. */
  stop(): Promise<void>;
}

/**
 * The database of DATA_DIR: made, started, taken over from a killed process, or, for a command, used
 * beside the program that runs. Its network address stands in DATA_DIR/database-url (mode 0600).
 * @throws DataFolderInUse when a second program is started on the same folder.
 */
export async function openEmbeddedDatabase(options: {
  readonly dataDir: string;
  readonly purpose: Purpose;
  readonly say: (line: string) => void;
}): Promise<EmbeddedDatabase> {
  const place = await choosePlace(options.dataDir);
  await trimLog(place);
  const database = new MasteredDatabase(place, options.purpose, options.say);
  await database.open();
  return database;
}

/** Whether a first start has made a database in this folder. */
export function hasEmbeddedDatabase(dataDir: string): boolean {
  return ['postgres', 'postgres-location'].some((name) => existsSync(join(dataDir, name)));
}

class MasteredDatabase implements EmbeddedDatabase {
  url = '';
  private networkUrl = '';
  private password = '';
  private lastPort: number | null = null;
  private master: pg.Client | null = null;
  private stopping = false;

  constructor(
    private readonly place: Place,
    private readonly purpose: Purpose,
    private readonly say: (line: string) => void,
  ) {}

  get notes(): readonly string[] {
    return this.place.notes;
  }

  async open(): Promise<void> {
    await this.readUrlFile();
    await ensureCluster(this.place, this.password);
    await this.becomeMasterOrGuest();
    await this.writeUrlFile();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.master === null) return;
    const running = await findPostmaster(this.place.cluster);
    // Not waited for: a connection that hangs must not keep its server running.
    void this.master.end().catch(() => undefined);
    if (running !== null) await stopPostmaster(running.pid);
  }

  private async becomeMasterOrGuest(): Promise<void> {
    const since = performance.now();
    for (;;) {
      const waited = performance.now() - since;
      const server =
        (await findPostmaster(this.place.cluster)) ?? (await startServer(this.place, this.lastPort));
      const client = await this.connect(server.port, waited);
      if (client !== null) {
        this.speakTo(server);
        if (await this.take(client, waited)) return;
      }
      await pause(100);
    }
  }

  /** True when the lock is ours, or when we are a command beside a running program. */
  private async take(client: pg.Client, waited: number): Promise<boolean> {
    const holder = await lock(client);
    if (holder === null) {
      await createDatabase(client);
      this.keep(client);
      return true;
    }
    await client.end();
    const isProgram = holder.startsWith('tenggat run');
    if (isProgram && this.purpose === 'command') return true;
    const pid = holder.split(' ').at(-1) ?? '?';
    const limit = isProgram ? (isRunning(Number(pid)) ? 0 : LEFTOVER_MILLISECONDS) : COMMAND_MILLISECONDS;
    if (waited >= limit) {
      throw new DataFolderInUse(this.place.dataDir, pid);
    }
    return false;
  }

  /** Null while the server is starting or ending. One that does not answer for long is stopped. */
  private async connect(port: number, waited: number): Promise<pg.Client | null> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: OWNER,
      password: this.password,
      database: 'postgres',
      application_name: `tenggat ${this.purpose} ${process.pid}`,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      const wrongPassword = (error as { code?: string }).code === '28P01';
      if (!wrongPassword && waited < 10_000) return null;
      const running = await findPostmaster(this.place.cluster);
      if (running !== null) await stopPostmaster(running.pid);
      if (wrongPassword) await resetPassword(this.place, this.password);
      return null;
    }
  }

  /** Holds the lock for our lifetime; when the server goes away under us it is started again. */
  private keep(client: pg.Client): void {
    this.master = client;
    client.once('end', () => {
      if (this.stopping || this.master !== client) return;
      this.say('PostgreSQL berhenti; dijalankan lagi.');
      this.revive().catch((error: unknown) => this.say(String(error)));
    });
  }

  private async revive(): Promise<void> {
    while (!this.stopping) {
      try {
        await pause(200);
        if (!this.stopping) await this.becomeMasterOrGuest();
        return;
      } catch (error) {
        this.say(
          `PostgreSQL belum dapat dijalankan: ${error instanceof Error ? error.message : String(error)}`,
        );
        await pause(2_000);
      }
    }
  }

  private speakTo({ port, socketFolder }: Listening): void {
    this.lastPort = port;
    this.networkUrl = `postgres://${OWNER}:${this.password}@127.0.0.1:${port}/${OWNER}`;
    const socket = socketFolder === null ? '' : `?${new URLSearchParams({ host: socketFolder }).toString()}`;
    this.url = `${this.networkUrl}${socket}`;
  }

  /**
   * The password is written before the cluster is made, so that a kill between the two never leaves a cluster
   * whose password nobody knows; the first of two starts at once makes it for both.
   */
  private async readUrlFile(): Promise<void> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const text = (await readFile(this.place.urlFile, 'utf8').catch(() => '')).trim();
      const url = URL.canParse(text) ? new URL(text) : null;
      this.password = url?.password ?? '';
      this.lastPort = Number(url?.port) || null;
      if (/^[0-9a-f]{16,}$/.test(this.password)) return;
      this.password = randomBytes(24).toString('hex');
      this.speakTo({ port: 5432, socketFolder: null });
      this.lastPort = null;
      if (text !== '') await rm(this.place.urlFile, { force: true });
      if (await this.writeUrlFile('only when absent')) return;
    }
  }

  private async writeUrlFile(how?: 'only when absent'): Promise<boolean> {
    const draft = `${this.place.urlFile}.${process.pid}`;
    await writeFile(draft, `${this.networkUrl}\n`, { mode: 0o600 });
    if (how === undefined) {
      await rename(draft, this.place.urlFile);
      return true;
    }
    const made = await link(draft, this.place.urlFile).then(
      () => true,
      () => false,
    );
    await rm(draft);
    return made;
  }
}

/** Null when the lock is taken now, else the application name of who holds it. */
async function lock(client: pg.Client): Promise<string | null> {
  const tried = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
    ...MASTER_LOCK,
  ]);
  if (tried.rows[0]?.taken === true) return null;
  const held = await client.query<{ application_name: string }>(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.granted`,
    [...MASTER_LOCK],
  );
  return held.rows[0]?.application_name ?? 'tenggat command ?';
}

async function createDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER]);
  if (found.rows.length === 0) await client.query(`CREATE DATABASE ${OWNER}`);
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
