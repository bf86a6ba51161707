import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day of an agreement that waits for a payment is known with the payment (decision 0093), in the register as well. */
export class DaysOncePaid20261130000221 implements MigrationInterface {
  name = 'DaysOncePaid20261130000221';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OBJECTIONS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// As it was (20261130000191), with what was agreed, and since when the day is known that runs from the payment.
const OBJECTIONS = /* sql */ `
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
    i.response as imported_response,
    case when o.status = 'final' then coalesce(
      (select min(t.recorded_at) from audit t where t.case_id = o.case_id and t.event = 'finalised'
        and t.facts->>'objectionId' = o.id::text),
      (select min(t.recorded_at) from audit t where o.case_id is null and t.stream = 'objection:' || o.id
        and t.event = 'finalised'),
      o.entered_at) end as ended_at,
    o.reply_on_paper, o.reply_left_on, o.reply_left_at, d.ended_at as order_ended_at, d.ended_by as order_ended_by,
    d.agreed_day, e.cost as agreed_cost,
    case when d.agreed_day is not null and d.carry_out_by is not null then coalesce(
      (select min(t.recorded_at) from audit t where t.case_id = o.case_id and t.event = 'agreement-paid'
        and t.facts->>'objectionId' = o.id::text),
      d.carried_out_at) end as order_day_known_at
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
