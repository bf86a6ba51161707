import type { TestApp } from '../support/app.js';

/** What may never be true of a case or of the registers, whatever was tried (law.md section 7). Each answers the offenders. */
const NEVER: Readonly<Record<string, string>> = {
  'two open clocks of one kind on a case': `
    SELECT case_id, kind FROM due_rows
    WHERE case_id = $1 AND done_at IS NULL AND kind IN ('completeness-check', 'repair', 'reply', 'delivery', 'objection-window')
    GROUP BY case_id, kind HAVING count(*) > 1`,
  'a closed or ended case with a running clock': `
    SELECT c.id, d.kind FROM cases c JOIN due_rows d ON d.case_id = c.id
    WHERE c.id = $1 AND d.done_at IS NULL AND d.kind IN ('completeness-check', 'repair', 'reply', 'delivery')
      AND (c.closed_at IS NOT NULL OR c.noticed_at IS NOT NULL AND d.kind = 'reply')`,
  'a withdrawn case with a clock of the law': `
    SELECT c.id, d.kind FROM cases c JOIN due_rows d ON d.case_id = c.id
    WHERE c.id = $1 AND d.done_at IS NULL AND c.status = 'withdrawn'
      AND d.kind IN ('completeness-check', 'repair', 'reply', 'delivery', 'objection-window')`,
  'two cases with one number': `
    SELECT register_number FROM cases GROUP BY register_number HAVING count(*) > 1`,
  'a gap in the register': `
    SELECT public_body, register_year FROM cases
    GROUP BY public_body, register_year HAVING max(register_seq) - min(register_seq) + 1 <> count(DISTINCT register_seq)`,
  'a gap in the register of objections': `
    SELECT public_body, register_year FROM objections
    GROUP BY public_body, register_year HAVING max(register_seq) - min(register_seq) + 1 <> count(DISTINCT register_seq)`,
  'a reply clock that disagrees with its case': `
    SELECT c.id, c.due_at, d.due_at FROM cases c JOIN due_rows d ON d.case_id = c.id
    WHERE c.id = $1 AND d.kind = 'reply' AND d.done_at IS NULL AND d.due_at IS DISTINCT FROM c.due_at`,
  'a case that owes a notice and has no date or clock': `
    SELECT c.id, c.status FROM cases c
    WHERE c.id = $1 AND c.status IN ('processing', 'extended', 'consent_pending') AND c.noticed_at IS NULL AND c.due_at > tenggat_now()
      AND NOT EXISTS (SELECT 1 FROM due_rows d WHERE d.case_id = c.id AND d.kind = 'reply' AND d.done_at IS NULL)`,
  'a refusal that one person proposed and consented to': `
    SELECT p.case_id FROM audit p JOIN audit c ON c.case_id = p.case_id
    WHERE p.case_id = $1 AND p.event = 'proposed' AND c.event = 'consented' AND p.actor_id = c.actor_id`,
  'an effect dated otherwise than its due moment': `
    SELECT case_id, kind, due_at, effective_at FROM due_rows
    WHERE case_id = $1 AND outcome = 'taken' AND effective_at IS DISTINCT FROM due_at
      AND kind IN ('completeness-check', 'repair', 'reply', 'delivery', 'objection-reply')`,
};

const ALL = Object.entries(NEVER)
  .map(([name, sql]) => `SELECT '${name}' AS broken, to_jsonb(x)::text AS offender FROM (${sql}) x`)
  .join('\nUNION ALL\n');

/** Names of the broken invariants with an offender each; empty when case and registers are lawful. */
export async function brokenInvariants(app: TestApp, caseId: string): Promise<readonly string[]> {
  const rows = await app.sql<{ broken: string; offender: string }>(ALL, [caseId]);
  return rows.map(({ broken, offender }) => `${broken}: ${offender}`);
}
