/**
 * A decree over 5,000 open cases: brought in and applied over the API by two admins, then counted anew by a worker,
 * mails, due rows, reminders and trail included. All of it within a minute.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CASES = 5_000;

// Cases of one requester who can be written to, half way through their term, each with its clock and reminders.
const OPEN = /* sql */ `
  WITH made AS (
    SELECT n, gen_random_uuid() AS id, current_date - 3 AS day, current_date + 11 AS due FROM generate_series(1, $1::integer) n),
  entered AS (
    INSERT INTO cases (id, public_body, register_year, register_seq, register_number, requester_id, channel, received_at,
      received_on, entered_at, question, purpose_kind, access, delivery, format, language, agency_code, status,
      completeness_due_on, complete_at, reply_started_on, due_on, due_at, due_kind, calendar_version, rule_set_version,
      tracking_code_hash, link_token_hash)
    SELECT m.id, 'pemkot-ambon', 2019, m.n, 'AMBON-2019-' || lpad(m.n::text, 6, '0'), $2, 'web', m.day, m.day, m.day,
      'Rincian anggaran nomor ' || m.n, 'research', 'copy', 'online', 'softcopy', 'id', 'disdik', 'processing',
      m.day + 3, m.day, m.day, m.due, m.due::timestamp AT TIME ZONE 'Asia/Jayapura' + interval '1 day', 'first',
      (SELECT max(version) FROM calendar_versions), (SELECT max(version) FROM rule_sets),
      sha256(('decree code' || m.n)::bytea), sha256(('decree link' || m.n)::bytea)
    FROM made m RETURNING id, due_on)
  INSERT INTO due_rows (case_id, kind, stage, due_at, facts)
  SELECT id, 'reply', 'first', due_on::timestamp AT TIME ZONE 'Asia/Jayapura' + interval '1 day', '{}' FROM entered
  UNION ALL
  SELECT id, 'reply-reminder', 'first/h-' || d, due_on::timestamp AT TIME ZONE 'Asia/Jayapura' - make_interval(days => d),
    jsonb_build_object('dueOn', due_on, 'daysBefore', d)
  FROM entered CROSS JOIN (VALUES (3), (1), (0)) AS days(d)`;

// A weekday inside the term of every seeded case that is no holiday yet.
const FREE_DAY = /* sql */ `
  SELECT d::date::text AS day FROM generate_series(current_date + 1, current_date + 9, interval '1 day') d
  WHERE extract(isodow FROM d) < 6
    AND NOT EXISTS (SELECT 1 FROM calendar_days c WHERE c.date = d::date AND c.removed_version IS NULL)
  ORDER BY d LIMIT 1`;

/** Adds the lines of the table. */
export async function decree({ ours, web, workbench, table, filed, dataDir }) {
  const [person] = await ours.rows('SELECT requester_id FROM cases WHERE register_number = $1', [
    filed[0].registerNumber,
  ]);
  await ours.rows(OPEN, [CASES, person.requester_id]);
  await ours.rows('VACUUM ANALYZE');
  const [{ day }] = await ours.rows(FREE_DAY);
  const [first, second] = await admins(web.url, dataDir);
  const csv = `date,kind,name_id,name_en,decree,decree_date\n${day},one_off,Hari ukur,Measured day,Keppres 1/${day.slice(0, 4)},${day.slice(0, 4)}-01-02\n`;
  const previewed = performance.now();
  await call(web.url, first, '/api/v1/calendar/decrees?apply=false', 'text/csv', csv);
  table.add({
    id: 'D',
    what: `preview of a decree, ${CASES} cases`,
    ours: performance.now() - previewed,
    unit: 'ms',
  });
  const { id } = await call(web.url, first, '/api/v1/calendar/decrees', 'text/csv', csv);
  const since = performance.now();
  const { affected } = await call(
    web.url,
    second,
    `/api/v1/calendar/decrees/${id}/apply`,
    'application/json',
    '{}',
  );
  await workbench.ask({ work: 'sweep', limit: 100_000 });
  const seconds = (performance.now() - since) / 1_000;
  const [run] = await ours.rows(
    `SELECT r.finished_at IS NOT NULL AS finished, (SELECT count(*)::int FROM calendar_moves m WHERE m.version = r.version) AS moved
     FROM calendar_runs r ORDER BY version DESC LIMIT 1`,
  );
  if (!run.finished || run.moved < CASES) throw new Error(`${run.moved} of ${affected.length} dates moved`);
  table.add({
    id: 'D',
    what: `a decree moves ${run.moved} dates`,
    ours: seconds,
    unit: 's',
    target: 'decree over open cases',
  });
}

async function admins(url, dataDir) {
  const accounts = JSON.parse(readFileSync(join(dataDir, 'accounts.json'), 'utf8'));
  const found = accounts.filter(({ role }) => role === 'admin');
  return Promise.all(
    found.map(async ({ email, password }) => {
      const answer = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      if (answer.status !== 200) throw new Error(`sign-in as admin answers ${answer.status}`);
      return answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    }),
  );
}

async function call(url, cookie, path, type, body) {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, cookie },
    body,
  });
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`${path} answers ${answer.status}: ${text}`);
  return JSON.parse(text);
}
