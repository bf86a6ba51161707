import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was ordered or agreed and is handed over to somebody without mail leaves with a letter: until then the order runs,
 * and what is left to do is to send it.
 */
export class OrdersInALetter20261130000161 implements MigrationInterface {
  name = 'OrdersInALetter20261130000161';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(RUNNING);
    await runner.query(KEPT);
    await runner.query(TASKS);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `leaves_with`: effect key of the letter with which the files leave that were reported.
const COLUMNS = /* sql */ `
alter table objection_orders add column leaves_with text;
alter table dispute_steps add column leaves_with text;
alter table cases add column order_in_letter boolean not null default false;
`;

// As it was (20261130000131), and whether nothing but a letter is left to send.
const RUNNING = /* sql */ `
create or replace view running_orders with (security_invoker = true) as
  select r.case_id, r.objection_id, null::uuid as dispute_id,
    case when r.agreed_at is null then 'superior' else 'settlement' end as ordered_by,
    (coalesce(r.agreed_at, o.answered_at) at time zone 'Asia/Jayapura')::date as ordered_on, r.carry_out_by as due_on,
    r.leaves_with is not null as in_letter
  from objection_orders r join objections o on o.id = r.objection_id
  where r.carried_out_at is null and r.ended_at is null and not (r.lapsed_at is not null and exists (
    select 1 from disputes d where d.objection_id = r.objection_id and d.final_at is null))
  union all
  select o.case_id, d.objection_id, d.id, s.event, s.decided_on, s.carry_out_by, s.leaves_with is not null
  from dispute_steps s join disputes d on d.id = s.dispute_id join objections o on o.id = d.objection_id
  where s.order_state = 'open' and s.suspended_at is null;
`;

// As they were (20261130000157), with what is left of the order.
const KEPT = /* sql */ `
create or replace function tenggat_keep_order(the_case uuid) returns void language plpgsql as $$
declare
  running record;
begin
  select r.due_on, r.ordered_by, r.ordered_on, r.in_letter into running from running_orders r
    where r.case_id = the_case order by r.due_on, r.dispute_id nulls first limit 1;
  update cases c
    set order_due_on = running.due_on, order_by = running.ordered_by, ordered_on = running.ordered_on,
      order_in_letter = coalesce(running.in_letter, false)
    where (c.id = the_case or (c.parent_id = the_case
        and (running.due_on is null or c.outcome is distinct from 'granted_full')))
      and (c.order_due_on, c.order_by, c.ordered_on, c.order_in_letter)
        is distinct from (running.due_on, running.ordered_by, running.ordered_on, coalesce(running.in_letter, false));
end $$;
create or replace function tenggat_part_given() returns trigger language plpgsql as $$
begin
  new.order_due_on := null;
  new.order_by := null;
  new.ordered_on := null;
  new.order_in_letter := false;
  return new;
end $$;
`;

// As it was (20261130000131): the letter is a task of the desk.
const TASKS = /* sql */ `
create or replace view open_tasks with (security_invoker = true) as
  select t.id, t.kind, t.case_id, t.role, t.agency_code, t.facts, t.due_on, t.created_at
  from tasks t where t.done_at is null
  union all
  select r.objection_id, 'objection-' || case r.ordered_by when 'superior' then 'order' else 'settlement' end, r.case_id,
    case when c.agency_code is null then 'desk' else 'officer' end, c.agency_code,
    jsonb_build_object('objectionId', o.id, 'objection', o.register_number), r.due_on,
    coalesce(o.answered_at, o.closed_at)
  from running_orders r join objections o on o.id = r.objection_id left join cases c on c.id = r.case_id
  where r.ordered_by in ('superior', 'settlement') and not r.in_letter;
`;

// Reports that wait for the notice to leave.
const EXISTING = /* sql */ `
update objection_orders r set leaves_with = 'answered:' || r.case_id from cases c
  where c.id = r.case_id and r.carried_out_at is null and r.ended_at is null and cardinality(r.file_ids) > 0
    and c.status = 'granted_open' and c.notice_on_paper and c.notice_left_on is null;
`;
