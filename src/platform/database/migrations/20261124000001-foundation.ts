import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles, the one clock, the settings row store and everything that several rooms share. */
export class Foundation20261124000001 implements MigrationInterface {
  name = 'Foundation20261124000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    await runner.query(CLOCK);
    await runner.query(SHARED);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const ROLES = /* sql */ `
do $$
begin
  begin create role tenggat_app nologin; exception when duplicate_object or unique_violation then null; end;
  begin create role tenggat_reader nologin; exception when duplicate_object or unique_violation then null; end;
end $$;
do $$
begin
  execute format('grant tenggat_app to %I', current_user);
exception when others then
  if not pg_has_role(current_user, 'tenggat_app', 'member') then raise; end if;
end $$;
grant usage on schema public to tenggat_app;
create schema tenggat_read;
grant usage on schema tenggat_read to tenggat_app, tenggat_reader;
create extension if not exists pg_trgm;
`;

// The shift counts only on connections that say test hooks are on, so that a database
// with a moved clock can never move the clock of a production process.
const CLOCK = /* sql */ `
create table test_clock (
  only_row boolean not null default true,
  shift interval not null default '0',
  constraint test_clock_pk primary key (only_row),
  constraint test_clock_one_row check (only_row)
);
insert into test_clock default values;
create function tenggat_now() returns timestamptz language sql volatile parallel unsafe as $$
  select clock_timestamp() + case
    when current_setting('tenggat.test_hooks', true) = 'on' then (select shift from test_clock)
    else interval '0' end
$$;
`;

const SHARED = /* sql */ `
create table settings (
  key text not null,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  constraint settings_pk primary key (key)
);
create table attempt_counters (
  scope text not null,
  key_hash bytea not null,
  window_start timestamptz not null,
  attempts integer not null default 1,
  constraint attempt_counters_pk primary key (scope, key_hash, window_start)
);
create table idempotency_keys (
  route text not null,
  account text not null,
  key text not null,
  body_hash bytea not null,
  status integer,
  answer_sealed bytea,
  case_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  constraint idempotency_keys_pk primary key (route, account, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
create table agencies (
  code text not null,
  name text not null,
  name_short text not null,
  name_en text not null,
  kind text not null,
  keywords text[] not null,
  position integer not null,
  active boolean not null default true,
  filing_notice text,
  admin_changed_at timestamptz,
  constraint agencies_pk primary key (code)
);
create table calendar_versions (
  version integer generated always as identity,
  title text not null,
  source_hash bytea not null,
  loaded_at timestamptz not null,
  loaded_by text not null,
  constraint calendar_versions_pk primary key (version)
);
create table calendar_days (
  date date not null,
  kind text not null,
  name_id text not null,
  name_en text not null,
  decree text not null,
  decree_date date not null,
  version integer not null,
  admin_changed_at timestamptz,
  constraint calendar_days_pk primary key (date, name_id),
  constraint calendar_days_kind check (kind in ('national', 'collective_leave', 'one_off', 'local_closure')),
  constraint calendar_days_version_fk foreign key (version) references calendar_versions (version)
);
create table staff (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text not null,
  roles text[] not null,
  agency_code text,
  is_head boolean not null default false,
  totp_sealed bytea,
  must_change_password boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint staff_pk primary key (id),
  constraint staff_email_once unique (email),
  constraint staff_email_lower check (email = lower(email)),
  constraint staff_agency_fk foreign key (agency_code) references agencies (code),
  constraint staff_roles_known check (roles <@ array['desk','officer','supervisor','superior','admin'] and cardinality(roles) > 0),
  constraint staff_officer_has_agency check (not ('officer' = any (roles)) or agency_code is not null)
);
create index staff_by_agency on staff (agency_code) where disabled_at is null;
create table staff_sessions (
  id_hash bytea not null,
  staff_id uuid not null,
  csrf_secret bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  user_agent text not null,
  constraint staff_sessions_pk primary key (id_hash),
  constraint staff_sessions_staff_fk foreign key (staff_id) references staff (id)
);
create index staff_sessions_by_staff on staff_sessions (staff_id);
create table audit (
  id bigint generated always as identity,
  stream text not null,
  seq integer not null,
  case_id uuid,
  event text not null,
  actor_kind text not null,
  actor_id text,
  actor_name text,
  agency_code text,
  visible_to text not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  facts jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_pk primary key (id),
  constraint audit_chain unique (stream, seq),
  constraint audit_visible check (visible_to in ('requester', 'staff', 'system')),
  constraint audit_actor check (actor_kind in ('system', 'public', 'requester', 'staff'))
);
create index audit_by_case on audit (case_id, seq) where case_id is not null;
create table tasks (
  id uuid not null,
  once_key text not null,
  kind text not null,
  case_id uuid,
  role text not null,
  agency_code text,
  facts jsonb not null,
  due_on date,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  constraint tasks_pk primary key (id),
  constraint tasks_once unique (once_key)
);
create index tasks_open on tasks (role, agency_code, due_on) where done_at is null;
`;
