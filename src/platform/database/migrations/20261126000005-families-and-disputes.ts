import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Disputes with their steps and orders. */
export class FamiliesAndDisputes20261126000005 implements MigrationInterface {
  name = 'FamiliesAndDisputes20261126000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DISPUTES);
    await runner.query(VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// `held_until_final` of the later purge is `final_at is null`: while a dispute runs nothing of its case is thrown away.
const DISPUTES = /* sql */ `
alter table disputes
  add column late boolean not null default false,
  add column start_due_on date,
  add column end_due_on date,
  add column further_until date,
  add column registered_at timestamptz,
  add column registered_by uuid,
  add column file_id uuid,
  add column final_at timestamptz,
  add constraint disputes_once unique (objection_id),
  add constraint disputes_file_fk foreign key (file_id) references files (id),
  add constraint disputes_final check ((status = 'final') = (final_at is not null));
create index disputes_running on disputes (filed_on) where final_at is null;
create table dispute_steps (
  id uuid not null,
  dispute_id uuid not null,
  event text not null,
  decided_on date not null,
  file_id uuid not null,
  order_text text,
  carry_out_by date,
  order_state text,
  carried_out_on date,
  carried_out_text text,
  carried_out_files uuid[] not null default '{}',
  carried_out_by uuid,
  staff_id uuid not null,
  at timestamptz not null,
  constraint dispute_steps_pk primary key (id),
  constraint dispute_steps_once unique (dispute_id, event),
  constraint dispute_steps_event check (event in ('mediation-agreed', 'ruling', 'court-ruling', 'cassation-ruling')),
  constraint dispute_steps_order_state check (order_state in ('open', 'carried-out', 'replaced')),
  constraint dispute_steps_order_whole check ((order_text is null) = (order_state is null)
    and (order_text is null) = (carry_out_by is null)),
  constraint dispute_steps_done_whole check ((order_state = 'carried-out') = (carried_out_on is not null)),
  constraint dispute_steps_dispute_fk foreign key (dispute_id) references disputes (id),
  constraint dispute_steps_file_fk foreign key (file_id) references files (id)
);
create index dispute_steps_open on dispute_steps (carry_out_by) where order_state = 'open';
grant select, insert, update on dispute_steps to tenggat_app;
`;

const VIEWS = /* sql */ `
create or replace view tenggat_read.disputes as
  select d.id as dispute_id, d.objection_id, d.commission_number, d.filed_on, d.status, d.version, o.case_id, d.late,
    d.start_due_on, d.end_due_on, d.further_until, d.final_at
  from public.disputes d join public.objections o on o.id = d.objection_id;
`;
