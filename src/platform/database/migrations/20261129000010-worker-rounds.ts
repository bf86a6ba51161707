import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each worker last swept the due rows, so that a web process sees that none does; and the history of the schema is
 * the owner's alone to write.
 */
export class WorkerRounds20261129000010 implements MigrationInterface {
  name = 'WorkerRounds20261129000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROUNDS);
    await runner.query(HISTORY);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Unlogged: four writes a minute that mean nothing after a crash, and no part of a backup. Real time, not the moved clock.
const ROUNDS = /* sql */ `
create unlogged table worker_rounds (
  worker text not null,
  swept_at timestamptz not null,
  skew_milliseconds bigint not null,
  constraint worker_rounds_pk primary key (worker)
) with (fillfactor = 50);
grant select, insert, update, delete on worker_rounds to tenggat_app;
`;

// The grants on all tables of 20261124000003 took it in.
const HISTORY = /* sql */ `
revoke insert, update on schema_migrations from tenggat_app;
`;
