import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies, orders, delegates and ends of objections; objections that no request stands behind. */
export class ObjectionReplies20261126000004 implements MigrationInterface {
  name = 'ObjectionReplies20261126000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WITHOUT_REQUEST);
    await runner.query(STEPS);
    await runner.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// An objection of ground b needs no request (annex XI of PerKI 1/2021): it has a door, clocks, files and letters of
// its own. Rows of an objection behind a request name both.
const WITHOUT_REQUEST = /* sql */ `
alter table objections
  add column channel text not null default 'web',
  add column delegate_id uuid,
  add column tracking_code_hash bytea,
  add column link_token_hash bytea,
  add constraint objections_door check (case_id is not null
    or (tracking_code_hash is not null and link_token_hash is not null)),
  add constraint objections_without_request check (case_id is not null or grounds = array['b']),
  add constraint objections_delegate_fk foreign key (delegate_id) references staff (id);
create unique index objections_link_once on objections (link_token_hash) where link_token_hash is not null;
alter table due_rows
  add column objection_id uuid,
  add constraint due_rows_objection_fk foreign key (objection_id) references objections (id)
    deferrable initially deferred;
create index due_rows_by_objection on due_rows (objection_id) where objection_id is not null;
alter table files
  add column objection_id uuid,
  add constraint files_objection_fk foreign key (objection_id) references objections (id)
    deferrable initially deferred;
create index files_by_objection on files (objection_id) where objection_id is not null;
alter table letters alter column case_id drop not null,
  add constraint letters_of_something check (case_id is not null or objection_id is not null),
  add constraint letters_objection_fk foreign key (objection_id) references objections (id)
    deferrable initially deferred;
create index letters_by_objection on letters (objection_id) where objection_id is not null;
alter table track_sessions alter column case_id drop not null,
  add column objection_id uuid,
  add constraint track_sessions_of_one check ((case_id is null) <> (objection_id is null)),
  add constraint track_sessions_objection_fk foreign key (objection_id) references objections (id);
`;

const STEPS = /* sql */ `
create table objection_replies (
  objection_id uuid not null,
  outcome text not null,
  reasons text not null,
  decree_number text,
  letter_id uuid not null,
  staff_id uuid not null,
  as_delegate boolean not null,
  consented_before boolean not null,
  at timestamptz not null,
  constraint objection_replies_once primary key (objection_id),
  constraint objection_replies_outcome check (outcome in ('upheld', 'partlyGranted', 'granted', 'inadmissible')),
  constraint objection_replies_reasoned check (length(btrim(reasons)) > 0),
  constraint objection_replies_objection_fk foreign key (objection_id) references objections (id),
  constraint objection_replies_staff_fk foreign key (staff_id) references staff (id)
);
create table objection_orders (
  objection_id uuid not null,
  case_id uuid,
  text text not null,
  carry_out_by date not null,
  lapsed_at timestamptz,
  carried_out_at timestamptz,
  carried_out_on date,
  explanation text,
  file_ids uuid[] not null default '{}',
  staff_id uuid,
  constraint objection_orders_once primary key (objection_id),
  constraint objection_orders_whole check ((carried_out_at is null) = (carried_out_on is null)
    and (carried_out_at is null) = (staff_id is null)),
  constraint objection_orders_objection_fk foreign key (objection_id) references objections (id),
  constraint objection_orders_case_fk foreign key (case_id) references cases (id)
);
create index objection_orders_by_case on objection_orders (case_id) where case_id is not null;
create index objection_orders_open on objection_orders (carry_out_by) where carried_out_at is null;
create table objection_closings (
  objection_id uuid not null,
  how text not null,
  record text,
  file_id uuid,
  by_kind text not null,
  staff_id uuid,
  at timestamptz not null,
  constraint objection_closings_once primary key (objection_id),
  constraint objection_closings_how check (how in ('settled', 'withdrawn')),
  constraint objection_closings_recorded check (how <> 'settled' or length(btrim(record)) > 0),
  constraint objection_closings_objection_fk foreign key (objection_id) references objections (id)
);
create table objection_delegations (
  id uuid not null,
  objection_id uuid not null,
  delegate_id uuid not null,
  named_by uuid not null,
  at timestamptz not null,
  constraint objection_delegations_pk primary key (id),
  constraint objection_delegations_objection_fk foreign key (objection_id) references objections (id),
  constraint objection_delegations_delegate_fk foreign key (delegate_id) references staff (id)
);
create index objection_delegations_by_objection on objection_delegations (objection_id, at);
`;

const GRANTS = /* sql */ `
grant select, insert, update on objection_replies, objection_orders, objection_closings, objection_delegations
  to tenggat_app;
revoke update on objection_replies, objection_closings, objection_delegations from tenggat_app;
`;
