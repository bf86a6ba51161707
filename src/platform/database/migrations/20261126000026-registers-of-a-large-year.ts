import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Registers of a year of 100,000 requests: what belongs to one request is looked up by key, so that a piece of a
 * register costs its own rows and never the whole year again, and a reader of few columns pays for these alone.
 */
export class RegistersOfALargeYear20261126000026 implements MigrationInterface {
  name = 'RegistersOfALargeYear20261126000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
    await runner.query(REQUESTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const INDEXES = /* sql */ `
create index payments_by_case on payments (case_id);
create index item_decisions_refused_otherwise on item_decisions (case_id, noticed_at) where outcome = 'refused_other';
`;

// The columns of before, and two more; lists as JSON text, since nobody asks into them here. What only few requests have (parts, refusals, payments) is first asked of a small
// set that is read once a statement; the planner's guesses under row-level security are far too low, so it must find no
// grouped list here that it could read again for every row. `lapsed_at` is told of the requests that ended by it.
const REQUESTS = /* sql */ `
drop view register_requests;
create view register_requests with (security_invoker = true) as
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
      as refused_item_at
  from cases c
  left join extensions x on x.case_id = c.id
  left join withdrawals w on w.case_id = c.id
  left join deliveries v on v.case_id = c.id
  left join imported_entries i on i.case_id = c.id
  where c.parent_id is null;
grant select on register_requests to tenggat_app;
`;
