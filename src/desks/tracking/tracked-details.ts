import { owedByOldRegister } from '../../cases/decisions/money.queries.js';
import { handedOver, type HandedOver } from '../../cases/disputes/handed-over.queries.js';
import { WAITS_FOR_PAYMENT } from '../../cases/objections/objection-row.js';
import type { WindowStart } from '../../cases/requests/case-counts.js';
import type { LocalDate } from '../../law/local-date.js';
import type { PaperLetter } from '../../law/paper-letter.js';
import { CASE_IN_SIGHT } from '../../platform/database/scope.js';
import { runningOrders } from './owed-orders.js';
import type {
  TrackedCase,
  TrackedDecision,
  TrackedDispute,
  TrackedEvent,
  TrackedObjection,
  TrackedPart,
} from './tracked-case.js';

type Stored<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] };

/** What every case has: its story, its letters, its clocks. */
export interface StoryDetails {
  /** The case it is of; null where none is in sight. */
  readonly id: string | null;
  readonly now: Date;
  readonly real_now: Date;
  readonly events: readonly Stored<TrackedEvent>[];
  readonly letters: readonly { readonly kind: string; readonly fileId: string }[];
  readonly extension:
    (NonNullable<TrackedCase['extension']> & PaperLetter & { readonly termEndOn: LocalDate }) | null;
  readonly missing: TrackedCase['missing'];
  readonly has_late_repair: boolean;
  readonly window_from: WindowStart | null;
  readonly prepared: TrackedCase['prepared'];
  readonly messages: number;
  readonly parts: readonly TrackedPart[];
  /** Something of `AnswerDetails` may be there although no notice is: an objection, or what an older register tells. */
  readonly has_more: boolean;
}

/** What there is only of a case that was answered or objected to: answer, money, remedies. */
export interface AnswerDetails {
  readonly decisions: readonly Stored<TrackedDecision>[];
  readonly delivered_on: LocalDate | null;
  /** The promised part alone is handed over: what was granted is not yet. */
  readonly is_rest_alone: boolean;
  readonly delivery_reference: string | null;
  readonly delivery_files: readonly string[] | null;
  readonly paid: number;
  readonly lowered_cost: number | null;
  readonly to_return: number;
  readonly old_register_cost: number | null;
  readonly objections: readonly StoredObjection[];
  readonly dispute: TrackedDispute | null;
  readonly orders: TrackedCase['orders'];
  readonly handed_over: readonly HandedOver[];
}

export interface StoredObjection extends Omit<TrackedObjection, 'repliedOn' | 'enteredOn'> {
  readonly enteredAt: string;
  readonly repliedAt: string | null;
}

/** `AnswerDetails` of a case that has none. */
export const NO_ANSWER: AnswerDetails = {
  decisions: [],
  delivered_on: null,
  is_rest_alone: false,
  delivery_reference: null,
  delivery_files: null,
  paid: 0,
  lowered_cost: null,
  to_return: 0,
  old_register_cost: null,
  objections: [],
  dispute: null,
  orders: [],
  handed_over: [],
};

/** Day 0 of a right of the requester, from the newest of its rows: of the case, or of one objection. */
const fromOf = (kind: string, owner: string): string => `
    (SELECT json_build_object('on', d.facts->>'foundOn', 'dayZero', d.facts->>'dayZero') FROM due_rows d
      WHERE d.kind = '${kind}' AND ${owner} AND d.facts ? 'foundOn' ORDER BY d.id DESC LIMIT 1)`;

/** SQL: an order of an objection as its requester may know it. */
export function orderOf(objection: string): string {
  return /* sql */ `SELECT json_build_object('text', CASE WHEN d.agreed_at IS NOT NULL THEN d.text END,
    'carryOutBy', coalesce(d.carry_out_by, d.agreed_day), 'waitsForPayment', ${WAITS_FOR_PAYMENT},
    'carriedOutOn', d.carried_out_on) FROM objection_orders d WHERE d.objection_id = ${objection}`;
}

/** SQL: what both sides of an objection agreed on. */
export function settlementOf(objection: string): string {
  return /* sql */ `SELECT json_build_object('record', e.record, 'cost', e.cost)
    FROM objection_closings e WHERE e.objection_id = ${objection} AND e.how = 'settled'`;
}

/** SQL of `StoryDetails` of the case $1. */
export const STORY = /* sql */ `
  SELECT $1::uuid AS id, tenggat_now() AS now, clock_timestamp() AS real_now,
    (SELECT coalesce(json_agg(json_build_object('at', a.effective_at, 'event', a.event, 'facts', a.facts,
        'agency', (SELECT json_build_object('name', g.name, 'nameEn', g.name_en) FROM agencies g
          WHERE g.code = coalesce(a.facts->>'agency', a.agency_code)))
        ORDER BY a.effective_at, a.seq), '[]')
      FROM audit a WHERE a.case_id = $1 AND a.visible_to = 'requester') AS events,
    (SELECT coalesce(json_agg(json_build_object('kind', l.kind, 'fileId', coalesce(l.signed_file_id, l.file_id))
        ORDER BY l.issued_at), '[]')
      FROM letters l JOIN cases k ON k.id = l.case_id AND (k.id = $1 OR k.parent_id = $1)
        JOIN cases w ON w.id = $1 AND (k.id = $1 OR w.noticed_at IS NOT NULL)
      WHERE l.file_id IS NOT NULL OR l.signed_file_id IS NOT NULL) AS letters,
    (SELECT json_build_object('reasons', e.reasons, 'previousDueOn', e.old_due_on, 'onPaper', e.on_paper,
        'leftOn', e.left_on, 'termEndOn', e.term_end_on)
      FROM extensions e WHERE e.case_id = $1) AS extension,
    (SELECT json_build_object('items', coalesce(
        (SELECT a.facts->'stillMissing' FROM audit a WHERE a.case_id = n.case_id AND a.event = 'repaired'
          AND a.facts ? 'stillMissing' AND a.effective_at >= n.sent_at ORDER BY a.seq DESC LIMIT 1),
        to_jsonb(n.missing)), 'note', n.note, 'receivedOn', n.received_on)
      FROM incompleteness_letters n WHERE n.case_id = $1 ORDER BY n.round DESC LIMIT 1) AS missing,
    EXISTS (SELECT 1 FROM repairs r WHERE r.case_id = $1 AND r.late AND r.accepted_at IS NULL) AS has_late_repair,
    ${fromOf('objection-window', 'd.case_id = $1')} AS window_from,
    (SELECT json_build_object('grounds', q.grounds, 'story', q.story, 'until', q.until)
      FROM prepared_objections q WHERE q.case_id = $1 AND q.objection_id IS NULL) AS prepared,
    (SELECT count(*)::int FROM messages m WHERE m.case_id = $1) AS messages,
    (SELECT coalesce(json_agg(json_build_object('id', k.id, 'number', k.register_number, 'question', k.question,
        'status', k.status, 'agency', CASE WHEN g.code IS NOT NULL
          THEN json_build_object('code', g.code, 'name', g.name, 'nameEn', g.name_en) END)
        ORDER BY k.register_number), '[]')
      FROM cases k LEFT JOIN agencies g ON g.code = k.agency_code WHERE k.parent_id = $1) AS parts,
    EXISTS (SELECT 1 FROM objections o WHERE o.case_id = $1)
      OR EXISTS (SELECT 1 FROM imported_entries i WHERE i.case_id = $1) AS has_more`;

/** The same of the case that the transaction was narrowed to. */
export const STORY_IN_SIGHT = STORY.replaceAll('$1', CASE_IN_SIGHT);

/** SQL of `AnswerDetails` of the case $1. */
export const ANSWER = /* sql */ `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('outcome', d.outcome, 'item', i.text, 'position', i.position, 'explanation', d.explanation,
        'form', d.form, 'cost', d.cost_copy + d.cost_delivery + d.cost_other, 'provideOn', d.provide_on, 'appointment', d.appointment,
        'holder', d.holder, 'searchRecord', d.search_record, 'availableOn', d.available_on, 'law', d.law,
        'blackouts', d.blackouts, 'fileIds', d.file_ids,
        'at', d.at) ORDER BY i.position, d.at), '[]')
      FROM decisions d LEFT JOIN case_items i ON i.id = d.item_id WHERE d.case_id = $1) AS decisions,
    (SELECT v.delivered_on FROM deliveries v WHERE v.case_id = $1) AS delivered_on,
    EXISTS (SELECT 1 FROM deliveries v WHERE v.case_id = $1 AND v.promised_on IS NOT NULL AND v.granted_on IS NULL) AS is_rest_alone,
    (SELECT v.reference FROM deliveries v WHERE v.case_id = $1) AS delivery_reference,
    (SELECT v.file_ids FROM deliveries v WHERE v.case_id = $1) AS delivery_files,
    (SELECT coalesce(sum(p.amount), 0)::integer FROM payments p WHERE p.case_id = $1) AS paid,
    (SELECT w.cost FROM lowered_costs w WHERE w.case_id = $1 ORDER BY w.at DESC LIMIT 1) AS lowered_cost,
    (SELECT coalesce(sum((t.facts->>'amount')::integer), 0)::integer FROM tasks t
      WHERE t.case_id = $1 AND t.kind = 'refund' AND t.done_at IS NULL) AS to_return,
    ${owedByOldRegister('$1')} AS old_register_cost,
    (SELECT coalesce(json_agg(json_build_object('id', o.id, 'number', o.register_number, 'status', o.status, 'grounds', o.grounds,
        'receivedOn', o.received_on, 'enteredAt', o.entered_at, 'replyDueOn', o.reply_due_on, 'commissionUntil', o.commission_until,
        'commissionFrom', ${fromOf('commission-window', 'd.objection_id = o.id')},
        'replyWaits', o.reply_on_paper AND o.reply_left_on IS NULL,
        'outcome', (SELECT r.outcome FROM objection_replies r WHERE r.objection_id = o.id),
        'repliedAt', (SELECT r.at FROM objection_replies r WHERE r.objection_id = o.id),
        'order', (${orderOf('o.id')} AND d.ended_at IS NULL),
        'settlement', (${settlementOf('o.id')}),
        'isDisputed', EXISTS (SELECT 1 FROM disputes s WHERE s.objection_id = o.id))
        ORDER BY o.received_at DESC, o.register_seq DESC), '[]')
      FROM objections o WHERE o.case_id = $1) AS objections,
    (SELECT json_build_object('objectionId', s.objection_id, 'number', s.commission_number, 'status', s.status,
        'filedOn', s.filed_on,
        'decidedOn', (SELECT max(p.decided_on) FROM dispute_steps p WHERE p.dispute_id = s.id))
      FROM disputes s JOIN objections o ON o.id = s.objection_id WHERE o.case_id = $1
      ORDER BY s.status = 'final', s.filed_on DESC LIMIT 1) AS dispute,
    ${runningOrders('r.case_id = $1')} AS orders,
    ${handedOver('o.case_id = $1')} AS handed_over`;
