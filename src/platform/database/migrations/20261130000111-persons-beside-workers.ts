import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The policy of persons says what it said, and can be asked by a plan with parallel workers: those are given every
 * sub-select's answer beforehand, also of the branch that is not taken, where the scope's value is no id.
 */
export class PersonsBesideWorkers20261130000111 implements MigrationInterface {
  name = 'PersonsBesideWorkers20261130000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(POLICY);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const POLICY = /* sql */ `
alter policy requesters_in_scope on requesters using (
  case (select current_setting('tenggat.scope', true))
    when 'all' then true
    when 'case' then id = (select c.requester_id from cases c
      where c.id = (select case when current_setting('tenggat.scope', true) = 'case'
        then current_setting('tenggat.scope_value', true)::uuid end))
    else false
  end
);
`;
