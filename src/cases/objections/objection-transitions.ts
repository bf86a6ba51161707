import { Injectable } from '@nestjs/common';
import type { DeadlineKind } from '../../law/deadline-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import { nextObjectionState, type ObjectionEvent } from '../../law/next-state.js';
import type { ObjectionState } from '../../law/request-states.js';
import { awaitsReply, isLiveObjection } from '../../law/state-sets.js';
import type { TimeLimitId } from '../../law/time-limits.js';
import { Audit, type Visibility } from '../../office/audit/audit.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ReplyDrafts } from './reply-drafts.js';

/** Columns that a step may change beside the state. */
export interface ObjectionChange {
  readonly answered_at?: Date;
  readonly reply_on_paper?: boolean;
  readonly commission_until?: LocalDate | null;
  readonly delegate_id?: string | null;
}

/** One step of one objection; its use case has asked the law already. */
export interface ObjectionStep {
  readonly event: ObjectionEvent;
  readonly effectiveAt?: Date;
  readonly change?: ObjectionChange;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Clocks of an objection with the reminders that hang on them. */
const CLOCKS: Partial<Record<TimeLimitId, readonly DeadlineKind[]>> = {
  T8: ['objection-reply', 'objection-reply-reminder'],
  T9: ['order-execution', 'order-reminder'],
  T10: ['commission-window', 'commission-window-reminder'],
};

/**
 * The only way an objection changes state, for citizen, superior, desk and timer alike. The caller holds the locks of
 * the request, if there is one, and of the objection. The request keeps its state.
 */
@Injectable()
export class ObjectionTransitions {
  constructor(
    private readonly audit: Audit,
    private readonly dueRows: DueRows,
    private readonly drafts: ReplyDrafts,
  ) {}

  /** Applies a step. Throws 409 with the law's refusal when the state table has no such row. */
  async apply(tx: Tx, target: ObjectionTarget, step: ObjectionStep): Promise<ObjectionRow> {
    const { objection } = target;
    const next = nextObjectionState(objection.status, step.event);
    if (!next.ok) throw refused(next.refusal);
    const effectiveAt = step.effectiveAt ?? (await tx.now());
    const { stop } = next.transition.clocks;
    const limits = stop === 'all' ? (Object.keys(CLOCKS) as TimeLimitId[]) : (stop ?? []);
    const kinds = limits.flatMap((limit) => CLOCKS[limit] ?? []);
    if (kinds.length > 0) await this.dueRows.stopOfObjection(tx, objection.id, kinds);
    if (awaitsReply(objection.status) && !awaitsReply(next.to)) await this.drafts.forget(tx, objection.id);
    const changed = await this.write(tx, objection, next.to, step.change ?? {}, effectiveAt);
    await this.record(tx, { ...target, objection: changed }, next.transition.timeline[0] ?? step.event, {
      effectiveAt,
      facts: step.facts ?? {},
    });
    return changed;
  }

  /** Changes facts of an objection that are no state (delegate): version and audit row as for every change. */
  async recordChange(
    tx: Tx,
    target: ObjectionTarget,
    event: string,
    change: ObjectionChange,
    options: { readonly visibleTo?: Visibility; readonly facts?: Readonly<Record<string, unknown>> } = {},
  ): Promise<ObjectionRow> {
    const at = await tx.now();
    const changed = await this.write(tx, target.objection, target.objection.status, change, at);
    await this.record(tx, { ...target, objection: changed }, event, { effectiveAt: at, ...options });
    return changed;
  }

  /** One row of the trail: in the request's chain, or in the objection's own where there is none. */
  async record(
    tx: Tx,
    { row, objection }: ObjectionTarget,
    event: string,
    entry: {
      readonly effectiveAt: Date;
      readonly visibleTo?: Visibility;
      readonly facts?: Readonly<Record<string, unknown>>;
      readonly first?: boolean;
    },
  ): Promise<void> {
    await this.audit.record(tx, {
      ...(row === null ? { stream: objectionStream(objection.id) } : { caseId: row.id }),
      ...(entry.first === undefined ? {} : { first: entry.first }),
      event,
      effectiveAt: entry.effectiveAt,
      visibleTo: entry.visibleTo ?? 'requester',
      agency: row?.agency_code ?? null,
      facts: {
        objectionId: objection.id,
        number: objection.register_number,
        ...entry.facts,
        objectionVersion: objection.version,
        ...(row === null ? {} : { version: row.version }),
      },
    });
  }

  private async write(
    tx: Tx,
    objection: ObjectionRow,
    status: ObjectionState,
    change: ObjectionChange,
    effectiveAt: Date,
  ): Promise<ObjectionRow> {
    // What was settled is carried out later: it stays closed since then.
    const closes = isLiveObjection(objection.status) && !isLiveObjection(status);
    const all = { ...change, ...(closes ? { closed_at: effectiveAt } : {}) };
    const columns = Object.keys(all) as (keyof typeof all)[];
    const sets = columns.map((column, at) => `, ${column} = $${String(at + 4)}`).join('');
    const done = await tx.execute(
      `UPDATE objections SET status = $2, version = version + 1${sets} WHERE id = $1 AND version = $3`,
      [objection.id, status, objection.version, ...columns.map((column) => all[column])],
    );
    if (done !== 1) throw new Error('the objection changed although it was locked');
    return { ...objection, ...all, status, version: objection.version + 1 };
  }
}

/** Name of the trail of an objection that no request stands behind. */
export function objectionStream(objectionId: string): string {
  return `objection:${objectionId}`;
}
