import { Injectable } from '@nestjs/common';
import type { HandedOver } from '../../cases/disputes/handed-over.queries.js';
import { materialsOf, type AskedMaterial } from '../../cases/materials/materials.queries.js';
import { caseColumns, type CaseRow } from '../../cases/requests/case-row.js';
import { lettersOf, type IssuedLetter } from '../../cases/requests/letters.queries.js';
import type { NamedPaper } from '../../cases/requests/named-papers.js';
import { maySend } from '../../cases/requests/who-sends.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { StoredFiles, type FileFacts } from '../../office/documents/stored-files.js';
import { CITY_ZONE, type LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { eventsFrom } from '../../law/next-state.js';
import { City } from '../../platform/config/city.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import { can } from '../../office/access/policy.js';
import {
  aroundOf,
  type CaseItem,
  type CaseObjection,
  type LetterToSend,
  type RelatedCase,
  type RoutingHint,
} from './case-around.queries.js';
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
  /** What was asked for came after its term, and the desk has not decided about it. */
  readonly lateRepairWaits: boolean;
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

const CLOCKS = /* sql */ `
  SELECT d.kind, d.stage, d.due_at, d.effective_at, d.outcome, l.received_on AS letter_received_on,
    e.term_end_on AS extended_from, d.facts->>'foundOn' AS found_on, d.facts->>'dayZero' AS day_zero,
    coalesce((coalesce(r.agreed_at, o.answered_at) AT TIME ZONE '${CITY_ZONE}')::date, s.decided_on) AS ordered_on,
    coalesce(r.carried_out_at, s.carried_out_at) IS NOT NULL AS carried_out,
    CASE WHEN r.agreed_at IS NOT NULL THEN 'settlement' WHEN r.objection_id IS NOT NULL THEN 'superior'
      ELSE s.event END AS ordered_by,
    coalesce(r.carried_out_at, r.ended_at, s.suspended_at, s.carried_out_at,
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
    const around = await aroundOf(tx, row.id);
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
      lateRepairWaits: around.late_repair_waits,
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
