import type { Article17Letter } from '../../../law/article17.js';
import type { LocalDate } from '../../../law/local-date.js';
import type { Tx } from '../../../platform/database/tx.js';

/** A decision on an exemption before its end. */
export interface DecreeReview {
  readonly kind: 'open' | 'let-end' | 'extend';
  readonly status: 'waiting' | 'done' | 'returned';
  readonly reason: string;
  readonly returnedReason: string | null;
  readonly proposedBy: string;
  readonly at: string;
  readonly objection: string | null;
  /** Of a new term: what the new test says. */
  readonly until: LocalDate | null;
  readonly harmIfOpened: string | null;
  readonly harmIfClosed: string | null;
  readonly sheetNumber: string | null;
}

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
  /** A ruling that binds orders to give its information. */
  readonly isOrderedOpen: boolean;
  readonly ending: boolean;
  /** Number of the decree that took its place. */
  readonly replacedBy: { readonly id: string; readonly number: string } | null;
  /** What was decided on it before its end, and a new term that waits for the superior; the oldest first. */
  readonly reviews: readonly DecreeReview[];
  /** Requests whose refusal rests on it. */
  readonly cases: readonly { readonly id: string; readonly number: string }[];
}

const DECREES = /* sql */ `
  SELECT d.id, d.number, s.information, s.article17, s.statute, s.number AS "sheetNumber",
    s.harm_if_opened AS "harmIfOpened", s.harm_if_closed AS "harmIfClosed", s.testers, g.name AS agency,
    d.decreed_on AS "decreedOn", d.exempt_until AS "exemptUntil", d.approval_number AS "approvalNumber",
    d.approved_on AS "approvedOn", d.opened_at AS "openedAt",
    d.id IN (SELECT decree_id FROM decrees_ordered_open) AS "isOrderedOpen",
    EXISTS (SELECT 1 FROM due_rows r WHERE r.kind = 'exemption-review' AND r.stage = d.id::text
      AND r.outcome = 'taken') AS ending,
    (SELECT json_build_object('id', n.id, 'number', n.number) FROM exemption_decrees n WHERE n.id = d.replaced_by)
      AS "replacedBy",
    coalesce((SELECT json_agg(json_build_object('kind', v.kind, 'status', v.status, 'reason', v.reason,
        'returnedReason', v.returned_reason, 'proposedBy', f.name, 'at', v.proposed_at, 'objection', o.register_number,
        'until', t.exempt_until, 'harmIfOpened', t.harm_if_opened, 'harmIfClosed', t.harm_if_closed,
        'sheetNumber', t.number) ORDER BY v.proposed_at)
      FROM decree_reviews v JOIN staff f ON f.id = v.proposed_by LEFT JOIN test_sheets t ON t.id = v.test_sheet_id
        LEFT JOIN objections o ON o.id = v.objection_id WHERE v.decree_id = d.id), '[]') AS reviews,
    coalesce((SELECT json_agg(json_build_object('id', c.id, 'number', c.register_number) ORDER BY p.proposed_at)
      FROM refusal_proposals p JOIN cases c ON c.id = p.case_id
      WHERE p.decree_id = d.id AND p.status = 'consented'), '[]') AS cases
  FROM exemption_decrees d JOIN test_sheets s ON s.id = d.test_sheet_id
  LEFT JOIN agencies g ON g.code = d.agency_code`;

/** All decrees: in force, ending, ended; the newest first in each. */
export async function listedDecrees(tx: Tx): Promise<readonly ListedDecree[]> {
  return tx.query<ListedDecree>(
    `${DECREES} ORDER BY d.opened_at IS NOT NULL OR d.replaced_by IS NOT NULL, d.exempt_until NULLS LAST, d.decreed_on DESC, d.id LIMIT 500`,
  );
}

/** Decrees with a new term that waits for the superior. */
export async function waitingDecrees(tx: Tx): Promise<readonly ListedDecree[]> {
  return tx.query<ListedDecree>(
    `${DECREES} WHERE EXISTS (SELECT 1 FROM decree_reviews w WHERE w.decree_id = d.id AND w.status = 'waiting')
     ORDER BY d.exempt_until NULLS LAST, d.id LIMIT 200`,
  );
}

/** One decree, or null. */
export async function listedDecree(tx: Tx, id: string): Promise<ListedDecree | null> {
  return (await tx.query<ListedDecree>(`${DECREES} WHERE d.id = $1`, [id]))[0] ?? null;
}
