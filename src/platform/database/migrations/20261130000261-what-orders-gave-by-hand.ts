import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an order handed over counts as given, with a file or by hand (decision 0051), in register and report as well. A grant
 * that answered an order and is still to be paid or fetched is handed over by its own delivery.
 */
export class WhatOrdersGaveByHand20261130000261 implements MigrationInterface {
  name = 'WhatOrdersGaveByHand20261130000261';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUESTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// As it was (20261130000222), with what an order gave by hand beside what it gave with a file.
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
    case when c.id in (select l.case_id from lowered_costs l)
      then (select json_agg(json_build_object('at', t.created_at, 'until', t.done_at, 'amount', (t.facts->>'amount')::int)
          order by t.created_at, t.id)
        from tasks t where t.case_id = c.id and t.kind = 'refund') end as refunds
  from cases c
  left join extensions x on x.case_id = c.id
  left join withdrawals w on w.case_id = c.id
  left join deliveries v on v.case_id = c.id
  left join imported_entries i on i.case_id = c.id
  where c.parent_id is null;
`;
