import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies online for somebody without mail waits for its letter alone: the case says so, as it does of an order. */
export class DeliveriesInALetter20261130000182 implements MigrationInterface {
  name = 'DeliveriesInALetter20261130000182';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Written by the database with the hand-over that waits, so that no act can forget it.
const KEPT = /* sql */ `
alter table cases add column delivery_in_letter boolean not null default false;
create function tenggat_keep_handover() returns trigger language plpgsql as $$
begin
  update cases c set delivery_in_letter = waits.some_wait
    from (select exists (select 1 from handovers_in_letters h where h.case_id = new.case_id and h.done_at is null) as some_wait) waits
    where c.id = new.case_id and c.delivery_in_letter <> waits.some_wait;
  return null;
end $$;
create trigger handovers_in_letters_kept after insert or update on handovers_in_letters
  for each row execute function tenggat_keep_handover();
`;

const EXISTING = /* sql */ `
update cases c set delivery_in_letter = true
  where exists (select 1 from handovers_in_letters h where h.case_id = c.id and h.done_at is null);
`;
