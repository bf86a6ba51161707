/**
 * A year of many requests, as a city has it: each with a person of its own that the program's vault seals, its item,
 * clocks and trail; most with a decision, and some extended, incomplete, refused, paid for, withdrawn, split or objected to.
 */
import { randomUUID } from 'node:crypto';
import { MasterKey } from '../dist/platform/crypto/master-key.js';
import { Vault } from '../dist/platform/crypto/vault.js';
import { Requesters } from '../dist/office/requesters/requesters.js';

const PERSONS_AT_ONCE = 2_000;

/** Fills the register of 2026 from the second number on; `client` is the owner's connection, `keyFile` the master key. */
export async function fillYear(client, keyFile, requests) {
  await client.query('CREATE TEMP TABLE made (n integer PRIMARY KEY, id uuid, person uuid, at timestamptz)');
  await fillPersons(client, new Requesters(new Vault(MasterKey.read(keyFile))), requests);
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query('DROP TABLE made');
  await client.query('VACUUM ANALYZE');
}

async function fillPersons(client, requesters, requests) {
  for (let from = 2; from <= requests; from += PERSONS_AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(PERSONS_AT_ONCE, requests - from + 1) },
      (_, at) => from + at,
    );
    const ids = numbers.map(() => randomUUID());
    const sealed = numbers.map((n, at) => requesters.prepare(person(n, ids[at])));
    await client.query(
      `INSERT INTO requesters (id, kind, wrapped_key, sealed, national_id_index, email_index, name_word_hashes, language,
         citizenship, identity_kind, created_at)
       SELECT id, 'individual', wrapped_key, sealed, national_id_index, email_index, '{}', 'id', 'WNI', 'ktp', now()
       FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[])
         AS t (id, wrapped_key, sealed, national_id_index, email_index)`,
      [ids, ...[2, 3, 4, 5].map((column) => sealed.map((row) => row[column]))],
    );
    await client.query(
      `INSERT INTO made SELECT n, gen_random_uuid(), person,
         timestamptz '2026-01-02 01:00+00' + make_interval(mins => (n * 4) % 470000)
       FROM unnest($1::integer[], $2::uuid[]) AS t (n, person)`,
      [numbers, ids],
    );
  }
}

function person(n, id) {
  return {
    id,
    kind: 'individual',
    language: 'id',
    citizenship: 'WNI',
    identityKind: 'ktp',
    identityFileId: null,
    person: {
      name: `Pemohon Nomor ${n}`,
      nationalId: `81710112${String(n).padStart(8, '0')}`,
      address: `Jl. Contoh ${n}, RT 002/RW 004, Sirimau, Ambon`,
      email: `pemohon${n}@contoh.invalid`,
      phone: `08120${String(n).padStart(7, '0')}`,
      occupation: n % 3 === 0 ? null : 'Guru',
      decreeNumber: null,
      principal: null,
      members: [],
    },
  };
}

// Every 18th waits, every 53rd was withdrawn, every 7th is not held, every 29th was exempt in part.
const CASES = /* sql */ `
  WITH agency AS (SELECT code, row_number() OVER (ORDER BY position) AS at, count(*) OVER () AS n FROM agencies),
  told AS (SELECT m.*, CASE WHEN n % 18 <> 3 AND n % 53 <> 0 THEN at + make_interval(days => 1 + n % 17) END AS noticed_at
    FROM made m)
  INSERT INTO cases (id, public_body, register_year, register_seq, register_number, requester_id, channel, received_at,
    received_on, entered_at, question, purpose_kind, access, delivery, format, language, agency_code, status,
    completeness_due_on, complete_at, reply_started_on, due_on, due_at, due_kind, calendar_version, rule_set_version,
    extended_at, noticed_at, outcome, closed_at, tracking_code_hash, link_token_hash, standing)
  SELECT t.id, 'pemkot-ambon', 2026, t.n, 'AMBON-2026-' || lpad(t.n::text, 6, '0'), t.person,
    (array['web', 'api', 'counter', 'email', 'post'])[1 + t.n % 5], t.at, t.at::date, t.at,
    'Rincian anggaran dan laporan kegiatan nomor ' || t.n, 'research', 'copy', 'online', 'softcopy', 'id', agency.code,
    CASE WHEN t.n % 53 = 0 THEN 'withdrawn' WHEN t.noticed_at IS NULL THEN 'processing' WHEN t.n % 7 = 0
      THEN 'closed_not_held' WHEN t.n % 29 = 0 THEN 'closed_granted_partial' ELSE 'closed_granted' END,
    t.at::date + 4, t.at, t.at::date, t.at::date + d.days, (t.at::date + d.days)::timestamptz + interval '15 hours',
    CASE WHEN t.n % 11 = 0 THEN 'extended' ELSE 'first' END, (SELECT max(version) FROM calendar_versions),
    (SELECT max(version) FROM rule_sets), CASE WHEN t.n % 11 = 0 THEN t.at + interval '8 days' END, t.noticed_at,
    CASE WHEN t.n % 53 = 0 THEN 'withdrawn' WHEN t.noticed_at IS NULL THEN NULL WHEN t.n % 7 = 0 THEN 'not_held'
      WHEN t.n % 29 = 0 THEN 'granted_partial' ELSE 'granted_full' END,
    CASE WHEN t.n % 53 = 0 THEN t.at + interval '3 days' ELSE t.noticed_at END,
    sha256(('code' || t.n)::bytea), sha256(('link' || t.n)::bytea),
    CASE t.n % 97 WHEN 0 THEN 'courtesy' WHEN 1 THEN 'official-help' ELSE 'statutory' END
  FROM told t CROSS JOIN LATERAL (SELECT CASE WHEN t.n % 11 = 0 THEN 23 ELSE 14 END AS days) d
    JOIN agency ON agency.at = 1 + t.n % agency.n`;

const ITEMS = /* sql */ `
  INSERT INTO case_items (id, case_id, position, text)
  SELECT gen_random_uuid(), id, 1, 'Rincian anggaran nomor ' || n FROM made`;

// The parts of a split request: no entries of the register, but rows that every reading passes.
const PARTS = /* sql */ `
  INSERT INTO cases (id, public_body, register_year, register_seq, register_number, requester_id, channel, received_at,
    received_on, entered_at, question, purpose_kind, access, delivery, format, language, agency_code, status, due_on, due_at,
    due_kind, calendar_version, rule_set_version, tracking_code_hash, link_token_hash, parent_id)
  SELECT gen_random_uuid(), c.public_body, c.register_year, c.register_seq, c.register_number || '/' || part, c.requester_id,
    c.channel, c.received_at, c.received_on, c.entered_at, c.question, c.purpose_kind, c.access, c.delivery, c.format,
    c.language, c.agency_code, 'processing', c.due_on, c.due_at, c.due_kind, c.calendar_version, c.rule_set_version,
    sha256(('code' || c.register_number || part)::bytea), sha256(('link' || c.register_number || part)::bytea), c.id
  FROM cases c CROSS JOIN generate_series(1, 2) part WHERE c.register_seq % 101 = 7`;

const DECISIONS = /* sql */ `
  INSERT INTO item_decisions (id, act_id, case_id, item_id, outcome, form, cost_copy, holder, explanation, late, staff_id,
    decided_at, noticed_at)
  SELECT gen_random_uuid(), gen_random_uuid(), c.id, i.id, c.outcome,
    CASE WHEN c.outcome LIKE 'granted%' THEN 'softcopy' END, CASE WHEN c.register_seq % 41 = 0 THEN 25000 ELSE 0 END,
    CASE WHEN c.outcome = 'not_held' THEN 'Pemerintah Provinsi Maluku' END, 'contoh', false, gen_random_uuid(),
    c.noticed_at, c.noticed_at
  FROM cases c JOIN made m ON m.id = c.id JOIN case_items i ON i.case_id = c.id WHERE c.noticed_at IS NOT NULL`;

const PAYMENTS = /* sql */ `
  INSERT INTO payments (id, case_id, amount, method, staff_id, at)
  SELECT gen_random_uuid(), case_id, cost_copy, 'cash', staff_id, noticed_at + interval '1 day'
  FROM item_decisions WHERE cost_copy > 0`;

const DELIVERIES = /* sql */ `
  INSERT INTO deliveries (id, case_id, channel, delivered_on, at, late)
  SELECT gen_random_uuid(), id, 'online', noticed_at::date, noticed_at, false FROM cases
  WHERE outcome LIKE 'granted%' AND noticed_at IS NOT NULL`;

const EXTENSIONS = /* sql */ `
  INSERT INTO extensions (case_id, reasons, explanation, old_due_on, term_end_on, new_due_on, staff_id, at)
  SELECT id, array['statusUndecided'], 'contoh', due_on - 9, due_on - 9, due_on, gen_random_uuid(), extended_at FROM cases
  WHERE extended_at IS NOT NULL`;

const WITHDRAWALS = /* sql */ `
  INSERT INTO withdrawals (case_id, by_kind, at) SELECT id, 'requester', closed_at FROM cases WHERE status = 'withdrawn'
  AND closed_at IS NOT NULL`;

const INCOMPLETE = /* sql */ `
  INSERT INTO incompleteness_letters (case_id, round, missing, note, sent_at, staff_id)
  SELECT id, 1, array['identity'], 'contoh', at + interval '1 day', gen_random_uuid() FROM made WHERE n % 31 = 4`;

const TESTS = /* sql */ `
  INSERT INTO test_sheets (id, number, information, article17, statute, harm_if_opened, harm_if_closed, testers, tested_on,
    place, staff_id, at)
  SELECT gen_random_uuid(), 'UK-' || n, 'contoh', array['h'], 'UU 14/2008', 'contoh', 'contoh',
    '[{"name":"A","position":"B","unit":"C"}]', at::date, 'Ambon', gen_random_uuid(), at FROM made WHERE n % 29 = 0`;

const REFUSALS = /* sql */ `
  INSERT INTO refusal_proposals (id, case_id, round, extent, test_sheet_id, act_id, reuses_decree, item_ids, explanation,
    status, proposed_by, proposed_at, decided_by, decided_at)
  SELECT gen_random_uuid(), c.id, 1, 'partial', s.id, gen_random_uuid(), false, array[i.id], 'contoh', 'consented',
    gen_random_uuid(), c.noticed_at, gen_random_uuid(), c.noticed_at
  FROM cases c JOIN case_items i ON i.case_id = c.id JOIN test_sheets s ON s.number = 'UK-' || c.register_seq
  WHERE c.outcome = 'granted_partial' AND c.noticed_at IS NOT NULL AND c.parent_id IS NULL`;

const CLOCKS = /* sql */ `
  INSERT INTO due_rows (case_id, kind, stage, due_at, facts, done_at, effective_at, recorded_at, outcome, attempts)
  SELECT c.id, k.kind, 'due', c.due_at, '{}', c.due_at, c.due_at, c.due_at, 'stopped', 0
  FROM cases c JOIN made m ON m.id = c.id CROSS JOIN (VALUES ('completeness'), ('reply')) k (kind)`;

const TRAIL = /* sql */ `
  INSERT INTO audit (stream, seq, case_id, event, actor_kind, visible_to, effective_at, recorded_at, facts, previous_hash,
    hash)
  SELECT 'case:' || c.id, e.seq, c.id, e.event, 'system', 'staff', e.at, e.at, e.facts, '\\x00', '\\x00'
  FROM cases c JOIN made m ON m.id = c.id LEFT JOIN extensions x ON x.case_id = c.id CROSS JOIN LATERAL (VALUES
    (1, 'filed', c.entered_at, jsonb_build_object('dueOn', coalesce(x.old_due_on, c.due_on))),
    (2, 'extended', c.extended_at, jsonb_build_object('dueOn', c.due_on)),
    (3, 'granted', c.noticed_at, '{}'::jsonb)) e (seq, event, at, facts)
  WHERE e.at IS NOT NULL`;

const OBJECTIONS = /* sql */ `
  INSERT INTO objections (id, public_body, register_year, register_seq, register_number, case_id, requester_id, grounds, story,
    late, status, received_at, received_on, reply_due_on, reply_due_at, rule_set_version, entered_at, channel)
  SELECT gen_random_uuid(), c.public_body, 2026, row_number() OVER (ORDER BY c.register_seq),
    'AMBON-K-2026-' || lpad((row_number() OVER (ORDER BY c.register_seq))::text, 6, '0'), c.id, c.requester_id, array['d'],
    'contoh', false, 'open', c.noticed_at + interval '2 days', c.noticed_at::date + 2, c.noticed_at::date + 44,
    c.noticed_at + interval '45 days', c.rule_set_version, c.noticed_at + interval '2 days', 'web'
  FROM cases c WHERE c.register_seq % 37 = 5 AND c.noticed_at IS NOT NULL AND c.parent_id IS NULL`;

const STATEMENTS = [
  'BEGIN',
  // The rows are whole by their making; keys are not asked a million times.
  'SET LOCAL session_replication_role = replica',
  CASES,
  ITEMS,
  DECISIONS,
  PAYMENTS,
  DELIVERIES,
  EXTENSIONS,
  WITHDRAWALS,
  INCOMPLETE,
  TESTS,
  REFUSALS,
  CLOCKS,
  TRAIL,
  PARTS,
  OBJECTIONS,
  'COMMIT',
];
