import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The case and what hangs on it. Foreign keys to cases are deferred, so that a filing writes everything
 * that needs no number first and locks the register counter last.
 */
export class Cases20261124000002 implements MigrationInterface {
  name = 'Cases20261124000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PERSONS);
    await runner.query(CASES);
    await runner.query(CLOCKS);
    await runner.query(MAIL);
    await runner.query(FILES);
    await runner.query(STEPS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const PERSONS = /* sql */ `
create table requesters (
  id uuid not null,
  kind text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  national_id_index bytea,
  email_index bytea,
  name_word_hashes bytea[] not null default '{}',
  language text not null,
  citizenship text not null default 'WNI',
  identity_kind text not null,
  identity_file_id uuid,
  identity_verified_at timestamptz,
  identity_verified_by uuid,
  identity_verified_how text,
  created_at timestamptz not null,
  constraint requesters_pk primary key (id),
  constraint requesters_kind check (kind in ('individual', 'proxy', 'group', 'legalEntity', 'publicBody')),
  constraint requesters_language check (language in ('id', 'en')),
  constraint requesters_identity check (identity_kind in ('ktp', 'populationLetter', 'atDesk'))
);
create index requesters_by_national_id on requesters (national_id_index) where national_id_index is not null;
create index requesters_by_name on requesters using gin (name_word_hashes);
`;

const CASES = /* sql */ `
create table register_counters (
  public_body text not null,
  register text not null,
  year integer not null,
  last_number integer not null,
  constraint register_counters_pk primary key (public_body, register, year),
  constraint register_counters_kind check (register in ('requests', 'objections')),
  constraint register_counters_positive check (last_number >= 0)
) with (fillfactor = 10);
create table cases (
  id uuid not null,
  public_body text not null,
  register_year integer not null,
  register_seq integer not null,
  register_number text not null,
  requester_id uuid not null,
  channel text not null,
  received_at timestamptz not null,
  received_on date not null,
  entered_at timestamptz not null,
  question text not null,
  purpose_kind text not null,
  purpose_text text,
  access text not null,
  delivery text,
  format text,
  language text not null,
  may_publish boolean not null default false,
  may_survey boolean not null default false,
  agency_requested text,
  agency_code text,
  holder_id uuid,
  status text not null,
  status_before_consent text,
  completeness_due_on date,
  complete_at timestamptz,
  repair_due_on date,
  reply_started_on date,
  due_on date,
  due_at timestamptz,
  due_kind text,
  due_provisional jsonb,
  calendar_version integer not null,
  extended_at timestamptz,
  noticed_at timestamptz,
  outcome text,
  provide_on date,
  objection_until date,
  closed_at timestamptz,
  tracking_code_hash bytea not null,
  link_token_hash bytea not null,
  link_epoch integer not null default 0,
  version integer not null default 1,
  search tsvector generated always as (to_tsvector('indonesian'::regconfig, register_number || ' ' || question)) stored,
  constraint cases_pk primary key (id),
  constraint cases_register_once unique (public_body, register_year, register_seq),
  constraint cases_register_number_once unique (register_number),
  constraint cases_requester_fk foreign key (requester_id) references requesters (id) deferrable initially deferred,
  constraint cases_agency_fk foreign key (agency_code) references agencies (code),
  constraint cases_holder_fk foreign key (holder_id) references staff (id),
  constraint cases_question_present check (length(btrim(question)) > 0),
  constraint cases_received_before_entered check (received_at <= entered_at),
  constraint cases_status check (status in ('received','incomplete','processing','extended','consent_pending','granted_open',
    'closed_granted','closed_granted_partial','closed_refused','closed_not_held','closed_not_yet_held',
    'closed_not_documented','closed_incomplete','withdrawn','final')),
  constraint cases_due_kind check (due_kind in ('first', 'extended', 'afterRepair')),
  constraint cases_purpose check (purpose_kind in ('research','news','business','oversight','personal','other')),
  constraint cases_access check (access in ('copy', 'inspect')),
  constraint cases_channel check (channel in ('web', 'api', 'counter', 'spoken', 'post', 'email'))
);
create unique index cases_link_once on cases (link_token_hash);
create index cases_inbox on cases (agency_code, due_on, id) where closed_at is null;
create index cases_overdue on cases (due_at, id) where closed_at is null and noticed_at is null;
create index cases_by_agency_recent on cases (agency_code, received_at desc, id);
create index cases_by_requester on cases (requester_id);
create index cases_search on cases using gin (search);
create table case_items (
  id uuid not null,
  case_id uuid not null,
  position integer not null,
  text text not null,
  constraint case_items_pk primary key (id),
  constraint case_items_once unique (case_id, position),
  constraint case_items_case_fk foreign key (case_id) references cases (id) deferrable initially deferred
);
create table drafts (
  id_hash bytea not null,
  sealed bytea not null,
  email_index bytea,
  resume_token_hash bytea,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  filed_case_id uuid,
  constraint drafts_pk primary key (id_hash)
);
create unique index drafts_resume_once on drafts (resume_token_hash) where resume_token_hash is not null;
create index drafts_expiry on drafts (expires_at);
create table track_sessions (
  id_hash bytea not null,
  case_id uuid not null,
  layer text not null,
  csrf_secret bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  constraint track_sessions_pk primary key (id_hash),
  constraint track_sessions_layer check (layer in ('status', 'content')),
  constraint track_sessions_case_fk foreign key (case_id) references cases (id)
);
create table mail_codes (
  id uuid not null,
  purpose text not null,
  subject_hash bytea not null,
  code_hash bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  attempts integer not null default 0,
  used_at timestamptz,
  constraint mail_codes_pk primary key (id)
);
create index mail_codes_subject on mail_codes (purpose, subject_hash, created_at);
`;

const CLOCKS = /* sql */ `
create table due_rows (
  id bigint generated always as identity,
  case_id uuid,
  kind text not null,
  stage text not null,
  due_at timestamptz not null,
  facts jsonb not null default '{}',
  done_at timestamptz,
  effective_at timestamptz,
  recorded_at timestamptz,
  outcome text,
  attempts integer not null default 0,
  retry_at timestamptz,
  last_error text,
  constraint due_rows_pk primary key (id),
  constraint due_rows_once unique nulls not distinct (case_id, kind, stage),
  constraint due_rows_outcome check (outcome in ('taken', 'pointless', 'stopped')),
  constraint due_rows_done_whole check ((done_at is null) = (outcome is null)),
  constraint due_rows_case_fk foreign key (case_id) references cases (id) deferrable initially deferred
);
create index due_rows_open on due_rows (due_at, id) where done_at is null;
create index due_rows_by_case on due_rows (case_id);
`;

const MAIL = /* sql */ `
create table outbox (
  id bigint generated always as identity,
  effect_key text not null,
  kind text not null,
  case_id uuid,
  recipient_kind text not null,
  recipient_id uuid,
  message_id text not null,
  body_hash bytea not null,
  sealed bytea,
  state text not null default 'waiting',
  legal boolean not null,
  not_after timestamptz,
  created_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts integer not null default 0,
  fence integer not null default 0,
  leased_until timestamptz,
  ambiguous boolean not null default false,
  accepted_at timestamptz,
  server_reply text,
  constraint outbox_pk primary key (id),
  constraint outbox_effect_once unique (effect_key),
  constraint outbox_message_id_once unique (message_id),
  constraint outbox_state check (state in ('waiting', 'accepted', 'refused', 'undeliverable', 'superseded')),
  constraint outbox_recipient check (recipient_kind in ('requester', 'staff', 'address')),
  constraint outbox_case_fk foreign key (case_id) references cases (id) deferrable initially deferred
);
create index outbox_waiting on outbox (next_attempt_at, id) where state = 'waiting';
create index outbox_by_case on outbox (case_id);
create table mail_attempts (
  id bigint generated always as identity,
  outbox_id bigint not null,
  fence integer not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  reply text,
  constraint mail_attempts_pk primary key (id),
  constraint mail_attempts_once unique (outbox_id, fence),
  constraint mail_attempts_outcome check (outcome in ('accepted', 'temporary', 'refused', 'ambiguous', 'lost')),
  constraint mail_attempts_outbox_fk foreign key (outbox_id) references outbox (id)
);
create table digest_items (
  staff_id uuid not null,
  day date not null,
  case_id uuid not null,
  reason text not null,
  constraint digest_items_pk primary key (staff_id, day, case_id, reason),
  constraint digest_items_staff_fk foreign key (staff_id) references staff (id),
  constraint digest_items_case_fk foreign key (case_id) references cases (id)
);
`;

const FILES = /* sql */ `
create table files (
  id uuid not null,
  case_id uuid,
  purpose text not null,
  path text not null,
  sha256 bytea not null,
  bytes bigint not null,
  content_sha256 bytea not null,
  content_bytes bigint not null,
  type text not null,
  name_sealed bytea not null,
  wrapped_key bytea not null,
  uploaded_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  identity_free_at timestamptz,
  identity_free_by uuid,
  scan text not null default 'not-scanned',
  constraint files_pk primary key (id),
  constraint files_path_once unique (path),
  constraint files_purpose check (purpose in ('upload', 'identity', 'authority', 'attachment', 'material', 'answer', 'letter', 'record')),
  constraint files_scan check (scan in ('not-scanned', 'clean')),
  constraint files_case_fk foreign key (case_id) references cases (id) deferrable initially deferred
);
create index files_by_case on files (case_id) where case_id is not null;
create index files_unfiled on files (expires_at) where case_id is null;
create table letters (
  id uuid not null,
  case_id uuid not null,
  objection_id uuid,
  kind text not null,
  stage text not null,
  number text,
  facts jsonb not null,
  issued_at timestamptz not null,
  issued_by uuid,
  file_id uuid,
  constraint letters_pk primary key (id),
  constraint letters_once unique (case_id, kind, stage),
  constraint letters_case_fk foreign key (case_id) references cases (id) deferrable initially deferred,
  constraint letters_file_fk foreign key (file_id) references files (id)
);
create table letter_counters (
  kind text not null,
  year integer not null,
  last_number integer not null,
  constraint letter_counters_pk primary key (kind, year)
);
`;

const STEPS = /* sql */ `
create table incompleteness_letters (
  case_id uuid not null,
  round integer not null,
  missing text[] not null,
  note text not null,
  sent_at timestamptz not null,
  received_on date not null,
  repair_due_on date not null,
  staff_id uuid not null,
  constraint incompleteness_letters_pk primary key (case_id, round),
  constraint incompleteness_letters_listed check (cardinality(missing) > 0),
  constraint incompleteness_letters_case_fk foreign key (case_id) references cases (id)
);
create table repairs (
  id uuid not null,
  case_id uuid not null,
  text text not null,
  file_ids uuid[] not null default '{}',
  received_at timestamptz not null,
  received_on date not null,
  late boolean not null,
  accepted_at timestamptz,
  accepted_reason text,
  constraint repairs_pk primary key (id),
  constraint repairs_case_fk foreign key (case_id) references cases (id)
);
create table assignments (
  id uuid not null,
  case_id uuid not null,
  from_agency text,
  to_agency text,
  act text not null,
  reason text not null,
  suggested_agency text,
  staff_id uuid,
  at timestamptz not null,
  constraint assignments_pk primary key (id),
  constraint assignments_act check (act in ('chosen', 'suggested-direct', 'assigned', 'handed-back')),
  constraint assignments_case_fk foreign key (case_id) references cases (id) deferrable initially deferred
);
create index assignments_by_case on assignments (case_id, at);
create table routing_suggestions (
  case_id uuid not null,
  decision text not null,
  agency_code text,
  score real not null,
  runner_up text,
  suggestions jsonb not null,
  outside_city jsonb,
  at timestamptz not null,
  constraint routing_suggestions_pk primary key (case_id),
  constraint routing_suggestions_decision check (decision in ('suggest', 'triage')),
  constraint routing_suggestions_case_fk foreign key (case_id) references cases (id)
);
create table routing_corrections (
  case_id uuid not null,
  suggested text,
  corrected text not null,
  text text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint routing_corrections_pk primary key (case_id),
  constraint routing_corrections_case_fk foreign key (case_id) references cases (id)
);
create table extensions (
  case_id uuid not null,
  reasons text[] not null,
  explanation text not null,
  old_due_on date not null,
  new_due_on date not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint extensions_once primary key (case_id),
  constraint extensions_reasons check (cardinality(reasons) > 0
    and reasons <@ array['notYetHeldOrDocumented', 'statusUndecided']),
  constraint extensions_explained check (length(btrim(explanation)) > 0),
  constraint extensions_case_fk foreign key (case_id) references cases (id)
);
create table decisions (
  id uuid not null,
  case_id uuid not null,
  item_id uuid,
  outcome text not null,
  form text,
  cost_copy integer not null default 0,
  cost_delivery integer not null default 0,
  cost_other integer not null default 0,
  provide_on date,
  holder text,
  search_record text,
  available_on date,
  law text,
  explanation text not null,
  file_ids uuid[] not null default '{}',
  late boolean not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint decisions_pk primary key (id),
  constraint decisions_outcome check (outcome in ('granted_full', 'granted_partial', 'refused_exempt', 'not_held',
    'not_yet_held', 'not_documented', 'refused_other')),
  constraint decisions_costs check (cost_copy >= 0 and cost_delivery >= 0 and cost_other >= 0),
  constraint decisions_case_fk foreign key (case_id) references cases (id)
);
create unique index decisions_once on decisions (case_id, item_id) nulls not distinct;
create table deliveries (
  id uuid not null,
  case_id uuid not null,
  channel text not null,
  delivered_on date not null,
  staff_id uuid,
  at timestamptz not null,
  constraint deliveries_once primary key (case_id),
  constraint deliveries_case_fk foreign key (case_id) references cases (id)
);
create table payments (
  id uuid not null,
  case_id uuid not null,
  amount integer not null,
  method text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint payments_pk primary key (id),
  constraint payments_amount check (amount > 0),
  constraint payments_method check (method in ('cash', 'bankTransfer', 'eMoney')),
  constraint payments_case_fk foreign key (case_id) references cases (id)
);
create table withdrawals (
  case_id uuid not null,
  reason text,
  file_id uuid,
  by_kind text not null,
  staff_id uuid,
  at timestamptz not null,
  constraint withdrawals_once primary key (case_id),
  constraint withdrawals_case_fk foreign key (case_id) references cases (id)
);
create table messages (
  id uuid not null,
  case_id uuid not null,
  direction text not null,
  text text not null,
  file_ids uuid[] not null default '{}',
  staff_id uuid,
  at timestamptz not null,
  constraint messages_pk primary key (id),
  constraint messages_direction check (direction in ('from-requester', 'to-requester')),
  constraint messages_case_fk foreign key (case_id) references cases (id)
);
create index messages_by_case on messages (case_id, at);
create table notes (
  id uuid not null,
  case_id uuid not null,
  text text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint notes_pk primary key (id),
  constraint notes_case_fk foreign key (case_id) references cases (id)
);
create index notes_by_case on notes (case_id, at);
create table prepared_objections (
  case_id uuid not null,
  grounds text[] not null,
  story text not null,
  until date not null,
  prepared_at timestamptz not null,
  objection_id uuid,
  constraint prepared_objections_pk primary key (case_id),
  constraint prepared_objections_case_fk foreign key (case_id) references cases (id)
);
create table objections (
  id uuid not null,
  public_body text not null,
  register_year integer not null,
  register_seq integer not null,
  register_number text not null,
  case_id uuid,
  requester_id uuid not null,
  grounds text[] not null,
  story text not null,
  late boolean not null,
  status text not null,
  received_at timestamptz not null,
  received_on date not null,
  reply_due_on date not null,
  reply_due_at timestamptz not null,
  due_provisional jsonb,
  answered_at timestamptz,
  commission_until date,
  closed_at timestamptz,
  version integer not null default 1,
  constraint objections_pk primary key (id),
  constraint objections_register_once unique (public_body, register_year, register_seq),
  constraint objections_register_number_once unique (register_number),
  constraint objections_status check (status in ('open', 'answered', 'silent', 'settled', 'withdrawn', 'final')),
  constraint objections_grounds check (cardinality(grounds) > 0 and grounds <@ array['a','b','c','d','e','f','g']),
  constraint objections_case_fk foreign key (case_id) references cases (id)
);
create index objections_by_case on objections (case_id);
create index objections_open on objections (reply_due_on) where closed_at is null;
create table disputes (
  id uuid not null,
  objection_id uuid not null,
  commission_number text not null,
  filed_on date not null,
  status text not null,
  version integer not null default 1,
  constraint disputes_pk primary key (id),
  constraint disputes_status check (status in ('registered', 'mediated', 'ruled', 'court', 'cassation', 'final')),
  constraint disputes_objection_fk foreign key (objection_id) references objections (id)
);
`;
