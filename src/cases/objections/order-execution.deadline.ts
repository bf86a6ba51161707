import { Injectable } from '@nestjs/common';
import { addCalendarDays, localDayOf, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import { bearsObjection } from '../../law/request-states.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import {
  DeadlineHandlers,
  type DeadlineHandler,
  type DeadlineOutcome,
} from '../../office/deadlines/deadline-handlers.js';
import type { DueRow } from '../../office/deadlines/due-rows.js';
import { orderNames } from '../../office/notifications/kinds/objections.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { ObjectionNews } from './objection-news.js';
import { isAgreed, lockTarget, type ObjectionTarget } from './objection-row.js';
import { lapsedKey } from './order-letters.js';
import { ObjectionTransitions } from './objection-transitions.js';

/**
 * T9 passed and the order, or what both sides agreed on, is not carried out: the duty stays, supervisors and superiors are
 * told, and the requester may object anew (grounds e and g, UU 14/2008 art. 35(1)) for 30 working days after that day.
 */
@Injectable()
export class OrderExecutionDeadline implements DeadlineHandler {
  constructor(
    handlers: DeadlineHandlers,
    private readonly cases: CaseTransitions,
    private readonly objections: ObjectionTransitions,
    private readonly window: ObjectionWindow,
    private readonly news: ObjectionNews,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
  ) {
    handlers.register('order-execution', this);
  }

  async take(tx: Tx, due: DueRow): Promise<DeadlineOutcome> {
    const target = await lockTarget(tx, String(due.facts['objectionId']));
    if (target === null) return 'pointless';
    const lapsed = await tx.execute(
      `UPDATE objection_orders SET lapsed_at = $2
       WHERE objection_id = $1 AND carried_out_at IS NULL AND ended_at IS NULL`,
      [target.objection.id, due.dueAt],
    );
    if (lapsed === 0) return 'pointless';
    const carryOutBy = addCalendarDays(localDayOf(due.dueAt), -1);
    const row = target.row === null ? null : await this.openWindow(tx, target.row, carryOutBy, target);
    const until =
      target.row === null ? await this.windowAfter(target, carryOutBy) : (row?.objection_until ?? null);
    const after = { ...target, row };
    await this.objections.record(tx, after, 'order-lapsed', {
      effectiveAt: due.dueAt,
      facts: {
        carryOutBy,
        ...(until === null ? {} : { objectionUntil: until }),
        ...(isAgreed(target) ? { agreed: true } : {}),
      },
    });
    await this.tell(tx, after, carryOutBy, until);
    return 'taken';
  }

  /** Where no request stands behind it there is no window to keep: its last day follows from the order alone (0092). */
  private async windowAfter({ objection }: ObjectionTarget, foundOn: LocalDate): Promise<LocalDate> {
    const calendar = await this.calendar.forCase(objection);
    return objectionWindowEnd(foundOn, calendar, await this.rules.ofCase(objection), 'end-of-term').date;
  }

  // A later notice may have opened a longer window already: that one stays.
  private async openWindow(
    tx: Tx,
    row: CaseRow,
    foundOn: LocalDate,
    { objection }: ObjectionTarget,
  ): Promise<CaseRow> {
    if (!bearsObjection(row.status)) return row;
    if (row.objection_until !== null && row.noticed_at !== null && localDayOf(row.noticed_at) > foundOn)
      return row;
    const until = await this.window.open(tx, row, foundOn, `order/${objection.id}`, 'end-of-term');
    if (until === null) return row;
    return this.cases.recordChange(
      tx,
      row,
      'order-lapsed',
      { objection_until: until },
      { visibleTo: 'system', facts: { objectionId: objection.id } },
    );
  }

  private async tell(
    tx: Tx,
    target: ObjectionTarget,
    carryOutBy: LocalDate,
    until: LocalDate | null,
  ): Promise<void> {
    const { objection } = target;
    await this.news.tellOrder(tx, target, 'order-overdue', carryOutBy, 'lapsed');
    await this.news.tellRequester<'order-lapsed'>(tx, target, {
      kind: 'order-lapsed',
      effectKey: lapsedKey(objection.id),
      data: {
        number: objection.register_number,
        carryOutBy,
        objectionUntil: until,
        ...orderNames(isAgreed(target) ? 'settlement' : 'superior'),
        link: this.news.links.pathOf(target),
      },
    });
  }
}
