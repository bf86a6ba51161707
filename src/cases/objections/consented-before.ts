import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';

/** Acts of staff that decided the request: who did one of them answers no objection to it as a delegate. */
const DECIDING = [
  'proposed',
  'consented',
  'granted',
  'granted-partly',
  'refused',
  'refused-other',
  'answered-not-held',
  'answered-not-yet-held',
  'answered-not-documented',
] as const;

/** D10: whether this person consented to the refusal of the request behind the objection. */
export async function hasConsented(tx: Tx, row: CaseRow | null, staffId: string | null): Promise<boolean> {
  return row !== null && staffId !== null && hasDone(tx, row.id, staffId, ['consented']);
}

/** Whether this person took part in the answer that the objection is about. */
export async function hasDecided(tx: Tx, row: CaseRow | null, staffId: string): Promise<boolean> {
  return row !== null && hasDone(tx, row.id, staffId, DECIDING);
}

// A split request is proposed, consented to and answered part by part.
async function hasDone(tx: Tx, caseId: string, staffId: string, events: readonly string[]): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM audit a JOIN cases c ON c.id = a.case_id
     WHERE (c.id = $1 OR c.parent_id = $1) AND a.actor_id = $2 AND a.event = ANY ($3::text[]) LIMIT 1`,
    [caseId, staffId, events],
  );
  return rows.length > 0;
}
