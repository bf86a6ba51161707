import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each trail ends, sealed, so that a trail whose end was cut off no longer fits; and reports from outside stay outside. */
export class TrailHeads20261124000005 implements MigrationInterface {
  name = 'TrailHeads20261124000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(HEADS);
    await runner.query(OUTSIDE_VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `seal` is a keyed hash over stream, number and hash of the last row: nobody without the key can name another end.
const HEADS = /* sql */ `
create table audit_heads (
  stream text not null,
  seq integer not null,
  seal bytea not null,
  constraint audit_heads_pk primary key (stream)
) with (fillfactor = 50);
grant select, insert, update on audit_heads to tenggat_app;
`;

// These views run with their owner's sight, past row-level security: they are for reports from outside, and the
// application asks its own tables in its own scope.
const OUTSIDE_VIEWS = /* sql */ `
revoke select on all tables in schema tenggat_read from tenggat_app;
revoke usage on schema tenggat_read from tenggat_app;
`;
