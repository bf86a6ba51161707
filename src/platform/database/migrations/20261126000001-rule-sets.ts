import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The city's readings of the law in dated versions; each case and each objection keeps the one it began under. */
export class RuleSets20261126000001 implements MigrationInterface {
  name = 'RuleSets20261126000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RULE_SETS);
    await runner.query(CASES_UNDER_RULES);
    await runner.query(VIEW);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// A version is written once: the application may add one, never change or take one away.
const RULE_SETS = /* sql */ `
create table rule_sets (
  version integer generated always as identity,
  settings jsonb not null,
  effective_from date not null,
  source_hash bytea not null,
  loaded_at timestamptz not null,
  loaded_by text not null,
  constraint rule_sets_pk primary key (version),
  constraint rule_sets_settings check (jsonb_typeof(settings) = 'object')
);
grant select, insert on rule_sets to tenggat_app;
grant usage on all sequences in schema public to tenggat_app;
`;

// Cases from before the versions ran under the safe default of every doubt, which an empty list of choices means.
const CASES_UNDER_RULES = /* sql */ `
insert into rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
  select '{}', min(received_on), sha256('{}'), min(entered_at), 'migration' from cases having count(*) > 0;
alter table cases add column rule_set_version integer,
  add constraint cases_rule_set_fk foreign key (rule_set_version) references rule_sets (version);
update cases set rule_set_version = (select min(version) from rule_sets);
alter table cases alter column rule_set_version set not null;
alter table objections add column rule_set_version integer,
  add constraint objections_rule_set_fk foreign key (rule_set_version) references rule_sets (version);
update objections o set rule_set_version = coalesce(
  (select c.rule_set_version from cases c where c.id = o.case_id), (select min(version) from rule_sets));
alter table objections alter column rule_set_version set not null;
`;

const VIEW = /* sql */ `
create view tenggat_read.rule_sets as
  select r.version, r.settings, r.effective_from, encode(r.source_hash, 'hex') as source_hash, r.loaded_at, r.loaded_by
  from public.rule_sets r;
grant select on tenggat_read.rule_sets to tenggat_reader;
`;
