import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Disputes with their steps and orders; requests in parts; groups of near-identical requests. */
export class FamiliesAndDisputes20261126000005 implements MigrationInterface {
  name = 'FamiliesAndDisputes20261126000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DISPUTES);
    await runner.query(PARTS);
    await runner.query(GROUPS);
    await runner.query(VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `held_until_final` of the later purge is `final_at is null`: while a dispute runs nothing of its case is thrown away.
const DISPUTES = /* sql */ `
alter table disputes
  add column late boolean not null default false,
  add column start_due_on date,
  add column end_due_on date,
  add column further_until date,
  add column registered_at timestamptz,
  add column registered_by uuid,
  add column file_id uuid,
  add column final_at timestamptz,
  add constraint disputes_once unique (objection_id),
  add constraint disputes_file_fk foreign key (file_id) references files (id),
  add constraint disputes_final check ((status = 'final') = (final_at is not null));
create index disputes_running on disputes (filed_on) where final_at is null;
create table dispute_steps (
  id uuid not null,
  dispute_id uuid not null,
  event text not null,
  decided_on date not null,
  file_id uuid not null,
  order_text text,
  carry_out_by date,
  order_state text,
  carried_out_on date,
  carried_out_text text,
  carried_out_files uuid[] not null default '{}',
  carried_out_by uuid,
  staff_id uuid not null,
  at timestamptz not null,
  constraint dispute_steps_pk primary key (id),
  constraint dispute_steps_once unique (dispute_id, event),
  constraint dispute_steps_event check (event in ('mediation-agreed', 'ruling', 'court-ruling', 'cassation-ruling')),
  constraint dispute_steps_order_state check (order_state in ('open', 'carried-out', 'replaced')),
  constraint dispute_steps_order_whole check ((order_text is null) = (order_state is null)
    and (order_text is null) = (carry_out_by is null)),
  constraint dispute_steps_done_whole check ((order_state = 'carried-out') = (carried_out_on is not null)),
  constraint dispute_steps_dispute_fk foreign key (dispute_id) references disputes (id),
  constraint dispute_steps_file_fk foreign key (file_id) references files (id)
);
create index dispute_steps_open on dispute_steps (carry_out_by) where order_state = 'open';
grant select, insert, update on dispute_steps to tenggat_app;
`;

// A part has the number of its request with /1, /2 behind it and no place of its own in the register. Whoever holds the
// request by its code sees its parts; an agency sees only its own part, never the request.
const PARTS = /* sql */ `
alter table cases
  add column parent_id uuid,
  add column part_count integer not null default 0,
  add constraint cases_parent_fk foreign key (parent_id) references cases (id),
  add constraint cases_two_levels check (parent_id is null or part_count = 0),
  drop constraint cases_register_once;
create unique index cases_register_once on cases (public_body, register_year, register_seq) where parent_id is null;
create index cases_by_parent on cases (parent_id) where parent_id is not null;
alter policy cases_in_scope on cases using (
  (select current_setting('tenggat.scope', true)) = 'all'
  or ((select current_setting('tenggat.scope', true)) = 'agency'
      and agency_code = (select current_setting('tenggat.scope_value', true)))
  or ((select current_setting('tenggat.scope', true)) = 'case'
      and (select current_setting('tenggat.scope_value', true)) in (id::text, parent_id::text))
);
create or replace view case_measures with (security_invoker = true) as
  select c.id as case_id, c.agency_code, a.kind as agency_kind, c.channel, c.holder_id, c.status,
    c.received_at, c.received_on, c.complete_at, c.due_on, c.due_at, c.noticed_at, c.closed_at,
    c.extended_at is not null as extended,
    c.noticed_at is null and c.status in ('received', 'incomplete', 'processing', 'extended', 'consent_pending')
      as awaits_notice,
    c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending') as clock_runs,
    c.noticed_at is not null and c.status <> 'withdrawn' as answered,
    coalesce(c.reply_started_on, c.received_on) as counted_from,
    (c.noticed_at at time zone 'Asia/Jayapura')::date as noticed_on,
    least(c.noticed_at, c.closed_at) as left_at,
    c.due_at is not null and (c.noticed_at is not null or c.closed_at is null or c.closed_at >= c.due_at) as due_counts,
    c.noticed_at is not null and c.noticed_at < c.due_at as on_time
  from cases c left join agencies a on a.code = c.agency_code
  where c.parent_id is null;
`;

// Near-identical requests that are prepared once; each keeps its own answer, clock and entry.
const GROUPS = /* sql */ `
create table case_groups (
  id uuid not null,
  agency_code text,
  reason text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint case_groups_pk primary key (id),
  constraint case_groups_reason check (length(btrim(reason)) > 0)
);
create table case_group_members (
  group_id uuid not null,
  case_id uuid not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  left_reason text,
  constraint case_group_members_pk primary key (group_id, case_id),
  constraint case_group_members_group_fk foreign key (group_id) references case_groups (id),
  constraint case_group_members_case_fk foreign key (case_id) references cases (id)
);
create unique index case_group_members_once on case_group_members (case_id) where left_at is null;
grant select, insert on case_groups to tenggat_app;
grant select, insert, update on case_group_members to tenggat_app;
`;

const VIEWS = /* sql */ `
create or replace view tenggat_read.disputes as
  select d.id as dispute_id, d.objection_id, d.commission_number, d.filed_on, d.status, d.version, o.case_id, d.late,
    d.start_due_on, d.end_due_on, d.further_until, d.final_at
  from public.disputes d join public.objections o on o.id = d.objection_id;
create or replace view tenggat_read.cases as
  select c.id as case_id, c.register_number, c.register_year, c.register_seq, c.channel, c.agency_code, c.status, c.outcome,
    c.received_at, c.received_on, c.entered_at, c.completeness_due_on, c.complete_at, c.repair_due_on, c.due_on, c.due_at,
    c.due_kind, c.due_provisional, c.extended_at, c.noticed_at, c.provide_on, c.objection_until, c.closed_at,
    c.calendar_version, c.version, c.parent_id
  from public.cases c;
`;
