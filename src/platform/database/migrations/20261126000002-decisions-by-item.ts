import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A decision for each item of a request. `item_decisions` holds what was decided, told or not; the view `decisions`
 * holds what a written notice has told the requester, dated by that notice, so that no reader of decisions shows one
 * before its notice.
 */
export class DecisionsByItem20261126000002 implements MigrationInterface {
  name = 'DecisionsByItem20261126000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ITEM_DECISIONS);
    await runner.query(TOLD_DECISIONS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const ITEM_DECISIONS = /* sql */ `
alter table decisions rename to item_decisions;
alter table item_decisions rename constraint decisions_pk to item_decisions_pk;
alter table item_decisions rename constraint decisions_outcome to item_decisions_outcome;
alter table item_decisions rename constraint decisions_costs to item_decisions_costs;
alter table item_decisions rename constraint decisions_case_fk to item_decisions_case_fk;
alter table item_decisions rename column at to decided_at;
alter table item_decisions
  add column act_id uuid,
  add column sheets integer,
  add column sheet_tariff integer,
  add column blackouts jsonb not null default '[]',
  add column pauses_for_payment boolean not null default false,
  add column noticed_at timestamptz,
  add column returned_at timestamptz;
update item_decisions set act_id = id, noticed_at = decided_at,
  item_id = coalesce(item_id, (select i.id from case_items i where i.case_id = item_decisions.case_id
    order by i.position limit 1));
insert into item_decisions (id, act_id, case_id, item_id, outcome, form, provide_on, holder, search_record, available_on,
    law, explanation, file_ids, late, staff_id, decided_at, noticed_at)
  select gen_random_uuid(), d.act_id, d.case_id, i.id, d.outcome, d.form, d.provide_on, d.holder, d.search_record,
    d.available_on, d.law, d.explanation, d.file_ids, d.late, d.staff_id, d.decided_at, d.noticed_at
  from item_decisions d join case_items i on i.case_id = d.case_id and i.id <> d.item_id;
alter table item_decisions
  alter column act_id set not null,
  alter column item_id set not null,
  add constraint item_decisions_item_fk foreign key (item_id) references case_items (id),
  add constraint item_decisions_sheets check ((sheets is null) = (sheet_tariff is null) and sheets > 0 and sheet_tariff >= 0),
  add constraint item_decisions_told_or_returned check (noticed_at is null or returned_at is null);
drop index decisions_once;
create unique index item_decisions_once on item_decisions (case_id, item_id) where returned_at is null;
create index item_decisions_by_case on item_decisions (case_id);
`;

const TOLD_DECISIONS = /* sql */ `
create view decisions as
  select id, act_id, case_id, item_id, outcome, form, cost_copy, cost_delivery, cost_other, sheets, sheet_tariff,
    provide_on, holder, search_record, available_on, law, explanation, file_ids, blackouts, pauses_for_payment, late,
    staff_id, noticed_at as at
  from item_decisions where noticed_at is not null;
grant select on decisions to tenggat_app;
`;
