import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every order says how much it gives, that of the superior as well: all or a part (law.md 6.4; decision 0090). */
export class HowMuchOrdersGive20261130000155 implements MigrationInterface {
  name = 'HowMuchOrdersGive20261130000155';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(GIVES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const GIVES = /* sql */ `
alter table objection_orders drop constraint objection_orders_agreed;
update objection_orders r set gives = case coalesce(
    (select p.outcome from objection_replies p where p.objection_id = r.objection_id),
    (select i.outcome from imported_objections i where i.objection_id = r.objection_id))
  when 'partlyGranted' then 'part' else 'all' end
  where r.gives is null;
alter table objection_orders alter column gives set default 'all', alter column gives set not null;
`;
