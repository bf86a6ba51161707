import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ways to court and cassation are counted from the receipt of a decision, not from its day (UU 14/2008 art. 48(1), 50). */
export class RulingsReceived20261127000040 implements MigrationInterface {
  name = 'RulingsReceived20261127000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMN = /* sql */ `
alter table dispute_steps add column received_on date;
update dispute_steps set received_on = decided_on;
alter table dispute_steps
  alter column received_on set not null,
  add constraint dispute_steps_received check (received_on >= decided_on);
`;
