import { Injectable } from '@nestjs/common';
import { isLetterTimely, letterDueAfterReturn } from '../../law/completeness.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { strictReplyDue } from '../../law/reply-clock.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';
import { RequesterNews } from './requester-news.js';
import { StartReplyClock } from './start-reply-clock.js';

/** The task that asks for the receipt of a letter; settled when it is recorded. */
export function receiptMissingKey(effectKey: string): string {
  return `receipt-missing:${effectKey}`;
}

/**
 * The term in which a letter of incompleteness must leave the office. Only a letter inside T2 suspends T4 (law.md row 4;
 * 2.2, 9), so a printed one keeps T2 running until its posting is recorded; one that came back gets the term anew.
 */
@Injectable()
export class LetterTerm {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly replyClock: StartReplyClock,
    private readonly tasks: Tasks,
    private readonly news: RequesterNews,
  ) {}

  /** The last day for a letter that is known to have come back today. */
  async dueAfterReturn(tx: Tx, row: CaseRow): Promise<LocalDate> {
    const returnedOn = localDayOf(await tx.now());
    const calendar = await this.calendar.forCase(row);
    return letterDueAfterReturn(returnedOn, calendar, await this.rules.ofCase(row)).date;
  }

  /** Starts the term of a letter that came back; the caller has written `due` into the case. */
  async start(tx: Tx, row: CaseRow, due: LocalDate): Promise<void> {
    await this.dueRows.stop(tx, row.id, ['completeness-check', 'completeness-reminder']);
    await this.dueRows.start(tx, [
      {
        caseId: row.id,
        kind: 'completeness-check',
        stage: `returned-${String(row.version)}`,
        dueAt: endOfLocalDay(due),
        facts: { foundOn: localDayOf(await tx.now()), dueOn: due },
      },
    ]);
  }

  /** The letter left the office. False when its term is over: it suspends nothing, and its receipt starts no T3. */
  async left(tx: Tx, row: CaseRow): Promise<boolean> {
    const due = row.completeness_due_on;
    if (due === null) return true;
    if (isLetterTimely(localDayOf(await tx.now()), due)) {
      await this.dueRows.stop(tx, row.id, ['completeness-check', 'completeness-reminder']);
      return true;
    }
    const waiting = await tx.query(
      `SELECT 1 FROM due_rows WHERE case_id = $1 AND kind = 'completeness-check' AND done_at IS NULL`,
      [row.id],
    );
    return waiting.length === 0;
  }

  /**
   * The term passed and no letter had left: the request counts as complete from receipt, and T4 runs as if none had been
   * written (law.md row 3). It may have passed meanwhile; its row then takes effect at once, dated by its own day.
   */
  async lapse(tx: Tx, row: CaseRow, at: Date): Promise<CaseRow> {
    const calendar = await this.calendar.forCase(row);
    const due = strictReplyDue(row.received_on, calendar, await this.rules.ofCase(row));
    const resumes = row.reply_started_on !== null && row.due_on === null;
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'lapse-letter',
      effectiveAt: at,
      change: {
        complete_at: at,
        ...(resumes
          ? {
              reply_started_on: row.received_on,
              due_on: due.date,
              due_at: endOfLocalDay(due.date),
              due_kind: 'first',
              due_provisional: due.provisional,
              calendar_version: Number(calendar.version),
            }
          : {}),
      },
      auditFacts: { letter: 'not-sent', ...(resumes ? { dueOn: due.date } : {}) },
    });
    if (resumes) await this.replyClock.run(tx, changed, 'letter-not-sent', due.date, calendar);
    await this.dropLetters(tx, changed);
    return changed;
  }

  /** The requester has given what the letter asks for before it was posted or received: its term and its tasks end. */
  async answered(tx: Tx, row: CaseRow): Promise<void> {
    await this.dueRows.stop(tx, row.id, ['completeness-check', 'completeness-reminder']);
    await this.dropLetters(tx, row);
  }

  // What the letter asks for is not asked any more: nobody is to post it.
  private async dropLetters(tx: Tx, row: CaseRow): Promise<void> {
    await this.dueRows.stop(tx, row.id, ['receipt-reminder']);
    const letters = await tx.query<{ id: string }>(
      `SELECT id FROM letters WHERE case_id = $1 AND kind = 'incomplete-notice'`,
      [row.id],
    );
    for (const { id } of letters) {
      await this.news.dropLetter(tx, id);
      await this.tasks.settle(tx, receiptMissingKey(`letter:${id}`), null);
    }
  }
}
