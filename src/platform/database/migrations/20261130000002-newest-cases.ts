import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest cases of the whole city, which a search looks through before it asks the index of words. */
export class NewestCases20261130000002 implements MigrationInterface {
  name = 'NewestCases20261130000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index cases_recent on cases (received_at desc)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
