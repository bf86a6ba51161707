import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NOTHING, PUBLIC } from '../../platform/database/scope.js';
import type { SignedIn } from '../access/actor-source.js';
import { Audit } from '../audit/audit.js';
import { passwordFault, Passwords, type PasswordFault } from './passwords.js';
import { endSessionsOf } from './sessions.js';

/** What the form holds. */
export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

export type PasswordChangeFault =
  | { readonly field: 'current'; readonly code: 'wrong' }
  | { readonly field: 'next'; readonly code: PasswordFault | 'same' }
  | { readonly field: 'again'; readonly code: 'different' };

/** A person changes the own password: the old one is asked again, and every other session ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly audit: Audit,
  ) {}

  /** Returns what is wrong with the form; nothing was changed then. Empty = changed. */
  async run(signedIn: SignedIn, change: PasswordChange): Promise<readonly PasswordChangeFault[]> {
    const { id } = signedIn.actor;
    if (id === null) throw new Error('a session without a person');
    const account = await this.find(id);
    const faults: PasswordChangeFault[] = [];
    if (!(await this.passwords.fits(change.current, account?.password_hash ?? null))) {
      faults.push({ field: 'current', code: 'wrong' });
    }
    const weak = passwordFault(change.next, [account?.email ?? '', account?.name ?? '']);
    if (weak !== null) faults.push({ field: 'next', code: weak });
    else if (change.next === change.current) faults.push({ field: 'next', code: 'same' });
    if (change.again !== change.next) faults.push({ field: 'again', code: 'different' });
    if (faults.length > 0) return faults;
    await this.store(signedIn, id, await this.passwords.hash(change.next));
    return [];
  }

  private async store(signedIn: SignedIn, id: string, hash: string): Promise<void> {
    await this.database.transaction(signedIn.actor, NOTHING, async (tx) => {
      await tx.execute('UPDATE staff SET password_hash = $2, must_change_password = false WHERE id = $1', [
        id,
        hash,
      ]);
      const sessionsEnded = await endSessionsOf(tx, id, signedIn.sessionHash);
      await this.audit.record(tx, {
        stream: 'staff',
        event: 'password-changed',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { staffId: id, sessionsEnded },
      });
    });
  }

  private async find(id: string): Promise<{ password_hash: string; email: string; name: string } | null> {
    const rows = await this.database.read(PUBLIC, NOTHING, (tx) =>
      tx.query<{ password_hash: string; email: string; name: string }>(
        'SELECT password_hash, email, name FROM staff WHERE id = $1',
        [id],
      ),
    );
    return rows[0] ?? null;
  }
}
