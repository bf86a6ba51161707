import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A suit or cassation filed in time takes from an order that it binds, also where its day has passed by then (UU 14/2008
 * art. 47(1), 48(1), 50): the step itself keeps since when, and what asks for running orders asks that.
 */
export class OrdersThatAreContested20261130000121 implements MigrationInterface {
  name = 'OrdersThatAreContested20261130000121';

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
alter table dispute_steps
  add column suspended_at timestamptz,
  add constraint dispute_steps_suspended check (suspended_at is null or order_text is not null);
`;

// As it was (20261130000051); an order of a ruling was known as contested only by a clock that was stopped.
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
  where s.order_state = 'open' and s.suspended_at is null;
`;

// Orders whose clock was stopped, and those whose day had passed: the trail says until when the step could be filed. The
// trigger on the steps gives each case its day.
const EXISTING = /* sql */ `
update dispute_steps s set suspended_at = d.effective_at from due_rows d
  where s.order_state = 'open' and d.kind = 'dispute-order' and d.stage = s.id::text and d.outcome = 'stopped';
update dispute_steps s set suspended_at = f.at from disputes d
  join objections o on o.id = d.objection_id join dispute_filings f on f.dispute_id = d.id
  where s.dispute_id = d.id and s.order_state = 'open' and s.suspended_at is null and f.at >= s.at
    and (d.status, f.event) in (('ruled', 'suit-filed'), ('court', 'cassation-filed'))
    and exists (select 1 from audit a where a.stream = coalesce('case:' || o.case_id, 'dispute:' || d.id)
      and a.facts->>'disputeId' = d.id::text and a.facts->>'step' = f.event
      and a.facts->>'filedOn' = f.filed_on::text and a.facts->>'furtherUntil' >= a.facts->>'filedOn');
`;
