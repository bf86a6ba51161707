import { Injectable } from '@nestjs/common';
import { bearsObjection } from '../../law/request-states.js';
import { CITY_ZONE } from '../../law/local-date.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { ObjectionWindow } from '../requests/objection-window.js';

/** What followed from the leaving of a letter, whose orders were done and what they gave, has the moment of its record. */
const MOMENTS = /* sql */ `
  SELECT carried_out_at AS at FROM objection_orders WHERE leaves_with = $1 AND carried_out_at IS NOT NULL
  UNION SELECT carried_out_at FROM dispute_steps WHERE leaves_with = $1 AND order_state = 'carried-out'
  UNION SELECT notice_left_at FROM cases WHERE id = $2 AND notice_left_at IS NOT NULL AND $1 = 'answered:' || id`;

const MOVE_ORDERS = /* sql */ `
  UPDATE objection_orders r SET carried_out_on = m.day, given_on = CASE WHEN r.given_on IS NOT NULL THEN m.day END
  FROM (SELECT q.objection_id, greatest($3::date,
      (coalesce(q.agreed_at, o.answered_at) AT TIME ZONE '${CITY_ZONE}')::date) AS day
    FROM objection_orders q JOIN objections o ON o.id = q.objection_id
    WHERE q.case_id = $1 AND q.carried_out_at = ANY ($2)) m
  WHERE m.objection_id = r.objection_id AND r.carried_out_on <> m.day
  RETURNING r.given_on IS NOT NULL OR m.day > r.carry_out_by AS bears`;

const MOVE_STEPS = /* sql */ `
  UPDATE dispute_steps s SET carried_out_on = $3 FROM disputes d JOIN objections o ON o.id = d.objection_id
  WHERE d.id = s.dispute_id AND o.case_id = $1 AND s.order_state = 'carried-out' AND s.carried_out_at = ANY ($2)`;

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
    const found = await tx.query<{ at: Date }>(MOMENTS, [effectKey, row.id]);
    if (found.length === 0) return;
    const moved = [row.id, found.map(({ at }) => at), leftOn];
    const orders = await tx.query<{ bears: boolean }>(MOVE_ORDERS, moved);
    await tx.execute(MOVE_STEPS, moved);
    await tx.execute('UPDATE deliveries SET delivered_on = $3 WHERE case_id = $1 AND at = ANY ($2)', moved);
    if (!orders.some(({ bears }) => bears) || !bearsObjection(row.status)) return;
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
