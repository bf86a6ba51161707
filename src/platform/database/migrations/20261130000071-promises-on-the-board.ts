import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The board asks of each case whether documents are still to be handed over. Of what was not documented yet that is the
 * day that was promised, which the measures did not know.
 */
export class PromisesOnTheBoard20261130000071 implements MigrationInterface {
  name = 'PromisesOnTheBoard20261130000071';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MEASURES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const MEASURES = /* sql */ `
create or replace view case_measures with (security_invoker = true) as
  select c.id as case_id, c.agency_code, a.kind as agency_kind, c.channel, c.holder_id, c.status,
    c.received_at, c.received_on, c.complete_at, c.due_on, c.due_at, c.noticed_at, c.closed_at,
    c.extended_at is not null as extended,
    c.noticed_at is null and c.status in ('received', 'incomplete', 'processing', 'extended', 'consent_pending')
      as awaits_notice,
    c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending') as clock_runs,
    c.noticed_at is not null and c.status <> 'withdrawn' as answered,
    coalesce(c.reply_started_on, c.received_on) as counted_from,
    (c.noticed_at at time zone 'Asia/Jayapura')::date as noticed_on,
    least(c.noticed_at, c.closed_at) as left_at,
    c.due_at is not null and (c.noticed_at is not null or c.closed_at is null or c.closed_at >= c.due_at) as due_counts,
    c.noticed_at is not null and c.noticed_at < c.due_at as on_time,
    c.order_due_on,
    c.order_due_on is not null or c.letter_due_on is not null
      or (c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')) as duty_runs,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_on end, c.order_due_on, c.letter_due_on) as duty_due_on,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_at end, (least(c.order_due_on, c.letter_due_on) + 1)::timestamp at time zone 'Asia/Jayapura') as duty_due_at,
    c.letter_due_on, c.provide_on
  from cases c left join agencies a on a.code = c.agency_code
  where c.parent_id is null;
`;
