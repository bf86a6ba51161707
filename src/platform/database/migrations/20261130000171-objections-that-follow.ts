import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An objection without a request may follow one whose order or agreement was not carried out in time: it names it, and may
 * rest on grounds e and g (decision 0092).
 */
export class ObjectionsThatFollow20261130000171 implements MigrationInterface {
  name = 'ObjectionsThatFollow20261130000171';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOLLOWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const FOLLOWS = /* sql */ `
alter table objections
  add column follows_id uuid,
  add constraint objections_follows_fk foreign key (follows_id) references objections (id),
  add constraint objections_follows_without_request check (follows_id is null or case_id is null),
  drop constraint objections_without_request,
  add constraint objections_without_request check (case_id is not null or grounds = array['b']
    or (follows_id is not null and grounds <@ array['b', 'e', 'g']));
create index objections_by_followed on objections (follows_id) where follows_id is not null;
`;
