import { CASE_MARKS } from './queue-views.js';
import { owedByOldRegister } from '../../cases/decisions/money.queries.js';
import { handedOver, type HandedOver } from '../../cases/disputes/handed-over.queries.js';
import type { NamedPaper } from '../../cases/requests/named-papers.js';
import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionState, RequestState } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import type { ReturnedProposal } from './returned-proposals.js';

export interface CaseItem {
  readonly id: string;
  readonly position: number;
  readonly text: string;
  /** What was decided, told or not; null while it is undecided. */
  readonly outcome: string | null;
}

export interface RoutingHint {
  readonly decision: 'suggest' | 'triage';
  readonly agency: string | null;
  readonly score: number;
  readonly runnerUp: string | null;
  readonly suggestions: readonly {
    readonly agency: string;
    readonly score: number;
    readonly because: readonly string[];
    readonly reasonText: string;
  }[];
  readonly outsideCity: { readonly word: string; readonly body: string } | null;
}

/** A case that belongs to this one. */
export interface RelatedCase {
  readonly id: string;
  readonly registerNumber: string;
  readonly agency: string | null;
  readonly status: RequestState;
}

/** An objection as the case names it; the objection has an answer and a page of its own. */
export interface CaseObjection {
  readonly id: string;
  readonly number: string;
  readonly status: ObjectionState;
  readonly grounds: readonly string[];
  readonly receivedOn: LocalDate;
  readonly replyDueDate: LocalDate;
}

/** A printed letter that waits at the desk: the news that it stands for, its last day, and the day on which it left. */
export interface LetterToSend {
  readonly task: string;
  readonly mail: string;
  readonly by: LocalDate | null;
  readonly sentOn: LocalDate | null;
}

/** What hangs on a case and has one shape. */
interface Around {
  readonly holder_name: string | null;
  readonly items: readonly CaseItem[] | null;
  readonly routing: RoutingHint | null;
  readonly missing: readonly string[] | null;
  readonly papers: readonly NamedPaper[];
  readonly late_repair: boolean;
  /** The desk has neither taken nor left it. */
  readonly late_repair_waits: boolean;
  readonly has_decision: boolean;
  readonly awaits_material: boolean;
  readonly unpaid: number;
  readonly delivery_reference: string | null;
  readonly proposed_by: readonly string[] | null;
  readonly parts: readonly RelatedCase[] | null;
  readonly group: readonly RelatedCase[] | null;
  readonly objections: readonly CaseObjection[] | null;
  readonly handed_over: readonly HandedOver[];
  readonly to_send: readonly LetterToSend[] | null;
  readonly returns: readonly ReturnedProposal[] | null;
}

// One statement for what hangs on the case and has one shape; each part is found by its own key.
const AROUND = /* sql */ `
  SELECT (SELECT s.name FROM staff s WHERE s.id = c.holder_id) AS holder_name,
    (SELECT json_agg(json_build_object('id', i.id, 'position', i.position, 'text', i.text, 'outcome', d.outcome)
         ORDER BY i.position)
       FROM case_items i LEFT JOIN item_decisions d ON d.item_id = i.id AND d.returned_at IS NULL
       WHERE i.case_id = c.id) AS items,
    EXISTS (SELECT 1 FROM item_decisions d WHERE d.case_id = c.id) AS has_decision,
    EXISTS (SELECT 1 FROM material_requests m WHERE m.case_id = c.id AND m.received_at IS NULL) AS awaits_material,
    (SELECT json_build_object('decision', r.decision, 'agency', r.agency_code, 'score', r.score, 'runnerUp', r.runner_up,
       'suggestions', r.suggestions, 'outsideCity', r.outside_city) FROM routing_suggestions r WHERE r.case_id = c.id) AS routing,
    (SELECT v.reference FROM deliveries v WHERE v.case_id = c.id) AS delivery_reference,
    (SELECT coalesce((SELECT a.facts->'stillMissing' FROM audit a WHERE a.case_id = l.case_id AND a.event = 'repaired'
          AND a.facts ? 'stillMissing' AND a.effective_at >= l.sent_at ORDER BY a.seq DESC LIMIT 1), to_jsonb(l.missing))
       FROM incompleteness_letters l WHERE l.case_id = c.id ORDER BY l.round DESC LIMIT 1) AS missing,
    (SELECT coalesce(jsonb_agg(p), '[]') FROM repairs r, jsonb_array_elements(r.papers) p WHERE r.case_id = c.id) AS papers,
    EXISTS (SELECT 1 FROM repairs p WHERE p.case_id = c.id AND p.late AND p.accepted_at IS NULL) AS late_repair,
    ${CASE_MARKS.lateRepair} AS late_repair_waits,
    (SELECT array_agg(q.proposed_by) FROM refusal_proposals q WHERE q.case_id = c.id AND q.status = 'open') AS proposed_by,
    (SELECT json_agg(json_build_object('id', k.id, 'registerNumber', k.register_number, 'agency', k.agency_code,
        'status', k.status) ORDER BY k.register_number) FROM cases k WHERE k.parent_id = c.id) AS parts,
    (SELECT json_agg(json_build_object('id', k.id, 'registerNumber', k.register_number, 'agency', k.agency_code,
        'status', k.status) ORDER BY k.register_number)
      FROM case_group_members m JOIN case_group_members o ON o.group_id = m.group_id AND o.left_at IS NULL
        JOIN cases k ON k.id = o.case_id AND k.id <> c.id AND k.agency_code IS NOT DISTINCT FROM c.agency_code
      WHERE m.case_id = c.id AND m.left_at IS NULL) AS "group",
    (SELECT json_agg(json_build_object('id', o.id, 'number', o.register_number, 'status', o.status, 'grounds', o.grounds,
        'receivedOn', o.received_on, 'replyDueDate', o.reply_due_on) ORDER BY o.entered_at, o.register_seq)
      FROM objections o WHERE o.case_id = c.id) AS objections,
    ${handedOver('o.case_id = c.id')} AS handed_over,
    (SELECT json_agg(json_build_object('task', t.id, 'mail', t.facts->>'mail', 'by', t.due_on,
        'sentOn', (SELECT p.sent_on FROM postings p WHERE p.effect_key = t.facts->>'effectKey')) ORDER BY t.created_at, t.id)
      FROM tasks t WHERE t.case_id = c.id AND t.kind = 'print-mail' AND t.done_at IS NULL) AS to_send,
    (SELECT json_agg(json_build_object('at', q.decided_at, 'reason', q.reason) ORDER BY q.decided_at)
       FROM refusal_proposals q WHERE q.case_id = c.id AND q.status = 'returned') AS returns,
    (coalesce((SELECT w.cost FROM lowered_costs w WHERE w.case_id = c.id ORDER BY w.at DESC LIMIT 1),
      (SELECT sum(d.cost_copy + d.cost_delivery + d.cost_other) FROM decisions d WHERE d.case_id = c.id),
      ${owedByOldRegister('c.id')}, 0)
      - coalesce((SELECT sum(p.amount) FROM payments p WHERE p.case_id = c.id), 0))::integer AS unpaid
  FROM cases c WHERE c.id = $1`;

/** Reads it in one statement. Throws 404 when the scope of the transaction shows no such case. */
export async function aroundOf(tx: Tx, caseId: string): Promise<Around> {
  const [around] = await tx.query<Around>(AROUND, [caseId]);
  if (around === undefined) throw notFound();
  return around;
}
