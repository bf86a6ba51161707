import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An objection without a request says itself what the information is for (UU 14/2008 art. 35(1), elucidation; PerKI
 * 1/2021 annexes X and XI); with one, the request says it.
 */
export class PurposeOfObjections20261127000001 implements MigrationInterface {
  name = 'PurposeOfObjections20261127000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(VIEW);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMNS = /* sql */ `
alter table objections
  add column purpose_kind text,
  add column purpose_text text,
  add constraint objections_purpose check (
    purpose_kind in ('research', 'news', 'business', 'oversight', 'personal', 'other')
    and (case_id is null or purpose_kind is null)
    and (purpose_text is null or purpose_kind is not null));
`;

const VIEW = /* sql */ `
create or replace view register_objections with (security_invoker = true) as
  select o.id as objection_id, o.register_year, o.register_seq, o.register_number, o.case_id, o.requester_id,
    r.kind as requester_kind, c.register_number as request_number, c.agency_code, c.question,
    coalesce(c.purpose_kind, o.purpose_kind) as purpose_kind,
    coalesce(c.purpose_text, o.purpose_text) as purpose_text,
    o.story, o.grounds, o.late, o.status, o.received_at, o.received_on, o.reply_due_on, o.reply_due_at,
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
