import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A written notice on paper is work with a day until it has left: that of the reply term, for the notice is sent when it
 * leaves (law.md row 10). The case keeps the day, and what counts late work asks for the duty, as it does of an order.
 */
export class LettersThatWait20261130000062 implements MigrationInterface {
  name = 'LettersThatWait20261130000062';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT);
    await runner.query(INDEX);
    await runner.query(MEASURES);
    await runner.query(EXISTING);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// Written by the database with the case itself, so that no act can forget it. An extension that did not leave inside its
// term has lengthened nothing, as far as it is known.
const KEPT = /* sql */ `
alter table cases add column letter_due_on date;
create function tenggat_letter_due(c cases) returns date language sql stable as $$
  select case when c.notice_on_paper and c.notice_left_on is null and c.status not in ('withdrawn', 'final')
    then least(c.due_on, (select e.term_end_on from extensions e
      where e.case_id = c.id and e.on_paper and (e.left_on is null or e.left_on > e.term_end_on))) end
$$;
create function tenggat_keep_letter() returns trigger language plpgsql as $$
begin
  new.letter_due_on := tenggat_letter_due(new);
  return new;
end $$;
create trigger cases_letter_kept before insert or update on cases
  for each row when (new.notice_on_paper) execute function tenggat_keep_letter();
create function tenggat_term_changed() returns trigger language plpgsql as $$
begin
  update cases c set letter_due_on = tenggat_letter_due(c)
    where c.id = new.case_id and c.letter_due_on is distinct from tenggat_letter_due(c);
  return null;
end $$;
create trigger extensions_kept after update on extensions
  for each row when (new.on_paper) execute function tenggat_term_changed();
`;

// Open cases, and those that were answered and have an order to carry out or a letter to send.
const INDEX = /* sql */ `
drop index cases_inbox;
create index cases_inbox on cases (agency_code, due_on, id)
  include (parent_id, due_at, noticed_at, closed_at, status, holder_id, channel, received_at, complete_at, order_due_on,
    letter_due_on)
  where closed_at is null or order_due_on is not null or letter_due_on is not null;
create index cases_unsent on cases (letter_due_on) where letter_due_on is not null;
`;

// The duty of a case is the nearest day that binds the office: of the answer while its clock runs, of an order, of a letter.
const MEASURES = /* sql */ `
create or replace view case_measures with (security_invoker = true) as
  select c.id as case_id, c.agency_code, a.kind as agency_kind, c.channel, c.holder_id, c.status,
    c.received_at, c.received_on, c.complete_at, c.due_on, c.due_at, c.noticed_at, c.closed_at,
    c.extended_at is not null as extended,
    c.noticed_at is null and c.status in ('received', 'incomplete', 'processing', 'extended', 'consent_pending')
      as awaits_notice,
    c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending') as clock_runs,
    c.noticed_at is not null and c.status <> 'withdrawn' as answered,
    coalesce(c.reply_started_on, c.received_on) as counted_from,
    (c.noticed_at at time zone 'Asia/Jayapura')::date as noticed_on,
    least(c.noticed_at, c.closed_at) as left_at,
    c.due_at is not null and (c.noticed_at is not null or c.closed_at is null or c.closed_at >= c.due_at) as due_counts,
    c.noticed_at is not null and c.noticed_at < c.due_at as on_time,
    c.order_due_on,
    c.order_due_on is not null or c.letter_due_on is not null
      or (c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')) as duty_runs,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_on end, c.order_due_on, c.letter_due_on) as duty_due_on,
    least(case when c.noticed_at is null and c.status in ('received', 'processing', 'extended', 'consent_pending')
      then c.due_at end, (least(c.order_due_on, c.letter_due_on) + 1)::timestamp at time zone 'Asia/Jayapura') as duty_due_at,
    c.letter_due_on
  from cases c left join agencies a on a.code = c.agency_code
  where c.parent_id is null;
`;

const EXISTING = /* sql */ `
update cases c set letter_due_on = tenggat_letter_due(c) where c.notice_on_paper and c.notice_left_on is null;
`;
