import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The measures of board and public statistics ask of a notice what the register asks: on paper it is sent on the day on
 * which it left, in time by the date that its extension put in force, and not at all while nobody has recorded that it left
 * (decision 0087). What was answered and then withdrawn was answered.
 */
export class MeasuredByWhatLeft20261130000141 implements MigrationInterface {
  name = 'MeasuredByWhatLeft20261130000141';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MEASURES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const SENT = 'c.noticed_at is not null and (not c.notice_on_paper or c.notice_left_on is not null)';
const SENT_ON =
  "case when c.notice_on_paper then c.notice_left_on else (c.noticed_at at time zone 'Asia/Jayapura')::date end";

const MEASURES = /* sql */ `
create or replace view case_measures with (security_invoker = true) as
  select c.id as case_id, c.agency_code, a.kind as agency_kind, c.channel, c.holder_id, c.status,
    c.received_at, c.received_on, c.complete_at, c.due_on, c.due_at, c.noticed_at, c.closed_at,
    c.extended_at is not null as extended,
    c.noticed_at is null and c.status in ('received', 'incomplete', 'processing', 'extended', 'consent_pending')
      as awaits_notice,
    c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending') as clock_runs,
    ${SENT} as answered,
    coalesce(c.reply_started_on, c.received_on) as counted_from,
    ${SENT_ON} as noticed_on,
    least(c.noticed_at, c.closed_at) as left_at,
    c.due_at is not null and ((${SENT}) or c.closed_at is null or c.closed_at >= c.due_at
      or (c.noticed_at is not null and c.status not in ('withdrawn', 'final'))) as due_counts,
    ${SENT} and ${SENT_ON} <= coalesce(x.term_end_on, c.due_on) as on_time,
    c.order_due_on,
    c.order_due_on is not null or c.letter_due_on is not null
      or (c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')) as duty_runs,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_on end, c.order_due_on, c.letter_due_on) as duty_due_on,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_at end, (least(c.order_due_on, c.letter_due_on) + 1)::timestamp at time zone 'Asia/Jayapura') as duty_due_at,
    c.letter_due_on, c.provide_on, c.notice_left_on
  from cases c left join agencies a on a.code = c.agency_code
    left join extensions x on x.case_id = c.id and x.on_paper and (x.left_on is null or x.left_on > x.term_end_on)
  where c.parent_id is null;
create index cases_letters_left on cases (notice_left_on) where notice_left_on is not null;
`;
