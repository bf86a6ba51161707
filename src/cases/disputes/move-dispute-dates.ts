import { Injectable } from '@nestjs/common';
import { commissionTerms } from '../../law/dispute-rules.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { recompute, type RecomputingRules } from '../../law/recompute.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { lockDispute, type DisputeRow, type HeldDispute } from './dispute-row.js';
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

  /** `counting` is asked for the rule set that the objection began under. True when a date moved. */
  async run(tx: Tx, id: string, countingOf: (ruleSet: number) => DisputeCounting): Promise<boolean> {
    const held = await lockDispute(tx, id);
    const counting = countingOf(held.dispute.rule_set_version);
    if (held.dispute.status === 'registered') return this.moveCommission(tx, held, counting);
    if (held.dispute.status === 'ruled') return this.moveSuit(tx, held, counting);
    return false;
  }

  private async moveCommission(
    tx: Tx,
    held: HeldDispute,
    { calendar, rules, facts }: DisputeCounting,
  ): Promise<boolean> {
    const { dispute } = held;
    const { startDue, endDue } = commissionTerms(dispute.filed_on, calendar, rules);
    const same = startDue.date === dispute.start_due_on && endDue.date === dispute.end_due_on;
    if (same || dispute.start_due_on === null || dispute.end_due_on === null) return false;
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
    return true;
  }

  private async moveSuit(
    tx: Tx,
    held: HeldDispute,
    { calendar, rules, facts }: DisputeCounting,
  ): Promise<boolean> {
    const { dispute } = held;
    const due = dispute.further_until;
    const decisionReceivedOn = await rulingOf(tx, dispute);
    if (due === null || decisionReceivedOn === null) return false;
    const clock = { limit: 'T13', due, decisionReceivedOn } as const;
    const next = recompute(clock, calendar, rules, localDayOf(await tx.now()));
    if (next === null || next.to === due) return false;
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
      facts: { ...facts, previousDueOn: due, dueOn: next.to },
    });
    return true;
  }
}

async function rulingOf(tx: Tx, { id }: DisputeRow): Promise<LocalDate | null> {
  const rows = await tx.query<{ received_on: LocalDate }>(
    `SELECT received_on FROM dispute_steps WHERE dispute_id = $1 AND event = 'ruling' ORDER BY at DESC LIMIT 1`,
    [id],
  );
  return rows[0]?.received_on ?? null;
}
