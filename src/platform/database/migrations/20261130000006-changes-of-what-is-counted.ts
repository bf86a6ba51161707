import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which transactions changed something that the board counts: whoever keeps what it counted asks whether one of them was
 * not there yet. The open cases are read from their index alone.
 */
export class ChangesOfWhatIsCounted20261130000006 implements MigrationInterface {
  name = 'ChangesOfWhatIsCounted20261130000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHANGES);
    await runner.query(OPEN_CASES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// One row a transaction, whose number nobody else has: it waits for nobody. The commit that makes the change seen makes
// the row seen.
// Unlogged: no part of a backup, and empty after a crash, which whoever keeps counts notices.
const CHANGES = /* sql */ `
create unlogged table counted_changes (
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  constraint counted_changes_pk primary key (xid)
);
grant select, insert, delete on counted_changes to tenggat_app;
create function tenggat_counted_change() returns trigger language plpgsql as $$
begin
  insert into counted_changes default values on conflict do nothing;
  return null;
end $$;
create trigger cases_counted after insert or update on cases for each statement execute function tenggat_counted_change();
create trigger objections_counted after insert or update on objections for each statement execute function tenggat_counted_change();
create trigger extensions_counted after insert or update on extensions for each statement execute function tenggat_counted_change();
create trigger incompleteness_letters_counted after insert or update on incompleteness_letters
  for each statement execute function tenggat_counted_change();
create trigger agencies_counted after insert or update on agencies for each statement execute function tenggat_counted_change();
`;

const OPEN_CASES = /* sql */ `
drop index cases_inbox;
create index cases_inbox on cases (agency_code, due_on, id)
  include (parent_id, due_at, noticed_at, closed_at, status, holder_id, channel, received_at, complete_at) where closed_at is null;
`;
