import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM, type Actor } from '../../platform/database/scope.js';
import { Audit } from '../audit/audit.js';
import { accountEmail, AccountRefusal } from './account-rules.js';
import { endSessionsOf } from './sessions.js';

/**
 * Closes an account and ends its sessions in one transaction: the next request of any of them is a stranger's. The row
 * stays, because the trail names it. Closing twice is the same as once. Throws `AccountRefusal` for an unknown address.
 */
@Injectable()
export class DisableAccount {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async run(email: string, actor: Actor = SYSTEM): Promise<{ readonly sessionsEnded: number }> {
    const address = accountEmail(email);
    return this.database.transaction(actor, NOTHING, async (tx) => {
      const rows = await tx.query<{ id: string; closed: boolean }>(
        'SELECT id, disabled_at IS NOT NULL AS closed FROM staff WHERE email = $1 FOR UPDATE',
        [address],
      );
      const account = rows[0];
      if (account === undefined) throw new AccountRefusal(`${address} has no account`);
      const sessionsEnded = await endSessionsOf(tx, account.id);
      if (account.closed) return { sessionsEnded };
      await tx.execute('UPDATE staff SET disabled_at = clock_timestamp() WHERE id = $1', [account.id]);
      await this.audit.record(tx, {
        stream: 'staff',
        event: 'account-disabled',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { staffId: account.id, sessionsEnded },
      });
      return { sessionsEnded };
    });
  }
}
