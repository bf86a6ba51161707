import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, PUBLIC } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

const GOOD_FOR_SECONDS = 300;
const PLACE = 'staff|sign-in ticket';

/**
 * Says between the two pages of a sign-in that the password was right. Sealed, so that the process keeps nothing and
 * the page carries no password; good for five minutes by PostgreSQL's own clock.
 */
@Injectable()
export class SignInTicket {
  constructor(
    private readonly vault: Vault,
    private readonly database: Database,
  ) {}

  async issue(tx: Tx, staffId: string): Promise<string> {
    const until = (await secondsNow(tx)) + GOOD_FOR_SECONDS;
    return this.vault.seal(`${staffId} ${String(until)}`, PLACE).toString('base64url');
  }

  /** The person of a ticket; null when it is forged, spoilt or too old. */
  async read(ticket: string): Promise<string | null> {
    const [staffId, until] = this.open(ticket)?.split(' ') ?? [];
    if (staffId === undefined || until === undefined) return null;
    const now = await this.database.read(PUBLIC, NOTHING, secondsNow);
    return now < Number(until) ? staffId : null;
  }

  private open(ticket: string): string | null {
    try {
      return this.vault.open(Buffer.from(ticket, 'base64url'), PLACE).toString('utf8');
    } catch {
      // Any change of a sealed text ends here: it opens nothing.
      return null;
    }
  }
}

async function secondsNow(tx: Tx): Promise<number> {
  const rows = await tx.query<{ seconds: number }>(
    'SELECT floor(extract(epoch FROM clock_timestamp()))::float8 AS seconds',
  );
  return rows[0]?.seconds ?? Number.POSITIVE_INFINITY;
}
