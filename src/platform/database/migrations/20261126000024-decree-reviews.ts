import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of an exemption before its term ends: opened early, left to end, or decreed anew on a new test. */
export class DecreeReviews20261126000024 implements MigrationInterface {
  name = 'DecreeReviews20261126000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
alter table exemption_decrees add column replaced_by uuid,
  add constraint exemption_decrees_replaced_fk foreign key (replaced_by) references exemption_decrees (id);
create table decree_reviews (
  id uuid not null,
  decree_id uuid not null,
  kind text not null,
  reason text not null,
  test_sheet_id uuid,
  approval_number text,
  approved_on date,
  status text not null,
  objection_id uuid,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  returned_reason text,
  constraint decree_reviews_pk primary key (id),
  constraint decree_reviews_kind check (kind in ('open', 'let-end', 'extend')),
  constraint decree_reviews_status check (status in ('waiting', 'done', 'returned')),
  constraint decree_reviews_reasoned check (length(btrim(reason)) > 0),
  constraint decree_reviews_tested check ((kind = 'extend') = (test_sheet_id is not null)),
  constraint decree_reviews_approval check ((approval_number is null) = (approved_on is null)),
  constraint decree_reviews_two_people check (kind <> 'extend' or decided_by is null or decided_by <> proposed_by),
  constraint decree_reviews_decree_fk foreign key (decree_id) references exemption_decrees (id),
  constraint decree_reviews_sheet_fk foreign key (test_sheet_id) references test_sheets (id),
  constraint decree_reviews_objection_fk foreign key (objection_id) references objections (id)
);
create unique index decree_reviews_one_waiting on decree_reviews (decree_id) where status = 'waiting';
create index decree_reviews_by_decree on decree_reviews (decree_id, proposed_at);
grant select, insert, update on decree_reviews to tenggat_app;
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
