import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from '../requests/case-row.js';

/** So many parts at most: their numbers end in one digit, so that they sort as they are counted. */
export const MOST_PARTS = 9;

/** A proposal to refuse a part that the superior has consented to: between two people, and on which papers. */
export interface PartConsent {
  /** Number of the part. */
  readonly part: string;
  readonly proposedBy: string;
  readonly consentedBy: string;
  readonly consentedAt: Date;
  readonly decree: string;
  readonly sheet: string;
}

/** Every consent to one of these parts, in the order in which they were given. */
export function consentsTo(tx: Tx, parts: readonly CaseRow[]): Promise<PartConsent[]> {
  return tx.query<PartConsent>(
    `SELECT c.register_number AS part, p.proposed_by AS "proposedBy", p.decided_by AS "consentedBy",
       p.decided_at AS "consentedAt", d.number AS decree, s.number AS sheet
     FROM refusal_proposals p JOIN cases c ON c.id = p.case_id JOIN test_sheets s ON s.id = p.test_sheet_id
       JOIN exemption_decrees d ON d.id = p.decree_id
     WHERE p.case_id = ANY ($1::uuid[]) AND p.status = 'consented'
     ORDER BY p.decided_at, c.register_number, p.round`,
    [parts.map(({ id }) => id)],
  );
}
