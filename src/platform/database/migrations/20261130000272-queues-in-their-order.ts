import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is at work lies in the order in which queues show it: a page reads its own rows, however many cases are open. */
export class QueuesInTheirOrder20261130000272 implements MigrationInterface {
  name = 'QueuesInTheirOrder20261130000272';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index cases_queue on cases (agency_code, ${ORDER}) where ${AT_WORK}`);
    await runner.query(`create index cases_queue_of_all on cases (${ORDER}) where ${AT_WORK}`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const AT_WORK = 'closed_at is null or order_due_on is not null or letter_due_on is not null';

const ORDER = /* sql */ `
  (status = 'incomplete' and order_due_on is null),
  (coalesce(least(case when status = 'incomplete' then repair_due_on when status = 'granted_open' then provide_on
    when status = 'closed_not_documented' and provide_on is not null then provide_on
    when coalesce(order_due_on, letter_due_on) is null or (noticed_at is null and closed_at is null) then due_on
    end, order_due_on, letter_due_on), '9999-12-31'::date)),
  received_at, id`;
