import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The statutory registers and the annual report: what was taken over from an older register, the words of a report by
 * year, and the two views that registers and report figures alike are read from.
 */
export class RegistersAndReport20261126000008 implements MigrationInterface {
  name = 'RegistersAndReport20261126000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(REQUESTS);
    await runner.query(OBJECTIONS);
    await runner.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// What a city's older register says of a case stays as the city wrote it: no decision of ours is made up from it.
const TABLES = /* sql */ `
create table register_imports (
  id uuid not null,
  file_name_sealed bytea not null,
  file_sha256 bytea not null,
  content_sealed bytea,
  rows integer not null,
  done_rows integer not null default 0,
  state text not null,
  fault text,
  staff_id uuid,
  staged_at timestamptz not null,
  finished_at timestamptz,
  constraint register_imports_pk primary key (id),
  constraint register_imports_state check (state in ('staged', 'running', 'applied', 'refused')),
  constraint register_imports_rows check (rows >= 0 and done_rows >= 0),
  constraint register_imports_staff_fk foreign key (staff_id) references staff (id)
);
create table imported_entries (
  case_id uuid not null,
  import_id uuid not null,
  line integer not null,
  written_number text not null,
  held text,
  undocumented boolean not null,
  softcopy boolean not null,
  hardcopy boolean not null,
  decision text,
  refusal_reason text,
  noticed_on date,
  provided_on date,
  cost integer,
  payment text,
  constraint imported_entries_pk primary key (case_id),
  constraint imported_entries_case_fk foreign key (case_id) references cases (id) deferrable initially deferred,
  constraint imported_entries_import_fk foreign key (import_id) references register_imports (id) deferrable initially deferred
);
create table report_texts (
  year integer not null,
  part text not null,
  version integer not null,
  text text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint report_texts_pk primary key (year, part, version),
  constraint report_texts_part check (part in ('policy', 'facilities', 'staff', 'budget', 'internalObstacles',
    'externalObstacles', 'recommendations', 'followUp')),
  constraint report_texts_version check (version > 0),
  constraint report_texts_staff_fk foreign key (staff_id) references staff (id)
);
create index cases_entered on cases (entered_at, register_year, register_seq);
`;

// Facts with the moment at which each became known, so that a register can be read as it stood on a past day. Each join
// is on a key, so that whoever reads few columns pays for few tables. Days are counted by the law's calendar, never here.
// The parts of a split request are no entries of their own: its one notice carries their decisions.
const REQUESTS = /* sql */ `
create view register_requests with (security_invoker = true) as
  select c.id as case_id, c.register_year, c.register_seq, c.register_number, c.requester_id,
    r.kind as requester_kind, c.standing, c.channel, c.agency_code,
    c.received_at, c.received_on, c.entered_at, (c.entered_at at time zone 'Asia/Jayapura')::date as entered_on,
    c.question, c.purpose_kind, c.purpose_text, c.access,
    c.status, c.outcome, c.due_on, c.due_at, coalesce(c.reply_started_on, c.received_on) as counted_from,
    c.complete_at, c.extended_at, x.old_due_on, c.noticed_at,
    (c.noticed_at at time zone 'Asia/Jayapura')::date as noticed_on, c.closed_at,
    f.refusals,
    coalesce(w.at, case when i.case_id is not null and c.outcome = 'withdrawn' then c.closed_at end) as withdrawn_at,
    t.recorded_at as lapsed_at, l.sent_at as incomplete_at,
    d.decisions, v.delivered_on, v.at as delivered_at, p.payments,
    i.case_id is not null as imported, i.held as imported_held, i.undocumented as imported_undocumented,
    i.softcopy as imported_softcopy, i.hardcopy as imported_hardcopy, i.decision as imported_decision,
    i.refusal_reason as imported_refusal_reason, i.provided_on as imported_provided_on, i.cost as imported_cost,
    i.payment as imported_payment
  from cases c
  left join requesters r on r.id = c.requester_id
  left join extensions x on x.case_id = c.id
  left join withdrawals w on w.case_id = c.id
  left join deliveries v on v.case_id = c.id
  left join imported_entries i on i.case_id = c.id
  left join (select case_id, max(recorded_at) as recorded_at from due_rows
    where kind = 'repair' and outcome = 'taken' group by case_id) t on t.case_id = c.id
  left join (select case_id, max(sent_at) as sent_at from incompleteness_letters group by case_id) l on l.case_id = c.id
  left join (select n.case_id, jsonb_agg(jsonb_build_object('at', n.at, 'outcome', n.outcome, 'form', n.form,
      'cost', n.cost_copy::bigint + n.cost_delivery + n.cost_other, 'holder', n.holder, 'law', n.law,
      'availableOn', n.available_on, 'item', k.position) order by k.position nulls first, n.at, n.id) as decisions
    from decisions n left join case_items k on k.id = n.item_id group by n.case_id) d on d.case_id = c.id
  left join (select coalesce(h.parent_id, h.id) as case_id, jsonb_agg(jsonb_build_object('at', q.decided_at,
      'letters', s.article17, 'statute', s.statute, 'decree', e.number) order by h.register_number, q.round, q.id) as refusals
    from refusal_proposals q join cases h on h.id = q.case_id join test_sheets s on s.id = q.test_sheet_id
      left join exemption_decrees e on e.id = q.decree_id
    where q.status = 'consented' group by 1) f on f.case_id = c.id
  left join (select coalesce(h.parent_id, h.id) as case_id, jsonb_agg(jsonb_build_object('at', m.at, 'method', m.method,
      'amount', m.amount) order by m.at, m.id) as payments
    from payments m join cases h on h.id = m.case_id group by 1) p on p.case_id = c.id
  where c.parent_id is null;
`;

const OBJECTIONS = /* sql */ `
create view register_objections with (security_invoker = true) as
  select o.id as objection_id, o.register_year, o.register_seq, o.register_number, o.case_id, o.requester_id,
    r.kind as requester_kind, c.register_number as request_number, c.agency_code, c.question, c.purpose_kind,
    c.purpose_text, o.story, o.grounds, o.late, o.status, o.received_at, o.received_on, o.reply_due_on, o.reply_due_at,
    a.at as answered_at, a.outcome as reply_outcome, a.as_delegate, s.name as answered_by,
    d.carry_out_by, d.carried_out_at, d.carried_out_on, e.how as closed_how, e.at as closed_at,
    k.commission_number, k.filed_on as commission_filed_on, k.registered_at as commission_known_at
  from objections o
  left join objection_replies a on a.objection_id = o.id
  left join staff s on s.id = a.staff_id
  left join objection_orders d on d.objection_id = o.id
  left join objection_closings e on e.objection_id = o.id
  left join disputes k on k.objection_id = o.id
  left join cases c on c.id = o.case_id
  left join requesters r on r.id = o.requester_id;
`;

const GRANTS = /* sql */ `
grant select, insert, update on register_imports to tenggat_app;
grant select, insert on imported_entries, report_texts to tenggat_app;
grant select on register_requests, register_objections to tenggat_app;
`;
