import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The days on which a dispute was taken to the court and to cassation: from then on it waits for the ruling. */
export class StepsToTheCourts20261126000009 implements MigrationInterface {
  name = 'StepsToTheCourts20261126000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table disputes add column suit_filed_on date, add column cassation_filed_on date',
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
