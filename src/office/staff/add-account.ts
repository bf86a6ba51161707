import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM, type Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { Audit } from '../audit/audit.js';
import { AccountRefusal, readAccount, type AccountWish, type NewAccount } from './account-rules.js';
import { oneTimePassword, Passwords } from './passwords.js';

/**
 * Makes an account with a one-time password, which is returned once and stored only as a hash; pages lead to a change
 * of it first. Throws `AccountRefusal` for a faulty wish, an unknown agency, or an address that has an account.
 */
@Injectable()
export class AddAccount {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
  ) {}

  async run(
    wish: AccountWish,
    actor: Actor = SYSTEM,
  ): Promise<{ readonly id: string; readonly password: string }> {
    const account = readAccount(wish);
    const password = oneTimePassword();
    const hash = await this.passwords.hash(password);
    const id = await this.database.transaction(actor, NOTHING, async (tx) => {
      await refuseUnknownAgency(tx, account.agency);
      const added = await this.insert(tx, account, hash, true);
      if (added === null) throw new AccountRefusal(`${account.email} has an account already`);
      return added;
    });
    return { id, password };
  }

  /** @internal Writes the row and its trail; null when the address has an account. */
  async insert(tx: Tx, account: NewAccount, hash: string, mustChange: boolean): Promise<string | null> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO staff (id, email, name, password_hash, roles, agency_code, is_head, must_change_password, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [newId(), account.email, account.name, hash, account.roles, account.agency, account.isHead, mustChange],
    );
    const id = rows[0]?.id ?? null;
    if (id === null) return null;
    await this.audit.record(tx, {
      stream: 'staff',
      event: 'account-added',
      effectiveAt: await tx.now(),
      visibleTo: 'system',
      facts: { staffId: id, roles: account.roles, agency: account.agency, isHead: account.isHead },
    });
    return id;
  }
}

async function refuseUnknownAgency(tx: Tx, code: string | null): Promise<void> {
  if (code === null) return;
  const rows = await tx.query('SELECT 1 FROM agencies WHERE code = $1 AND active', [code]);
  if (rows.length === 0) throw new AccountRefusal(`--agency: no active agency has the code "${code}"`);
}
