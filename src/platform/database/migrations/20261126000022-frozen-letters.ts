import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a paper said when it was first printed on demand, so that every later copy is the same to the byte. */
export class FrozenLetters20261126000022 implements MigrationInterface {
  name = 'FrozenLetters20261126000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table frozen_letters (
  subject text not null,
  case_id uuid,
  objection_id uuid,
  letter_sealed bytea not null,
  at timestamptz not null,
  constraint frozen_letters_pk primary key (subject),
  constraint frozen_letters_case_fk foreign key (case_id) references cases (id) deferrable initially deferred,
  constraint frozen_letters_objection_fk foreign key (objection_id) references objections (id)
    deferrable initially deferred
);
create index frozen_letters_by_case on frozen_letters (case_id) where case_id is not null;
grant select, insert on frozen_letters to tenggat_app;
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
