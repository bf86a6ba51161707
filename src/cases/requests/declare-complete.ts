import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { replyDueWhenComplete, replyStartWhenComplete } from '../../law/reply-clock.js';
import type { DueDate, WorkingCalendar } from '../../law/working-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseRow } from './case-row.js';
import { lockOwnCase } from './open-case.js';
import { StartReplyClock } from './start-reply-clock.js';

/**
 * The desk, or the officer in charge, finds the request complete (PerKI 1/2021 art. 31(2)-(3)). T2 stops. By default
 * T4 runs on from receipt; in the reading `completeness` (D1) it runs from today and its rows move.
 * Throws 409 `not-in-this-state`.
 */
@Injectable()
export class DeclareComplete {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly replyClock: StartReplyClock,
  ) {}

  async run(tx: Tx, row: CaseRow): Promise<CaseRow> {
    const now = await tx.now();
    const clock = row.status === 'received' ? await this.clock(row, localDayOf(now)) : null;
    const changed = await this.transitions.applyTransition(tx, row, {
      event: 'declare-complete',
      change: {
        complete_at: now,
        ...(clock === null
          ? {}
          : {
              reply_started_on: clock.startedOn,
              due_on: clock.due.date,
              due_at: endOfLocalDay(clock.due.date),
              due_provisional: clock.due.provisional,
              calendar_version: Number(clock.calendar.version),
            }),
      },
    });
    if (clock !== null)
      await this.replyClock.run(tx, changed, 'after-repair', clock.due.date, clock.calendar);
    return changed;
  }

  /**
   * What a step from `received` brings with it (law.md section 7, rows 8-12): nothing where it is declared already. A part
   * is not complete by itself: answering it declares the whole request complete, and all its parts.
   */
  async implied(tx: Tx, row: CaseRow): Promise<CaseRow> {
    if (row.status !== 'received') return row;
    const { parent_id: requestId } = row;
    if (requestId === null) return this.run(tx, row);
    await tx.widened(async () => this.run(tx, await lockOwnCase(tx, requestId)));
    return lockOwnCase(tx, row.id);
  }

  /** The request as it will stand when it is declared complete on that day; for what is shown before a step. */
  async foreseen(row: CaseRow, today: LocalDate): Promise<CaseRow> {
    const clock = row.status === 'received' ? await this.clock(row, today) : null;
    return clock === null ? row : { ...row, reply_started_on: clock.startedOn, due_on: clock.due.date };
  }

  // A part has no clock of its own; in the default T4 runs on as it does.
  private async clock(row: CaseRow, today: LocalDate): Promise<CompleteClock | null> {
    if (row.reply_started_on === null || row.parent_id !== null) return null;
    const rules = await this.rules.ofCase(row);
    const facts = {
      receivedOn: row.received_on,
      declaredOn: today,
      completenessDue: row.completeness_due_on,
    };
    const startedOn = replyStartWhenComplete(facts, rules);
    if (startedOn === row.reply_started_on) return null;
    const calendar = await this.calendar.forCase(row);
    return { startedOn, due: replyDueWhenComplete(facts, calendar, rules), calendar };
  }
}

/** T4 counted from the declaration. */
interface CompleteClock {
  readonly startedOn: LocalDate;
  readonly due: DueDate;
  readonly calendar: WorkingCalendar;
}
