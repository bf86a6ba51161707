import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import type { SignedIn } from '../access/actor-source.js';
import { Audit } from '../audit/audit.js';
import { endOwnSession, endSession, endSessionsOf } from './sessions.js';

/** Ends sessions: this one, another of the same person, or all others. Ending twice is the same as once. */
@Injectable()
export class SignOut {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async end(signedIn: SignedIn): Promise<void> {
    await this.ended(signedIn, 'signed-out', (tx) => endSession(tx, signedIn.sessionHash));
  }

  /** `id` as in the list of sessions; somebody else's does nothing. */
  async endOther(signedIn: SignedIn, id: string): Promise<void> {
    await this.ended(signedIn, 'session-ended', (tx) => endOwnSession(tx, idOf(signedIn), id));
  }

  async endOthers(signedIn: SignedIn): Promise<void> {
    await this.ended(signedIn, 'sessions-ended', (tx) =>
      endSessionsOf(tx, idOf(signedIn), signedIn.sessionHash),
    );
  }

  private async ended(
    signedIn: SignedIn,
    event: string,
    work: (tx: Parameters<typeof endSession>[0]) => Promise<number>,
  ): Promise<void> {
    await this.database.transaction(signedIn.actor, NOTHING, async (tx) => {
      const count = await work(tx);
      if (count === 0) return;
      await this.audit.record(tx, {
        stream: 'staff',
        event,
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { staffId: signedIn.actor.id, sessions: count },
      });
    });
  }
}

function idOf(signedIn: SignedIn): string {
  if (signedIn.actor.id === null) throw new Error('a session without a person');
  return signedIn.actor.id;
}
