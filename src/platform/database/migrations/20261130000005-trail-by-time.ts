import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of the trail come in the order of their time: a few pages of ranges find those of a minute among millions. */
export class TrailByTime20261130000005 implements MigrationInterface {
  name = 'TrailByTime20261130000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index audit_by_time on audit using brin (recorded_at)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
