import { Injectable } from '@nestjs/common';
import { DueAlarm, type NearDueRow } from '../../office/deadlines/due-alarm.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';

const AHEAD_MILLISECONDS = 24 * 3_600_000;

/** Due rows over the queue: a delayed job for each that falls due within a day. What the queue loses the sweep finds. */
@Injectable()
export class QueueAlarm extends DueAlarm {
  constructor(private readonly queue: WakeQueue) {
    super();
  }

  async arm(rows: readonly NearDueRow[], now: Date): Promise<void> {
    const near = rows.filter((row) => row.dueAt.getTime() - now.getTime() < AHEAD_MILLISECONDS);
    if (near.some((row) => row.dueAt.getTime() <= now.getTime())) this.queue.wake('sweep');
    for (const row of near) {
      if (row.dueAt.getTime() > now.getTime())
        await this.queue.arm(`due-${row.id}`, row.dueAt, { dueRowId: row.id }, now);
    }
  }
}
