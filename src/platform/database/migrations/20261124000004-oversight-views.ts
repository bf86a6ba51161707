import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the figures of board, CSV and public statistics are counted from: one definition of open, late, answered, on time. */
export class OversightViews20261124000004 implements MigrationInterface {
  name = 'OversightViews20261124000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MEASURES);
    await runner.query(INDEXES);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Nothing here depends on the moment: whoever asks compares due_at with the moment of the own transaction, and days are
// counted by the law's calendar, never by SQL. The invoker's scope holds, so no row is seen that cases would not show.
const MEASURES = /* sql */ `
create view case_measures with (security_invoker = true) as
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
    c.noticed_at is not null and c.noticed_at < c.due_at as on_time
  from cases c left join agencies a on a.code = c.agency_code;
grant select on case_measures to tenggat_app;
`;

const INDEXES = /* sql */ `
create index cases_left on cases ((least(noticed_at, closed_at)));
create index cases_due on cases (due_on) where due_on is not null;
`;
