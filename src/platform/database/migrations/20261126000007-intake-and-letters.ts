import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What paper brings in and letters take out: numbers of letters given once, signed copies beside the printed ones,
 * posting dates; the office's record of a paper or spoken filing, the papers of each kind of requester, and the
 * standing of a filing before the law.
 */
export class IntakeAndLetters20261126000007 implements MigrationInterface {
  name = 'IntakeAndLetters20261126000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LETTERS);
    await runner.query(INTAKE);
    await runner.query(STANDING);
    await runner.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const LETTERS = /* sql */ `
alter table letters
  add column frame jsonb,
  add column signed_file_id uuid,
  add column signed_at timestamptz,
  add column signed_by uuid,
  add constraint letters_signed_fk foreign key (signed_file_id) references files (id),
  add constraint letters_signed_whole check ((signed_file_id is null) = (signed_at is null));
create table letter_numbers (
  number text not null,
  typed boolean not null,
  taken_at timestamptz not null,
  constraint letter_numbers_pk primary key (number)
);
insert into letter_numbers (number, typed, taken_at)
  select number, false, min(issued_at) from letters where number is not null group by number;
create table postings (
  effect_key text not null,
  case_id uuid not null,
  way text not null,
  sent_on date not null,
  received_on date,
  staff_id uuid not null,
  at timestamptz not null,
  constraint postings_pk primary key (effect_key),
  constraint postings_way check (way in ('post', 'counter')),
  constraint postings_order check (received_on is null or received_on >= sent_on),
  constraint postings_case_fk foreign key (case_id) references cases (id)
);
create index postings_by_case on postings (case_id);
alter table incompleteness_letters alter column received_on drop not null;
alter table incompleteness_letters alter column repair_due_on drop not null;
alter table repairs add column taken_by uuid;
`;

const INTAKE = /* sql */ `
create table intakes (
  case_id uuid not null,
  received_on date not null,
  backdating_reason text,
  backdating_file_id uuid,
  read_back boolean not null default false,
  helped boolean not null default false,
  staff_id uuid not null,
  at timestamptz not null,
  constraint intakes_pk primary key (case_id),
  constraint intakes_backdating_whole check ((backdating_reason is null) = (backdating_file_id is null)),
  constraint intakes_case_fk foreign key (case_id) references cases (id) deferrable initially deferred,
  constraint intakes_file_fk foreign key (backdating_file_id) references files (id)
);
create table requester_papers (
  id uuid not null,
  case_id uuid not null,
  paper text not null,
  file_id uuid not null,
  stamped boolean,
  at timestamptz not null,
  constraint requester_papers_pk primary key (id),
  constraint requester_papers_once unique (file_id),
  constraint requester_papers_kind check (paper in ('proxyLetter', 'legalEntityDeed', 'memberIdentity', 'principalPaper')),
  constraint requester_papers_case_fk foreign key (case_id) references cases (id) deferrable initially deferred,
  constraint requester_papers_file_fk foreign key (file_id) references files (id)
);
create index requester_papers_by_case on requester_papers (case_id);
alter table requesters drop constraint requesters_identity;
alter table requesters add constraint requesters_identity
  check (identity_kind in ('ktp', 'populationLetter', 'childCard', 'passport', 'atDesk'));
`;

// Official help between public bodies is no request, and courtesy to foreigners has no statutory clock: lists, registers
// and figures tell them apart by this column.
const STANDING = /* sql */ `
alter table cases add column standing text not null default 'statutory';
alter table cases add constraint cases_standing check (standing in ('statutory', 'courtesy', 'official-help'));
update cases c set standing = case r.kind when 'publicBody' then 'official-help' else 'courtesy' end
  from requesters r where r.id = c.requester_id and (r.kind = 'publicBody' or r.citizenship = 'other');
create view tenggat_read.case_standing as
  select c.id as case_id, c.standing from public.cases c;
grant select on tenggat_read.case_standing to tenggat_app, tenggat_reader;
`;

const GRANTS = /* sql */ `
grant select, insert on letter_numbers, intakes, requester_papers to tenggat_app;
grant select, insert, update on postings to tenggat_app;
`;
