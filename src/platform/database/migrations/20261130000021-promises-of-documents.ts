import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Information that was not documented yet is owed on the day that its notice names (PerKI 1/2021 annex VII B): such
 * requests that are not final get that day and its clock (T6). A delivery names the files it brought.
 */
export class PromisesOfDocuments20261130000021 implements MigrationInterface {
  name = 'PromisesOfDocuments20261130000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FILES);
    await runner.query(PROMISES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const FILES = /* sql */ `
alter table deliveries add column file_ids uuid[] not null default '{}';
`;

// A part of a split request promises nothing of its own: the hand-over is the request's.
const PROMISES = /* sql */ `
create index cases_promised on cases (agency_code, provide_on)
  where status = 'closed_not_documented' and provide_on is not null;
update cases c set provide_on = n.day
  from (select case_id, max(available_on) as day from item_decisions
    where outcome = 'not_documented' and noticed_at is not null and available_on is not null group by case_id) n
  where n.case_id = c.id and c.status = 'closed_not_documented' and c.parent_id is null;
insert into due_rows (case_id, kind, stage, due_at)
  select c.id, 'delivery', 'first', (c.provide_on + 1)::timestamp at time zone 'Asia/Jayapura'
  from cases c where c.status = 'closed_not_documented' and c.provide_on is not null;
`;
