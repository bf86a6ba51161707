import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An order of the superior ends with its request when the requester withdraws that: it waits for nobody any more. What a
 * ruling ordered stays.
 */
export class OrdersThatEnded20261130000051 implements MigrationInterface {
  name = 'OrdersThatEnded20261130000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
    await runner.query(RUNNING);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMN = /* sql */ `
alter table objection_orders
  add column ended_at timestamptz,
  add constraint objection_orders_one_end check (ended_at is null or carried_out_at is null);
drop index objection_orders_open;
create index objection_orders_open on objection_orders (carry_out_by) where carried_out_at is null and ended_at is null;
`;

// As it was (20261130000041), less what has ended. The trigger on the orders keeps the day of the case by it.
const RUNNING = /* sql */ `
create or replace view running_orders with (security_invoker = true) as
  select r.case_id, r.objection_id, null::uuid as dispute_id, 'superior' as ordered_by,
    (o.answered_at at time zone 'Asia/Jayapura')::date as ordered_on, r.carry_out_by as due_on
  from objection_orders r join objections o on o.id = r.objection_id
  where r.carried_out_at is null and r.ended_at is null and not (r.lapsed_at is not null and exists (
    select 1 from disputes d where d.objection_id = r.objection_id and d.final_at is null))
  union all
  select o.case_id, d.objection_id, d.id, s.event, s.decided_on, s.carry_out_by
  from dispute_steps s join disputes d on d.id = s.dispute_id join objections o on o.id = d.objection_id
  where s.order_state = 'open' and not exists (select 1 from due_rows x
    where x.case_id is not distinct from o.case_id and x.kind = 'dispute-order' and x.stage = s.id::text
      and x.outcome = 'stopped');
`;

// Objections that only such an order kept from their end are looked at once more.
const EXISTING = /* sql */ `
update objection_orders r set ended_at = c.closed_at from cases c
  where c.id = r.case_id and c.status = 'withdrawn' and c.closed_at is not null and r.carried_out_at is null;
update due_rows d set done_at = r.ended_at, recorded_at = clock_timestamp(), effective_at = r.ended_at, outcome = 'stopped'
  from objection_orders r
  where r.objection_id = d.objection_id and r.ended_at is not null and d.done_at is null
    and d.kind in ('order-execution', 'order-reminder');
insert into due_rows (case_id, objection_id, kind, stage, due_at, facts)
  select o.case_id, o.id, 'commission-window', o.id || '/order-ended',
    greatest(r.ended_at, (o.commission_until + 1)::timestamp at time zone 'Asia/Jayapura'),
    jsonb_build_object('objectionId', o.id, 'until', o.commission_until)
  from objection_orders r join objections o on o.id = r.objection_id
  where r.ended_at is not null and o.status = 'answered' and o.commission_until is not null and not exists (
    select 1 from due_rows d where d.objection_id = o.id and d.kind = 'commission-window' and d.done_at is null);
`;
