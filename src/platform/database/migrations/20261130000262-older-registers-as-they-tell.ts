import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What older registers tell of orders that were carried out, of days on which information was given, of refunds and of the
 * column of the answer is kept as it stands there (decision 0112). Nobody of the program has carried such an order out.
 */
export class OlderRegistersAsTheyTell20261130000262 implements MigrationInterface {
  name = 'OlderRegistersAsTheyTell20261130000262';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [COLUMNS, EXISTING, REQUESTS, OBJECTIONS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMNS = /* sql */ `
alter table objection_orders
  drop constraint objection_orders_whole,
  add constraint objection_orders_whole check ((carried_out_at is null) = (carried_out_on is null)
    and (staff_id is null or carried_out_at is not null));
alter table lowered_costs alter column staff_id drop not null;
alter table imported_objections add column answered_on date;
alter table imported_entries add column provided_before date[] not null default '{}';
`;

// Of before: the day of what ended without an answer came from the column, unless the words of the decision name one.
const EXISTING = /* sql */ `
update imported_objections set answered_on = (ended_at at time zone 'Asia/Jayapura')::date
  where ended_at is not null
    and (outcome not in ('settled', 'withdrawn') or coalesce(decision, '') !~* '(musyawarah|cabut)[^;]*[0-9]');
`;

// As it was (20261130000261), with every day on which an older register has information given, and the refunds of its rows.
const REQUESTS = /* sql */ `
create or replace view register_requests with (security_invoker = true) as
  select c.id as case_id, c.register_year, c.register_seq, c.register_number, c.requester_id,
    (select r.kind from requesters r where r.id = c.requester_id) as requester_kind, c.standing, c.channel, c.agency_code,
    c.received_at, c.received_on, c.entered_at, (c.entered_at at time zone 'Asia/Jayapura')::date as entered_on,
    c.question, c.purpose_kind, c.purpose_text, c.access,
    c.status, c.outcome, c.due_on, c.due_at, coalesce(c.reply_started_on, c.received_on) as counted_from,
    c.complete_at, c.extended_at, x.old_due_on, c.noticed_at,
    (c.noticed_at at time zone 'Asia/Jayapura')::date as noticed_on, c.closed_at,
    case when c.id in (select q.case_id from refusal_proposals q where q.status = 'consented')
        or c.id in (select p.parent_id from cases p where p.parent_id is not null)
      then (select json_agg(json_build_object('at', q.decided_at, 'letters', s.article17, 'statute', s.statute,
          'decree', e.number) order by h.register_number, q.round, q.id)
        from refusal_proposals q join cases h on h.id = q.case_id join test_sheets s on s.id = q.test_sheet_id
          left join exemption_decrees e on e.id = q.decree_id
        where q.status = 'consented'
          and q.case_id = any (c.id || array(select p.id from cases p where p.parent_id = c.id))) end as refusals,
    coalesce(w.at, case when i.case_id is not null and c.outcome = 'withdrawn' then c.closed_at end) as withdrawn_at,
    case when c.outcome = 'closed_incomplete'
      then (select max(t.recorded_at) from due_rows t
        where t.case_id = c.id and t.kind = 'repair' and t.outcome = 'taken') end as lapsed_at,
    case when c.id in (select l.case_id from incompleteness_letters l)
      then (select max(l.sent_at) from incompleteness_letters l where l.case_id = c.id) end as incomplete_at,
    (select json_agg(json_build_object('at', n.noticed_at, 'outcome', n.outcome, 'form', n.form,
        'cost', n.cost_copy::bigint + n.cost_delivery + n.cost_other, 'holder', n.holder, 'law', n.law,
        'availableOn', n.available_on, 'item', k.position) order by k.position nulls first, n.noticed_at, n.id)
      from item_decisions n left join case_items k on k.id = n.item_id
      where n.case_id = c.id and n.noticed_at is not null) as decisions,
    v.delivered_on, v.at as delivered_at,
    case when c.id in (select m.case_id from payments m)
        or c.id in (select p.parent_id from cases p where p.parent_id is not null)
      then (select json_agg(json_build_object('at', m.at, 'method', m.method, 'amount', m.amount) order by m.at, m.id)
        from payments m where m.case_id = any (c.id || array(select p.id from cases p where p.parent_id = c.id))) end
      as payments,
    i.case_id is not null as imported, i.held as imported_held, i.undocumented as imported_undocumented,
    i.softcopy as imported_softcopy, i.hardcopy as imported_hardcopy, i.decision as imported_decision,
    i.refusal_reason as imported_refusal_reason, i.provided_on as imported_provided_on, i.cost as imported_cost,
    i.payment as imported_payment,
    c.id in (select p.parent_id from cases p where p.parent_id is not null) as is_split,
    case when c.id in (select n.case_id from item_decisions n where n.outcome = 'refused_other')
      then (select min(n.noticed_at) from item_decisions n where n.case_id = c.id and n.outcome = 'refused_other') end
      as refused_item_at,
    case when c.noticed_at is not null then coalesce(c.noticed_outcome, c.outcome) end as noticed_outcome,
    case when c.id in (select l.case_id from incompleteness_letters l)
      then (select json_agg(json_build_object('at', a.recorded_at, 'effectiveAt', a.effective_at, 'to', a.facts->>'to')
          order by a.seq)
        from audit a where a.case_id = c.id and a.facts->>'from' is distinct from a.facts->>'to'
          and (a.facts->>'to' in ('incomplete', 'closed_incomplete')
            or a.facts->>'from' in ('incomplete', 'closed_incomplete')
              and a.facts->>'to' in ('received', 'processing', 'extended'))) end as repair_steps,
    case when c.id in (select o.case_id from objection_orders o where o.carried_out_at is not null)
        or c.id in (select b.case_id from dispute_steps s join disputes d on d.id = s.dispute_id
          join objections b on b.id = d.objection_id where s.carried_out_at is not null)
      then (select json_agg(json_build_object('at', h.at, 'on', h.day, 'of', h.of, 'gave', h.gave) order by h.at) from (
        select o.carried_out_at as at, o.carried_out_on as day,
          case when o.agreed_at is null then 'objection' else 'settlement' end as of,
          o.given_on is not null and (cardinality(o.file_ids) > 0 or coalesce(v.delivered_on <= o.given_on, false)) as gave
        from objection_orders o where o.case_id = c.id and o.carried_out_at is not null
        union all
        select s.carried_out_at, s.carried_out_on, s.event,
          exists (select 1 from files f where f.id = any (s.carried_out_files) and f.purpose = 'answer')
        from dispute_steps s join disputes d on d.id = s.dispute_id join objections b on b.id = d.objection_id
        where b.case_id = c.id and s.carried_out_at is not null) h) end as orders,
    case when c.id in (select l.case_id from lowered_costs l)
      then (select json_agg(json_build_object('at', l.at, 'cost', l.cost) order by l.at)
        from lowered_costs l where l.case_id = c.id) end as lowered_costs,
    c.notice_on_paper, c.notice_left_on, c.notice_left_at,
    x.on_paper as extension_on_paper, x.left_on as extension_left_on, x.left_at as extension_left_at,
    x.term_end_on,
    case when c.id in (select l.case_id from lowered_costs l) or i.payment is not null
      then (select json_agg(json_build_object('at', t.created_at, 'until', t.done_at, 'amount', (t.facts->>'amount')::int)
          order by t.created_at, t.id)
        from tasks t where t.case_id = c.id and t.kind = 'refund') end as refunds,
    i.provided_before::text[] as imported_provided_before
  from cases c
  left join extensions x on x.case_id = c.id
  left join withdrawals w on w.case_id = c.id
  left join deliveries v on v.case_id = c.id
  left join imported_entries i on i.case_id = c.id
  where c.parent_id is null;
`;

// As it was (20261130000221), with the day in the column of the answer, the cost of an agreement that was taken over, and the
// number of what an objection without a request follows.
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
    d.agreed_day, coalesce(e.cost, case when i.objection_id is not null then
      (select l.cost from lowered_costs l where l.objection_id = o.id and l.step_id is null) end) as agreed_cost,
    case when d.agreed_day is not null and d.carry_out_by is not null then coalesce(
      (select min(t.recorded_at) from audit t where t.case_id = o.case_id and t.event = 'agreement-paid'
        and t.facts->>'objectionId' = o.id::text),
      d.carried_out_at) end as order_day_known_at,
    i.answered_on as imported_answered_on,
    (select f.register_number from objections f where f.id = o.follows_id) as follows_number
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
