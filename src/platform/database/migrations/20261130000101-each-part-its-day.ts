import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of an answer that grants a part and promises the rest for a day each part has its own T6 from the notice on.
 * `provide_on` stays the day of what is owed next.
 */
export class EachPartItsDay20261130000101 implements MigrationInterface {
  name = 'EachPartItsDay20261130000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DAYS);
    await runner.query(DECISIONS);
    await runner.query(GIVEN_SO_FAR);
    await runner.query(OWED);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const DAYS = /* sql */ `
alter table cases add column granted_due_on date, add column promised_due_on date;
alter table deliveries add column promised_on date;
`;

// A grant whose time waited for the payment has the day that was counted then.
const DECISIONS = /* sql */ `
create or replace view decisions as
  select d.id, d.act_id, d.case_id, d.item_id, d.outcome, d.form, d.cost_copy, d.cost_delivery, d.cost_other, d.sheets,
    d.sheet_copies, d.sheet_tariff,
    case when d.pauses_for_payment
      then coalesce(c.granted_due_on, case when c.promised_due_on is null then c.provide_on end)
      else d.provide_on end as provide_on,
    d.holder, d.search_record, d.available_on, d.law, d.explanation, d.file_ids, d.blackouts, d.pauses_for_payment,
    d.appointment, d.late, d.staff_id, d.noticed_at as at
  from item_decisions d join cases c on c.id = d.case_id where d.noticed_at is not null;
`;

// Until now the granted part came first, always.
const GIVEN_SO_FAR = /* sql */ `
update deliveries v set promised_on = v.delivered_on where v.granted_on is not null;
update deliveries v set granted_on = v.delivered_on
  from cases c where c.id = v.case_id and c.status = 'granted_open' and v.granted_on is null;
`;

const OWED = /* sql */ `
update cases c set promised_due_on = n.day,
    granted_due_on = case when v.case_id is null then c.provide_on end,
    provide_on = case when v.case_id is null then least(c.provide_on, n.day) else c.provide_on end
  from (select case_id, max(available_on) as day from item_decisions
      where outcome = 'not_documented' and noticed_at is not null and available_on is not null group by case_id) n
    left join deliveries v on v.case_id = n.case_id
  where n.case_id = c.id and c.status = 'granted_open' and c.parent_id is null;
insert into due_rows (case_id, kind, stage, due_at)
  select c.id, 'delivery', 'rest', (c.promised_due_on + 1)::timestamp at time zone 'Asia/Jayapura'
  from cases c where c.promised_due_on is not null
  on conflict (case_id, kind, stage) do nothing;
`;
