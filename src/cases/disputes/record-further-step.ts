import { Injectable } from '@nestjs/common';
import { decideFiling, type FiledInTime } from '../../law/dispute-rules.js';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { nextDisputeState } from '../../law/next-state.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { DisputeFiles } from './dispute-files.js';
import { DisputeOrders } from './dispute-orders.js';
import {
  awaitsInstance,
  lastDecisionOf,
  stepsOf,
  type DisputeStep,
  type FurtherStepEvent,
  type HeldDispute,
} from './dispute-row.js';
import { DisputeTrail } from './dispute-trail.js';

/** What each step writes and which clock it stops. */
const STEPS = {
  'suit-filed': { column: 'suit_filed_on', window: 'court-window' },
  'cassation-filed': { column: 'cassation_filed_on', window: 'cassation-window' },
} as const;

/** A suit or cassation as it is told: its day, its paper, and why it comes late where the dispute is final already. */
export interface FurtherStepFiled {
  readonly event: FurtherStepEvent;
  readonly filedOn: string;
  readonly fileId?: string | null;
  readonly reason?: string | null;
}

/**
 * A party has gone to court or to cassation (law.md row 26): T13 or T14 stops, the state stays, and the dispute waits for
 * the next ruling however long it takes. Filed in time it stops the clock of the order as well, for the decision is not
 * final. A step after its term is accepted while the dispute runs: only the court may call it late. One that was filed in
 * time and learnt of after the end reopens the dispute, with a reason and its paper.
 */
@Injectable()
export class RecordFurtherStep {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly files: DisputeFiles,
    private readonly orders: DisputeOrders,
    private readonly trail: DisputeTrail,
  ) {}

  /**
   * Throws 409 `not-in-this-state`, also for a second one, and `filed-after-term` where the dispute is final; 422 for a day
   * before the ruling or after today, an unknown file, and for what a late one lacks.
   */
  async run(tx: Tx, held: HeldDispute, step: FurtherStepFiled): Promise<HeldDispute> {
    const { dispute } = held;
    const { event } = step;
    const next = nextDisputeState(dispute.status, event);
    if (!next.ok) throw refused(next.refusal);
    if (awaitsInstance(dispute)) throw refused('not-in-this-state');
    const steps = await stepsOf(tx, dispute.id);
    const filedOn = readFiledOn(step.filedOn, steps.at(-1)?.decided_on ?? dispute.filed_on, await tx.now());
    const wasFinal = dispute.status === 'final';
    const inTime = await this.inTime(held, event, filedOn, steps);
    if (wasFinal) mustReopen(inTime, step);
    if (inTime.ok) await this.orders.suspend(tx, held);
    await this.keep(tx, held, step, filedOn);
    const { column, window } = STEPS[event];
    await tx.execute(`UPDATE disputes SET ${column} = $2 WHERE id = $1`, [dispute.id, filedOn]);
    await this.dueRows.stopOne(tx, dispute.case_id, window, dispute.id);
    return this.trail.apply(
      tx,
      { ...held, dispute: { ...dispute, [column]: filedOn } },
      {
        event,
        // Who was told that the dispute has ended is told that it goes on.
        visibleTo: wasFinal ? 'requester' : 'staff',
        facts: { filedOn, furtherUntil: dispute.further_until },
      },
    );
  }

  private async inTime(
    { dispute }: HeldDispute,
    event: FurtherStepEvent,
    filedOn: LocalDate,
    steps: readonly DisputeStep[],
  ): Promise<FiledInTime> {
    return decideFiling(
      event,
      filedOn,
      lastDecisionOf(steps),
      await this.calendar.forCase(dispute),
      await this.rules.ofCase(dispute),
    );
  }

  private async keep(
    tx: Tx,
    { dispute }: HeldDispute,
    { event, fileId, reason }: FurtherStepFiled,
    filedOn: LocalDate,
  ): Promise<void> {
    await this.files.keep(tx, dispute.case_id, fileId == null ? [] : [fileId], 'fileId');
    await tx.query(
      `INSERT INTO dispute_filings (id, dispute_id, event, filed_on, file_id, reason, ended_at, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        dispute.id,
        event,
        filedOn,
        fileId ?? null,
        reason ?? null,
        dispute.final_at,
        tx.actor.id,
        await tx.now(),
      ],
    );
  }
}

/** Throws 409 for a step that cannot reopen a dispute that is final, 422 for what a late record of one lacks. */
function mustReopen(inTime: FiledInTime, { fileId, reason }: FurtherStepFiled): void {
  if (!inTime.ok) throw refused(inTime.refusal);
  const faults = [
    ...((reason ?? '').trim() === '' ? [fault('reason', 'disputes.errors.late-reason')] : []),
    ...(fileId == null ? [fault('fileId', 'disputes.errors.late-paper')] : []),
  ];
  if (faults.length > 0) throw invalid(faults);
}

function readFiledOn(typed: string, earliest: LocalDate, now: Date): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null || day > localDayOf(now) || day < earliest) {
    throw invalid([{ field: 'filedOn', code: 'wrong-date', message: 'disputes.errors.step-filed-on' }]);
  }
  return day;
}

function fault(field: string, message: string): { field: string; code: string; message: string } {
  return { field, code: 'missing', message };
}
