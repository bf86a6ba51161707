import { Injectable } from '@nestjs/common';
import { endOfLocalDay, localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { defaultMaterialDue, materialDueFits, mayAskForMaterial } from '../../law/material.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { MaterialNews } from './material-news.js';

/** What is asked of whom. */
export interface MaterialWish {
  readonly from: string;
  readonly text: string;
  /** Null = three working days before the answer is due. */
  readonly dueOn: string | null;
}

/**
 * Asks another unit for what the answer needs (PerKI 1/2021 art. 12: the units collect and prepare). It has a day of
 * its own inside the reply term; the case stays with its agency, its term runs on, the unit is told by mail, and the
 * requester is not. Throws 409 once answered, 422 for a day that is over or after the answer is due.
 */
@Injectable()
export class RequestMaterial {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly news: MaterialNews,
  ) {}

  async run(tx: Tx, row: CaseRow, wish: MaterialWish): Promise<CaseRow> {
    if (!mayAskForMaterial(row.status))
      throw refused(row.noticed_at === null ? 'not-in-this-state' : 'already-answered');
    const now = await tx.now();
    const today = localDayOf(now);
    const dueOn = await this.dayOf(row, wish.dueOn, today);
    const id = newId();
    await tx.query(
      `INSERT INTO material_requests (id, case_id, asked_of, text, due_on, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, row.id, wish.from, wish.text, dueOn, tx.actor.id, now],
    );
    await this.dueRows.start(tx, [
      { caseId: row.id, kind: 'material', stage: id, dueAt: endOfLocalDay(dueOn), facts: { dueOn } },
    ]);
    await this.news.wanted(tx, row, { id, from: wish.from, dueOn });
    return this.transitions.recordChange(tx, row, 'material-requested', {}, { facts: { dueOn } });
  }

  private async dayOf(row: CaseRow, typed: string | null, today: LocalDate): Promise<LocalDate> {
    if (typed === null) return defaultMaterialDue(today, row.due_on, await this.calendar.forCase(row));
    const day = parseLocalDate(typed);
    if (day === null || !materialDueFits(day, { today, replyDue: row.due_on })) {
      throw invalid([{ field: 'dueOn', code: 'wrong-date', message: 'materials.errors.due-on' }]);
    }
    return day;
  }
}
