import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the application may do (grants, row-level security) and the stable read-only views. */
export class GuardsAndViews20261124000003 implements MigrationInterface {
  name = 'GuardsAndViews20261124000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(GRANTS);
    await runner.query(ROW_SECURITY);
    await runner.query(READ_VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Accepted facts are never deleted by the application: delete is granted only where rows are working memory.
const GRANTS = /* sql */ `
grant select, insert, update on all tables in schema public to tenggat_app;
grant usage on all sequences in schema public to tenggat_app;
revoke insert, update on test_clock from tenggat_app;
grant update on test_clock to tenggat_app;
revoke update on audit, mail_attempts from tenggat_app;
grant update (finished_at, outcome, reply) on mail_attempts to tenggat_app;
grant delete on attempt_counters, idempotency_keys, drafts, track_sessions, staff_sessions, mail_codes,
  files, digest_items, case_items to tenggat_app;
`;

// The scope is set by SET LOCAL in each transaction; without one a connection sees no case and no person.
// The answering unit (scope agency) sees its questions and never a person.
const ROW_SECURITY = /* sql */ `
alter table cases enable row level security;
alter table cases force row level security;
create policy cases_in_scope on cases to tenggat_app using (
  (select current_setting('tenggat.scope', true)) = 'all'
  or ((select current_setting('tenggat.scope', true)) = 'agency'
      and agency_code = (select current_setting('tenggat.scope_value', true)))
  or ((select current_setting('tenggat.scope', true)) = 'case'
      and id::text = (select current_setting('tenggat.scope_value', true)))
) with check (
  (select current_setting('tenggat.scope', true)) in ('all', 'agency', 'case')
);
create policy cases_owner on cases to current_user using (true) with check (true);
alter table requesters enable row level security;
alter table requesters force row level security;
create policy requesters_in_scope on requesters to tenggat_app using (
  (select current_setting('tenggat.scope', true)) = 'all'
  or ((select current_setting('tenggat.scope', true)) = 'case'
      and id in (select requester_id from cases))
) with check ((select current_setting('tenggat.scope', true)) in ('all', 'case'));
create policy requesters_owner on requesters to current_user using (true) with check (true);
`;

const READ_VIEWS = /* sql */ `
create view tenggat_read.cases as
  select c.id as case_id, c.register_number, c.register_year, c.register_seq, c.channel, c.agency_code, c.status, c.outcome,
    c.received_at, c.received_on, c.entered_at, c.completeness_due_on, c.complete_at, c.repair_due_on, c.due_on, c.due_at,
    c.due_kind, c.due_provisional, c.extended_at, c.noticed_at, c.provide_on, c.objection_until, c.closed_at,
    c.calendar_version, c.version
  from public.cases c;
create view tenggat_read.objections as
  select o.id as objection_id, o.register_number, o.case_id, o.grounds, o.late, o.status, o.received_at, o.received_on,
    o.reply_due_on, o.reply_due_at, o.answered_at, o.commission_until, o.closed_at, o.version
  from public.objections o;
create view tenggat_read.disputes as
  select d.id as dispute_id, d.objection_id, d.commission_number, d.filed_on, d.status, d.version from public.disputes d;
create view tenggat_read.due_rows as
  select d.case_id, d.kind, d.stage, d.due_at, d.effective_at, d.recorded_at, d.done_at, d.outcome from public.due_rows d;
create view tenggat_read.outbox as
  select o.effect_key, o.kind, o.case_id, o.message_id, o.state, o.created_at, o.accepted_at, o.attempts, o.ambiguous
  from public.outbox o;
create view tenggat_read.attempts as
  select o.effect_key, o.message_id, a.fence, a.started_at, a.finished_at, a.outcome, a.reply
  from public.mail_attempts a join public.outbox o on o.id = a.outbox_id;
create view tenggat_read.audit as
  select a.id, a.stream, a.seq, a.case_id, a.event, a.actor_kind, a.actor_id, a.agency_code, a.effective_at, a.recorded_at,
    a.facts, encode(a.previous_hash, 'hex') as previous_hash, encode(a.hash, 'hex') as hash
  from public.audit a;
create view tenggat_read.files as
  select f.id as file_id, f.case_id, f.path, encode(f.sha256, 'hex') as sha256, f.bytes, f.purpose, f.type,
    encode(f.content_sha256, 'hex') as content_sha256, f.content_bytes, f.created_at
  from public.files f;
grant select on all tables in schema tenggat_read to tenggat_app, tenggat_reader;
`;
