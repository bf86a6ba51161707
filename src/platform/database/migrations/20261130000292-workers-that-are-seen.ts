import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A worker tells that it lives also while its sweep does not come to an end: hanging is not being away. */
export class WorkersThatAreSeen20261130000292 implements MigrationInterface {
  name = 'WorkersThatAreSeen20261130000292';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table worker_rounds add column seen_at timestamptz, alter column swept_at drop not null',
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
