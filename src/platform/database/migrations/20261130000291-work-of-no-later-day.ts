import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Due rows that were written for the moment itself: few are open at once, and each round asks whether one lies ahead. */
export class WorkOfNoLaterDay20261130000291 implements MigrationInterface {
  name = 'WorkOfNoLaterDay20261130000291';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index due_rows_at_once on due_rows (due_at)
       where done_at is null and kind in ('suggest-routing', 'issue-letter', 'register-import')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
