import { Injectable } from '@nestjs/common';
import { bearsObjection } from '../../law/request-states.js';
import type { LocalDate } from '../../law/local-date.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { ObjectionWindow } from '../requests/objection-window.js';

const MOVE_ORDERS = /* sql */ `
  WITH old AS (SELECT objection_id, carried_out_on AS day FROM objection_orders
    WHERE leaves_with = $1 AND carried_out_at IS NOT NULL AND carried_out_on <> $2 FOR UPDATE)
  UPDATE objection_orders r SET carried_out_on = $2, given_on = CASE WHEN r.given_on IS NOT NULL THEN $2::date END
  FROM old WHERE r.objection_id = old.objection_id
  RETURNING old.day, r.given_on IS NOT NULL OR $2::date > r.carry_out_by AS bears`;

const MOVE_STEPS = /* sql */ `
  WITH old AS (SELECT id, carried_out_on AS day FROM dispute_steps
    WHERE leaves_with = $1 AND order_state = 'carried-out' AND carried_out_on <> $2 FOR UPDATE)
  UPDATE dispute_steps s SET carried_out_on = $2 FROM old WHERE s.id = old.id RETURNING old.day, false AS bears`;

/**
 * The desk has corrected the day on which a letter left: an order that it carried out was carried out on that day, in time or
 * late, and what lay in it was given then (decisions 0087, 0091).
 */
@Injectable()
export class LeavingCorrected {
  constructor(
    receipts: LetterReceipts,
    private readonly cases: CaseTransitions,
    private readonly window: ObjectionWindow,
  ) {
    for (const kind of ['answered', 'order-carried-out'] as const)
      receipts.registerLeaving(kind, (tx, row, letter) => this.left(tx, row, letter));
  }

  private async left(tx: Tx, row: CaseRow, { effectKey, leftOn }: LetterThatLeft): Promise<void> {
    const moved = [
      ...(await tx.query<{ day: LocalDate; bears: boolean }>(MOVE_ORDERS, [effectKey, leftOn])),
      ...(await tx.query<{ day: LocalDate; bears: boolean }>(MOVE_STEPS, [effectKey, leftOn])),
    ];
    for (const { day } of moved)
      await tx.execute('UPDATE deliveries SET delivered_on = $3 WHERE case_id = $1 AND delivered_on = $2', [
        ...[row.id, day, leftOn],
      ]);
    if (!moved.some(({ bears }) => bears) || !bearsObjection(row.status)) return;
    const until = await this.window.open(tx, row, leftOn, `left-corrected/${newId()}`);
    if (until === null || until === row.objection_until) return;
    await this.cases.recordChange(
      tx,
      row,
      'objection-term-moved',
      { objection_until: until },
      { facts: { leftOn, objectionUntil: until } },
    );
  }
}
