import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An order on a split request is work of the agencies of its parts as well: each part that has not granted all that was
 * asked of it bears the day (decision 0090).
 */
export class OrdersOfParts20261130000157 implements MigrationInterface {
  name = 'OrdersOfParts20261130000157';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT);
    await runner.query(GIVEN);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// As it was (20261130000041), and for the parts.
const KEPT = /* sql */ `
create or replace function tenggat_keep_order(the_case uuid) returns void language plpgsql as $$
declare
  running record;
begin
  select r.due_on, r.ordered_by, r.ordered_on into running from running_orders r
    where r.case_id = the_case order by r.due_on, r.dispute_id nulls first limit 1;
  update cases c
    set order_due_on = running.due_on, order_by = running.ordered_by, ordered_on = running.ordered_on
    where (c.id = the_case or (c.parent_id = the_case
        and (running.due_on is null or c.outcome is distinct from 'granted_full')))
      and (c.order_due_on, c.order_by, c.ordered_on)
        is distinct from (running.due_on, running.ordered_by, running.ordered_on);
end $$;
`;

// A part that gives all that was asked of it has nothing of the order left to do.
const GIVEN = /* sql */ `
create function tenggat_part_given() returns trigger language plpgsql as $$
begin
  new.order_due_on := null;
  new.order_by := null;
  new.ordered_on := null;
  return new;
end $$;
create trigger cases_part_given before update of outcome on cases
  for each row when (new.parent_id is not null and new.outcome = 'granted_full' and new.order_due_on is not null)
  execute function tenggat_part_given();
`;

const EXISTING = /* sql */ `
select tenggat_keep_order(r.case_id) from (select distinct case_id from running_orders where case_id is not null) r;
`;
