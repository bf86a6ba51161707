/** One embedded PostgreSQL in a temporary folder, durable as in production, for the program and for its floor. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbeddedDatabase } from '../dist/platform/embedded/embedded-database.js';

/** Starts the cluster; `database(name)` makes a database in it, `stop()` removes everything. */
export async function openCluster() {
  const folder = await mkdtemp(join(tmpdir(), 'tenggat-bench-'));
  await chmod(folder, 0o755);
  const keyFile = join(folder, 'master.key');
  await writeFile(keyFile, randomBytes(32), { mode: 0o600 });
  const server = await openEmbeddedDatabase({
    dataDir: join(folder, 'cluster'),
    purpose: 'command',
    say: (line) => console.error(line),
  });
  const readers = [];
  return {
    folder,
    keyFile,
    async database(name) {
      await run(server.url, `CREATE DATABASE ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const reader = new pg.Client({ connectionString: url.href, options: '-c tenggat.test_hooks=on' });
      reader.on('error', () => undefined);
      await reader.connect();
      readers.push(reader);
      return {
        name,
        url: url.href,
        rows: async (sql, params = []) => (await reader.query(sql, params)).rows,
      };
    },
    async stop() {
      await Promise.all(readers.map((reader) => reader.end().catch(() => undefined)));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
