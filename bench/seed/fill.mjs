/**
 * Puts cases into a database in one transaction: threads make the rows, one connection copies them in, indexes are made
 * anew at the end. Either all of it is there afterwards or nothing.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { localDayOf, localInstant } from '../../dist/law/local-date.js';
import { loadCity } from '../../dist/platform/config/city.js';
import { copyIn } from './copy.mjs';
import { mayBeObjected, momentOf, storyOf, YEARS } from './story.mjs';
import { TABLES } from './tables.mjs';

const BATCH = 1_000;
/** Fewer than this are written beside the indexes: to make them anew would cost more. */
const BULK = 5_000;
/** The agency that gets the most. */
const LARGEST = 'disdik';

/**
 * Adds `cases` of the last three years; `client` is a superuser's connection of `pg`, for row-level security has no COPY.
 * The numbers go on where the registers stand. Throws what PostgreSQL says; nothing is then changed.
 */
export async function fillCases(client, { keyFile, cases, seed = 1, say = () => undefined }) {
  const frame = await frameOf(client, cases, seed);
  const versions = await one(
    client,
    'SELECT (SELECT max(version) FROM calendar_versions) AS calendar, (SELECT max(version) FROM rule_sets) AS rules',
  );
  const { publicBody, registerPrefix: prefix, objectionInfix: infix, domain } = loadCity();
  const city = { publicBody, prefix, infix, domain };
  await client.query('BEGIN');
  try {
    const numbers = await numbersFor(client, frame, publicBody);
    // The rows are whole by their making: keys are not asked millions of times.
    await client.query(
      "SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '512MB'",
    );
    const columns = await columnsOf(client);
    const isBulk = cases >= BULK;
    if (isBulk) await giveNewFiles(client);
    const indexes = isBulk ? await takeIndexes(client) : [];
    const staff = await officersOf(client);
    const workerData = { keyFile, columns, frame, versions, city, numbers, staff };
    await copyAll(client, workerData, { cases, options: isBulk ? ['FREEZE'] : [], say });
    for (const [at, statement] of indexes.entries()) {
      say(`index ${String(at + 1)} of ${String(indexes.length)}`);
      await client.query(statement);
    }
    // No trigger of the rows has said that something changed.
    await client.query('INSERT INTO counted_changes DEFAULT VALUES ON CONFLICT DO NOTHING');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  say('vacuum');
  await client.query('VACUUM ANALYZE');
}

async function frameOf(client, total, seed) {
  const { rows } = await client.query(
    'SELECT code FROM agencies WHERE active ORDER BY code = $1 DESC, position',
    [LARGEST],
  );
  if (rows.length < 2) throw new Error('no agencies yet: run `npx tenggat load-config` first');
  const { now } = await one(client, 'SELECT tenggat_now() AS now');
  return { now: new Date(now).getTime(), total, seed, agencies: rows.map(({ code }) => code) };
}

async function officersOf(client) {
  const { rows } = await client.query(
    `SELECT agency_code, id, name FROM staff WHERE 'officer' = ANY (roles) AND disabled_at IS NULL ORDER BY created_at`,
  );
  const officers = {};
  for (const { agency_code: agency, id, name } of rows) (officers[agency] ??= []).push({ id, name });
  return officers;
}

/** Gapless numbers per year, of requests by the order of their coming and of objections likewise; raises the counters. */
async function numbersFor(client, frame, publicBody) {
  const lastYear = Number(localDayOf(frame.now).slice(0, 4));
  const first = {};
  for (let year = lastYear - YEARS; year <= lastYear + 1; year += 1) first[year] = firstOf(year, frame);
  const count = (year) => first[year + 1] - first[year];
  const base = {};
  for (let year = lastYear - YEARS; year <= lastYear; year += 1) {
    if (count(year) > 0) base[year] = 1 + (await raise(client, publicBody, 'requests', year, count(year)));
  }
  return { requests: { first, base }, objections: await objectionNumbers(client, frame, publicBody) };
}

/** The first case of a year; `total` + 1 when there is none. */
function firstOf(year, frame) {
  const start = localInstant(`${String(year)}-01-01`, '00:00').getTime();
  let [low, high] = [1, frame.total + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (momentOf(middle, frame) >= start) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function objectionNumbers(client, frame, publicBody) {
  const found = [];
  for (let n = 1; n <= frame.total; n += 1) {
    const objection = mayBeObjected(n) ? storyOf(n, frame).objection : null;
    if (objection !== null)
      found.push({ n, at: objection.receivedAt, year: Number(objection.receivedOn.slice(0, 4)) });
  }
  found.sort((a, b) => a.at - b.at);
  const numbers = {};
  for (const year of new Set(found.map((one) => one.year))) {
    const entries = found.filter((one) => one.year === year);
    const before = await raise(client, publicBody, 'objections', year, entries.length);
    entries.forEach(({ n }, index) => (numbers[n] = before + index + 1));
  }
  return numbers;
}

/** Answers where the counter stood. */
async function raise(client, publicBody, register, year, by) {
  const { last } = await one(
    client,
    `INSERT INTO register_counters (public_body, register, year, last_number) VALUES ($1, $2, $3, $4)
     ON CONFLICT (public_body, register, year) DO UPDATE SET last_number = register_counters.last_number + excluded.last_number
     RETURNING last_number AS last`,
    [publicBody, register, year, by],
  );
  return last - by;
}

/** Name and type of the columns that are written, by table, for COPY's binary form. */
async function columnsOf(client) {
  const columns = {};
  for (const [table, names] of Object.entries(TABLES)) {
    const { rows } = await client.query(
      `SELECT name, t.typname AS type FROM unnest($2::text[]) WITH ORDINALITY AS wanted (name, place)
         JOIN pg_attribute a ON a.attrelid = $1::regclass AND a.attname = wanted.name
         JOIN pg_type t ON t.oid = a.atttypid ORDER BY place`,
      [table, names],
    );
    columns[table] = rows;
  }
  return columns;
}

/**
 * Writes the rows that are there into new files. Into files of its own transaction COPY writes rows that need no vacuum,
 * for they vanish with it.
 */
async function giveNewFiles(client) {
  for (const table of Object.keys(TABLES)) {
    const { name } = await one(
      client,
      `SELECT format('%I', i.indexrelid::regclass) AS name FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisprimary`,
      [table],
    );
    await client.query(`CLUSTER ${table} USING ${name}`);
    await client.query(`ALTER TABLE ${table} SET WITHOUT CLUSTER`);
  }
}

/** Drops what can be made anew; answers the statements that make it. Keys that others refer to stay. */
async function takeIndexes(client) {
  const { rows } = await client.query(
    `SELECT format('%I', t.relname) AS tab, format('%I', i.relname) AS name, c.conname IS NOT NULL AS is_key,
       pg_get_indexdef(i.oid) AS made, pg_get_constraintdef(c.oid) AS key
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype IN ('p', 'u')
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY ($1)
       AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.oid)`,
    [Object.keys(TABLES)],
  );
  for (const { tab, name, is_key: isKey } of rows)
    await client.query(isKey ? `ALTER TABLE ${tab} DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`);
  return rows.map(({ tab, name, is_key: isKey, made, key }) =>
    isKey ? `ALTER TABLE ${tab} ADD CONSTRAINT ${name} ${key}` : made,
  );
}

/** Each thread has one batch in hand and one on the way, so that neither it nor PostgreSQL waits. */
async function copyAll(client, workerData, { cases, options, say }) {
  let next = 1;
  let done = 0;
  const threads = Array.from(
    { length: Math.min(2, availableParallelism()) },
    () => new Worker(join(import.meta.dirname, 'rows.mjs'), { workerData }),
  );
  const give = (thread) => {
    if (next > cases) return false;
    const batch = { from: next, to: Math.min(cases, next + BATCH - 1) };
    next = batch.to + 1;
    thread.postMessage(batch);
    return true;
  };
  const answers = inOrder(threads);
  let waiting = 0;
  try {
    for (const thread of [...threads, ...threads]) if (give(thread)) waiting += 1;
    for (; waiting > 0; waiting -= 1) {
      const { thread, tables } = await answers();
      if (give(thread)) waiting += 1;
      for (const [table, rows] of tables) await copyIn(client, table, TABLES[table], rows, options);
      done = Math.min(cases, done + BATCH);
      if (done % (BATCH * 20) === 0) say(`${String(done)} cases`);
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** A function that waits for the next answer of any thread; a thread that fails fails it. */
function inOrder(threads) {
  const ready = [];
  let wake = () => undefined;
  let fault = null;
  for (const thread of threads) {
    thread.on('message', (tables) => {
      ready.push({ thread, tables });
      wake();
    });
    thread.on('error', (error) => {
      fault = error;
      wake();
    });
  }
  return async () => {
    while (ready.length === 0 && fault === null) await new Promise((resolve) => (wake = resolve));
    if (fault !== null) throw fault;
    return ready.shift();
  };
}

async function one(client, sql, params = []) {
  return (await client.query(sql, params)).rows[0];
}
