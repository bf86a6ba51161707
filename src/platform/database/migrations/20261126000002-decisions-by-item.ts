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
    await runner.query(DELIVERY);
    await runner.query(MATERIALS);
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
  add column sheet_copies integer,
  add column sheet_tariff integer,
  add column blackouts jsonb not null default '[]',
  add column pauses_for_payment boolean not null default false,
  add column appointment text,
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
  add constraint item_decisions_sheets check ((sheets is null) = (sheet_tariff is null)
    and (sheets is null) = (sheet_copies is null) and sheets > 0 and sheet_copies > 0 and sheet_tariff >= 0),
  add constraint item_decisions_told_or_returned check (noticed_at is null or returned_at is null);
drop index decisions_once;
create unique index item_decisions_once on item_decisions (case_id, item_id) where returned_at is null;
create index item_decisions_by_case on item_decisions (case_id);
`;

const TOLD_DECISIONS = /* sql */ `
create view decisions as
  select d.id, d.act_id, d.case_id, d.item_id, d.outcome, d.form, d.cost_copy, d.cost_delivery, d.cost_other, d.sheets,
    d.sheet_copies, d.sheet_tariff,
    case when d.pauses_for_payment then c.provide_on else d.provide_on end as provide_on,
    d.holder, d.search_record, d.available_on, d.law, d.explanation, d.file_ids, d.blackouts, d.pauses_for_payment,
    d.appointment, d.late, d.staff_id, d.noticed_at as at
  from item_decisions d join cases c on c.id = d.case_id where d.noticed_at is not null;
grant select on decisions to tenggat_app;
`;

// A payment has its receipt (PerKI 1/2021 art. 38(4)); a delivery may be late and may have a number of the carrier.
const DELIVERY = /* sql */ `
alter table payments add column letter_id uuid;
alter table payments add constraint payments_letter_fk foreign key (letter_id) references letters (id);
alter table deliveries add column late boolean not null default false, add column reference text;
`;

// What the officer in charge asks of another unit to be able to answer; the requester is not told.
const MATERIALS = /* sql */ `
create table material_requests (
  id uuid not null,
  case_id uuid not null,
  asked_of text not null,
  text text not null,
  due_on date not null,
  staff_id uuid not null,
  at timestamptz not null,
  received_at timestamptz,
  received_by uuid,
  answer text,
  file_ids uuid[] not null default '{}',
  constraint material_requests_pk primary key (id),
  constraint material_requests_asked check (length(btrim(asked_of)) > 0 and length(btrim(text)) > 0),
  constraint material_requests_received check ((received_at is null) = (answer is null)),
  constraint material_requests_case_fk foreign key (case_id) references cases (id)
);
create index material_requests_by_case on material_requests (case_id, at);
create index material_requests_waiting on material_requests (case_id) where received_at is null;
grant select, insert, update on material_requests to tenggat_app;
`;
