/**
 * Cases of three years by plain SQL, for what grows with the data: 36 agencies, the largest with 7 % of the cases,
 * 5.5 % open. Persons are rows without content: nothing of a seeded case can be opened, swept or mailed.
 */

const CASES = /* sql */ `
  WITH agency AS (SELECT code, row_number() OVER (ORDER BY code = 'disdik' DESC, position) AS at FROM agencies),
  made AS (
    SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS person,
      CASE WHEN n % 100 < 7 THEN 1 ELSE 2 + (n * 7919) % (SELECT count(*) - 1 FROM agency) END AS agency_at,
      n % 18 = 3 OR n % 100 = 1 AS open,
      timestamptz '2026-11-20 01:00+00' - make_interval(hours => CASE WHEN n % 18 = 3 OR n % 100 = 1
        THEN (n * 31) % 400 ELSE 400 + (n * 7) % 25000 END) AS received_at
    FROM generate_series(1, $1::integer) n),
  persons AS (
    INSERT INTO requesters (id, kind, wrapped_key, sealed, language, identity_kind, created_at)
    SELECT person, 'individual', '\\x00', '\\x00', 'id', 'ktp', received_at FROM made)
  INSERT INTO cases (id, public_body, register_year, register_seq, register_number, requester_id, channel, received_at,
    received_on, entered_at, question, purpose_kind, access, delivery, format, language, agency_code, status,
    completeness_due_on, complete_at, reply_started_on, due_on, due_at, due_kind, calendar_version, rule_set_version, noticed_at, outcome,
    closed_at, tracking_code_hash, link_token_hash)
  SELECT m.id, 'pemkot-ambon', 2020, m.n, 'AMBON-2020-' || lpad(m.n::text, 6, '0'), m.person, 'web', m.received_at,
    m.received_at::date, m.received_at,
    'Rincian anggaran dan laporan kegiatan nomor ' || m.n || ' pada kecamatan Sirimau tahun ' || (2020 + m.n % 6)
      || ', beserta salinan dokumen pengadaan dan daftar penerima ' || md5(m.n::text),
    'research', 'copy', 'online', 'softcopy', 'id', a.code, CASE WHEN m.open THEN 'processing' ELSE 'closed_granted' END,
    m.received_at::date + 4, m.received_at, m.received_at::date, m.received_at::date + 14,
    (m.received_at::date + 14)::timestamptz + interval '15 hours', 'first',
    (SELECT max(version) FROM calendar_versions), (SELECT max(version) FROM rule_sets), CASE WHEN m.open THEN NULL ELSE m.received_at + interval '9 days' END,
    CASE WHEN m.open THEN NULL ELSE 'granted_full' END,
    CASE WHEN m.open THEN NULL ELSE m.received_at + interval '9 days' END,
    sha256(('code' || m.n)::bytea), sha256(('link' || m.n)::bytea)
  FROM made m JOIN agency a ON a.at = m.agency_at`;

const FLOOR = /* sql */ `
  INSERT INTO requests (id, number, question, agency, due_on, closed_at)
  SELECT gen_random_uuid(), 'AMBON-2020-' || lpad(n::text, 6, '0'),
    'Rincian anggaran dan laporan kegiatan nomor ' || n || ' pada kecamatan Sirimau tahun ' || (2020 + n % 6)
      || ', beserta salinan dokumen pengadaan dan daftar penerima ' || md5(n::text),
    CASE WHEN n % 100 < 7 THEN 'disdik' ELSE 'a' || n % 35 END, current_date + (n % 14),
    CASE WHEN n % 18 = 3 OR n % 100 = 1 THEN NULL ELSE now() END
  FROM generate_series(1, $1::integer) n`;

/** Fills the program's database and the floor's with the same number of cases. */
export async function seed(ours, floor, cases) {
  await ours.rows(CASES, [cases]);
  await ours.rows(
    `INSERT INTO audit (stream, seq, case_id, event, actor_kind, visible_to, effective_at, recorded_at, facts,
       previous_hash, hash)
     SELECT 'case:' || id, 1, id, 'filed', 'public', 'requester', received_at, received_at, '{}', '\\x00', '\\x00'
     FROM cases WHERE register_year = 2020`,
  );
  await floor.rows(FLOOR, [cases]);
  for (const database of [ours, floor]) await database.rows('VACUUM ANALYZE');
}
