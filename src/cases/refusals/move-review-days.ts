import { Injectable } from '@nestjs/common';
import { exemptionReviewDay } from '../../law/exemption-review.js';
import type { MovedDate } from '../../law/recompute.js';
import { localDate, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { Audit } from '../../office/audit/audit.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';

interface WaitingReview {
  readonly decree_id: string;
  readonly number: string;
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

  /** `decree` is what changed the calendar to this version. The days that moved. */
  async run(
    tx: Tx,
    calendar: WorkingCalendar,
    change: { readonly decree: string; readonly calendar: number },
  ): Promise<readonly MovedDate[]> {
    const now = await tx.now();
    const moved: MovedDate[] = [];
    for (const review of await waitingReviews(tx, now, 'FOR UPDATE OF d')) {
      const dueAt = reviewAt(localDate(review.until), calendar, now);
      if (dueAt.getTime() === review.due_at.getTime()) continue;
      const stage = review.decree_id;
      const date = movedReview(review, dueAt);
      await this.dueRows.moveOne(tx, { caseId: null, kind: 'exemption-review', stage, dueAt, facts: {} });
      await this.audit.record(tx, {
        stream: `decree:${stage}`,
        event: 'due-date-moved',
        effectiveAt: now,
        visibleTo: 'staff',
        agency: review.agency_code,
        facts: { ...change, clock: 'T18', previousDueOn: date.from, dueOn: date.to },
      });
      moved.push(date);
    }
    return moved;
  }

  /** The days that a calendar would move: for the preview of a decree on holidays. */
  async outlook(tx: Tx, calendar: WorkingCalendar): Promise<readonly MovedDate[]> {
    const now = await tx.now();
    return (await waitingReviews(tx, now)).map((review) =>
      movedReview(review, reviewAt(localDate(review.until), calendar, now)),
    );
  }
}

function waitingReviews(
  tx: Tx,
  now: Date,
  lock: '' | 'FOR UPDATE OF d' = '',
): Promise<readonly WaitingReview[]> {
  return tx.query<WaitingReview>(
    `SELECT e.id AS decree_id, e.number, d.due_at, d.facts->>'until' AS until, e.agency_code
     FROM due_rows d JOIN exemption_decrees e ON e.id::text = d.stage
     WHERE d.kind = 'exemption-review' AND d.done_at IS NULL AND d.due_at > $1 ORDER BY d.id ${lock}`,
    [now],
  );
}

function movedReview(
  { decree_id: subjectId, number, due_at: before }: WaitingReview,
  dueAt: Date,
): MovedDate {
  return {
    limit: 'T18',
    from: localDayOf(before),
    to: localDayOf(dueAt),
    subjectId,
    registerNumber: number,
  };
}
