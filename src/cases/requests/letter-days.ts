import { Injectable } from '@nestjs/common';
import { localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { REMINDER_TIME } from '../../law/service-rules.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { DueRows, type NewDueRow } from '../../office/deadlines/due-rows.js';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';

/** Key of the news of the written notice; its printed letter is posted under the same. */
export function answeredKey(caseId: string): string {
  return `answered:${caseId}`;
}

/** Once-key of the task about a letter that should have left. */
export function letterLateKey(effectKey: string): string {
  return `letter-late:${effectKey}`;
}

/** A letter on paper whose leaving ends or lengthens a term of the office. */
export interface LetterWithDay {
  readonly effectKey: string;
  readonly mail: string;
  /** The day by which it has to leave. */
  readonly lastDay: LocalDate;
}

/** When the desk is told that such a letter should have left: 08.00 of the working day after its last one. */
export function lateLetterRow(
  caseId: string | null,
  letter: LetterWithDay,
  calendar: WorkingCalendar,
): NewDueRow {
  return {
    caseId,
    kind: 'receipt-reminder',
    stage: lateStage(letter.effectKey),
    dueAt: localInstant(calendar.nextWorkingDay(letter.lastDay), REMINDER_TIME),
    facts: { ...letter },
  };
}

/**
 * Moves the last day of a letter on paper where its term has moved, by a decree or because the extension is known to have
 * left: the task to print it, and what follows.
 */
@Injectable()
export class LetterDays {
  constructor(
    private readonly tasks: Tasks,
    private readonly dueRows: DueRows,
  ) {}

  async move(
    tx: Tx,
    caseId: string,
    { effectKey, lastDay }: Omit<LetterWithDay, 'mail'>,
    calendar: WorkingCalendar,
  ): Promise<void> {
    await this.tasks.moveDue(tx, printTaskKey(effectKey), lastDay);
    if (lastDay >= localDayOf(await tx.now())) await this.tasks.settle(tx, letterLateKey(effectKey), null);
    await this.dueRows.moveOne(tx, {
      caseId,
      kind: 'receipt-reminder',
      stage: lateStage(effectKey),
      dueAt: localInstant(calendar.nextWorkingDay(lastDay), REMINDER_TIME),
      facts: { lastDay },
    });
  }
}

function lateStage(effectKey: string): string {
  return `${effectKey}/late`;
}
