import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether carrying an order out handed something over is kept with the order: it depends on what the request was then, and
 * the right to object to what was given is counted from that day (decision 0051).
 */
export class WhatOrdersHandedOver20261130000211 implements MigrationInterface {
  name = 'WhatOrdersHandedOver20261130000211';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMN = /* sql */ `
alter table objection_orders
  add column given_on date,
  add constraint objection_orders_given check (given_on is null or carried_out_on is not null);
`;

// Of before: what came with files, what the notice or a delivery gave, and what was reported where it was to be given.
const EXISTING = /* sql */ `
update objection_orders r set given_on = r.carried_out_on
  from objections o
  where o.id = r.objection_id and r.carried_out_on is not null
    and (cardinality(r.file_ids) > 0
      or (r.kind = 'give' and (r.explanation is null or not o.grounds <@ array['f', 'g'])));
`;
