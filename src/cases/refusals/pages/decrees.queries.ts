import type { Article17Letter } from '../../../law/article17.js';
import type { LocalDate } from '../../../law/local-date.js';
import type { Tx } from '../../../platform/database/tx.js';

/** A decree as the desk lists it. */
export interface ListedDecree {
  readonly id: string;
  readonly number: string;
  readonly information: string;
  readonly article17: readonly Article17Letter[];
  readonly statute: string;
  readonly sheetNumber: string;
  readonly harmIfOpened: string;
  readonly harmIfClosed: string;
  readonly testers: readonly { readonly name: string; readonly position: string; readonly unit: string }[];
  readonly agency: string | null;
  readonly decreedOn: LocalDate;
  readonly exemptUntil: LocalDate | null;
  readonly approvalNumber: string | null;
  readonly approvedOn: LocalDate | null;
  readonly openedAt: Date | null;
  readonly ending: boolean;
  /** Requests whose refusal rests on it. */
  readonly cases: readonly { readonly id: string; readonly number: string }[];
}

const DECREES = /* sql */ `
  SELECT d.id, d.number, s.information, s.article17, s.statute, s.number AS "sheetNumber",
    s.harm_if_opened AS "harmIfOpened", s.harm_if_closed AS "harmIfClosed", s.testers, g.name AS agency,
    d.decreed_on AS "decreedOn", d.exempt_until AS "exemptUntil", d.approval_number AS "approvalNumber",
    d.approved_on AS "approvedOn", d.opened_at AS "openedAt",
    EXISTS (SELECT 1 FROM due_rows r WHERE r.kind = 'exemption-review' AND r.stage = d.id::text
      AND r.outcome = 'taken') AS ending,
    coalesce((SELECT json_agg(json_build_object('id', c.id, 'number', c.register_number) ORDER BY p.proposed_at)
      FROM refusal_proposals p JOIN cases c ON c.id = p.case_id
      WHERE p.decree_id = d.id AND p.status = 'consented'), '[]') AS cases
  FROM exemption_decrees d JOIN test_sheets s ON s.id = d.test_sheet_id
  LEFT JOIN agencies g ON g.code = d.agency_code`;

/** All decrees: in force, ending, ended; the newest first in each. */
export async function listedDecrees(tx: Tx): Promise<readonly ListedDecree[]> {
  return tx.query<ListedDecree>(
    `${DECREES} ORDER BY d.opened_at IS NOT NULL, d.exempt_until NULLS LAST, d.decreed_on DESC, d.id LIMIT 500`,
  );
}

/** One decree, or null. */
export async function listedDecree(tx: Tx, id: string): Promise<ListedDecree | null> {
  return (await tx.query<ListedDecree>(`${DECREES} WHERE d.id = $1`, [id]))[0] ?? null;
}
