import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter of incompleteness that an older register tells of was written by nobody who has an account. */
export class LettersOfOlderRegisters20261129000009 implements MigrationInterface {
  name = 'LettersOfOlderRegisters20261129000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table incompleteness_letters alter column staff_id drop not null');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
