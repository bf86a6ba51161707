import { Injectable } from '@nestjs/common';
import { agreedClock } from '../../law/carrying-out.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { AgreedGift, OrderKind } from '../../law/objection-reply.js';
import { isGivenInFull, kindOfAgreement, usualGift } from '../../law/objection-reply.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { ObjectionClosed } from '../../office/notifications/kinds/objections.js';
import type { Tx } from '../../platform/database/tx.js';
import { PromiseDelivery } from '../decisions/promise-delivery.js';
import type { CaseRow } from '../requests/case-row.js';
import { grantedDayOf } from '../requests/owed.queries.js';
import { StepEffects } from '../requests/step-effects.js';
import { orderRows } from './objection-clocks.js';
import { ObjectionNews } from './objection-news.js';
import { lockTarget, type ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';
import { repliedRequest } from './replied-request.js';
import type { AgreedOrder } from './settlement.js';

/** What an agreement asks for, and from when its day runs. */
export interface PlannedOrder {
  readonly text: string;
  /** The day that both sides named. */
  readonly agreedDay: LocalDate;
  readonly kind: OrderKind;
  readonly gives: AgreedGift;
  /** Working days of the office once the cost is paid; null where the agreed day runs as it is. */
  readonly daysOncePaid: number | null;
}

/**
 * What both sides agreed on by a day is work of the office as an order of the superior is (law.md rows 23 and 27): T9 with
 * its reminders, and a mail to whoever carries it out. Settled Mon 2026-12-21 for Wed 2027-01-06: late from 7 January on,
 * when T7 opens as well; carried out before, it opens nothing. Where it leaves a cost for which the notice lets T6 wait, all
 * this begins with the payment (decision 0093).
 */
@Injectable()
export class AgreeOnOrder {
  constructor(
    effects: StepEffects,
    private readonly calendar: CurrentCalendar,
    private readonly dueRows: DueRows,
    private readonly news: ObjectionNews,
    private readonly promise: PromiseDelivery,
    private readonly transitions: ObjectionTransitions,
  ) {
    effects.register('paid', (tx, row) => this.paid(tx, row));
  }

  /** `target` is the objection before the agreement ends it. */
  async plan(
    tx: Tx,
    { row, objection: { grounds } }: ObjectionTarget,
    { text, carryOutBy, ...order }: AgreedOrder,
    costAgreed: boolean,
  ): Promise<PlannedOrder> {
    const today = localDayOf(await tx.now());
    const leavesCopy = costAgreed && row?.status === 'granted_open';
    const gives = order.gives ?? usualGift(grounds, { leavesCopy, isGivenInFull: isGivenInFull(row) });
    const kind = kindOfAgreement(gives, { grounds, ...repliedRequest(row, today) });
    const days = row === null ? null : await this.promise.daysOncePaid(tx, row);
    const delivery = days === null ? null : ({ kind: 'waits-for-payment' } as const);
    const waits = agreedClock({ kind, costAgreed, carryOutBy }, delivery).kind === 'waits-for-payment';
    return { text, agreedDay: carryOutBy, kind, gives, daysOncePaid: waits ? days : null };
  }

  /** What it asks for, as the requester is told. */
  async run(tx: Tx, target: ObjectionTarget, order: PlannedOrder): Promise<ObjectionClosed['agreed']> {
    const { row, objection } = target;
    const { text, agreedDay, kind, gives } = order;
    const waits = order.daysOncePaid !== null;
    await tx.query(
      `INSERT INTO objection_orders (objection_id, case_id, text, carry_out_by, agreed_day, kind, agreed_at, gives)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[objection.id, row?.id ?? null, text, waits ? null : agreedDay, waits ? agreedDay : null],
        ...[kind, await tx.now(), gives],
      ],
    );
    if (!waits) await this.begin(tx, target, agreedDay);
    return kind === 'give' ? (gives === 'part' ? 'part' : 'all') : kind;
  }

  private async begin(tx: Tx, target: ObjectionTarget, by: LocalDate): Promise<void> {
    const { row, objection } = target;
    const calendar = await this.calendar.forCase(objection);
    const owner = { caseId: row?.id ?? null, objectionId: objection.id };
    await this.dueRows.start(tx, orderRows(owner, by, await tx.now(), calendar));
    await this.news.tellOrder(tx, target, 'order-to-carry-out', by, 'first');
  }

  private async paid(tx: Tx, row: CaseRow): Promise<void> {
    const day = grantedDayOf(row);
    if (day === null) return;
    const waiting = await tx.query<{ id: string; agreed_day: LocalDate }>(
      `SELECT objection_id AS id, agreed_day FROM objection_orders
       WHERE case_id = $1 AND carry_out_by IS NULL AND carried_out_at IS NULL AND ended_at IS NULL ORDER BY objection_id`,
      [row.id],
    );
    for (const { id, agreed_day: agreedDay } of waiting) {
      const target = await lockTarget(tx, id);
      const agreed = { kind: 'give', costAgreed: true, carryOutBy: agreedDay } as const;
      const clock = agreedClock(agreed, { kind: 'runs', by: day });
      if (target === null || clock.kind !== 'runs') continue;
      await tx.execute('UPDATE objection_orders SET carry_out_by = $2 WHERE objection_id = $1', [
        id,
        clock.by,
      ]);
      await this.begin(tx, target, clock.by);
      await this.transitions.record(tx, target, 'agreement-paid', {
        ...{ effectiveAt: await tx.now(), visibleTo: 'system', facts: { agreedDay, carryOutBy: clock.by } },
      });
    }
  }
}
