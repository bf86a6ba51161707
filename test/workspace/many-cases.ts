import type { TestApp } from '../support/app.js';

/** Copies a filed case `count` times, every `openEvery`-th one open, the others answered and closed long ago. */
export async function plantCases(
  app: TestApp,
  caseId: string,
  count: number,
  openEvery: number,
  agency = 'disdik',
): Promise<void> {
  const [shape] = await app.sql<{ columns: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_name = 'cases' AND table_schema = 'public' AND is_generated = 'NEVER'`,
  );
  const own: Record<string, string> = {
    id: 'gen_random_uuid()',
    register_seq: '500000 + (SELECT count(*) FROM cases) + n',
    register_number: `'AMBON-2026-' || (500000 + (SELECT count(*) FROM cases) + n)::text`,
    question: `question || ', salinan ke ' || n`,
    link_token_hash: `decode(md5(random()::text || n), 'hex')`,
    received_at: `received_at + n * interval '1 millisecond'`,
    entered_at: `entered_at + n * interval '1 millisecond'`,
    agency_code: `'${agency}'`,
    status: `CASE WHEN n % ${String(openEvery)} = 0 THEN 'processing' ELSE 'final' END`,
    closed_at: `CASE WHEN n % ${String(openEvery)} = 0 THEN NULL ELSE received_at END`,
    noticed_at: `CASE WHEN n % ${String(openEvery)} = 0 THEN NULL ELSE received_at END`,
  };
  const names = (shape?.columns ?? '').split(', ');
  await app.sql(
    `INSERT INTO cases (${names.join(', ')})
     SELECT ${names.map((name) => own[name] ?? name).join(', ')} FROM cases, generate_series(1, $2::integer) n WHERE id = $1`,
    [caseId, count],
  );
  await app.sql('ANALYZE cases');
}
