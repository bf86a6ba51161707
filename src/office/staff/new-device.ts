import { Injectable } from '@nestjs/common';
import { sha256 } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';

/** Whose account was used. */
export interface AccountInUse {
  readonly id: string;
  readonly email: string;
}

/** Tells somebody that the account was used from a device that it was never used from: the room of the mails does it. */
@Injectable()
export class NewDeviceNotice {
  private teller: ((tx: Tx, account: AccountInUse) => Promise<void>) | null = null;

  /** Called by whoever tells, when it is made. */
  register(teller: (tx: Tx, account: AccountInUse) => Promise<void>): void {
    this.teller = teller;
  }

  async tell(tx: Tx, account: AccountInUse): Promise<void> {
    await this.teller?.(tx, account);
  }
}

/** A browser as it names itself, without the version that changes each month; kept as a hash. */
export function deviceOf(userAgent: string): string {
  return sha256(userAgent.replace(/\d+/gu, '')).toString('hex').slice(0, 16);
}

/** Whether this person has signed in before, and never from this device. The first sign-in of all is nothing new. */
export async function isNewDevice(tx: Tx, staffId: string, device: string): Promise<boolean> {
  const signIns = `SELECT 1 FROM audit WHERE stream = 'staff' AND event = 'signed-in' AND facts ->> 'staffId' = $1`;
  const [seen] = await tx.query<{ ever: boolean; here: boolean }>(
    `SELECT EXISTS (${signIns}) AS ever, EXISTS (${signIns} AND facts ->> 'device' = $2) AS here`,
    [staffId, device],
  );
  return seen !== undefined && seen.ever && !seen.here;
}
