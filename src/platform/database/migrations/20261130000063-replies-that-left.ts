import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When the superior's answer to an objection left on paper: it is sent then, and not when it is written (UU 14/2008
 * art. 36(2)), as the written notice is.
 */
export class RepliesThatLeft20261130000063 implements MigrationInterface {
  name = 'RepliesThatLeft20261130000063';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(BEFORE);
    await runner.query(REMINDERS);
    await runner.query(OBJECTIONS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const COLUMNS = /* sql */ `
alter table objections
  add column reply_on_paper boolean not null default false,
  add column reply_left_on date,
  add column reply_left_at timestamptz,
  add constraint objections_reply_left check ((reply_left_on is null) = (reply_left_at is null));
`;

// What the desk was given to print of them, with its last day, and recorded as posted.
const BEFORE = /* sql */ `
update objections o set reply_on_paper = true, reply_left_on = p.sent_on, reply_left_at = p.at
from tasks t left join postings p on p.effect_key = t.facts->>'effectKey'
where t.kind = 'print-mail' and o.answered_at is not null
  and t.once_key = 'print-mail:objection-answered:' || o.id and t.facts->>'reason' = 'no-address';
update tasks t set due_on = o.reply_due_on from objections o
where t.once_key = 'print-mail:objection-answered:' || o.id and t.done_at is null and o.reply_on_paper;
`;

// Letters with a last day that lie at the desk now: the next morning after it the desk is told, at once where it has passed.
const REMINDERS = /* sql */ `
insert into due_rows (case_id, kind, stage, due_at, facts)
select t.case_id, 'receipt-reminder', (t.facts->>'effectKey') || '/late',
  (t.due_on + 1 + time '08:00') at time zone 'Asia/Jayapura',
  jsonb_build_object('effectKey', t.facts->>'effectKey', 'mail', t.facts->>'mail', 'lastDay', t.due_on)
from tasks t
where t.kind = 'print-mail' and t.done_at is null and t.due_on is not null and t.facts->>'effectKey' is not null
  and not exists (select 1 from postings p where p.effect_key = t.facts->>'effectKey')
on conflict do nothing;
`;

// The columns of before, and three more.
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
    o.reply_on_paper, o.reply_left_on, o.reply_left_at
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
