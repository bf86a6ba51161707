import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Suits and cassations as they were recorded: the day of the filing, its paper, and for one that the office learnt of when
 * the dispute was final already why, and when it had ended. The last is the trace of an end that was undone.
 */
export class FiledInTimeAndLearntLate20261128000002 implements MigrationInterface {
  name = 'FiledInTimeAndLearntLate20261128000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const TABLE = /* sql */ `
create table dispute_filings (
  id uuid not null,
  dispute_id uuid not null,
  event text not null,
  filed_on date not null,
  file_id uuid,
  reason text,
  ended_at timestamptz,
  staff_id uuid not null,
  at timestamptz not null,
  constraint dispute_filings_pk primary key (id),
  constraint dispute_filings_once unique (dispute_id, event),
  constraint dispute_filings_event check (event in ('suit-filed', 'cassation-filed')),
  constraint dispute_filings_proved check (ended_at is null
    or file_id is not null and length(btrim(coalesce(reason, ''))) > 0),
  constraint dispute_filings_dispute_fk foreign key (dispute_id) references disputes (id),
  constraint dispute_filings_file_fk foreign key (file_id) references files (id)
);
grant select, insert on dispute_filings to tenggat_app;
`;
