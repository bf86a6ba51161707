import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of the information stays open beside what is exempt, in the office's words; null where nobody wrote any. */
export class WhatStaysOpen20261130000045 implements MigrationInterface {
  name = 'WhatStaysOpen20261130000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMNS = /* sql */ `
alter table refusal_proposals add column still_open text;
alter table item_decisions add column still_open text;
`;
