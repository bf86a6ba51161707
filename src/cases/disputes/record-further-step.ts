import { Injectable } from '@nestjs/common';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { nextDisputeState } from '../../law/next-state.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { awaitsInstance, stepsOf, type FurtherStepEvent, type HeldDispute } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** What each step writes and which clock it stops. */
const STEPS = {
  'suit-filed': { column: 'suit_filed_on', window: 'court-window' },
  'cassation-filed': { column: 'cassation_filed_on', window: 'cassation-window' },
} as const;

/**
 * A party has gone to court or to cassation (law.md row 26): T13 or T14 stops, the state stays, and the dispute waits for
 * the next ruling however long it takes. A step after its term is accepted: only the court may call it late.
 */
@Injectable()
export class RecordFurtherStep {
  constructor(
    private readonly dueRows: DueRows,
    private readonly trail: DisputeTrail,
  ) {}

  /** Throws 409 `not-in-this-state`, also for a second one; 422 for a day before the ruling or after today. */
  async run(tx: Tx, held: HeldDispute, event: FurtherStepEvent, typed: string): Promise<HeldDispute> {
    const { dispute } = held;
    const next = nextDisputeState(dispute.status, event);
    if (!next.ok) throw refused(next.refusal);
    if (awaitsInstance(dispute)) throw refused('not-in-this-state');
    const ruledOn = (await stepsOf(tx, dispute.id)).at(-1)?.decided_on ?? dispute.filed_on;
    const filedOn = readFiledOn(typed, ruledOn, await tx.now());
    const { column, window } = STEPS[event];
    await tx.execute(`UPDATE disputes SET ${column} = $2 WHERE id = $1`, [dispute.id, filedOn]);
    await this.dueRows.stopOne(tx, dispute.case_id, window, dispute.id);
    return this.trail.apply(
      tx,
      { ...held, dispute: { ...dispute, [column]: filedOn } },
      { event, visibleTo: 'staff', facts: { filedOn, furtherUntil: dispute.further_until } },
    );
  }
}

function readFiledOn(typed: string, earliest: LocalDate, now: Date): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null || day > localDayOf(now) || day < earliest) {
    throw invalid([{ field: 'filedOn', code: 'wrong-date', message: 'disputes.errors.step-filed-on' }]);
  }
  return day;
}
