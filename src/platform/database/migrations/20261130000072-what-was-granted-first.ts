import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of an answer that grants a part and promises the rest for a day, the granted part is handed over first. The row of the
 * hand-over names the last day of all; this is the day of the granted part, once the rest has followed.
 */
export class WhatWasGrantedFirst20261130000072 implements MigrationInterface {
  name = 'WhatWasGrantedFirst20261130000072';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deliveries add column granted_on date');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
