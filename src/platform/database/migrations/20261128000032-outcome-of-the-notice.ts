import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The outcome of the notice beside the one in force: the registers and the annual report count what the notice said, and
 * what an order on an objection gave later as what followed (decision 0042).
 */
export class OutcomeOfTheNotice20261128000032 implements MigrationInterface {
  name = 'OutcomeOfTheNotice20261128000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CASES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// The columns of before, and one more.
const CASES = /* sql */ `
create or replace view tenggat_read.cases as
  select c.id as case_id, c.register_number, c.register_year, c.register_seq, c.channel, c.agency_code, c.status, c.outcome,
    c.received_at, c.received_on, c.entered_at, c.completeness_due_on, c.complete_at, c.repair_due_on, c.due_on, c.due_at,
    c.due_kind, c.due_provisional, c.extended_at, c.noticed_at, c.provide_on, c.objection_until, c.closed_at,
    c.calendar_version, c.version, c.parent_id,
    case when c.noticed_at is not null then coalesce(c.noticed_outcome, c.outcome) end as noticed_outcome
  from public.cases c;
`;
