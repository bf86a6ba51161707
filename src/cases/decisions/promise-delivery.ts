import { Injectable } from '@nestjs/common';
import { totalCost } from '../../law/decision-contents.js';
import { grants } from '../../law/decision-kinds.js';
import { deliveryClock, owedNextOn, type AnswerPart } from '../../law/delivery.js';
import { goesOnline } from '../../law/handover.js';
import { endOfLocalDay, localDayOf, type LocalDate } from '../../law/local-date.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import type { CopyReady } from '../../office/notifications/kinds/answering.js';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseRow } from '../requests/case-row.js';
import { grantedDayOf } from '../requests/owed.queries.js';
import { RequesterNews } from '../requests/requester-news.js';
import { StepEffects } from '../requests/step-effects.js';
import { decidedOf, itemsOf, type DecidedItem } from './decided-items.queries.js';
import { isPaused, providedBy, sumOf } from './written-notice.letter.js';

/** Key of the news of what is granted: what it costs, where and until when it is to be had. */
export function copyReadyKey(caseId: string): string {
  return `copy-ready:${caseId}:granted`;
}

/** What is granted and not yet there: T6 runs until the day that the notice names, and the requester is told. */
@Injectable()
export class PromiseDelivery {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly dueRows: DueRows,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly tasks: Tasks,
    private readonly effects: StepEffects,
  ) {}

  /** `row` is the case after its notice, `given` what it grants. A paused T6 (law.md D9) starts with the payment. */
  async run(tx: Tx, row: CaseRow, given: readonly DecidedItem[]): Promise<void> {
    const total = totalCost(sumOf(given));
    const day = grantedDayOf(row);
    if (day !== null) await this.start(tx, row, day, { stage: 'first' });
    // Online and free, only not ready yet: the answer has said when, there is nothing to pay or fetch.
    if (goesOnline(row) && total === 0) return;
    const today = localDayOf(await tx.now());
    const calendar = await this.calendar.forCase(row);
    await this.news.tell<'copy-ready'>(tx, row, {
      kind: 'copy-ready',
      effectKey: copyReadyKey(row.id),
      data: {
        number: row.register_number,
        step: stepOf(row, total),
        amount: total,
        until: day,
        workingDays: Math.max(0, calendar.workingDaysBetween(today, providedBy(given, today))),
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
  }

  /** An order gave it beside items that are still to be paid or documented: it is promised with them. */
  async ofOrder(tx: Tx, row: CaseRow): Promise<void> {
    const given = decidedOf(await itemsOf(tx, row.id)).filter(({ decision }) => grants(decision.outcome));
    await this.run(tx, row, given);
  }

  /** What is not documented yet: T6 runs until the day that the notice names (annex VII B), as the answer has said. */
  async undocumented(tx: Tx, row: CaseRow): Promise<void> {
    if (row.provide_on !== null) await this.start(tx, row, row.provide_on, { stage: 'first' });
  }

  /** What is promised beside a grant: its T6 runs from the notice on, whatever becomes of the granted part. */
  async rest(tx: Tx, row: CaseRow): Promise<void> {
    if (row.promised_due_on !== null) await this.start(tx, row, row.promised_due_on, { stage: REST });
  }

  /** One part is handed over: its T6 stops, that of the other runs on. */
  async handedOver(tx: Tx, row: CaseRow, part: AnswerPart): Promise<void> {
    for (const stage of part === 'promised' ? [REST] : ['first', 'after-payment'])
      await this.dueRows.stopOne(tx, row.id, 'delivery', stage);
  }

  /** The cost is paid in full: a paused T6 runs from now, as many working days as the notice named. */
  async paid(tx: Tx, row: CaseRow): Promise<CaseRow> {
    // A letter that still asks for it is not to be printed any more.
    await this.tasks.settle(tx, printTaskKey(copyReadyKey(row.id)), tx.actor.id);
    const given = decidedOf(await itemsOf(tx, row.id)).filter(({ decision }) => grants(decision.outcome));
    if (!isPaused(given) || grantedDayOf(row) !== null || row.noticed_at === null) return row;
    const noticedOn = localDayOf(row.noticed_at);
    const paidOn = localDayOf(await tx.now());
    const clock = deliveryClock(
      {
        noticedOn,
        provideOn: providedBy(given, noticedOn),
        noticeSaysPaymentPauses: true,
        cost: totalCost(sumOf(given)),
        paidOn,
      },
      await this.calendar.forCase(row),
      await this.rules.ofCase(row),
    );
    if (clock.kind === 'waits-for-payment') return row;
    const day = clock.due.date;
    await this.start(tx, row, day, { stage: 'after-payment', foundOn: paidOn });
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'delivery-promised',
      row.promised_due_on === null
        ? { provide_on: day }
        : { granted_due_on: day, provide_on: owedNextOn([day, row.promised_due_on]) },
      { facts: { dueOn: day } },
    );
    await this.effects.follow('paid', tx, changed);
    return changed;
  }

  /** Working days that the notice gives the office once the cost is paid; null where T6 waits for no payment (D9). */
  async daysOncePaid(tx: Tx, row: CaseRow): Promise<number | null> {
    if (row.status !== 'granted_open' || grantedDayOf(row) !== null || row.noticed_at === null) return null;
    const given = decidedOf(await itemsOf(tx, row.id)).filter(({ decision }) => grants(decision.outcome));
    if (!isPaused(given)) return null;
    const noticedOn = localDayOf(row.noticed_at);
    const calendar = await this.calendar.forCase(row);
    return Math.max(0, calendar.workingDaysBetween(noticedOn, providedBy(given, noticedOn)));
  }

  // A clock that waited for the payment keeps the day from which it counts; the other counts from the notice.
  private async start(
    tx: Tx,
    row: CaseRow,
    day: LocalDate,
    {
      stage,
      ...facts
    }: { readonly stage: 'first' | 'after-payment' | typeof REST; readonly foundOn?: LocalDate },
  ): Promise<void> {
    const dueAt = endOfLocalDay(day);
    await this.dueRows.start(tx, [{ caseId: row.id, kind: 'delivery', stage, dueAt, facts }]);
  }
}

const REST = 'rest';

/** Whose T6 a due row of this stage is. */
export function partOf({ status }: CaseRow, stage: string): AnswerPart {
  return stage === REST || status === 'closed_not_documented' ? 'promised' : 'granted';
}

function stepOf(row: CaseRow, total: number): CopyReady['step'] {
  if (total > 0) return grantedDayOf(row) === null ? 'payFirst' : 'pay';
  return row.access === 'inspect' ? 'inspect' : 'collect';
}
