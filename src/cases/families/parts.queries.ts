import type { Tx } from '../../platform/database/tx.js';
import { caseColumns, type CaseRow } from '../requests/case-row.js';

/** So many parts at most: their numbers end in one digit, so that they sort as they are counted. */
export const MOST_PARTS = 9;

/** The parts of a request in the order of their numbers, locked. */
export function lockParts(tx: Tx, requestId: string): Promise<CaseRow[]> {
  return tx.query<CaseRow>(
    `SELECT ${caseColumns('c')} FROM cases c WHERE c.parent_id = $1 ORDER BY c.register_number FOR UPDATE OF c`,
    [requestId],
  );
}
