import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a decision says of the order before is kept with it, also where that order was carried out already: one that a court
 * annulled takes the place of nothing (decision 0094). Of earlier decisions it stands in the trail, as far as it was asked.
 */
export class OrdersThatCourtsAnnulled20261130000241 implements MigrationInterface {
  name = 'OrdersThatCourtsAnnulled20261130000241';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table dispute_steps add column earlier_order text check (earlier_order in ('stands', 'ends'))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
