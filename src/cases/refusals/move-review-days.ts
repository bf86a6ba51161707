import { Injectable } from '@nestjs/common';
import { localDate, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';

/** When the desk is told that an exemption ends: T18, 30 working days before its end, never before `now`. */
export function reviewAt(until: LocalDate, calendar: WorkingCalendar, now: Date): Date {
  const day = calendar.workingDayBefore(until, timeLimit('exemptionReview', until).length);
  const at = localInstant(day, REMINDER_TIME);
  return at.getTime() < now.getTime() ? now : at;
}

/** Counts T18 of every decree anew that waits for its review (law.md row 28). Safe to repeat: a right day stays. */
@Injectable()
export class MoveReviewDays {
  constructor(private readonly dueRows: DueRows) {}

  /** Returns how many days moved. */
  async run(tx: Tx, calendar: WorkingCalendar): Promise<number> {
    const now = await tx.now();
    const rows = await tx.query<{ stage: string; due_at: Date; until: string }>(
      `SELECT stage, due_at, facts->>'until' AS until FROM due_rows
       WHERE kind = 'exemption-review' AND done_at IS NULL AND due_at > $1 ORDER BY stage FOR UPDATE`,
      [now],
    );
    let moved = 0;
    for (const { stage, due_at: before, until } of rows) {
      const dueAt = reviewAt(localDate(until), calendar, now);
      if (dueAt.getTime() === before.getTime()) continue;
      await this.dueRows.moveOne(tx, { caseId: null, kind: 'exemption-review', stage, dueAt, facts: {} });
      moved += 1;
    }
    return moved;
  }
}
