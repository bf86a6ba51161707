import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { objectionWindowEnd } from '../../law/objection-windows.js';
import { bearsObjection } from '../../law/request-states.js';
import type { DayZero } from '../../law/term.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { orderNames } from '../../office/notifications/kinds/objections.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import type { CaseRow } from '../requests/case-row.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { ObjectionNews } from './objection-news.js';
import { isAgreed, lockTarget, type ObjectionTarget } from './objection-row.js';
import { lapsedKey } from './order-letters.js';

/** When the requester found that the day of an order had passed: with the day itself, or with the letter that named it. */
export interface FoundBroken {
  readonly on: LocalDate;
  readonly dayZero: DayZero;
}

/** What the requester has of an order whose day passed without it: the right to object anew, and the news of it. */
@Injectable()
export class BrokenOrder {
  constructor(
    private readonly cases: CaseTransitions,
    private readonly window: ObjectionWindow,
    private readonly news: ObjectionNews,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
  ) {}

  /** Opens T7; returns the request as it is then, and the last day. */
  async openWindow(
    tx: Tx,
    target: ObjectionTarget,
    found: FoundBroken,
  ): Promise<{ readonly row: CaseRow | null; readonly until: LocalDate | null }> {
    if (target.row === null) return { row: null, until: await this.windowAfter(target, found) };
    const row = await this.ofRequest(tx, target.row, target, found);
    return { row, until: row.objection_until };
  }

  async tell(
    tx: Tx,
    target: ObjectionTarget,
    { carryOutBy, until }: { readonly carryOutBy: LocalDate; readonly until: LocalDate | null },
  ): Promise<void> {
    const { objection } = target;
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

  /**
   * It became known when the letter with the superior's answer left, or was received, and the day of its order has passed
   * undone: before it nobody could know of that day (decision 0091). What left in time, and was recorded late, names the day.
   */
  async toldByLetter(tx: Tx, objectionId: string, on: LocalDate): Promise<void> {
    const [order] = await tx.query<{ carry_out_by: LocalDate }>(
      `SELECT carry_out_by FROM objection_orders WHERE objection_id = $1 AND lapsed_at IS NOT NULL
         AND carried_out_at IS NULL AND ended_at IS NULL`,
      [objectionId],
    );
    const target = order === undefined ? null : await lockTarget(tx, objectionId);
    if (order === undefined || target === null) return;
    const { carry_out_by: carryOutBy } = order;
    const found: FoundBroken =
      on > carryOutBy ? { on, dayZero: 'receipt' } : { on: carryOutBy, dayZero: 'end-of-term' };
    const { row, until } = await this.openWindow(tx, target, found);
    await this.tell(tx, { ...target, row }, { carryOutBy, until });
  }

  /** Where no request stands behind it there is no window to keep: its last day follows from the order alone (0092). */
  private async windowAfter(
    { objection }: ObjectionTarget,
    { on, dayZero }: FoundBroken,
  ): Promise<LocalDate> {
    const calendar = await this.calendar.forCase(objection);
    return objectionWindowEnd(on, calendar, await this.rules.ofCase(objection), dayZero).date;
  }

  // A later notice may have opened a longer window already: that one stays.
  private async ofRequest(
    tx: Tx,
    row: CaseRow,
    { objection }: ObjectionTarget,
    { on, dayZero }: FoundBroken,
  ): Promise<CaseRow> {
    if (!bearsObjection(row.status)) return row;
    if (row.objection_until !== null && row.noticed_at !== null && localDayOf(row.noticed_at) > on)
      return row;
    const stage = `order/${objection.id}/${newId()}`;
    const until = await this.window.open(tx, row, on, stage, dayZero);
    if (until === null) return row;
    return this.cases.recordChange(
      tx,
      row,
      'order-lapsed',
      { objection_until: until },
      { visibleTo: 'system', facts: { objectionId: objection.id } },
    );
  }
}
