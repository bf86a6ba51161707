import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, localInstant, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import { OBJECTION_WINDOW_REMINDER_DAYS, REMINDER_TIME } from '../../law/service-rules.js';
import type { DayZero } from '../../law/term.js';
import { mayObject } from '../../law/who-may-file.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CaseRow } from './case-row.js';

/** The requester's right to object that a notice, a closing or silence opens (T7). */
@Injectable()
export class ObjectionWindow {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
  ) {}

  /**
   * Starts T7 on the day its ground was found and returns its last day, for `cases.objection_until`. An earlier window
   * of the case gives way: one notice more opens a new one; a later one stays as it is. `stage` names what opened it;
   * after silence and after a closing day 0 is the last day of the term that passed. Null for official help and
   * courtesy, which bear no objection: they end with the day on which they were closed.
   */
  async open(
    tx: Tx,
    row: CaseRow,
    foundOn: LocalDate,
    stage: string,
    dayZero: DayZero = 'receipt',
  ): Promise<LocalDate | null> {
    const caseId = row.id;
    if (!mayObject(row.standing)) {
      await this.endWithoutRemedy(tx, caseId, stage);
      return null;
    }
    const calendar = await this.calendar.forCase(row);
    const counted = objectionWindowEnd(foundOn, calendar, await this.rules.ofCase(row), dayZero).date;
    const named = row.objection_until;
    const isLater = named !== null && named > counted;
    if (isLater && named >= localDayOf(await tx.now())) return named;
    // A later one that has passed while a letter was waited for ends nothing until this is known: now it does.
    const until = isLater ? named : counted;
    await this.dueRows.stop(tx, caseId, ['objection-window', 'objection-window-reminder']);
    await this.dueRows.start(tx, [
      {
        caseId,
        kind: 'objection-window',
        stage,
        dueAt: endOfLocalDay(until),
        facts: { until, foundOn, dayZero },
      },
      {
        caseId,
        kind: 'objection-window-reminder',
        stage,
        dueAt: localInstant(calendar.workingDayBefore(until, OBJECTION_WINDOW_REMINDER_DAYS), REMINDER_TIME),
        facts: { until },
      },
    ]);
    return until;
  }

  private async endWithoutRemedy(tx: Tx, caseId: string, stage: string): Promise<void> {
    await this.dueRows.stop(tx, caseId, ['end-without-remedy']);
    const dueAt = endOfLocalDay(localDayOf(await tx.now()));
    await this.dueRows.start(tx, [{ caseId, kind: 'end-without-remedy', stage, dueAt }]);
  }
}
