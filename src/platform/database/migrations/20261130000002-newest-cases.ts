import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a search needs: the newest cases of the whole city, and the indexes of words and names with the owner's sight. The
 * operators of those indexes might tell of rows that a policy hides, so PostgreSQL uses them for nobody under a policy;
 * the function answers ids alone, and whoever asks reads the cases through the policy.
 */
export class NewestCases20261130000002 implements MigrationInterface {
  name = 'NewestCases20261130000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index cases_recent on cases (received_at desc)');
    await runner.query(SEARCH);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const SEARCH = /* sql */ `
create function tenggat_search(words text, names bytea[], person bytea, number integer, agency text, most integer)
returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select found.id from (
    select c.id, c.received_at, c.agency_code from cases c
      where words is not null and c.search @@ websearch_to_tsquery('indonesian', words)
    union
    select c.id, c.received_at, c.agency_code from requesters r join cases c on c.requester_id = r.id
      where names is not null and r.name_word_hashes @> names
    union
    select c.id, c.received_at, c.agency_code from requesters r join cases c on c.requester_id = r.id
      where person is not null and r.national_id_index = person
    union
    select c.id, c.received_at, c.agency_code from cases c where number is not null and c.register_seq = number
  ) found
  where agency is null or found.agency_code = agency
  order by found.received_at desc limit most
$$;
revoke all on function tenggat_search from public;
grant execute on function tenggat_search to tenggat_app;
`;
