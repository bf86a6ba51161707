import { Injectable } from '@nestjs/common';
import { deadlineKindOf, type DeadlineKind } from '../../law/deadline-kinds.js';
import { impliedEvents, nextState, type RequestEvent, type StepFacts } from '../../law/next-state.js';
import { isClosed, isEnded, type RequestState } from '../../law/request-states.js';
import type { TimeLimitId } from '../../law/time-limits.js';
import type { RequestTransition } from '../../law/transition.js';
import { Audit, type Visibility } from '../../office/audit/audit.js';
import { SEALED_COLUMNS, type SealedCase } from '../../office/audit/chain.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { REMINDER_OF } from '../../office/deadlines/moved-reminders.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import type { CaseChange, CaseRow } from './case-row.js';
import { FOLLOWED, sharedChange } from './family.js';
import { lockParts } from './open-case.js';

/** One step of one case. The step's use case has asked its law function; here the state table has the last word. */
export interface CaseStep {
  readonly event: RequestEvent;
  readonly facts?: StepFacts;
  /** When the step takes effect before the law; default: the moment of the transaction. */
  readonly effectiveAt?: Date;
  readonly change?: CaseChange;
  /** Name in the timeline; default: the first of the table's row. */
  readonly timeline?: string;
  readonly visibleTo?: Visibility;
  readonly auditFacts?: Readonly<Record<string, unknown>>;
  /** Clocks that the table's row would stop and that run on in the reading of the case (D2). */
  readonly keepsRunning?: readonly TimeLimitId[];
}

/** Kinds that run on when a request closes: letters and the right to object that the closing opens. */
const REQUEST_CLOCKS: readonly TimeLimitId[] = ['T2', 'T3', 'T4', 'T5', 'T6'];

/**
 * The only way a case changes state, for citizen, officer and timer alike. The caller holds the lock of the case.
 * Writes state, version and changed columns, stops the clocks that the table's row stops, and records one audit row.
 */
@Injectable()
export class CaseTransitions {
  constructor(
    private readonly audit: Audit,
    private readonly dueRows: DueRows,
  ) {}

  /** Applies a step. Throws 409 with the law's refusal when the state table has no such row. */
  async applyTransition(tx: Tx, row: CaseRow, step: CaseStep): Promise<CaseRow> {
    let current = row;
    for (const implied of impliedEvents(row.status, step.event)) {
      const at = await tx.now();
      current = await this.applyOne(tx, current, {
        event: implied,
        change: { complete_at: at },
        visibleTo: 'requester',
      });
    }
    return this.applyOne(tx, current, step);
  }

  /** Changes facts of a case that are no state (holder, agency, contact): version and audit row as for every change. */
  async recordChange(
    tx: Tx,
    row: CaseRow,
    event: string,
    change: CaseChange,
    options: { readonly visibleTo?: Visibility; readonly facts?: Readonly<Record<string, unknown>> } = {},
  ): Promise<CaseRow> {
    const { changed, sealed } = await this.write(tx, row, row.status, change);
    await this.audit.record(tx, {
      caseId: row.id,
      event,
      effectiveAt: await tx.now(),
      visibleTo: options.visibleTo ?? 'staff',
      agency: changed.agency_code,
      facts: { ...options.facts, version: changed.version },
      sealed,
    });
    return changed;
  }

  private async applyOne(tx: Tx, row: CaseRow, step: CaseStep): Promise<CaseRow> {
    const next = nextState(row.status, step.event, step.facts);
    if (!next.ok) throw refused(next.refusal);
    const effectiveAt = step.effectiveAt ?? (await tx.now());
    await this.stopClocks(tx, row.id, next.transition, step.keepsRunning ?? []);
    const change = { ...closing(row.status, next.to, effectiveAt), ...step.change };
    const { changed, sealed } = await this.write(tx, row, next.to, change);
    await this.audit.record(tx, {
      caseId: row.id,
      event: step.timeline ?? next.transition.timeline[0] ?? step.event,
      effectiveAt,
      visibleTo: step.visibleTo ?? 'requester',
      agency: changed.agency_code,
      facts: { ...step.auditFacts, from: row.status, to: next.to, version: changed.version },
      sealed,
    });
    if (row.part_count > 0 && FOLLOWED.includes(step.event)) await this.takeParts(tx, row, step, effectiveAt);
    return changed;
  }

  // The parts of a request follow it, in the order of their numbers; one that is answered stays as it is, and is final
  // where the request ends by the wish of its requester: no notice of it will ever go out.
  private async takeParts(tx: Tx, row: CaseRow, step: CaseStep, effectiveAt: Date): Promise<void> {
    for (const part of await lockParts(tx, row.id)) {
      if (!nextState(part.status, step.event, step.facts).ok) {
        if (step.event === 'withdraw') await this.endPart(tx, row, part, effectiveAt);
        continue;
      }
      await this.applyOne(tx, part, {
        event: step.event,
        effectiveAt,
        visibleTo: 'staff',
        change: sharedChange(step.change, step.event),
        ...(step.facts === undefined ? {} : { facts: step.facts }),
        ...(step.timeline === undefined ? {} : { timeline: step.timeline }),
        auditFacts: { ...step.auditFacts, request: row.register_number },
        keepsRunning: step.keepsRunning ?? [],
      });
    }
  }

  private async endPart(tx: Tx, row: CaseRow, part: CaseRow, effectiveAt: Date): Promise<void> {
    if (!nextState(part.status, 'finalise').ok) return;
    await this.applyOne(tx, part, {
      ...{ event: 'finalise', effectiveAt, visibleTo: 'staff' },
      auditFacts: { request: row.register_number },
    });
  }

  private async stopClocks(
    tx: Tx,
    caseId: string,
    { clocks: { stop, suspend } }: RequestTransition,
    keeps: readonly TimeLimitId[],
  ): Promise<void> {
    const named = stop === 'all' ? REQUEST_CLOCKS : [...(stop ?? []), ...(suspend ?? [])];
    const limits = named.filter((limit) => !keeps.includes(limit));
    const kinds = new Set<DeadlineKind>();
    for (const limit of limits) {
      const kind = deadlineKindOf(limit);
      if (kind === null) continue;
      kinds.add(kind);
      const reminder = REMINDER_OF[kind];
      if (reminder !== undefined) kinds.add(reminder);
    }
    if (kinds.size > 0) await this.dueRows.stop(tx, caseId, [...kinds]);
  }

  private async write(tx: Tx, row: CaseRow, status: RequestState, change: CaseChange): Promise<Written> {
    const columns = Object.keys(change) as (keyof CaseChange)[];
    const sets = columns.map((column, at) => `${column} = $${String(at + 4)}`);
    // The database keeps by itself when a letter has to leave; what is sealed is what it holds, not what we hold of it.
    const [written] = await tx.query<Pick<CaseRow, 'letter_due_on'> & SealedCase>(
      `UPDATE cases SET status = $2, version = version + 1${sets.map((set) => `, ${set}`).join('')}
       WHERE id = $1 AND version = $3 RETURNING letter_due_on, ${SEALED_COLUMNS.join(', ')}`,
      [row.id, status, row.version, ...columns.map((column) => toColumn(column, change[column]))],
    );
    if (written === undefined) throw new Error('the case changed although it was locked');
    const { letter_due_on, ...sealed } = written;
    const changed = { ...row, ...change, letter_due_on, status, version: row.version + 1 };
    return { changed, sealed };
  }
}

/** A case after its change, and what of it the trail seals. */
interface Written {
  readonly changed: CaseRow;
  readonly sealed: SealedCase;
}

// What happens to a request that stays as it is closes it no second time.
function closing(from: RequestState, to: RequestState, at: Date): CaseChange {
  if (to === 'final' || to === from) return {};
  const isOver = isClosed(to) || isEnded(to);
  return isOver ? { closed_at: at } : { closed_at: null };
}

function toColumn(column: keyof CaseChange, value: unknown): unknown {
  return column === 'due_provisional' && value !== null ? JSON.stringify(value) : value;
}
