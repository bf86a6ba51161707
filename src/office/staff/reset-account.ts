import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM, type Actor } from '../../platform/database/scope.js';
import { Audit } from '../audit/audit.js';
import { accountEmail, AccountRefusal } from './account-rules.js';
import { oneTimePassword, Passwords } from './passwords.js';
import { endSessionsOf } from './sessions.js';

/**
 * Gives an account a one-time password, takes its second factor away (the telephone may be lost), opens it when it was
 * closed and ends its sessions. The password is returned once. Throws `AccountRefusal` for an unknown address.
 */
@Injectable()
export class ResetAccount {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
  ) {}

  async run(email: string, actor: Actor = SYSTEM): Promise<{ readonly password: string }> {
    const address = accountEmail(email);
    const password = oneTimePassword();
    const hash = await this.passwords.hash(password);
    await this.database.transaction(actor, NOTHING, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        `UPDATE staff SET password_hash = $2, must_change_password = true, totp_sealed = NULL, disabled_at = NULL
         WHERE email = $1 RETURNING id`,
        [address, hash],
      );
      const id = rows[0]?.id;
      if (id === undefined) throw new AccountRefusal(`${address} has no account`);
      const sessionsEnded = await endSessionsOf(tx, id);
      await this.audit.record(tx, {
        stream: 'staff',
        event: 'account-reset',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { staffId: id, sessionsEnded },
      });
    });
    return { password };
  }
}
