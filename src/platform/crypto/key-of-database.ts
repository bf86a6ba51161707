import { existsSync } from 'node:fs';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/variables.js';
import { sessionOptions } from '../database/connection.js';
import { MasterKey } from './master-key.js';
import { sealOfTrail, TRAIL_KEY, type TrailEnd } from './trail-seal.js';
import { sameSecret, Vault } from './vault.js';

const CONNECT_MILLISECONDS = 10_000;
/** What is tried at most: one that a fault of the disk has damaged must not condemn the key. */
const SAMPLES = 8;
const UNDEFINED_TABLE = '42P01';

/** A keyed hash: it tells the key to know, and nothing about it. Backups name their key by it too. */
export function fingerprintOf(master: MasterKey): string {
  return new Vault(master).index('backup', 'master key').toString('hex');
}

/**
 * The master key of the settings, once it is known for that of the database, which is at head. The first process with a key
 * leaves its fingerprint there, and before that the key has to open what is sealed there already. Embedded the key is made
 * where nothing was ever sealed.
 * @throws ConfigError naming MASTER_KEY_FILE: no key, or another one.
 */
export async function openMasterKey(config: Config): Promise<MasterKey> {
  const client = new pg.Client({
    connectionString: config.databaseUrl,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    options: `${sessionOptions({ url: '', testHooks: false, batchWork: true })} -c tenggat.scope=all`,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const file = config.masterKeyFile;
    if (config.embedded && !existsSync(file)) await refuseLost(client, file);
    const master = config.embedded ? MasterKey.readOrMake(file) : MasterKey.read(file);
    if (await isProven(client, master, file)) return master;
    await client.query(
      `INSERT INTO master_keys (id, fingerprint) VALUES ($1, decode($2, 'hex')) ON CONFLICT DO NOTHING`,
      [master.id, fingerprintOf(master)],
    );
    // Another process may have been quicker, with another key.
    await isProven(client, master, file);
    return master;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * True when the database knows this key, false when it knows none and the key is as good as another: it opens what is sealed
 * there, or nothing is. For a schema of whatever age, on a connection that sees every row.
 * @throws ConfigError naming MASTER_KEY_FILE when it is another.
 */
export async function isProven(client: pg.Client, master: MasterKey, file: string): Promise<boolean> {
  const known = await knownFingerprint(client);
  const isRight =
    known === null
      ? (await openings(client, new Vault(master))) !== 'none opens'
      : known === fingerprintOf(master);
  if (!isRight)
    throw new ConfigError(
      'MASTER_KEY_FILE',
      `${file} bukan kunci utama dari basis data ini; isinya tidak akan terbaca. Letakkan kembali kunci yang semula.`,
    );
  return known !== null;
}

/** A new key would leave everything that was sealed under the lost one unreadable, without a word. */
async function refuseLost(client: pg.Client, file: string): Promise<void> {
  if ((await knownFingerprint(client)) === null && (await sealed(client)).isEmpty) return;
  throw new ConfigError(
    'MASTER_KEY_FILE',
    `${file} tidak ada, padahal isi basis data ini disegel dengannya. Letakkan kembali salinannya di sana; ` +
      'kunci baru tidak dibuat.',
  );
}

async function knownFingerprint(client: pg.Client): Promise<string | null> {
  const [row] = await rowsOf<{ fingerprint: Buffer }>(client, 'SELECT fingerprint FROM master_keys');
  return row?.fingerprint.toString('hex') ?? null;
}

async function openings(client: pg.Client, vault: Vault): Promise<'one opens' | 'none opens' | 'nothing'> {
  const { persons, ends, isEmpty } = await sealed(client);
  if (isEmpty) return 'nothing';
  const key = vault.keyOf(TRAIL_KEY);
  const opens =
    persons.some((person) => unwraps(vault, person)) ||
    ends.some((end) => sameSecret(end.seal, sealOfTrail(key, end)));
  return opens ? 'one opens' : 'none opens';
}

interface SealedPerson {
  readonly id: string;
  readonly wrapped_key: Buffer;
}

/** Some of what only the right key opens: persons, and the ends of trails, which even an office without a case has. */
async function sealed(client: pg.Client): Promise<{
  readonly persons: readonly SealedPerson[];
  readonly ends: readonly (TrailEnd & { readonly seal: Buffer })[];
  readonly isEmpty: boolean;
}> {
  const persons = await rowsOf<SealedPerson>(
    client,
    `SELECT id, wrapped_key FROM requesters WHERE wrapped_key <> '' LIMIT ${String(SAMPLES)}`,
  );
  const ends = await rowsOf<TrailEnd & { readonly seal: Buffer }>(
    client,
    `SELECT stream, seq, a.hash, h.seal FROM audit_heads h JOIN audit a USING (stream, seq) LIMIT ${String(SAMPLES)}`,
  );
  return { persons, ends, isEmpty: persons.length + ends.length === 0 };
}

function unwraps(vault: Vault, { id, wrapped_key: wrapped }: SealedPerson): boolean {
  try {
    return vault.unwrap(wrapped, `requesters|wrapped_key|${id}`).length > 0;
  } catch {
    return false;
  }
}

/** Its rows; none where an older schema has no such table. */
async function rowsOf<Row extends object>(client: pg.Client, sql: string): Promise<readonly Row[]> {
  try {
    return (await client.query<Row>(sql)).rows;
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return [];
    throw error;
  }
}
