import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dispute that was filed before there was anything to dispute (UU 14/2008 art. 37(2)): flagged, never blocked. */
export class DisputesFiledTooEarly20261130000012 implements MigrationInterface {
  name = 'DisputesFiledTooEarly20261130000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table disputes add column premature boolean not null default false');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
