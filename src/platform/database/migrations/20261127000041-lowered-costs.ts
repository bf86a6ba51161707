import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A cost that an order has lowered or waived (ground f; UU 14/2008 art. 35(1)f). What the notice asked for stays as it
 * was said; from `at` on this is what is owed.
 */
export class LoweredCosts20261127000041 implements MigrationInterface {
  name = 'LoweredCosts20261127000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const TABLE = /* sql */ `
create table lowered_costs (
  objection_id uuid not null,
  case_id uuid not null,
  cost integer not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint lowered_costs_once primary key (objection_id),
  constraint lowered_costs_cost check (cost >= 0),
  constraint lowered_costs_objection_fk foreign key (objection_id) references objections (id),
  constraint lowered_costs_case_fk foreign key (case_id) references cases (id)
);
create index lowered_costs_by_case on lowered_costs (case_id, at desc);
grant select, insert on lowered_costs to tenggat_app;
`;
