import { Injectable } from '@nestjs/common';
import type { CaseRow, OrderedBy } from '../../cases/requests/case-row.js';
import type { LocalDate } from '../../law/local-date.js';
import type { RequestState } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';

/** A case whose question resembles this one. */
export interface SimilarCase {
  readonly id: string;
  readonly register_number: string;
  readonly question: string;
  readonly status: RequestState;
}

/** An objection to the superior, as the case names it. */
export interface CaseObjection {
  readonly id: string;
  readonly register_number: string;
  readonly status: string;
  /** An order of the superior waits to be carried out, or what both sides agreed on, and no letter has it. */
  readonly ordered: boolean;
  readonly agreed: boolean;
  /** Last day of that order (T9), or of the last one. */
  readonly order_by: LocalDate | null;
}

/** An order on the request behind a part. */
export interface OrderOfRequest {
  readonly by: OrderedBy;
  readonly day: LocalDate;
  readonly text: string;
}

/** What only the page shows: words of messages and notes, and cases that resemble this one. */
@Injectable()
export class CasePageQueries {
  /** Words of messages and internal notes by their id. */
  async written(tx: Tx, caseId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; text: string }>(
      `SELECT m.id, m.text FROM messages m WHERE m.case_id = $1
       UNION ALL SELECT n.id, n.text FROM notes n WHERE n.case_id = $1`,
      [caseId],
    );
    return new Map(rows.map((row) => [row.id, row.text]));
  }

  /** The objections of a case, the newest first. */
  async objections(tx: Tx, caseId: string): Promise<readonly CaseObjection[]> {
    return tx.query<CaseObjection>(
      `SELECT o.id, o.register_number, o.status, d.carry_out_by IS NOT NULL AND d.carried_out_at IS NULL
           AND d.leaves_with IS NULL AS ordered,
         d.agreed_at IS NOT NULL AS agreed, d.carry_out_by AS order_by
       FROM objections o LEFT JOIN objection_orders d ON d.objection_id = o.id AND d.ended_at IS NULL
       WHERE o.case_id = $1 ORDER BY o.received_at DESC, o.register_seq DESC`,
      [caseId],
    );
  }

  /** The orders on the request whose part this is, in their words: its agency carries them out with the others. */
  async ordersOfRequest(tx: Tx, row: CaseRow): Promise<readonly OrderOfRequest[]> {
    if (row.parent_id === null || row.order_due_on === null) return [];
    return tx.widened(() =>
      tx.query<OrderOfRequest>(
        `SELECT r.ordered_by AS by, r.due_on AS day, coalesce(s.order_text, d.text) AS text
         FROM running_orders r LEFT JOIN objection_orders d ON r.dispute_id IS NULL AND d.objection_id = r.objection_id
           LEFT JOIN dispute_steps s ON s.dispute_id = r.dispute_id AND s.order_state = 'open'
         WHERE r.case_id = $1 AND NOT r.in_letter ORDER BY r.due_on`,
        [row.parent_id],
      ),
    );
  }

  /** Up to three cases in sight that share most words with this question, among the newest 500 of its agency. */
  async similar(tx: Tx, row: CaseRow): Promise<readonly SimilarCase[]> {
    if (row.agency_code === null) return [];
    return tx.query<SimilarCase>(
      `WITH words AS (
         SELECT to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) AS any
         FROM unnest((SELECT search FROM cases WHERE id = $1)) WHERE length(lexeme) > 3 AND lexeme !~ '^[0-9-]+$'
       ), recent AS (
         SELECT c.id FROM cases c WHERE c.agency_code = $2 ORDER BY c.received_at DESC, c.id LIMIT 500
       )
       SELECT c.id, c.register_number, left(c.question, 200) AS question, c.status
       FROM recent r JOIN cases c ON c.id = r.id, words
       WHERE c.id <> $1 AND c.search @@ words.any AND ts_rank(c.search, words.any) > 0.1
       ORDER BY ts_rank(c.search, words.any) DESC, c.received_at DESC LIMIT 3`,
      [row.id, row.agency_code],
    );
  }
}
