import { Injectable } from '@nestjs/common';
import { DueAlarm, type NearDueRow } from '../../office/deadlines/due-alarm.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM } from '../../platform/database/scope.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';

const AHEAD_MILLISECONDS = 24 * 3_600_000;

/** Due rows over the queue: a delayed job for each that falls due within a day. What the queue loses the sweep finds. */
@Injectable()
export class QueueAlarm extends DueAlarm {
  constructor(
    private readonly queue: WakeQueue,
    private readonly database: Database,
  ) {
    super();
  }

  async arm(rows: readonly NearDueRow[]): Promise<void> {
    const now = await this.now();
    const near = rows.filter((row) => row.dueAt.getTime() - now.getTime() < AHEAD_MILLISECONDS);
    if (near.some((row) => row.dueAt.getTime() <= now.getTime())) this.queue.wake('sweep');
    for (const row of near) {
      if (row.dueAt.getTime() > now.getTime())
        await this.queue.arm(`due-${row.id}`, row.dueAt, { dueRowId: row.id }, now);
    }
  }

  private async now(): Promise<Date> {
    return this.database.read(SYSTEM, NOTHING, (tx) => tx.now());
  }
}
