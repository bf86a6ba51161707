import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose counts a transaction changed: the agencies of the cases that it wrote, or the cases that it wrote something
 * about. Only they are counted anew (decision 0119), from indexes that know the agency.
 */
export class WhoseCountsChanged20261130000301 implements MigrationInterface {
  name = 'WhoseCountsChanged20261130000301';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHANGES);
    await runner.query(TRIGGERS);
    await runner.query(ABOUT_CASES);
    await runner.query(INDEXES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Agency '' = the cases that no agency has yet; neither agency nor case = everything. The case is said, not its agency,
// where only what belongs to it was written: whoever reads it knows the agency that the case has by then.
const CHANGES = /* sql */ `
alter table counted_changes drop constraint counted_changes_pk, add column agency_code text, add column case_id uuid,
  add constraint counted_changes_once unique nulls not distinct (xid, agency_code, case_id);
`;

const TRIGGERS = /* sql */ `
create function tenggat_counted_cases() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into counted_changes (agency_code) select distinct coalesce(agency_code, '') from written on conflict do nothing;
  else
    insert into counted_changes (agency_code)
      select coalesce(agency_code, '') from written union select coalesce(agency_code, '') from before on conflict do nothing;
  end if;
  return null;
end $$;
create function tenggat_counted_about_cases() returns trigger language plpgsql as $$
begin
  insert into counted_changes (agency_code, case_id)
    select distinct case when case_id is null then '' end, case_id from written on conflict do nothing;
  return null;
end $$;
drop trigger cases_counted on cases;
create trigger cases_counted after insert on cases referencing new table as written
  for each statement execute function tenggat_counted_cases();
create trigger cases_counted_again after update on cases referencing old table as before new table as written
  for each statement execute function tenggat_counted_cases();
`;

const ABOUT_CASES = [
  'objections',
  'extensions',
  'incompleteness_letters',
  'objection_orders',
  'messages',
  'tasks',
  'material_requests',
]
  .map(
    (table) => /* sql */ `
drop trigger ${table}_counted on ${table};
create trigger ${table}_counted after insert on ${table} referencing new table as written
  for each statement execute function tenggat_counted_about_cases();
create trigger ${table}_counted_again after update on ${table} referencing new table as written
  for each statement execute function tenggat_counted_about_cases();`,
  )
  .join('');

const INDEXES = /* sql */ `
create index cases_left_of_agency on cases (agency_code, (least(noticed_at, closed_at)));
drop index cases_due;
create index cases_due on cases (due_on, agency_code) where due_on is not null;
`;
