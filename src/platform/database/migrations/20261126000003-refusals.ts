import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Refusals on UU 14/2008 art. 17: test sheets and exemption decrees as records of their own, which later requests may
 * rest on, and the proposals that one person makes and another consents to or returns.
 */
export class Refusals20261126000003 implements MigrationInterface {
  name = 'Refusals20261126000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const TABLES = /* sql */ `
create table test_sheets (
  id uuid not null,
  number text not null,
  information text not null,
  article17 text[] not null,
  statute text not null,
  harm_if_opened text not null,
  harm_if_closed text not null,
  exempt_until date,
  testers jsonb not null,
  tested_on date not null,
  place text not null,
  staff_id uuid not null,
  at timestamptz not null,
  constraint test_sheets_pk primary key (id),
  constraint test_sheets_number_once unique (number),
  constraint test_sheets_letters check (cardinality(article17) > 0
    and article17 <@ array['a','b','c','d','e','f','g','h','i','j']),
  constraint test_sheets_whole check (length(btrim(statute)) > 0 and length(btrim(harm_if_opened)) > 0
    and length(btrim(harm_if_closed)) > 0 and jsonb_array_length(testers) > 0)
);
create table exemption_decrees (
  id uuid not null,
  number text not null,
  test_sheet_id uuid not null,
  agency_code text,
  decreed_on date not null,
  exempt_until date,
  approval_number text,
  approved_on date,
  consented_by uuid not null,
  at timestamptz not null,
  opened_at timestamptz,
  constraint exemption_decrees_pk primary key (id),
  constraint exemption_decrees_number_once unique (number),
  constraint exemption_decrees_approval check ((approval_number is null) = (approved_on is null)),
  constraint exemption_decrees_sheet_fk foreign key (test_sheet_id) references test_sheets (id),
  constraint exemption_decrees_agency_fk foreign key (agency_code) references agencies (code)
);
create index exemption_decrees_by_agency on exemption_decrees (agency_code, decreed_on desc);
create table refusal_proposals (
  id uuid not null,
  case_id uuid not null,
  round integer not null,
  extent text not null,
  test_sheet_id uuid not null,
  decree_id uuid,
  reuses_decree boolean not null,
  act_id uuid not null,
  item_ids uuid[] not null,
  explanation text not null,
  letter_number text,
  status text not null default 'open',
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  constraint refusal_proposals_pk primary key (id),
  constraint refusal_proposals_once unique (case_id, round),
  constraint refusal_proposals_extent check (extent in ('full', 'partial')),
  constraint refusal_proposals_items check (cardinality(item_ids) > 0),
  constraint refusal_proposals_status check (status in ('open', 'consented', 'returned')),
  constraint refusal_proposals_two_people check (decided_by is null or decided_by <> proposed_by),
  constraint refusal_proposals_decided check ((status = 'open') = (decided_at is null)
    and (decided_at is null) = (decided_by is null)),
  constraint refusal_proposals_reasoned check (status <> 'returned' or length(btrim(reason)) > 0),
  constraint refusal_proposals_case_fk foreign key (case_id) references cases (id),
  constraint refusal_proposals_sheet_fk foreign key (test_sheet_id) references test_sheets (id),
  constraint refusal_proposals_decree_fk foreign key (decree_id) references exemption_decrees (id)
);
create unique index refusal_proposals_act_once on refusal_proposals (act_id);
create index refusal_proposals_by_decree on refusal_proposals (decree_id) where decree_id is not null;
`;

// A consented decree stays as it was: only the day it becomes open is written later.
const GRANTS = /* sql */ `
grant select, insert on test_sheets, exemption_decrees, refusal_proposals to tenggat_app;
grant update on exemption_decrees, refusal_proposals to tenggat_app;
`;
