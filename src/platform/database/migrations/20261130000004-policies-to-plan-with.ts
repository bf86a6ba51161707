import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The policies of the rows say what they said, in a form that the planner judges better: of alternatives it took one row
 * in a hundred to be seen, and read whole tables where it should have walked an index; of a CASE it takes every second.
 * A requester of one case is looked up, not searched for.
 */
export class PoliciesToPlanWith20261130000004 implements MigrationInterface {
  name = 'PoliciesToPlanWith20261130000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(POLICIES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const POLICIES = /* sql */ `
alter policy cases_in_scope on cases using (
  case (select current_setting('tenggat.scope', true))
    when 'all' then true
    when 'agency' then agency_code = (select current_setting('tenggat.scope_value', true))
    when 'case' then (select current_setting('tenggat.scope_value', true)) in (id::text, parent_id::text)
    else false
  end
);
alter policy requesters_in_scope on requesters using (
  case (select current_setting('tenggat.scope', true))
    when 'all' then true
    when 'case' then id = (select c.requester_id from cases c
      where c.id = (select current_setting('tenggat.scope_value', true))::uuid)
    else false
  end
);
`;
