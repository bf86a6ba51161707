import { Injectable } from '@nestjs/common';
import { Audit } from '../../office/audit/audit.js';
import { switchSending, type Sending } from '../../office/notifications/sending-switch.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, type Actor } from '../../platform/database/scope.js';
import { WakeQueue } from '../../platform/queue/wake-queue.js';

/** Lets mail go out or wait, for all processes; the trail says who did it. Doing it twice is the same as once. */
@Injectable()
export class SwitchSending {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly queue: WakeQueue,
  ) {}

  async run(sending: Sending, actor: Actor): Promise<void> {
    await this.database.transaction(actor, NOTHING, async (tx) => {
      await switchSending(tx, sending, `staff:${actor.id ?? ''}`);
      await this.audit.record(tx, {
        stream: 'office',
        event: sending === 'on' ? 'sending-on' : 'sending-paused',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
      });
      if (sending === 'on') tx.afterCommit(() => this.queue.wake('mail'));
    });
  }
}
