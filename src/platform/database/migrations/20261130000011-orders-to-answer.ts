import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the superior's order asks for: to give what was asked, or no more than to answer (UU 14/2008 art. 35(1)c). */
export class OrdersToAnswer20261130000011 implements MigrationInterface {
  name = 'OrdersToAnswer20261130000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KIND);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const KIND = /* sql */ `
alter table objection_orders
  add column kind text not null default 'give',
  add constraint objection_orders_kind check (kind in ('give', 'answer'));
`;
