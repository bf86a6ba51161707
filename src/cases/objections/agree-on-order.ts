import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { isGivenInFull, kindOfAgreement, usualGift } from '../../law/objection-reply.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { ObjectionClosed } from '../../office/notifications/kinds/objections.js';
import type { Tx } from '../../platform/database/tx.js';
import { orderRows } from './objection-clocks.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionTarget } from './objection-row.js';
import { repliedRequest } from './replied-request.js';
import type { AgreedOrder } from './settlement.js';

/**
 * What both sides agreed on by a day is work of the office as an order of the superior is (law.md rows 23 and 27): T9 with
 * its reminders, and a mail to whoever carries it out. Settled Mon 2026-12-21 for Wed 2027-01-06: late from 7 January on,
 * when T7 opens as well; carried out before, it opens nothing.
 */
@Injectable()
export class AgreeOnOrder {
  constructor(
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly news: ObjectionNews,
  ) {}

  /** What it asks for, as the requester is told. */
  async run(
    tx: Tx,
    target: ObjectionTarget,
    { text, carryOutBy, ...order }: AgreedOrder,
    costAgreed: boolean,
  ): Promise<ObjectionClosed['agreed']> {
    const { row, objection } = target;
    const now = await tx.now();
    const { grounds } = objection;
    const gives = order.gives ?? usualGift(grounds, { costAgreed, isGivenInFull: isGivenInFull(row) });
    const kind = kindOfAgreement(gives, { grounds, ...repliedRequest(row, localDayOf(now)) });
    await tx.query(
      `INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by, kind, agreed_at, gives)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [objection.id, row?.id ?? null, text, carryOutBy, kind, now, gives],
    );
    const owner = { caseId: row?.id ?? null, objectionId: objection.id };
    const calendar = await this.calendar.forCase(objection);
    await this.dueRows.start(tx, orderRows(owner, carryOutBy, now, calendar));
    await this.news.tellOrder(tx, target, 'order-to-carry-out', carryOutBy, 'first');
    return kind === 'give' ? (gives === 'part' ? 'part' : 'all') : kind;
  }
}
