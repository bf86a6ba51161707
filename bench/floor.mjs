/**
 * The floor: a bare Fastify and `pg` server that writes and reads the same rows as the program and does nothing else.
 * No validation, no idempotency, no caps, no persons, no sealing, no mail text. Started by `startHelper`.
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import fastify from 'fastify';
import nodemailer from 'nodemailer';
import pg from 'pg';

const SCHEMA = `
  create table counters (year integer primary key, last integer not null) with (fillfactor = 10);
  insert into counters values (2026, 0);
  create table requests (id uuid primary key, number text not null unique, question text not null, agency text,
    due_on date not null, received_at timestamptz not null default now(), closed_at timestamptz,
    status text not null default 'received', version integer not null default 1, search tsvector generated always as
    (to_tsvector('indonesian'::regconfig, number || ' ' || question)) stored);
  create index on requests using gin (search);
  create index on requests (agency, due_on, id) where closed_at is null;
  create index on requests (received_at, id);
  create table due (id bigint generated always as identity primary key, request_id uuid not null, kind text not null,
    due_at timestamptz not null, done_at timestamptz, unique (request_id, kind));
  create index on due (due_at, id) where done_at is null;
  create table audit (id bigint generated always as identity primary key, request_id uuid not null, event text not null,
    at timestamptz not null default now(), facts jsonb not null);
  create index on audit (request_id, id);
  create table outbox (id bigint generated always as identity primary key, effect_key text not null unique, body bytea,
    state text not null default 'waiting', next_at timestamptz not null default now());
  create index on outbox (next_at, id) where state = 'waiting';`;

/** As many due rows as a filing of the program has. */
const KINDS = ['check', 'check-reminder', 'reply', 'reminder-3', 'reminder-1', 'reminder-0', 'routing'];
/** As long as a sealed receipt mail. */
const BODY = Buffer.alloc(14_000, 65);

const pool = new pg.Pool({ connectionString: process.env.FLOOR_URL, max: 8 });
const app = fastify();

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

app.post('/requests', (request, reply) =>
  inTransaction(async (client) => {
    const id = randomUUID();
    await client.query(
      `INSERT INTO due (request_id, kind, due_at) SELECT $1, k, now() + interval '10 days' FROM unnest($2::text[]) k`,
      [id, KINDS],
    );
    const counter = await client.query(
      'UPDATE counters SET last = last + 1 WHERE year = 2026 RETURNING last',
    );
    const number = `AMBON-2026-${String(counter.rows[0].last).padStart(6, '0')}`;
    await client.query(
      `INSERT INTO requests (id, number, question, agency, due_on) VALUES ($1, $2, $3, $4, current_date + 14)`,
      [id, number, request.body.informationRequested, request.body.agency],
    );
    await client.query('INSERT INTO outbox (effect_key, body) VALUES ($1, $2)', [`registered:${id}`, BODY]);
    await client.query(`INSERT INTO audit (request_id, event, facts) VALUES ($1, 'filed', $2)`, [
      id,
      JSON.stringify({ number }),
    ]);
    return reply.code(201).send({ id, registerNumber: number });
  }),
);

const trackingOf = async (id) => {
  const { rows } = await pool.query(
    `SELECT r.number, r.due_on, r.agency, (SELECT jsonb_agg(a.event ORDER BY a.id) FROM audit a WHERE a.request_id = r.id) AS events
     FROM requests r WHERE r.id = $1`,
    [id],
  );
  return rows[0];
};

app.get('/requests/:id', (request) => trackingOf(request.params.id));

app.get('/requests/:id/page', async (request, reply) => {
  const found = await trackingOf(request.params.id);
  return reply.type('text/html').send(
    page(`<h1>${found.number}</h1><p>${found.due_on}</p>
    <ol>${found.events.map((event) => `<li>${event}</li>`).join('')}</ol>`),
  );
});

app.get('/inbox', async (_request, reply) => {
  const { rows } = await pool.query(
    `SELECT id, number, left(question, 90) AS subject, due_on FROM requests
     WHERE agency = 'disdik' AND closed_at IS NULL ORDER BY due_on, id LIMIT 50`,
  );
  const line = (row) =>
    `<tr><td>${row.due_on}</td><td><a href="/requests/${row.id}">${row.number}</a></td><td>${row.subject}</td></tr>`;
  return reply.type('text/html').send(page(`<table>${rows.map(line).join('')}</table>`));
});

/** Open requests of every agency, from the partial index alone. */
app.get('/dashboard', async (_request, reply) => {
  const { rows } = await pool.query(
    `SELECT agency, count(*)::int AS open, (count(*) FILTER (WHERE due_on < current_date))::int AS late
     FROM requests WHERE closed_at IS NULL GROUP BY agency ORDER BY late DESC`,
  );
  const line = (row) => `<tr><td>${row.agency}</td><td>${row.open}</td><td>${row.late}</td></tr>`;
  return reply.type('text/html').send(page(`<table>${rows.map(line).join('')}</table>`));
});

const FOUND = `SELECT id, number, left(question, 90) AS subject, due_on FROM`;
const MATCH = `search @@ websearch_to_tsquery('indonesian', $1)`;

/** In two steps: the newest five thousand, and only if they hold too few the whole index. */
app.get('/search', async (request) => {
  const words = [request.query.q];
  const newest = await pool.query(
    `${FOUND} (SELECT * FROM requests ORDER BY received_at DESC, id DESC LIMIT 5000) r WHERE ${MATCH} LIMIT 20`,
    words,
  );
  if (newest.rows.length === 20) return newest.rows;
  const all = await pool.query(
    `${FOUND} (SELECT * FROM requests WHERE ${MATCH} OFFSET 0) r ORDER BY received_at DESC LIMIT 20`,
    words,
  );
  return all.rows;
});

const PAGE_ROWS = 1_000;

async function* registerLines(most) {
  let [at, id] = ['-infinity', '00000000-0000-0000-0000-000000000000'];
  for (let sent = 0; sent < most; sent += PAGE_ROWS) {
    const { rows } = await pool.query({
      text: `SELECT received_at::text, id, number, question, agency, due_on::text, status FROM requests
             WHERE (received_at, id) > ($1, $2) ORDER BY received_at, id LIMIT ${PAGE_ROWS}`,
      values: [at, id],
      rowMode: 'array',
    });
    if (rows.length === 0) return;
    [at, id] = rows.at(-1);
    yield rows.map((row) => `${row.map((cell) => `"${cell}"`).join(';')}\r\n`).join('');
  }
}

app.get('/register.csv', (request, reply) =>
  reply.type('text/csv').send(Readable.from(registerLines(Number(request.query.rows)))),
);

app.get('/report', async (request) => {
  const { rows } = await pool.query(
    `SELECT agency, status, count(*)::int, avg(extract(epoch FROM closed_at - received_at)) AS took FROM requests
     WHERE received_at >= make_date($1, 1, 1) AND received_at < make_date($1 + 1, 1, 1) GROUP BY 1, 2`,
    [Number(request.query.year)],
  );
  return rows;
});

const page = (main) => `<!DOCTYPE html><html lang="id"><title>PPID</title><main>${main}</main></html>`;

/** Due rows one per transaction, all side rows written. */
async function sweep(limit) {
  const { rows } = await pool.query(`SELECT id FROM due WHERE done_at IS NULL AND kind = 'check' LIMIT $1`, [
    limit,
  ]);
  for (const { id } of rows) {
    await inTransaction(async (client) => {
      const claimed = await client.query(
        'SELECT request_id FROM due WHERE id = $1 AND done_at IS NULL FOR UPDATE SKIP LOCKED',
        [id],
      );
      const requestId = claimed.rows[0].request_id;
      await client.query('UPDATE requests SET version = version + 1 WHERE id = $1', [requestId]);
      await client.query('INSERT INTO outbox (effect_key, body) VALUES ($1, $2)', [`swept:${id}`, BODY]);
      await client.query(`INSERT INTO audit (request_id, event, facts) VALUES ($1, 'lapsed', '{}')`, [
        requestId,
      ]);
      await client.query('UPDATE due SET done_at = now() WHERE id = $1', [id]);
    });
  }
  return rows.length;
}

/** One mail after the other: a claim that is committed, the mail, what the server said. Five at once, as the program. */
async function drain(limit) {
  const transport = nodemailer.createTransport({
    url: process.env.SMTP_URL,
    pool: true,
    maxConnections: LANES,
  });
  let left = limit;
  let done = 0;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const mail = await inTransaction(async (client) => {
        const { rows } = await client.query(CLAIM);
        return rows[0];
      });
      if (mail === undefined) return;
      await transport.sendMail({
        ...{ from: 'ppid@ambon.test', to: 'pemohon@contoh.test' },
        ...{ subject: 'Bukti', text: mail.body.toString('latin1') },
      });
      await pool.query(`UPDATE outbox SET state = 'sent' WHERE id = $1`, [mail.id]);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  transport.close();
  return done;
}

const LANES = 5;
const CLAIM = `UPDATE outbox SET next_at = now() + interval '1 minute' WHERE id = (SELECT id FROM outbox
  WHERE state = 'waiting' AND next_at <= now() ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, body`;

/** The same questions when nothing is due. */
async function idle(what) {
  if (what === 'drain')
    await pool.query(
      `SELECT id FROM outbox WHERE state = 'waiting' AND next_at < 'epoch' ORDER BY next_at, id LIMIT 1`,
    );
  else
    await pool.query(
      `SELECT id FROM due WHERE done_at IS NULL AND due_at < 'epoch' ORDER BY due_at, id LIMIT 50`,
    );
  return 0;
}

process.on('message', async ({ work, limit, what }) => {
  const since = performance.now();
  const done = await { sweep, drain, idle: () => idle(what) }[work](limit);
  process.send({ done, milliseconds: performance.now() - since });
});

const { rows: found } = await pool.query(`SELECT to_regclass('requests') AS made`);
if (found[0].made === null) await pool.query(SCHEMA);
await app.listen({ port: 0, host: '127.0.0.1' });
process.on('SIGINT', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send({ url: `http://127.0.0.1:${app.server.address().port}` });
