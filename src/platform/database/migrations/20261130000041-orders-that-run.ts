import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The orders that wait to be carried out (T9: of the superior, of commission and courts) are work with a day: one view
 * says which run, the case keeps the nearest day, and what counts late work asks for the duty, be it an answer or an order.
 */
export class OrdersThatRun20261130000041 implements MigrationInterface {
  name = 'OrdersThatRun20261130000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RUNNING);
    await runner.query(KEPT);
    await runner.query(INDEX);
    await runner.query(MEASURES);
    await runner.query(TASKS);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// An order of the superior whose day has passed is the commission's matter while a dispute about it runs. One of a ruling
// that is contested in time binds nobody until the next ruling: its clock was stopped.
const RUNNING = /* sql */ `
create view running_orders with (security_invoker = true) as
  select r.case_id, r.objection_id, null::uuid as dispute_id, 'superior' as ordered_by,
    (o.answered_at at time zone 'Asia/Jayapura')::date as ordered_on, r.carry_out_by as due_on
  from objection_orders r join objections o on o.id = r.objection_id
  where r.carried_out_at is null and not (r.lapsed_at is not null and exists (
    select 1 from disputes d where d.objection_id = r.objection_id and d.final_at is null))
  union all
  select o.case_id, d.objection_id, d.id, s.event, s.decided_on, s.carry_out_by
  from dispute_steps s join disputes d on d.id = s.dispute_id join objections o on o.id = d.objection_id
  where s.order_state = 'open' and not exists (select 1 from due_rows x
    where x.case_id is not distinct from o.case_id and x.kind = 'dispute-order' and x.stage = s.id::text
      and x.outcome = 'stopped');
grant select on running_orders to tenggat_app;
`;

// Written by the database with the order itself, so that no act can forget it. Statements that list cases ask nothing else.
const KEPT = /* sql */ `
alter table cases
  add column order_due_on date,
  add column order_by text,
  add column ordered_on date,
  add constraint cases_order_whole check ((order_due_on is null) = (order_by is null));
create function tenggat_keep_order(the_case uuid) returns void language plpgsql as $$
declare
  running record;
begin
  select r.due_on, r.ordered_by, r.ordered_on into running from running_orders r
    where r.case_id = the_case order by r.due_on, r.dispute_id nulls first limit 1;
  update cases c
    set order_due_on = running.due_on, order_by = running.ordered_by, ordered_on = running.ordered_on
    where c.id = the_case and (c.order_due_on, c.order_by, c.ordered_on)
      is distinct from (running.due_on, running.ordered_by, running.ordered_on);
end $$;
create function tenggat_order_changed() returns trigger language plpgsql as $$
begin
  perform tenggat_keep_order(new.case_id);
  return null;
end $$;
create function tenggat_dispute_changed() returns trigger language plpgsql as $$
begin
  perform tenggat_keep_order(o.case_id) from disputes d join objections o on o.id = d.objection_id
    where d.id = case tg_table_name when 'disputes' then new.id else (to_jsonb(new)->>'dispute_id')::uuid end
      and o.case_id is not null;
  return null;
end $$;
create trigger objection_orders_kept after insert or update on objection_orders
  for each row when (new.case_id is not null) execute function tenggat_order_changed();
create trigger dispute_steps_kept after insert or update on dispute_steps
  for each row execute function tenggat_dispute_changed();
create trigger disputes_kept after insert or update on disputes
  for each row execute function tenggat_dispute_changed();
create trigger objection_orders_counted after insert or update on objection_orders
  for each statement execute function tenggat_counted_change();
`;

// Open cases, and those that were answered and have an order to carry out.
const INDEX = /* sql */ `
drop index cases_inbox;
create index cases_inbox on cases (agency_code, due_on, id)
  include (parent_id, due_at, noticed_at, closed_at, status, holder_id, channel, received_at, complete_at, order_due_on)
  where closed_at is null or order_due_on is not null;
create index cases_ordered on cases (order_due_on) where order_due_on is not null;
`;

// The duty of a case is the nearest day that binds the office: of the answer while its clock runs, and of an order.
const MEASURES = /* sql */ `
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
    c.noticed_at is not null and c.noticed_at < c.due_at as on_time,
    c.order_due_on,
    c.order_due_on is not null
      or (c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')) as duty_runs,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_on end, c.order_due_on) as duty_due_on,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_at end, (c.order_due_on + 1)::timestamp at time zone 'Asia/Jayapura') as duty_due_at
  from cases c left join agencies a on a.code = c.agency_code
  where c.parent_id is null;
`;

// An order is no row among the tasks: it is there as long as it runs, with whoever holds the case now.
const TASKS = /* sql */ `
create view open_tasks with (security_invoker = true) as
  select t.id, t.kind, t.case_id, t.role, t.agency_code, t.facts, t.due_on, t.created_at
  from tasks t where t.done_at is null
  union all
  select r.objection_id, 'objection-order', r.case_id,
    case when c.agency_code is null then 'desk' else 'officer' end, c.agency_code,
    jsonb_build_object('objectionId', o.id, 'objection', o.register_number), r.due_on, o.answered_at
  from running_orders r join objections o on o.id = r.objection_id left join cases c on c.id = r.case_id
  where r.ordered_by = 'superior';
grant select on open_tasks to tenggat_app;
`;

const EXISTING = /* sql */ `
select tenggat_keep_order(r.case_id) from (select distinct case_id from running_orders where case_id is not null) r;
`;
