import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf } from '../../law/local-date.js';
import { replyDueWhenComplete } from '../../law/reply-clock.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from './apply-transition.js';
import type { CaseChange, CaseRow } from './case-row.js';
import { replyRows } from './clock-rows.js';

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
    private readonly dueRows: DueRows,
  ) {}

  async run(tx: Tx, row: CaseRow): Promise<CaseRow> {
    const now = await tx.now();
    return this.transitions.applyTransition(tx, row, {
      event: 'declare-complete',
      change: { complete_at: now, ...(await this.clock(tx, row, now)) },
    });
  }

  private async clock(tx: Tx, row: CaseRow, now: Date): Promise<CaseChange> {
    if (row.reply_started_on === null || row.status !== 'received') return {};
    const calendar = await this.calendar.forCase(row);
    const facts = { receivedOn: row.received_on, declaredOn: localDayOf(now) };
    const due = replyDueWhenComplete(facts, calendar, await this.rules.ofCase(row));
    if (due.date === row.due_on) return {};
    await this.dueRows.stop(tx, row.id, ['reply', 'reply-reminder']);
    await this.dueRows.start(tx, replyRows(row.id, 'after-repair', due.date, now, calendar));
    return {
      reply_started_on: localDayOf(now),
      due_on: due.date,
      due_at: endOfLocalDay(due.date),
      due_provisional: due.provisional,
      calendar_version: Number(calendar.version),
    };
  }
}
