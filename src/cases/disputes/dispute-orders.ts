import { Injectable } from '@nestjs/common';
import { endOfLocalDay, type LocalDate } from '../../law/local-date.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { printTaskKey, Tasks, type NewTask } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { isOfRuling } from '../objections/order-letters.js';
import { DisputeNews } from './dispute-news.js';
import { openOrder, type DisputeStep, type HeldDispute } from './dispute-row.js';

/** The order of a ruling as work: a clock, a task of whoever holds the case, and mails to holder, PPID and superior. */
@Injectable()
export class DisputeOrders {
  constructor(
    private readonly dueRows: DueRows,
    private readonly tasks: Tasks,
    private readonly news: DisputeNews,
  ) {}

  /** Starts the order of a step; a step without one starts nothing. */
  async start(tx: Tx, held: HeldDispute, step: DisputeStep): Promise<void> {
    const { dispute } = held;
    if (step.carry_out_by === null) return;
    await this.dueRows.start(tx, [
      {
        caseId: dispute.case_id,
        kind: 'dispute-order',
        stage: step.id,
        dueAt: endOfLocalDay(step.carry_out_by),
        facts: { disputeId: dispute.id, stepId: step.id, dueOn: step.carry_out_by },
      },
    ]);
    // What waits in its letter was done: the clock runs, and nobody is asked for it again.
    if (step.leaves_with !== null) return;
    await this.tasks.create(tx, taskOf(held, step, step.carry_out_by));
    await this.news.ordered(tx, held, step);
  }

  /** A later ruling takes the place of an order that is still open, if only to confirm it; the one that it was. */
  async replace(tx: Tx, held: HeldDispute): Promise<DisputeStep | null> {
    const order = await openOrder(tx, held.dispute.id);
    if (order === null) return null;
    await tx.execute(`UPDATE dispute_steps SET order_state = 'replaced' WHERE id = $1`, [order.id]);
    await this.settle(tx, held, order);
    return order;
  }

  /** What was reported of a replaced order, and waits in its letter, is of the one that goes on in its place. */
  async takeLetter(tx: Tx, replaced: DisputeStep, step: DisputeStep): Promise<DisputeStep> {
    const [taken] = await tx.query<DisputeStep>(
      `UPDATE dispute_steps s SET carried_out_text = r.carried_out_text, carried_out_files = r.carried_out_files,
         carried_out_by = r.carried_out_by, leaves_with = r.leaves_with
       FROM dispute_steps r WHERE s.id = $1 AND r.id = $2 RETURNING s.*`,
      [step.id, replaced.id],
    );
    return taken ?? step;
  }

  /** Nothing of a replaced order goes on: the letter that would tell of it is not sent any more. A notice is. */
  async dropLetter(tx: Tx, { leaves_with: letter }: DisputeStep): Promise<void> {
    if (letter !== null && isOfRuling(letter)) await this.tasks.settle(tx, printTaskKey(letter), tx.actor.id);
  }

  /**
   * A suit or cassation filed in time takes from the decision that it is final (UU 14/2008 art. 47(1), 48(1), 50): the
   * order stays and may be carried out, but its day, also one that has passed, binds nobody until the next ruling confirms it,
   * ends it or takes its place.
   */
  async suspend(tx: Tx, held: HeldDispute): Promise<void> {
    const order = await openOrder(tx, held.dispute.id);
    if (order === null) return;
    await tx.execute('UPDATE dispute_steps SET suspended_at = $2 WHERE id = $1', [order.id, await tx.now()]);
    await this.settle(tx, held, order);
  }

  /** It leaves with a letter: whoever holds the case has done what was to be done, and the clock runs on. */
  async reported(tx: Tx, order: DisputeStep): Promise<void> {
    await this.tasks.settle(tx, taskKey(order), tx.actor.id);
  }

  /** Its letter is not sent any more: it is work again as long as its day binds. */
  async workAgain(tx: Tx, held: HeldDispute, order: DisputeStep): Promise<void> {
    if (order.carry_out_by === null || order.suspended_at !== null) return;
    await this.tasks.reopen(tx, taskOf(held, order, order.carry_out_by));
  }

  /** Somebody else holds the case: the open task is theirs. */
  async hand(tx: Tx, held: HeldDispute, order: DisputeStep): Promise<void> {
    if (order.carry_out_by !== null) await this.tasks.hand(tx, taskOf(held, order, order.carry_out_by));
  }

  /** Stops clock and task of an order. */
  async settle(tx: Tx, { dispute }: HeldDispute, order: DisputeStep): Promise<void> {
    await this.dueRows.stopOne(tx, dispute.case_id, 'dispute-order', order.id);
    await this.tasks.settle(tx, taskKey(order), tx.actor.kind === 'staff' ? tx.actor.id : null);
  }
}

function taskOf({ dispute }: HeldDispute, step: DisputeStep, dueOn: LocalDate): NewTask {
  return {
    onceKey: taskKey(step),
    kind: 'dispute-order',
    caseId: dispute.case_id,
    role: dispute.agency_code === null ? 'desk' : 'officer',
    agency: dispute.agency_code,
    facts: { disputeId: dispute.id, stepId: step.id },
    dueOn,
  };
}

function taskKey(step: DisputeStep): string {
  return `dispute-order:${step.id}`;
}
