import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which item of the letter of incompleteness each paper of a repair came for: `[{ item, fileId }]`. */
export class PapersByName20261128000004 implements MigrationInterface {
  name = 'PapersByName20261128000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table repairs add column papers jsonb not null default '[]'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
