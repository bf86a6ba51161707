import { Injectable } from '@nestjs/common';
import { addCalendarDays, endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import { commissionWindowEnd } from '../../law/objection-windows.js';
import { timeLimit } from '../../law/time-limits.js';
import { Audit } from '../../office/audit/audit.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import { DueRows, type DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { lockOwnCase } from '../requests/open-case.js';
import { RequesterNews } from '../requests/requester-news.js';
import { lockObjection, type ObjectionRow } from './objection-row.js';

/**
 * T8 passed without an answer of the superior (law.md row 22): the objection is silent from its due moment on, and the
 * way to the Komisi Informasi is open for 14 working days (T10). The duty to answer stays.
 * T8 Mon 2027-01-11 passed: commission until Fri 2027-01-29.
 */
@Injectable()
export class ObjectionReplyDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly audit: Audit,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
  ) {
    handlers.register('objection-reply', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const row = await lockOwnCase(tx, due.caseId ?? '');
    const objection = await lockObjection(tx, due.facts['objectionId']);
    if (objection === null) return 'pointless';
    const next = nextObjectionState(objection.status, 'lapse-reply');
    if (!next.ok) return 'pointless';
    const lastDay = addCalendarDays(localDayOf(due.dueAt), -1);
    const calendar = await this.calendar.forCase(objection);
    const until = commissionWindowEnd(
      lastDay,
      calendar,
      await this.rules.ofCase(objection),
      'end-of-term',
    ).date;
    await tx.execute(
      'UPDATE objections SET status = $2, commission_until = $3, version = version + 1 WHERE id = $1',
      [objection.id, next.to, until],
    );
    await this.dueRows.start(tx, [
      {
        caseId: row.id,
        kind: 'commission-window',
        stage: objection.id,
        dueAt: endOfLocalDay(until),
        facts: { objectionId: objection.id, until },
      },
    ]);
    await this.audit.record(tx, {
      caseId: row.id,
      event: next.transition.timeline[0] ?? 'objection-lapsed',
      effectiveAt: due.dueAt,
      visibleTo: 'requester',
      agency: row.agency_code,
      facts: {
        objectionId: objection.id,
        number: objection.register_number,
        replyDueOn: lastDay,
        commissionUntil: until,
        version: row.version,
      },
    });
    await this.tell(tx, row, objection, lastDay, until);
    return 'taken';
  }

  private async tell(
    tx: Tx,
    row: CaseRow,
    objection: ObjectionRow,
    lastDay: LocalDate,
    until: LocalDate,
  ): Promise<void> {
    await this.news.tell<'objection-silent'>(tx, row, {
      kind: 'objection-silent',
      effectKey: `objection-silent:${objection.id}`,
      data: {
        number: objection.register_number,
        replyDueOn: lastDay,
        commissionUntil: until,
        commissionDays: timeLimit('disputeFiling', lastDay).length,
        late: localDayOf(await tx.now()) > addCalendarDays(lastDay, 1),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
      calendar: { sequence: objection.version + 1, subjectId: objection.id },
    });
  }
}
