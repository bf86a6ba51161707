import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what the database knows its master key: whoever comes with another one is refused before anything is sealed under it. */
export class TheKeyOfTheDatabase20261130000281 implements MigrationInterface {
  name = 'TheKeyOfTheDatabase20261130000281';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEYS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `id` is that of the envelopes. A keyed hash tells the key to know, and nothing about it; nobody of the application may
// change it.
const KEYS = /* sql */ `
create table master_keys (
  id integer not null,
  fingerprint bytea not null,
  kept_at timestamptz not null default clock_timestamp(),
  constraint master_keys_pk primary key (id)
);
grant select, insert on master_keys to tenggat_app;
`;
