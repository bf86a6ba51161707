import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An order of a ruling says how much it opens, as the superior's outcome does; and a decree whose information it orders to
 * give whole bears no refusal while the order binds (UU 14/2008 art. 11(2), 18(1)).
 */
export class HowMuchRulingsOrder20261130000122 implements MigrationInterface {
  name = 'HowMuchRulingsOrder20261130000122';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
    await runner.query(DECREES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Null where nobody said it.
const COLUMN = /* sql */ `
alter table dispute_steps
  add column order_extent text,
  add constraint dispute_steps_order_extent check (order_extent in ('full', 'partial')),
  add constraint dispute_steps_extent_whole check (order_extent is null or order_text is not null);
`;

// Those of the request and of its parts, and those that were made for the same information in another request.
const DECREES = /* sql */ `
create view decrees_ordered_open with (security_invoker = true) as
  with own as (
    select e.id, e.agency_code, t.information, t.article17
    from dispute_steps s join disputes d on d.id = s.dispute_id join objections o on o.id = d.objection_id
      join refusal_proposals p on p.status = 'consented'
        and (p.case_id = o.case_id or p.case_id in (select c.id from cases c where c.parent_id = o.case_id))
      join exemption_decrees e on e.id = p.decree_id join test_sheets t on t.id = e.test_sheet_id
    where s.order_state = 'open' and s.suspended_at is null and s.order_extent is distinct from 'partial'
      and 'a' = any (o.grounds)
  )
  select own.id as decree_id from own
  union
  select e.id from exemption_decrees e join test_sheets t on t.id = e.test_sheet_id
    join own on own.information = t.information and own.article17 = t.article17
      and own.agency_code is not distinct from e.agency_code;
grant select on decrees_ordered_open to tenggat_app;
`;
