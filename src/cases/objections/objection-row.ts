import type { LocalDate } from '../../law/local-date.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { ObjectionState } from '../../law/request-states.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';

/** A row of `objections`. It names persons by id only. */
export interface ObjectionRow {
  readonly id: string;
  readonly register_number: string;
  readonly case_id: string | null;
  /** The person of the request, or the proxy who files for it. */
  readonly requester_id: string;
  readonly grounds: readonly ObjectionGround[];
  readonly story: string;
  readonly late: boolean;
  readonly status: ObjectionState;
  readonly received_at: Date;
  readonly received_on: LocalDate;
  readonly reply_due_on: LocalDate;
  readonly due_provisional: ProvisionalReason | null;
  readonly commission_until: LocalDate | null;
  readonly closed_at: Date | null;
  readonly version: number;
  /** That of its request; without a request the one in force when it was received. */
  readonly rule_set_version: number;
}

export const OBJECTION_COLUMNS = `id, register_number, case_id, requester_id, grounds, story, late, status, received_at,
  received_on, reply_due_on, due_provisional, commission_until, closed_at, version, rule_set_version`;

/** Locks an objection for a timer; null when there is none. The caller holds the lock of its case already. */
export async function lockObjection(tx: Tx, id: unknown): Promise<ObjectionRow | null> {
  const rows = await tx.query<ObjectionRow>(
    `SELECT ${OBJECTION_COLUMNS} FROM objections WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** The objections of a case, the newest first. */
export function objectionsOf(tx: Tx, caseId: string): Promise<ObjectionRow[]> {
  return tx.query<ObjectionRow>(
    `SELECT ${OBJECTION_COLUMNS} FROM objections WHERE case_id = $1 ORDER BY received_at DESC, register_seq DESC`,
    [caseId],
  );
}
