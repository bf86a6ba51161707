import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The views of the queue also count replies, tasks and asked material: a change of these is a change of what is counted. */
export class ChangesOfWhatQueuesCount20261130000271 implements MigrationInterface {
  name = 'ChangesOfWhatQueuesCount20261130000271';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['messages', 'tasks', 'material_requests']) {
      await runner.query(
        `create trigger ${table}_counted after insert or update on ${table} for each statement execute function tenggat_counted_change()`,
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
