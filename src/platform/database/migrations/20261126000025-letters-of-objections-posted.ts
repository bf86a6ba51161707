import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters of an objection that no request stands behind are printed and posted like every other. */
export class LettersOfObjectionsPosted20261126000025 implements MigrationInterface {
  name = 'LettersOfObjectionsPosted20261126000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
alter table postings alter column case_id drop not null,
  add column objection_id uuid,
  add constraint postings_of_something check (case_id is not null or objection_id is not null),
  add constraint postings_objection_fk foreign key (objection_id) references objections (id);
create index postings_by_objection on postings (objection_id) where objection_id is not null;
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
