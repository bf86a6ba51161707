import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a city's older register of objections says stays as the city wrote it; the register prints it so. */
export class ImportedObjections20261126000023 implements MigrationInterface {
  name = 'ImportedObjections20261126000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(VIEW);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const TABLE = /* sql */ `
create table imported_objections (
  objection_id uuid not null,
  import_id uuid not null,
  line integer not null,
  written_number text not null,
  outcome text,
  ended_at timestamptz,
  decision text,
  superior text,
  response text,
  constraint imported_objections_pk primary key (objection_id),
  constraint imported_objections_outcome check (outcome in ('upheld', 'partlyGranted', 'granted', 'inadmissible',
    'settled', 'withdrawn')),
  constraint imported_objections_objection_fk foreign key (objection_id) references objections (id)
    deferrable initially deferred,
  constraint imported_objections_import_fk foreign key (import_id) references register_imports (id)
    deferrable initially deferred
);
grant select, insert on imported_objections to tenggat_app;
`;

// A reply of the program comes before the words of an older register: the superior may still answer what was taken over.
const VIEW = /* sql */ `
create or replace view register_objections with (security_invoker = true) as
  select o.id as objection_id, o.register_year, o.register_seq, o.register_number, o.case_id, o.requester_id,
    r.kind as requester_kind, c.register_number as request_number, c.agency_code, c.question, c.purpose_kind,
    c.purpose_text, o.story, o.grounds, o.late, o.status, o.received_at, o.received_on, o.reply_due_on, o.reply_due_at,
    coalesce(a.at, case when i.outcome not in ('settled', 'withdrawn') then i.ended_at end) as answered_at,
    coalesce(a.outcome, case when i.outcome not in ('settled', 'withdrawn') then i.outcome end) as reply_outcome,
    a.as_delegate, s.name as answered_by,
    d.carry_out_by, d.carried_out_at, d.carried_out_on,
    coalesce(e.how, case when i.outcome in ('settled', 'withdrawn') then i.outcome end) as closed_how,
    coalesce(e.at, case when i.outcome in ('settled', 'withdrawn') then i.ended_at end) as closed_at,
    k.commission_number, k.filed_on as commission_filed_on, k.registered_at as commission_known_at, o.entered_at,
    i.objection_id is not null as imported, i.decision as imported_decision, i.superior as imported_superior,
    i.response as imported_response
  from objections o
  left join objection_replies a on a.objection_id = o.id
  left join staff s on s.id = a.staff_id
  left join objection_orders d on d.objection_id = o.id
  left join objection_closings e on e.objection_id = o.id
  left join disputes k on k.objection_id = o.id
  left join imported_objections i on i.objection_id = o.id
  left join cases c on c.id = o.case_id
  left join requesters r on r.id = o.requester_id;
`;
