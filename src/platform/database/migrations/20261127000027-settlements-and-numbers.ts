import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The day by which a settlement is to be carried out, and numbers of papers that are the same whatever the case of their
 * letters: `1/ppid/xi/2026` is the letter `1/PPID/XI/2026`.
 */
export class SettlementsAndNumbers20261127000027 implements MigrationInterface {
  name = 'SettlementsAndNumbers20261127000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SETTLEMENTS);
    await runner.query(NUMBERS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const SETTLEMENTS = /* sql */ `
alter table objection_closings
  add column carry_out_by date,
  add constraint objection_closings_carry_out check (carry_out_by is null or how = 'settled');
`;

// A number that was given twice before, apart by case alone, stays taken by the first of the two.
const NUMBERS = /* sql */ `
delete from letter_numbers n using letter_numbers m where lower(m.number) = lower(n.number) and m.number <> n.number
  and (m.taken_at, m.number) < (n.taken_at, n.number);
create unique index letter_numbers_once on letter_numbers (lower(number));
create unique index test_sheets_number_once_in_any_case on test_sheets (lower(number));
create unique index exemption_decrees_number_once_in_any_case on exemption_decrees (lower(number));
`;
