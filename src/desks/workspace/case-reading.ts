import { Injectable } from '@nestjs/common';
import { owedByOldRegister } from '../../cases/decisions/money.queries.js';
import { handedOver, type HandedOver } from '../../cases/disputes/handed-over.queries.js';
import { materialsOf, type AskedMaterial } from '../../cases/materials/materials.queries.js';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { lettersOf, type IssuedLetter } from '../../cases/requests/letters.queries.js';
import type { NamedPaper } from '../../cases/requests/named-papers.js';
import { maySend } from '../../cases/requests/who-sends.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { StoredFiles, type FileFacts } from '../../office/documents/stored-files.js';
import { CITY_ZONE, type LocalDate } from '../../law/local-date.js';
import type { ObjectionState, RequestState } from '../../law/request-states.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { eventsFrom } from '../../law/next-state.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { can } from '../../office/access/policy.js';
import { caseClocks, type CaseClock, type ClockSource } from './case-clocks.js';
import { lawfulActions, type CaseAction } from './lawful-actions.js';
import type { ReturnedProposal } from './returned-proposals.js';

/** One row of the trail as staff may read it. Facts hold codes, days and numbers only. */
export interface CaseEvent {
  readonly event: string;
  readonly at: Date;
  readonly actorKind: 'system' | 'public' | 'requester' | 'staff';
  readonly by: string | null;
  readonly visibleTo: 'requester' | 'staff';
  readonly facts: Readonly<Record<string, unknown>>;
}

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

export interface AssignmentEntry {
  readonly act: 'chosen' | 'suggested-direct' | 'assigned' | 'handed-back';
  readonly from: string | null;
  readonly to: string | null;
  readonly suggested: string | null;
  readonly reason: string;
  readonly by: string | null;
  readonly at: Date;
}

/** Everything of a case that its page and its answer are made of; no word of who asks. */
export interface CaseReading {
  readonly row: CaseRow;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  /** The readings of the law it began under. */
  readonly rules: Ruleset;
  readonly holderName: string | null;
  readonly items: readonly CaseItem[];
  readonly clocks: readonly CaseClock[];
  readonly events: readonly CaseEvent[];
  readonly files: readonly FileFacts[];
  readonly letters: readonly IssuedLetter[];
  /** Printed letters that wait for the record of their posting or their receipt, the oldest first. */
  readonly lettersToSend: readonly LetterToSend[];
  /** What other units were asked for; never told to the requester. */
  readonly materials: readonly AskedMaterial[];
  readonly routing: RoutingHint | null;
  readonly assignments: readonly AssignmentEntry[];
  /** What the letter of incompleteness asks for and did not come yet. */
  readonly missing: readonly string[];
  /** Which item of that letter each paper came for, as far as it was said. */
  readonly papers: readonly NamedPaper[];
  readonly unpaid: number;
  /** Number of the post or courier that brought the information. */
  readonly deliveryReference: string | null;
  readonly identityVerified: boolean;
  /** Parts of a split request, as far as this person sees them. */
  readonly parts: readonly RelatedCase[];
  /** The other cases of its group. */
  readonly group: readonly RelatedCase[];
  /** Objections to it, the oldest first. */
  readonly objections: readonly CaseObjection[];
  /** Why the superior gave proposals back, the oldest first. */
  readonly returns: readonly ReturnedProposal[];
  /** Files that orders of superior, commission and courts brought the requester. */
  readonly handedOver: readonly HandedOver[];
  readonly actions: readonly CaseAction[];
  /** The officer writes the answer and the desk sends it (D19). */
  readonly preparesOnly: boolean;
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

interface Around {
  readonly holder_name: string | null;
  readonly items: readonly CaseItem[] | null;
  readonly routing: RoutingHint | null;
  readonly missing: readonly string[] | null;
  readonly papers: readonly NamedPaper[];
  readonly late_repair: boolean;
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

const CLOCKS = /* sql */ `
  SELECT d.kind, d.stage, d.due_at, d.effective_at, d.outcome, l.received_on AS letter_received_on,
    e.term_end_on AS extended_from, d.facts->>'foundOn' AS found_on, d.facts->>'dayZero' AS day_zero,
    coalesce((o.answered_at AT TIME ZONE '${CITY_ZONE}')::date, s.decided_on) AS ordered_on,
    coalesce(r.carried_out_at, s.carried_out_at) IS NOT NULL AS carried_out,
    coalesce(r.carried_out_at, r.ended_at, s.carried_out_at,
      CASE WHEN q.id IS NOT NULL THEN greatest(q.registered_at, d.effective_at) END,
      CASE WHEN s.order_state = 'replaced' THEN d.effective_at END) AS order_ended_at
  FROM due_rows d
  LEFT JOIN incompleteness_letters l ON d.kind = 'repair' AND l.case_id = d.case_id
    AND split_part(d.stage, '/', 1) = 'round-' || l.round
  LEFT JOIN extensions e ON d.kind = 'reply' AND d.stage = 'extended' AND e.case_id = d.case_id
  LEFT JOIN objection_orders r ON d.kind = 'order-execution' AND r.objection_id = d.objection_id
  LEFT JOIN objections o ON o.id = r.objection_id
  LEFT JOIN disputes q ON q.objection_id = r.objection_id AND q.final_at IS NULL
  LEFT JOIN dispute_steps s ON s.id = (CASE d.kind WHEN 'dispute-order' THEN d.stage END)::uuid
  WHERE d.case_id = $1 ORDER BY d.due_at, d.id`;

const EVENTS = /* sql */ `
  SELECT event, effective_at AS at, actor_kind AS "actorKind", actor_name AS by, visible_to AS "visibleTo", facts
  FROM audit WHERE case_id = $1 AND visible_to <> 'system' ORDER BY seq`;

const ASSIGNMENTS = /* sql */ `
  SELECT a.act, a.from_agency AS "from", a.to_agency AS "to", a.suggested_agency AS suggested, a.reason, s.name AS by, a.at
  FROM assignments a LEFT JOIN staff s ON s.id = a.staff_id WHERE a.case_id = $1 ORDER BY a.at, a.id`;

/** Reads a whole case in the scope of the transaction. Who may read it is asked before. */
@Injectable()
export class CaseReadings {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly files: StoredFiles,
    private readonly city: City,
  ) {}

  /** Throws 404 when the scope of the transaction shows no such case. */
  async read(tx: Tx, caseId: string): Promise<CaseReading> {
    const rows = await tx.query<CaseRow>(`SELECT ${caseColumns('c')} FROM cases c WHERE c.id = $1`, [caseId]);
    const row = rows[0];
    if (row === undefined) throw notFound();
    return this.around(tx, row);
  }

  /** The rest of a case whose row is read already. */
  async around(tx: Tx, row: CaseRow): Promise<CaseReading> {
    const now = await tx.now();
    const calendar = await this.calendar.forCase(row);
    const rules = await this.rules.ofCase(row);
    const [around] = await tx.query<Around>(AROUND, [row.id]);
    if (around === undefined) throw notFound();
    const identityVerified = await this.isVerified(tx, row);
    const letters = await lettersOf(tx, row.id);
    const sources = await tx.query<ClockSource>(CLOCKS, [row.id]);
    return {
      row,
      now,
      calendar,
      rules,
      holderName: around.holder_name,
      items: around.items ?? [],
      clocks: caseClocks(row, sources, calendar),
      events: await tx.query<CaseEvent>(EVENTS, [row.id]),
      files: await this.files.ofCase(tx, row.id),
      letters,
      materials: await materialsOf(tx, row.id),
      routing: around.routing,
      assignments: await tx.query<AssignmentEntry>(ASSIGNMENTS, [row.id]),
      missing: around.missing ?? [],
      papers: around.papers,
      unpaid: around.unpaid,
      deliveryReference: around.delivery_reference,
      identityVerified,
      parts: around.parts ?? [],
      group: around.group ?? [],
      objections: around.objections ?? [],
      handedOver: around.handed_over,
      lettersToSend: around.to_send ?? [],
      returns: around.returns ?? [],
      preparesOnly:
        !maySend(tx.actor, 'case.grant', this.city) &&
        can(tx.actor, 'case.grant', { agency: row.agency_code }) === 'allowed' &&
        eventsFrom(row.status).includes('grant'),
      actions: lawfulActions(tx.actor, row, {
        now,
        calendar,
        rules,
        answeredBy: this.city.answeredBy,
        hasLateRepair: around.late_repair,
        unpaid: around.unpaid,
        identityVerified,
        hasLetters: letters.length > 0,
        hasWaitingLetter: (around.to_send ?? []).length > 0,
        hasDecision: around.has_decision,
        awaitsMaterial: around.awaits_material,
        proposedBy: around.proposed_by ?? [],
        parts: (around.parts ?? []).map(({ status }) => status),
      }),
    };
  }

  // Only whether it was checked: the answering unit sees no row of a person at all.
  private async isVerified(tx: Tx, row: CaseRow): Promise<boolean> {
    const found = await tx.query<{ verified: boolean }>(
      'SELECT identity_verified_at IS NOT NULL AS verified FROM requesters WHERE id = $1',
      [row.requester_id],
    );
    return found[0]?.verified ?? false;
  }
}

/** A legal day in the facts of an event, or null. */
export function dayFact(facts: Readonly<Record<string, unknown>>, name: string): LocalDate | null {
  const value = facts[name];
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? (value as LocalDate) : null;
}
