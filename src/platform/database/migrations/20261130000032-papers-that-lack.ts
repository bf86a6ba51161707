import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A paper that has reached the office gets its number, whatever it leaves unsaid (UU 14/2008 art. 22(4)): purpose and way
 * of access may be unstated, and the entry knows what the letter of incompleteness has to ask for.
 */
export class PapersThatLack20261130000032 implements MigrationInterface {
  name = 'PapersThatLack20261130000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UNSTATED);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const UNSTATED = /* sql */ `
alter table cases drop constraint cases_purpose, drop constraint cases_access;
alter table cases
  add constraint cases_purpose
    check (purpose_kind in ('research','news','business','oversight','personal','other','unstated')),
  add constraint cases_access check (access in ('copy', 'inspect', 'unstated'));
alter table intakes add column lacking text[] not null default '{}';
`;
