/** As many requests in the floor's database as the program has: the same shares, the same words, plain rows. */
import { QUESTIONS } from './bodies.mjs';

const REQUESTS = /* sql */ `
  INSERT INTO requests (id, number, question, agency, due_on, received_at, closed_at, status)
  SELECT gen_random_uuid(), 'AMBON-S-' || lpad(n::text, 7, '0'),
    words.list[1 + n % cardinality(words.list)] || ' tahun ' || (2020 + n % 6) || ', atas nama ' || md5((n % 20000)::text),
    CASE WHEN n % 100 < 7 THEN 'disdik' ELSE 'a' || n % 35 END, current_date + (n % 40 - 20),
    now() - make_interval(mins => (($3 - n) * (1577880.0 / $3))::integer),
    CASE WHEN o.is_open THEN NULL ELSE now() END, CASE WHEN o.is_open THEN 'processing' ELSE 'closed' END
  FROM generate_series($1::integer, $2::integer) n, (SELECT $4::text[] AS list) words,
    LATERAL (SELECT n % 18 = 3 OR n % 100 = 1 AS is_open) o`;

const AUDIT = /* sql */ `
  INSERT INTO audit (request_id, event, facts)
  SELECT r.id, e.event, '{}' FROM requests r CROSS JOIN (VALUES ('filed'), ('complete'), ('granted')) e (event)
  WHERE r.number BETWEEN 'AMBON-S-' || lpad($1::text, 7, '0') AND 'AMBON-S-' || lpad($2::text, 7, '0')`;

/** Adds the requests after the `have`-th up to the `wanted`-th. */
export async function fillFloor(floor, have, wanted) {
  await floor.rows(REQUESTS, [have + 1, wanted, wanted, QUESTIONS]);
  await floor.rows(AUDIT, [have + 1, wanted]);
  await floor.rows('VACUUM ANALYZE');
}
