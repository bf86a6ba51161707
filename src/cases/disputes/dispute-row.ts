import {
  awaitsNextInstance,
  type FurtherStep,
  type LastDecision,
  type OrderedExtent,
} from '../../law/dispute-rules.js';
import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { DisputeEvent } from '../../law/next-state.js';
import type { DisputeState, ObjectionState } from '../../law/request-states.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound, Problem } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import { lockOwnCase } from '../requests/open-case.js';

/** What the parties and courts decide; each at most once in a dispute. */
export type RulingEvent = Exclude<DisputeEvent, 'open' | 'finalise' | 'apply-calendar' | FurtherStepEvent>;

/** A party goes on: a suit after the commission's ruling, cassation after the court's. */
export type FurtherStepEvent = FurtherStep;

/** A dispute with what it hangs on. It names no person. */
export interface DisputeRow {
  readonly id: string;
  readonly objection_id: string;
  readonly objection_number: string;
  readonly objection_status: ObjectionState;
  readonly grounds: readonly ObjectionGround[];
  /** Null for an objection without a request (ground b). */
  readonly case_id: string | null;
  readonly register_number: string | null;
  readonly agency_code: string | null;
  readonly commission_number: string;
  readonly filed_on: LocalDate;
  readonly late: boolean;
  /** Filed before the superior had answered or T8 had passed. */
  readonly premature: boolean;
  readonly status: DisputeState;
  readonly start_due_on: LocalDate | null;
  readonly end_due_on: LocalDate | null;
  /** The last day of T13 or T14, while one runs. */
  readonly further_until: LocalDate | null;
  /** The day of the suit; T13 has stopped with it. */
  readonly suit_filed_on: LocalDate | null;
  /** The day of the cassation; T14 has stopped with it. */
  readonly cassation_filed_on: LocalDate | null;
  readonly file_id: string | null;
  readonly final_at: Date | null;
  /** The readings that its objection began under. */
  readonly rule_set_version: number;
  readonly version: number;
}

/** One decision in a dispute, with the order it may hold. */
export interface DisputeStep {
  readonly id: string;
  readonly event: RulingEvent;
  readonly decided_on: LocalDate;
  /** Day 0 of T13 and T14. */
  readonly received_on: LocalDate;
  readonly file_id: string;
  readonly order_text: string | null;
  readonly carry_out_by: LocalDate | null;
  /** Null where nobody said it. */
  readonly order_extent: OrderedExtent | null;
  /** `replaced`: a later ruling has taken its place. */
  readonly order_state: 'open' | 'carried-out' | 'replaced' | null;
  /** Since when its order binds nobody: the decision was contested in time. */
  readonly suspended_at: Date | null;
  readonly carried_out_on: LocalDate | null;
  readonly carried_out_text: string | null;
  readonly carried_out_files: readonly string[];
  /** Effect key of the letter with which the files leave that were reported. */
  readonly leaves_with: string | null;
  readonly at: Date;
}

/** A dispute whose case, objection and own row are locked, in this order. */
export interface HeldDispute {
  readonly dispute: DisputeRow;
  readonly row: CaseRow | null;
}

export const DISPUTE_SELECT = /* sql */ `
  SELECT d.id, d.objection_id, o.register_number AS objection_number, o.status AS objection_status, o.grounds, o.case_id,
    c.register_number, c.agency_code, d.commission_number, d.filed_on, d.late, d.premature, d.status, d.start_due_on, d.end_due_on,
    d.further_until, d.suit_filed_on, d.cassation_filed_on, d.file_id, d.final_at, o.rule_set_version, d.version
  FROM disputes d JOIN objections o ON o.id = d.objection_id LEFT JOIN cases c ON c.id = o.case_id`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** A dispute by its id. Throws 404. */
export async function readDispute(tx: Tx, id: unknown): Promise<DisputeRow> {
  const rows =
    typeof id === 'string' && UUID.test(id)
      ? await tx.query<DisputeRow>(`${DISPUTE_SELECT} WHERE d.id = $1`, [id])
      : [];
  if (rows[0] === undefined) throw notFound();
  return rows[0];
}

/** Locks a dispute with its case and its objection. `version` is what the page showed: another one is 409 `stale`. */
export async function lockDispute(tx: Tx, id: unknown, version?: number): Promise<HeldDispute> {
  const { case_id: caseId, objection_id: objectionId } = await readDispute(tx, id);
  const row = caseId === null ? null : await lockOwnCase(tx, caseId);
  await tx.query('SELECT 1 FROM objections WHERE id = $1 FOR UPDATE', [objectionId]);
  await tx.query('SELECT 1 FROM disputes WHERE id = $1 FOR UPDATE', [id]);
  const dispute = await readDispute(tx, id);
  if (version !== undefined && version !== dispute.version) {
    throw new Problem(409, 'stale', {}, [], { version: dispute.version, changes: [] });
  }
  return { dispute, row };
}

/** Whether a suit or cassation waits to be decided. */
export function awaitsInstance(dispute: DisputeRow): boolean {
  const { status, suit_filed_on: suitFiledOn, cassation_filed_on: cassationFiledOn } = dispute;
  return awaitsNextInstance({ status, suitFiledOn, cassationFiledOn });
}

/** The decisions of a dispute, the oldest first. */
export function stepsOf(tx: Tx, disputeId: string): Promise<DisputeStep[]> {
  return tx.query<DisputeStep>(
    `SELECT id, event, decided_on, received_on, file_id, order_text, carry_out_by, order_extent, order_state, suspended_at,
       carried_out_on, carried_out_text, carried_out_files, leaves_with, at FROM dispute_steps WHERE dispute_id = $1 ORDER BY at, id`,
    [disputeId],
  );
}

/** A suit or cassation as it was recorded. */
export interface DisputeFiling {
  readonly event: FurtherStepEvent;
  readonly filed_on: LocalDate;
  readonly file_id: string | null;
  /** Why it was learnt of late, and when the dispute had ended by then; null where it came while the dispute ran. */
  readonly reason: string | null;
  readonly ended_at: Date | null;
  readonly at: Date;
}

/** The suits and cassations of a dispute, the oldest first. */
export function filingsOf(tx: Tx, disputeId: string): Promise<DisputeFiling[]> {
  return tx.query<DisputeFiling>(
    'SELECT event, filed_on, file_id, reason, ended_at, at FROM dispute_filings WHERE dispute_id = $1 ORDER BY at, id',
    [disputeId],
  );
}

/** The last of the decisions as the law asks for it; null before the first. */
export function lastDecisionOf(steps: readonly DisputeStep[]): LastDecision | null {
  const last = steps.at(-1);
  return last === undefined ? null : { event: last.event, receivedOn: last.received_on };
}

/** The order that waits to be carried out; at most one, because a later ruling takes the place of an earlier one. */
export async function openOrder(tx: Tx, disputeId: string): Promise<DisputeStep | null> {
  return (await stepsOf(tx, disputeId)).find((step) => step.order_state === 'open') ?? null;
}
