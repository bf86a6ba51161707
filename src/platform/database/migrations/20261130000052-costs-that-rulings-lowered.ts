import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ruling, too, lowers or waives a cost (ground f), also one that the superior had lowered before: once for each order. */
export class CostsThatRulingsLowered20261130000052 implements MigrationInterface {
  name = 'CostsThatRulingsLowered20261130000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STEP);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `step_id`: the decision that ordered it; null where the superior did.
const STEP = /* sql */ `
alter table lowered_costs
  add column step_id uuid,
  add constraint lowered_costs_step_fk foreign key (step_id) references dispute_steps (id),
  drop constraint lowered_costs_once,
  add constraint lowered_costs_once unique nulls not distinct (objection_id, step_id);
`;
