import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An agreement that leaves a cost waits for its payment where the notice let T6 wait for it: until then no day runs, and
 * nobody is late (decision 0093).
 */
export class AgreementsThatWaitForPayment20261130000181 implements MigrationInterface {
  name = 'AgreementsThatWaitForPayment20261130000181';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(RUNNING);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `agreed_day`: what both sides named, of an agreement that waits or waited; while it waits `carry_out_by` is null.
const COLUMNS = /* sql */ `
alter table objection_orders
  alter column carry_out_by drop not null,
  add column agreed_day date,
  add constraint objection_orders_day check (carry_out_by is not null or agreed_day is not null);
`;

// As it was (20261130000161), without what waits for the payment.
const RUNNING = /* sql */ `
create or replace view running_orders with (security_invoker = true) as
  select r.case_id, r.objection_id, null::uuid as dispute_id,
    case when r.agreed_at is null then 'superior' else 'settlement' end as ordered_by,
    (coalesce(r.agreed_at, o.answered_at) at time zone 'Asia/Jayapura')::date as ordered_on, r.carry_out_by as due_on,
    r.leaves_with is not null as in_letter
  from objection_orders r join objections o on o.id = r.objection_id
  where r.carried_out_at is null and r.ended_at is null and r.carry_out_by is not null
    and not (r.lapsed_at is not null and exists (
      select 1 from disputes d where d.objection_id = r.objection_id and d.final_at is null))
  union all
  select o.case_id, d.objection_id, d.id, s.event, s.decided_on, s.carry_out_by, s.leaves_with is not null
  from dispute_steps s join disputes d on d.id = s.dispute_id join objections o on o.id = d.objection_id
  where s.order_state = 'open' and s.suspended_at is null;
`;

// Agreements that wait already. Their clocks have not begun: they begin with the payment.
const EXISTING = /* sql */ `
with waiting as (
  update objection_orders r set agreed_day = r.carry_out_by, carry_out_by = null
  from cases c
  where c.id = r.case_id and r.agreed_at is not null and r.kind = 'give' and r.carried_out_at is null
    and r.ended_at is null and r.lapsed_at is null and c.status = 'granted_open'
    and (case when c.promised_due_on is null then c.provide_on else c.granted_due_on end) is null
    and exists (select 1 from lowered_costs l where l.objection_id = r.objection_id and l.step_id is null)
  returning r.objection_id)
delete from due_rows d using waiting w
  where d.objection_id = w.objection_id and d.kind in ('order-execution', 'order-reminder') and d.done_at is null;
`;
