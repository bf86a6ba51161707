import { Injectable } from '@nestjs/common';
import { commissionTerms } from '../../law/dispute-rules.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import {
  recompute,
  type MovedDate,
  type RecomputedDate,
  type RecomputingRules,
} from '../../law/recompute.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { DISPUTE_SELECT, lockDispute, type DisputeRow, type HeldDispute } from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** What a dispute is counted with, and what its trail says of it. */
export interface DisputeCounting {
  readonly calendar: WorkingCalendar;
  readonly rules: RecomputingRules;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Gives a dispute the dates of a new calendar (law.md row 28): T11 and T12, which only inform, while it waits for the
 * commission; T13 while a suit is possible. T14 is counted in calendar days. Safe to repeat: a right date stays.
 */
@Injectable()
export class MoveDisputeDates {
  constructor(
    private readonly trail: DisputeTrail,
    private readonly dueRows: DueRows,
  ) {}

  /** `counting` is asked for the rule set that the objection began under. The terms that moved; T11, T12 are none. */
  async run(
    tx: Tx,
    id: string,
    countingOf: (ruleSet: number) => DisputeCounting,
  ): Promise<readonly MovedDate[]> {
    const held = await lockDispute(tx, id);
    const counting = countingOf(held.dispute.rule_set_version);
    if (held.dispute.status === 'registered') await this.moveCommission(tx, held, counting);
    if (held.dispute.status === 'ruled') return this.moveSuit(tx, held, counting);
    return [];
  }

  /** The terms (T13) that a calendar would move, of all disputes: for the preview of a decree. */
  async outlook(
    tx: Tx,
    countingOf: (ruleSet: number) => Pick<DisputeCounting, 'calendar' | 'rules'>,
  ): Promise<readonly MovedDate[]> {
    const ruled = await tx.query<DisputeRow>(`${DISPUTE_SELECT} WHERE d.status = 'ruled'`);
    const moved: MovedDate[] = [];
    for (const dispute of ruled) {
      const next = await movedSuit(tx, dispute, countingOf(dispute.rule_set_version));
      if (next !== null) moved.push(movedDate(dispute, next));
    }
    return moved;
  }

  private async moveCommission(
    tx: Tx,
    held: HeldDispute,
    { calendar, rules, facts }: DisputeCounting,
  ): Promise<void> {
    const { dispute } = held;
    const { startDue, endDue } = commissionTerms(dispute.filed_on, calendar, rules);
    const same = startDue.date === dispute.start_due_on && endDue.date === dispute.end_due_on;
    if (same || dispute.start_due_on === null || dispute.end_due_on === null) return;
    await tx.execute('UPDATE disputes SET start_due_on = $2, end_due_on = $3 WHERE id = $1', [
      dispute.id,
      startDue.date,
      endDue.date,
    ]);
    await this.trail.apply(tx, held, {
      event: 'apply-calendar',
      furtherUntil: dispute.further_until,
      facts: { ...facts, previousDueOn: dispute.end_due_on, dueOn: endDue.date },
    });
  }

  private async moveSuit(
    tx: Tx,
    held: HeldDispute,
    counting: DisputeCounting,
  ): Promise<readonly MovedDate[]> {
    const { dispute } = held;
    const next = await movedSuit(tx, dispute, counting);
    if (next === null) return [];
    await this.dueRows.moveOne(tx, {
      caseId: dispute.case_id,
      kind: 'court-window',
      stage: dispute.id,
      dueAt: endOfLocalDay(next.to),
      facts: { until: next.to },
    });
    await this.trail.apply(tx, held, {
      event: 'apply-calendar',
      furtherUntil: next.to,
      facts: { ...counting.facts, previousDueOn: next.from, dueOn: next.to },
    });
    return [movedDate(dispute, next)];
  }
}

/** T13 in another calendar; null where it does not run or stays. */
async function movedSuit(
  tx: Tx,
  dispute: DisputeRow,
  { calendar, rules }: Pick<DisputeCounting, 'calendar' | 'rules'>,
): Promise<RecomputedDate | null> {
  const due = dispute.further_until;
  const decisionReceivedOn = await rulingOf(tx, dispute);
  if (due === null || decisionReceivedOn === null) return null;
  const clock = { limit: 'T13', due, decisionReceivedOn } as const;
  const next = recompute(clock, calendar, rules, localDayOf(await tx.now()));
  return next === null || next.to === due ? null : next;
}

function movedDate(
  { id, objection_number: registerNumber }: DisputeRow,
  { limit, from, to }: RecomputedDate,
): MovedDate {
  return { limit, from, to, subjectId: id, registerNumber };
}

async function rulingOf(tx: Tx, { id }: DisputeRow): Promise<LocalDate | null> {
  const rows = await tx.query<{ received_on: LocalDate }>(
    `SELECT received_on FROM dispute_steps WHERE dispute_id = $1 AND event = 'ruling' ORDER BY at DESC LIMIT 1`,
    [id],
  );
  return rows[0]?.received_on ?? null;
}
