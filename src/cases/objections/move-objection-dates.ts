import { Injectable } from '@nestjs/common';
import { endOfLocalDay, type LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import type { ObjectionState } from '../../law/request-states.js';
import type { ProvisionalReason } from '../../law/working-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';

/** The dates of an objection in a new calendar; what is absent stays. */
export interface ObjectionDates {
  readonly replyDue?: { readonly date: LocalDate; readonly provisional: ProvisionalReason | null };
  readonly commissionUntil?: LocalDate;
}

/**
 * Gives an objection the dates of a new calendar (law.md row 28): T8 while it is open, T10 once it is answered or
 * silent. The caller holds the lock of its case and moves the due rows. Returns the new version of the objection.
 * Throws 409 when the state table knows no such step.
 */
@Injectable()
export class MoveObjectionDates {
  async run(
    tx: Tx,
    objection: { readonly id: string; readonly status: ObjectionState },
    { replyDue, commissionUntil }: ObjectionDates,
  ): Promise<number> {
    const next = nextObjectionState(objection.status, 'apply-calendar');
    if (!next.ok) throw refused(next.refusal);
    const rows = await tx.query<{ version: number }>(
      `UPDATE objections SET status = $2, version = version + 1, reply_due_on = coalesce($3, reply_due_on),
         reply_due_at = coalesce($4, reply_due_at), due_provisional = CASE WHEN $3::date IS NULL THEN due_provisional ELSE $5 END,
         commission_until = coalesce($6, commission_until)
       WHERE id = $1 RETURNING version`,
      [
        objection.id,
        next.to,
        replyDue?.date ?? null,
        replyDue === undefined ? null : endOfLocalDay(replyDue.date),
        replyDue?.provisional == null ? null : JSON.stringify(replyDue.provisional),
        commissionUntil ?? null,
      ],
    );
    const version = rows[0]?.version;
    if (version === undefined) throw new Error('the objection is gone although its case was locked');
    return version;
  }
}
