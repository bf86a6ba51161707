import type { MigrationInterface, QueryRunner } from 'typeorm';

/** "900/12/PPID" and "900 / 12 / PPID" are one number: it is once in any case and whatever spaces are typed. */
export class LetterNumbersWithoutSpaces20261128000031 implements MigrationInterface {
  name = 'LetterNumbersWithoutSpaces20261128000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ONCE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

// A number that was given twice before, apart by spaces alone, stays taken by the first of the two.
const ONCE = /* sql */ `
delete from letter_numbers n using letter_numbers m
  where lower(regexp_replace(m.number, '\\s', '', 'g')) = lower(regexp_replace(n.number, '\\s', '', 'g'))
    and m.number <> n.number and (m.taken_at, m.number) < (n.taken_at, n.number);
drop index letter_numbers_once;
create unique index letter_numbers_once on letter_numbers (lower(regexp_replace(number, '\\s', '', 'g')));
`;
