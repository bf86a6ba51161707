import { Injectable } from '@nestjs/common';
import { nextDisputeState, type DisputeEvent } from '../../law/next-state.js';
import type { DisputeState } from '../../law/request-states.js';
import { Audit } from '../../office/audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import type { DisputeRow, HeldDispute } from './dispute-row.js';

/** What a step of a dispute changes beside its state. */
export interface DisputeStepChange {
  readonly event: DisputeEvent;
  readonly effectiveAt?: Date;
  readonly furtherUntil?: string | null;
  /** The requester too, unless said otherwise. */
  readonly visibleTo?: 'staff' | 'requester';
  /** Codes, days, ids: no text of a ruling. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The only way a dispute changes its state: the table decides, the version rises, the trail of its case tells it. */
@Injectable()
export class DisputeTrail {
  constructor(private readonly audit: Audit) {}

  /** Applies a step. Throws 409 `not-in-this-state`. */
  async apply(tx: Tx, held: HeldDispute, step: DisputeStepChange): Promise<HeldDispute> {
    const next = nextDisputeState(held.dispute.status, step.event);
    if (!next.ok) throw refused(next.refusal);
    const at = step.effectiveAt ?? (await tx.now());
    const dispute = await this.write(tx, held.dispute, next.to, step.furtherUntil ?? null, at);
    const changed = { ...held, dispute };
    await this.tell(
      tx,
      changed,
      next.transition.timeline[0] ?? step.event,
      at,
      {
        ...step.facts,
        step: step.event,
      },
      step.visibleTo,
    );
    return changed;
  }

  /** A fact that is no change of state; the version rises all the same. */
  async recordFact(
    tx: Tx,
    held: HeldDispute,
    event: string,
    at: Date,
    facts: Readonly<Record<string, unknown>>,
    visibleTo: 'staff' | 'requester' = 'requester',
  ): Promise<HeldDispute> {
    const { dispute } = held;
    const changed = {
      ...held,
      dispute: await this.write(tx, dispute, dispute.status, dispute.further_until, at),
    };
    await this.tell(tx, changed, event, at, facts, visibleTo);
    return changed;
  }

  /** One row in the trail of the case; a dispute without a case has a stream of its own. */
  async tell(
    tx: Tx,
    { dispute, row }: HeldDispute,
    event: string,
    effectiveAt: Date,
    facts: Readonly<Record<string, unknown>>,
    visibleTo: 'staff' | 'requester' = 'requester',
  ): Promise<void> {
    await this.audit.record(tx, {
      ...(row === null ? { stream: `dispute:${dispute.id}` } : { caseId: row.id }),
      event,
      effectiveAt,
      visibleTo,
      agency: dispute.agency_code,
      facts: {
        ...facts,
        disputeId: dispute.id,
        objection: dispute.objection_number,
        status: dispute.status,
        ...(row === null ? {} : { version: row.version }),
      },
    });
  }

  private async write(
    tx: Tx,
    dispute: DisputeRow,
    status: DisputeState,
    furtherUntil: string | null,
    at: Date,
  ): Promise<DisputeRow> {
    const finalAt = status === 'final' ? at : null;
    const rows = await tx.query<Pick<DisputeRow, 'further_until' | 'final_at' | 'version'>>(
      `UPDATE disputes SET status = $2, further_until = $3, final_at = $4, version = version + 1
       WHERE id = $1 AND version = $5 RETURNING further_until, final_at, version`,
      [dispute.id, status, status === 'final' ? null : furtherUntil, finalAt, dispute.version],
    );
    if (rows[0] === undefined) throw new Error('the dispute changed although it was locked');
    return { ...dispute, ...rows[0], status };
  }
}
