import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { nextObjectionState, nextState } from '../../law/next-state.js';
import { isLiveObjection, LIVE_DISPUTE_STATES, LIVE_OBJECTION_STATES } from '../../law/state-sets.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { sqlWords } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { lockTarget, type ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';
import { NEWS_OF_ORDER } from './order-letters.js';
import { isDisputed, NAMED_DISPUTE } from './is-disputed.queries.js';

interface OpenRemedies {
  readonly objections: number;
  readonly windows: number;
  readonly orders: number;
  readonly disputes: number;
  /** Letters whose receipt starts a window and is not recorded. */
  readonly letters: number;
  /** Disputes that an older register names and the desk has not entered yet. */
  readonly named: number;
}

/** Who has gone to the commission has received the answer. */
const NOT_DISPUTED = `NOT EXISTS (SELECT 1 FROM disputes q WHERE 'objection-answered:' || q.objection_id = t.facts->>'effectKey')`;

/** Letters whose receipt starts a window: T7, T10, and T7 of what the superior's order or an agreement gave. */
const STARTS_WINDOW = `(t.facts->>'mail' IN ('answered', 'closed-incomplete', 'objection-answered') AND ${NOT_DISPUTED}
  OR t.facts->>'effectKey' IN (SELECT ${NEWS_OF_ORDER} FROM objection_orders r WHERE r.given_on IS NOT NULL))`;

/** An order that was neither carried out nor ended with its request. */
const WAITS = 'r.carried_out_at IS NULL AND r.ended_at IS NULL';

const OPEN_REMEDIES = /* sql */ `
  SELECT
    (SELECT count(*)::int FROM objections o WHERE o.case_id = $1 AND o.status IN (${sqlWords(LIVE_OBJECTION_STATES)}))
      AS objections,
    (SELECT count(*)::int FROM due_rows d WHERE d.case_id = $1 AND d.done_at IS NULL AND d.id IS DISTINCT FROM $2
      AND d.kind IN ('objection-window', 'commission-window', 'order-execution', 'delivery')) AS windows,
    (SELECT count(*)::int FROM objection_orders r WHERE r.case_id = $1 AND ${WAITS}) AS orders,
    (SELECT count(*)::int FROM disputes s JOIN objections o ON o.id = s.objection_id
      WHERE o.case_id = $1 AND s.status IN (${sqlWords(LIVE_DISPUTE_STATES)})) AS disputes,
    (SELECT count(*)::int FROM tasks t WHERE t.case_id = $1 AND t.kind = 'print-mail' AND t.done_at IS NULL
      AND ${STARTS_WINDOW}) AS letters,
    (SELECT count(*)::int FROM tasks t WHERE t.case_id = $1 AND t.kind = 'dispute-named' AND t.done_at IS NULL) AS named`;

const OPEN_OF_OBJECTION = /* sql */ `
  SELECT 0 AS objections,
    (SELECT count(*)::int FROM due_rows d WHERE d.objection_id = $1 AND d.done_at IS NULL AND d.id IS DISTINCT FROM $2
      AND d.kind IN ('commission-window', 'order-execution')) AS windows,
    (SELECT count(*)::int FROM objection_orders r WHERE r.objection_id = $1 AND ${WAITS}) AS orders,
    (SELECT count(*)::int FROM disputes s WHERE s.objection_id = $1 AND s.status IN (${sqlWords(LIVE_DISPUTE_STATES)})) AS disputes,
    (SELECT count(*)::int FROM tasks t WHERE t.kind = 'print-mail' AND t.done_at IS NULL
      AND t.facts->>'effectKey' = 'objection-answered:' || $1::text AND ${NOT_DISPUTED}) AS letters,
    (SELECT count(*)::int FROM tasks t WHERE t.once_key = '${NAMED_DISPUTE}' || $1::text AND t.done_at IS NULL) AS named`;

/**
 * Ends objections and requests that are beyond every remedy (law.md row 24): no window open, no promised day to come,
 * no dispute undecided, every order carried out or ended, no letter on its way whose receipt would open a later window. A
 * dispute room that ends a dispute asks `finaliseObjectionIfOver` again. Retention starts there.
 */
@Injectable()
export class CloseRemedies {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objections: ObjectionTransitions,
    private readonly tasks: Tasks,
  ) {}

  /** Makes the request final if the law allows; `exceptRow` is the due row in hand. True when it did. */
  async finaliseIfOver(tx: Tx, row: CaseRow, exceptRow: string | null, effectiveAt: Date): Promise<boolean> {
    if (!nextState(row.status, 'finalise').ok) return false;
    if (await isOpen(tx, OPEN_REMEDIES, row.id, exceptRow)) return false;
    await this.transitions.applyTransition(tx, row, { event: 'finalise', effectiveAt });
    // What came too late can be taken no more.
    await this.tasks.settleKind(tx, row.id, 'late-repair', null);
    return true;
  }

  /**
   * Makes the objection final, and with it a closed request, once its last day to go to the commission has passed and
   * nothing is left of it. True when the objection ended.
   */
  async finaliseObjectionIfOver(
    tx: Tx,
    target: ObjectionTarget,
    exceptRow: string | null,
    effectiveAt: Date,
  ): Promise<boolean> {
    const { row, objection } = target;
    if (!nextObjectionState(objection.status, 'finalise').ok) return false;
    const until = objection.commission_until;
    const waits = until === null || until >= localDayOf(effectiveAt);
    // Who has gone to the commission waits for no term any more: the dispute and the orders alone keep it open.
    if (waits && !(await isDisputed(tx, objection.id))) return false;
    if (await this.remedyOpen(tx, objection.id, exceptRow)) return false;
    await this.objections.apply(tx, target, { event: 'finalise', effectiveAt });
    if (row !== null) await this.finaliseIfOver(tx, row, exceptRow, effectiveAt);
    return true;
  }

  /** An order was carried out, or ended with its request: what waited for nothing else is over (law.md row 24). */
  async afterOrder(tx: Tx, target: ObjectionTarget, at: Date): Promise<void> {
    if (isLiveObjection(target.objection.status)) await this.finaliseObjectionIfOver(tx, target, null, at);
    else if (target.row !== null) await this.finaliseIfOver(tx, target.row, null, at);
  }

  /** The desk has found that a dispute which an older register names was never there: what only it kept open ends now. */
  async withoutDispute(tx: Tx, objectionId: string): Promise<void> {
    const target = await lockTarget(tx, objectionId);
    if (target !== null) await this.finaliseObjectionIfOver(tx, target, null, await tx.now());
  }

  /** Whether a window, an order or a dispute of this objection is still open. */
  remedyOpen(tx: Tx, objectionId: string, exceptRow: string | null = null): Promise<boolean> {
    return isOpen(tx, OPEN_OF_OBJECTION, objectionId, exceptRow);
  }
}

async function isOpen(tx: Tx, sql: string, id: string, exceptRow: string | null): Promise<boolean> {
  const [open] = await tx.query<OpenRemedies>(sql, [id, exceptRow]);
  return open === undefined || Object.values(open).some((count) => count > 0);
}
