import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { confirmClock } from '../../office/deadlines/clock-hold.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM, type Actor } from '../../platform/database/scope.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';

/** Somebody vouches for the time after a jump: deadlines run again, and the trail says on whose word. */
@Injectable()
export class ConfirmClock {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly queue: WakeQueue,
  ) {}

  /** Whether anything was held; confirming twice is the same as once. */
  async run(actor: Actor = SYSTEM): Promise<boolean> {
    return this.database.transaction(actor, NOTHING, async (tx) => {
      const jumpSeconds = await confirmClock(tx, actor.id === null ? 'system' : `staff:${actor.id}`);
      if (jumpSeconds === null) return false;
      await this.audit.record(tx, {
        stream: 'office',
        event: 'clock-confirmed',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { jumpSeconds },
      });
      tx.afterCommit(() => this.queue.wake('sweep'));
      return true;
    });
  }
}
