import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decrees that change the calendar: proposed by one admin, applied by another, then every open date counted anew. */
export class CalendarDecrees20261126000006 implements MigrationInterface {
  name = 'CalendarDecrees20261126000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DECREES);
    await runner.query(RUNS);
    await runner.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// A day that a decree takes back stays as a row: what was once counted can still be explained.
const DECREES = /* sql */ `
alter table calendar_days add column removed_version integer;
alter table calendar_days add constraint calendar_days_removed_fk foreign key (removed_version)
  references calendar_versions (version);
create table calendar_decrees (
  id uuid not null,
  state text not null,
  citation text not null,
  rows jsonb not null,
  file_id uuid,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  settled_at timestamptz,
  settled_by uuid,
  version integer,
  constraint calendar_decrees_pk primary key (id),
  constraint calendar_decrees_state check (state in ('draft', 'proposed', 'applied', 'discarded')),
  constraint calendar_decrees_settled check ((state in ('draft', 'proposed')) = (settled_by is null)),
  constraint calendar_decrees_two_people check (state <> 'applied' or settled_by <> proposed_by),
  constraint calendar_decrees_versioned check ((state = 'applied') = (version is not null)),
  constraint calendar_decrees_file_fk foreign key (file_id) references files (id),
  constraint calendar_decrees_proposed_fk foreign key (proposed_by) references staff (id),
  constraint calendar_decrees_settled_fk foreign key (settled_by) references staff (id),
  constraint calendar_decrees_version_fk foreign key (version) references calendar_versions (version)
);
create index calendar_decrees_recent on calendar_decrees (proposed_at desc);
`;

// One run a version; a case is counted once a run, whoever starts it again after a kill.
const RUNS = /* sql */ `
create table calendar_runs (
  version integer not null,
  started_at timestamptz not null,
  total integer not null,
  done integer not null default 0,
  finished_at timestamptz,
  checked_at timestamptz,
  constraint calendar_runs_pk primary key (version),
  constraint calendar_runs_version_fk foreign key (version) references calendar_versions (version)
);
create table calendar_moves (
  version integer not null,
  subject_id uuid not null,
  clock text not null,
  case_id uuid,
  register_number text not null,
  from_on date not null,
  to_on date not null,
  at timestamptz not null,
  constraint calendar_moves_pk primary key (version, subject_id, clock),
  constraint calendar_moves_run_fk foreign key (version) references calendar_runs (version),
  constraint calendar_moves_case_fk foreign key (case_id) references cases (id)
);
create table calendar_failures (
  version integer not null,
  case_id uuid not null,
  reason text not null,
  at timestamptz not null,
  constraint calendar_failures_pk primary key (version, case_id),
  constraint calendar_failures_case_fk foreign key (case_id) references cases (id)
);
`;

const GRANTS = /* sql */ `
grant select, insert, update on calendar_decrees, calendar_runs, calendar_failures to tenggat_app;
grant select, insert on calendar_moves to tenggat_app;
`;
