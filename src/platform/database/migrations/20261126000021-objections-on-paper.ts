import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objections that the desk enters from a paper: the day of receipt apart from the entry, and the desk's record of it. */
export class ObjectionsOnPaper20261126000021 implements MigrationInterface {
  name = 'ObjectionsOnPaper20261126000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(VIEWS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const TABLES = /* sql */ `
alter table objections add column entered_at timestamptz;
update objections set entered_at = received_at;
alter table objections alter column entered_at set not null;
create table objection_intakes (
  objection_id uuid not null,
  received_on date not null,
  backdating_reason text,
  backdating_file_id uuid,
  read_back boolean not null default false,
  helped boolean not null default false,
  staff_id uuid not null,
  at timestamptz not null,
  constraint objection_intakes_pk primary key (objection_id),
  constraint objection_intakes_backdating_whole check ((backdating_reason is null) = (backdating_file_id is null)),
  constraint objection_intakes_objection_fk foreign key (objection_id) references objections (id)
    deferrable initially deferred,
  constraint objection_intakes_file_fk foreign key (backdating_file_id) references files (id),
  constraint objection_intakes_staff_fk foreign key (staff_id) references staff (id)
);
grant select, insert on objection_intakes to tenggat_app;
`;

// Views grow at their end: what reads them by name goes on.
const VIEWS = /* sql */ `
create or replace view register_objections with (security_invoker = true) as
  select o.id as objection_id, o.register_year, o.register_seq, o.register_number, o.case_id, o.requester_id,
    r.kind as requester_kind, c.register_number as request_number, c.agency_code, c.question, c.purpose_kind,
    c.purpose_text, o.story, o.grounds, o.late, o.status, o.received_at, o.received_on, o.reply_due_on, o.reply_due_at,
    a.at as answered_at, a.outcome as reply_outcome, a.as_delegate, s.name as answered_by,
    d.carry_out_by, d.carried_out_at, d.carried_out_on, e.how as closed_how, e.at as closed_at,
    k.commission_number, k.filed_on as commission_filed_on, k.registered_at as commission_known_at, o.entered_at
  from objections o
  left join objection_replies a on a.objection_id = o.id
  left join staff s on s.id = a.staff_id
  left join objection_orders d on d.objection_id = o.id
  left join objection_closings e on e.objection_id = o.id
  left join disputes k on k.objection_id = o.id
  left join cases c on c.id = o.case_id
  left join requesters r on r.id = o.requester_id;
create or replace view tenggat_read.objections as
  select o.id as objection_id, o.register_number, o.case_id, o.grounds, o.late, o.status, o.received_at, o.received_on,
    o.reply_due_on, o.reply_due_at, o.answered_at, o.commission_until, o.closed_at, o.version, o.channel, o.entered_at
  from public.objections o;
`;
