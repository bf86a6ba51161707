import { Injectable } from '@nestjs/common';
import { exemptionReviewDay } from '../../law/exemption-review.js';
import { localDate, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';

interface WaitingReview {
  readonly decree_id: string;
  readonly due_at: Date;
  readonly until: string;
  readonly agency_code: string;
}

/** When the desk is told that an exemption ends (T18), 08.00 WIT; at once where that moment is over. */
export function reviewAt(until: LocalDate, calendar: WorkingCalendar, now: Date): Date {
  const at = localInstant(exemptionReviewDay(until, calendar), REMINDER_TIME);
  return at.getTime() < now.getTime() ? now : at;
}

/**
 * Counts T18 anew for every decree that waits for its review (law.md row 28). The end of an exemption is named by its
 * decree and stays. Safe to repeat: a right day stays.
 */
@Injectable()
export class MoveReviewDays {
  constructor(
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
  ) {}

  /** `decree` is what changed the calendar to this version. Returns how many days moved. */
  async run(
    tx: Tx,
    calendar: WorkingCalendar,
    change: { readonly decree: string; readonly calendar: number },
  ): Promise<number> {
    const now = await tx.now();
    const rows = await tx.query<WaitingReview>(
      `SELECT e.id AS decree_id, d.due_at, d.facts->>'until' AS until, e.agency_code
       FROM due_rows d JOIN exemption_decrees e ON e.id::text = d.stage
       WHERE d.kind = 'exemption-review' AND d.done_at IS NULL AND d.due_at > $1 ORDER BY d.id FOR UPDATE OF d`,
      [now],
    );
    let moved = 0;
    for (const { decree_id: stage, due_at: before, until, agency_code: agency } of rows) {
      const dueAt = reviewAt(localDate(until), calendar, now);
      if (dueAt.getTime() === before.getTime()) continue;
      await this.dueRows.moveOne(tx, { caseId: null, kind: 'exemption-review', stage, dueAt, facts: {} });
      await this.audit.record(tx, {
        stream: `decree:${stage}`,
        event: 'due-date-moved',
        effectiveAt: now,
        visibleTo: 'staff',
        agency,
        facts: { ...change, clock: 'T18', previousDueOn: localDayOf(before), dueOn: localDayOf(dueAt) },
      });
      moved += 1;
    }
    return moved;
  }
}
