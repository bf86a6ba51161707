import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf, type LocalDate } from '../../law/local-date.js';
import { nextObjectionState } from '../../law/next-state.js';
import { commissionWindowEnd } from '../../law/objection-windows.js';
import { timeLimit } from '../../law/time-limits.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import { DueRows, type DueRow } from '../../office/deadlines/due-rows.js';
import type { Tx } from '../../platform/database/tx.js';
import { commissionRows } from './objection-clocks.js';
import { ObjectionNews } from './objection-news.js';
import { lockTarget, type ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

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
    private readonly transitions: ObjectionTransitions,
    private readonly news: ObjectionNews,
  ) {
    handlers.register('objection-reply', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const target = await lockTarget(tx, String(due.facts['objectionId']));
    if (target === null || !nextObjectionState(target.objection.status, 'lapse-reply').ok) return 'pointless';
    const { row, objection } = target;
    const lastDay = addCalendarDays(localDayOf(due.dueAt), -1);
    const calendar = await this.calendar.forCase(objection);
    const until = commissionWindowEnd(
      lastDay,
      calendar,
      await this.rules.ofCase(objection),
      'end-of-term',
    ).date;
    const changed = await this.transitions.apply(tx, target, {
      event: 'lapse-reply',
      effectiveAt: due.dueAt,
      change: { commission_until: until },
      facts: { replyDueOn: lastDay, commissionUntil: until },
    });
    const start = { on: lastDay, dayZero: 'end-of-term' } as const;
    const owner = { caseId: row?.id ?? null, objectionId: objection.id };
    await this.dueRows.start(tx, commissionRows(owner, objection.id, start, until, await tx.now(), calendar));
    await this.tell(tx, { row, objection: changed }, lastDay, until);
    return 'taken';
  }

  private async tell(tx: Tx, target: ObjectionTarget, lastDay: LocalDate, until: LocalDate): Promise<void> {
    const { objection } = target;
    await this.news.tellRequester<'objection-silent'>(tx, target, {
      kind: 'objection-silent',
      effectKey: `objection-silent:${objection.id}`,
      data: {
        number: objection.register_number,
        replyDueOn: lastDay,
        commissionUntil: until,
        commissionDays: timeLimit('disputeFiling', lastDay).length,
        late: localDayOf(await tx.now()) > addCalendarDays(lastDay, 1),
        link: this.news.links.pathOf(target),
      },
      calendar: { sequence: objection.version, subjectId: objection.id },
    });
  }
}
