import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was laid online for somebody without mail is given when the letter that tells of it has left. */
export class HandoversInLetters20261130000162 implements MigrationInterface {
  name = 'HandoversInLetters20261130000162';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `effect_key`: of the letter. Once it has left, or the copy is in hand in another way, nothing waits any more.
const TABLE = /* sql */ `
create table handovers_in_letters (
  effect_key text not null,
  case_id uuid not null,
  part text not null,
  file_ids uuid[] not null default '{}',
  reference text,
  staff_id uuid,
  at timestamptz not null,
  done_at timestamptz,
  constraint handovers_in_letters_once primary key (effect_key),
  constraint handovers_in_letters_part check (part in ('granted', 'promised')),
  constraint handovers_in_letters_case_fk foreign key (case_id) references cases (id)
);
create index handovers_in_letters_waiting on handovers_in_letters (case_id) where done_at is null;
grant select, insert, update on handovers_in_letters to tenggat_app;
`;
